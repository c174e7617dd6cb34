"""Where the values of an XML report stand, worked out only when it is asked for.

The text has been parsed, so that every "<" in it begins a tag, a comment, an
instruction or a CDATA section: the nth start tag belongs to the nth element.
That holds for any line, where libxml2 knows none beyond 65,535.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from io import StringIO
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from lxml import etree

from disclosure_lint.outline import Place
from disclosure_lint.report import tokens

if TYPE_CHECKING:
    from lxml.etree import _Element

    from disclosure_lint.readers.niem import Reading
    from disclosure_lint.readers.niem_form import Step

_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_START = re.compile(r"<(?![/!?])")
#: So many question marks the declaration of a document has.
_DECLARED = 2


class Places(dict[str, Place]):
    """Places by JSON Pointer; filled as they are asked for.

    A value has the place of its text, what holds others that of its start tag.
    """

    def __init__(self, root: _Element, text: str, reading: Reading) -> None:
        super().__init__()
        self._root, self._text = root, text
        self._elements, self._sections, self._form = reading.elements, reading.sections, reading.form
        self._identifier = reading.form.tags["identifier"]
        self._starts: dict[_Element | None, dict[_Element, int]] = {}
        self._reached: dict[_Element, int] = {}
        self._blank = ""
        self._line_starts: list[int] = []

    def get(self, pointer: str, default: Place | None = None) -> Place | None:  # type: ignore[override]
        """Return the place of a pointer that has one of its own."""
        if pointer not in self:
            place = self._found(pointer)
            if place is None:
                return default
            self[pointer] = place
        return self[pointer]

    def _found(self, pointer: str) -> Place | None:
        path = tokens(pointer)
        section = self._sections.get(path[1]) if len(path) > 1 and path[0] == "tables" else None
        if section is not None:
            span = section.span(self._text, path[2:])
            return self._place(*span) if span is not None else None
        element = self._element(pointer)
        return self.of(element) if element is not None else None

    def of(self, element: _Element) -> Place:
        """Return the place of an element."""
        start = self._start(element)
        close = self._text.index(">", start)
        end = self._text.find("<", close)
        if len(element) or self._text[close - 1] == "/" or end <= close + 1:
            return self._place(start, close + 1)
        return self._place(close + 1, end)

    def _start(self, element: _Element) -> int:
        """Return the offset of an element's start tag; only the row, else the section, that it stands in is read."""
        top, row = element, None
        while (parent := top.getparent()) is not None and parent is not self._root:
            if row is None and self._identifier in top.attrib:
                row = top
            top = parent
        if not self._blank:
            aside = "!" in self._text or self._text.count("?") > _DECLARED  # quicker to look for than what they begin
            self._blank = _ASIDE.sub(lambda match: " " * len(match[0]), self._text) if aside else self._text
        for within in (row, top):
            if within in self._starts:
                return self._starts[within][element]
        at = self._named(row, top) if row is not None else -1
        within = top if row is None or at < 0 else row
        starts = (match.start() for match in _START.finditer(self._blank, self._reach(top) if at < 0 else at))
        self._starts[within] = dict(zip(within.iter("*"), starts, strict=False))
        return self._starts[within][element]

    def _named(self, row: _Element, top: _Element) -> int:
        """Return the offset of a row by its identifier, -1 where that is not certain."""
        at = self._blank.find(f'id="{row.get(self._identifier)}"', self._reach(top))
        start = self._blank.rfind("<", 0, at) if at >= 0 else -1
        return start if start >= 0 and self._blank.startswith(_opening(row), start) else -1

    def _reach(self, top: _Element) -> int:
        """Return the offset of a child of the root: by its name, if no other element has it, else by counting."""
        if top in self._reached:
            return self._reached[top]
        tag = _opening(top)
        if top is not self._root and self._blank.count(tag) == 1:
            self._reached[top] = self._blank.index(tag)
            return self._reached[top]
        number = next(number for number, each in enumerate(self._root.iter("*")) if each is top)
        return next(islice(_START.finditer(self._blank), number, None)).start()

    def _place(self, start: int, end: int) -> Place:
        """Return the place of the characters [start, end)."""
        if not self._line_starts:
            old = "\r" in self._text and "\r\n" not in self._text  # lines of old Macs
            lines = StringIO(self._text, newline="\r" if old else "\n")
            self._line_starts = [0, *accumulate(map(len, lines))]
        starts = self._line_starts
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        return Place(line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def _element(self, pointer: str) -> _Element | None:
        """Return the element behind a pointer: one that was noted, or a descendant of it, by the form."""
        path: list[str] = []
        at = pointer
        while at and at not in self._elements:
            at = at.rpartition("/")[0]
        if not at:
            return None
        path = tokens(pointer[len(at) :]) if pointer != at else []
        element = self._elements[at]
        parts = at.split("/")
        if path and parts[1] == "tables" and len(parts) > 3:
            table = next(each for each in self._form.tables.values() if each.key == parts[2])
            return _below(element, table.steps, path)
        return None if path else element


def _opening(element: _Element) -> str:
    """Return how the start tag of an element begins."""
    name = etree.QName(element).localname
    return f"<{element.prefix}:{name}" if element.prefix else f"<{name}"


def _below(element: _Element, steps: dict[str, Step], path: list[str]) -> _Element | None:
    """Return the descendant of a row that a path of keys names."""
    key, *rest = path
    for child in element:
        step = steps.get(child.tag)
        if step is None:
            continue
        if step.codes is not None:
            if len(child) == 2 and step.codes[2].get((child[0].text or "").strip()) == key:  # a code and its count
                return child[1]
        elif step.key == key and not step.many:
            return child if not rest else _below(child, step.inner, rest) if step.inner else None
        elif step.key == key:
            return _item(element, child.tag, step, rest)
    return None


def _item(element: _Element, tag: str, step: Step, rest: list[str]) -> _Element | None:
    """Return what stands in a list: the first item for the list itself."""
    items = [each for each in element if each.tag == tag]
    number, below = (rest[0] if rest else "0"), rest[1:]
    if not number.isdecimal() or int(number) >= len(items):
        return None
    item = items[int(number)]
    return item if not below else _below(item, step.inner, below) if step.inner else None
