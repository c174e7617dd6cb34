"""Pages in two columns, and pages on which two reports stand side by side."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.fixed.text import rows_of, text_lines
from disclosure_lint.readers.lines import fold
from disclosure_lint.readers.pieces import is_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.readers.fixed.grids import Grid
    from disclosure_lint.readers.fixed.page import Glyph, Page
    from disclosure_lint.readers.fixed.text import TextLine

#: A gutter lies in this part of the page's width, is at least so many points wide, and parts so many lines.
_FROM, _TO = 0.3, 0.7
_GUTTER = 9.0
_ROWS = 8
_SHARE = 0.75
_WORDS = 6
#: Tables side by side that share so many labels are two copies of one form.
_LABELS = 5
_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
#: So often a column must name its year, on so many pages the years must differ.
_YEARS = 3
_PAGES = 2


def columned(glyphs: Sequence[Glyph], page: Page) -> tuple[list[TextLine], list[TextLine], list[TextLine]]:
    """Return the lines of a page in reading order, and those of its left and right columns, none where it has one."""
    rows = list(rows_of(glyphs))
    gutter = _gutter(rows, page)
    if gutter is None:
        return text_lines(glyphs, page.number), [], []
    ordered: list[TextLine] = []
    lefts: list[TextLine] = []
    rights: list[TextLine] = []
    band: tuple[list[Glyph], list[Glyph]] = ([], [])
    for row in [*rows, None]:
        if row is not None and _parted(row, gutter):
            for glyph in row:
                band[glyph.middle > gutter].append(glyph)
            continue
        left, right = text_lines(band[0], page.number), text_lines(band[1], page.number)
        lefts, rights, ordered = lefts + left, rights + right, [*ordered, *left, *right]
        band = ([], [])
        ordered += text_lines(row or [], page.number)
    return ordered, lefts, rights


def _gutter(rows: Sequence[list[Glyph]], page: Page) -> float | None:
    """Return the x of the white band that parts most lines, None where there is none."""
    gaps = [gap for row in rows if (gap := _only_gap(row)) is not None]
    gaps = [(left, right) for left, right in gaps if left < page.width * _TO and right > page.width * _FROM]
    if len(gaps) < _ROWS:
        return None
    at = max((left for left, _ in gaps), key=lambda x: sum(left <= x < right for left, right in gaps)) + 1
    beside = [row for row in rows if row[0].left < at < row[-1].right]
    parted = sum(_parted(row, at) for row in beside)
    return at if parted >= _ROWS and parted >= _SHARE * len(beside) else None


def _only_gap(row: list[Glyph]) -> tuple[float, float] | None:
    """Return the gap of a line that has one, with some words on either side; rows of tables have more."""
    glyphs = [glyph for glyph in row if glyph.text != " "]
    gaps = [index for index, (last, glyph) in enumerate(pairwise(glyphs), 1) if glyph.left - last.right >= _GUTTER]
    if len(gaps) != 1 or not _WORDS <= gaps[0] <= len(glyphs) - _WORDS:
        return None
    return glyphs[gaps[0] - 1].right, glyphs[gaps[0]].left


def _parted(row: list[Glyph], gutter: float) -> bool:
    """Tell whether no character of a row stands on the gutter."""
    return not any(glyph.left < gutter < glyph.right for glyph in row if glyph.text != " ") and (
        min((gutter - glyph.right for glyph in row if glyph.middle <= gutter), default=0.0)
        + min((glyph.left - gutter for glyph in row if glyph.middle > gutter), default=_GUTTER)
        >= _GUTTER - 1
    )


def refuse_two_reports(columns: Sequence[tuple[list[TextLine], list[TextLine]]], pages: Sequence[list[Grid]]) -> None:
    """Raise ReadError X006 where two reports stand side by side, as comparisons print them.

    `columns` are the left and right columns of each page. Read in any order the
    two would be a mixture that nobody wrote.
    """
    if _years_differ(columns) or any(_alike(one, other) for tables in pages for one, other in _beside(tables)):
        raise ReadError("X006", "two-reports")


def _years_differ(columns: Sequence[tuple[list[TextLine], list[TextLine]]]) -> bool:
    """Tell whether the left columns speak of one year and the right columns of another, on several pages."""
    both = [pair for pair in columns if all(pair)]
    left = _year([line for lines, _ in both for line in lines])
    right = _year([line for _, lines in both for line in lines])
    same = any(_year(one) == _year(other) != "" for one, other in both)
    return len(both) >= _PAGES and "" not in (left, right) and left != right and not same


def _year(lines: Sequence[TextLine]) -> str:
    """Return the year that most of a column speaks of, "" where none stands out."""
    counts = Counter(year for line in lines for year in _YEAR.findall(fold(line.text)))
    year, count = counts.most_common(1)[0] if counts else ("", 0)
    return year if count >= _YEARS and 2 * count > counts.total() else ""


def _beside(tables: list[Grid]) -> Iterator[tuple[Grid, Grid]]:
    for index, one in enumerate(tables):
        for other in tables[index + 1 :]:
            apart = one.right <= other.left or other.right <= one.left
            if apart and min(one.bottom, other.bottom) > max(one.top, other.top):
                yield one, other


def _alike(one: Grid, other: Grid) -> bool:
    labels = [
        Counter(cell.text for cell in grid.cells if len(cell.text) > 1 and not is_value(fold(cell.text)))
        for grid in (one, other)
    ]
    return (labels[0] & labels[1]).total() >= _LABELS
