"""Which block of a document a place lies in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.positions import Place, Runs

Found = TypeVar("Found")
#: So many blocks are looked at from a place backward, which are the cells of some rows.
_FAR = 200


class Finder(Generic[Found]):
    """Finds what lies at a place: the same place, or the nearest one that begins before it."""

    def __init__(self, places: Iterable[tuple[Place | None, Found]]) -> None:
        known = [(place, found) for place, found in places if place is not None]
        self.exact: dict[Any, Found] = {}
        for place, found in known:
            self.exact.setdefault(_bare(place), found)
        lines = sorted(((_start(place), at) for at, (place, _) in enumerate(known) if place.line), key=lambda x: x[0])
        self.starts = [start for start, _ in lines]
        self.lines = [known[at] for _, at in lines]

    def find(self, place: Place) -> Found | None:
        """Return what stands at a place, None where nothing does."""
        found = self.exact.get(_bare(place))
        if found is not None or not place.line:
            return found
        last = bisect_right(self.starts, _start(place)) - 1
        for at in range(last, max(-1, last - _FAR), -1):
            before, candidate = self.lines[at]
            if _holds(before, place):
                return candidate
        return None


def offsets(runs: Runs, place: Place) -> tuple[int, int]:
    """Return which characters [start, end) of a text stand at a place; 0, 0 where it has no lines or none of them."""
    start = _offset(runs, place.line, place.column)
    end = _offset(runs, place.end_line or place.line, place.end_column)
    return (start, end) if start is not None and end is not None and start < end else (0, 0)


def _offset(runs: Runs, line: int | None, column: int | None) -> int | None:
    if line and column:
        for run in reversed(runs):
            if run.line == line and run.column <= column:
                return run.offset + column - run.column
    return None


def _bare(place: Place) -> Place:
    return place._replace(label="")


def _start(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0


def _holds(outer: Place, inner: Place) -> bool:
    """Tell whether a place that begins before another also ends after it begins."""
    line, column = _start(inner)
    end = (outer.end_line or outer.line or 0, outer.end_column or (1 << 30))
    return (line, column) < end or (line, column) == _start(outer)
