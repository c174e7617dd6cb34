"""Where text stands in its file, and how it is rewritten without losing that.

Lines, columns, pages, paragraphs, tables, rows and cells are counted from 1,
columns in characters; offsets into a text are counted from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Place(NamedTuple):
    """Where something stands in the file, as far as its format knows."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    sheet: str | None = None
    label: str = ""

    def known(self) -> dict[str, object]:
        """Only what is known, in the order of the fields, for output."""
        values = {name: getattr(self, name) for name in self._fields}
        return {name: value for name, value in values.items() if value is not None}


#: A place of which nothing is known.
NOWHERE = Place()


class Run(NamedTuple):
    """A stretch of text that stands unbroken in the file, from `offset` to the next run.

    `line` is 0 in formats that have pages and no lines.
    """

    offset: int
    line: int
    column: int
    page: int | None = None


Runs = tuple[Run, ...]


def locate(runs: Sequence[Run], offset: int) -> Run | None:
    """Return the position of the character at `offset`, or None where there are no runs."""
    if not runs:
        return None
    run = runs[max(0, bisect_right(runs, offset, key=lambda each: each.offset) - 1)]
    return run._replace(offset=offset, column=run.column + max(0, offset - run.offset))


def span_place(runs: Sequence[Run], start: int, end: int, base: Place) -> Place:
    """Return the place of the characters [start, end) of a text: `base`, made exact."""
    first, last = locate(runs, start), locate(runs, max(start, end - 1))
    if first is None or last is None:
        return base
    if not first.line:  # a format without lines
        return base._replace(page=first.page or base.page)
    return base._replace(
        line=first.line,
        column=first.column,
        end_line=last.line,
        end_column=last.column + 1,
        page=first.page or base.page,
    )


def keep(runs: Sequence[Run], pieces: Sequence[tuple[int, int, str]]) -> tuple[str, Runs]:
    """Rewrite a text from pieces of itself without losing places.

    Each piece (start, end, new) puts `new` where the characters [start, end)
    stood; what no piece names is dropped. A piece of equal length keeps its
    places character by character; another length has the place of its start.
    """
    parts: list[str] = []
    moved: list[Run] = []
    length = 0
    for start, end, new in pieces:
        at = locate(runs, start)
        if at is not None and new:
            moved.append(at._replace(offset=length))
            moved.extend(
                run._replace(offset=length + run.offset - start)
                for run in runs
                if start < run.offset < end and run.offset - start < len(new)
            )
        parts.append(new)
        length += len(new)
    return "".join(parts), tuple(moved)


def page_ranges(pages: list[int]) -> str:
    """Return page numbers in few words: [1, 2, 3, 7] is "1-3、7"."""
    parts: list[list[int]] = []
    for number in pages:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "、".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)
