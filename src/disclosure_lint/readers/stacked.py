"""Flattened tables with every cell on a line of its own, closed by a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.readers.lines import Line

#: A cell of a stacked table: what of each line is its text.
StackedCell = list[tuple["Line", pieces.Span]]
#: A line with no more than one text among its pipes, before or behind which a cell ends.
_CELL = pattern(r"[| ]*[^|\t]*[| ]*")
_BLANKS = pattern(r"\|[ ]*\|[| ]*")
_ENOUGH = 5
#: The text of a cell may stand on lines of its own before the pipe, but is no sentence.
_LONGEST = 60
_OFTEN = 3


def is_stacked(lines: Sequence[Line]) -> bool:
    """Tell whether every cell stands on a line of its own, so that a blank one is a line with a pipe alone."""
    words = [line for line in lines if not pieces.is_empty(line.plain)]
    bare = [line.plain for line in lines if "|" not in line.plain]
    if len(words) < _ENOUGH or len(lines) > _OFTEN * (len(lines) - len(bare)):
        return False
    if any("\t" in each or len(each) > _LONGEST for each in bare):
        return False
    return all(_CELL.fullmatch(line.plain) for line in lines if "|" in line.plain)


def stacked_rows(lines: Sequence[Line]) -> Iterator[list[StackedCell]]:
    """Yield the rows: labels and the figures behind them, blank ones included.

    Behind column headers a row of its own begins. Several pipes alone
    are what a merged cell covers, unless a row's label stands before them: then
    they are its blank figures.
    """
    row: list[StackedCell] = []
    last = ""
    for cell in _cells(lines):
        text = _text(cell)
        value = not text or pieces.is_value(text)
        headed = _is_header(last) and (value or not _is_header(text))
        if row and (headed or labels.is_anchor(text) or (not value and (not last or labels.is_anchor(last)))):
            yield row
            row = []
        row.append(cell)
        last = "" if value else text
    if row:
        yield row


def _cells(lines: Sequence[Line]) -> Iterator[StackedCell]:
    covered = True
    begun: StackedCell = []
    for line in lines:
        plain = line.plain
        if covered and not begun and _BLANKS.fullmatch(plain):
            continue
        *closed, rest = _spans(plain, bordered=not begun)
        for span in closed:
            cell = [*begun, (line, span)]
            text = _text(cell)
            covered = (pieces.is_value(text) or _is_header(text) or labels.is_anchor(text)) if text else covered
            yield cell
            begun = []
        if rest[0] < rest[1]:
            begun.append((line, rest))
    if begun:
        yield begun


def _spans(plain: str, *, bordered: bool) -> list[pieces.Span]:
    """Return what stands before each pipe of a line, and behind the last; a pipe before a text may be a border."""
    bars = [index for index, mark in enumerate(plain) if mark == "|"]
    spans = [
        pieces.trim(plain, start, end)
        for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(plain)], strict=True)
    ]
    border = bordered and len(spans) > 1 and spans[0][0] == spans[0][1] and spans[1][0] < spans[1][1]
    return spans[1:] if border else spans


def _text(cell: StackedCell) -> str:
    return "".join(line.plain[slice(*span)] for line, span in cell)


def _is_header(text: str) -> bool:
    return bool(text) and labels.is_header(f"{text} {text}") and " " not in text
