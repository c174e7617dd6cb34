"""Rows that only stray lines make: taken out of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_lint.readers.fixed.grids import Grid

#: No more of a table's width than this is blank where a line is astray.
_NARROW = 0.3


def without_stray_rows(grid: Grid) -> None:
    """Take out rows in which nothing begins but blank cells of little width.

    Browsers draw the end of a merged cell a few points off where a page breaks;
    the other cells go over that line.
    """
    for row in range(grid.height - 1, 0, -1):
        begun = [cell for cell in grid.cells if cell.row == row]
        over = [cell for cell in grid.cells if cell.row < row < cell.row + cell.rowspan]
        width = sum(cell.right - cell.left for cell in begun)
        if not over or any(cell.lines for cell in begun) or width > _NARROW * (grid.right - grid.left):
            continue
        for cell in grid.cells:
            if cell.row < row < cell.row + cell.rowspan:
                cell.rowspan -= 1
            elif cell.row > row:
                cell.row -= 1
        for cell in begun:
            cell.row, cell.rowspan = row, cell.rowspan - 1
        grid.cells = [cell for cell in grid.cells if cell.rowspan > 0]
        grid.height -= 1
