"""Data drafts, in YAML and JSON: the data of a report and the place of every value.

Lines end at LF, CRLF or CR, as editors count them; columns count characters,
and a byte order mark has no column. What a pointer's place covers:

- text, number, true or false: the value as written, quotation marks included;
- a mapping, list, null or alias that is the value of a key: that key;
- the same as an item of a list: its first character, or for a YAML mapping
  without brackets its first line.

What stands below a YAML alias has no place of its own: its nearest ancestor
that has one is the alias.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.positions import Place, Run, Runs
from disclosure_lint.readers.causes import told
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.records import Record, field
from disclosure_lint.report import join

if TYPE_CHECKING:
    from disclosure_lint.checks import Problem

#: A report nests at most seven levels; deeper than this is an attack or an accident.
MAX_DEPTH = 64
#: A report has a few hundred values.
MAX_VALUES = 100_000
#: Longer integers stay text: no count is that long, and no other program reads them alike.
MAX_DIGITS = 18

LINE = pattern(r"\r\n|\n|\r")

#: (code, reason, values, place) of something wrong that does not stop the reading.
DraftProblem = tuple[str, str, dict[str, Any], Place]


class Draft(Record, frozen=True, eq=False, repr=False):
    """What a draft says: its data, and by JSON Pointer where it says it.

    `places` has the place of every value (see the module), `runs` the positions
    of the characters of every text. `faults` are problems that the reader alone
    can see, each with the code of its rule. `shaped` says that the reader made every
    mapping and list itself, so that only single values can be of a wrong type.
    """

    data: dict[str, Any]
    places: dict[str, Place] = field(default_factory=dict)
    runs: dict[str, Runs] = field(default_factory=dict)
    problems: list[DraftProblem] = field(default_factory=list)
    faults: list[tuple[str, Problem]] = field(default_factory=list)
    shaped: bool = False


class Source:
    """The text of a draft, and the line and column of each of its characters."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self._starts = [0, *(match.end() for match in LINE.finditer(self.text))]

    def position(self, index: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of the character at `index`."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def place(self, start: int, end: int) -> Place:
        """Return the place of the characters [start, end)."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Place(line, column, end_line, end_column)

    def first_line(self, start: int, end: int) -> Place:
        """Return the place of [start, end) as far as it stands on one line, without trailing space."""
        text = LINE.split(self.text[start:end], maxsplit=1)[0].rstrip()
        return self.place(start, start + max(1, len(text)))

    def runs(self, pairs: list[tuple[int, int]]) -> Runs:
        """Turn pairs (offset in the value, index in the source) into runs."""
        return tuple(Run(offset, *self.position(index)) for offset, index in pairs)


class Recorder:
    """Collects the places, runs and problems of a draft while it is read.

    A pointer of None stands for a value that is read and not kept.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places: dict[str, Place] = {}
        self.runs: dict[str, Runs] = {}
        self.problems: list[DraftProblem] = []
        self.count = 0

    def error(self, code: str, reason: str, start: int, end: int, **values: object) -> ReadError:
        """Return the error that stops the reading at the characters [start, end)."""
        return ReadError(code, reason, {**told(reason), **values}, self.source.place(start, end))

    def problem(self, reason: str, start: int, end: int, **values: object) -> None:
        """Note a mistake of syntax (X002) that does not stop the reading."""
        self.problems.append(("X002", reason, {**told(reason), **values}, self.source.place(start, end)))

    def add(self, number: int, start: int, reason: str = "too-many-values") -> None:
        """Count values, and refuse more than any report has."""
        self.count += number
        if self.count > MAX_VALUES:
            raise self.error("X007", reason, start, start + 1, limit=MAX_VALUES)

    def check_depth(self, depth: int, start: int) -> None:
        """Refuse nesting that no report has."""
        if depth > MAX_DEPTH:
            raise self.error("X007", "too-deep", start, start + 1, limit=MAX_DEPTH)

    def member(self, pointer: str | None, key: str, known: dict[str, int], start: int, end: int) -> str | None:
        """Return the pointer of a new key [start, end), None for one that was there before."""
        if key not in known:
            known[key] = start
            return None if pointer is None else join(pointer, key)
        first, again = self.source.position(known[key])[0], self.source.position(start)[0]
        self.problem("duplicate-key", start, end, key=key, first_line=first, line=again)
        return None

    def draft(self, value: object, start: int) -> Draft:
        """Return the draft, if what was read is one: a mapping."""
        if not isinstance(value, dict):
            raise self.error("X006", "not-a-mapping", start, start + 1)
        return Draft(value, self.places, self.runs, self.problems)


def read_yaml(text: str) -> Draft:
    """Read a draft in YAML; raises `ReadError`."""
    from disclosure_lint.readers import yaml_draft

    return yaml_draft.read(text)


def read_json(text: str) -> Draft:
    """Read a draft in JSON; raises `ReadError`."""
    from disclosure_lint.readers import json_draft

    return json_draft.read(text)
