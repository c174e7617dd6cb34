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
_STOP = pattern(r"[。；：,;:]")
_LONGEST_REST = 16
_END = pattern(r"(?:报告|年报|[)】〉》])$")


def grouped(pieces: list[TextLine | Grid], body: float) -> Iterator[TextLine | Grid | list[TextLine]]:
    """Yield the pieces of a document, the lines of each title and of each long heading together.

    `body` is the size of the body's type.
    """
    edge = max((piece.right for piece in pieces if isinstance(piece, TextLine)), default=0.0)
    group: list[TextLine] = []
    for piece in pieces:
        if group and isinstance(piece, TextLine) and _belongs(group, piece, body, edge):
            group.append(piece)
            continue
        yield from _closed(group, body)
        group = [piece] if isinstance(piece, TextLine) else []
        if not isinstance(piece, TextLine):
            yield piece
    yield from _closed(group, body)


def _closed(group: list[TextLine], body: float) -> Iterator[TextLine | list[TextLine]]:
    if len(group) > 1 or (group and _is_title(group[0], body)):
        yield group
    else:
        yield from group


def _belongs(group: list[TextLine], line: TextLine, body: float, edge: float) -> bool:
    """Tell whether a line goes on with the title or the heading before it."""
    if _is_title(group[-1], body):
        return _is_title(line, body) and _goes_on(group[-1], line)
    return len(group) == 1 and _ends_heading(group[0], line, edge)


def _ends_heading(heading: TextLine, line: TextLine, edge: float) -> bool:
    """Tell whether a line is the rest of a chapter heading that filled its line."""
    plain, size = fold(line.text), heading.size or heading.height
    numbered = labels.CHAPTER.match(plain) or _NUMBERED.match(plain)
    return (
        labels.CHAPTER.match(fold(heading.text)) is not None
        and _STOP.search(fold(heading.text)) is None
        and _STOP.search(plain) is None
        and not numbered
        and len(plain) <= _LONGEST_REST
        and heading.right >= edge - 1.7 * size
        and line.left < heading.left + size / 2
        and _is_alike(heading, line)
    )


def is_large(line: TextLine, body: float) -> bool:
    """Tell whether a line is set in larger type than the body."""
    return line.size is not None and line.size >= _LARGER * body


def _is_title(line: TextLine, body: float) -> bool:
    plain = fold(line.text)
    numbered = labels.CHAPTER.match(plain) or _NUMBERED.match(plain)
    return is_large(line, body) and len(plain) <= _LONGEST and not numbered and _SENTENCE.search(plain) is None


def _goes_on(last: TextLine, line: TextLine) -> bool:
    return last.page == line.page and _is_alike(last, line) and _END.search(fold(last.text)) is None


def _is_alike(last: TextLine, line: TextLine) -> bool:
    alike = last.size and line.size and abs(last.size - line.size) <= _SAME * last.size
    near = last.page == line.page and 0 < line.base - last.base <= _PITCH * last.height
    return bool(alike and (near or last.page + 1 == line.page))
