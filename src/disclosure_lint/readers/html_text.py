"""The text that a reader of a page sees, with the place of every character."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.outline import Place, Run, Runs
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.characters import TRIMMED, wide
from disclosure_lint.readers.html_tokens import ENTITY, character
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

#: White space, entities, and characters that have no width.
_SPECIAL = pattern(rf"[ \t\n\f\v]+|[\0\u200b-\u200d\u2060\ufeff\xad]+|{ENTITY.pattern}")
_INVISIBLE = frozenset("\0\u200b\u200c\u200d\u2060\ufeff\xad")


class Source:
    """A page's characters and the line and column of each."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.starts = [0, *(match.end() for match in pattern("\n").finditer(page))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Line(Record, eq=False, repr=False):
    """A text being collected from pieces of the page, white space collapsed as browsers do.

    A line break of the source between two Chinese characters is nothing, other
    white space is one space. `linked`, `bold` and `seen` count characters.
    """

    source: Source
    parts: list[str] = field(default_factory=list)
    length: int = 0
    origins: list[tuple[int, int]] = field(default_factory=list)
    seen: int = 0
    bold: int = 0
    linked: int = 0
    _next: int = -1
    _space: int = -1
    _broken: bool = False

    def add(self, start: int, end: int, *, bold: bool = False, linked: bool = False) -> None:
        """Add the piece [start, end) of the page."""
        count = 0
        for begin, stop, new in _pieces(self.source.page, start, end):
            if new is None:
                self.space(begin, broken="\n" in self.source.page[begin:stop])
            else:
                self._put(begin, stop, new)
                count += len(new.strip(TRIMMED))
        self.seen += count
        self.bold += count if bold else 0
        self.linked += count if linked else 0

    def space(self, at: int, *, broken: bool) -> None:
        """Note white space at an offset; `broken` where it is a line break."""
        if self._space < 0:
            self._space = at
        self._broken = self._broken or broken

    def _put(self, begin: int, stop: int, new: str) -> None:
        if self._space >= 0:
            last = self.parts[-1][-1] if self.parts else ""
            if last and not (self._broken and wide(last) and wide(new[0])):
                self._append(self._space, self._space + 1, " ")
                self._next = -1 if self._broken else self._next
            self._space, self._broken = -1, False
        self._append(begin, stop, new)

    def _append(self, begin: int, stop: int, new: str) -> None:
        if begin != self._next:
            self.origins.append((self.length, begin))
        self.parts.append(new)
        self.length += len(new)
        self._next = stop if stop - begin == len(new) else -1

    def finish(self) -> tuple[str, Runs, Place]:
        """Return the text without white space at its ends, where its characters stand, and its place."""
        whole = "".join(self.parts)
        text = whole.lstrip(TRIMMED)
        cut = len(whole) - len(text)
        text = text.rstrip(TRIMMED)
        if not text:
            return "", (), Place()
        runs = tuple(self._runs(cut, cut + len(text)))
        last = runs[-1]
        place = Place(
            line=runs[0].line,
            column=runs[0].column,
            end_line=last.line,
            end_column=last.column + len(text) - last.offset,
        )
        return text, runs, place

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        origins = self.origins
        first = max(0, bisect_right(origins, (start, len(self.source.page))) - 1)
        for offset, origin in origins[first:]:
            if offset >= end:
                break
            skipped = max(0, start - offset)
            yield Run(offset + skipped - start, *self.source.at(origin + skipped))


def _pieces(page: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, text) of a piece of a page, None for white space; what has no width is left out."""
    at = start
    for match in _SPECIAL.finditer(page, start, end):
        begin, stop = match.span()
        if at < begin:
            yield at, begin, page[at:begin]
        at = stop
        found = match[0]
        if found[0] != "&":
            if found[0] not in _INVISIBLE:
                yield begin, stop, None
        elif (meant := character(found)).isspace() and meant not in "\xa0\u3000\u2002\u2003":
            yield begin, stop, None
        elif meant and meant not in _INVISIBLE:
            yield begin, stop, meant
    if at < end:
        yield at, end, page[at:end]
