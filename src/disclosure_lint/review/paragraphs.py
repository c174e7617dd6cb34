"""Where the paragraphs of a part stand in its bytes, so that something can be put there and nothing else changes."""

from __future__ import annotations

import re
from xml.parsers import expat

from disclosure_lint.records import NamedTuple

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_NAME = re.compile(rb"<(/?)((?:[^\s:<>/]+:)?)")
_NAMES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


class Stretch(NamedTuple):
    """A w:p: its prefix and namespace, where its content begins (behind its properties) and ends.

    `closed` is the end of the tag of one that is empty (`<w:p/>`), else None.
    """

    prefix: str
    namespace: str
    first: int
    last: int
    closed: int | None = None


def paragraphs(xml: bytes) -> list[Stretch] | None:
    """Return the paragraphs of a part in UTF-8, in the order in which they begin; None where it is not in UTF-8."""
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError:
        return None
    reader = _Reader(xml)
    try:
        reader.parser.Parse(xml, True)
    except expat.ExpatError:
        return None
    return [each for each in reader.found if each is not None]


class _Reader:
    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.found: list[Stretch | None] = []
        #: For each open element: the number of its paragraph, None for what is none.
        self.open: list[int | None] = []
        self.first: dict[int, int] = {}

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        namespace, _space, local = name.rpartition(" ")
        if local == "p" and namespace in _NAMES:
            number = len(self.found)
            self.found.append(None)
            self.first[number] = self._tag_end()
            self.open.append(number)
        else:
            self.open.append(None)

    def _end(self, name: str) -> None:
        namespace, _space, local = name.rpartition(" ")
        number, at = self.open.pop(), self.parser.CurrentByteIndex
        above = self.open[-1] if self.open else None
        if number is not None:
            named = _NAME.match(self.xml, at)
            prefix = named[2].rstrip(b":").decode() if named else ""
            closed = self._tag_end() if named and not named[1] else None
            self.found[number] = Stretch(prefix, namespace, self.first[number], at, closed)
        elif local == "pPr" and above is not None and namespace in _NAMES:
            self.first[above] = self._tag_end()

    def _tag_end(self) -> int:
        """Return the end of the tag that is being read."""
        tag = _TAG.match(self.xml, self.parser.CurrentByteIndex)
        return tag.end() if tag else self.parser.CurrentByteIndex
