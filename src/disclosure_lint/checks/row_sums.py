"""Sums of figures in the rows of a report, and whether relations between them hold in every row."""

from __future__ import annotations

from operator import eq, le
from typing import TYPE_CHECKING

from disclosure_lint.checks.cells_by_row import of, rows, span, value
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclosure_lint.checks.cells_by_row import Adding, Figure, Row, Rows, Terms
    from disclosure_lint.report import Report

    Relation = Callable[[float, float], bool]

EQUAL: Relation = eq
AT_MOST: Relation = le


class Sum(NamedTuple):
    """A sum of figures in a row: its range, and whether some table has no such row."""

    low: float
    high: float
    rowless: bool


class Bound(NamedTuple):
    """Figures of one table, with its rows and what adds them up."""

    rows: Rows
    add: Adding
    figures: tuple[Figure, ...]


def bind(report: Report, terms: Terms) -> list[Bound]:
    """Join figures with the rows of a report, table by table."""
    return [Bound(rows(report, table), add, figures_of) for table, add, figures_of in terms.by_table]


def quick(terms: list[Bound], row: str) -> float | None:
    """Return the sum of figures in a row in the usual case; None says nothing."""
    added: float = 0
    try:
        for of_table, add, _ in terms:
            added += add(of_table[row])
    except (KeyError, TypeError):
        return None
    return added


def total(terms: list[Bound], row: str) -> Sum | None:
    """Return the sum of figures in a row, None where one of them is missing or no number.

    A table without the row has nothing to say of it, which counts as 0.
    """
    low: float = 0
    high: float = 0
    rowless = False
    for of_table, _, figures_of in terms:
        found = of_table.get(row)
        if found is None:
            if of_table.nameless:
                return None  # one of the rows without a name may be this one
            rowless = True
            continue
        both = _added(found, figures_of)
        if both is None:
            return None
        low += both[0]
        high += both[1]
    return Sum(low, high, rowless)


def _added(row: Row, terms: Sequence[Figure]) -> tuple[float, float] | None:
    low: float = 0
    high: float = 0
    for _, path, sparse in terms:
        stated = row.get(path[0]) if len(path) == 1 else value(row, path)
        if stated is None and sparse:
            continue
        both = span(stated)
        if both is None:
            return None
        low += both[0]
        high += both[1]
    return low, high


def hold(report: Report, ours: Terms, theirs: Terms, relation: Relation, which: str) -> bool:
    """Tell whether a relation certainly holds between two sums in every row; False says nothing.

    It is told at once where all tables have the same rows and every figure is there, which is the usual case.
    """
    names = rows(report, ours.by_table[0][0]).names
    chosen = names if which == "both" else of(which, names)
    try:
        return all(map(relation, *[_sums(report, terms, names, chosen) for terms in (ours, theirs)]))
    except (KeyError, TypeError):
        return False


def _sums(report: Report, terms: Terms, names: list[str], chosen: list[str]) -> list[float]:
    """Return the sum of each row; raises KeyError or TypeError where rows differ or a figure is no number."""
    sums: list[float] = []
    for table, add, _ in terms.by_table:
        found = rows(report, table)
        if found.names != names:
            raise KeyError(table)
        added = [add(found[name]) for name in chosen] if chosen is not names else list(map(add, found.values()))
        sums = [one + other for one, other in zip(sums, added, strict=True)] if sums else added
    if str in map(type, sums):
        raise TypeError("a word")
    return sums
