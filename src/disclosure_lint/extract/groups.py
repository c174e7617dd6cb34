"""Tables whose rows have columns of their own, under header rows between them (表二)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.align import Entry
from disclosure_lint.extract.cells import is_value, plain
from disclosure_lint.extract.kinds import vocabulary
from disclosure_lint.extract.labels import NEAR, bare, likeness, squeeze
from disclosure_lint.extract.official import put_strangers
from disclosure_lint.extract.rows import column_key, distinct
from disclosure_lint.outline import Cell
from disclosure_lint.report import Printed, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from disclosure_lint.extract.official import Piece, Tables
    from disclosure_lint.outline import Table
    from disclosure_lint.profiles import Profile, Row

#: What heads the column of labels.
_CORNER = "信息内容"
#: Labels, values, and whether the table is ruled.
Line = tuple[list["Cell"], list["Cell"], bool]


def read(tables: Tables, kind: str, pieces: Sequence[Piece], forms: Sequence[Profile]) -> None:
    """Read the table row by row under the header row above each."""
    names = frozenset(bare(name) for form in forms for row in form.tables[kind].rows for name in row.names)
    lines = list(_lines([table for table, _ in pieces], names, {**vocabulary(forms), _CORNER: kind}))
    form = _form(lines, forms, kind)
    rows = form.tables[kind].rows
    every = [row for each in forms for row in each.tables[kind].rows]
    groups = {bare(row.group) for row in every}
    printed = Printed(form.id)
    header: list[Cell] = []
    strangers: list[Entry] = []
    headed = False
    for labels, values, ruled in lines:
        if (not values and len(labels) > 1) or (labels and _key(labels[-1], every)):
            header = labels[1:] if len(labels) > 1 else labels
            printed.headers += [cell.text for cell in header]
            printed.columns += [_key(cell, rows) for cell in header]
            headed = ruled
        elif not labels:
            continue
        elif (row := _row(labels, rows, form.tables[kind].extensions)) is not None:
            pointer = f"/tables/{kind}/{row.key}"
            printed.rows.setdefault(pointer, labels[-1].text)
            tables.places[pointer] = labels[-1].place
            if headed and _of_other_rows(header, row, rows):
                printed.misheaded[pointer] = [cell.text for cell in header if bare(cell.text)]
            headed = False
            _put(tables, pointer, row, header, values, ruled=ruled)
            if ruled and (count := _overfull(header, values, row)):
                printed.overfull[pointer] = count
        elif values and bare(labels[-1].text) not in groups:
            strangers.append(Entry(labels, values))
        else:
            printed.caption += squeeze(labels[0].text)
    if printed.rows:
        _put_blanks(tables, kind, rows)
        put_strangers(tables, kind, strangers, forms)
        tables.found[f"/tables/{kind}"] = printed


def _lines(pieces: list[Table], names: frozenset[str], words: Mapping[str, str]) -> Iterator[Line]:
    """Yield labels and values of each row; of cells on lines of their own, a label and the values below it.

    There a misprinted label is no value of the one above it, as any other text may be.
    """
    official = tuple(words)
    for table in pieces:
        waiting: list[Cell] = []
        values: list[Cell] = []
        for row in table.grid():
            cells = distinct(row)
            if table.ruled or len(cells) != 1:
                yield from _flush(waiting, values)
                waiting, values = [], []
                yield *_parted(cells, names, ruled=table.ruled), table.ruled
            elif is_value(cells[0].text) or (
                waiting and bare(waiting[-1].text) in names and likeness(cells[0].text, official) < NEAR
            ):
                values.append(cells[0])
            else:
                if values or any(bare(cell.text) in names for cell in (cells[0], *waiting[-1:])):
                    yield from _flush(waiting, values)
                    waiting, values = [], []
                waiting.append(cells[0])
        yield from _flush(waiting, values)


def _flush(labels: list[Cell], values: list[Cell]) -> Iterator[Line]:
    """Yield the row that lines of one cell made: header words before the label head it."""
    if not values:
        if labels:
            yield labels, [], False
        return
    if len(labels) > 1:
        yield labels[:-1], [], False
    yield labels[-1:], values, False


def _parted(cells: list[Cell], names: frozenset[str], *, ruled: bool) -> tuple[list[Cell], list[Cell]]:
    """Part a row into labels and values: values begin at the first figure, or behind an official label."""
    named = next((index for index, cell in enumerate(cells) if bare(cell.text) in names), None)
    split = next((index for index, cell in enumerate(cells) if is_value(cell.text)), len(cells))
    if named is not None:
        split = named + 1
    elif ruled and split == len(cells) > 1 and not any(bare(cell.text) for cell in cells[1:]):
        split = 1
    return [cell for cell in cells[:split] if bare(cell.text)], cells[split:]


def _key(cell: Cell, rows: Sequence[Row]) -> str | None:
    best, found = 0.79, None
    for row in rows:
        for key, texts in row.columns.items():
            alike = likeness(cell.text, tuple(texts))
            if alike > best:
                best, found = alike, key
    return found


def _of_other_rows(header: list[Cell], row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether the header right above a row names the columns of other rows, and none of its own."""
    named = [cell for cell in header if bare(cell.text)]
    own = {key: tuple(texts) for key, texts in row.columns.items()}
    return bool(named) and all(not column_key(cell.text, own) and _key(cell, rows) for cell in named)


