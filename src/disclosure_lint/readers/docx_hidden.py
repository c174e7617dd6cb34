"""What a Word document holds and does not show: gathered while its blocks are read, told when all have places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Hidden, Paragraph
from disclosure_lint.records import NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.outline import Cell, Place
    from disclosure_lint.readers.docx_rows import Square

_SAMPLE = 200


class _Piece(NamedTuple):
    """Hidden content, and the paragraph or cell where it is."""

    kind: str
    text: str
    owner: Paragraph


class HiddenContent:
    """Hidden content; `commented` are paragraphs by the ids of comments, `pairs` the cells of tables of data."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self.commented: dict[str, Paragraph] = {}
        self.pairs: list[tuple[Square, Cell]] = []

    def add(self, kind: str, text: str, owner: Paragraph | None = None) -> None:
        """Note hidden content and the paragraph in which it stands, if any."""
        self._pieces.append(_Piece(kind, text, owner or Paragraph("")))

    def _cells(self) -> dict[int, Cell]:
        """Return in which cell each paragraph and each cell of an inner table stands, by its id."""
        found: dict[int, Cell] = {}
        for square, cell in self.pairs:
            for block in square.blocks:
                inside = [block] if isinstance(block, Paragraph) else block.cells
                found.update(dict.fromkeys(map(id, inside), cell))
        return found

    def places(self, owners: Iterable[Paragraph]) -> list[Place]:
        """Return the place of each paragraph or, where it stands in one, of its cell; after `numbered`."""
        cells = self._cells()
        found = []
        for owner in owners:
            cell = cells.get(id(owner))
            while cell is not None and id(cell) in cells:
                cell = cells[id(cell)]
            found.append(owner.place if cell is None else cell.place)
        return found

    def told(self, comments: dict[str, str]) -> list[Hidden]:
        """Return hidden content by kind: how many pieces, the first of them, its place."""
        found: dict[str, Hidden] = {}
        marked = [
            _Piece("comment", text, self.commented.get(number, Paragraph(""))) for number, text in comments.items()
        ]
        every = [*self._pieces, *marked]
        places = self.places(each.owner for each in every) if every else []
        for each, place in zip(every, places, strict=True):
            known = found.get(each.kind)
            if known is None:
                found[each.kind] = Hidden(each.kind, place, each.text[:_SAMPLE])
            else:
                found[each.kind] = replace(known, count=known.count + 1, text=known.text or each.text[:_SAMPLE])
        return list(found.values())
