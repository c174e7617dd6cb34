"""Source lines of Markdown to lines of text, with the place of each character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Run
from disclosure_lint.readers.lines import Line, display_width, extent, glue, later, piece, without_margins
from disclosure_lint.readers.markup import Inline, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Cell, Runs

#: A line of the source without the marks of its block: its text, line number and column.
Source = tuple[str, int, int]


def marked_lines(sources: Sequence[Source]) -> tuple[list[Line], int]:
    """Take the inline markup out of the lines of one paragraph; also count its pictures."""
    content = "\n".join(text for text, _, _ in sources)
    inline = scan(content)
    strong = dict(inline.strong)
    lines = []
    for text, runs, start in _lines(content, sources, inline):
        line = plain_line(text, runs)
        if line is not None:
            first = next((at for at in range(start, start + 5) if at in strong), None)
            line.bold = first is not None and strong[first] - first >= len(line.text)
            lines.append(line)
    return lines, inline.images


def plain_line(text: str, runs: Runs) -> Line | None:
    """Make a line of a text, without its margins; None of a blank one."""
    stripped = without_margins(text)
    if not stripped or stripped.isspace():
        return None
    start = text.index(stripped)
    indent = display_width(text[:start].expandtabs(4))
    return Line(stripped, piece(runs, start, start + len(stripped)), indent=indent)


def _lines(content: str, sources: Sequence[Source], inline: Inline) -> Iterator[tuple[str, Runs, int]]:
    """Yield the text, the runs and the start in the content of each line."""
    number, begin = 0, 0
    text, runs, start = "", list[Run](), 0
    for place, _, new in inline.pieces(content):
        at = place
        broken = content.startswith("<", at) and new == "\n"
        for index, part in enumerate(new.split("\n")):
            if index:
                yield text, tuple(runs), start
                if not broken:
                    begin += len(sources[number][0]) + 1
                    number += 1
                text, runs = "", []
                start = begin if not broken else at
            if part:
                while at > begin + len(sources[number][0]):
                    begin += len(sources[number][0]) + 1
                    number += 1
                _, line, column = sources[number]
                offset = max(at, begin) - begin
                runs.append(Run(len(text), line, column + offset))
                text += part
            at += len(part) + (not broken)
    yield text, tuple(runs), start


def unmark_cell(cell: Cell) -> int:
    """Take the inline markup out of a cell in place; return how many pictures it held."""
    inline = scan(cell.text)
    if not inline.drops and not inline.changes:
        return 0
    text = ""
    runs: list[Run] = []
    for at, to, new in inline.pieces(cell.text):
        if new == "\n":
            text = text.rstrip()
            text += glue(text, cell.text[to : to + 9].lstrip()[:1])
            continue
        kept = new.lstrip() if not text else new
        start = at + len(new) - len(kept)
        runs += later(piece(cell.runs, start, max(to, start + 1)), len(text))
        text += kept
    cell.text, cell.runs = text.rstrip(), tuple(runs)
    if cell.text:
        cell.place = extent(cell.runs, len(cell.text))
    return inline.images
