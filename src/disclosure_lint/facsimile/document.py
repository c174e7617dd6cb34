"""The blocks of a document as its reader saw them, each with what it was read as."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from disclosure_lint.facsimile import Grid, Line, Piece, Reading, Square
from disclosure_lint.facsimile.masked import hidden, hidden_together
from disclosure_lint.facsimile.places import Finder, offsets
from disclosure_lint.masking import mask_text
from disclosure_lint.outline import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Cell, Outline
    from disclosure_lint.report import Report


def blocks(report: Report) -> list[Line | Grid]:
    """Return the blocks of a document: body, then what is printed outside it."""
    outline = report.outline
    assert outline is not None  # noqa: S101 - the caller asked
    readings = _readings(report, outline)
    made: list[Line | Grid] = []
    for is_table, group in groupby(_shown(outline), lambda block: isinstance(block, Table)):
        several = list(group)
        if is_table:
            made += [_grid(report, table, readings) for table in several if isinstance(table, Table)]
        else:
            made += _lines(report, [each for each in several if isinstance(each, Paragraph)], readings)
    return made


def _shown(outline: Outline) -> Iterator[Paragraph | Table]:
    yield from outline.blocks
    yield from outline.aside


def _lines(report: Report, paragraphs: list[Paragraph], readings: dict[int, list[Reading]]) -> Iterator[Line]:
    """Yield paragraphs that follow each other, masked together: a number may run on from one to the next."""
    kept = [each for each in paragraphs if each.text.strip() or id(each.place) in readings]
    for each, text in zip(kept, hidden_together(report, [each.text for each in kept]), strict=True):
        found = tuple(readings.get(id(each.place), ()))
        yield Line(Piece(text, each.place, found), _level(each, found), each.centred)


def _level(paragraph: Paragraph, found: tuple[Reading, ...]) -> int | None:
    """Return the level of a heading; chapters are headings even where the file does not mark them so."""
    if any(each.pointer == "/title" for each in found):
        return 1
    if any(each.pointer.endswith("/heading") for each in found):
        return 2
    return None if paragraph.level is None else max(2, paragraph.level)


def _grid(report: Report, table: Table, readings: dict[int, list[Reading]]) -> Grid:
    whole = Piece(hidden(report, table.caption), table.place, tuple(readings.get(id(table.place), ())))
    cells = sorted(table.cells, key=lambda each: (each.row, each.column))
    return Grid(whole, tuple(_square(report, cell, readings) for cell in cells))


def _square(report: Report, cell: Cell, readings: dict[int, list[Reading]]) -> Square:
    piece = Piece(hidden(report, cell.text), cell.place, tuple(readings.get(id(cell.place), ())))
    return Square(piece, cell.row, cell.column, cell.rowspan, cell.colspan, cell.header)


def _readings(report: Report, outline: Outline) -> dict[int, list[Reading]]:
    """Return what each block and cell was read as, by the identity of its place.

    The extractor gives a value the very place of the block it came from, or one
    that lies inside it, as a date in a sentence does.
    """
    sources = list(_sources(outline))
    by_place = {id(each.place): each for each in reversed(sources)}
    finder = Finder((each.place, each) for each in sources)
    found: dict[int, list[Reading]] = {}
    for pointer, place in report.places.items():
        source = by_place.get(id(place)) or finder.find(place)
        if source is not None:
            reading = Reading(mask_text(pointer), *_span(report, pointer, source))
            found.setdefault(id(source.place), []).append(reading)
    return found


def _sources(outline: Outline) -> Iterator[Paragraph | Table | Cell]:
    for block in _shown(outline):
        yield block
        if isinstance(block, Table):
            yield from block.cells


def _span(report: Report, pointer: str, source: Paragraph | Table | Cell) -> tuple[int | None, int | None]:
    """Return where the text at a pointer stands in its block; None, None where it stands there otherwise."""
    if isinstance(source, Table):
        return None, None
    place = report.places[pointer]
    start, end = (0, 0) if place is source.place else offsets(source.runs, place)
    printed = report.as_found(pointer)
    for text in (report.get(pointer), getattr(printed, "text", printed)):
        if not isinstance(text, str) or not text:
            continue
        if source.text.startswith(text, start):
            return start, start + len(text)
        if source.text.count(text) == 1:
            return source.text.index(text), source.text.index(text) + len(text)
    return (start, end) if end else (None, None)
