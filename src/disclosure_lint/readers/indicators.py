"""Tables of indicators with their units and numbers, each cell on a line of its own (政府信息公开情况统计表)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Table
from disclosure_lint.patterns import pattern
from disclosure_lint.readers import pieces
from disclosure_lint.readers.lines import Line
from disclosure_lint.readers.rows import make_cell, merged_cells
from disclosure_lint.records import replace

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Cell
    from disclosure_lint.readers.zones import Item

_UNIT = pattern(r"[条件次篇个人份元期场名家项起宗册页]|人次|万元")
_DASHES = pattern(r"[—\-–―─/]{1,4}")
_LONGEST = 60
_ENOUGH = 5
#: A label may be wrapped into so many lines.
_WRAPPED = 3
Row = list[list[Line]]


def tabled(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items of a document with runs of label, unit and number made a table."""
    at = 0
    while at < len(items):
        rows, end = _run(items, at)
        if sum(len(row) > 2 for row in rows) >= _ENOUGH:
            yield _table(rows)
            at = end
        else:
            yield items[at]
            at += 1


def _run(items: Sequence[Item], start: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    at = start
    while (found := _row(items, at)) is not None:
        row, at = found
        rows.append(row)
    return rows, at


def _row(items: Sequence[Item], at: int) -> tuple[Row, int] | None:
    """Return the row that begins at an item: a label, its unit and its number; dashes alone head others."""
    unit = next((index for index in range(at + 1, at + 1 + _WRAPPED) if _is(items, index, _UNIT)), None)
    dashes = next((index for index in range(at + 1, at + 1 + _WRAPPED) if _is(items, index, _DASHES)), None)
    head = min((index for index in (unit, dashes) if index is not None), default=None)
    if head is None:
        return None
    label = [each for each in items[at:head] if isinstance(each, Line) and _is_label(each.plain)]
    if len(label) < head - at:
        return None
    valued = head + 1 < len(items) and _is_value(items[head + 1])
    if not valued and head == unit:
        return None
    ends = items[head : head + 1 + valued]
    end = head + 1 + (valued or (head == dashes and _is(items, head + 1, _DASHES)))
    return [label, *([each] for each in ends if isinstance(each, Line))], end


def _is(items: Sequence[Item], index: int, what: re.Pattern[str]) -> bool:
    item = items[index] if index < len(items) else None
    return isinstance(item, Line) and what.fullmatch(item.plain.strip()) is not None


def _is_value(item: Item) -> bool:
    return isinstance(item, Line) and pieces.is_value(item.plain.strip()) and not _DASHES.fullmatch(item.plain.strip())


def _is_label(plain: str) -> bool:
    return 1 < len(plain) <= _LONGEST and "|" not in plain and "。" not in plain and not pieces.is_value(plain)


def _table(rows: list[Row]) -> Table:
    return Table([cell for index, row in enumerate(rows) for cell in _cells(row, index)])


def _cells(row: Row, index: int) -> Iterator[Cell]:
    for column, lines in enumerate(row):
        cell = merged_cells([make_cell(line, (0, len(line.plain)), column) for line in lines])
        yield replace(cell, row=index, column=column)
