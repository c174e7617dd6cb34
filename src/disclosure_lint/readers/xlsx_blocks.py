"""The rows of a sheet as an author means them: titles, headings and prose, and tables between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from disclosure_lint.outline import Cell, Paragraph, Place, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.labels import CHAPTER, ROW_HEAD, TITLE, is_official
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.xlsx_sheet import Sheet, Square

#: A row: its number on the sheet and the squares that begin in it, from left to right.
Row = tuple[int, list["Square"]]
_PROSE = 40
_LABEL = 40
_CAPTION = pattern(r"(?:附\s*)?表\s*[一二三四1-4]")
_SPACES = pattern(r"\s+")


def blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the paragraphs and tables of a sheet, from top to bottom.

    Raises ReadError X007 for more cells than the limits allow.
    """
    room = current().cells
    for stretch in _stretches(sheet):
        table: list[Row] = []
        flags = _table_rows(stretch)
        for row, inside in zip(stretch, flags, strict=True):
            if inside:
                table.append(row)
                continue
            if table:
                made = _table(sheet, table, room)
                room -= len(made.cells)
                yield made
                table = []
            yield from _prose(sheet, row[1])
        if table:
            made = _table(sheet, table, room)
            room -= len(made.cells)
            yield made


def _stretches(sheet: Sheet) -> Iterator[list[Row]]:
    """Yield rows that follow one another with no blank row between; a hidden row is none."""
    rows: defaultdict[int, list[Square]] = defaultdict(list)
    covered: set[int] = set()
    for square in sheet.squares:
        rows[square.row].append(square)
        if square.text.strip():
            covered.update(range(square.row, square.row + square.rowspan))
    stretch: list[Row] = []
    end = 0
    for number in sorted(rows):
        squares = sorted(rows[number], key=lambda each: each.column)
        filled = number in covered or any(square.bordered or square.unread for square in squares)
        if not filled:
            continue
        if stretch and not all(each in sheet.skipped for each in range(end + 1, number)):
            yield stretch
            stretch = []
        stretch.append((number, squares))
        end = max(end, *(square.row + square.rowspan - 1 for square in squares))
    if stretch:
        yield stretch


def _table_rows(stretch: list[Row]) -> list[bool]:
    """Tell which rows of a stretch belong to tables."""
    wide = [len(_own(row)) > 1 and not _is_prose(row) for row in stretch]
    ruled = [any(square.bordered for square in row[1]) for row in stretch]
    below: set[int] = set()
    for _, squares in stretch:
        for square in squares:
            if square.rowspan > 1:
                below.update(range(square.row + 1, square.row + square.rowspan))
    first = next((at for at, is_wide in enumerate(wide) if is_wide and ruled[at]), 0)
    last = next((at for at in range(len(wide) - 1, -1, -1) if wide[at] and ruled[at]), len(wide) - 1)
    found = []
    for at, row in enumerate(stretch):
        beside = [wide[each] for each in (at - 1, at + 1) if 0 <= each < len(wide)]
        inside = wide[at] or row[0] in below or (any(beside) and _belongs(row, between=all(beside) and len(beside) > 1))
        # Where a table has lines, what stands above and below it without any is its caption or a note.
        found.append(inside and (ruled[at] or first <= at <= last))
    return found


def _own(row: Row) -> list[Square]:
    """Return the squares of a row that say something, or are drawn."""
    return [square for square in row[1] if square.text.strip() or square.bordered or square.unread]


def _is_prose(row: Row) -> bool:
    """Tell whether a row holds sentences, whatever stands beside them."""
    return any(len(square.text) >= _PROSE and "。" in square.text for square in row[1])


def _belongs(row: Row, *, between: bool) -> bool:
    """Tell whether a lone text next to rows of a table is one of its labels, not a heading."""
    texts = [square for square in row[1] if square.text.strip()]
    if not texts:
        return True
    plain = _SPACES.sub(" ", fold(texts[0].text).strip())
    if _CAPTION.match(plain) or (CHAPTER.match(plain) and TITLE.search(plain)):
        return False
    if is_official(plain) or ROW_HEAD.match(plain):
        return True
    return between and texts[0].colspan == 1 and len(plain) <= _LABEL and "。" not in plain


def _prose(sheet: Sheet, squares: Sequence[Square]) -> Iterator[Paragraph]:
    """Yield the lines of the texts in a row."""
    for square in squares:
        place = Place(sheet=sheet.name, row=square.row, cell=square.column)
        for line in square.text.split("\n"):
            if line.strip():
                yield Paragraph(line, place)


def _table(sheet: Sheet, rows: list[Row], room: int) -> Table:
    """Return rows as a table of at most `room` squares; columns that hold nothing are left out."""
    columns = sorted(
        {
            column
            for _, squares in rows
            for square in squares
            if square.text.strip() or square.bordered or square.unread
            for column in range(square.column, square.column + square.colspan)
        }
        - sheet.unseen
    )
    numbers = [number for number, _ in rows]
    if len(columns) * len(rows) > room:
        raise current().over("cells", "too-many-cells")
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for _, squares in rows:
        for square in squares:
            spans = _covered(columns, square.column, square.colspan)
            heights = _covered(numbers, square.row, square.rowspan)
            if spans and heights:
                cells.append(_cell(sheet, square, (heights[0], spans[0]), (len(heights), len(spans))))
                taken |= {(row, column) for row in heights for column in spans}
    for row, number in enumerate(numbers):
        for column, letter in enumerate(columns):
            if (row, column) not in taken:
                cells.append(Cell("", row, column, place=Place(sheet=sheet.name, row=number, cell=letter)))
    cells.sort(key=lambda each: (each.row, each.column))
    return Table(cells, Place(sheet=sheet.name, row=rows[0][0]))


def _covered(edges: list[int], first: int, size: int) -> range:
    """Return which of some rows or columns lie in a range."""
    return range(bisect_left(edges, first), bisect_left(edges, first + size))


def _cell(sheet: Sheet, square: Square, at: tuple[int, int], size: tuple[int, int]) -> Cell:
    place = Place(sheet=sheet.name, row=square.row, cell=square.column)
    return Cell(square.text.strip(), *at, *size, place=place, unread=square.unread)
