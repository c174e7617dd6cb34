"""What a comment covers: an entry of a draft, a paragraph, a row or a table of a document, a stretch, the file.

In a draft the entry is the one that begins or ends on the comment's line, or,
where the comment stands alone, the one that begins next, with all that stands
under it. In a document it is the paragraph or the row that stands before the
comment on its line, or, where it stands alone, the next paragraph, row or (where
it stands before one) table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disclosure_lint.outline import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def in_draft(comment: Comment, places: dict[str, Place]) -> Reach:
    """Return what a comment in a draft covers."""
    line = comment.start[0]
    if comment.alone:
        line = min((each.line for each in places.values() if each.line and each.line > line), default=0)
    chosen: list[str] = []
    for pointer in sorted(places, key=len):
        place = places[pointer]
        ends = not comment.alone and place.end_line == line
        if (place.line == line or ends) and not any(pointer.startswith(f"{each}/") for each in chosen):
            chosen.append(pointer)
    return Reach(tuple(chosen), (((line, 1), (line + 1, 1)),) if line else ())


class _Unit(NamedTuple):
    """A paragraph, or a cell with its table and row; [start, end] is where it stands."""

    start: Position
    end: Position
    table: Table | None = None
    row: int = 0


def in_document(comment: Comment, outline: Outline) -> Reach:
    """Return what a comment in a document with lines covers."""
    units = sorted(_units(outline), key=lambda each: each.start)
    at = comment.start
    if not comment.alone:
        before = [each for each in units if each.start < at and each.end[0] >= at[0]]
        if before:
            return _row(before[-1], units)
    following = next((each for each in units if each.start > at), None)
    if following is None:
        return Reach()
    table = following.table
    if table is None or any(each.table is table and each.start < at for each in units):
        return _row(following, units)
    return Reach(spans=(_whole(table, [each for each in units if each.table is table]),))


def _whole(table: Table, cells: list[_Unit]) -> tuple[Position, Position]:
    first = min(each.start for each in cells)
    if table.place.line:
        first = min(first, (table.place.line, table.place.column or 1))
    return first, _after(max(each.end for each in cells))


def _row(unit: _Unit, units: list[_Unit]) -> Reach:
    if unit.table is None:
        return _spans([unit])
    return _spans(each for each in units if each.table is unit.table and each.row == unit.row)


def _spans(units: Iterable[_Unit]) -> Reach:
    return Reach(spans=tuple((each.start, _after(each.end)) for each in units))


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
