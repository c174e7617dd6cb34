"""Where in the facsimile a finding is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.facsimile import Reading
from disclosure_lint.facsimile.places import Finder
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from disclosure_lint.facsimile import Facsimile
    from disclosure_lint.findings import Finding
    from disclosure_lint.positions import Place


class Mark(NamedTuple):
    """The characters [start, end) of the piece of that number; `exact` is False for a mere heading above.

    A mark without `end` is of the whole piece: a cell, a table.
    """

    piece: int
    start: int = 0
    end: int | None = None
    exact: bool = True


class Marker:
    """Finds the marks of findings in one facsimile."""

    def __init__(self, facsimile: Facsimile) -> None:
        self.pieces = facsimile.pieces()
        self.by_pointer: dict[str, tuple[int, Reading]] = {}
        for number, piece in enumerate(self.pieces):
            for reading in piece.readings:
                self.by_pointer.setdefault(reading.pointer, (number, reading))
        self.finder = Finder((piece.place, number) for number, piece in enumerate(self.pieces))

    def mark(self, finding: Finding) -> Mark | None:
        """Return the mark of a finding; None for one about the whole report."""
        return self.at(finding.pointer, finding.span, finding.place)

    def at(self, pointer: str, span: tuple[int, int] | None, place: Place | None) -> Mark | None:
        """Return the mark of a pointer or, for text that belongs to no key, of a place; else the nearest above."""
        if pointer in self.by_pointer:
            return self._of(*self.by_pointer[pointer], span)
        if not pointer and place is not None:
            number_there = self.finder.find(place)
            if number_there is not None:
                return self._of(number_there, Reading(""), span)
        above = pointer.rpartition("/")[0]
        while above:
            if above in self.by_pointer:
                return Mark(self.by_pointer[above][0], exact=False)
            above = above.rpartition("/")[0]
        return None

    def _of(self, number: int, reading: Reading, span: tuple[int, int] | None) -> Mark:
        length = len(self.pieces[number].text)
        if reading.offset is None:
            return Mark(number)
        start, end = reading.offset, length if reading.end is None else reading.end
        if span is not None:
            start, end = reading.offset + span[0], reading.offset + span[1]
        whole = start <= 0 and end >= length
        return Mark(number, start, end) if not whole and 0 <= start < end <= length else Mark(number)
