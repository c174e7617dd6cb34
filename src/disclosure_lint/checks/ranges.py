"""Figures of a row that others of the same component bound: from below and above, or each from above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.cells_by_row import NOT_APPLICABLE, figures, keys, rows, shown, span, taking, value
from disclosure_lint.checks.row_sums import bind, quick, total
from disclosure_lint.checks.wholes import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from disclosure_lint.checks.cells_by_row import Figure, Row
    from disclosure_lint.report import Report

#: Figures are rounded: so much they may be off.
_ROUNDED = 0.5
_WHOLE = {"zh": "全机构", "en": "the whole agency"}


@check("ranges.within")
def outside(
    report: Report, *, at: list[str], columns: list[str], lowest: str, highest: str
) -> Iterator[Problem | NotAssessed]:
    """The `columns` of each group `at` lie between its `lowest` and `highest` figure.

    One problem a group. Where the lowest is above the highest, that is another rule's.
    """
    for base in at:
        names = tuple(f"{base}/{key}" for key in (lowest, highest, *columns))
        every = figures(names, report.profile.id)
        low, high, *inner = every
        take = taking(every)
        for key, row in rows(report, low.table).items():
            if value(row, low.path) in (None, NOT_APPLICABLE) or _is_within(take, row):
                continue
            gap = unreadable(report, every, key)
            if gap is not None:
                yield gap
                continue
            least = span(value(row, low.path))
            most = span(value(row, high.path)) if least is not None else None
            if least is None or most is None or least[0] > most[1]:
                continue
            first, last = least[0] - _ROUNDED, most[1] + _ROUNDED
            odd = [figure for figure in inner if _is_outside(row, figure, first, last)]
            if odd:
                yield _problem(report, key, row, odd, (low, high))


def _is_within(take: Callable[[Row], Sequence[Any]], row: Row) -> bool:
    """Tell whether figures lie within the first two of them, in the usual case; False says nothing."""
    try:
        low, high, *stated = take(row)
        return bool(low - _ROUNDED <= min(stated) and max(stated) <= high + _ROUNDED)
    except (KeyError, TypeError):
        return False


def _is_outside(row: Row, figure: Figure, first: float, last: float) -> bool:
    stated = span(value(row, figure.path))
    return stated is not None and (stated[1] < first or stated[0] > last)


def _problem(report: Report, key: str, row: Row, odd: list[Figure], bounds: tuple[Figure, Figure]) -> Problem:
    pointer, *others = [figure.pointer(key) for figure in odd]
    low, high = (value(row, each.path) for each in bounds)
    values: dict[str, Any] = {"stated": value(row, odd[0].path), "low": low, "high": high}
    beside = [*others, *[each.pointer(key) for each in bounds]]
    return Problem(pointer, values, related=tuple(Related(each, {"value": report.get(each)}) for each in beside))


@check("ranges.each_at_most")
def above(report: Report, *, at: list[str], limit: list[str]) -> Iterator[Problem | NotAssessed]:
    """None of the figures `at` is more than those of `limit` add up to; one problem a row."""
    each, most = figures(tuple(at), report.profile.id), figures(tuple(limit), report.profile.id)
    bound, parts = bind(report, most), [rows(report, table) for table, _, _ in each.by_table]
    for key in keys(report, "both", each, most):
        if _all_at_most([of_table.get(key, {}) for of_table in parts], quick(bound, key)):
            continue
        gap = unreadable(report, (*each, *most), key)
        if gap is not None:
            yield gap
            continue
        allowed = total(bound, key)
        if allowed is None or allowed.rowless:
            continue
        odd = [figure for figure in each if _exceeds(rows(report, figure.table).get(key, {}), figure, allowed.high)]
        if odd:
            found = [(figure.pointer(key), value(rows(report, figure.table)[key], figure.path)) for figure in odd]
            limits = [(figure.pointer(key), report.get(figure.pointer(key))) for figure in most]
            (pointer, stated), *others = found
            related = tuple(Related(at, {"value": one}) for at, one in (*others, *limits) if one not in (None, 0))
            values = {"row": key or _WHOLE, "stated": shown(stated), "limit": shown(allowed.high), "count": len(odd)}
            yield Problem(pointer, values, related=related)


def _all_at_most(found: list[Row], limit: float | None) -> bool:
    """Tell whether rows have nothing above a limit, in the usual case; False says nothing."""
    try:
        return limit is not None and all(max(row.values(), default=0) <= limit for row in found)
    except TypeError:
        return False


def _exceeds(row: Row, figure: Figure, limit: float) -> bool:
    stated = value(row, figure.path)
    return isinstance(stated, (int, float)) and stated > limit
