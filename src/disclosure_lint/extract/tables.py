"""The official tables of a report: from printed rows to data, with what was printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from disclosure_lint.extract import disputes, kinds, proactive, statistics
from disclosure_lint.extract.align import Entry, align
from disclosure_lint.extract.cells import is_plain, is_value, read_cell
from disclosure_lint.extract.labels import bare, likeness, squeeze
from disclosure_lint.extract.rows import (
    column_key,
    distinct,
    headed_entries,
    header_columns,
    loose_header,
    stream_entries,
)
from disclosure_lint.report import Printed, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Block, Cell, Place, Table
    from disclosure_lint.profiles import Profile, Row

#: So many figures in a table that cannot be read are figures of the report.
_FIGURES = 5


@dataclass(slots=True)
class Tables:
    """What was read of a report's tables: data below /tables, places, and what was printed."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def put(self, pointer: str, cell: Cell, unit: str | None = None) -> None:
        """Read a cell into the data at a pointer."""
        value = read_cell(cell.text, unit)
        parent: dict[str, Any] = self.data
        *path, last = pointer.split("/")[2:]
        for key in path:
            parent = parent.setdefault(key, {})
        parent[last] = value
        self.places[pointer] = cell.place
        if not is_plain(cell.text, value):
            self.found[pointer] = cell.text.strip()


def read_tables(blocks: Sequence[Block], profile: Profile, forms: Sequence[Profile]) -> Tables:
    """Read every official table; `forms` are the profiles whose forms a table may have."""
    tables = Tables()
    by_kind: dict[str, list[tuple[Table, str]]] = {}
    for kind, table, above in kinds.parts(blocks, kinds.vocabulary(forms)):
        by_kind.setdefault(kind, []).append((table, above))
    for kind in profile.tables or {}:
        pieces = by_kind.get(kind)
        if not pieces:
            continue
        ordered = [profile, *(form for form in forms if form.id != profile.id and kind in form.tables)]
        pointer = f"/tables/{kind}"
        tables.places[pointer] = pieces[0][0].place
        if kind == "requests":
            _read_requests(tables, [table for table, _ in pieces], ordered)
        elif kind == "disputes":
            disputes.read(tables, pieces, ordered[0].tables[kind])
        elif kind == "statistics":
            statistics.read(tables, kind, [table for table, _ in pieces], profile)
        else:
            proactive.read(tables, [table for table, _ in pieces], ordered)
        printed = tables.found.get(pointer)
        if printed is not None:
            printed.loose = any(not table.ruled for table, _ in pieces)
        elif kind not in tables.data and _has_figures([table for table, _ in pieces]):
            tables.found[pointer] = Printed("", loose=True)
        elif kind not in tables.data:
            tables.places.pop(pointer)
    return tables


def _has_figures(pieces: list[Table]) -> bool:
    """Tell whether tables of which nothing could be read hold figures all the same."""
    return sum(is_value(cell.text) for table in pieces for cell in table.cells) >= _FIGURES


def _read_requests(tables: Tables, pieces: list[Table], forms: Sequence[Profile]) -> None:
    form = forms[0].tables["requests"]
    names = {key: tuple(texts) for key, texts in form.rows[0].columns.items()}
    printed = Printed(forms[0].id)
    headed: list[tuple[list[Cell], list[Entry]]] = []
    for table in pieces:
        columns, header, skip = header_columns(table, names) if table.ruled and table.aligned else ({}, [], 0)
        entries = list(headed_entries(table, columns, skip)) if columns else _fragment(table, len(names))
        headed.append((header, entries))
    printed.caption = " ".join(squeeze(cell.text) for table in pieces for cell in distinct(table.rows()[0]))
    every = [entry for _, entries in headed for entry in entries]
    fits = [(each.id, *align(_without_heads(every, each), each.tables["requests"].rows, len(names))) for each in forms]
    printed.form, pairs, _ = max(fits, key=lambda fit: fit[2])
    matched = {id(entry) for entry, row in pairs if row is not None}
    for header, entries in headed:
        if any(id(entry) in matched for entry in entries):
            _print_header(printed, header, names)
    if not printed.headers:
        _print_header(printed, loose_header(pieces, names), names)
    for entry, row in pairs:
        if row is not None:
            _put_row(tables, f"/tables/requests/{row.key}", entry, list(names))
            printed.rows[f"/tables/requests/{row.key}"] = entry.label
    put_strangers(tables, "requests", [entry for entry, row in pairs if row is None], forms)
    if not printed.rows:
        tables.data.pop("requests", None)
        return
    printed.odd_width = _odd_width(pairs, len(names))
    tables.found["/tables/requests"] = printed


def _without_heads(entries: list[Entry], profile: Profile) -> list[Entry]:
    """Drop rows that only head a group: they carry its name and no figure."""
    groups = {bare(row.group) for row in profile.tables["requests"].rows if row.group}
    return [
        entry
        for entry in entries
        if bare(entry.label) not in groups or any(bare(cell.text) for cell in entry.values)
    ]


def _odd_width(pairs: list[tuple[Entry, Row | None]], width: int) -> int | None:
    """Return the number of figures on every row where it is the same wrong one."""
    counts = [len(entry.values) for entry, row in pairs if row is not None and entry.headed is None]
    if len(counts) >= 5 and counts[0] != width and len(set(counts)) == 1:
        return counts[0]
    return None


def _fragment(table: Table, width: int) -> list[Entry]:
    return list(stream_entries(table.rows(), width, blanks=table.ruled))


def _print_header(printed: Printed, header: list[Cell], names: dict[str, tuple[str, ...]]) -> None:
    if not printed.headers:
        printed.headers = [cell.text for cell in header]
        printed.columns = [column_key(cell.text, names) or None for cell in header]


def _put_row(tables: Tables, pointer: str, entry: Entry, keys: list[str]) -> None:
    """Put a row's values under its columns; a row with fewer values cannot tell which they are."""
    cells = entry.headed
    if cells is None:
        cells = dict(zip(keys, entry.values, strict=False)) if len(entry.values) == len(keys) else {}
    if entry.labels:
        tables.places[pointer] = entry.labels[-1].place
    elif entry.values:
        tables.places[pointer] = entry.values[0].place
    for key, cell in cells.items():
        tables.put(join(pointer, key), cell)
    if not cells:
        tables.found[pointer] = [cell.text for cell in entry.values]


def put_strangers(tables: Tables, kind: str, entries: list[Entry], forms: Sequence[Profile]) -> None:
    """Put rows that no form has under `extra_rows`, unless they only head a group."""
    heads = {row.group for form in forms for row in form.tables[kind].rows if row.group}
    names = {bare(name) for form in forms for row in form.tables[kind].rows for name in row.names}
    heads |= {"三、本年度办理结果", "信息内容", "申请人情况", "法人或其他组织"}
    rows: list[dict[str, Any]] = []
    for entry in entries:
        label = squeeze(entry.label)
        values = [read_cell(cell.text) for cell in entry.values]
        if not label or not any(isinstance(value, int) for value in values):
            continue
        if likeness(label, tuple(heads)) >= 0.9 and not any(values):
            continue
        if entry.headed is None and bare(label) not in names and any(bare(label) in name for name in names):
            continue  # a piece of an official label
        pointer = f"/tables/{kind}/extra_rows/{len(rows)}"
        tables.places[pointer] = entry.labels[-1].place
        tables.places[f"{pointer}/label"] = entry.labels[-1].place
        rows.append({"label": entry.label.strip(), "values": values})
    if rows:
        tables.data.setdefault(kind, {})["extra_rows"] = rows
