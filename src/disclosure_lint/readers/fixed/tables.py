"""Grids of a page to tables of an outline."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from disclosure_lint.outline import Cell, Place, Run, Table
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import glue

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_lint.outline import Runs
    from disclosure_lint.readers.fixed.grids import Grid, GridCell
    from disclosure_lint.readers.fixed.text import TextLine

#: Edges as near as this are one, over all pages of a table.
_SAME = 5.0
_NUMERIC = frozenset("0123456789.,")


def table_of(grid: Grid, number: Callable[[TextLine], int]) -> Table:
    """Return the table that a grid is; `number` names each line of its cells for the runs."""
    if not grid.ruled:
        return _unruled(grid, number)
    edges = _edges(grid)
    if len(grid.cells) > current().cells:
        raise current().over("cells", "too-many-cells")
    cells = []
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.left)):
        left, right = _index(edges, cell.left), _index(edges, cell.right)
        text, runs = _text(cell, number)
        place = Place(page=cell.page, box=cell.box)
        cells.append(Cell(text, cell.row, left, cell.rowspan, max(1, right - left), place, runs))
    return Table(cells, ruled=grid.ruled)


def _unruled(grid: Grid, number: Callable[[TextLine], int]) -> Table:
    """Return a table whose cells are counted from the left in each row."""
    cells = []
    for row in range(grid.height):
        for column, cell in enumerate(grid.row(row)):
            text, runs = _text(cell, number)
            cells.append(Cell(text, row, column, place=Place(page=cell.page, box=cell.box), runs=runs))
    return Table(cells, ruled=False)


def _edges(grid: Grid) -> list[float]:
    """Return the edges of all columns, those of every page together."""
    edges: list[float] = []
    for edge in sorted({edge for cell in grid.cells for edge in (cell.left, cell.right)}):
        if not edges or edge - edges[-1] > _SAME:
            edges.append(edge)
    return edges


def _index(edges: list[float], edge: float) -> int:
    at = bisect_left(edges, edge)
    near = [each for each in (at - 1, at) if 0 <= each < len(edges)]
    return min(near, key=lambda each: abs(edges[each] - edge))


def _text(cell: GridCell, number: Callable[[TextLine], int]) -> tuple[str, Runs]:
    """Join the lines of a cell: words of labels, and figures that a narrow cell broke."""
    text = ""
    runs: list[Run] = []
    for line in cell.lines:
        broken = text[-1:] in _NUMERIC and line.text[0] in _NUMERIC
        text += "" if broken else glue(text, line.text)
        runs.append(Run(len(text), number(line), 1, line.page))
        text += line.text
    return text, tuple(runs)
