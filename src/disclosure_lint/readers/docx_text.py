"""The text of one paragraph as its reader sees it, and what the file holds there and does not show.

Tracked changes are read as accepted, fields as their result, symbols as
characters; of two versions of a drawing the first is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.readers.docx_names import ALTERNATE, OFFICE, THROUGH, VML, WP, M, R, W, chosen, value, whole
from disclosure_lint.readers.docx_styles import PLAIN, Look, look_of, unseen
from disclosure_lint.readers.docx_symbols import symbol
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from disclosure_lint.readers.docx_styles import Styles

_RUN, _TEXT, _TAB, _BREAK, _RETURN = f"{W}r", f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"
_ABOUT, _PROPERTIES, _MATH_TEXT, _PAGE = f"{W}pPr", f"{W}rPr", f"{M}t", f"{W}lastRenderedPageBreak"
_FIELD, _INSTRUCTION, _SYMBOL = f"{W}fldChar", f"{W}instrText", f"{W}sym"
_GONE = {f"{W}del": "deletion", f"{W}moveFrom": "move"}
_COME = {f"{W}ins": "insertion", f"{W}moveTo": ""}
_BOX, _RUBY, _COMMENT = f"{W}txbxContent", f"{W}ruby", f"{W}commentReference"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_PICTURES = frozenset(("pic", "imagedata", "chart", "relIds"))
_SIGNS = {f"{W}noBreakHyphen": "-", _TAB: " ", f"{W}ptab": " "}
#: Pictures below one centimetre are signs, not pictures (in English Metric Units).
_SMALL = 360_000
_SAMPLE = 200
_WRITTEN = (_TEXT, f"{W}delText")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Line(Record, eq=False, repr=False):
    """The text of a paragraph, cut at its line breaks, and what else stands in it.

    `page` counts the page breaks before its first character. `hidden` holds
    (kind, text) of what is not shown, `comments` the ids of comments.
    """

    parts: list[list[str]] = field(default_factory=lambda: [[]])
    seen: int = 0
    bold: int = 0
    page: int | None = None
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)

    @property
    def beside(self) -> bool:
        """Whether anything stands in the paragraph beside its text."""
        return bool(self.hidden or self.comments or self.boxes or self.notes)

    def texts(self) -> list[str]:
        """Return the lines of the paragraph."""
        return ["".join(part) for part in self.parts]


class Writer:
    """Collects paragraphs; `pictures` and `pages` count what all of them had, `marks` the texts of watermarks."""

    def __init__(self, styles: Styles, targets: dict[str, Any]) -> None:
        self.styles = styles
        self.targets = targets
        self.pictures = 0
        self.pages = 0
        self.marks: list[str] = []
        self.line = Line()
        self.base = Look()
        self.fields: list[bool] = []

    def read(self, paragraph: Any, base: Look, line: Line | None = None) -> Line:
        """Return the text of a w:p whose characters look like `base` unless they say otherwise."""
        self.line, self.base = line or Line(), base
        self.fields = []
        self._inside(paragraph)
        return self.line

    def _inside(self, parent: Any) -> None:
        for child in parent:
            name = child.tag
            if name == _RUN:
                self._run(child)
            elif name in THROUGH:
                self._inside(child)
            elif name == _MATH_TEXT:
                self._put(child.text or "", self.base)
            elif name in _COME:
                if _COME[name]:
                    self.line.hidden.append((_COME[name], all_text(child)))
                self._inside(child)
            elif name in _GONE:
                self.line.hidden.append((_GONE[name], all_text(child)))
            elif name == ALTERNATE and (branch := chosen(child)) is not None:
                self._inside(branch)

    def _run(self, run: Any) -> None:
        look = self.base
        for child in run:
            name = child.tag
            if name == _TEXT:
                self._put(written(child), look)
            elif name == _PROPERTIES:
                look = self._look(child)
            elif name in _SIGNS:
                self._put(_SIGNS[name], look)
            elif name in (_BREAK, _RETURN):
                if child.get(f"{W}type") in (None, "textWrapping") and self._shows() and not look.vanish:
                    self.line.parts.append([])
            elif name == _PAGE:
                self.pages += 1
            elif name == _FIELD:
                self._field(child.get(f"{W}fldCharType"))
            elif name != _INSTRUCTION:
                self._object(child, name, look)

    def _look(self, properties: Any) -> Look:
        look = look_of(properties)
        style = value(properties, "rStyle")
        if style:
            look = look.over(self.styles.look(style))
        return self.base if look is PLAIN else look.over(self.base)

    def _object(self, child: Any, name: str, look: Look) -> None:
        if name == _SYMBOL:
            self._put(symbol(child.get(f"{W}char", ""), child.get(f"{W}font", "")), look)
        elif name in _DRAWINGS:
            self._drawing(child)
        elif name == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                self._run(branch)
        elif name in _NOTES:
            self.line.notes.append((_NOTES[name], child.get(f"{W}id", "")))
        elif name == _COMMENT:
            self.line.comments.append(child.get(f"{W}id", ""))
        elif name == _RUBY and (base := child.find(f"{W}rubyBase")) is not None:
            self._inside(base)

    def _field(self, kind: str | None) -> None:
        """Follow a field: what stands before `separate` is its instruction, what stands behind is shown."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _shows(self) -> bool:
        return all(self.fields)

    def _put(self, text: str, look: Look) -> None:
        if not text or not self._shows():
            return
        line, seen = self.line, inked(text)
        if seen and (kind := unseen(look)):
            _append(line.hidden, kind, text)
        if look.vanish:
            return
        if seen:
            line.seen += seen
            line.bold += seen if look.bold else 0
            if line.page is None:
                line.page = self.pages
        line.parts[-1].append(text)

    def _drawing(self, drawing: Any) -> None:
        """Gather text boxes, pictures and embedded documents of a drawing, whatever holds them."""
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            name = element.tag
            if name == ALTERNATE:
                branch = chosen(element)
                waiting += [branch] if branch is not None else []
                continue
            if name == _BOX:
                self.line.boxes.append(element)
                continue
            if name == f"{OFFICE}OLEObject":
                self.line.hidden.append(("embedded", self._embedded(element)))
            elif name == f"{VML}textpath" and element.get("string"):
                self.marks.append(element.get("string"))
            elif name.rpartition("}")[2] in _PICTURES and not _is_small(drawing):
                self.pictures += 1
            waiting.extend(reversed(element))

    def _embedded(self, element: Any) -> str:
        relation = self.targets.get(element.get(f"{R}id", ""))
        name = relation.target.rpartition("/")[2] if relation else ""
        return " ".join(part for part in (element.get("ProgID", ""), name) if part)


