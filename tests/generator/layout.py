"""Report tables as grids of spanning cells, in the arrangements that authors use."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tests.generator import labels as words
from tests.generator.figures import at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.generator.model import Manuscript


@dataclass(frozen=True, slots=True)
class Square:
    """A cell and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


Grid = list[list[Square]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How tables are laid out; all of it legitimate.

    `labels` is how many columns table 3 gives to its row labels: 3, 2 (三 has a
    row of its own) or 1 (so have （三）–（六）).
    """

    labels: int = 3
    corner: bool = True
    broken: bool = False
    split: bool = False
    spaced: bool = False
    half_brackets: bool = False
    stop: str = "."

    def show(self, text: str) -> str:
        """Return a label as this arrangement prints it."""
        if self.spaced and text in ("总计", "其他", "规章"):
            text = f"{text[0]} {text[1]}"
        if self.half_brackets and text.startswith("（"):
            text = "(" + text[1:].replace("）", ")", 1)
        if text[:1].isdigit() and text[1:2] == ".":
            text = text[0] + self.stop + text[2:]
        return text if self.broken else text.replace("\n", "")


def arrangement(rng: Random, *, labels: int | None = None, broken: bool | None = None) -> Arrangement:
    """Return an arrangement by chance, some of it settled."""
    return Arrangement(
        labels=labels or rng.choice((3, 3, 2, 1)),
        corner=rng.random() < 0.7,
        broken=rng.random() < 0.4 if broken is None else broken,
        split=rng.random() < 0.3,
        spaced=rng.random() < 0.4,
        half_brackets=rng.random() < 0.3,
        stop=rng.choice((".", ".", "、", "．")),
    )


def tables(script: Manuscript, key: str, how: Arrangement) -> list[Grid]:
    """Return the grids that print one table of the report, none where it has none."""
    table = script.data["tables"].get(key)
    if table is None:
        return []
    makers = {"proactive_disclosure": proactive, "requests": requests, "disputes": disputes}
    return makers[key](script, table, how)


def shown(value: Any) -> str:
    """Return what a cell prints for a value."""
    return "" if value is None else str(value)


def _values(row: dict[str, Any], keys: list[str], width: int = 0) -> list[Square]:
    squares = [Square(shown(row[key])) for key in keys if key in row]
    if width and len(squares) == 1:
        return [Square(squares[0].text, columns=width)]
    if width and len(squares) == 2:
        return [squares[0], Square(squares[1].text, columns=width - 1)]
    return squares


def proactive(script: Manuscript, table: dict[str, Any], how: Arrangement) -> list[Grid]:
    """Return table 2: one grid, or one for each item of Art. 20."""
    width = max(len(row) for key, row in table.items() if key != "extra_rows")
    rows = [key for key in words.PROACTIVE_ROWS if key in table]
    grids = []
    for caption, keys in groupby(rows, key=words.CAPTIONS.__getitem__):
        names = list(keys)
        grid = [[Square(how.show(caption), columns=width + 1)]]
        columns = list(table[names[0]])
        heads = [Square(how.show(_column(script, names[0], column, columns)), header=True) for column in columns]
        spread = _values(dict(zip(columns, [head.text for head in heads], strict=True)), columns, width)
        grid.append([Square("信息内容", header=True), *spread])
        grid += [[Square(how.show(_row(script, name))), *_values(table[name], columns, width)] for name in names]
        grids.append(grid)
    return grids if how.split else [[line for grid in grids for line in grid]]


def _row(script: Manuscript, key: str) -> str:
    official = words.PROACTIVE_ROWS[key]
    if key == "normative_documents" and "issued" in script.data["tables"]["proactive_disclosure"][key]:
        official = f"行政{official}"
    return script.labels.get(f"/tables/proactive_disclosure/{key}", official)


def _column(script: Manuscript, row: str, column: str, columns: list[str]) -> str:
    pointer = f"/tables/proactive_disclosure/{row}/{column}"
    if column == "amount":
        official = "本年收费金额\n（单位：万元）" if columns == ["amount"] else "采购\n总金额"
    elif column == "decisions" and len(columns) > 1:
        official = "处理决\n定数量"
    else:
        official = words.PROACTIVE_COLUMNS[column]
    return script.labels.get(pointer, official)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of table 3: the labels above it, its own, its values."""

    part: str
    group: str
    label: str
    row: dict[str, Any]


def entries(script: Manuscript, table: dict[str, Any]) -> Iterator[Entry]:
    """Yield the rows of table 3 that the report has, in printed order."""
    for path, official in words.REQUEST_ROWS.items():
        try:
            row = at(table, path)
        except KeyError:
            continue
        part = words.RESULTS if path.startswith("results/") else ""
        group = path.split("/")[1] if path.count("/") > 1 and not path.endswith("undivided") else ""
        label = script.labels.get(f"/tables/requests/{path}", official)
        if path == "results/total":
            for extra in table.get("extra_rows", []):
                yield Entry(part, "", extra["label"], extra["values"])
        yield Entry(part, words.REQUEST_GROUPS.get(group, ""), label, row)


def requests(script: Manuscript, table: dict[str, Any], how: Arrangement) -> list[Grid]:
    """Return table 3, its header three rows deep."""
    columns = [key for key in words.PARTIES if key in table["new_received"]]
    grid = _parties(columns, how)
    rows = list(entries(script, table))
    for part, members in groupby(rows, key=lambda entry: entry.part):
        grid += _part(part, list(members), columns, how)
    return [grid]


def _parties(columns: list[str], how: Arrangement) -> Grid:
    inner = [key for key in columns if key not in ("natural_person", "total")]
    ends = {
        key: [Square(how.show(words.PARTIES[key]), rows=2, header=True)] if key in columns else []
        for key in ("natural_person", "total")
    }
    corner = Square(words.CORNER if how.corner else "", rows=3, columns=how.labels, header=True)
    return [
        [corner, Square("申请人情况", columns=len(columns), header=True)],
        [*ends["natural_person"], Square("法人或其他组织", columns=len(inner), header=True), *ends["total"]],
        [Square(how.show(words.PARTIES[key]), header=True) for key in inner],
    ]


def _part(part: str, members: list[Entry], columns: list[str], how: Arrangement) -> Grid:
    own_row = bool(part) and how.labels < 3
    grid: Grid = [[Square(part, columns=how.labels + len(columns))]] if own_row else []
    free = how.labels - (1 if part and not own_row else 0)
    for group, inner in groupby(members, key=lambda entry: entry.group):
        lines = list(inner)
        if group and free == 1:
            grid.append([Square(how.show(group), columns=1 + len(columns))])
        for number, entry in enumerate(lines):
            above = [Square(how.show(group), rows=len(lines))] if group and free > 1 and number == 0 else []
            label = Square(how.show(entry.label), columns=free - 1 if group and free > 1 else free)
            grid.append([*above, label, *_values(entry.row, columns)])
    if part and not own_row:
        height = len(grid)
        grid[0].insert(0, Square(part, rows=height))
    return grid


def disputes(script: Manuscript, table: dict[str, Any], how: Arrangement) -> list[Grid]:
    """Return table 4: one row of values under three rows of headers."""
    columns = {
        key: [name for name in words.OUTCOMES if name in table[key]] for key in words.DISPUTE_BLOCKS if key in table
    }
    suits = [key for key in columns if key != "administrative_review"]
    top: list[Square] = []
    middle: list[Square] = []
    if "administrative_review" in columns:
        names = columns["administrative_review"]
        top.append(Square("行政复议", columns=len(names), header=True))
        middle += [Square(how.show(words.OUTCOMES[name]), rows=2, header=True) for name in names]
    if suits:
        top.append(Square("行政诉讼", columns=sum(len(columns[key]) for key in suits), header=True))
        middle += [Square(_block(script, key), columns=len(columns[key]), header=True) for key in suits]
    bottom = [Square(how.show(words.OUTCOMES[name]), header=True) for key in suits for name in columns[key]]
    values = [square for key, names in columns.items() for square in _values(table[key], names)]
    return [[top, middle, bottom, values]]


def _block(script: Manuscript, key: str) -> str:
    return script.labels.get(f"/tables/disputes/{key}", words.DISPUTE_BLOCKS[key])


def matrix(grid: Grid, *, repeat: bool = False) -> list[list[str]]:
    """Return a grid as a rectangle of texts; covered squares are empty or repeat their cell."""
    filled: dict[tuple[int, int], str] = {}
    for number, line in enumerate(grid):
        column = 0
        for square in line:
            while (number, column) in filled:
                column += 1
            for row in range(number, number + square.rows):
                for each in range(column, column + square.columns):
                    first = (row, each) == (number, column)
                    filled[row, each] = square.text if first or repeat else ""
    width = max(column for _, column in filled) + 1
    height = max(row for row, _ in filled) + 1
    return [[filled.get((row, column), "") for column in range(width)] for row in range(height)]
