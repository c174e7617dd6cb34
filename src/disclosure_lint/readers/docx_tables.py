"""Tables of Word documents as grids: spans, vertical merges, shifted rows, columns too narrow to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Cell, Paragraph, Place, Table
from disclosure_lint.readers.characters import TRIMMED, wide
from disclosure_lint.readers.docx_names import THROUGH, VAL, W, children, is_on, val, whole
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.html_grid import Budget

#: Columns of at most so many twips (1 mm) are joints between cells, made by LibreOffice.
_SLIVER = 60
_MOST_COLUMNS = 1000
#: A cell of this many characters with a full stop is prose.
_PROSE = 120
_SPAN, _DOWN, _BESIDE, _GROUND = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge", "shd"))
_CELL, _PROPERTIES, _BEFORE, _HEADER = (f"{W}{name}" for name in ("tc", "tcPr", "gridBefore", "tblHeader"))
_WRAPPERS = THROUGH | {f"{W}ins", f"{W}moveTo"}


class Square(Record, eq=False, repr=False):
    """A w:tc: where it stands in the file's grid, what it holds; `index` counts the cells of its row from 1."""

    element: Any
    row: int
    index: int
    start: int
    end: int
    merge: str | None
    ground: Any | None = None
    header: bool = False
    height: int = 1
    blocks: list[Block] = field(default_factory=list)
    said: str | None = None

    def text(self) -> str:
        """Return the text of the cell, its lines and paragraphs joined."""
        if self.said is None:
            self.said = _joined(self.blocks)
        return self.said


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


def rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, whatever wraps them."""
    yield from _children(table, f"{W}tr")


def squares(row: Any, stated: dict[str, Any], number: int) -> list[Square]:
    """Return the cells of a row, whose properties are `stated`, at their places in the file's grid."""
    start = min(_MOST_COLUMNS, max(0, whole(val(stated.get(_BEFORE)))))
    header = bool(is_on(stated.get(_HEADER)))
    found: list[Square] = []
    for index, element in enumerate(_children(row, _CELL), 1):
        about = children(element.find(_PROPERTIES))
        span = max(1, whole(val(about[_SPAN]), 1)) if _SPAN in about else 1
        end = min(start + span, 2 * _MOST_COLUMNS)
        beside = about.get(_BESIDE)
        if found and beside is not None and beside.get(VAL, "continue") == "continue":
            found[-1].end = end
        else:
            down = about.get(_DOWN)
            merge = None if down is None else down.get(VAL, "continue")
            found.append(Square(element, number, index, start, end, merge, about.get(_GROUND), header))
        start = end
    return found


def _children(parent: Any, name: str) -> Iterator[Any]:
    for each in parent:
        if each.tag == name:
            yield each
        elif each.tag in _WRAPPERS:
            yield from _children(each, name)


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
            if narrow.issuperset(range(square.start, square.end)) and square.text():
                narrow.difference_update(range(square.start, square.end))
    edges, column = [0], 0
    for index in range(last):
        column += index not in narrow
        edges.append(column)
    return edges


def as_table(kept: list[Square], edges: list[int], budget: Budget) -> tuple[Table, list[tuple[Square, Cell]]]:
    """Return a table of data, and each of its cells beside the square it came from.

    Raise ReadError X007 for more table cells than the limits allow.
    """
    pairs: list[tuple[Square, Cell]] = []
    height = max((square.row + square.height for square in kept), default=0)
    budget.spend(height * edges[-1])
    for square in kept:
        left, right = edges[square.start], edges[square.end]
        if left == right:
            continue
        place = Place(None, None, None, None, _page(square.blocks), None, None, None, square.row + 1, square.index)
        cell = Cell(square.text(), square.row, left, square.height, right - left, place, (), square.header)
        pairs.append((square, cell))
    cells = [cell for _, cell in pairs]
    return Table(cells, Place(page=cells[0].place.page if cells else None)), pairs


def _page(blocks: Sequence[Block]) -> int | None:
    for block in blocks:
        if block.place.page is not None:
            return block.place.page
    return None


def is_layout(kept: list[Square]) -> bool:
    """Tell whether a table only arranges the page: one column, larger tables in it, or mostly prose."""
    if len({square.start for square in kept}) <= 1:
        return True
    texts = [square.text() for square in kept]
    nested = [block for square in kept for block in square.blocks if isinstance(block, Table)]
    if any(len(table.cells) >= sum(map(bool, texts)) for table in nested):
        return True
    prose = sum(len(text) for text in texts if len(text) >= _PROSE and "。" in text)
    return prose * 2 > sum(map(len, texts))
