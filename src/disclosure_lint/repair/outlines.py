"""Repair for outlines: places led back to the source, and texts repaired where they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.outline import Block, Cell, Damage, Outline, Paragraph, Place, Run, Runs, Table, keep, span_place
from disclosure_lint.records import replace
from disclosure_lint.repair.mending import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.repair.lines import Origin

#: A text after a change, with its runs and its place.
Mended = tuple[str, Runs, Place]


def replace_places(outline: Outline, origin: Origin) -> Outline:
    """Return an outline built from repaired text with its places in the source.

    Runs are parted where characters were taken out. The outline itself comes
    back where nothing moved.
    """
    if not origin:
        return outline

    def back(place: Place, text: str, runs: Runs) -> Mended:
        return text, tuple(_runs(runs, len(text), origin)), _place(place, origin)

    blocks = [_each(block, back) for block in outline.blocks]
    return replace(
        outline,
        blocks=[
            replace(each, place=_place(each.place, origin)) if isinstance(each, Table) else each for each in blocks
        ],
    )


def _each(block: Block, change: Callable[[Place, str, Runs], Mended]) -> Block:
    if isinstance(block, Paragraph):
        text, runs, place = change(block.place, block.text, block.runs)
        return replace(block, text=text, runs=runs, place=place)
    cells = []
    for cell in block.cells:
        text, runs, place = change(cell.place, cell.text, cell.runs)
        cells.append(replace(cell, text=text, runs=runs, place=place))
    return replace(block, cells=cells)


def _place(place: Place, origin: Origin) -> Place:
    if place.line is None or place.column is None:
        return place
    line, column = origin.locate(place.line, place.column)
    if place.end_line is None or place.end_column is None:
        return place._replace(line=line, column=column)
    end_line, last = origin.locate(place.end_line, max(1, place.end_column - 1))
    return place._replace(line=line, column=column, end_line=end_line, end_column=last + (place.end_column > 1))


def _runs(runs: Runs, length: int, origin: Origin) -> Iterator[Run]:
    for index, run in enumerate(runs):
        end = runs[index + 1].offset if index + 1 < len(runs) else length
        columns = [run.column, *origin.breaks(run.line, run.column, run.column + end - run.offset)]
        for column in columns:
            line, stood = origin.locate(run.line, column)
            yield run._replace(offset=run.offset + column - run.column, line=line, column=stood)


def repair_outline(outline: Outline) -> Outline:
    """Return an outline with the texts of its paragraphs and cells repaired.

    They are judged together, as one text; places stay with the characters.
    """
    pieces = [piece for block in outline.blocks for piece in _pieces(block)]
    text = "\n".join(piece.text for piece in pieces)
    repaired = repair(text)
    if not repaired and repaired.text == text:
        return outline
    owners = [(piece, start) for piece in pieces for start in _line_starts(piece.text)]
    numbers = iter([number for number, (_, start) in enumerate(owners, 1) if not start])
    lines = repaired.text.split("\n")

    def mend(place: Place, text: str, runs: Runs) -> Mended:
        text, runs = keep(runs, list(_mended(text, next(numbers), lines, repaired.origin)))
        return text, runs, place

    damage = [_where(each, *owners[(each.place.line or 1) - 1]) for each in repaired.damage]
    return replace(outline, blocks=[_each(block, mend) for block in outline.blocks], damage=[*outline.damage, *damage])


def _where(damage: Damage, piece: Paragraph | Cell, start: int) -> Damage:
    """Return damage found in a text, its place led back to the file."""
    begin, end = (start + (column or 1) - 1 for column in (damage.place.column, damage.place.end_column))
    return replace(damage, place=span_place(piece.runs, begin, end, piece.place))


def _pieces(block: Block) -> list[Paragraph] | list[Cell]:
    return block.cells if isinstance(block, Table) else [block]


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    for line in text.split("\n"):
        yield start
        start += len(line) + 1


def _mended(text: str, number: int, lines: list[str], origin: Origin) -> Iterator[tuple[int, int, str]]:
    """Yield the pieces of a text's repaired lines, each unbroken in the text before."""
    for offset, start in enumerate(_line_starts(text)):
        if offset:
            yield start - 1, start, "\n"
        line = lines[number + offset - 1]
        columns = [1, *origin.breaks(number + offset, 1, len(line) + 1), len(line) + 1]
        for column, following in pairwise(columns):
            stood = start + origin.locate(number + offset, column)[1] - 1
            new = line[column - 1 : following - 1]
            yield stood, stood + len(new), new
