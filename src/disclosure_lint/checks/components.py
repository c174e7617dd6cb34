"""Relations between the row of the whole and the rows of its components, and lists within a row."""

from __future__ import annotations

import datetime
from functools import lru_cache
from operator import ge, le
from typing import TYPE_CHECKING, Any, cast

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.cells_by_row import Figure, figures, number, rows, shown, span, taking, value
from disclosure_lint.checks.wholes import unreadable
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.cells_by_row import Rows, Terms
    from disclosure_lint.report import Report

#: Sums of amounts are exact to half a cent for each term.
_CENT = 0.006


class _Column(NamedTuple):
    """A column whose whole is not the sum of its components."""

    figure: Figure
    stated: float
    expected: float
    last: float | None


@check("components.sum")
def whole_is_not_the_sum(report: Report, *, figures: list[str]) -> Iterator[Problem]:
    """The whole is the sum of its components in every column of `figures`.

    One problem a table where the whole repeats the last component, else one a column.
    """
    tables: dict[str, list[_Column]] = {}
    named = _named(report, figures)
    for table, _, columns_of in named.by_table:
        found = rows(report, table)
        if "" in found and found.parts and not _all_add_up(found, columns_of):
            tables[table] = [each for each in (_column(found, figure) for figure in columns_of) if each is not None]
    for table, columns in tables.items():
        last = next(reversed([key for key in rows(report, table) if key]))
        repeated = [each for each in columns if each.last == each.stated]
        if columns and len(repeated) == len(columns) and (len(columns) > 1 or columns[0].stated):
            yield _whole(report, columns, last, "last-component")
        else:
            for column in columns:
                yield _whole(report, [column], last, "")


def _named(report: Report, names: list[str]) -> Terms:
    return figures(tuple(names), report.profile.id)


def _all_add_up(found: Rows, figures: tuple[Figure, ...]) -> bool:
    """Tell whether every column certainly adds up: the usual case, in which each figure is there and a number."""
    stated = taking(figures)
    try:
        return list(map(sum, zip(*map(stated, found.parts), strict=True))) == list(stated(found[""]))
    except (KeyError, TypeError):
        return False


def _column(found: Rows, figure: Figure) -> _Column | None:
    """Return a column whose whole differs, None where it does not or where that cannot be told."""
    whole, path = found[""], figure.path
    stated = [value(row, path) for row in found.parts]
    own = value(whole, path)
    try:
        if sum(cast("list[float]", stated)) == own:
            return None
    except TypeError:
        pass
    parts = [0 if each is None and figure.sparse else number(each) for each in stated]
    own = 0 if own is None and figure.sparse else number(own)
    if own is None or None in parts:
        return None
    added = sum(part for part in parts if part is not None)
    if abs(own - added) <= (0 if isinstance(added, int) and isinstance(own, int) else _CENT * len(found)):
        return None
    return _Column(figure, own, added, parts[-1])


def _whole(report: Report, columns: list[_Column], last: str, variant: str) -> Problem:
    first = columns[0]
    values = {
        "section": report.profile.tables[first.figure.table].label["en"],
        "stated": shown(first.stated),
        "expected": shown(first.expected),
        "difference": shown(abs(first.stated - first.expected)),
        "component": last,
        "count": len(columns),
    }
    others = tuple(Related(each.figure.pointer(""), {"value": each.stated}) for each in columns[1:])
    related = others if variant else _parts(report, first.figure)
    return Problem(first.figure.pointer(""), values, variant=variant, related=related)


def _parts(report: Report, figure: Figure) -> tuple[Related, ...]:
    """Return the cells of the components that have something in a column."""
    parts = ((key, value(row, figure.path)) for key, row in rows(report, figure.table).items() if key)
    return tuple(Related(figure.pointer(key), {"value": stated}) for key, stated in parts if stated)


@check("components.between")
def whole_is_not_between(report: Report, *, figures: list[str], rounded: float = 0) -> Iterator[Problem | NotAssessed]:
    """A median or average of the whole lies between the lowest and the highest of its components, but for rounding."""
    for figure in _named(report, figures):
        found = rows(report, figure.table)
        whole = value(found.get("", {}), figure.path)
        stated = span(whole)
        if stated is None:
            continue
        parts = [value(row, figure.path) for row in found.parts]
        numbers = [each for each in parts if each.__class__ in (int, float)]
        if numbers and whole.__class__ is not str and min(numbers) <= whole <= max(numbers):
            continue
        known = [each for each in map(span, parts) if each is not None]
        low, high = min((each[0] for each in known), default=0), max((each[1] for each in known), default=0)
        if known and stated[1] >= low - rounded and stated[0] <= high + rounded:
            continue
        gap = next(filter(None, (unreadable(report, (figure,), key) for key in found)), None)
        if gap is not None:  # what cannot be read may be what the whole is due to
            yield gap
        elif known:
            told = shown(stated[0]) if stated[0] == stated[1] else whole
            values = {"stated": told, "low": shown(low), "high": shown(high)}
            yield Problem(figure.pointer(""), values, related=_parts(report, figure))


