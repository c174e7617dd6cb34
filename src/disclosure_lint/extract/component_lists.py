"""Tables of components in which a row holds a list: the ten oldest, other reasons, statutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.component_cells import figure
from disclosure_lint.pointers import join

if TYPE_CHECKING:
    from disclosure_lint.outline import Cell
    from disclosure_lint.report import Report

_OVERALL = "AGENCY OVERALL"
_NONE = "N/A"
Grid = list[list["Cell | None"]]


def read_lists(report: Report, key: str, entry: dict[str, Any], grid: Grid) -> dict[str, Any]:
    """Return a table of which each component has a list, beside or below its name."""
    rows: dict[str, tuple[Cell, Grid]] = {}
    for line in grid:
        if (first := _filled(line, 0)) is not None:
            rows.setdefault(first.text.strip(), (first, []))[1].append(line)
    found: dict[str, Any] = {}
    for name, (first, lines) in rows.items():
        at = f"/tables/{key}/overall" if name == _OVERALL else join(f"/tables/{key}/components", name)
        report.places[at] = first.place
        row = _reasons(report, at, entry, lines) if entry["columns"] else _oldest(report, at, entry, lines)
        if name == _OVERALL:
            found["overall"] = row
        else:
            found.setdefault("components", {})[name] = row
    return found


def _cell(line: list[Cell | None], index: int) -> Cell | None:
    return line[index] if index < len(line) else None


def _filled(line: list[Cell | None], index: int) -> Cell | None:
    """Return the cell of a line, None where the line is shorter or the cell is blank."""
    cell = _cell(line, index)
    return cell if cell is not None and cell.text.strip() else None


def _text(line: list[Cell | None], index: int) -> str:
    cell = _filled(line, index)
    return cell.text.strip() if cell is not None else ""


def _oldest(report: Report, at: str, entry: dict[str, Any], lines: Grid) -> dict[str, Any]:
    """Return the ten oldest, which are printed from the tenth to the oldest: a line of dates above one of days."""
    name, columns = entry["items"]["key"], list(entry["item_columns"].items())
    members: list[dict[str, Any]] = []
    width = len(lines[0])
    for index in range(width - 1, 1, -1):
        if _text(lines[0], index) in ("", _NONE):
            continue
        member = {}
        for line, (key, column) in zip(lines, columns, strict=False):
            if (cell := _filled(line, index)) is not None:
                member[key] = figure(cell.text, column.get("kind", "count"))
                report.places[f"{at}/{name}/{len(members)}/{key}"] = cell.place
        members.append(member)
    return {name: members}


def _reasons(report: Report, at: str, entry: dict[str, Any], lines: Grid) -> dict[str, Any]:
    """Return the reasons of a component and their total."""
    name = entry["items"]["key"]
    members: list[dict[str, Any]] = []
    for line in lines:
        if not _text(line, 1):
            continue
        member = {}
        for index, (key, column) in enumerate(entry["item_columns"].items(), 1):
            if (cell := _cell(line, index)) is not None:
                member[key] = figure(cell.text, column.get("kind", "count"))
                report.places[f"{at}/{name}/{len(members)}/{key}"] = cell.place
        members.append(member)
    row: dict[str, Any] = {name: members}
    if (total := _filled(lines[0], 3)) is not None:
        row["total"] = figure(total.text, "count")
        report.places[f"{at}/total"] = total.place
    return row


def read_statutes(report: Report, at: str, grid: Grid) -> dict[str, Any]:
    """Return the statutes, each with the counts of its components."""
    statutes: list[dict[str, Any]] = []
    seen: list[Cell] = []
    for line in grid[1:]:
        if (first := _filled(line, 0)) is None:
            continue
        if not seen or seen[-1] is not first:
            seen.append(first)
            report.places[f"{at}/statutes/{len(statutes)}"] = first.place
            statutes.append({"statute": first.text.strip(), "information_withheld": [], "cases": []})
            if _text(line, 5):
                statutes[-1]["overall"] = figure(_text(line, 5), "count")
        row, place = statutes[-1], f"{at}/statutes/{len(statutes) - 1}"
        for key, index in (("information_withheld", 1), ("cases", 2)):
            row[key] += [_text(line, index)] if _text(line, index) else []
        if _text(line, 3) and (cell := _filled(line, 4)) is not None:
            row.setdefault("components", {})[_text(line, 3)] = figure(cell.text, "count")
            report.places[join(f"{place}/components", _text(line, 3))] = cell.place
    return {"statutes": statutes}
