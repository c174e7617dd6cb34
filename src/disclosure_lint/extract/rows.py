"""From tables as they stand in a document to printed rows: labels and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.align import Entry
from disclosure_lint.extract.cells import is_value
from disclosure_lint.extract.labels import bare, likeness, slipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.outline import Cell, Table

#: What stands in the place of a figure is shorter than any label.
_SHORT = 3
_MOST_LABELS = 3


def distinct(row: Iterable[Cell | None]) -> list[Cell]:
    """Return the cells of a grid row from left to right, each once."""
    seen: dict[int, Cell] = {}
    for cell in row:
        if cell is not None:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def header_columns(table: Table, names: dict[str, tuple[str, ...]]) -> tuple[dict[int, str], list[Cell], int]:
    """Find the value columns of a table by its header cells.

    Returns the key of each grid column, the header cells that name a column
    (known or not), and the number of header rows. A table whose header names
    fewer than half of the columns has no usable header.
    """
    columns: dict[int, str] = {}
    heads: dict[int, Cell] = {}
    grid = table.grid()
    last = -1
    for index, row in enumerate(grid[:8]):
        named = [(cell, key) for cell in distinct(row) if (key := column_key(cell.text, names))]
        if index and not named and any(cell is not None and is_value(cell.text) for cell in row):
            break
        for cell, key in named:
            heads[cell.column] = cell  # the lowest counts: text of merged cells may stand in each
            last = max(last, cell.row + cell.rowspan - 1)
            below = dict.fromkeys(range(cell.column, cell.column + cell.colspan), key)
            if any(columns.get(column, key) != key for column in below):
                return {}, [], 0  # two header rows name a column differently: they do not line up
            columns.update(below)
    if 2 * len(set(columns.values())) < len(names):
        return {}, [], 0
    return columns, _with_strangers(grid, columns, list(heads.values()), last), last + 1


def column_key(text: str, names: dict[str, tuple[str, ...]]) -> str:
    """Return the key of the column that a header names, "" for none."""
    if not bare(text):
        return ""
    best = max(names, key=lambda key: likeness(text, names[key]))
    alike = likeness(text, names[best])
    return best if alike >= 0.8 or (alike >= 0.5 and slipped(text, names[best])) else ""


def _with_strangers(grid: list[list[Cell | None]], columns: dict[int, str], cells: list[Cell], last: int) -> list[Cell]:
    """Add the cells of the lowest header row that stand between value columns and name none."""
    first = min(columns)
    known = {id(cell) for cell in cells}
    strangers = [
        cell
        for cell in distinct(grid[last][first:])
        if id(cell) not in known and bare(cell.text) and cell.colspan == 1 and not is_value(cell.text)
    ]
    return sorted([*{id(cell): cell for cell in [*cells, *strangers]}.values()], key=lambda each: each.column)


def headed_entries(table: Table, columns: dict[int, str], skip: int) -> Iterator[Entry]:
    """Yield the rows of a table whose value columns are known."""
    first = min(columns)
    order = list(dict.fromkeys(columns[index] for index in sorted(columns)))
    for row in table.grid()[skip:]:
        cells = distinct(row)
        labels = [cell for cell in cells if cell.column < first and bare(cell.text)]
        by_column = {columns[index]: row[index] for index in columns if row[index] is not None}
        own = [cell for cell in cells if cell.column >= first]
        pulled = len(own) < len(order) and any(is_value(cell.text) for cell in labels)
        if pulled or _is_sloppy(list(by_column.values()), own[-len(order) :], first, len(order)):
            # The row has its own grid, so its cells count from the right.
            own = [cell for cell in cells if cell not in labels or is_value(cell.text)][-len(order) :]
            by_column = dict(zip(order, own, strict=False)) if len(own) == len(order) else {}
            labels = [cell for cell in labels if cell not in by_column.values()]
            known = {id(cell) for cell in labels + own}
            labels += [cell for cell in cells if id(cell) not in known and bare(cell.text) and by_column]
        values = [cell for cell in by_column.values() if cell is not None]
        labels.sort(key=lambda cell: cell.row)  # a group that begins in a row above stands before the row's own label
        if labels or any(is_value(cell.text) for cell in values):
            yield Entry(labels, values, headed={key: cell for key, cell in by_column.items() if cell is not None})


def _is_sloppy(found: list[Cell | None], last: list[Cell], first: int, width: int) -> bool:
    """Tell whether spans are wrong: columns share a cell, or labels stand in them."""
    cells = [cell for cell in found if cell is not None]
    return len({id(cell) for cell in found}) < len(found) or any(
        cell.column < first or _is_pushed(cell, last, width) for cell in cells
    )


def _is_pushed(cell: Cell, last: list[Cell], width: int) -> bool:
    """Tell whether a label stands in a value column while a whole row of figures stands at the end."""
    return (
        not is_value(cell.text)
        and bool(bare(cell.text))
        and len(last) == width
        and all(is_value(each.text) for each in last)
    )


def stream_entries(rows: Iterable[list[Cell]], width: int, *, blanks: bool) -> Iterator[Entry]:
    """Yield the rows of tables that lost their shape, from a stream of cells.

    Text is a label, a run of values is a row; a row is full at `width` values.
    `blanks` says that an empty cell after a label or value is a blank value.
    """
    entry = Entry([], [])
    above: Cell | None = None
    for row in rows:
        cells = _trimmed(row, width) if blanks else [cell for cell in row if cell.text.strip()]
        began = bool(entry.values)
        if not began and entry.labels:
            entry.around += [label.text for label in entry.labels]
            above, entry.labels = entry.labels[-1], []
        if not began and above is not None and len(cells) == 1 and is_value(cells[0].text):
            entry.labels = [above]  # every cell on a line of its own: the label is the line before
        above = None if entry.values else above
        wrong = _wrong_figures(cells, width)
        for cell in cells:
            value = (
                is_value(cell.text)
                or cell in wrong
                or (blanks and not cell.text.strip() and bool(entry.labels or entry.values))
            )
            if not value and (entry.values or began):
                yield entry
                entry, began = Entry([], [], around=[]), False
            if value:
                entry.values.append(cell)
                if len(entry.values) == width:
                    yield entry
                    entry, began = Entry([], []), False
            elif bare(cell.text):
                entry.labels.append(cell)
    if entry.values:
        yield entry


def _wrong_figures(row: list[Cell], width: int) -> list[Cell]:
    """Return the cells of a whole row of figures that are none, such as the letter O."""
    labels, figures = row[:-width], row[-width:]
    wrong = [cell for cell in figures if bare(cell.text) and not is_value(cell.text)]
    whole = 0 < len(labels) <= _MOST_LABELS and 0 < len(wrong) < width
    short = all(len(bare(cell.text)) <= _SHORT for cell in wrong)
    return wrong if whole and short and not any(is_value(cell.text) for cell in labels) else []


def _trimmed(row: list[Cell], width: int) -> list[Cell]:
    """Drop blank cells beyond a full row: those that a merged label covers, then those at the end.

    Where the row is full up to its total and only blanks follow, it is those that are too many.
    """
    last = max((index for index, cell in enumerate(row) if bare(cell.text) and not is_value(cell.text)), default=-1)
    values = row[last + 1 :]
    if len(values) > width and values[width - 1].text.strip() and not any(cell.text.strip() for cell in values[width:]):
        values = values[:width]
    while len(values) > width and not values[0].text.strip():
        values = values[1:]
    while len(values) > width and not values[-1].text.strip():
        values = values[:-1]
    return [cell for cell in row[: last + 1] if bare(cell.text)] + values


def loose_header(tables: Iterable[Table], names: dict[str, tuple[str, ...]]) -> list[Cell]:
    """Return the header cells of tables whose columns do not line up: those that name a column, in order.

    Nothing where a column is not named: its words may be torn apart, so that nothing can be said of it.
    """
    found: dict[str, Cell] = {}
    for table in tables:
        for cell in table.cells:
            key = column_key(cell.text, names)
            if key and not is_value(cell.text):
                found.setdefault(key, cell)
    return [found[key] for key in names] if len(found) == len(names) else []
