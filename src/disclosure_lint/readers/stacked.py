"""Flattened tables with every cell on a line of its own, closed by a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.readers.lines import Line

#: A cell of a stacked table.
StackedCell = tuple["Line", pieces.Span]
#: One cell and the pipes behind it; a pipe alone is a blank cell.
_CELL = pattern(r"[^|\t]*\|[| ]*")
_BLANKS = pattern(r"\|[ ]*\|[| ]*")
_ENOUGH = 5


def is_stacked(lines: Sequence[Line]) -> bool:
    """Tell whether every cell stands on a line of its own, so that a blank one is a line with a pipe alone."""
    words = [line for line in lines if not pieces.is_empty(line.plain)]
    return len(words) >= _ENOUGH and all(_CELL.fullmatch(line.plain) for line in lines)


def stacked_rows(lines: Sequence[Line]) -> Iterator[list[StackedCell]]:
    """Yield the rows: labels and the figures behind them, blank ones included.

    Figures begin a row of their own behind column headers. Several pipes alone
    are what a merged cell covers, unless a row's label stands before them: then
    they are its blank figures.
    """
    row: list[StackedCell] = []
    last = ""
    for line, span in _cells(lines):
        text = line.plain[slice(*span)]
        value = not text or pieces.is_value(text)
        if row and ((value and _is_header(last)) or (not value and not last)):
            yield row
            row = []
        row.append((line, span))
        last = "" if value else text
    if row:
        yield row


def _cells(lines: Sequence[Line]) -> Iterator[StackedCell]:
    covered = True
    for line in lines:
        if covered and _BLANKS.fullmatch(line.plain):
            continue
        for span in pieces.fenced(line.plain, edged=False):
            text = line.plain[slice(*span)]
            covered = (pieces.is_value(text) or _is_header(text) or labels.is_anchor(text)) if text else covered
            yield line, span


def _is_header(text: str) -> bool:
    return bool(text) and labels.is_header(f"{text} {text}") and " " not in text
