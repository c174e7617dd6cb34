"""What a document reader sees: paragraphs, headings and tables, each with its place.

Readers of every document format (text, Markdown, HTML, …) build an `Outline`;
`disclosure_lint.extract` turns an outline into report data. Lines, columns,
pages, paragraphs, tables, rows and cells are counted from 1, columns in
characters; offsets into a text are counted from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.positions import Place, Run, Runs, keep, locate, span_place
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Block",
    "Cell",
    "Damage",
    "Hidden",
    "Outline",
    "Paragraph",
    "Place",
    "Run",
    "Runs",
    "Table",
    "keep",
    "locate",
    "span_place",
]


class Paragraph(Record):
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


class Cell(Record):
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


class Table(Record):
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
        width = self.width  # counted once: tables of hostile pages have a hundred thousand cells
        grid: list[list[Cell | None]] = [[None] * width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                grid[row][cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
        return grid


Block = Paragraph | Table


class Damage(Record, frozen=True, eq=False, repr=False):
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


class Hidden(Record, frozen=True, eq=False, repr=False):
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


class Outline(Record):
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
