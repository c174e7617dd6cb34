"""What a document reader sees: paragraphs, headings and tables, each with its place.

Readers of every document format (text, Markdown, HTML, …) build an `Outline`;
`disclosure_lint.extract` turns an outline into report data. Lines, columns,
pages, paragraphs, tables, rows and cells are counted from 1, columns in
characters; offsets into a text are counted from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file, as far as its format knows."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    sheet: str | None = None
    label: str = ""

    def known(self) -> dict[str, object]:
        """Only what is known, in the order of the fields, for output."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands unbroken in the file, from `offset` to the next run.

    `line` is 0 in formats that have pages and no lines.
    """

    offset: int
    line: int
    column: int
    page: int | None = None


Runs = tuple[Run, ...]


def locate(runs: Sequence[Run], offset: int) -> Run | None:
    """Return the position of the character at `offset`, or None where there are no runs."""
    if not runs:
        return None
    run = runs[max(0, bisect_right(runs, offset, key=lambda each: each.offset) - 1)]
    return replace(run, offset=offset, column=run.column + max(0, offset - run.offset))


def span_place(runs: Sequence[Run], start: int, end: int, base: Place) -> Place:
    """Return the place of the characters [start, end) of a text: `base`, made exact."""
    first, last = locate(runs, start), locate(runs, max(start, end - 1))
    if first is None or last is None:
        return base
    if not first.line:  # a format without lines
        return replace(base, page=first.page or base.page)
    return replace(
        base,
        line=first.line,
        column=first.column,
        end_line=last.line,
        end_column=last.column + 1,
        page=first.page or base.page,
    )


def keep(text: str, runs: Sequence[Run], pieces: Sequence[tuple[int, int, str]]) -> tuple[str, Runs]:
    """Rewrite a text from pieces of itself without losing places.

    Each piece (start, end, new) puts `new` where the characters [start, end)
    stood; what no piece names is dropped. A piece of equal length keeps its
    places character by character; another length has the place of its start.
    """
    parts: list[str] = []
    moved: list[Run] = []
    length = 0
    for start, end, new in pieces:
        at = locate(runs, start)
        if at is not None and new:
            moved.append(replace(at, offset=length))
            moved.extend(
                replace(run, offset=length + run.offset - start)
                for run in runs
                if start < run.offset < end and run.offset - start < len(new)
            )
        parts.append(new)
        length += len(new)
    return "".join(parts), tuple(moved)


@dataclass(slots=True)
class Paragraph:
    """One paragraph, its lines joined.

    `level` is the heading level that the format itself gives (h1 and # are 1),
    None for other text. `listed` says that a list draws the numbers, so that
    """

    text: str
    place: Place = field(default_factory=Place)
    runs: Runs = ()
    level: int | None = None
    listed: bool = False
    bold: bool = False
    centred: bool = False


@dataclass(slots=True)
class Cell:
    """One cell: its text and the grid squares it covers (row and column from 0).

    `unread` is why the file does not tell what the cell says (a key of
    rules/reasons.yaml); such a cell has no text and is not a blank one.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = field(default_factory=Place)
    runs: Runs = ()
    header: bool = False
    unread: str = ""


@dataclass(slots=True)
class Table:
    """A table as a grid of cells.

    `ruled` is False for rows recovered from text in which blank cells may have
    vanished: there a row's cells are the pieces that stand on one line.
    `aligned` is False for rows that kept their blank cells, but of which some
    lost the cells that a merged one covers, so that columns do not line up.
    """

    cells: list[Cell]
    place: Place = field(default_factory=Place)
    caption: str = ""
    ruled: bool = True
    aligned: bool = True

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    def rows(self) -> list[list[Cell]]:
        """Return the cells that begin in each row, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda each: (each.row, each.column)):
            rows[cell.row].append(cell)
        return rows

    def grid(self) -> list[list[Cell | None]]:
        """Return the cell that covers each square; None where no cell does."""
        grid: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                grid[row][cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
        return grid


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage that was found and, as far as possible, undone.

    `kind` is one of the variants of W601 and W602 (see rules/text.yaml),
    `place` the first place of it in the file, `was` and `reads` a short sample
    from there before and after, `count` the number of places. `lossy` says that
    characters are lost for good; in `reads` they are U+FFFD.
    """

    kind: str
    place: Place
    was: str
    reads: str
    count: int = 1
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something in the file that a reader of the document does not see.

    `kind` is a variant of C511 (rules/confidentiality.yaml): insertion, deletion,
    move, comment, hidden-text, white-text, tiny-text, author, annotation, … `text`
    is what is hidden, as it stands in the file: checks mask it before they say
    it. `count` is how many of the kind there are, `place` the first of them.
    """

    kind: str
    place: Place
    text: str = ""
    count: int = 1


@dataclass(slots=True)
class Outline:
    """A document in reading order, with what its file says about itself.

    `meta` holds what stands outside the text: `title` (the page's own title)
    and `published_on` (an ISO date). `pictures` counts images in the body, in
    which tables may stand that no reader can see. `lossy` says that the reader
    cannot vouch for structure (headings and cells may be lost). `aside` is what
    is printed outside the body (headers, footers, page numbers), `hidden` what
    the file holds and does not show. `unread_pages` are the numbers of pages that
    are pictures, of which nothing could be read.
    """

    blocks: list[Block]
    meta: dict[str, str] = field(default_factory=dict)
    pictures: int = 0
    lossy: bool = False
    damage: list[Damage] = field(default_factory=list)
    aside: list[Paragraph] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    unread_pages: list[int] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs outside tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """Yield the tables."""
        return (block for block in self.blocks if isinstance(block, Table))


def page_ranges(pages: list[int]) -> str:
    """Return page numbers in few words: [1, 2, 3, 7] is "1-3、7"."""
    parts: list[list[int]] = []
    for number in pages:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "、".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)
