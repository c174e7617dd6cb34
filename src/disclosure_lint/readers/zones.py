"""Zones of lines that once were a table, found among the lines of a document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.readers import labels, pieces
from disclosure_lint.readers.lines import Line
from disclosure_lint.readers.rowkinds import MEMBERS, STARTS, Kind, is_subheading, kind_of, values_in
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What a document reader puts into `flow`: lines, and the blocks it knows already.
Item = Line | Paragraph | Table

#: How many lines of a wrapped label may stand between two rows.
_LONGEST_WRAP = 7
_ENOUGH = 3
_LONELY = 5
_ENDS = frozenset("。！？；!?;：:.…”）)")


class Zone(Record):
    """The lines of one flattened table."""

    lines: list[Line]


class _Scan(Record):
    items: Sequence[Item]
    kinds: list[Kind | None]

    def kind(self, index: int) -> Kind | None:
        return self.kinds[index] if 0 <= index < len(self.kinds) else Kind.PROSE

    def is_table(self, index: int) -> bool:
        return 0 <= index < len(self.items) and self.kinds[index] is None

    def lines(self, start: int, end: int) -> list[Line]:
        return [item for item in self.items[start:end] if isinstance(item, Line)]


def segments(items: Sequence[Item]) -> Iterator[Item | Zone]:
    """Part a document into lines of prose, zones and the tables already known."""
    scan = _Scan(items, list(map(_kind, items)))
    index = 0
    while index < len(items):
        if scan.kinds[index] not in MEMBERS:
            yield items[index]
            index += 1
            continue
        end = _run_end(scan, index)
        start = _without_tail_of_prose(scan, index, end)
        yield from scan.lines(index, start)
        if start < end and _is_sure(scan, start, end):
            end = _extended(scan, end)
            yield from _parts(scan.lines(start, end))
        else:
            yield from scan.lines(start, end)
        index = end


def _kind(item: Item) -> Kind | None:
    if isinstance(item, Line):
        return kind_of(item)
    return None if isinstance(item, Table) else Kind.HEADING


def _run_end(scan: _Scan, start: int) -> int:
    end = start
    while scan.kind(end) in MEMBERS:
        end += 1
    return end


def _without_tail_of_prose(scan: _Scan, start: int, end: int) -> int:
    """Skip a first line that only ends the sentence of the line before it."""
    if start and start < end and scan.kind(start) is Kind.PART and scan.kind(start - 1) is Kind.PROSE:
        line, last = scan.items[start], scan.items[start - 1]
        if isinstance(line, Line) and isinstance(last, Line) and line.before in ("", "page"):
            return start if last.text[-1] in _ENDS else start + 1
    return start


def _is_sure(scan: _Scan, start: int, end: int) -> bool:
    """Tell whether a run of lines that may belong to a table does."""
    lines, kinds = scan.lines(start, end), scan.kinds[start:end]
    values = sum(map(values_in, lines))
    beside_table = scan.is_table(start - 1) or scan.is_table(end)
    if len(lines) == 1:
        return _is_sure_alone(lines[0], values, beside_table=beside_table)
    if Kind.FENCED in kinds:
        return values > 0 or any(_are_columns(pair) for pair in pairwise(lines))
    if not STARTS.isdisjoint(kinds) and values:
        return True
    if not values:
        articles = all(labels.is_article(line.plain) for line in lines)
        enough = _ENOUGH if Kind.ANCHOR in kinds else _LONELY + 1
        return not articles and (beside_table or len(lines) >= enough)
    return values >= _ENOUGH or beside_table


def _are_columns(pair: tuple[Line, Line]) -> bool:
    counts = {len(pieces.fenced(line.plain)) if pieces.is_fenced(line.plain) else 0 for line in pair}
    return len(counts) == 1 and counts.pop() > 1


def _is_sure_alone(line: Line, values: int, *, beside_table: bool) -> bool:
    kind = kind_of(line)
    if kind is Kind.FENCED:
        return values > 1
    if kind is Kind.ROW:
        (start, end), _ = pieces.series(line.plain)
        label = line.plain[start:end]
        official = label != "" and (labels.is_official(label) or labels.ROW_HEAD.match(label) is not None)
        return beside_table or official or values >= _LONELY
    return beside_table and kind in (Kind.PAIR, Kind.PART)


def _extended(scan: _Scan, end: int) -> int:
    """Go on over pieces of labels, as long as rows or a known table follow."""
    ahead = end
    while True:
        while scan.kind(ahead) is Kind.SCRAP and ahead - end < _LONGEST_WRAP:
            ahead += 1
        if scan.kind(ahead) in MEMBERS:
            end = ahead = _run_end(scan, ahead)
            continue
        return ahead if _is_tail(scan, end, ahead) else end


def _is_tail(scan: _Scan, end: int, ahead: int) -> bool:
    """Tell whether a few short words behind the last row are the rest of its label."""
    words = scan.lines(end, ahead)
    if not words or words[0].before or any(is_subheading(line.plain) for line in words):
        return False
    return scan.is_table(ahead)


def _parts(lines: list[Line]) -> Iterator[Zone]:
    """Part a zone where another of the official tables begins."""
    part: list[Line] = []
    family, filled = "", False
    for line in lines:
        other = labels.family(line.plain)
        if other and other != family:
            if filled:
                yield Zone(part)
                part, filled = [], False
            family = other
        part.append(line)
        filled = filled or values_in(line) > 0
    yield Zone(part)
