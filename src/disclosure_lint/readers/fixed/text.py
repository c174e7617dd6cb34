"""Characters to lines of text."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from disclosure_lint.outline import Run
from disclosure_lint.readers.fixed.page import hull
from disclosure_lint.readers.lines import Gap, Line
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.readers.fixed.page import Box, Glyph

#: By how much of its height a character may stand above or below its line.
_OFF_BASE = 0.35
#: How near (parts of its height) the same character may be drawn again for bold type.
_TWICE = 0.22
#: The gaps, in parts of the height, that are spaces: in Latin words, between the scripts, in Chinese.
_LATIN, _MIXED, _CHINESE = 0.22, 0.5, 0.75
_HALF = 0.45
_FIRST_WIDE = "\u2e80"
_MOST_SPACES = 40
_LEFT, _BASE_AND_LEFT = attrgetter("left"), attrgetter("base", "left")


class PrintedLine(Line, eq=False, repr=False):
    """A line that is as wide as it was printed: `measure`, in half-width columns."""

    measure: int = 0

    @property
    def width(self) -> int:
        """The printed width."""
        return self.measure


class TextLine(Record):
    """A line of text on a page; `boxes` has one box for each character of `text`.

    `size` is that of its Chinese type, None where it has none.
    """

    text: str
    boxes: list[Box]
    page: int
    base: float
    height: float
    size: float | None = None

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.boxes[0][0]

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.boxes[-1][2]

    @property
    def box(self) -> Box | None:
        """The box around the line."""
        return hull(self.boxes)

    def line(self, number: int, before: Gap, left: float, column: float) -> Line:
        """Return the line for the readers of lines; its run names it by `number` until places are made.

        `left` is the margin of the page, `column` the width of half a character.
        """
        indent = min(_MOST_SPACES, max(0, round((self.left - left) / column)))
        runs = (Run(0, number, 1, self.page),)
        return PrintedLine(
            self.text, runs, before=before, indent=indent, measure=round((self.right - self.left) / column)
        )


def text_lines(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return the lines that characters make, from top to bottom; blank lines are none."""
    made = [_spelled(row, page) for row in rows_of(once(glyphs))]
    return [line for line in made if line is not None]


def once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop the copies of characters that were drawn twice, slightly shifted, to look bold."""
    seen: defaultdict[str, list[Glyph]] = defaultdict(list)
    kept = []
    for glyph in glyphs:
        same = seen[glyph.text]
        if not same or glyph.text == " " or not _is_copy(glyph, same[-8:]):
            kept.append(glyph)
            same.append(glyph)
    return kept


def _is_copy(glyph: Glyph, others: Sequence[Glyph]) -> bool:
    near, left, base = _TWICE * glyph.height, glyph.left, glyph.base
    return any(abs(each.left - left) <= near and abs(each.base - base) <= near for each in others)


def rows_of(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters that stand on one line, from left to right."""
    row: list[Glyph] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=_BASE_AND_LEFT):
        own = glyph.bottom - glyph.top
        if row and glyph.base - base > _OFF_BASE * (max(height, own)):
            yield sorted(row, key=_LEFT)
            row = []
        if not row or (own >= height and glyph.text != " "):
            base, height = glyph.base, own
        row.append(glyph)
    if row:
        yield sorted(row, key=_LEFT)


def _spelled(row: Sequence[Glyph], page: int) -> TextLine | None:
    """Return the text of a row, with spaces where characters stand apart."""
    parts: list[str] = []
    boxes: list[Box] = []
    last: Glyph | None = None
    spaced = False
    for glyph in row:
        if glyph.text == " ":
            spaced = last is not None
            continue
        if last is not None and (count := _spaces(last, glyph, spaced=spaced)):
            parts.append(" " * count)
            boxes += [(last.right, last.top, glyph.left, last.bottom)] * count
        parts.append(glyph.text)
        boxes += [(glyph.left, glyph.top, glyph.right, glyph.bottom)] * len(glyph.text)
        last, spaced = glyph, False
    if last is None:
        return None
    wide = sorted(glyph.right - glyph.left for glyph in row if glyph.text >= _FIRST_WIDE)
    height = max(glyph.height for glyph in row)
    return TextLine("".join(parts), boxes, page, last.base, height, wide[len(wide) // 2] if wide else None)


def _spaces(last: Glyph, glyph: Glyph, *, spaced: bool) -> int:
    """Return how many spaces stand between two characters: two or more where the gap is wide."""
    height = max(1.0, min(last.height, glyph.height))
    gap = (glyph.left - last.right) / height
    latin = last.text.isascii() + glyph.text.isascii()
    least = (_CHINESE, _MIXED, _LATIN)[latin]
    if gap < least:
        return int(spaced)
    return min(_MOST_SPACES, max(1, int(gap / _HALF))) if gap >= 2 * _CHINESE else 1
