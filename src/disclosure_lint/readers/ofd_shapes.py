"""Drawn paths of OFD (GB/T 33190-2016, 9.3): their abbreviated data as straight pieces."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]
#: a b c d e f: x becomes a·x + c·y + e, y becomes b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: How many numbers each operator takes, the last two of which are where it ends.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_FARTHEST = 1e7


def numbers(text: str | None) -> list[float]:
    """Return the numbers in an attribute; what is none is left out, what is beyond any page cut off."""
    found = []
    for part in (text or "").split():
        try:
            value = float(part)
        except ValueError:
            continue
        if not math.isnan(value):
            found.append(max(-_FARTHEST, min(_FARTHEST, value)))
    return found


def matrix(text: str | None) -> Matrix:
    """Return the transformation in a CTM attribute."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def moved(point: Point, by: Matrix) -> Point:
    """Return a point after a transformation."""
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def straight(data: str) -> Iterator[tuple[Point, Point]]:
    """Yield the straight pieces of a path. Curves and arcs draw no table: they only move on to where they end."""
    parts = data.split()
    start = here = (0.0, 0.0)
    at = 0
    while at < len(parts):
        operator = parts[at]
        count = _OPERANDS.get(operator, -1)
        at += 1
        if operator == "C":
            if here != start:
                yield here, start
            here = start
        elif count > 0:
            values = numbers(" ".join(parts[at : at + count]))
            if len(values) < count:
                continue
            at += count
            end = (values[-2], values[-1])
            if operator == "L":
                yield here, end
            elif operator in "SM":
                start = end
            here = end
