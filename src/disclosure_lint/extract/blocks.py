"""Tables of one row of figures in blocks under two rows of headers (表四), in all their printed shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.cells import is_value
from disclosure_lint.extract.labels import bare, likeness
from disclosure_lint.extract.rows import column_key, distinct
from disclosure_lint.report import Printed, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.extract.official import Piece, Tables
    from disclosure_lint.outline import Cell, Table
    from disclosure_lint.profiles import Profile, TableForm

#: A blank row of fewer cells below the headers is no row of blank figures.
_FEWEST = 5


def read(tables: Tables, kind: str, pieces: Sequence[Piece], forms: Sequence[Profile]) -> None:
    """Read the blocks: side by side on one row, one table each, or one row each."""
    reader = _Reader(forms[0].tables[kind])
    for table, above in pieces:
        reader.read_table(table, above)
    cells = reader.cells or reader.in_order(reader.waiting)
    printed = reader.printed
    for name, cell in cells.items():
        tables.put(f"/tables/{kind}/{name}", cell)
        pointer = f"/tables/{kind}/{name.partition('/')[0]}"
        printed.rows.setdefault(pointer, name.partition("/")[0])
        tables.places.setdefault(pointer, cell.place)
    if not cells and reader.waiting:
        printed.odd_width = len(reader.waiting)
    if cells or reader.waiting:
        printed.columns = [column_key(text, reader.names) or None for text in printed.headers]
        tables.found[f"/tables/{kind}"] = printed


class _Reader:
    """Goes through the rows of the pieces; `cells` are what was placed, by "block/column"."""

    def __init__(self, form: TableForm) -> None:
        self.form = form
        self.names = {key: tuple(texts) for key, texts in form.rows[0].columns.items()}
        self.order = [f"{row.key}/{key}" for row in form.rows for key in self.names]
        self.printed = Printed("")
        self.cells: dict[str, Cell] = {}
        self.waiting: list[Cell] = []
        self.named = ""

    def read_table(self, table: Table, above: str) -> None:
        """Read one piece under its caption."""
        heads: dict[int, list[Cell]] = {}
        self.named = _block(above, self.form) or self.named
        for row in table.grid():
            cells = distinct(row)
            values = _without_fill(_values(cells, table, len(self.order), headed=bool(heads)), len(self.order))
            if values:
                self._place(row, values, heads if table.ruled and table.aligned else {})
            else:
                self._head(row, cells, heads)

    def in_order(self, cells: list[Cell]) -> dict[str, Cell]:
        """Return figures under the columns in the order of the form, if there are as many."""
        return dict(zip(self.order, cells, strict=True)) if len(cells) == len(self.order) else {}

    def _head(self, row: list[Cell | None], cells: list[Cell], heads: dict[int, list[Cell]]) -> None:
        for index, cell in enumerate(row):
            if cell is not None and (not heads.get(index) or heads[index][-1] is not cell):
                heads.setdefault(index, []).append(cell)
        self.printed.headers += [cell.text for cell in cells if bare(cell.text)]
        if len(cells) <= 2:
            self.named = next((found for cell in cells if (found := _block(cell.text, self.form))), self.named)

    def _place(self, row: list[Cell | None], values: list[Cell], heads: dict[int, list[Cell]]) -> None:
        """Place the figures of a row: by the headers above, in the form's order, or as one block."""
        block = next((found for cell in distinct(row) if (found := _block(cell.text, self.form))), "") or self.named
        by_head = self._by_head(row, heads, block)
        if len(by_head) == len(self.order):
            self.cells |= by_head
        elif len(values) == len(self.order):
            self.cells |= self.in_order(values)
        elif len(values) == len(self.names) and block:
            self.cells |= {f"{block}/{key}": cell for key, cell in zip(self.names, values, strict=True)}
        elif by_head:
            self.cells |= by_head
        else:
            self.waiting += values

    def _by_head(self, row: list[Cell | None], heads: dict[int, list[Cell]], named: str) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        labels = [cell for cell in distinct(row) if bare(cell.text) and not is_value(cell.text)]
        own = column_key(labels[-1].text, self.names) if labels else ""  # outcomes down, blocks across
        for index, cell in enumerate(row):
            above = heads.get(index, [])
            if cell is None or not above:
                continue
            headed = next((key for head in reversed(above) if (key := _block(head.text, self.form))), "")
            key = next((key for head in reversed(above) if (key := column_key(head.text, self.names))), "")
            if not key and headed and cell not in labels:
                key = own
            block = headed or named
            if block and key:
                found.setdefault(join(block, key), cell)
        return found


def _values(cells: list[Cell], table: Table, width: int, *, headed: bool) -> list[Cell]:
    """Return the values of a row: its figures, and its blanks where a ruled table shows them."""
    figures = [cell for cell in cells if is_value(cell.text)]
    if not table.ruled:
        return cells if len(cells) == width < 2 * len(figures) else figures  # one may be misprinted
    blank = headed and len(cells) >= _FEWEST and not any(bare(cell.text) for cell in cells)
    if not figures and not blank:
        return []
    return [cell for cell in cells if is_value(cell.text) or not bare(cell.text)]


def _without_fill(values: list[Cell], width: int) -> list[Cell]:
    """Drop blank cells beyond a full row: those at its end, then those before it."""
    first, end = 0, len(values)
    while end - first > width and not bare(values[end - 1].text):
        end -= 1
    while end - first > width and not bare(values[first].text):
        first += 1
    return values[first:end]


def _block(text: str, form: TableForm) -> str:
    """Return the block that a header or caption names: the most specific one."""
    label = bare(text)
    for row in reversed(form.rows):
        if not row.group and any(each.group and bare(each.group) in label for each in form.rows):
            return ""  # the chapter's own heading, which names both
        if bare(row.label) in label or likeness(label, row.names) >= 0.85:
            return row.key
    return ""
