"""Tables with one number to a row (政府信息公开情况统计表, 国办发〔2014〕32号).

A row is an indicator, its unit and its number; the table may stand in two
halves side by side, and may have columns for parts of a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.align import Entry, align
from disclosure_lint.extract.cells import is_value, read_cell
from disclosure_lint.extract.labels import bare, squeeze
from disclosure_lint.extract.rows import distinct
from disclosure_lint.patterns import pattern
from disclosure_lint.report import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.extract.official import Piece, Tables
    from disclosure_lint.outline import Cell, Table
    from disclosure_lint.profiles import Profile

_UNIT = pattern(r"[条件次篇个人万元份期场名家项起宗册页]{1,2}|人次|万元|元|[—\-–―─/]{1,4}|单位")
_DASHES = "—-–―─/"
#: The header of the column that counts where a row has several.
_WHOLE = pattern(r"合计|总计|总数|统计数|数量|数值|本年")
_HEADER = pattern(r"统计指标|指标名称|^指标$|^项目$|^单位$|^计量单位$")
#: Fewer official rows than this are no table of statistics, but a few words alike.
_FEWEST = 4


def read(tables: Tables, kind: str, pieces: Sequence[Piece], forms: Sequence[Profile]) -> None:
    """Read every row into the data below /tables/<kind>; rows of local forms are extra."""
    form = forms[0].tables[kind]
    groups = frozenset(bare(row.group) for row in form.rows if row.group)
    entries = [entry for table, _ in pieces for entry in _entries(table)]
    _put_under_groups(entries, groups)
    pairs, _ = align(entries, form.rows, 1)
    matched = [(entry, row) for entry, row in pairs if row is not None and entry.values]
    if len(matched) < _FEWEST:
        return
    printed = Printed(forms[0].id)
    for entry, row in matched:
        pointer = f"/tables/{kind}/{row.key}"
        unit = "万元" if row.columns else None
        tables.put(pointer, entry.values[0], unit)
        tables.places[pointer] = entry.values[0].place
        printed.rows[pointer] = entry.label
    _put_extra(tables, kind, [entry for entry, row in pairs if row is None])
    tables.found[f"/tables/{kind}"] = printed


def _put_under_groups(entries: list[Entry], groups: frozenset[str]) -> None:
    """Give each entry the label of the group it stands under: 被依法纠错数 stands in two."""
    group: Cell | None = None
    for entry in entries:
        if bare(entry.label) in groups:
            group = entry.labels[-1]
        elif group is not None and entry.labels:
            entry.labels.insert(0, group)


def _put_extra(tables: Tables, kind: str, entries: list[Entry]) -> None:
    rows: list[dict[str, object]] = []
    for entry in entries:
        values = [read_cell(cell.text) for cell in entry.values]
        if squeeze(entry.label) and any(isinstance(value, int) for value in values):
            pointer = f"/tables/{kind}/extra_rows/{len(rows)}"
            tables.places[pointer] = tables.places[f"{pointer}/label"] = entry.labels[-1].place
            rows.append({"label": entry.label.strip(), "values": values})
    if rows:
        tables.data.setdefault(kind, {})["extra_rows"] = rows


def _entries(table: Table) -> Iterator[Entry]:
    """Yield the rows of a table, each label with the one number behind it: the left half before the right."""
    column: int | None = None
    halves: list[list[Entry]] = []
    for row in table.grid():
        cells = distinct(row)
        if any(_HEADER.search(bare(cell.text)) for cell in cells):
            column = _whole_column(cells)
            continue
        for half, entry in enumerate(_halves(cells, column, ruled=table.ruled)):
            halves[half:] = halves[half:] or [[]]
            halves[half].append(entry)
    for entries in halves:
        yield from entries


def _whole_column(cells: list[Cell]) -> int | None:
    """Return the grid column of the whole, None where there is one column of numbers, or two halves."""
    numbers = [cell for cell in cells if not _HEADER.search(bare(cell.text)) and not _UNIT.fullmatch(bare(cell.text))]
    wholes = [cell.column for cell in numbers if _WHOLE.search(bare(cell.text))]
    return wholes[0] if len(numbers) > 1 and len(wholes) == 1 else None


def _halves(cells: list[Cell], column: int | None, *, ruled: bool) -> Iterator[Entry]:
    """Yield the entries of one row. A blank cell behind a unit, or the last one, is a blank number."""
    entry = Entry([], [])
    unit = heads = False
    for index, cell in enumerate(cells):
        text = squeeze(cell.text)
        blank = ruled and not text and (unit or index == len(cells) - 1) and bool(entry.labels and not entry.values)
        if entry.labels and not unit and not blank and _UNIT.fullmatch(text.strip("（）")) and index < len(cells) - 1:
            unit = True
            heads = heads or not text.strip(_DASHES)
        elif entry.labels and (is_value(cell.text) or blank):
            if column is None or cell.column == column:
                entry.values.append(cell)
        elif bare(cell.text):
            if entry.values:
                yield _single(entry, heads=heads)
                entry, heads = Entry([], []), False
            entry.labels.append(cell)
            unit = False
    if entry.labels:
        yield _single(entry, heads=heads)


def _single(entry: Entry, *, heads: bool) -> Entry:
    """Return the entry with its number. Of several nobody can tell which it is; a row that heads others has none."""
    if heads or len(entry.values) != 1:
        entry.values = []
    return entry
