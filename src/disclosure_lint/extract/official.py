"""What was read of the official tables of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.cells import is_plain, read_cell
from disclosure_lint.extract.labels import bare, likeness, squeeze
from disclosure_lint.records import Record, field
from disclosure_lint.report import Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.extract.align import Entry
    from disclosure_lint.outline import Cell, Place, Table
    from disclosure_lint.profiles import Profile

#: A part of a document that belongs to an official table, and the text just above it.
Piece = tuple["Table", str]
#: What heads all the rows of results of 表三.
RESULTS = "三、本年度办理结果"
#: Words of corners and captions of the forms, which are no rows.
_CORNERS = (RESULTS, "信息内容", "申请人情况", "法人或其他组织")


class Tables(Record):
    """What was read of a report's tables: data below /tables, places, and what was printed."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def put(self, pointer: str, cell: Cell, unit: str | None = None) -> None:
        """Read a cell into the data at a pointer; one that the file does not tell is no part of the data."""
        if cell.unread:
            self.places[pointer] = cell.place
            self.found[pointer] = Unread(cell.unread)
            return
        value = read_cell(cell.text, unit)
        parent: dict[str, Any] = self.data
        *path, last = pointer.split("/")[2:]
        for key in path:
            parent = parent.setdefault(key, {})
        parent[last] = value
        self.places[pointer] = cell.place
        if not is_plain(cell.text, value):
            self.found[pointer] = cell.text.strip()


def put_strangers(tables: Tables, kind: str, entries: list[Entry], forms: Sequence[Profile]) -> None:
    """Put rows that no form has under `extra_rows`, unless they only head a group."""
    heads = {row.group for form in forms for row in form.tables[kind].rows if row.group}
    names = {bare(name) for form in forms for row in form.tables[kind].rows for name in row.names}
    heads |= set(_CORNERS)
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
