"""Pages to an outline: reading order, paragraphs, tables over page breaks, exact places."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.outline import Outline, Paragraph, Place
from disclosure_lint.readers.fixed.aligned import with_aligned
from disclosure_lint.readers.fixed.columns import columned, refuse_two_reports
from disclosure_lint.readers.fixed.grids import Grid, grids
from disclosure_lint.readers.fixed.joining import continues, join
from disclosure_lint.readers.fixed.margins import furniture, running
from disclosure_lint.readers.fixed.page import hull, middle
from disclosure_lint.readers.fixed.tables import table_of
from disclosure_lint.readers.fixed.text import TextLine
from disclosure_lint.readers.fixed.titles import grouped, is_large
from disclosure_lint.readers.flow import flow
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import Line, joined
from disclosure_lint.readers.reflow import Wrapping
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Cell
    from disclosure_lint.readers.fixed.page import Page
    from disclosure_lint.readers.lines import Gap
    from disclosure_lint.readers.zones import Item

#: A line this much higher or lower than the last is of another kind (a title, a note).
_OTHER_SIZE = 0.13
#: A line this much further down than usual begins a new block.
_WIDE_PITCH = 1.4
_LONG = 12
_ENOUGH = 8
#: The least width of a column of prose, and how ragged its right edge may be, in half characters.
_NARROWEST = 40
_RAGGED = 3

Piece = TextLine | Grid


class _Laid(Record):
    """A page's ruled tables, its other lines in reading order, and those of its two columns, if it has two."""

    tables: list[Grid]
    lines: list[TextLine]
    left: list[TextLine]
    right: list[TextLine]


def outline_of(pages: Sequence[Page]) -> Outline:
    """Return the outline of pages.

    Raises ReadError X006 where two reports stand side by side, and X007 over a limit.
    """
    laid = _laid_out(pages)
    refuse_two_reports([(each.left, each.right) for each in laid], [each.tables for each in laid])
    marginal = running([(page, each.lines) for page, each in zip(pages, laid, strict=True)])
    marginal |= furniture([line for each in laid for line in each.lines if id(line) not in marginal])
    bodies = [[line for line in each.lines if id(line) not in marginal] for each in laid]
    book = _Book()
    items = book.items(
        _connected([_ordered(with_aligned(body), each.tables) for body, each in zip(bodies, laid, strict=True)])
    )
    outline = Outline(flow(items, wrapped(items)), pictures=sum(page.pictures for page in pages))
    book.place(outline)
    outline.aside = _aside([line for each in laid for line in each.lines if id(line) in marginal])
    outline.lossy = any(not table.ruled for table in outline.tables())
    outline.unread_pages = [page.number for page in pages if page.unread]
    return outline


def wrapped(items: Sequence[Item]) -> Wrapping | None:
    """Return how wide the text is set: as far as at least two lines reach."""
    reach = sorted((item.width + item.indent for item in items if isinstance(item, Line)), reverse=True)
    full = [first for first, second in pairwise(reach) if first >= _NARROWEST and first - second <= _RAGGED]
    return Wrapping(full[0]) if full else None


def _laid_out(pages: Sequence[Page]) -> list[_Laid]:
    laid = []
    deadline = time.monotonic() + current().seconds
    for page in pages:
        tables, outside = grids(page)
        laid.append(_Laid(tables, *columned(outside, page)))
        if time.monotonic() > deadline:
            raise current().over("seconds", "too-slow")
    return laid


def _ordered(lines: list[Piece], tables: list[Grid]) -> list[Piece]:
    """Put each ruled table before the first line below its top."""
    pieces: list[Piece] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].top < (line.base if isinstance(line, TextLine) else line.top):
            pieces.append(waiting.pop(0))
        pieces.append(line)
    return [*pieces, *waiting]


def _connected(sheets: list[list[Piece]]) -> list[Piece]:
    """Join the pages; a table goes on where one page ends and the next begins with it."""
    pieces: list[Piece] = []
    for number, sheet in enumerate(sheets):
        rest = sheet
        last = pieces[-1] if pieces else None
        if number and rest and isinstance(last, Grid) and isinstance(rest[0], Grid) and continues(last, rest[0]):
            join(last, rest[0])
            rest = rest[1:]
        pieces += rest
    return [part for piece in pieces for part in _without_frame(piece)]


def _without_frame(piece: Piece) -> list[Piece]:
    """Return what stands in a frame around prose, which is no table."""
    if isinstance(piece, Grid) and piece.narrow:
        return [line for cell in sorted(piece.cells, key=lambda each: each.row) for line in cell.lines]
    return [piece]


