"""The printed form of tables: whose form it is, its rows, columns, labels and unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.extract.labels import NEAR, bare, likeness, slipped, unexplained
from disclosure_lint.patterns import pattern
from disclosure_lint.profiles import Profile, TableForm, forms, profiles
from disclosure_lint.report import Printed, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many characters a slip of the pen takes or adds, and how alike the label still is.
_SLIP = 2
_ALIKE = 0.85


@check("forms.mismatch")
def mismatch(report: Report) -> Iterator[Problem]:
    """The tables are those of the form in force for the reporting year."""
    for key, form in report.profile.tables.items():
        own = _paths(form)
        stated = {pointer for pointer in _stated(report, key) if pointer not in own}
        for other in forms(report.profile):
            if other.country != report.profile.country or key not in other.tables or other.id == report.profile.id:
                continue
            theirs = [pointer for pointer in _paths(other.tables[key]) if pointer in stated]
            if theirs:
                yield _mismatch(report, key, other, theirs)
                break


def _mismatch(report: Report, key: str, other: Profile, theirs: list[str]) -> Problem:
    rows = list(dict.fromkeys(pointer.rpartition("/")[0] for pointer in theirs))
    known = [row for row in rows if f"{row}".removeprefix(f"/tables/{key}/") in report.profile.tables[key].by_key]
    rows_only = len(rows) == 1 and not known
    pointer = rows[0] if rows_only else f"/tables/{key}"
    values = {
        "row": other.label(rows[0]),
        "stated": other.document,
        "expected": report.profile.document,
        "year": report.year or "",
    }
    related = tuple(Related(row) for row in rows if report.places.get(row))
    return Problem(pointer, values, variant="row" if rows_only else "", related=related)


def _paths(form: TableForm) -> list[str]:
    return [f"/tables/{form.key}/{row.key}/{column}" for row in form.rows for column in row.columns]


def _stated(report: Report, key: str) -> Iterator[str]:
    for row in report.select(f"/tables/{key}/**"):
        if "/extra_rows" not in row:
            yield from (f"{row}/{column}" for column in report.get(row) or ())


def printed_tables(report: Report) -> Iterator[tuple[str, Printed, TableForm]]:
    """Yield the tables that were read from a document in the form of the report's own profile."""
    for key, form in report.profile.tables.items():
        printed = report.as_found(f"/tables/{key}")
        if isinstance(printed, Printed) and printed.form in ("", report.profile.id):
            yield f"/tables/{key}", printed, form


@check("forms.unknown_rows")
def unknown_rows(report: Report) -> Iterator[Problem]:
    """Every row is official or one that local forms are known to add."""
    lossy = report.outline is not None and report.outline.lossy
    for table, printed, form in printed_tables(report):
        if lossy and printed.loose:
            continue  # its rows were told by where the text stands: a strange one may be half of another
        for pointer in report.select(f"{table}/extra_rows/*"):
            label = report.get(f"{pointer}/label", "")
            if not form.extensions or likeness(label, form.extensions) < 1.0:
                yield Problem(pointer, {"row": label.strip(), "table": report.profile.label(table)})


@check("forms.columns")
def columns(report: Report, *, tables: list[str]) -> Iterator[Problem | NotAssessed]:
    """The tables have exactly the columns of the form."""
    for table, printed, form in printed_tables(report):
        yield from _misheaded(printed, form)
        yield from _overfull(printed, form)
        if form.key not in tables:
            continue
        names = form.rows[0].columns
        if printed.loose and report.format in ("pdf", "ofd"):
            yield NotAssessed(table, "rows-uncertain")
        elif printed.odd_width is not None:
            width = len(names) * (len(form.rows) if form.layout == "blocks" else 1)
            if printed.loose and printed.odd_width < width == sum(key is not None for key in printed.columns):
                yield NotAssessed(table, "table-unreadable")  # every column is there: blank cells were lost
                continue
            yield Problem(table, {"found": printed.odd_width, "expected": width}, variant="count")
        elif not printed.headers:
            yield NotAssessed(table, "header-missing")
        elif form.layout == "blocks":
            yield from _blocks(report, table, form)
        elif not printed.loose:
            missing = [texts[0] for key, texts in names.items() if key not in printed.columns]
            strange = [text for text, key in zip(printed.headers, printed.columns, strict=False) if key is None]
            keyed = enumerate(zip(printed.headers, printed.columns, strict=False))
            twice = [text for n, (text, key) in keyed if key and key in printed.columns[:n]]
            if missing or strange or twice:
                yield _columns(table, missing, strange + twice)


def _misheaded(printed: Printed, form: TableForm) -> Iterator[Problem]:
    """Yield rows under the header of other rows."""
    for pointer, headers in printed.misheaded.items():
        row = form.by_key.get("/".join(pointer.split("/")[3:]))
        if row is not None:
            right = "、".join(texts[0] for texts in row.columns.values())
            values = {"row": row.label, "extra": "、".join("".join(text.split()) for text in headers), "missing": right}
            yield Problem(pointer, values, variant="header")


def _overfull(printed: Printed, form: TableForm) -> Iterator[Problem]:
    """Yield rows with more figures than columns: nobody can tell which of them are meant."""
    for pointer, count in printed.overfull.items():
        row = form.by_key.get("/".join(pointer.split("/")[3:]))
        if row is not None:
            values = {"row": row.label, "expected": len(row.columns), "found": count}
            yield Problem(pointer, values, variant="row")


