"""Tables of Word documents as grids: spans, vertical merges, shifted rows, columns too narrow to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Cell, Paragraph, Place, Table
from disclosure_lint.readers.characters import TRIMMED, wide
from disclosure_lint.readers.docx_names import W, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.docx_rows import Square
    from disclosure_lint.readers.html_grid import Budget

#: Columns of at most so many twips (1 mm) are joints between cells, made by LibreOffice.
_SLIVER = 60
#: A cell of this many characters with a full stop is prose.
_PROSE = 120


def text_of(square: Square) -> str:
    """Return the text of a cell, its lines and paragraphs joined."""
    if square.said is None:
        square.said = _joined(square.blocks)
    return square.said


def _joined(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].text.strip(TRIMMED)
    joined = ""
    for line in lines(blocks):
        if joined and not (wide(joined[-1]) and wide(line[0])):
            joined += " "
        joined += line
    return joined


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the texts in blocks, those in nested tables included."""
    for block in blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for text in texts:
            if stripped := text.strip(TRIMMED):
                yield stripped


def merged(every: list[Square], edges: list[int]) -> list[Square]:
    """Return the cells without those that continue one above, which grow down instead.

    Word joins cells whose left edges meet; a continuation of nothing stands for itself.
    """
    open_cells: dict[int, Square] = {}
    kept: list[Square] = []
    for square in every:
        left = edges[square.start]
        above = open_cells.get(left)
        if square.merge == "continue" and above is not None and above.row + above.height == square.row:
            above.height += 1
            continue
        kept.append(square)
        open_cells.pop(left, None)
        if square.merge is not None:
            open_cells[left] = square
    return kept


def columns(table: Any, every: list[Square]) -> list[int]:
    """Return for every edge of the file's grid the column that begins there, slivers left out."""
    last = max((square.end for square in every), default=0)
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [whole(each.get(f"{W}w")) for each in grid.findall(f"{W}gridCol")]
    narrow = {index for index, width in enumerate(widths) if 0 < width <= _SLIVER}
    if narrow:
        for square in every:
            if narrow.issuperset(range(square.start, square.end)) and text_of(square):
                narrow.difference_update(range(square.start, square.end))
    edges, column = [0], 0
    for index in range(last):
        column += index not in narrow
        edges.append(column)
    return edges


def as_table(
    kept: list[Square], edges: list[int], number: int, budget: Budget
) -> tuple[Table, list[tuple[Square, Cell]]]:
    """Return the table of data that is the `number`-th to be read, and its cells with blocks beside their squares.

    Raise ReadError X007 for more table cells than the limits allow.
    """
    cells: list[Cell] = []
    pairs: list[tuple[Square, Cell]] = []
    height = max((square.row + square.height for square in kept), default=0)
    budget.spend(height * edges[-1])
    for square in kept:
        left, right = edges[square.start], edges[square.end]
        if left == right:
            continue
        place = Place(None, None, None, None, square.page, None, None, number, square.row + 1, square.index)
        cell = Cell(text_of(square), square.row, left, square.height, right - left, place, (), square.header)
        cells.append(cell)
        if square.blocks:
            pairs.append((square, cell))
    return Table(cells, Place(page=cells[0].place.page if cells else None, table=number)), pairs


def is_layout(kept: list[Square]) -> bool:
    """Tell whether a table only arranges the page: one column, larger tables in it, or mostly prose."""
    if len({square.start for square in kept}) <= 1:
        return True
    texts = [text_of(square) for square in kept]
    nested = [block for square in kept for block in square.blocks if isinstance(block, Table)]
    if any(len(table.cells) >= sum(map(bool, texts)) for table in nested):
        return True
    prose = sum(len(text) for text in texts if len(text) >= _PROSE and "。" in text)
    return prose * 2 > sum(map(len, texts))
