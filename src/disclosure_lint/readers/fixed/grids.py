"""Ruled tables: the cells of a lattice with the text that stands in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.readers.fixed.rulings import lattices
from disclosure_lint.readers.fixed.text import TextLine, text_lines
from disclosure_lint.readers.fixed.tidy import without_stray_rows
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.fixed.page import Box, Glyph, Page
    from disclosure_lint.readers.fixed.rulings import Lattice

Square = tuple[int, int]
#: A frame around another table has no more cells than this.
_FRAME = 4
#: A lone cell with more lines than this is a frame around prose, not a caption row at the end of a page.
_CAPTION = 3
_MOST = 200


class GridCell(Record):
    """A cell: the rows it covers, where it begins and ends on the page, its lines of text."""

    row: int
    rowspan: int
    left: float
    right: float
    lines: list[TextLine] = field(default_factory=list)
    page: int = 1
    box: Box | None = None

    @property
    def text(self) -> str:
        """The text without any space, for comparison."""
        return "".join("".join(line.text.split()) for line in self.lines)


class Grid(Record):
    """A table, on one page or joined over several; `ruled` says that lines part its cells."""

    cells: list[GridCell]
    height: int
    top: float
    bottom: float
    ruled: bool = True

    @property
    def left(self) -> float:
        """The left edge."""
        return min(cell.left for cell in self.cells)

    @property
    def right(self) -> float:
        """The right edge."""
        return max(cell.right for cell in self.cells)

    @property
    def narrow(self) -> bool:
        """Whether all of it is one column, as in a frame around prose."""
        return self.ruled and len({(cell.left, cell.right) for cell in self.cells}) == 1

    def row(self, index: int) -> list[GridCell]:
        """Return the cells that begin in a row, from left to right."""
        return sorted((cell for cell in self.cells if cell.row == index), key=lambda each: each.left)


def grids(page: Page) -> tuple[list[Grid], list[Glyph]]:
    """Return the ruled tables of a page, and the characters that stand outside them."""
    found = _outermost(_largest(lattices(page)))
    inside: list[dict[Square, list[Glyph]]] = [{} for _ in found]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        for lattice, squares in zip(found, inside, strict=True):
            square = _square(lattice, glyph)
            if square is not None:
                squares.setdefault(square, []).append(glyph)
                break
        else:
            outside.append(glyph)
    made = []
    for lattice, squares in zip(found, inside, strict=True):
        grid = _grid(lattice, squares, page.number)
        lines = [line for cell in grid.cells for line in cell.lines]
        if lines and (len(grid.cells) > 1 or len(lines) <= _CAPTION):
            made.append(grid)
        else:
            outside += [glyph for glyphs in squares.values() for glyph in glyphs]
    return made, outside


def _largest(found: list[Lattice]) -> list[Lattice]:
    """Keep the largest lattices where a page has more than any table of a report needs (a drawing, a pattern)."""
    if len(found) <= _MOST:
        return found
    areas = sorted(((each.box[2] - each.box[0]) * (each.box[3] - each.box[1]) for each in found), reverse=True)
    return [each for each in found if (each.box[2] - each.box[0]) * (each.box[3] - each.box[1]) >= areas[_MOST]][:_MOST]


def _outermost(found: list[Lattice]) -> list[Lattice]:
    """Drop frames around other tables, and tables within the cells of others."""
    dropped = set()
    for index, outer in enumerate(found):
        inner = [each for each, other in enumerate(found) if each != index and _within(other.box, outer.box)]
        if inner and (len(outer.xs) - 1) * (len(outer.ys) - 1) <= _FRAME:
            dropped.add(index)
        elif index not in dropped:
            dropped.update(inner)
    return [lattice for index, lattice in enumerate(found) if index not in dropped]


def _within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _square(lattice: Lattice, glyph: Glyph) -> Square | None:
    x, y = glyph.middle, (glyph.top + glyph.bottom) / 2
    left, top, right, bottom = lattice.box
    if not (left <= x <= right and top <= y <= bottom):
        return None
    row = min(bisect_right(lattice.ys, y), len(lattice.ys) - 1) - 1
    return row, min(bisect_right(lattice.xs, x), len(lattice.xs) - 1) - 1


def _grid(lattice: Lattice, squares: dict[Square, list[Glyph]], page: int) -> Grid:
    cells = []
    for top, left, bottom, right in _rectangles(lattice):
        glyphs = [
            glyph
            for row in range(top, bottom)
            for column in range(left, right)
            for glyph in squares.get((row, column), ())
        ]
        box = (lattice.xs[left], lattice.ys[top], lattice.xs[right], lattice.ys[bottom])
        rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
        cells.append(GridCell(top, bottom - top, box[0], box[2], text_lines(glyphs, page), page, rounded))
    kept = _without_outside(cells, lattice)
    grid = Grid(kept, len(lattice.ys) - 1, lattice.ys[0], lattice.ys[-1])
    if kept:
        without_stray_rows(grid)
    return grid


def _without_outside(cells: list[GridCell], lattice: Lattice) -> list[GridCell]:
    """Drop blank squares at an open corner, which the outline of the table leaves out."""
    last = len(lattice.ys) - 1
    kept = []
    for cell in cells:
        open_top = cell.row == 0 and not any(edge == 0 for edge, _ in lattice.ruled_below)
        corner = not cell.lines and _is_open(cell, lattice, last) and not open_top
        if not corner:
            kept.append(cell)
    return kept


def _is_open(cell: GridCell, lattice: Lattice, last: int) -> bool:
    """Tell whether a cell has neither its vertical side nor its horizontal side at a corner of the table."""
    xs = lattice.xs
    first, end = xs.index(cell.left), xs.index(cell.right)
    sides = [edge for edge, at in ((0, first), (len(xs) - 1, end)) if edge == at]
    rows = range(cell.row, cell.row + cell.rowspan)
    beside = any((row, edge) in lattice.ruled_beside for edge in sides for row in rows)
    ends = [edge for edge, at in ((0, cell.row), (last, cell.row + cell.rowspan)) if edge == at]
    below = any((edge, column) in lattice.ruled_below for edge in ends for column in range(first, end))
    return bool(sides) and bool(ends) and not beside and not below


def _rectangles(lattice: Lattice) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells as (top, left, bottom, right) edges: squares with no line between are one cell."""
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    seen: set[Square] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in seen:
                continue
            region = _region(lattice, (row, column), height, width)
            seen |= region
            yield from _as_rectangles(region)


