"""The way from a paragraph or cell of a Word document's outline back to its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Paragraph, Place
from disclosure_lint.readers.docx import body_reader
from disclosure_lint.readers.docx_body import Body
from disclosure_lint.readers.docx_names import WRAPPERS, W
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks import Replacement
    from disclosure_lint.outline import Block
    from disclosure_lint.readers.ooxml import Package
    from disclosure_lint.report import Report

_PARAGRAPH, _RUN, _TEXT = f"{W}p", f"{W}r", f"{W}t"
#: How many characters on either side tell which of several equal texts is meant.
_AROUND = 16


Key = tuple[int | None, ...]


class Cut(NamedTuple):
    """Characters [start, end) of the n-th w:t of the part, and what takes their place."""

    node: int
    start: int
    end: int
    text: str


class _Tracing(Body):
    """Reads blocks, those of plain rows too, and keeps the element that each paragraph came from."""

    plain_rows = False

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.traced: dict[int, tuple[Paragraph, Any]] = {}

    def _paragraph(self, element: Any, *, filled: bool) -> list[Block]:
        blocks = super()._paragraph(element, filled=filled)
        for block in blocks:
            if isinstance(block, Paragraph):  # what stands in a text box comes through twice
                self.traced.setdefault(id(block), (block, element))
        return blocks


class Traces:
    """The elements of a document's main part by the places of paragraphs and cells; `blank` has blank cells."""

    def __init__(self, package: Package, root: Any, name: str) -> None:
        self.nodes = list(root.iter(_TEXT))
        self.numbers = {id(node): number for number, node in enumerate(self.nodes)}
        self.elements: dict[Key, list[Any]] = {}
        self.blank: dict[Key, Any] = {}
        reader = body_reader(package, package.relations(name), _Tracing)
        self.blocks = reader.document(root)
        assert isinstance(reader, _Tracing)  # noqa: S101 - it is what was asked for
        traced = reader.traced.values()
        for (paragraph, element), place in zip(traced, reader.hidden.places(each for each, _ in traced), strict=True):
            key = key_of(place)
            if paragraph.text:
                self.elements.setdefault(key, []).append(element)
            elif len(key) > 1:  # elsewhere a blank one has the number of the next one
                self.blank.setdefault(key, element)

    def cuts(self, report: Report, replacement: Replacement) -> list[Cut] | None:
        """Return what to cut for a replacement; None where its characters are not found, or found twice."""
        place = report.places.get(replacement.pointer)
        text = report.as_found(replacement.pointer) if replacement.span is None else report.get(replacement.pointer)
        if place is None or not isinstance(text, str):
            return None
        elements = {id(each): each for each in self.elements.get(key_of(place), ())}
        if len(elements) != 1:
            return None
        nodes = [each for each in _nodes(*elements.values()) if id(each) in self.numbers]
        whole = "".join(each.text or "" for each in nodes)
        start, end = replacement.span or (0, len(text))
        at = _only(whole, text, start, end)
        return None if at is None else list(self._split(nodes, at, at + end - start, replacement.text))

    def _split(self, nodes: list[Any], start: int, end: int, new: str) -> Iterator[Cut]:
        """Yield the cuts of characters [start, end) of the nodes' text: the first node takes what is new."""
        offset = 0
        for node in nodes:
            length = len(node.text or "")
            first, last = max(0, start - offset), min(length, end - offset)
            if first < last:
                yield Cut(self.numbers[id(node)], first, last, new)
                new = ""
            offset += length


def key_of(place: Place) -> Key:
    """Return what tells one paragraph or cell from the others: its number, or table, row and cell."""
    return (place.table, place.row, place.cell) if place.cell is not None else (place.paragraph,)


def _nodes(parent: Any) -> Iterator[Any]:
    """Yield the w:t of a paragraph that its reader sees: nothing deleted, no text box, no alternative."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from _nodes(child)
        elif child.tag == _RUN:
            yield from child.iterchildren(_TEXT)


def _only(whole: str, text: str, start: int, end: int) -> int | None:
    """Return where the characters [start, end) of a text stand in the whole, None unless there is one place."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    for first, last in ((0, len(text)), (left, right), (left, end), (start, right)):
        part = text[first:last]
        at = whole.find(part) if part else -1
        if at >= 0 and whole.find(part, at + 1) < 0:
            return at + start - first
    return None
