"""Sums and parts of a table with one number to a row (统计表, 2014–2018)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.masking import mask_text
from disclosure_lint.report import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.report import Report


@check("statistics.sums")
def sums(
    report: Report, *, table: str, totals: Mapping[str, list[str]], parts: Mapping[str, str], years: list[int]
) -> Iterator[Problem | NotAssessed]:
    """Each total is the sum of its rows, and no part (其中) exceeds its whole.

    `totals` map the path of a total below the table to those of its rows,
    `parts` a part to its whole. A local row that the form does not have may
    belong to any sum: what it explains is not wrong. A sum of which a row is
    absent is wrong only where its other rows exceed the total.
    """
    year = report.year
    if not isinstance(report.get(table), dict) or year is None or not years[0] <= year <= years[1]:
        return
    local = _local(report, table)
    for total, rows in totals.items():
        yield from _sum(report, f"{table}/{total}", [f"{table}/{row}" for row in rows], local)
    for part, whole in parts.items():
        yield from _part(report, f"{table}/{part}", f"{table}/{whole}")


def _sum(report: Report, total: str, rows: list[str], local: list[int]) -> Iterator[Problem | NotAssessed]:
    present = [row for row in rows if report.has(row)]
    if not report.has(total) or len(present) < 2:
        return
    values = {cell: report.count(cell) for cell in (total, *present)}
    strange = [cell for cell, value in values.items() if value is None]
    if strange:
        text = mask_text(str(report.get(strange[0])))[:20]
        yield NotAssessed(strange[0], "cell-unreadable", {"cell": _label(report, strange[0]), "text": text})
        return
    stated = values[total] or 0
    summed = sum(values[row] or 0 for row in present)
    missing = stated - summed
    if not missing or (missing > 0 and (missing in local or missing == sum(local))):
        return
    if missing > 0 and len(present) < len(rows):
        absent = next(row for row in rows if row not in present)
        yield NotAssessed(absent, "cell-missing", {"cell": _label(report, absent)})
        return
    blank = report.get(total) is None
    shown = " + ".join(str(values[row]) for row in present if values[row]) or "0"
    related = tuple(Related(row, {"value": values[row]}, "term") for row in present)
    told = {"total": _label(report, total), "stated": stated, "sum": summed, "terms": shown, "difference": abs(missing)}
    yield Problem(total, told, variant="blank" if blank else "", related=related)


def _part(report: Report, part: str, whole: str) -> Iterator[Problem]:
    if not report.has(part) or not report.has(whole):
        return
    value, stated = report.count(part), report.count(whole)
    if value is not None and stated is not None and value > stated:
        shown = {"part": _label(report, part), "value": value, "whole": _label(report, whole), "stated": stated}
        yield Problem(part, shown, variant="part", related=(Related(whole, {"value": stated}, "term"),))


def _local(report: Report, table: str) -> list[int]:
    """Return the numbers of the rows that the form does not have."""
    found = []
    for _, row in members(report.get(f"{table}/extra_rows")):
        values = row.get("values") if isinstance(row, dict) else None
        found += [value for value in values or [] if isinstance(value, int) and not isinstance(value, bool) and value]
    return found


def _label(report: Report, pointer: str) -> dict[str, str]:
    return {language: report.profile.label(pointer, language) for language in ("zh", "en")}
