"""Tables of a page: what is data becomes a `Table`, what is layout is left to be read as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Cell, Place, Table
from disclosure_lint.readers.html_grid import Budget, arrange, colspan, rowspan
from disclosure_lint.readers.html_text import Line
from disclosure_lint.readers.html_tree import BLOCKS, Element
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.readers.html_text import Source

_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}
#: A cell of this many characters with a full stop is prose.
_PROSE = 120
#: So many filled cells before the last make a table of figures whose end tag is missing.
_FILLED = 6


class Row(Record):
    """A row: its cells and, for each, the text."""

    cells: list[Element]
    group: Element | None
    lines: list[Line] = field(default_factory=list)


class Parts(Record):
    """What stands in a table: rows, a caption, and what should not stand there, before and after the rows."""

    rows: list[Row] = field(default_factory=list)
    caption: Element | None = None
    before: list[Element | tuple[int, int]] = field(default_factory=list)
    after: list[Element | tuple[int, int]] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Return the texts of all cells."""
        return [line for row in self.rows for line in row.lines]


def parts(table: Element, source: Source) -> Parts:
    """Take a table apart, its texts read only where it holds no other table."""
    found = Parts()
    _gather(table.children, None, found)
    found.rows.sort(key=lambda row: _ORDER.get(row.group.name, 1) if row.group else 1)
    if not table.nests:
        _read(found.rows, source)
    return found


def _gather(children: Iterable[Element | tuple[int, int]], group: Element | None, found: Parts) -> None:
    for child in children:
        name = child.name if isinstance(child, Element) else ""
        if not isinstance(child, Element) or name not in ("tr", "caption", "colgroup", *_ORDER):
            found.after.append(child)
        elif name in _ORDER and not child.hidden:
            _gather(child.children, child, found)
        elif name == "caption":
            found.caption = child
        elif name == "tr" and not child.hidden:
            found.before.extend(found.after)
            found.after.clear()
            cells = [each for each in child.elements() if each.name in ("td", "th")]
            found.after.extend(
                each for each in child.children if not isinstance(each, Element) or each.name not in ("td", "th")
            )
            found.rows.append(Row([each for each in cells if not each.hidden], group))


def _read(rows: list[Row], source: Source) -> None:
    for row in rows:
        row.lines = [cell_line(cell, source) for cell in row.cells]


def cell_line(cell: Element, source: Source) -> Line:
    """Return the text of a cell; its lines and paragraphs are joined."""
    line = Line(source)
    _collect(cell, line, linked=False)
    return line


def _collect(element: Element, line: Line, *, linked: bool) -> None:
    for child in element.children:
        if not isinstance(child, Element):
            line.add(*child, linked=linked)
        elif not child.hidden:
            breaks = child.name == "br" or child.name in BLOCKS
            if breaks:
                line.space(child.start, broken=True)
            _collect(child, line, linked=linked or (child.name == "a" and "href" in child.attributes))
            if breaks:
                line.space(child.start, broken=True)


def is_layout(table: Element, found: Parts) -> bool:
    """Tell whether a table only arranges a page: tables in it, one column, or more prose than anything else."""
    if table.nests or table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    if max((len(row.cells) for row in found.rows), default=0) <= 1:
        return True
    lengths = [(line.seen, "。" in "".join(line.parts)) for line in found.lines()]
    prose = sum(length for length, ended in lengths if ended and length >= _PROSE)
    return prose * 2 > sum(length for length, _ in lengths)


def overflow(table: Element, found: Parts, source: Source) -> Element | None:
    """Cut off what a last cell swallowed because `</td></tr></table>` is missing; None where nothing was.

    The sign is a last row of several cells after many filled ones, of which only
    the very last holds further tables or prose.
    """
    cells = [cell for row in found.rows for cell in row.cells]
    if len(cells) <= _FILLED or len(found.rows[-1].cells) <= 1 or any(_holds_table(cell) for cell in cells[:-1]):
        return None
    lines = [cell_line(cell, source) for cell in cells[:-1]]
    seen = sum(line.seen for line in lines)
    filled = sum(line.seen > 0 for line in lines)
    if filled < _FILLED or sum(line.linked for line in lines) * 2 > seen or max(line.seen for line in lines) > _PROSE:
        return None
    last = cells[-1]
    if not table.nests and cell_line(last, source).seen <= _PROSE:
        return None
    cut = next((index + 1 for index, child in enumerate(last.children) if _has_text(child, source)), 0)
    rest = Element("div", last.start, {}, table.parent, last.children[cut:])
    last.children = last.children[:cut]
    table.nests = False
    _read(found.rows, source)
    return rest


def _holds_table(element: Element) -> bool:
    return any(each.name == "table" or _holds_table(each) for each in element.elements())


def _has_text(child: Element | tuple[int, int], source: Source) -> bool:
    holder = Element("div", children=[child])
    return cell_line(holder, source).seen > 0


def as_table(table: Element, found: Parts, source: Source, number: int, budget: Budget) -> Table:
    """Return a table of data; `number` counts the tables of the page from 1."""
    line, column = source.at(table.start)
    place = Place(line=line, column=column, table=number)
    spans = [[[_spans(cell) for cell in row.cells] for row in group] for group in _groups(found.rows)]
    squares = iter(arrange(spans, budget))
    cells: list[Cell] = []
    for row in found.rows:
        in_head = row.group is not None and row.group.name == "thead"
        for index, (element, text) in enumerate(zip(row.cells, row.lines, strict=True)):
            square = next(squares)
            words, runs, where = text.finish()
            if where.line is None:
                line, column = source.at(element.start)
                where = Place(line=line, column=column)
            where = Place(
                where.line, where.column, where.end_line, where.end_column,
                table=number, row=square.row + 1, cell=index + 1,
            )  # fmt: skip
            cells.append(
                Cell(
                    words, square.row, square.column, square.rowspan, square.colspan,
                    where, runs, header=in_head or element.name == "th",
                )
            )  # fmt: skip
    caption = cell_line(found.caption, source).finish()[0] if found.caption is not None else ""
    return Table(cells, place, caption)


def _groups(rows: list[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for index, row in enumerate(rows):
        if index and rows[index - 1].group is row.group:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _spans(cell: Element) -> tuple[int, int]:
    return rowspan(cell.attributes.get("rowspan")), colspan(cell.attributes.get("colspan"))
