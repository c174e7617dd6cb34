"""Rows and cells of an HTML table as a grid, by the algorithm of the HTML standard ("forming a table")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.limits import current
from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NUMBER = pattern(r"[\s]*\+?0*([0-9]{1,9})")
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534
#: A cell that claims more columns than this spans "all there are".
_PLAUSIBLE_COLUMNS = 50


class Square(NamedTuple):
    """Where a cell stands in the grid."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Budget(Record):
    """How many squares of all grids of a page are left."""

    left: int = field(default_factory=lambda: current().cells)

    def spend(self, squares: int) -> None:
        """Raise ReadError X007 when a page has more squares than any report can have."""
        self.left -= squares
        if self.left < 0:
            raise current().over("cells", "too-many-cells")


def colspan(value: str | None) -> int:
    """Return the number of columns that an attribute asks for; 1 where it asks for nothing sensible."""
    match = _NUMBER.match(value or "")
    return min(int(match[1]), _MOST_COLUMNS) or 1 if match else 1


def rowspan(value: str | None) -> int:
    """Return the number of rows that an attribute asks for; 0 means to the end of the row group."""
    match = _NUMBER.match(value or "")
    return min(int(match[1]), _MOST_ROWS) if match else 1


def arrange(groups: Iterable[Sequence[Sequence[tuple[int, int]]]], budget: Budget) -> list[Square]:
    """Place the cells of row groups, each a list of rows of (rowspan, colspan), in reading order.

    A rowspan ends with its group; a cell gives way to one that a row above has
    let down into its row.
    """
    squares: list[Square] = []
    top = 0
    for group in groups:
        squares.extend(_arrange_group(group, top, budget))
        top += len(group)
    return _without_excess(squares)


def _arrange_group(group: Sequence[Sequence[tuple[int, int]]], top: int, budget: Budget) -> Iterator[Square]:
    taken: list[set[int]] = [set() for _ in group]
    for index, row in enumerate(group):
        column = 0
        for high, broad in row:
            while column in taken[index]:
                column += 1
            height = min(high or len(group), len(group) - index)
            width = next((step for step in range(1, broad) if column + step in taken[index]), broad)
            budget.spend(height * width)
            for below in taken[index : index + height]:
                below.update(range(column, column + width))
            yield Square(top + index, column, height, width)
            column += broad


def _without_excess(squares: list[Square]) -> list[Square]:
    edge = max(
        (each.column + (each.colspan if each.colspan <= _PLAUSIBLE_COLUMNS else 1) for each in squares), default=0
    )
    return [
        Square(each.row, each.column, each.rowspan, max(1, min(each.colspan, edge - each.column))) for each in squares
    ]
