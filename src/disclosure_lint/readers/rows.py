"""Tables from the lines of a zone, with the place of each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Cell, Table
from disclosure_lint.readers import labels, pieces
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.lines import extent, later, piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Run
    from disclosure_lint.readers.lines import Line

#: The most cells that a document may have, in all its tables.
LIMIT = 200_000

Row = list[Cell]
_FEW = 3


def zone_tables(lines: Sequence[Line], limit: int = LIMIT) -> Iterator[Table]:
    """Make the tables of a zone: one, or more where delimiter rows begin another.

    A table is ruled where tabs, pipes or drawn lines part every row into the
    same number of cells, at least two.
    """
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if pieces.is_delimiter(line.plain):
            header = blocks[-1].pop() if blocks[-1] else None
            blocks.append([header] if header is not None else [])
        else:
            blocks[-1].append(line)
    left = limit
    for block in blocks:
        table = _table(block, left)
        if table.cells:
            left -= len(table.cells)
            yield table


def _table(lines: Sequence[Line], limit: int) -> Table:
    drawn = sum(pieces.is_rule(line.plain) for line in lines) >= _FEW
    groups = list(_groups(lines, drawn=drawn))
    spans = _cut([line for group in groups for line in group])
    rows: list[Row] = []
    count = 0
    for group in groups:
        cut = [spans[id(line)] for line in group]
        count += sum(map(len, cut))
        if count > limit:
            raise ReadError("X007", "too-many-cells", {"limit": LIMIT})
        if drawn and len(group) > 1 and len({len(each) for each in cut}) == 1:
            rows.append(_stacked(group, cut))
        else:
            rows += [_row(line, each) for line, each in zip(group, cut, strict=True)]
    fenced = all(pieces.is_fenced(line.plain) for group in groups for line in group)
    widths = {len(row) for row in rows}
    table = Table([], ruled=fenced and len(widths) == 1 and widths.pop() > 1)
    for index, row in enumerate(rows):
        for cell in row:
            cell.row = index
            table.cells.append(cell)
    return table


def _groups(lines: Sequence[Line], *, drawn: bool) -> Iterator[list[Line]]:
    """Yield the lines of each row: those between two rules where the rules are drawn."""
    group: list[Line] = []
    for line in lines:
        if pieces.is_rule(line.plain):
            if group:
                yield group
            group = []
        elif not pieces.is_empty(line.plain):
            if group and not drawn:
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _cut(lines: Sequence[Line]) -> dict[int, list[pieces.Span]]:
    """Cut each line into cells; a last blank piece is a cell only if all rows agree so."""
    cut: dict[int, list[pieces.Span]] = {}
    for line in lines:
        plain = line.plain
        if pieces.is_fenced(plain):
            cut[id(line)] = pieces.fenced(plain)
        else:
            header = labels.is_header(plain)
            cut[id(line)] = pieces.loose(plain, words=header)
    bare = {len(spans) for spans in cut.values()}
    if len(bare) > 1:
        closed = {
            id(line): [*cut[id(line)], (len(line.plain), len(line.plain))]
            for line in lines
            if line.plain.endswith("|") and not line.plain.startswith("|")
        }
        both = {key: closed.get(key, spans) for key, spans in cut.items()}
        if len({len(spans) for spans in both.values()}) == 1:
            return both
    return cut


def make_cell(line: Line, span: pieces.Span, column: int) -> Cell:
    """Make the cell of a span of a line."""
    start, end = span
    runs = piece(line.runs, start, end)
    text = line.text[start:end]
    return Cell(text, 0, column, place=extent(runs, len(text)), runs=runs)


def _row(line: Line, spans: Sequence[pieces.Span]) -> Row:
    return [make_cell(line, span, column) for column, span in enumerate(spans)]


def _stacked(lines: Sequence[Line], cut: Sequence[Sequence[pieces.Span]]) -> Row:
    """Make one row of several lines, whose cells go on from line to line."""
    rows = [_row(line, spans) for line, spans in zip(lines, cut, strict=True)]
    return [_merged(cells) for cells in zip(*rows, strict=True)]


def _merged(cells: Sequence[Cell]) -> Cell:
    parts = [cell for cell in cells if cell.text] or list(cells[:1])
    text = ""
    runs: list[Run] = []
    for cell in parts:
        runs += later(cell.runs, len(text))
        text += cell.text
    return Cell(text, 0, parts[0].column, place=extent(tuple(runs), len(text)), runs=tuple(runs))
