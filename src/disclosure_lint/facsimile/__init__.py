"""A picture of a report for people: its own text and tables, masked, with what each was read as.

A facsimile goes with the result of a check, through processes too, so it is
small and holds nothing of the file that may not be shown: every text went
through `checks.suspects.hide`, which keeps lengths, so spans hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from disclosure_lint.outline import Place
    from disclosure_lint.report import Report

#: So many characters of a report are shown; a report has some 5,000.
CHARACTERS = 150_000
#: So many cells; the four tables have some 300.
CELLS = 12_000


class Reading(NamedTuple):
    """What a piece was read as: a JSON Pointer (masked), and where it stands in the piece: [offset, end).

    `offset` is None where the text at the pointer does not stand in the piece as
    it is; `end` is None where it goes on to the end.
    """

    pointer: str
    offset: int | None = 0
    end: int | None = None


class Piece(NamedTuple):
    """A text of the report, masked, its place in the file, and what it was read as."""

    text: str
    place: Place | None = None
    readings: tuple[Reading, ...] = ()


class Line(NamedTuple):
    """A paragraph or, with a `level` from 1, a heading. `centred` is as in the file.

    `label` names the value of a data draft, which has no such words of its own.
    """

    piece: Piece
    level: int | None = None
    centred: bool = False
    label: str = ""


class Square(NamedTuple):
    """A cell and the squares of the grid that it covers (row and column from 0)."""

    piece: Piece
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


class Grid(NamedTuple):
    """A table. `piece` has its caption and what the table as a whole was read as."""

    piece: Piece
    cells: tuple[Square, ...]


class Facsimile(NamedTuple):
    """The blocks of a report in order.

    `drawn` says that the form was drawn from a data draft; `cut` that the report
    is longer than what is shown.
    """

    blocks: tuple[Line | Grid, ...]
    drawn: bool = False
    cut: bool = False

    def pieces(self) -> list[Piece]:
        """Return every piece in the order of the report; a table's own piece precedes its cells."""
        found: list[Piece] = []
        for block in self.blocks:
            found.append(block.piece)
            if isinstance(block, Grid):
                found += [cell.piece for cell in block.cells]
        return found


def of(report: Report, language: str = "zh") -> Facsimile:
    """Return the facsimile of a report: of its document, or of the form that a data draft fills."""
    if report.outline is not None:
        from disclosure_lint.facsimile import document

        return _within_limits(document.blocks(report), drawn=False)
    from disclosure_lint.facsimile import form

    return _within_limits(form.blocks(report, language), drawn=True)


def _within_limits(blocks: list[Line | Grid], *, drawn: bool) -> Facsimile:
    kept: list[Line | Grid] = []
    characters, cells = 0, 0
    for block in blocks:
        characters += len(block.piece.text)
        if isinstance(block, Grid):
            cells += len(block.cells)
            characters += sum(len(cell.piece.text) for cell in block.cells)
        if characters > CHARACTERS or cells > CELLS:
            return Facsimile(tuple(kept), drawn, cut=True)
        kept.append(block)
    return Facsimile(tuple(kept), drawn)
