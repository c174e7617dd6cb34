"""Ruled lines to lattices: the lines that belong to one table, and the squares between them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.fixed.page import Stroke
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from disclosure_lint.readers.fixed.page import Box, Page

#: Lines as near as this are one line, drawn double or for two cells.
_SAME = 3.0
#: The gaps of a dashed line, and how far an end may miss the line it meets.
_DASH = 4.0
_MEETS = 4.0
#: What is shorter draws no cell; what is narrower is no column.
_SHORTEST = 6.0
_NARROWEST = 5.0
#: How much of a side a line must cover to close it.
_COVERS = 0.6
_MOST_PAIRS = 4_000_000
_MOST_SQUARES = 100_000


class Lattice(Record):
    """The lines of one table: the edges of its columns and rows, and which sides of squares are ruled.

    `ruled_below` holds (edge, column) for pieces of horizontal lines, `ruled_beside`
    (row, edge) for pieces of vertical ones.
    """

    xs: list[float]
    ys: list[float]
    ruled_below: set[tuple[int, int]]
    ruled_beside: set[tuple[int, int]]

    @property
    def box(self) -> Box:
        """The box around all."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(page: Page) -> list[Lattice]:
    """Return the lattices on a page, from top to bottom. Raises ReadError X007 above 4 million pairs of lines."""
    across, down = merged(page.across), merged(page.down)
    if len(across) * len(down) > _MOST_PAIRS:
        raise ReadError("X007", "too-many-objects", {"limit": _MOST_PAIRS})
    made = [_lattice(*part) for part in _components(across, down)]
    return sorted((each for each in made if each is not None), key=lambda each: (each.ys[0], each.xs[0]))


def merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Put together what makes one line: double lines, dashes, the borders of neighbouring cells."""
    lines: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke.at - group[0].at > _SAME:
            lines += _joined(group)
            group = []
        group.append(stroke)
    return lines + _joined(group)


def _joined(group: list[Stroke]) -> list[Stroke]:
    """Join lines on about one height where they overlap or nearly meet."""
    lines: list[Stroke] = []
    part: list[Stroke] = []
    end = 0.0
    for stroke in sorted(group, key=lambda each: each.start):
        if part and stroke.start > end + _DASH:
            lines.append(_line(part, end))
            part = []
        end = max(end, stroke.end) if part else stroke.end
        part.append(stroke)
    if part:
        lines.append(_line(part, end))
    return [line for line in lines if line.end - line.start >= _SHORTEST]


def _line(part: list[Stroke], end: float) -> Stroke:
    return Stroke(sum(each.at for each in part) / len(part), part[0].start, end)


def _components(across: Sequence[Stroke], down: Sequence[Stroke]) -> Iterable[tuple[list[Stroke], list[Stroke]]]:
    """Group lines that meet, directly or through others."""
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for row, line in enumerate(across):
        for column, post in enumerate(down, len(across)):
            if (
                line.start - _MEETS <= post.at <= line.end + _MEETS
                and post.start - _MEETS <= line.at <= post.end + _MEETS
            ):
                owner[root(row)] = root(column)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, line in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(line)
    return groups.values()


def _lattice(across: list[Stroke], down: list[Stroke]) -> Lattice | None:
    if not across or not down:
        return None
    xs = _edges([line.at for line in down], [(line.start, line.end) for line in across])
    ys = _edges([line.at for line in across], [(line.start, line.end) for line in down])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SQUARES:
        return None
    below = {(_nearest(ys, line.at), column) for line in across for column in _covered(xs, line)}
    beside = {(row, _nearest(xs, line.at)) for line in down for row in _covered(ys, line)}
    return Lattice(xs, ys, below, beside)


def _edges(at: list[float], ends: list[tuple[float, float]]) -> list[float]:
    """Return the edges between rows or columns; an open side ends where the lines across it end."""
    first, last = min(start for start, _ in ends), max(end for _, end in ends)
    inner = sorted(at)
    if first < inner[0] - _MEETS:
        inner.insert(0, first)
    if last > inner[-1] + _MEETS:
        inner.append(last)
    edges = inner[:1]
    for edge in inner[1:]:
        if edge - edges[-1] >= _NARROWEST:
            edges.append(edge)
    return edges


def _nearest(edges: list[float], at: float) -> int:
    index = bisect_left(edges, at)
    near = [each for each in (index - 1, index) if 0 <= each < len(edges)]
    return min(near, key=lambda each: abs(edges[each] - at))


def _covered(edges: list[float], line: Stroke) -> list[int]:
    """Return the spaces between edges that a line closes."""
    first = max(0, bisect_left(edges, line.start - _MEETS) - 1)
    found = []
    for index in range(first, len(edges) - 1):
        low, high = edges[index], edges[index + 1]
        if low > line.end:
            break
        if min(high, line.end) - max(low, line.start) >= _COVERS * (high - low):
            found.append(index)
    return found
