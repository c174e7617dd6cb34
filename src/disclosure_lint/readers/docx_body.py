"""The paragraphs and tables of a Word document in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Paragraph, Place
from disclosure_lint.positions import NOWHERE
from disclosure_lint.readers.characters import TRIMMED, wide
from disclosure_lint.readers.docx_hidden import HiddenContent
from disclosure_lint.readers.docx_names import (
    ALTERNATE,
    WP,
    WRAPPERS,
    R,
    W,
    child,
    children,
    chosen,
    is_on,
    val,
    value,
)
from disclosure_lint.readers.docx_places import numbered
from disclosure_lint.readers.docx_rows import plain_squares, rows, squares
from disclosure_lint.readers.docx_styles import is_filled, level_and_alignment, runs_on, unseen
from disclosure_lint.readers.docx_tables import as_table, columns, is_layout, merged, text_of
from disclosure_lint.readers.docx_text import Line, Writer, all_text, inked, plain_text
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.html_grid import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.docx_numbering import Numbering
    from disclosure_lint.readers.docx_rows import Square
    from disclosure_lint.readers.docx_styles import Styles

_PARAGRAPH, _TABLE, _BOX, _CHUNK = f"{W}p", f"{W}tbl", f"{W}txbxContent", f"{W}altChunk"
_PROPERTIES, _STYLE, _GROUND, _MARK, _LIST, _ALIGNED = (
    f"{W}{name}" for name in ("pPr", "pStyle", "shd", "rPr", "numPr", "jc")
)
_ROW_PROPERTIES, _DELETED, _HIDDEN = f"{W}trPr", f"{W}del", f"{W}hidden"
#: The limit on paragraphs of one document, those of cells and blank ones included.
EVERY = 300_000


class Body:
    """Reads blocks; what it finds beside them waits in `hidden` and `writer` until all is read.

    With `plain_rows`, cells of one plain paragraph, as nearly all are, are not read as blocks unless those are needed.
    """

    plain_rows = True

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Any], targets: dict[str, Any]
    ) -> None:
        self.writer = Writer(styles, targets)
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.targets = targets
        self.budget = Budget()
        self.hidden = HiddenContent()
        self.waiting: Line | None = None
        self.paged = False
        self.count = self.tables = 0

    def document(self, root: Any) -> list[Block]:
        """Return what stands in the body of a w:document, numbered (see `numbered`).

        White text may be seen where the page is coloured or has pictures behind its text.
        """
        body = root.find(f"{W}body")
        if body is None:
            return []
        self.paged = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None
        behind = any(each.get("behindDoc") in ("1", "true") for each in root.iter(f"{WP}anchor"))
        return numbered(self.blocks(body, filled=behind or root.find(f"{W}background") is not None))

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
            elif name in WRAPPERS:
                found += self.blocks(each, filled=filled)
            elif name == ALTERNATE and (branch := chosen(each)) is not None:
                found += self.blocks(branch, filled=filled)
            elif name == _CHUNK:
                found.append(self._chunk(each))
        if self.waiting is not None:
            line, self.waiting = self.waiting, None
            found += self._paragraphs(line, None, False, "", listed=False)
        return found

    def _count(self, more: int = 1) -> None:
        self.count += more
        if self.count > EVERY:
            raise ReadError("X007", "too-many-paragraphs", {"limit": EVERY})

    def _paragraph(self, element: Any, *, filled: bool) -> list[Block]:
        self._count()
        stated = children(element.find(_PROPERTIES))
        style_id = val(stated[_STYLE]) if _STYLE in stated else self.styles.usual
        style = self.styles.get(style_id)
        goes_on = _MARK in stated and runs_on(stated[_MARK])
        label, bullet = "", False
        if not goes_on and (style.num_id or _LIST in stated):
            label, bullet = self.numbering.label(stated.get(_LIST), style, style_id)
        if len(element) <= bool(stated) and not label and self.waiting is None:
            return [Paragraph("", self._place(self.writer.pages))]
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
        for kind, text in line.hidden:
            self.hidden.add(kind, text, first)
        self.hidden.commented.update(dict.fromkeys(line.comments, first))
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
        self.hidden.add("embedded", relation.target.rpartition("/")[2] if relation else "", holder)
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
            return [block for square in kept for block in self._unfolded(square)]
        self.tables += 1
        table, pairs = as_table(kept, edges, self.tables, self.budget)
        self.hidden.pairs += pairs
        return [table]

    def _squares(self, element: Any, *, filled: bool) -> Iterator[Square]:
        """Yield the cells of the rows that are left and shown; a row ends at most one page after it began."""
        number = 0
        for row in rows(element):
            about = children(row.find(_ROW_PROPERTIES))
            if _DELETED in about:
                self.hidden.add("deletion", all_text(row))
                continue
            page = self.writer.pages
            cells = self._plain_row(row, about, number, filled=filled)
            if cells is None:
                cells = self._row(row, about, number, filled=filled)
            self.writer.pages = min(self.writer.pages, page + 1)
            if is_on(about.get(_HIDDEN)):
                self.hidden.add("hidden-text", " ".join(text_of(square) for square in cells))
            else:
                yield from cells
                number += 1

    def _plain_row(self, row: Any, about: dict[str, Any], number: int, *, filled: bool) -> list[Square] | None:
        if self.waiting is not None or not self.plain_rows:
            return None
        cells = plain_squares(row, about, number, self.styles, filled=filled)
        if cells is not None:
            self._count(len(cells))
            for square in cells:
                square.filled, square.page = filled, self.writer.pages + 1 if self.paged else None
        return cells

    def _row(self, row: Any, about: dict[str, Any], number: int, *, filled: bool) -> list[Square]:
        cells = squares(row, about, number)
        for square in cells:
            square.filled = filled or (square.ground is not None and bool(is_filled(square.ground)))
            square.blocks = self.blocks(square.element, filled=square.filled)
            square.page = next((each.place.page for each in square.blocks if each.place.page is not None), None)
        return cells

    def _unfolded(self, square: Square) -> Sequence[Block]:
        """Return what stands in a cell of a table that is none."""
        if not square.plain:
            return square.blocks
        pages, self.writer.pages = self.writer.pages, (square.page or 1) - 1
        self.count -= 1
        blocks = self.blocks(square.element, filled=square.filled)
        self.writer.pages = pages
        return blocks


def _joined(texts: list[str]) -> str:
    joined = ""
    for text in (each.strip(TRIMMED) for each in texts):
        if joined and text and not (wide(joined[-1]) and wide(text[0])):
            joined += " "
        joined += text
    return joined
