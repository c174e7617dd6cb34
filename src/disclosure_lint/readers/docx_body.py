"""The paragraphs and tables of a Word document in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Paragraph, Place, Table
from disclosure_lint.positions import NOWHERE
from disclosure_lint.readers.characters import TRIMMED, wide
from disclosure_lint.readers.docx_names import ALTERNATE, THROUGH, R, W, child, children, chosen, is_on, val, value
from disclosure_lint.readers.docx_styles import is_filled, level_and_alignment, runs_on, unseen
from disclosure_lint.readers.docx_tables import as_table, columns, is_layout, merged, rows, squares
from disclosure_lint.readers.docx_text import Line, Writer, all_text, inked, plain_text
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.html_grid import Budget
from disclosure_lint.records import NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.outline import Block, Cell
    from disclosure_lint.readers.docx_numbering import Numbering
    from disclosure_lint.readers.docx_styles import Styles
    from disclosure_lint.readers.docx_tables import Square

_PARAGRAPH, _TABLE, _BOX, _CHUNK = f"{W}p", f"{W}tbl", f"{W}txbxContent", f"{W}altChunk"
_PROPERTIES, _STYLE, _GROUND, _MARK, _LIST = (f"{W}{name}" for name in ("pPr", "pStyle", "shd", "rPr", "numPr"))
_ROW_PROPERTIES, _DELETED, _HIDDEN = f"{W}trPr", f"{W}del", f"{W}hidden"
_WRAPPERS = THROUGH | {f"{W}ins", f"{W}moveTo"}
_SAMPLE = 200
#: Limits on one document: paragraphs of text, and paragraphs in all, those of cells and blank ones included.
PARAGRAPHS = 10_000
EVERY = 300_000


class _Kept(NamedTuple):
    """Hidden content, and the paragraph or cell where it is."""

    kind: str
    text: str
    owner: Paragraph


class Body:
    """Reads blocks; what it finds beside them waits in `kept` and `pictures` until all is read."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Any], targets: dict[str, Any]
    ) -> None:
        self.writer = Writer(styles, targets)
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.targets = targets
        self.budget = Budget()
        self.kept: list[_Kept] = []
        self.commented: dict[str, Paragraph] = {}
        self.pairs: list[tuple[Square, Cell]] = []
        self.waiting: Line | None = None
        self.paged = False
        self.count = 0

    def blocks(self, parent: Any, *, filled: bool = False) -> list[Block]:
        """Return what stands in the body, a cell, a text box or a note; blank paragraphs too.

        `filled` says that it stands on a ground of its own, on which white text is seen.
        """
        found: list[Block] = []
        for each in parent:
            name = each.tag
            if name == _PARAGRAPH:
                found += self._paragraph(each, filled=filled)
            elif name == _TABLE:
                found += self._table(each, filled=filled)
            elif name in _WRAPPERS:
                found += self.blocks(each, filled=filled)
            elif name == ALTERNATE and (branch := chosen(each)) is not None:
                found += self.blocks(branch, filled=filled)
            elif name == _CHUNK:
                found.append(self._chunk(each))
        if self.waiting is not None:
            line, self.waiting = self.waiting, None
            found += self._paragraphs(line, None, False, "", listed=False)
        return found

    def _paragraph(self, element: Any, *, filled: bool) -> list[Block]:
        self.count += 1
        if self.count > EVERY:
            raise ReadError("X007", "too-many-paragraphs", {"limit": EVERY})
        stated = children(element.find(_PROPERTIES))
        style_id = val(stated[_STYLE]) if _STYLE in stated else None
        style = self.styles.get(style_id)
        goes_on = _MARK in stated and runs_on(stated[_MARK])
        label, bullet = "", False
        if not goes_on and (style.num_id or _LIST in stated):
            label, bullet = self.numbering.label(stated.get(_LIST), style, style_id)
        if len(element) <= bool(stated) and not label and self.waiting is None:
            return [Paragraph("", NOWHERE)]
        if not filled and _GROUND in stated:
            filled = bool(is_filled(stated[_GROUND]))
        look = style.grounded if filled else style.look
        level, centred = level_and_alignment(stated, style)
        if not goes_on and self.waiting is None and not unseen(look) and (text := plain_text(element)) is not None:
            bold = bool(look.bold) and inked(text) > 0
            text = (label + text.lstrip(TRIMMED) if label else text).strip(TRIMMED)
            return [Paragraph(text, self._place(self.writer.pages), (), level, bullet, bold, centred)]
        line = self.writer.read(element, look, self.waiting)
        self.waiting = None
        if goes_on:
            self.waiting = line
            return []
        return self._paragraphs(line, level, centred, label, listed=bullet)

    def _place(self, breaks: int) -> Place:
        """Return the place of what stands behind so many page breaks."""
        return Place(page=breaks + 1) if self.paged else NOWHERE

    def _paragraphs(self, line: Line, level: int | None, centred: bool, label: str, *, listed: bool) -> list[Block]:  # noqa: FBT001
        texts = line.texts()
        if level is not None and len(texts) > 1:
            texts = [_joined(texts)]
        texts[0] = label + texts[0].lstrip(TRIMMED) if label else texts[0]
        place = self._place(self.writer.pages if line.page is None else line.page)
        bold = line.seen > 0 and line.bold == line.seen
        made: list[Block] = [Paragraph(text.strip(TRIMMED), place, (), level, listed, bold, centred) for text in texts]
        if line.beside:
            self._beside(line, made)
        return made

    def _beside(self, line: Line, made: list[Block]) -> None:
        """Note what a paragraph holds beside its text; text boxes and notes are read after it."""
        (first, *_) = made
        assert isinstance(first, Paragraph)  # noqa: S101 - what precedes its boxes and notes
        self.kept += [_Kept(kind, text, first) for kind, text in line.hidden]
        self.commented.update(dict.fromkeys(line.comments, first))
        for box in line.boxes:
            made += self.blocks(box, filled=True)
        for kind, number in line.notes:
            note = self.notes.pop((kind, number), None)
            if note is not None:
                made += self.blocks(note)

    def _chunk(self, element: Any) -> Paragraph:
        """Return a blank paragraph that stands for a document which only Word would unfold here."""
        relation = self.targets.get(element.get(f"{R}id", ""))
        holder = Paragraph("")
        self.kept.append(_Kept("embedded", relation.target.rpartition("/")[2] if relation else "", holder))
        self.writer.pictures += 1
        return holder

    def _table(self, element: Any, *, filled: bool) -> list[Block]:
        about = child(element, "tblPr")
        filled = filled or self.styles.paints(value(about, "tblStyle"))
        filled = filled or bool(about is not None and is_filled(child(about, "shd")))
        every = list(self._squares(element, filled=filled))
        edges = columns(element, every)
        kept = merged(every, edges)
        if is_layout(kept):
            return [block for square in kept for block in square.blocks]
        table, pairs = as_table(kept, edges, self.budget)
        self.pairs += pairs
        return [table]

    def _squares(self, element: Any, *, filled: bool) -> Iterator[Square]:
        """Yield the cells of the rows that are left and shown; a row ends at most one page after it began."""
        number = 0
        for row in rows(element):
            about = children(row.find(_ROW_PROPERTIES))
            if _DELETED in about:
                self.kept.append(_Kept("deletion", all_text(row), Paragraph("")))
                continue
            page = self.writer.pages
            cells = squares(row, about, number)
            for square in cells:
                ground = filled or (square.ground is not None and bool(is_filled(square.ground)))
                square.blocks = self.blocks(square.element, filled=ground)
            self.writer.pages = min(self.writer.pages, page + 1)
            if is_on(about.get(_HIDDEN)):
                self.kept.append(_Kept("hidden-text", " ".join(square.text() for square in cells), Paragraph("")))
            else:
                yield from cells
                number += 1

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

    def hidden(self, comments: dict[str, str]) -> list[Hidden]:
        """Return hidden content by kind: how many pieces, the first of them, its place."""
        found: dict[str, Hidden] = {}
        marked = [
            _Kept("comment", text, self.commented.get(number, Paragraph(""))) for number, text in comments.items()
        ]
        every = [*self.kept, *marked]
        places = self.places(each.owner for each in every) if every else []
        for each, place in zip(every, places, strict=True):
            known = found.get(each.kind)
            if known is None:
                found[each.kind] = Hidden(each.kind, place, each.text[:_SAMPLE])
            else:
                found[each.kind] = replace(known, count=known.count + 1, text=known.text or each.text[:_SAMPLE])
        return list(found.values())


def numbered(blocks: list[Block]) -> list[Block]:
    """Number paragraphs and tables in reading order and return them without blank paragraphs.

    A blank paragraph gets the number of the text after it. Raise ReadError X007 above 10,000 paragraphs.
    """
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            block.place = Place(page=block.place.page, table=tables)
            for cell in block.cells:
                at = cell.place
                cell.place = Place(page=at.page, table=tables, row=at.row, cell=at.cell)
        else:
            block.place = Place(page=block.place.page, paragraph=paragraphs + 1)
            paragraphs += bool(block.text)
    if paragraphs > PARAGRAPHS:
        raise ReadError("X007", "too-many-paragraphs", {"limit": PARAGRAPHS})
    return [block for block in blocks if isinstance(block, Table) or block.text]


def _joined(texts: list[str]) -> str:
    joined = ""
    for text in (each.strip(TRIMMED) for each in texts):
        if joined and text and not (wide(joined[-1]) and wide(text[0])):
            joined += " "
        joined += text
    return joined
