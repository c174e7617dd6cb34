"""Cells: blanks, placeholders, units, and figures that cannot be right for the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import Correction, NotAssessed, Problem, Related, Replacement, check
from disclosure_lint.checks.relations import open_totals
from disclosure_lint.extract.agencies import kind_of, level_of
from disclosure_lint.extract.cells import plain
from disclosure_lint.masking import mask_text
from disclosure_lint.patterns import pattern
from disclosure_lint.report import PLACEHOLDERS, join, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.relations import Relation
    from disclosure_lint.report import Report

PLAIN = pattern(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
NOTE = pattern(r"[(\[][^()\[\]]{0,80}[)\]]$")
UNIT = pattern(r"[+-]?[\d,.]+([^\d,.+\-]{1,4})")
#: Bodies of the State Council that make rules: their names name no place.
MINISTRY = pattern(r"(?:部|委员会|委|总局|总署|署|银行)$")
NO_POWER = ("township", "school", "hospital", "enterprise", "public_institution", "development_zone")


@check("cells.blank")
def blank_cells(report: Report, *, tables: str, relations: list[Relation]) -> Iterator[Problem]:
    """No cell is blank; a blank total of a row with figures is another rule's (`blank_total`)."""
    totals = open_totals(report, relations)
    for table in report.select(tables):
        blank = [cell for cell, value in _cells(report, table) if value is None and cell not in totals]
        if blank:
            yield _gathered(table, blank)


@check("cells.blank_total")
def blank_totals(report: Report, *, relations: list[Relation]) -> Iterator[Problem]:
    """A row with figures has its total."""
    for cell, summed in open_totals(report, relations).items():
        yield Problem(cell, {"sum": summed})


@check("cells.placeholder")
def placeholders(report: Report, *, tables: str) -> Iterator[Problem]:
    """A number stands where a number belongs, not a dash."""
    for table in report.select(tables):
        found = [(cell, value.strip()) for cell, value in _cells(report, table) if isinstance(value, str)]
        marks = {cell: value for cell, value in found if value in PLACEHOLDERS}
        if marks:
            yield _gathered(table, list(marks), text=" ".join(dict.fromkeys(marks.values())))


@check("cells.read")
def read_otherwise(report: Report, *, tables: str) -> Iterator[Problem]:
    """Counts are plain numbers; what was read in spite of its form is said, as information."""
    for table in report.select(tables):
        read = {
            cell: (text, value)
            for cell, value in _cells(report, table)
            if _is_number(value) and (text := _printed(report, cell)) and not PLAIN.fullmatch(text) and not _unit(text)
        }
        if read:
            text, value = next(iter(read.values()))
            problem = _gathered(table, list(read), text=mask_text(text), value=value)
            yield problem._replace(variant="read", severity="info", fix=_in_digits(read))


def _in_digits(read: dict[str, tuple[str, Any]]) -> Correction | None:
    """Write figures in plain digits where they differ from them in width and separators only.

    0,123 may be meant as a decimal, 1 234 as two figures, and a note says more than its figure.
    """
    found = []
    for cell, (text, value) in read.items():
        digits = plain(text).replace(",", "")
        whole = not any(each.isspace() for each in text) and not plain(text).lstrip("+-").startswith("0,")
        if whole and PLAIN.fullmatch(digits) and not digits.startswith("+") and float(digits) == value:
            found.append(Replacement(cell, digits))
    return Correction(tuple(found), safe=True) if found else None


@check("cells.unit")
def units(report: Report, *, tables: str, allowed: list[str]) -> Iterator[Problem]:
    """The unit stands in the header, not in the cell, except in the cells `allowed`."""
    for table in report.select(tables):
        for cell, value in _cells(report, table):
            text = _printed(report, cell) or (value if isinstance(value, str) else "")
            unit = _unit(text)
            if unit and cell not in allowed:
                yield Problem(cell, {"text": mask_text(text), "unit": unit}, excerpt=mask_text(text))


@check("cells.outlier")
def outliers(report: Report, *, at: str, limit: int) -> Iterator[Problem | NotAssessed]:
    """An amount of a bureau, county or township is below `limit`."""
    for cell in report.select(at):
        value = report.get(cell)
        if not _is_number(value) or value < limit:
            continue
        kind, level = _body(report)
        if kind is None:
            yield NotAssessed(cell, "kind-unknown")
        elif kind in NO_POWER or level in ("county", "township") or (kind == "department" and level != "province"):
            yield Problem(cell, {"value": value, "limit": limit})


@check("cells.rule_making")
def rules_without_power(report: Report, *, row: str) -> Iterator[Problem | NotAssessed]:
    """Only the State Council's departments, provinces and cities with districts make 规章 (立法法 Art. 91, 93)."""
    found = {cell: value for cell, value in _cells(report, row) if _is_number(value) and value}
    if not found:
        return
    first, *others = found
    power = _makes_rules(report)
    if power is False:
        agency = report.get("/agency")
        related = tuple(Related(cell, {"value": found[cell]}, "cell") for cell in others)
        yield Problem(first, {"agency": agency, "value": found[first]}, related=related)
    elif power is None:
        yield NotAssessed(first, "kind-unknown")


def _makes_rules(report: Report) -> bool | None:
    """Tell whether the body can make rules, None where its name does not tell.

    A city counts as one that can: names do not tell county-level cities apart.
    """
    kind, level = _body(report)
    if kind is None:
        return None
    if kind == "central":
        return True
    if kind in ("government", "government_office"):
        return None if level is None else level in ("province", "city")
    agency = report.get("/agency")
    return kind == "department" and level is None and isinstance(agency, str) and bool(MINISTRY.search(agency))


def _body(report: Report) -> tuple[str | None, str | None]:
    """Return the kind of the body, as stated or as named, and its level."""
    agency = report.get("/agency")
    name = agency if isinstance(agency, str) else ""
    kind = report.get("/agency_kind")
    return (kind if isinstance(kind, str) else kind_of(name)), level_of(name)


def _cells(report: Report, pointer: str) -> Iterator[tuple[str, Any]]:
    """Yield the cells below a pointer; rows outside the form are no part of a table."""
    for key, value in members(report.get(pointer)):
        cell = join(pointer, key)
        if isinstance(value, dict):
            yield from _cells(report, cell)
        elif not isinstance(value, list):
            yield cell, value


def _gathered(table: str, cells: list[str], **values: object) -> Problem:
    """Return one problem of a table for several of its cells."""
    return Problem(table, {"count": len(cells), **values}, related=tuple(Related(cell, {}, "cell") for cell in cells))


def _printed(report: Report, cell: str) -> str:
    text = report.as_found(cell)
    return text.strip() if isinstance(text, str) else ""


def _unit(text: str) -> str:
    """Return the unit behind a number, "" where there is none; a note in brackets is no unit."""
    match = UNIT.fullmatch(NOTE.sub("", plain(text)))
    return match[1] if match else ""


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
