"""Marks of a report: what it is compared by with every other one, made where it is judged.

Of each text a sketch is kept, of each table a hash. In a batch only the reports whose marks are close are read again.
A mark says by which parameters it was made; under others it is made anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch import likeness
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission


class Text(NamedTuple):
    """The prose of a submission as it is compared."""

    found: list[likeness.Piece]
    shingles: set[str]
    length: int


class TextMark(NamedTuple):
    """How long a text is, without what does not count, and its sketch; None without the library."""

    length: int
    sketch: likeness.Sketch | None


class Reader:
    """Reads texts: the chapters to read, and the patterns of official words that do not count."""

    def __init__(self, sections: list[str], official: list[str]) -> None:
        self.sections, self.official = sections, re.compile("|".join(official))
        self.of = _short([sections, official])

    def read(self, submission: Submission) -> Text:
        """Return the text of a submission."""
        found = likeness.pieces(submission, self.sections, self.official)
        return Text(found, likeness.shingles(found), sum(len(each.text) for each in found))

    def mark(self, submission: Submission) -> dict[str, Any]:
        """Return the mark of a text as it is kept."""
        text = self.read(submission)
        try:
            sketch = base64.b85encode(likeness.Sketch.of(text.shingles).packed()).decode()
        except ImportError:
            sketch = ""
        return {"of": self.of, "length": text.length, "sketch": sketch}

    def marked(self, submission: Submission) -> TextMark:
        """Return the mark of a submission: the one that it has, or a new one."""
        kept = submission.marks.get("text", {})
        return opened(kept if kept.get("of") == self.of else self.mark(submission))


def opened(kept: dict[str, Any]) -> TextMark:
    """Return the mark of a text from what is kept of it."""
    sketch = likeness.Sketch.unpacked(base64.b85decode(kept["sketch"])) if kept["sketch"] else None
    return TextMark(kept["length"], sketch)


@cache
def reader(sections: tuple[str, ...], official: tuple[str, ...]) -> Reader:
    """Return the reader of some chapters."""
    return Reader(list(sections), list(official))


def tables_of(tables: list[str], figures: int) -> str:
    """Return by which parameters marks of tables are made."""
    return _short([tables, figures])


def table_marks(submission: Submission, tables: list[str], figures: int) -> dict[str, str]:
    """Return the marks of a submission's tables: those that it has, or new ones.

    A mark is a hash of all figures of a table, blanks as 0; a table with too few different figures has none.
    """
    kept = submission.marks.get("tables", {})
    if kept.get("of") == tables_of(tables, figures):
        marks: dict[str, str] = kept["marks"]
        return marks
    return {table: mark for table in tables if (mark := _mark(submission.tables, table, figures))}


def marks_of(submission: Submission) -> dict[str, Any]:
    """Return every mark of a submission, by the parameters of the rules."""
    from disclosure_lint import ruleset

    made: dict[str, Any] = {}
    for rule in ruleset.rules().values() if submission.profile else ():
        given = rule.parameters
        if rule.check == "across.copied_text":
            made["text"] = reader(tuple(given["sections"]), tuple(given["official"])).mark(submission)
        elif rule.check == "across.identical_tables":
            marks = table_marks(submission, **given)
            made["tables"] = {"of": tables_of(**given), "marks": marks}
    return made


def _short(parameters: Any) -> str:
    return hashlib.sha256(json.dumps(parameters, ensure_ascii=False).encode()).hexdigest()[:12]


def _mark(tables: Any, table: str, figures: int) -> str | None:
    """Return a mark of a table; totals follow from the rest, and rows outside the form are no part of it."""
    found = tables.get(table) if isinstance(tables, dict) else None
    told = sorted(figures_of(found)) if isinstance(found, dict) else []
    if len({value for _, value in told}) < figures:
        return None
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def figures_of(row: dict[str, Any], pointer: str = "") -> Iterator[tuple[str, float]]:
    """Yield the cells that hold a figure other than 0."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from figures_of(value, f"{pointer}/{key}")
        elif isinstance(value, (int, float)) and value and key != "total":
            yield f"{pointer}/{key}", float(value)
