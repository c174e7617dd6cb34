"""Markdown: the blocks of CommonMark, with every cell and every place kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.outline import Outline, Paragraph, Run, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.readers import pieces
from disclosure_lint.readers.flow import flow
from disclosure_lint.readers.front_matter import front_matter
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import Line, is_page_mark
from disclosure_lint.readers.markdown_blocks import Part, parts
from disclosure_lint.readers.markdown_lines import marked_lines, plain_line, unmark_cell
from disclosure_lint.readers.rows import zone_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Block, Place, Runs
    from disclosure_lint.readers.lines import Gap
    from disclosure_lint.readers.zones import Item

_COMMENT = pattern(r"<!--(?:(?!-->).)*(?:-->|\Z)", re.DOTALL)
_SAYS_NOTHING = pattern(r"(?:\s|</?(?:div|p|center|br|hr|font|span|section|article)\b[^<>]*>)*", re.IGNORECASE)


def read_markdown(text: str) -> Outline:
    """Read decoded Markdown whose lines end with LF.

    Paragraphs are joined and flattened tables recovered as in plain text;
    every pipe table with a delimiter row is a ruled table of its own, with all
    cells of all rows. Front matter goes to `meta`, comments are dropped.
    Raises ReadError X007 for more table cells than the limits allow.
    """
    lines = text.split("\n")
    meta, skipped = front_matter(lines)
    pages = {index for index, line in enumerate(lines) if "\f" in line or is_page_mark(line)}
    lines[:skipped] = [""] * skipped
    for index in pages:
        lines[index] = "" if is_page_mark(lines[index]) else lines[index].replace("\f", " ")
    outline = Outline([], meta)
    outline.blocks = flow(list(_items(lines, pages, outline)))
    return outline


def _items(lines: list[str], pages: set[int], outline: Outline) -> Iterator[Item]:
    gap: Gap = "block"
    end = 0
    breaks = sorted(pages)
    position = 0
    for part in parts(lines):
        while position < len(breaks) and breaks[position] < end:
            position += 1
        if position < len(breaks) and breaks[position] <= part.start and gap != "block":
            gap = "page"
        for item in _part_items(part, lines, outline):
            if isinstance(item, Line):
                item.before = "block" if part.item and gap else gap
                item.level, item.listed = part.level, part.listed
                gap = ""
            yield item
        gap = "block" if part.kind != "text" or part.level is not None else "blank"
        end = part.end


def _part_items(part: Part, lines: list[str], outline: Outline) -> Iterator[Item]:
    if part.kind == "html":
        yield from _html(part, lines, outline)
    elif part.kind == "table":
        yield from _tables(part, outline)
    elif part.kind == "code":
        for text, number, column in part.sources:
            line = plain_line(text, (Run(0, number, column),))
            if line is not None:
                line.verbatim = True
                yield line
    elif part.kind == "text":
        found, images = marked_lines(part.sources)
        outline.pictures += images
        yield from found


def _tables(part: Part, outline: Outline) -> Iterator[Table]:
    """Yield the tables of pipe rows: each delimiter row makes the row above it a header."""
    rows: list[Line] = []
    tables: list[list[Line]] = []
    for index, (text, number, column) in enumerate(part.sources):
        line = plain_line(text, (Run(0, number, column),))
        if line is None:
            continue
        if index == 1 or pieces.is_delimiter(line.plain):
            header = rows.pop() if rows else None
            tables.append(rows)
            rows = [header] if header is not None else []
        else:
            rows.append(line)
    for group in filter(None, [*tables, rows]):
        for table in zone_tables(group, current().cells):
            table.ruled = True
            for cell in table.cells:
                outline.pictures += unmark_cell(cell)
            _mark_header(table)
            yield table


def _mark_header(table: Table) -> None:
    """Mark the first row as a header, unless a tool made a row of figures one."""
    first = [cell for cell in table.cells if cell.row == 0]
    if not any(pieces.is_value(cell.text) for cell in first):
        for cell in first:
            cell.header = True


def _html(part: Part, lines: list[str], outline: Outline) -> Iterator[Block]:
    source = "\n".join(lines[part.start : part.end])
    if _SAYS_NOTHING.fullmatch(_COMMENT.sub("", source)):
        return
    from disclosure_lint.readers.html import read_html

    inner = read_html(source)
    outline.pictures += inner.pictures
    outline.lossy = outline.lossy or inner.lossy
    for block in inner.blocks:
        block.place = _moved(block.place, part.start)
        if isinstance(block, Paragraph):
            block.runs = _moved_runs(block.runs, part.start)
        else:
            for cell in block.cells:
                cell.place, cell.runs = _moved(cell.place, part.start), _moved_runs(cell.runs, part.start)
        yield block


def _moved(place: Place, lines: int) -> Place:
    if place.line is None:
        return place
    end = place.end_line + lines if place.end_line is not None else None
    return place._replace(line=place.line + lines, end_line=end)


def _moved_runs(runs: Runs, lines: int) -> Runs:
    return tuple(run._replace(line=run.line + lines) for run in runs)
