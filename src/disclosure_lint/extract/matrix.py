"""Tables of many rows under the same columns (表三): one row an outcome, one column a kind of applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.align import Entry, align
from disclosure_lint.extract.labels import NEAR, bare, likeness, squeeze
from disclosure_lint.extract.official import RESULTS, put_strangers
from disclosure_lint.extract.rows import (
    column_key,
    distinct,
    headed_entries,
    header_columns,
    loose_header,
    stream_entries,
)
from disclosure_lint.records import replace
from disclosure_lint.report import Printed, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.extract.official import Piece, Tables
    from disclosure_lint.outline import Cell, Table
    from disclosure_lint.profiles import Profile, Row

#: A column that some reports add before 总计.
_SUBTOTAL = "小计"
#: What may stand between the parts of a label in one cell.
_JOINTS = "：:-—–－、，"


def read(tables: Tables, kind: str, pieces: Sequence[Piece], forms: Sequence[Profile]) -> None:
    """Read the rows of every piece, under its header where it has one, in the form that fits them best."""
    names = {key: tuple(texts) for key, texts in forms[0].tables[kind].rows[0].columns.items()}
    parts = [table for table, _ in pieces]
    subtotal = any(bare(cell.text) == _SUBTOTAL for table in parts for cell in table.cells)
    headed = [_entries(table, names, subtotal=subtotal) for table in parts]
    printed = Printed(forms[0].id)
    printed.caption = " ".join(squeeze(cell.text) for table in parts for cell in distinct(table.rows()[0]))
    every = [entry for _, entries in headed for entry in entries]
    _part_labels(every, forms, kind)
    fits = [(form.id, *align(_without_heads(every, form, kind), form.tables[kind].rows, len(names))) for form in forms]
    printed.form, pairs, _ = max(fits, key=lambda fit: fit[2])
    matched = {id(entry) for entry, row in pairs if row is not None}
    for header, entries in headed:
        if any(id(entry) in matched for entry in entries):
            _print_header(printed, header, names)
    _print_header(printed, loose_header(parts, names), names)
    for entry, row in pairs:
        if row is not None:
            _put_row(tables, f"/tables/{kind}/{row.key}", entry, list(names))
            printed.rows[f"/tables/{kind}/{row.key}"] = entry.label
    if printed.rows:
        put_strangers(tables, kind, [entry for entry, row in pairs if row is None], forms)
        printed.odd_width = _odd_width(pairs, len(names))
        tables.found[f"/tables/{kind}"] = printed


def _entries(table: Table, names: dict[str, tuple[str, ...]], *, subtotal: bool) -> tuple[list[Cell], list[Entry]]:
    """Return the header cells and the rows of a piece; without a header its figures count from the right.

    `subtotal` says that the header has a 小计 before 总计, which the form has not.
    """
    if table.ruled and table.aligned:
        columns, header, skip = header_columns(table, names)
        if columns:
            return header, list(headed_entries(table, columns, skip))
    entries = list(stream_entries(table.rows(), len(names) + subtotal, blanks=table.ruled))
    entries = [entry for entry in entries if not _is_header(entry, names)]
    if subtotal:
        for entry in entries:
            if len(entry.values) == len(names) + 1:
                del entry.values[-2]
    return [], entries


def _is_header(entry: Entry, names: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether a row of column headers was filled up with blanks and is no row of figures."""
    filled = any(cell.text.strip() for cell in entry.values)
    return not filled and len(entry.labels) > 1 and any(column_key(each.text, names) for each in entry.labels)


def _part_labels(entries: list[Entry], forms: Sequence[Profile], kind: str) -> None:
    """Part a label that stands in one cell with the group that it begins: （三）不予公开1.属于国家秘密."""
    groups: dict[str, list[str]] = {}
    for row in (row for form in forms for row in form.tables[kind].rows if row.group):
        groups.setdefault(squeeze(row.group), []).extend(row.names)
    for entry in entries:
        if not entry.labels:
            continue
        last = entry.labels[-1]
        text = squeeze(last.text)
        heads = [squeeze(RESULTS)] if text.startswith(squeeze(RESULTS)) else []
        text = text.removeprefix(squeeze(RESULTS)).lstrip(_JOINTS)
        for group, names in groups.items():
            rest = text.removeprefix(group).lstrip(_JOINTS)
            if text.startswith(group) and likeness(rest, tuple(names)) >= NEAR:
                heads.append(group)
                text = rest
                break
        if heads and text:
            entry.labels[-1:] = [*(replace(last, text=head) for head in heads), replace(last, text=text)]


def _without_heads(entries: list[Entry], profile: Profile, kind: str) -> list[Entry]:
    """Drop rows that only head a group: they carry its name and no figure."""
    groups = {bare(row.group) for row in profile.tables[kind].rows if row.group}
    return [
        entry for entry in entries if bare(entry.label) not in groups or any(bare(cell.text) for cell in entry.values)
    ]


def _odd_width(pairs: list[tuple[Entry, Row | None]], width: int) -> int | None:
    """Return the number of figures on every row where it is the same wrong one."""
    counts = [len(entry.values) for entry, row in pairs if row is not None and entry.headed is None]
    if len(counts) >= 5 and counts[0] != width and len(set(counts)) == 1:
        return counts[0]
    return None


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
