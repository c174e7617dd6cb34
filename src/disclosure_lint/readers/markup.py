"""Markdown inside a line of text: emphasis, links, code and entities reduced to text.

The scanner keeps the position of every character and works in one pass.
Emphasis is recognised more freely than CommonMark does, which leaves the marks
of `**一、总体情况。**正文` standing because a Chinese full stop precedes them.
"""

from __future__ import annotations

import html
from bisect import bisect_right

from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field

#: A rewrite: the characters [start, end) become the text.
Piece = tuple[int, int, str]

_SPECIAL = pattern(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<mark>\*+|_+|~{2,})"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<break><[bB][rR] ?/?>)|<(?P<address>[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\s]*|[^<>\s@]{1,64}@[^<>\s]{1,255})>"
    r"|(?P<tag></?[A-Za-z][^<>]*>)|(?P<comment><!--)"
    r"|&(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_TARGET = pattern(r"\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'))?\)")
_ADDRESS = pattern(r"[/.#:@]|^\($|^\(\)$")


class Inline(Record):
    """The text of inline Markdown, as rewrites of its source.

    `drops` are spans that say nothing, `changes` spans that say something else;
    `strong` are the spans in strong emphasis; `images` counts pictures.
    """

    drops: list[tuple[int, int]] = field(default_factory=list)
    changes: list[Piece] = field(default_factory=list)
    strong: list[tuple[int, int]] = field(default_factory=list)
    images: int = 0

    def pieces(self, source: str) -> list[Piece]:
        """Return what the source says, in pieces; its line breaks are kept."""
        result: list[Piece] = []
        start = 0
        for at, to, new in sorted([*((at, to, "") for at, to in self.drops), *self.changes]):
            if at >= start:
                result.append((start, at, source[start:at]))
                result.append((at, to, new))
            start = max(start, to)
        result.append((start, len(source), source[start:]))
        return [each for each in result if each[2]]


class _Mark(Record):
    start: int
    end: int
    opens: bool
    closes: bool


def scan(source: str) -> Inline:  # noqa: C901 (one branch for each kind of markup)
    """Read the inline markup of a text."""
    found = Inline()
    marks: list[_Mark] = []
    brackets: list[tuple[int, int, bool]] = []
    fences = _fences(source)
    no_comment_end = False
    position = 0
    while (match := _SPECIAL.search(source, position)) is not None:
        start, position = match.span()
        kind = match.lastgroup
        if kind == "escape":
            found.drops.append((start, start + 1))
        elif kind == "code":
            position = _code(found, fences, start, position)
        elif kind == "mark":
            marks.append(_mark(source, start, position))
        elif kind in ("image", "open"):
            brackets.append((start, position, kind == "image"))
        elif kind == "close":
            position = _close(found, brackets, source, start, position)
        elif kind == "break":
            found.changes.append((start, position, "\n"))
        elif kind == "address":
            found.drops += [(start, start + 1), (position - 1, position)]
        elif kind == "tag":
            found.drops.append((start, position))
        elif kind == "entity":
            found.changes.append((start, position, html.unescape(match[0])))
        elif not no_comment_end:
            end = source.find("-->", position)
            no_comment_end = end < 0
            if end >= 0:
                found.drops.append((start, end + 3))
                position = end + 3
    _pair(found, marks, source)
    return found


def _fences(source: str) -> dict[int, list[int]]:
    """Return where runs of backticks of each length begin."""
    fences: dict[int, list[int]] = {}
    for match in pattern("`+").finditer(source):
        fences.setdefault(len(match[0]), []).append(match.start())
    return fences


def _code(found: Inline, fences: dict[int, list[int]], start: int, end: int) -> int:
    length = end - start
    places = fences.get(length, [])
    index = bisect_right(places, start)
    if index >= len(places):
        return end
    found.drops += [(start, end), (places[index], places[index] + length)]
    return places[index] + length


def _mark(source: str, start: int, end: int) -> _Mark:
    before = source[start - 1] if start else " "
    after = source[end] if end < len(source) else " "
    opens, closes = not after.isspace(), not before.isspace()
    if source[start] == "_" and (before + after).isascii() and before.isalnum() and after.isalnum():
        opens = closes = False
    return _Mark(start, end, opens, closes)


def _close(found: Inline, brackets: list[tuple[int, int, bool]], source: str, start: int, end: int) -> int:
    """Drop the markup of a link, or a whole image."""
    if not brackets:
        return end
    opened, text, image = brackets.pop()
    target = _TARGET.match(source, end)
    if target is None or not _ADDRESS.search(target[0][:-1]):
        return end
    if image:
        found.images += 1
        found.drops.append((opened, target.end()))
    else:
        found.drops += [(opened, text), (start, target.end())]
    return target.end()


def _pair(found: Inline, marks: list[_Mark], source: str) -> None:
    """Pair the marks of emphasis by their character, and drop what is paired."""
    open_marks: dict[str, list[_Mark]] = {}
    for mark in marks:
        stack = open_marks.setdefault(source[mark.start], [])
        while mark.closes and stack and mark.start < mark.end:
            opener = stack[-1]
            count = min(opener.end - opener.start, mark.end - mark.start)
            found.drops += [(opener.end - count, opener.end), (mark.start, mark.start + count)]
            if count > 1:
                found.strong.append((opener.end, mark.start))
            opener.end -= count
            mark.start += count
            if opener.start == opener.end:
                stack.pop()
        if mark.opens and mark.start < mark.end:
            stack.append(mark)
