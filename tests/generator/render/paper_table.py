"""Ruled tables on paper: merged cells, breaks between rows, headers that repeat, several ways to draw lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.generator.render.paper import BOTTOM, HEIGHT, LEFT, RIGHT

if TYPE_CHECKING:
    from tests.generator.layout import Grid
    from tests.generator.render.paper import Paper

SIZE = 9.0
PITCH = 11.5
PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: the squares it covers, and its lines of text."""

    top: int
    left: int
    bottom: int
    right: int
    lines: tuple[str, ...]


def draw(paper: Paper, grid: Grid) -> None:
    """Draw a table from where the paper is; it breaks between rows."""
    spots = _spots(grid)
    width = max(right for _, _, _, right, _ in spots)
    edges = _edges(spots, width)
    boxes = [
        Box(top, left, bottom, right, _lines(paper, text, edges[right] - edges[left]))
        for top, left, bottom, right, text in spots
    ]
    heights = _heights(boxes)
    headers = next((top for top, left, *_, text in spots if left == 0 and text.startswith("一、")), 0)
    repeat = headers if paper.rng.random() < 0.4 else 0
    ruling = paper.rng.choice((_lines_drawn, _bars_drawn, _frames_drawn))
    printed: dict[Box, int] = {}
    start = 0
    paper.space(4)
    while start < len(heights):
        end, room = start, BOTTOM - paper.y - (sum(heights[:repeat]) if start else 0)
        while end < len(heights) and sum(heights[start : end + 1]) <= room:
            end += 1
        if end == start or (start == 0 and end < headers + 1):
            paper.turn()
            continue
        rows = [*(range(repeat) if start else ()), *range(start, end)]
        _part(paper, boxes, edges, heights, rows, ruling, printed)
        start = end
        if start < len(heights):
            paper.turn()
    paper.space(8)


def _spots(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    taken: set[tuple[int, int]] = set()
    found = []
    for number, line in enumerate(grid):
        column = 0
        for square in line:
            while (number, column) in taken:
                column += 1
            bottom, right = number + square.rows, column + square.columns
            taken |= {(row, each) for row in range(number, bottom) for each in range(column, right)}
            found.append((number, column, bottom, right, square.text))
    return found


def _edges(spots: list[tuple[int, int, int, int, str]], width: int) -> list[float]:
    """Return the edges of columns: wide for labels, narrow for figures."""
    long = [1.0] * width
    for _, left, _, right, text in spots:
        if right - left == 1:
            long[left] = max(long[left], 3.2 if len(text) > 9 else 1.0)
    total = sum(long)
    edges = [LEFT]
    for each in long:
        edges.append(edges[-1] + each / total * (RIGHT - LEFT))
    return edges


def _lines(paper: Paper, text: str, width: float) -> tuple[str, ...]:
    room = width - 2 * PADDING
    return tuple(line for part in text.split("\n") for line in paper.broken(part, SIZE, room))


def _heights(boxes: list[Box]) -> list[float]:
    heights = [0.0] * max(box.bottom for box in boxes)
    for box in sorted(boxes, key=lambda each: each.bottom - each.top):
        needed = max(1, len(box.lines)) * PITCH + 2 * PADDING
        missing = needed - sum(heights[box.top : box.bottom])
        if missing > 0:
            heights[box.bottom - 1] += missing
    return heights


def _part(
    paper: Paper, boxes: list[Box], edges: list[float], heights: list[float], rows: list[int], ruling, printed
) -> None:
    """Draw some rows; a label over rows of two pages goes on where its lines do not fit on the first."""
    tops = {}
    y = paper.y
    for row in rows:
        tops[row] = y
        y += heights[row]
    frames = []
    for box in boxes:
        shown = [row for row in range(box.top, box.bottom) if row in tops]
        if not shown:
            continue
        top, bottom = tops[shown[0]], tops[shown[-1]] + heights[shown[-1]]
        frames.append((edges[box.left], top, edges[box.right], bottom))
        if len(shown) == box.bottom - box.top:
            _text(paper, box.lines, (edges[box.left], top, edges[box.right], bottom))
        else:
            fit = max(0, int((bottom - top - PADDING) / PITCH))
            done = printed.get(box, 0)
            _text(paper, box.lines[done : done + fit], (edges[box.left], top, edges[box.right], bottom))
            printed[box] = done + fit
    ruling(paper, frames)
    paper.y = y


def _text(paper: Paper, lines: tuple[str, ...], frame: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = frame
    base = max(top + PADDING, (top + bottom - len(lines) * PITCH) / 2) + SIZE
    for line in lines:
        paper.write(line, (left + right - paper.width(line, SIZE)) / 2, base, SIZE)
        base += PITCH


def _lines_drawn(paper: Paper, frames: list[tuple[float, float, float, float]]) -> None:
    paper.canvas.setLineWidth(0.5)
    for left, top, right, bottom in frames:
        for a, b, c, d in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            paper.canvas.line(a, HEIGHT - b, c, HEIGHT - d)


def _bars_drawn(paper: Paper, frames: list[tuple[float, float, float, float]]) -> None:
    """As browsers and word processors do: lines are thin filled rectangles."""
    for left, top, right, bottom in frames:
        for x, y, width, height in (
            (left, top, right - left, 0.7),
            (left, bottom, right - left, 0.7),
            (left, top, 0.7, bottom - top),
            (right, top, 0.7, bottom - top),
        ):
            paper.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)


def _frames_drawn(paper: Paper, frames: list[tuple[float, float, float, float]]) -> None:
    """A frame for each cell on a grey ground, a little apart, dashed at times."""
    paper.canvas.setLineWidth(0.75)
    paper.canvas.setFillGray(0.93)
    for left, top, right, bottom in frames:
        paper.canvas.rect(left + 0.6, HEIGHT - bottom + 0.6, right - left - 1.2, bottom - top - 1.2, stroke=1, fill=0)
    paper.canvas.setFillGray(0)