def plain_text(paragraph: Any) -> str | None:
    """Return the text of a w:p that has nothing but runs of text which look like the paragraph; None for others."""
    parts = []
    for each in paragraph:
        if each.tag == _RUN:
            for piece in each:
                if piece.tag != _TEXT:
                    return None
                parts.append(written(piece))
        elif each.tag != _ABOUT:
            return None
    return "".join(parts)


def written(element: Any) -> str:
    """Return the text of a w:t; white space at its ends only counts where the file says so."""
    text: str = element.text or ""
    if text and (text[0] <= " " or text[-1] <= " ") and element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ") if "\n" in text else text


def inked(text: str) -> int:
    """Return how many characters of a text leave ink."""
    return len(text) - text.count(" ") - text.count("\u3000")


def _is_small(drawing: Any) -> bool:
    extent = drawing.find(f"*/{WP}extent")
    if extent is None:
        return False
    return max(whole(extent.get("cx"), _SMALL), whole(extent.get("cy"), _SMALL)) < _SMALL


def _append(hidden: list[tuple[str, str]], kind: str, text: str) -> None:
    """Add hidden text; runs of one kind that follow each other are one piece."""
    if hidden and hidden[-1][0] == kind:
        if len(hidden[-1][1]) < _SAMPLE:
            hidden[-1] = (kind, hidden[-1][1] + text)
    else:
        hidden.append((kind, text))


def all_text(element: Any) -> str:
    """Return the beginning of the text inside a tracked change."""
    parts = (each.text or "" for each in element.iter() if each.tag in _WRITTEN)
    return "".join(parts)[:_SAMPLE]
