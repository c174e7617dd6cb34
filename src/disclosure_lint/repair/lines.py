"""Lines that are being repaired, and the way back to where each character stood."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A replacement in a line: the characters [start, end) become the text.
Edit = tuple[int, int, str]


class Origin(Record, frozen=True):
    """The way from repaired lines back to the lines of the source.

    `shifts` holds, for each line (from 1) in which characters moved, the
    columns (from 1) at which an unbroken stretch begins: in the repaired line,
    in order, and in the source.
    """

    shifts: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.shifts)

    def locate(self, line: int, column: int) -> tuple[int, int]:
        """Return the line and column in the source of a character of the repaired text."""
        shift = self.shifts.get(line)
        if shift is None:
            return line, column
        repaired, source = shift
        index = max(0, bisect_right(repaired, column) - 1)
        return line, source[index] + max(0, column - repaired[index])

    def breaks(self, line: int, start: int, end: int) -> Iterator[int]:
        """Yield the columns in (start, end) of a repaired line at which another stretch begins."""
        repaired = self.shifts.get(line, ((), ()))[0]
        yield from repaired[bisect_right(repaired, start) : bisect_right(repaired, end - 1)]


class Lines(Record):
    """The lines of a text under repair.

    `columns` maps the index of a line in which characters moved to the source
    column (from 0) of each of its characters and of its end.
    """

    source: list[str]
    lines: list[str]
    columns: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Lines:
        """Return the lines of a text; only line feeds part lines here."""
        lines = text.split("\n")
        return cls(lines, list(lines))

    def text(self) -> str:
        """Return the text as it reads now."""
        return "\n".join(self.lines)

    def column(self, index: int, position: int) -> int:
        """Return the source column (from 0) of a character of a line, or of its end."""
        columns = self.columns.get(index)
        return position if columns is None else columns[position]

    def rewrite(self, index: int, new: str, stood: Sequence[int]) -> None:
        """Replace a line; `stood` gives the position in the old line of each new character."""
        columns = self.columns.get(index)
        end = len(self.lines[index])
        moved = [*stood, end]
        self.columns[index] = moved if columns is None else [columns[position] for position in moved]
        self.lines[index] = new

    def edit(self, index: int, edits: Sequence[Edit]) -> None:
        """Make replacements in a line, in order and without overlaps."""
        line = self.lines[index]
        parts: list[str] = []
        stood: list[int] = []
        done = 0
        for start, end, new in edits:
            parts += [line[done:start], new]
            stood += range(done, start)
            stood += (min(start + offset, max(start, end - 1)) for offset in range(len(new)))
            done = end
        parts.append(line[done:])
        stood += range(done, len(line))
        self.rewrite(index, "".join(parts), stood)

    def origin(self) -> Origin:
        """Return the way back to the source."""
        shifts = {}
        for index, columns in self.columns.items():
            starts = [at for at, column in enumerate(columns) if column != (columns[at - 1] + 1 if at else 0)]
            if starts:
                starts = starts if starts[0] == 0 else [0, *starts]
                shifts[index + 1] = (
                    tuple(start + 1 for start in starts),
                    tuple(columns[start] + 1 for start in starts),
                )
        return Origin(shifts)
