"""What a comment covers: an entry of a draft, a paragraph, a row or a table of a document, a stretch, the file.

In a draft the entry is the one that begins or ends on the comment's line, or,
where the comment stands alone, the one that begins next, with all that stands
under it. In a document it is the paragraph or the row that stands before the
comment on its line, or, where it stands alone, the next paragraph, row or (where
it stands before one) table.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.outline import Paragraph
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.outline import Outline, Place, Runs, Table
    from disclosure_lint.suppress.comments import Comment

#: Line and column, from 1.
Position = tuple[int, int]
END: Position = (10**9, 1)


class Reach(NamedTuple):
    """The pointers (with all below them) and the stretches [start, end) of the file that a comment covers."""

    pointers: tuple[str, ...] = ()
    spans: tuple[tuple[Position, Position], ...] = ()
    everything: bool = False

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is about something within reach."""
        if self.everything:
            return True
        pointer = finding.pointer
        if any(pointer == each or pointer.startswith(f"{each}/") for each in self.pointers):
            return True
        place = finding.place
        if place is None or place.line is None:
            return False
        at = (place.line, place.column or 1)
        return any(start <= at < end for start, end in self.spans)


class Entries:
    """The entries of a draft by the lines on which they begin and end."""

    def __init__(self, places: dict[str, Place]) -> None:
        self.starts: dict[int, list[str]] = {}
        self.ends: dict[int, list[str]] = {}
        for pointer, place in places.items():
            if place.line is not None:
                self.starts.setdefault(place.line, []).append(pointer)
                self.ends.setdefault(place.end_line or place.line, []).append(pointer)
        self.lines = sorted(self.starts)

    def reach(self, comment: Comment) -> Reach:
        """Return what a comment covers."""
        line = comment.start[0]
        if comment.alone:
            index = bisect_right(self.lines, line)
            if index == len(self.lines):
                return Reach()
            line = self.lines[index]
        named = self.starts.get(line, []) + ([] if comment.alone else self.ends.get(line, []))
        return Reach(tuple(_highest(named)), (((line, 1), (line + 1, 1)),))


def _highest(pointers: list[str]) -> list[str]:
    """Return the pointers that stand under none of the others."""
    every = set(pointers)
    return [each for each in every if not any(above in every for above in _above(each))]


def _above(pointer: str) -> Iterator[str]:
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


class _Unit(NamedTuple):
    """A paragraph, or a cell with its table and row; [start, end] is where it stands."""

    start: Position
    end: Position
    table: Table | None = None
    row: int = 0


class Units:
    """The paragraphs and cells of a document with lines, in the order of the file."""

    def __init__(self, outline: Outline) -> None:
        self.units = sorted(_units(outline), key=lambda each: each.start)
        self.rows: dict[tuple[int, int], list[_Unit]] = {}
        self.tables: dict[int, list[_Unit]] = {}
        for each in self.units:
            if each.table is not None:
                self.rows.setdefault((id(each.table), each.row), []).append(each)
                self.tables.setdefault(id(each.table), []).append(each)

    def reach(self, comment: Comment) -> Reach:
        """Return what a comment covers."""
        at = comment.start
        index = bisect_right(self.units, at, key=lambda each: each.start)
        before = self.units[index - 1] if index else None
        if not comment.alone and before is not None and before.end[0] >= at[0]:
            return self._row(before)
        if index == len(self.units):
            return Reach()
        following = self.units[index]
        table = following.table
        if table is None or self.tables[id(table)][0].start < at:
            return self._row(following)
        return Reach(spans=(_whole(table, self.tables[id(table)]),))

    def _row(self, unit: _Unit) -> Reach:
        cells = [unit] if unit.table is None else self.rows[id(unit.table), unit.row]
        return Reach(spans=tuple((each.start, _after(each.end)) for each in cells))


def _whole(table: Table, cells: list[_Unit]) -> tuple[Position, Position]:
    first = cells[0].start
    if table.place.line:
        first = min(first, (table.place.line, table.place.column or 1))
    return first, _after(max(each.end for each in cells))


def _after(position: Position) -> Position:
    return position[0], position[1] + 1


def _units(outline: Outline) -> Iterator[_Unit]:
    for block in outline.blocks:
        if isinstance(block, Paragraph):
            yield from _unit(block.place, block.runs, len(block.text), None, 0)
        else:
            for cell in block.cells:
                yield from _unit(cell.place, cell.runs, len(cell.text), block, cell.row)


def _unit(place: Place, runs: Runs, length: int, table: Table | None, row: int) -> Iterator[_Unit]:
    if place.line is None:
        return
    start = (place.line, place.column or 1)
    ends = [start]
    if place.end_line:
        ends.append((place.end_line, place.end_column or 1))
    if runs:
        ends.append((runs[-1].line, runs[-1].column + length - runs[-1].offset))
    yield _Unit(start, max(ends), table, row)