def _blocks(report: Report, table: str, form: TableForm) -> Iterator[Problem]:
    """Yield what lacks in a table whose rows are blocks of columns: what all blocks lack is one problem."""
    lacking: dict[str, list[str]] = {}
    for row in form.rows:
        stated = report.get(f"{table}/{row.key}")
        held = stated if isinstance(stated, dict) else {}
        lacking[row.key] = [texts[0] for key, texts in row.columns.items() if key not in held] if held else [row.label]
    if len(set(map(tuple, lacking.values()))) == 1:
        common = next(iter(lacking.values()))
        if common:
            yield _columns(table, common, [])
        return
    for key, missing in lacking.items():
        if missing:
            yield _columns(f"{table}/{key}" if report.has(f"{table}/{key}") else table, missing, [])


def _columns(pointer: str, missing: list[str], strange: list[str]) -> Problem:
    variant = "both" if missing and strange else "missing" if missing else ""
    strange = ["".join(text.split()) for text in strange]
    return Problem(pointer, {"missing": "、".join(missing), "extra": "、".join(strange)}, variant=variant)


def _in_their_form(report: Report) -> Iterator[tuple[str, Printed, TableForm]]:
    """Yield the tables that were read from a document, each with the form that it has."""
    for key, form in report.profile.tables.items():
        printed = report.as_found(f"/tables/{key}")
        if isinstance(printed, Printed) and printed.rows:
            other = profiles().get(printed.form)
            yield f"/tables/{key}", printed, other.tables.get(key, form) if other else form


@check("forms.label_typo")
def label_typo(report: Report) -> Iterator[Problem]:
    """Labels that nearly are official ones."""
    for table, printed, form in _in_their_form(report):
        if report.outline is not None and (report.outline.lossy or report.outline.damage):
            continue
        for pointer, label in printed.rows.items():
            row = form.by_key.get("/".join(pointer.split("/")[3:]))
            if row is not None and _typo(label, row.names) and not (printed.loose and _in_pieces(label, row.names)):
                yield Problem(pointer, {"stated": "".join(label.split()), "official": row.label})
        if printed.loose:
            continue
        names = {key: tuple(texts) for row in form.rows for key, texts in row.columns.items()}
        blocks = [row.names for row in form.rows] if form.layout == "blocks" else []
        for text, key in dict.fromkeys(zip(printed.headers, printed.columns, strict=False)):
            official = names.get(key or "", ()) or next((each for each in blocks if slipped(text, each)), ())
            words = bare(unexplained(text))
            if official and "单位" not in official[0] and _header_typo(words, [bare(each) for each in official]):
                yield Problem(table, {"stated": "".join(text.split()), "official": official[0]}, variant="header")


def _in_pieces(label: str, names: tuple[str, ...]) -> bool:
    """Tell whether a label may be a piece of an official one, or two lines run into one."""
    words, official = bare(label), [bare(each) for each in names]
    near = [each for each in official if abs(len(each) - len(words)) <= _SLIP and likeness(label, (each,)) >= _ALIKE]
    return not near or any(words in each or each in words for each in official)


def _header_typo(words: str, official: list[str]) -> bool:
    """Tell whether a header is misprinted; the beginning of one may be all that stands on its line."""
    return words not in official and not any(each.startswith(words) and len(each) - len(words) > 1 for each in official)


def _typo(label: str, names: tuple[str, ...]) -> bool:
    """Tell whether a label is misprinted; the words of one in full with more behind, or far fewer, are no misprint."""
    words, official = bare(label), [bare(name) for name in names]
    shortened = any(name.startswith(words) and len(name) - len(words) > _SLIP for name in official)
    if words in official or shortened or any(words.startswith(name) for name in official):
        return False
    return likeness(label, names) >= NEAR


@check("forms.unit")
def unit(report: Report, *, row: str, column: str, unit: str) -> Iterator[Problem]:
    """The header of a column of money says in which unit it is."""
    for table, printed, form in printed_tables(report):
        if row not in form.by_key or column not in printed.columns:
            continue
        if printed.loose and report.format in ("pdf", "ofd"):
            continue  # half of the header may stand on another line
        header = printed.headers[printed.columns.index(column)]
        near = [*report.get("/sections/proactive_disclosure/text", []), *_small_print(report)]
        near += [printed.rows.get(f"{table}/{row}", ""), str(report.as_found(f"{table}/{row}/{column}", ""))]
        near.append(printed.caption)
        note = pattern(rf"单\s*位[^。；]{{0,12}}{unit}|[\d（(]\s*{unit}")
        stated = unit in bare(header) or any(note.search(text) for text in near)
        if not stated and f"{table}/{row}" in printed.rows:
            yield Problem(f"{table}/{row}/{column}", {"header": "".join(header.split()), "unit": unit})


def _small_print(report: Report) -> Iterator[str]:
    yield from (passage.text for passage in report.leftover)


@check("forms.superseded")
def superseded(report: Report, *, documents: list[dict[str, Any]]) -> Iterator[Problem]:
    """No document is cited as the basis of the report that another had replaced by its year.

    `documents` are {cited, newer: patterns, since: year, instead: name}. A report
    that cites the newer one too may tell of the change.
    """
    year = report.year
    texts = list(report.texts())
    for each in documents if year is not None else ():
        if year is None or year < int(each["since"]):
            continue
        cited, newer = pattern(each["cited"]), pattern(each["newer"])
        if any(newer.search(passage.text) for passage in texts):
            continue
        for passage in texts:
            found = cited.search(passage.text)
            if found:
                values = {"stated": found[0], "instead": each["instead"], "year": year}
                yield Problem(passage.pointer, values, span=found.span())
                break
