"""Figures of tables that have a row for each component and one for the whole: how rules name and read them.

A rule names a figure by a JSON Pointer in which `{row}` is the row that is
judged, `/tables/requests_processed/{row}/received`, and `*` any item of a list.
A row is a component's key, or "" for the whole ("overall").

N/A is no number and never 0; what the words of `UNDER` mean is a range. A
column that the form lets out where it is 0 (one with a `code`) is 0.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from disclosure_lint.pointers import join, tokens
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclosure_lint.profiles import Profile
    from disclosure_lint.report import Report

    #: Adds up figures of a row; raises KeyError or TypeError where one is missing or no number.
    Adding = Callable[[Any], Any]

#: Words for a number that is only known to lie between two others.
UNDER: dict[str, tuple[float, float]] = {"<1": (0, 1)}
NOT_APPLICABLE = "N/A"
#: Rows whose component the file does not name; they cannot be followed from one table to another.
_NAMELESS = "?"
#: So many keys lead to a column of a group, and of the items of a list.
_OF_GROUP, _OF_LIST = 2, 3
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
Row = dict[str, Any]


class Figure(NamedTuple):
    """A figure of a rule: the table, the keys below the row, whether it may be left out where it is 0."""

    table: str
    path: tuple[str, ...]
    sparse: bool

    def pointer(self, row: str) -> str:
        """Return the pointer of the figure in a row."""
        base = f"/tables/{self.table}"
        at = join(f"{base}/components", row) if row else f"{base}/overall"
        for token in self.path:
            if token == "*":
                return at
            at = join(at, token)
        return at


class Terms(tuple[Figure, ...]):  # noqa: SLOT001 - a tuple has no slots
    """Figures of a rule; `by_table` has each table, what adds its figures up, and the figures."""

    by_table: list[tuple[str, Adding, tuple[Figure, ...]]]


@lru_cache(2048)
def figures(terms: tuple[str, ...], profile: str) -> Terms:
    """Return the figures that pointers name."""
    from disclosure_lint.profiles import profiles

    found = Terms(_figure(term, profiles()[profile]) for term in terms)
    tables: dict[str, list[Figure]] = {}
    for figure in found:
        tables.setdefault(figure.table, []).append(figure)
    found.by_table = [(table, _adding(of), tuple(of)) for table, of in tables.items()]
    return found


def _adding(terms: list[Figure]) -> Adding:
    """Return what adds figures up in the usual case, where each is there and a number."""
    if any(len(figure.path) > 1 for figure in terms):
        return _adding_below([figure.path for figure in terms])
    needed = tuple(figure.path[0] for figure in terms if not figure.sparse)
    sparse = tuple(figure.path[0] for figure in terms if figure.sparse)
    if not needed:
        return lambda row: sum([row.get(key, 0) for key in sparse])
    if sparse:
        return lambda row: sum([row[key] for key in needed]) + sum([row.get(key, 0) for key in sparse])
    if len(needed) == 1:
        return itemgetter(needed[0])
    several = itemgetter(*needed)
    return lambda row: sum(several(row))


def _adding_below(paths: list[tuple[str, ...]]) -> Adding:
    if [len(path) == _OF_LIST and path[1] == "*" for path in paths] == [True]:
        ((items, _, column),) = paths
        return lambda row: sum([item[column] for item in row[items]])
    if any(len(path) != _OF_GROUP or "*" in path for path in paths):
        return {}.__getitem__  # never the usual case
    return lambda row: sum([row[group][key] for group, key in paths])


def _figure(term: str, profile: Profile) -> Figure:
    _, table, row, *path = tokens(term)
    if row != "{row}":
        raise ValueError(f"{term}: {{row}} must stand behind the table")
    form = profile.raw["tables"].get(table, {})
    columns = {**form.get("columns", {}), **form.get("item_columns", {})}
    return Figure(table, tuple(path), "code" in columns.get(path[-1], {}))


@lru_cache(512)
def taking(figures: tuple[Figure, ...]) -> Callable[[Row], Sequence[Any]]:
    """Return what takes figures out of a row; raises KeyError or TypeError where one is missing."""
    paths = [figure.path for figure in figures]
    if all(len(path) == 1 for path in paths):
        names = [path[0] for path in paths]
        if all(figure.sparse for figure in figures):
            return lambda row: [row.get(name, 0) for name in names]
        return itemgetter(*names) if len(names) > 1 else lambda row: [row[names[0]]]
    if all(len(path) == _OF_GROUP and "*" not in path for path in paths):
        return lambda row: [row[group][column] for group, column in paths]
    return lambda row: [value(row, path) for path in paths]


class Rows(dict[str, Row]):
    """The rows of a table by component; "" is the whole. `names` are all, `parts` the rows of the components."""

    names: list[str]
    parts: list[Row]

    @property
    def nameless(self) -> bool:
        """Whether some component has no name."""
        return any(key.startswith(_NAMELESS) for key in self)


def rows(report: Report, table: str) -> Rows:
    """Return the rows of a table."""
    memo = report.memo
    if "rows" not in memo:
        memo["rows"] = {}
    tables: dict[str, Rows] = memo["rows"]
    known = tables.get(table)
    if known is None:
        every = report.data.get("tables")
        known = tables[table] = _rows(every.get(table) if isinstance(every, dict) else None)
    return known


def _rows(table: Any) -> Rows:
    found = Rows()
    if isinstance(table, dict):
        components, overall = table.get("components"), table.get("overall")
        if isinstance(components, dict):
            found.update({key: row for key, row in components.items() if isinstance(row, dict)})
        found.parts = list(found.values())
        if isinstance(overall, dict):
            found[""] = overall
    else:
        found.parts = []
    found.names = list(found)
    return found


def keys(report: Report, which: str, *sides: Terms) -> list[str]:
    """Return the rows to judge: those that any of the tables has. `which` is components, overall or both.

    A report of a body without components has its figures in the row of the whole: that is its only component.
    """
    named = (which, *[table for side in sides for table, _, _ in side.by_table])
    known: dict[tuple[str, ...], list[str]] = report.memo.setdefault("rows.keys", {})
    if named not in known:
        known[named] = _keys(which, [rows(report, table) for table in named[1:]])
    return known[named]


def _keys(which: str, tables: list[Rows]) -> list[str]:
    found: dict[str, Any] = {}
    for of_table in tables:
        found.update(of_table)
    if any(each is not tables[0] for each in tables) and any(of_table.nameless for of_table in tables):
        found = {key: None for key in found if not key.startswith(_NAMELESS)}
    return of(which, list(found))


def of(which: str, names: list[str]) -> list[str]:
    """Return those rows that are of the components or of the whole."""
    if which == "both":
        return names
    return [name for name in names if (name == "") == (which == "overall")] or names[: which == "components"]


def value(row: Row, path: Sequence[str]) -> Any:
    """Return what stands in a row, None where nothing does; the list of all where a token is `*`."""
    if len(path) == 1:
        return row.get(path[0])
    found: Any = row
    for number, token in enumerate(path):
        if token == "*":
            members = found if isinstance(found, list) else []
            return [value(each, path[number + 1 :]) for each in members if isinstance(each, dict)]
        if not isinstance(found, dict):
            return None
        found = found.get(token)
    return found


def span(found: Any) -> tuple[float, float] | None:
    """Return the range in which a figure lies, None where it is no number. A list is the sum of its numbers."""
    kind = found.__class__
    if kind is int or kind is float:
        return found, found
    if kind is str:
        if _NUMBER.fullmatch(found):
            number = float(found)
            return number, number
        return UNDER.get(found)
    if kind is list:
        spans = [each for each in map(span, found) if each is not None]
        return sum(each[0] for each in spans), sum(each[1] for each in spans)
    return None


def number(found: Any) -> float | None:
    """Return a figure as a number, None where it is not one exact number."""
    kind = found.__class__
    if kind is int or kind is float:
        return found  # type: ignore[no-any-return]
    exact = span(found)
    return exact[0] if exact is not None and exact[0] == exact[1] else None


def shown(amount: float) -> str:
    """Return a figure as people write it: no trailing zeros."""
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.4f}".rstrip("0")
