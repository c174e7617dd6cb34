"""Titles: lines in larger type than the body, put together where one goes over several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels
from disclosure_lint.readers.fixed.text import TextLine
from disclosure_lint.readers.lines import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.fixed.grids import Grid

#: How much larger than the body a title is set, and by how much its lines may differ.
_LARGER = 1.15
_SAME = 0.05
#: The lines of a title stand no further apart than this, in parts of their height.
_PITCH = 2.4
_LONGEST = 60
_SENTENCE = pattern(r"[。，；：,;:]")
_NUMBERED = pattern(r"\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.]")
_END = pattern(r"(?:报告|年报|[)】〉》])$")


def grouped(pieces: list[TextLine | Grid], body: float) -> Iterator[TextLine | Grid | list[TextLine]]:
    """Yield the pieces of a document, the lines of each title together; `body` is the size of the body's type."""
    title: list[TextLine] = []
    for piece in pieces:
        large = isinstance(piece, TextLine) and _is_title(piece, body)
        if title and not (large and isinstance(piece, TextLine) and _goes_on(title[-1], piece)):
            yield title
            title = []
        if large and isinstance(piece, TextLine):
            title.append(piece)
        else:
            yield piece
    if title:
        yield title


def _is_title(line: TextLine, body: float) -> bool:
    plain = fold(line.text)
    numbered = labels.CHAPTER.match(plain) or _NUMBERED.match(plain)
    return (
        line.size is not None
        and line.size >= _LARGER * body
        and len(plain) <= _LONGEST
        and not numbered
        and _SENTENCE.search(plain) is None
    )


def _goes_on(last: TextLine, line: TextLine) -> bool:
    alike = last.size and line.size and abs(last.size - line.size) <= _SAME * last.size
    near = last.page == line.page and 0 < line.base - last.base <= _PITCH * last.height
    return bool(alike and near) and _END.search(fold(last.text)) is None
