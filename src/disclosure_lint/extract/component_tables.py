"""Documents whose tables have a row for each component: from an outline to the data of such a form.

A table is known by the number and title printed above it, a row by its first
cell, a column by its place among the columns of the form or, where the document
prints fewer, by its header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.component_cells import figure
from disclosure_lint.extract.component_lists import read_lists, read_statutes
from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.pointers import join
from disclosure_lint.profiles import profiles
from disclosure_lint.report import Passage, Report

if TYPE_CHECKING:
    from disclosure_lint.outline import Cell, Outline
    from disclosure_lint.profiles import Profile

#: So many tables of a form are a report.
_ENOUGH = 8
_NUMBER = pattern(r"\s*([IVX]+(?:\.[A-Z])?(?:\.\([0-9]\))?)\.?\s+(\S.*)")
_FISCAL_YEAR = pattern(r"\b[Ff]iscal [Yy]ear (20[0-9]{2})\b")
_PART = pattern(r"\.\([0-9]\)$")
_WORD = pattern(r"[a-z]+")
_OVERALL = "AGENCY OVERALL"
Grid = list[list["Cell | None"]]


def component_report(outline: Outline, path: str, form: str, wanted: Profile | None) -> Report | None:
    """Return the report that an outline is by a form of component tables, None where it is none."""
    for profile in [wanted] if wanted else profiles().values():
        if any(table.layout == "components" for table in profile.tables.values()):
            titled = _titled(outline, profile)
            if wanted or len(titled) >= _ENOUGH:
                return _report(outline, path, form, profile, titled)
    return None


def _titled(outline: Outline, profile: Profile) -> dict[str, tuple[Table, list[Paragraph]]]:
    """Return the tables of the form that are in a document, each with the paragraphs below it."""
    found: dict[str, tuple[Table, list[Paragraph]]] = {}
    key, notes = "", list[Paragraph]()
    for block in outline.blocks:
        if isinstance(block, Paragraph):
            named = _named(block.text, profile)
            key = named or key
            if not named and block.text.strip():
                notes.append(block)
        elif key and key not in found:
            notes = []
            found[key] = (block, notes)
            key = ""
    return found


def _named(text: str, profile: Profile) -> str:
    """Return the table whose number and title a paragraph is; where several have a number, the one of the title."""
    match = _NUMBER.match(text)
    if match is None:
        return ""
    number, words = match[1], set(_WORD.findall(match[2].lower()))
    labels = {key: table.label["en"] for key, table in profile.tables.items()}
    same = [key for key, label in labels.items() if label == number]
    same = same or [key for key, label in labels.items() if _PART.sub("", label) == number]
    return max(same, key=lambda key: _likeness(words, profile.tables[key].title["en"]), default="")


def _likeness(words: set[str], title: str) -> float:
    own = set(_WORD.findall(title.lower()))
    return len(words & own) / len(words | own)


def _report(
    outline: Outline, path: str, form: str, profile: Profile, titled: dict[str, tuple[Table, list[Paragraph]]]
) -> Report:
    report = Report(path, form, profile, {"profile": profile.id, "tables": {}}, outline=outline)
    for key in profile.tables:
        if key in titled:
            table, notes = titled[key]
            report.places[f"/tables/{key}"] = table.place
            report.data["tables"][key] = _table(report, key, table)
            _footnotes(report, key, notes)
    _year(report, outline)
    placed = {id(place) for place in report.places.values()}
    known = {id(table) for table, _ in titled.values()}
    pieces: list[Paragraph | Cell] = [*outline.paragraphs(), *outline.aside]
    pieces += [
        cell for table in outline.tables() if id(table) not in known for cell in table.cells if cell.text.strip()
    ]
    report.leftover = [Passage("", each.text, each.place, each.runs) for each in pieces if id(each.place) not in placed]
    return report


def _year(report: Report, outline: Outline) -> None:
    """Take the fiscal year that the paragraphs name, if they name one only."""
    named = [(match[1], each) for each in outline.paragraphs() for match in _FISCAL_YEAR.finditer(each.text)]
    if len({year for year, _ in named}) == 1:
        report.data["year"] = int(named[0][0])
        report.places["/year"] = named[0][1].place


def _footnotes(report: Report, key: str, notes: list[Paragraph]) -> None:
    if notes:
        report.data["tables"][key]["footnotes"] = [each.text for each in notes]
    for index, each in enumerate(notes):
        report.places[f"/tables/{key}/footnotes/{index}"] = each.place
        report.runs[f"/tables/{key}/footnotes/{index}"] = each.runs


def _table(report: Report, key: str, table: Table) -> dict[str, Any]:
    entry = report.profile.raw["tables"][key]
    grid = table.grid()
    if entry["layout"] == "statutes":
        return read_statutes(report, f"/tables/{key}", grid)
    head = grid[0][0].rowspan if grid and grid[0][0] else 1
    if "items" in entry:
        return read_lists(report, key, entry, grid[head:])
    columns = _columns(entry, grid[head - 1][1:])
    found: dict[str, Any] = {}
    for line in grid[head:]:
        first = line[0]
        if first is not None and (name := first.text.strip()):
            at = f"/tables/{key}/overall" if name == _OVERALL else join(f"/tables/{key}/components", name)
            if at not in report.places:  # of two rows of one name the first counts
                report.places[at] = first.place
                _put(found, name, _row(report, at, columns, line[1:]))
    return found


def _put(found: dict[str, Any], name: str, row: Any) -> None:
    if name == _OVERALL:
        found["overall"] = row
    else:
        found.setdefault("components", {})[name] = row


def _columns(entry: dict[str, Any], headers: list[Cell | None]) -> list[tuple[tuple[str, ...], str] | None]:
    """Return the path and the kind of each printed column; None for one that is not known."""
    columns = entry["columns"]
    official: list[tuple[tuple[str, ...], str, str]] = []
    for group in entry.get("groups", {"": None}):
        for key, column in columns.items():
            official.append(((group, key) if group else (key,), column.get("kind", "count"), column["label"]))
    if len(official) == len(headers):
        return [(path, kind) for path, kind, _ in official]
    found: list[tuple[tuple[str, ...], str] | None] = []
    for header in headers:
        text = _bare(header.text if header else "")
        near = [(path, kind) for path, kind, label in official if text and text.startswith(_bare(label))]
        found.append(near[0] if near else None)
    return found


def _bare(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _row(
    report: Report, at: str, columns: list[tuple[tuple[str, ...], str] | None], cells: list[Cell | None]
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is None or cell is None:
            continue
        path, kind = column
        inside, pointer = row, at
        for group in path[:-1]:
            inside = inside.setdefault(group, {})
            pointer = f"{pointer}/{group}"
        if cell.text.strip():
            inside[path[-1]] = figure(cell.text, kind)
            report.places[f"{pointer}/{path[-1]}"] = cell.place
    return row
