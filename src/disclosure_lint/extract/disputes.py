"""Tables of one row of figures under two rows of headers (表四), in all its printed shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.cells import is_value
from disclosure_lint.extract.labels import bare, likeness
from disclosure_lint.extract.rows import column_key, distinct
from disclosure_lint.report import Printed, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.extract.tables import Tables
    from disclosure_lint.outline import Cell, Table
    from disclosure_lint.profiles import TableForm


def read(tables: Tables, pieces: Sequence[tuple[Table, str]], form: TableForm) -> None:
    """Read the blocks: side by side on one row, one table each, or one row each."""
    keys = list(form.rows[0].columns)
    blocks = [row.key for row in form.rows]
    printed = Printed("")
    waiting: list[Cell] = []
    named = ""
    for table, above in pieces:
        grid = table.grid()
        heads: dict[int, list[Cell]] = {}
        named = _block(above, form) or named
        for row in grid:
            cells = distinct(row)
            values = _values(cells, table, heads)
            if not values:
                for index, cell in enumerate(row):
                    if cell is not None and (not heads.get(index) or heads[index][-1] is not cell):
                        heads.setdefault(index, []).append(cell)
                printed.headers += [cell.text for cell in cells if bare(cell.text)]
                named = next((found for cell in cells if len(cells) <= 2 and (found := _block(cell.text, form))), named)
                continue
            label = next((found for cell in cells if (found := _block(cell.text, form))), "")
            by_head = _by_head(row, heads, form, label or named) if table.ruled else {}
            if len(by_head) == len(keys) * len(blocks):
                _put(tables, by_head, printed)
            elif len(values) == len(keys) * len(blocks):
                names = [f"{block}/{key}" for block in blocks for key in keys]
                _put(tables, dict(zip(names, values, strict=True)), printed)
            elif len(values) == len(keys) and (label or named):
                _put(tables, {f"{label or named}/{key}": cell for key, cell in zip(keys, values, strict=True)}, printed)
            elif by_head:
                _put(tables, by_head, printed)
            else:
                waiting += values
    if len(waiting) == len(keys) * len(blocks) and "disputes" not in tables.data:
        names = [f"{block}/{key}" for block in blocks for key in keys]
        _put(tables, dict(zip(names, waiting, strict=True)), printed)
    elif waiting and "disputes" not in tables.data:
        printed.odd_width = len(waiting)
        tables.found["/tables/disputes"] = printed
    if "disputes" in tables.data:
        printed.columns = [column_key(text, {key: tuple(v) for key, v in form.rows[0].columns.items()}) or None for text in printed.headers]
        tables.found["/tables/disputes"] = printed
        for block in tables.data["disputes"]:
            first = tables.data["disputes"][block]
            tables.places.setdefault(f"/tables/disputes/{block}", tables.places[f"/tables/disputes/{block}/{next(iter(first))}"])


def _values(cells: list[Cell], table: Table, heads: dict[int, list[Cell]]) -> list[Cell]:
    """Return the values of a row: its figures, and its blanks where a ruled table shows them."""
    figures = [cell for cell in cells if is_value(cell.text)]
    if not table.ruled:
        return figures
    if not figures and not (heads and cells and not any(bare(cell.text) for cell in cells) and len(cells) >= 5):
        return []
    return [cell for cell in cells if is_value(cell.text) or not bare(cell.text)]


def _block(text: str, form: TableForm) -> str:
    """Return the block that a header or caption names: the most specific one."""
    label = bare(text)
    for row in reversed(form.rows):
        if not row.group and any(each.group and bare(each.group) in label for each in form.rows):
            return ""  # the chapter's own heading, which names both
        if bare(row.label) in label or likeness(label, row.names) >= 0.85:
            return row.key
    return ""


def _by_head(row: list[Cell | None], heads: dict[int, list[Cell]], form: TableForm, named: str) -> dict[str, Cell]:
    """Return the cells of a row by block and column, from the headers above each; `named` is the row's own block."""
    names = {key: tuple(texts) for key, texts in form.rows[0].columns.items()}
    found: dict[str, Cell] = {}
    for index, cell in enumerate(row):
        above = heads.get(index, [])
        if cell is None or not above:
            continue
        block = next((key for head in reversed(above) if (key := _block(head.text, form))), named)
        key = next((key for head in reversed(above) if (key := column_key(head.text, names))), "")
        if block and key and f"{block}/{key}" not in found:
            found[f"{block}/{key}"] = cell
    return found


def _put(tables: Tables, cells: dict[str, Cell], printed: Printed) -> None:
    for name, cell in cells.items():
        block, _, key = name.partition("/")
        tables.put(join(f"/tables/disputes/{block}", key), cell)
        printed.rows.setdefault(f"/tables/disputes/{block}", block)