class _Book:
    """The numbered lines of a document, by which places are found again after `flow`."""

    def __init__(self) -> None:
        self.lines: list[TextLine] = []

    def number(self, line: TextLine) -> int:
        self.lines.append(line)
        return len(self.lines)

    def items(self, pieces: list[Piece]) -> list[Item]:
        """Return lines and tables as `flow` takes them."""
        prose = [piece for piece in pieces if isinstance(piece, TextLine)]
        margins, usual, column = _margins(prose), _pitch(prose), _column(prose)
        items: list[Item] = []
        last: TextLine | None = None
        for piece in grouped(pieces, 2 * column):
            if isinstance(piece, TextLine):
                left = margins[piece.page]
                items.append(piece.line(self.number(piece), _gap(last, piece, usual), left, column))
                last = piece
            else:
                items.append(self._title(piece, column) if isinstance(piece, list) else table_of(piece, self.number))
                last = None
        return items

    def _title(self, lines: list[TextLine], column: float) -> Paragraph:
        text, runs = joined([line.line(self.number(line), "", line.left, column) for line in lines])
        return Paragraph(text, Place(), runs, centred=is_large(lines[0], 2 * column))

    def place(self, outline: Outline) -> None:
        """Give every paragraph and cell its page and box in place of the number of its line."""
        for block in outline.blocks:
            if isinstance(block, Paragraph):
                self._place(block)
                continue
            for cell in block.cells:
                if cell.runs:
                    self._place(cell)
            first = next((cell for cell in block.cells if cell.place.page), None)
            page = first.place.page if first else None
            box = hull([cell.place.box for cell in block.cells if cell.place.box and cell.place.page == page])
            block.place = Place(page=page, box=box, table=block.place.table)

    def _place(self, owner: Paragraph | Cell) -> None:
        """Make the place of a text from the boxes of its characters on its first page."""
        at = owner.place
        boxes = []
        page = owner.runs[0].page if owner.runs else at.page
        ends = [run.offset for run in owner.runs[1:]] + [len(owner.text)]
        for run, end in zip(owner.runs, ends, strict=True):
            if run.page == page and run.line:
                start = run.column - 1
                boxes += self.lines[run.line - 1].boxes[start : start + end - run.offset]
        box = hull(boxes) if isinstance(owner, Paragraph) or at.box is None else at.box
        owner.place = at._replace(line=None, column=None, end_line=None, end_column=None, page=page, box=box)
        owner.runs = tuple(run._replace(line=0) for run in owner.runs)


def _column(lines: list[TextLine]) -> float:
    """Return half the size of the body's Chinese type, in points."""
    sizes = [line.size for line in lines if line.size for _ in range(len(line.text))]
    return max(0.5, middle(sizes or [line.height for line in lines] or [12.0]) / 2)


def _margins(lines: list[TextLine]) -> dict[int, float]:
    """Return the left margin of each page's prose; pages with little of it take the document's."""
    long = [line for line in lines if len(line.text) >= _LONG] or lines
    whole = min((line.left for line in long), default=0.0)
    lefts: dict[int, list[float]] = {line.page: [] for line in lines}
    for line in long:
        lefts[line.page].append(line.left)
    return {page: min(found) if len(found) >= _ENOUGH else whole for page, found in lefts.items()}


def _pitch(lines: list[TextLine]) -> float:
    """Return the usual distance of lines, as a part of their height."""
    steps = [
        (line.base - last.base) / last.height
        for last, line in pairwise(lines)
        if last.page == line.page and 0 < line.base - last.base < 4 * last.height
    ]
    return middle(steps) if steps else 1.5


def _gap(last: TextLine | None, line: TextLine, usual: float) -> Gap:
    if last is None:
        return "block"
    if line.size and last.size and abs(line.size - last.size) > _OTHER_SIZE * max(line.size, last.size):
        return "block"
    if line.page != last.page or line.base < last.base:
        return "page"
    return "blank" if line.base - last.base > _WIDE_PITCH * usual * last.height else ""


def _aside(lines: list[TextLine]) -> list[Paragraph]:
    """Return what stands in the margins, each text once."""
    first = {line.text: line for line in reversed(lines)}
    return [
        Paragraph(line.text, Place(page=line.page, box=line.box))
        for line in sorted(first.values(), key=lambda each: (each.page, each.base))
    ]
