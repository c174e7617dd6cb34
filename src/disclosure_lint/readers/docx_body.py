"""The paragraphs and tables of a Word document in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Paragraph, Place, Table
from disclosure_lint.readers.docx_names import ALTERNATE, THROUGH, R, W, child, children, chosen, is_on, val, value
from disclosure_lint.readers.docx_styles import Style, is_filled, level_of
from disclosure_lint.readers.docx_tables import as_table, columns, is_layout, merged, rows, squares
from disclosure_lint.readers.docx_text import Line, Writer, all_text
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.html_grid import Budget
from disclosure_lint.readers.html_text import TRIMMED, wide
from disclosure_lint.records import NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Block, Cell
    from disclosure_lint.readers.docx_numbering import Numbering
    from disclosure_lint.readers.docx_styles import Styles
    from disclosure_lint.readers.docx_tables import Square

_PARAGRAPH, _TABLE, _BOX, _CHUNK = f"{W}p", f"{W}tbl", f"{W}txbxContent", f"{W}altChunk"
_PROPERTIES, _STYLE, _GROUND, _MARK, _LIST = (f"{W}{name}" for name in ("pPr", "pStyle", "shd", "rPr", "numPr"))
_OUTLINE, _ALIGNED = f"{W}outlineLvl", f"{W}jc"
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
        self.cells: dict[int, Cell] = {}
        self.waiting: Line | None = None
        self.paged = False
        self.count = 0

    def blocks(self, parent: Any, *, filled: bool = False) -> Iterator[Block]:
        """Yield what stands in the body, a cell, a text box or a note; blank paragraphs too.

        `filled` says that it stands on a ground of its own, on which white text is seen.
        """
        for each in parent:
            name = each.tag
            if name == _PARAGRAPH:
                yield from self._paragraph(each, filled=filled)
            elif name == _TABLE:
                yield from self._table(each, filled=filled)
            elif name in _WRAPPERS:
                yield from self.blocks(each, filled=filled)
            elif name == ALTERNATE and (branch := chosen(each)) is not None:
                yield from self.blocks(branch, filled=filled)
            elif name == _CHUNK:
                yield self._chunk(each)
        if self.waiting is not None:
            line, self.waiting = self.waiting, None
            yield from self._paragraphs(line, None, False, "", listed=False)

    def _paragraph(self, element: Any, *, filled: bool) -> Iterator[Block]:
        self.count += 1
        if self.count > EVERY:
            raise ReadError("X007", "too-many-paragraphs", {"limit": EVERY})
        stated = children(next(element.iterchildren(_PROPERTIES), None))
        style_id = val(stated.get(_STYLE))
        style = self.styles.get(style_id)
        goes_on = _runs_on(stated.get(_MARK))
        label, bullet = ("", False) if goes_on else self.numbering.label(stated.get(_LIST), style, style_id)
        if len(element) <= bool(stated) and not label and self.waiting is None:
            yield Paragraph("")
            return
        look = style.grounded if filled or is_filled(stated.get(_GROUND)) else style.look
        line = self.writer.read(element, look, self.waiting)
        self.waiting = None
        if goes_on:
            self.waiting = line
            return
        yield from self._paragraphs(line, *_direct(stated, style), label, listed=bullet)

    def _paragraphs(self, line: Line, level: int | None, centred: bool, label: str, *, listed: bool) -> Iterator[Block]:  # noqa: FBT001
        texts = line.texts()
        if level is not None and len(texts) > 1:
            texts = [_joined(texts)]
        texts[0] = label + texts[0].lstrip(TRIMMED) if label else texts[0]
        page = (self.writer.pages if line.page is None else line.page) + 1 if self.paged else None
        bold = line.seen > 0 and line.bold == line.seen
        made = [Paragraph(text.strip(TRIMMED), Place(page=page), (), level, listed, bold, centred) for text in texts]
        yield from made
        self.kept += [_Kept(kind, text, made[0]) for kind, text in line.hidden]
        self.commented.update(dict.fromkeys(line.comments, made[0]))
        for box in line.boxes:
            yield from self.blocks(box, filled=True)
        for kind, number in line.notes:
            note = self.notes.pop((kind, number), None)
            if note is not None:
                yield from self.blocks(note)

    def _chunk(self, element: Any) -> Paragraph:
        """Return a blank paragraph that stands for a document which only Word would unfold here."""
        relation = self.targets.get(element.get(f"{R}id", ""))
        holder = Paragraph("")
        self.kept.append(_Kept("embedded", relation.target.rpartition("/")[2] if relation else "", holder))
        self.writer.pictures += 1
        return holder

    def _table(self, element: Any, *, filled: bool) -> Iterator[Block]:
        about = child(element, "tblPr")
        filled = filled or self.styles.paints(value(about, "tblStyle"))
        filled = filled or bool(about is not None and is_filled(child(about, "shd")))
        every = list(self._squares(element, filled=filled))
        edges = columns(element, every)
        kept = merged(every, edges)
        if is_layout(kept):
            for square in kept:
                yield from square.blocks
            return
        table, pairs = as_table(kept, edges, self.budget)
        for square, cell in pairs:
            self._own(square.blocks, cell)
        yield table

    def _squares(self, element: Any, *, filled: bool) -> Iterator[Square]:
        """Yield the cells of the rows that are left and shown; a row ends at most one page after it began."""
        number = 0
        for row in rows(element):
            about = children(child(row, "trPr"))
            if f"{W}del" in about:
                self.kept.append(_Kept("deletion", all_text(row), Paragraph("")))
                continue
            page = self.writer.pages
            cells = list(squares(row, number))
            for square in cells:
                self._fill(square, filled=filled)
            self.writer.pages = min(self.writer.pages, page + 1)
            if is_on(about.get(f"{W}hidden")):
                self.kept.append(_Kept("hidden-text", " ".join(square.text() for square in cells), Paragraph("")))
            else:
                yield from cells
                number += 1

    def _fill(self, square: Square, *, filled: bool) -> None:
        filled = filled or bool(is_filled(square.ground))
        square.blocks = list(self.blocks(square.element, filled=filled))

    def _own(self, blocks: list[Block], cell: Cell) -> None:
        """Note that what stands in these blocks stands in a cell."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.cells[id(block)] = cell
            else:
                for other in block.cells:
                    self.cells[id(other)] = cell

    def place_of(self, owner: Paragraph) -> Place:
        """Return the place of a paragraph or, where it stands in one, of its cell; after `numbered`."""
        cell = self.cells.get(id(owner))
        while cell is not None and id(cell) in self.cells:
            cell = self.cells[id(cell)]
        return owner.place if cell is None else cell.place

    def hidden(self, comments: dict[str, str]) -> list[Hidden]:
        """Return hidden content by kind: how many pieces, the first of them, its place."""
        found: dict[str, Hidden] = {}
        marked = [
            _Kept("comment", text, self.commented.get(number, Paragraph(""))) for number, text in comments.items()
        ]
        for each in [*self.kept, *marked]:
            known = found.get(each.kind)
            if known is None:
                found[each.kind] = Hidden(each.kind, self.place_of(each.owner), each.text[:_SAMPLE])
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


def _runs_on(mark: Any | None) -> bool:
    """Tell whether the mark of a paragraph is deleted or hidden, so that the next one continues it."""
    if mark is None:
        return False
    about = children(mark)
    return f"{W}del" in about or f"{W}moveFrom" in about or bool(is_on(about.get(f"{W}vanish")))


def _direct(stated: dict[str, Any], style: Style) -> tuple[int | None, bool]:
    """Return the heading level of a paragraph and whether it is centred, by its own word or its style's."""
    outline, aligned = val(stated.get(_OUTLINE)), val(stated.get(_ALIGNED))
    level = style.level if outline is None else level_of(outline)
    return level, bool(style.centred) if aligned is None else aligned == "center"


def _joined(texts: list[str]) -> str:
    joined = ""
    for text in (each.strip(TRIMMED) for each in texts):
        if joined and text and not (wide(joined[-1]) and wide(text[0])):
            joined += " "
        joined += text
    return joined