def _region(lattice: Lattice, start: Square, height: int, width: int) -> set[Square]:
    region, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        near = []
        if column + 1 < width and (row, column + 1) not in lattice.ruled_beside:
            near.append((row, column + 1))
        if column and (row, column) not in lattice.ruled_beside:
            near.append((row, column - 1))
        if row + 1 < height and (row + 1, column) not in lattice.ruled_below:
            near.append((row + 1, column))
        if row and (row, column) not in lattice.ruled_below:
            near.append((row - 1, column))
        waiting += [square for square in near if square not in region]
        region.update(near)
    return region


def _as_rectangles(region: set[Square]) -> Iterator[tuple[int, int, int, int]]:
    """Yield a region as one rectangle, or row by row where a missing line makes it ragged."""
    rows, columns = [row for row, _ in region], [column for _, column in region]
    top, left, bottom, right = min(rows), min(columns), max(rows) + 1, max(columns) + 1
    if (bottom - top) * (right - left) == len(region):
        yield top, left, bottom, right
        return
    open_runs: dict[tuple[int, int], int] = {}
    for row in range(top, bottom + 1):
        runs = set(_runs(sorted(column for each, column in region if each == row)))
        for run in [run for run in open_runs if run not in runs]:
            yield open_runs.pop(run), run[0], row, run[1]
        for run in runs:
            open_runs.setdefault(run, row)


def _runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for index, column in enumerate(columns):
        start = column if start is None else start
        if index + 1 == len(columns) or columns[index + 1] != column + 1:
            yield start, column + 1
            start = None
