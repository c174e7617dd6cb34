"""What rules across reports and the outputs see of a batch: read from the store, one submission at a time."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.roster import NOTHING
from disclosure_lint.batch.rows import unpack
from disclosure_lint.batch.store import connect
from disclosure_lint.batch.submission import unpacked
from disclosure_lint.batch.view import Members
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from disclosure_lint.batch.likeness import Key
    from disclosure_lint.batch.roster import Roster, Unit
    from disclosure_lint.batch.submission import Submission

_PAGE = 200
_COLUMNS = ("path", "id", "sha256", "size", "mtime", "unit", "role", "matched", "verdict", "marks")


class Kept(NamedTuple):
    """A finding as the batch keeps it.

    `content` has the form of the JSON output; `state` is open, suppressed (by the file or its configuration),
    waived or overruled (judged anew with what the roster says); `waiver` tells reason, owner and until of those that
    someone accepted. `submission` is None for findings about
    a unit (B705): then `content["path"]` is the roster's and `content["unit"]` the unit's id.
    """

    submission: int | None
    origin: str
    state: str
    content: dict[str, Any]
    waiver: dict[str, Any] | None


class Batch:
    """The submissions of the latest run in a store. `year` is the year that is collected.

    Every method reads from the store when it is called, so that memory stays flat however many reports there are.
    """

    def __init__(
        self, path: Path, roster: Roster, *, year: int | None = None, as_of: str = "", lang: str = "zh"
    ) -> None:
        self.path = path
        self.connection = connect(path, readonly=True)
        self.roster, self.year, self.as_of, self.language = roster, year, as_of, lang
        #: For what several checks would compute again.
        self.memo: dict[str, Any] = {}
        #: Whether submissions come without what was found of them, as rules across reports read them.
        self.bare = False
        (self.run,) = self.connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()

    def units(self) -> tuple[Unit, ...]:
        """Return the units: those of the roster; without a roster, one per agency that submitted."""
        return self.roster.units

    def submissions(
        self, role: str | None = "current", year: int | None = None, source: str = "batch", *, bare: bool = False
    ) -> Iterator[Submission]:
        """Yield submissions by path. Role None is every role; `source` "previous" is what --previous brought.

        `bare` ones come without what was found of them.
        """
        wanted, values = "source = ?", list[Any]([source])
        for name, value in (("role", role), ("year", year)):
            if value is not None:
                wanted, values = f"{wanted} AND {name} = ?", [*values, value]
        yield from self._read(wanted, *values, bare=bare)

    def get(self, number: int) -> Submission:
        """Return a submission by its id; raises KeyError."""
        for found in self._read("id = ?", number):
            return found
        raise KeyError(number)

    def of_unit(self, unit: str | None, year: int | None) -> Submission | None:
        """Return the current submission of a unit for a year, of this batch or else of --previous."""
        if unit is None or year is None:
            return None
        return next(self._read("unit = ? AND year = ? AND role = 'current'", unit, year), None)

    def previous(self, submission: Submission) -> Submission | None:
        """Return the report of the same unit for the year before."""
        return self.of_unit(submission.unit, submission.year - 1) if submission.year else None

    def members(self, submission: Submission) -> Members | None:
        """Return the reports of the units directly below a submission's, of its year.

        None without such units, and where the roster says that their figures are not added up.
        """
        unit = self.roster.get(submission.unit)
        children = self.roster.children(unit.id) if unit and unit.consolidates is not False else ()
        found = [(child, self.of_unit(child.id, submission.year)) for child in children]
        missing = [child.name for child, report in found if report is None and child.expected != NOTHING]
        if not children or unit is None:
            return None
        return Members([report for _, report in found if report], missing, declared=bool(unit.consolidates))

    def versions(self, submission: Submission) -> list[Submission]:
        """Return the other formats of a current submission."""
        return list(self._read("current = ? AND role = 'version'", submission.id))

    def compared(self, submission: Submission) -> bool:
        """Tell whether the batch holds reports of other units of the same year."""
        known: dict[int | None, set[str]] = self.memo.setdefault("compared", {})
        if submission.year not in known:
            rows = self.rows("DISTINCT unit", "role = 'current' AND year IS ?", submission.year)
            known[submission.year] = {unit for (unit,) in rows}
        return bool(known[submission.year] - {submission.unit})

    def marks(self) -> Iterator[tuple[Key, dict[str, Any]]]:
        """Yield unit, year and id of every current report in order of path, and its marks."""
        for *key, kept in self.rows("unit, year, id, marks", "role = 'current' AND profile IS NOT NULL"):
            yield (key[0], key[1], key[2]), json.loads(kept)

    def superseded(self, submission: Submission) -> Iterator[Submission]:
        """Yield what a current submission replaced: earlier reports, and the same file under other names."""
        yield from self._read("current = ? AND role IN ('superseded', 'duplicate')", submission.id)

    def findings(self, submission: int | None = None, *, everything: bool = False) -> Iterator[Kept]:
        """Yield the findings of a submission (None: of no submission), or of everything in order of path."""
        joined = "FROM findings f LEFT JOIN submissions s ON s.id = f.submission"
        seen = "(f.submission IS NULL OR (s.run = ? AND s.source = 'batch'))"
        wanted = "" if everything else "AND f.submission IS ?"
        values = (self.run,) if everything else (self.run, submission)
        rows = self.connection.execute(
            f"SELECT f.submission, f.origin, f.state, f.content, f.waiver {joined} WHERE {seen} {wanted}"
            " ORDER BY s.path IS NULL, s.path, f.id",
            values,
        )
        for id_, origin, state, content, waiver in rows:
            yield Kept(id_, origin, state, unpack(content), json.loads(waiver) if waiver else None)

    def _read(self, wanted: str, *values: Any, bare: bool = False) -> Iterator[Submission]:
        """Yield submissions in order of path; a page at a time, so that nothing is locked between them."""
        last = ("", 0)
        while True:
            rows = self.connection.execute(
                f"SELECT record, {', '.join(_COLUMNS)} FROM submissions"
                f" WHERE run = ? AND {wanted} AND (path, id) > (?, ?) ORDER BY path, id LIMIT {_PAGE}",
                (self.run, *values, *last),
            ).fetchall()
            for record, *columns in rows:
                named = dict(zip(_COLUMNS, columns, strict=True))
                named["marks"] = json.loads(named["marks"])
                submission = unpacked(record, **named)
                yield submission if bare or self.bare else self._with_findings(submission)
            if len(rows) < _PAGE:
                return
            last = (rows[-1][1], rows[-1][2])

    def _with_findings(self, submission: Submission) -> Submission:
        submission.findings = [each.content for each in self.findings(submission.id) if each.state == "open"]
        gaps = self.connection.execute(
            "SELECT path, code, name, pointer, reason, severity FROM gaps"
            " WHERE submission = ? AND state = 'open' ORDER BY id",
            (submission.id,),
        )
        names = ("path", "code", "name", "pointer", "reason", "severity")
        submission.not_assessed = [dict(zip(names, row, strict=True)) for row in gaps]
        return submission

    def unit_id(self, submission: int | None) -> str | None:
        """Return the unit of a submission by its id, without reading its record."""
        row = self.connection.execute("SELECT unit FROM submissions WHERE id = ?", (submission,)).fetchone()
        return row[0] if row else None

    def rows(self, columns: str, wanted: str = "1", *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield columns of the batch's own submissions in order of path, for counts and lists that need no records."""
        query = f"SELECT {columns} FROM submissions WHERE run = ? AND source = 'batch' AND {wanted} ORDER BY path, id"
        yield from self.connection.execute(query, (self.run, *values))

    def opening(self) -> Callable[[], Batch]:
        """Return what opens the batch anew, in another process too: a connection must not be taken there."""
        return partial(Batch, self.path, self.roster, year=self.year, as_of=self.as_of, lang=self.language)

    def close(self) -> None:
        """Close the store."""
        self.connection.close()
