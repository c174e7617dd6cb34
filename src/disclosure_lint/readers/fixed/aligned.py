"""Tables without ruled lines: rows of figures, and the labels that stand beside them.

A row is read where one block of text alone can be its label. Where any row is
in doubt, the lines are kept as text: figures under a wrong label would be worse
than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels, pieces
from disclosure_lint.readers.fixed.grids import Grid, GridCell
from disclosure_lint.readers.fixed.page import hull
from disclosure_lint.readers.fixed.text import TextLine
from disclosure_lint.readers.lines import fold
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A row has at least so many figures, a table at least so many rows.
_FIGURES = 5
_ROWS = 3
#: Lines of one label stand no further apart than this (in parts of their height), rows no further than that many lines.
_LEADING = 2.2
_BETWEEN = 14
_SHORT = 24
_SLACK = 0.35
_NUMBER = pattern(r"[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|\d[.、](?!\d)")
_STOP = pattern(r"[。；;!?]")


class Block(Record):
    """Lines of text one below the other: a label."""

    lines: list[TextLine] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where the block begins."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where the block ends."""
        return max(line.right for line in self.lines)

    def reaches(self, base: float) -> bool:
        """Tell whether a line at a height stands beside the block."""
        slack = _SLACK * self.lines[0].height
        return self.lines[0].base - slack <= base <= self.lines[-1].base + slack


class _Row(Record):
    """A line with figures: they and the texts before them, each as a line of its own."""

    base: float
    figures: list[TextLine]


def with_aligned(lines: Sequence[TextLine]) -> list[TextLine | Grid]:
    """Put a table in the place of lines that are rows of figures and their labels."""
    found: list[TextLine | Grid] = []
    done = 0
    for start, end in _bands(lines):
        found += lines[done:start]
        found.append(_table(lines[start:end]))
        done = end
    return [*found, *lines[done:]]


def _bands(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of lines from the first row of figures to the last."""
    counts = [len(_figures(line)) for line in lines]
    rows = [index for index, count in enumerate(counts) if count >= _FIGURES]
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and counts[rows[index]] == counts[rows[start]]:
            between = lines[rows[index - 1] + 1 : rows[index]]
            if len(between) <= _BETWEEN and not any(map(_ends_table, between)):
                continue
        if index - start >= _ROWS:
            first, last = rows[start], rows[index - 1] + 1
            yield _upward(lines, first), _downward(lines, last)
        start = index


def _ends_table(line: TextLine) -> bool:
    """Tell whether a line can stand in no table's rows: prose, a heading, the header of another table."""
    plain = fold(line.text)
    heading = labels.CHAPTER.match(plain) is not None and labels.TITLE.search(plain) is not None
    return heading or _STOP.search(plain) is not None or labels.family(plain) != ""


def _upward(lines: Sequence[TextLine], first: int) -> int:
    """Take in the lines above that belong to the label of the first row."""
    top = first
    while top and not _NUMBER.match(fold(lines[top].text)) and _is_near(lines[top - 1], lines[top]):
        top -= 1
    return top if _NUMBER.match(fold(lines[top].text)) else first


def _downward(lines: Sequence[TextLine], last: int) -> int:
    """Take in the lines below that belong to the label of the last row: short ones without a number."""
    while (
        last < len(lines)
        and _is_near(lines[last - 1], lines[last])
        and len(lines[last].text) <= _SHORT
        and not any(_NUMBER.match(word) for word in fold(lines[last].text).split())
        and not _ends_table(lines[last])
    ):
        last += 1
    return last


def _is_near(last: TextLine, line: TextLine) -> bool:
    return last.page == line.page and 0 < line.base - last.base <= _LEADING * line.height


def _figures(line: TextLine) -> list[pieces.Span]:
    """Return the figures at the end of a line."""
    return pieces.series(fold(line.text))[1]


def _table(lines: Sequence[TextLine]) -> Grid:
    rows: list[_Row] = []
    texts: list[TextLine] = []
    for line in lines:
        figures = _figures(line)
        if len(figures) >= _FIGURES:
            rows.append(_Row(line.base, [_cut(line, span) for span in figures]))
        else:
            figures = []
        label = (0, figures[0][0]) if figures else (0, len(line.text))
        texts += [_cut(line, span) for span in _words(line, label)]
    blocks = _blocks(texts)
    owners = [_label(row, blocks, rows) for row in rows]
    certain = all(owners) and len({len(row.figures) for row in rows}) == 1
    if not certain or len({id(owner) for owner in owners}) < len(owners):
        return _as_text(lines)
    return _as_rows(rows, [owner for owner in owners if owner is not None], lines)


def _words(line: TextLine, label: pieces.Span) -> list[pieces.Span]:
    """Return the texts on a line that wide gaps part."""
    return [span for span in pieces.loose(fold(line.text)[: label[1]], words=False) if span[0] < span[1]]


def _cut(line: TextLine, span: pieces.Span) -> TextLine:
    start, end = span
    return TextLine(line.text[start:end], line.boxes[start:end], line.page, line.base, line.height, line.size)


def _blocks(texts: Sequence[TextLine]) -> list[Block]:
    """Gather lines that stand one below the other; a number (一、（一）1.) begins another label."""
    blocks: list[Block] = []
    for text in sorted(texts, key=lambda each: (each.base, each.left)):
        numbered = _NUMBER.match(fold(text.text)) is not None
        near = [block for block in blocks if not numbered and _goes_on(block, text)]
        if near:
            near[-1].lines.append(text)
        else:
            blocks.append(Block([text]))
    return blocks


def _goes_on(block: Block, text: TextLine) -> bool:
    last = block.lines[-1]
    shared = min(block.right, text.right) - max(block.left, text.left)
    overlaps = shared >= min(block.right - block.left, text.right - text.left) / 2
    return overlaps and 0 < text.base - last.base <= _LEADING * last.height


def _label(row: _Row, blocks: Sequence[Block], rows: Sequence[_Row]) -> Block | None:
    """Return the block that alone can be the label of a row: the nearest beside it, which no other row shares."""
    beside = [block for block in blocks if block.reaches(row.base) and block.right <= row.figures[0].left]
    nearest = max(beside, key=lambda block: block.right, default=None)
    if nearest is None or sum(nearest.reaches(each.base) for each in rows) > 1:
        return None
    return nearest


def _as_rows(rows: Sequence[_Row], labels: Sequence[Block], lines: Sequence[TextLine]) -> Grid:
    cells = []
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        cells.append(_cell(index, label.left, label.right, label.lines))
        cells += [_cell(index, figure.left, figure.right, [figure]) for figure in row.figures]
    return Grid(cells, len(rows), lines[0].base, lines[-1].base, ruled=False)


def _as_text(lines: Sequence[TextLine]) -> Grid:
    cells = [_cell(index, line.left, line.right, [line]) for index, line in enumerate(lines)]
    return Grid(cells, len(lines), lines[0].base, lines[-1].base, ruled=False)


def _cell(row: int, left: float, right: float, lines: list[TextLine]) -> GridCell:
    return GridCell(row, 1, left, right, lines, lines[0].page, hull([box for line in lines for box in line.boxes]))
