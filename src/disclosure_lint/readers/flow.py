"""From the lines of a document to the blocks of its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Paragraph, Place, Table
from disclosure_lint.readers.indicators import tabled
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import Line, extent, joined, trimmed
from disclosure_lint.readers.reflow import Wrapping, paragraphs, wrapping
from disclosure_lint.readers.rows import zone_tables
from disclosure_lint.readers.zones import Zone, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.zones import Item


def flow(items: Sequence[Item], printed: Wrapping | None = None) -> list[Block]:
    """Make paragraphs and tables of lines and of the tables that a reader already knows.

    `printed` is how lines are wrapped where the lines themselves do not show it.

    Hard-wrapped lines are joined, rows of flattened tables gathered; paragraphs,
    tables, rows and cells are numbered in reading order. Raises ReadError X007
    for more table cells than the limits allow.
    """
    parts = list(segments(list(tabled(items))))
    wrap = wrapping([part for part in parts if isinstance(part, Line)])
    if printed is not None and not wrap.width:
        wrap = printed
    blocks: list[Block] = list(_blocks(parts, wrap))
    number(blocks)
    return blocks


def _blocks(parts: Sequence[Item | Zone], wrap: Wrapping) -> Iterator[Block]:
    prose: list[Line] = []
    cells = 0
    for part in parts:
        if isinstance(part, Line):
            prose.append(trimmed(part))
            continue
        yield from map(paragraph, paragraphs(prose, wrap))
        prose = []
        if isinstance(part, Paragraph):
            yield part
            continue
        for table in [part] if isinstance(part, Table) else zone_tables(part.lines, current().cells - cells):
            cells += len(table.cells)
            if cells > current().cells:
                raise current().over("cells", "too-many-cells")
            yield table
    yield from map(paragraph, paragraphs(prose, wrap))


def paragraph(lines: Sequence[Line]) -> Paragraph:
    """Make a paragraph of its lines."""
    text, runs = joined(lines)
    first = lines[0]
    return Paragraph(
        text,
        extent(runs, len(text)),
        runs,
        level=first.level,
        listed=first.listed,
        bold=all(line.bold for line in lines),
    )


def number(blocks: Sequence[Block]) -> None:
    """Number paragraphs and tables in reading order, and rows and cells in their tables."""
    paragraph_number = table_number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraph_number += 1
            block.place = block.place._replace(paragraph=paragraph_number, table=None)
        else:
            table_number += 1
            _number_cells(block, table_number)


def _number_cells(table: Table, index: int) -> None:
    for cell in table.cells:
        at = cell.place
        cell.place = Place(
            at.line, at.column, at.end_line, at.end_column, at.page, at.box, None, index, cell.row + 1, cell.column + 1
        )
    if table.cells and table.place.line is None:
        first, last = table.cells[0].place, table.cells[-1].place
        table.place = table.place._replace(
            line=first.line,
            column=first.column,
            end_line=last.end_line,
            end_column=last.end_column,
            page=first.page,
        )
    table.place = table.place._replace(table=index)
