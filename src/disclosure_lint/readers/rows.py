"""Tables from the lines of a zone, with the place of each cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from disclosure_lint.extract.cells import is_value
from disclosure_lint.outline import Cell, Place, Table
from disclosure_lint.readers import labels, pieces
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import extent, later, piece
from disclosure_lint.readers.stacked import is_stacked, stacked_rows
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Run
    from disclosure_lint.readers.lines import Line


Row = list[Cell]
_FEW = 3


def zone_tables(lines: Sequence[Line], limit: int) -> Iterator[Table]:
    """Make the tables of a zone: one, or more where delimiter rows begin another.

    A table is ruled where tabs, pipes or drawn lines part its rows into cells.
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
        table = _stack(block, left) if is_stacked(block) else _table(block, left)
        if table.cells:
            left -= len(table.cells)
            yield table


def _stack(lines: Sequence[Line], limit: int) -> Table:
    """Make the table of cells on lines of their own; its blank cells are kept, its columns do not line up."""
    table = Table([], aligned=False)
    for index, row in enumerate(stacked_rows(lines)):
        cells = [merged_cells([make_cell(*part, column) for part in cell]) for column, cell in enumerate(row)]
        table.cells += [replace(cell, row=index) for cell in cells]
        if len(table.cells) > limit:
            raise current().over("cells", "too-many-cells")
    return table


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
            raise current().over("cells", "too-many-cells")
        if drawn and len(group) > 1 and len({len(each) for each in cut}) == 1:
            rows.append(_stacked(group, cut))
        else:
            rows += [_row(line, each) for line, each in zip(group, cut, strict=True)]
    lines = [line for group in groups for line in group]
    fenced = sum(pieces.is_fenced(line.plain) for line in lines) * 5 >= len(lines) * 4
    closed = [line.plain.endswith("|") or "|" not in line.plain for line in lines]
    table = Table([])
    if fenced:
        table.ruled, table.aligned = squared(rows, closed if len(closed) == len(rows) else [True] * len(rows))
    else:
        table.ruled = False
    for index, row in enumerate(rows):
        for cell in row:
            cell.row = index
            table.cells.append(cell)
    return table


def squared(rows: list[Row], closed: list[bool]) -> tuple[bool, bool]:
    """Fill up the rows of a table whose cells are parted by marks; tell whether it is ruled, and lines up.

    Editors cut the blanks at the end of a line, which is `closed` where that
    can be seen, and cells that a merged one covers may be left out at its
    beginning. A row that is short and yet has as many figures as the full ones
    lost cells at its beginning; a heading that is short lost some where nobody
    can tell.
    """
    width = max(map(len, rows), default=0)
    if width < 2:
        return False, True
    usual = Counter(_figures(row) for row in rows if len(row) == width).most_common(1)[0][0]
    aligned = True
    short = [(row, at_end) for row, at_end in zip(rows, closed, strict=True) if len(row) < width]
    if any(0 < _figures(row) != usual and not at_end for row, at_end in short):
        return False, True
    for row, _ in short:
        missing = width - len(row)
        figures = _figures(row)
        if figures and figures == usual:
            aligned = False
            for cell in row:
                cell.column += missing
        else:
            aligned = aligned and (bool(figures) or len(row) == 1 or not row[0].text.strip())
            end = row[-1].place._replace(column=row[-1].place.end_column) if row else Place()
            row += [Cell("", 0, column, place=end) for column in range(len(row), width)]
    return True, aligned


def _figures(row: Row) -> int:
    """Return the number of figures and blanks at the end of a row."""
    last = max((index for index, cell in enumerate(row) if cell.text.strip() and not is_value(cell.text)), default=-1)
    return len(row) - last - 1


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
    edged = all(line.plain.startswith("|") for line in lines if "|" in line.plain)
    for line in lines:
        plain = line.plain
        if pieces.is_fenced(plain):
            cut[id(line)] = pieces.fenced(plain, edged=edged)
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
    return [merged_cells(cells) for cells in zip(*rows, strict=True)]


def merged_cells(cells: Sequence[Cell]) -> Cell:
    """Make one cell of several whose text goes on."""
    parts = [cell for cell in cells if cell.text] or list(cells[:1])
    text = ""
    runs: list[Run] = []
    for cell in parts:
        runs += later(cell.runs, len(text))
        text += cell.text
    return Cell(text, 0, parts[0].column, place=extent(tuple(runs), len(text)), runs=tuple(runs))