def _form(lines: list[Line], forms: Sequence[Profile], kind: str) -> Profile:
    """Return the form that the headers and row labels fit best; on a tie the report's own."""

    def fit(form: Profile) -> float:
        rows = form.tables[kind].rows
        headers = {text for row in rows for texts in row.columns.values() for text in texts}
        total = 0.0
        for labels, values, _ in lines:
            names = [cell.text for cell in labels]
            if values:
                total += max((likeness(names[-1], (row.label,)) for row in rows), default=0.0) if names else 0.0
            else:
                total += 2 * sum(max(likeness(name, (text,)) for text in headers) for name in names)
        return total

    return max(forms, key=fit)


def _row(labels: list[Cell], rows: Sequence[Row], extensions: tuple[str, ...]) -> Row | None:
    """Return the official row that a label names, unless it is one that local forms add."""
    label = labels[-1].text
    if likeness(label, extensions) == 1.0:
        return None
    best = max(rows, key=lambda row: likeness(label, row.names))
    return best if likeness(label, best.names) >= 0.8 else None


def _put(tables: Tables, pointer: str, row: Row, header: list[Cell], values: list[Cell], *, ruled: bool) -> None:
    names = {key: tuple(texts) for key, texts in row.columns.items()}
    if not ruled and len(values) < len(names):
        # Text that lost blank cells: nobody can tell which figures these are.
        if any(bare(cell.text) for cell in values):
            tables.found.setdefault(pointer, [cell.text for cell in values])
        return
    keys = [column_key(cell.text, names) for cell in header]
    if len(header) == len(values) and len(set(filter(None, keys))) == len(list(filter(None, keys))) and any(keys):
        pairs = [(key, cell) for key, cell in zip(keys, values, strict=True) if key]
    elif len(values) == len(names) or (
        ruled and len(values) > len(names) and not any(bare(v.text) for v in values[len(names) :])
    ):
        pairs = list(zip(names, values, strict=False))
    else:
        by_column = {cell.column: key for cell, key in zip(header, keys, strict=True) if key}
        pairs = [(by_column[cell.column], cell) for cell in values if cell.column in by_column]
    for key, cell in pairs:
        tables.put(join(pointer, key), cell, "万元" if any("万元" in text for text in names[key]) else None)


def _overfull(header: list[Cell], values: list[Cell], row: Row) -> int:
    """Return how many figures a row has where they are more than its columns, and not one figure over and over."""
    figures = [figure for cell in values if is_value(cell.text) and any(map(str.isdigit, figure := plain(cell.text)))]
    beyond = len(figures) > max(len(row.columns), len(header)) and len(set(figures)) > 1
    return len(figures) if beyond else 0


def _put_blanks(tables: Tables, kind: str, rows: Sequence[Row]) -> None:
    """Put the rows of a text that are there without a figure, where others have some: their cells are blank."""
    held = tables.data.get(kind)
    for row in rows if held else ():
        pointer = f"/tables/{kind}/{row.key}"
        if row.key in (held or {}) or pointer in tables.found or pointer not in tables.places:
            continue
        label = tables.places[pointer]
        end = label._replace(line=label.end_line or label.line, column=label.end_column)
        for key in row.columns:
            tables.put(join(pointer, key), Cell("", 0, 0, place=end))