@check("components.ordered")
def not_in_order(report: Report, *, lists: list[str], field: str, rising: bool = False) -> Iterator[Problem]:
    """The items of every list are in falling (or `rising`) order of `field`; one problem a list."""
    for figure in _named(report, lists):
        for key, row in rows(report, figure.table).items():
            members = value(row, figure.path)
            if not isinstance(members, list) or _is_ordered(members, field, rising=rising):
                continue
            stated = [_comparable(each, field) for each in members]
            for index in range(1, len(stated)):
                before, now = stated[index - 1], stated[index]
                if before is not None and now is not None and (now < before if rising else now > before):
                    yield _disorder(report, figure.pointer(key), index, field)
                    break


def _is_ordered(members: list[Any], field: str, *, rising: bool) -> bool:
    """Tell whether items are in order in the usual case, where each has a number; False says nothing."""
    try:
        stated = [item[field] for item in members]
        in_order = all(map(le if rising else ge, stated, stated[1:]))
    except (KeyError, TypeError):
        return False
    return in_order and str not in map(type, stated)


def _comparable(item: Any, field: str) -> Any:
    stated = item.get(field) if isinstance(item, dict) else None
    if isinstance(stated, str) and (day := _day(stated)):
        return day.toordinal()
    return number(stated)


def _disorder(report: Report, pointer: str, index: int, field: str) -> Problem:
    values = {
        "nth": index + 1,
        "before": index,
        "stated": report.get(f"{pointer}/{index}/{field}"),
        "previous": report.get(f"{pointer}/{index - 1}/{field}"),
    }
    related = (Related(f"{pointer}/{index - 1}/{field}", {"value": values["previous"]}),)
    return Problem(f"{pointer}/{index}/{field}", values, related=related)


@check("components.dates")
def date_too_late(report: Report, *, lists: list[str], field: str, latest: str) -> Iterator[Problem]:
    """No date of a list is later than `latest`, in which {year} is the reporting year; one problem a list."""
    if report.year is None:
        return
    end = latest.format(year=report.year)
    for figure, key, members in _lists(report, lists):
        pointer = figure.pointer(key)
        dates = ((index, item.get(field)) for index, item in enumerate(members))
        late = [each for each in dates if isinstance(each[1], str) and each[1] > end and _day(each[1])]
        yield from _gathered([Problem(f"{pointer}/{at}/{field}", {"stated": day, "latest": end}) for at, day in late])


@check("components.working_days")
def more_days_than_weekdays(
    report: Report, *, lists: list[str], date: str, days: str, until: str, grace: int = 0
) -> Iterator[Problem]:
    """No item has waited longer than there are weekdays from its date to `until` ({year}-MM-DD).

    One problem a list: a wrong way of counting shows in every item of it.
    """
    if report.year is None:
        return
    end = datetime.date.fromisoformat(until.format(year=report.year))
    for figure, key, members in _lists(report, lists):
        pointer = figure.pointer(key)
        found = [
            Problem(f"{pointer}/{index}/{days}", values)
            for index, item in enumerate(members)
            if (values := _overdue(item.get(date), number(item.get(days)), end, grace))
        ]
        yield from _gathered(found)


def _gathered(found: list[Problem]) -> Iterator[Problem]:
    """Yield the problems of a list as one."""
    if found:
        related = tuple(Related(each.pointer, {"value": each.values["stated"]}) for each in found[1:])
        yield found[0]._replace(values={**found[0].values, "count": len(found)}, related=related)


def _overdue(date: Any, stated: float | None, end: datetime.date, grace: int) -> dict[str, Any] | None:
    """Return the values of a message about too many days, None where there are not too many."""
    start = _day(date) if isinstance(date, str) else None
    if start is None or stated is None or start > end or (most := weekdays(start, end)) + grace >= stated:
        return None
    return {"stated": shown(stated), "most": most, "date": start.isoformat(), "until": end.isoformat()}


def weekdays(start: datetime.date, end: datetime.date) -> int:
    """Return how many Mondays to Fridays there are from `start` to `end`, both counted."""
    weeks, rest = divmod((end - start).days + 1, 7)
    weekday = start.weekday()
    return weeks * 5 + max(0, min(rest, 5 - weekday)) + max(0, rest - (7 - weekday))


def _lists(report: Report, lists: list[str]) -> Iterator[tuple[Figure, str, list[dict[str, Any]]]]:
    """Yield every list that the pointers name: the figure, the row, the items."""
    for figure in _named(report, lists):
        for key, row in rows(report, figure.table).items():
            members = value(row, figure.path)
            if members and isinstance(members, list):
                yield figure, key, [each if isinstance(each, dict) else {} for each in members]


@lru_cache(4096)
def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None
