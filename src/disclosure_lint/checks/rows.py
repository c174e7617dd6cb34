"""Relations between figures of one row: in one table, or in several tables of the same component.

Every verb takes `rows` (components, overall or both) and figures as pointers
with `{row}`; see `cells_by_row`. The figure that a rule names first is the one
that a finding points at, all others are related places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.cells_by_row import (
    NOT_APPLICABLE,
    Figure,
    Terms,
    figures,
    keys,
    number,
    rows,
    shown,
    value,
)
from disclosure_lint.checks.row_sums import AT_MOST, EQUAL, bind, hold, quick, total
from disclosure_lint.checks.wholes import mended, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.checks.row_sums import Sum
    from disclosure_lint.report import Report

#: Amounts whose difference is below this are the same.
_SAME = 0.006


def _sides(report: Report, left: list[str], right: list[str]) -> tuple[Terms, Terms]:
    profile = report.profile.id
    return figures(tuple(left), profile), figures(tuple(right), profile)


@check("rows.equal")
def not_equal(
    report: Report, *, left: list[str], right: list[str], rows: str = "both", tolerance: float = 0
) -> Iterator[Problem | NotAssessed]:
    """The figures of `left` add up to what those of `right` do, but for `tolerance`."""
    first, second = _sides(report, left, right)
    if hold(report, first, second, EQUAL, rows):
        return
    ours, theirs = bind(report, first), bind(report, second)
    added = _Differences()
    for row in keys(report, rows, first, second):
        usual = quick(ours, row)
        if usual is not None and usual == quick(theirs, row):
            continue
        one, other = total(ours, row), total(theirs, row)
        if one is None or other is None:
            yield from _gap(report, row, (*first, *second))
        elif _apart(one, other, tolerance) and not (row == "" and added.explain(report, one, other, (first, second))):
            added.note(row, one, other)
            yield _problem(report, row, (first, one.low), (second, other.low), one.rowless or other.rowless)


@check("rows.at_most")
def more_than(
    report: Report, *, left: list[str], right: list[str], rows: str = "both"
) -> Iterator[Problem | NotAssessed]:
    """The figures of `left` add up to no more than those of `right` do."""
    first, second = _sides(report, left, right)
    if hold(report, first, second, AT_MOST, rows):
        return
    ours, theirs = bind(report, first), bind(report, second)
    for row in keys(report, rows, first, second):
        usual, limit = quick(ours, row), quick(theirs, row)
        if usual is not None and limit is not None and usual <= limit:
            continue
        one, other = total(ours, row), total(theirs, row)
        if one is None or other is None:
            yield from _gap(report, row, (*first, *second))
        elif one.low > other.high:
            if row == "":
                mended_one, mended_other = mended(report, first), mended(report, second)
                if mended_one and mended_other and mended_one.low <= mended_other.high:
                    continue  # the whole is not the sum of its components: another rule's to tell
            yield _problem(report, row, (first, one.low), (second, other.high), other.rowless)


@check("rows.follows")
def not_followed(report: Report, *, given: list[str], then: list[str], rows: str = "both") -> Iterator[Problem]:
    """Where the figures of `given` are above 0, those of `then` are."""
    first, second = _sides(report, given, then)
    if hold(report, first, second, _followed, rows):
        return
    ours, theirs = bind(report, first), bind(report, second)
    for row in keys(report, rows, first, second):
        usual = quick(ours, row)
        if usual is not None and usual <= 0:
            continue
        one, other = total(ours, row), total(theirs, row)
        if one is None or one.low <= 0 or (other is not None and other.high > 0):
            continue
        if other is None and any(_stated(report, figure, row) not in (None, NOT_APPLICABLE) for figure in second):
            continue
        yield _problem(report, row, (second, 0), (first, one.low), other is not None and other.rowless)


def _followed(given: float, then: float) -> bool:
    return given <= 0 or then > 0


class _Differences:
    """What the components of a relation are apart, by which a difference of the whole may be explained."""

    def __init__(self) -> None:
        self._sum: float = 0
        self._any = False

    def note(self, row: str, one: Sum, other: Sum) -> None:
        """Remember what a component is apart."""
        if row:
            self._sum += one.low - other.low
            self._any = True

    def explain(self, report: Report, one: Sum, other: Sum, sides: tuple[Sequence[Figure], Sequence[Figure]]) -> bool:
        """Tell whether the whole is apart only as its components are, or is not their sum (another rule's)."""
        if self._any and abs(self._sum - (one.low - other.low)) < _SAME:
            return True
        mended_one, mended_other = (mended(report, side) for side in sides)
        return bool(mended_one and mended_other) and not _apart(mended_one, mended_other, 0)  # type: ignore[arg-type]


def _apart(one: Sum, other: Sum, tolerance: float) -> bool:
    return one.low - tolerance > other.high or other.low - tolerance > one.high


def _gap(report: Report, row: str, terms: Sequence[Figure]) -> Iterator[NotAssessed]:
    gap = unreadable(report, terms, row)
    if gap is not None:
        yield gap


def _stated(report: Report, figure: Figure, row: str) -> Any:
    return value(rows(report, figure.table).get(row, {}), figure.path)


@check("rows.share")
def other_share(
    report: Report, *, share: str, part: list[str], whole: list[str], decimals: int, rows: str = "both"
) -> Iterator[Problem]:
    """A share is what `part` is of `whole`, as exact as it is stated; one above 1 is another rule's."""
    shares, (parts, wholes) = figures((share,), report.profile.id), _sides(report, part, whole)
    own = shares[0]
    ours, theirs = bind(report, parts), bind(report, wholes)
    percentages: list[Problem] = []
    step, of_shares = 10.0**-decimals, bind(report, shares)[0].rows
    for row in keys(report, rows, shares, parts, wholes):
        stated = number(value(of_shares.get(row, {}), own.path))
        if stated is None or _is_share(stated, quick(ours, row), quick(theirs, row), step):
            continue
        one, all_of_it = total(ours, row), total(theirs, row)
        if stated > 1 or one is None or all_of_it is None or all_of_it.low <= 0:
            continue
        exact = one.low / all_of_it.low
        if abs(exact - stated) <= step:
            continue
        scaled = abs(exact * 100 - stated) <= step * 100
        values = _values(report, row, (own,), parts)
        values |= {"stated": f"{stated:.4f}", "expected": f"{exact:.{decimals}f}", "percent": f"{exact:.2%}"}
        related = _related(report, row, (*parts, *wholes))
        problem = Problem(own.pointer(row), values, related=related)
        if scaled:
            percentages.append(problem._replace(variant="percent", severity="warning"))
        else:
            yield problem
    if percentages:  # one habit, one finding
        first = percentages[0]
        related = tuple(Related(each.pointer, {"value": each.values["stated"]}) for each in percentages[1:])
        yield first._replace(values={**first.values, "count": len(percentages)}, related=related)


def _is_share(stated: float, part: Any, whole: Any, step: float) -> bool:
    """Tell whether a share is right in the usual case; False says nothing."""
    try:
        return bool(whole > 0 and abs(part / whole - stated) <= step)
    except TypeError:
        return False


def _problem(
    report: Report,
    row: str,
    left: tuple[tuple[Figure, ...], float],
    right: tuple[tuple[Figure, ...], float],
    rowless: bool,  # noqa: FBT001
) -> Problem:
    (first, stated), (second, expected) = left, right
    values = _values(report, row, first, second)
    values |= {"stated": shown(stated), "expected": shown(expected), "difference": shown(abs(stated - expected))}
    at = next((figure.pointer(row) for figure in first if row in rows(report, figure.table)), "")
    pointer = at or next(figure.pointer(row) for figure in second if row in rows(report, figure.table))
    related = tuple(each for each in _related(report, row, (*first, *second)) if each.pointer != pointer)
    return Problem(pointer, values, variant="no-row" if rowless else "", related=related)


def _values(report: Report, row: str, left: tuple[Figure, ...], right: tuple[Figure, ...]) -> dict[str, Any]:
    sections = dict.fromkeys(report.profile.tables[figure.table].label["en"] for figure in right)
    whole = {"zh": "全机构", "en": "the whole agency"}
    return {
        "row": row or whole,
        "section": report.profile.tables[left[0].table].label["en"],
        "other": ", ".join(sections),
    }


def _related(report: Report, row: str, terms: tuple[Figure, ...]) -> tuple[Related, ...]:
    found = []
    for figure in terms:
        for pointer, stated in _cells(report, figure, row):
            if stated not in (None, 0):
                found.append(Related(pointer, {"value": stated}))
    return tuple(found)


def _cells(report: Report, figure: Figure, row: str) -> list[tuple[str, Any]]:
    """Return the cells of a figure with what they state: one, or one for each item of a list."""
    stated = _stated(report, figure, row)
    if not isinstance(stated, list):
        return [(figure.pointer(row), stated)]
    below = figure.path[figure.path.index("*") + 1 :]
    return [("/".join((figure.pointer(row), str(index), *below)), each) for index, each in enumerate(stated)]
