"""What rules across reports may ask: the batch, and a submission as a report again."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from disclosure_lint.outline import Place
from disclosure_lint.profiles import profiles
from disclosure_lint.records import NamedTuple, Record, field
from disclosure_lint.report import Report, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.likeness import Key
    from disclosure_lint.batch.submission import Submission


class Members(NamedTuple):
    """The reports of the units below one, of one year, and the names of those that have none.

    `declared` says that the roster itself states that the unit reports for them.
    """

    reports: list[Submission]
    missing: list[str]
    declared: bool = False


class Batch(Protocol):
    """The reports that are judged together. `memo` keeps what several checks would compute again."""

    memo: dict[str, Any]

    def submissions(self) -> Iterable[Submission]:
        """Yield every current report, of whatever year, one at a time."""

    def previous(self, submission: Submission) -> Submission | None:
        """Return the same unit's report of the year before."""

    def members(self, submission: Submission) -> Members | None:
        """Return the reports that one is the sum of; None where the roster names no unit below its own."""

    def versions(self, submission: Submission) -> list[Submission]:
        """Return the other formats of a report."""

    def compared(self, submission: Submission) -> bool:
        """Tell whether the batch holds reports of other units."""

    def get(self, number: int) -> Submission:
        """Return a submission by its id."""

    def marks(self) -> Iterable[tuple[Key, dict[str, Any]]]:
        """Yield unit, year and id of every current report, and its marks, {} where none are kept."""


class Reports(Record):
    """A batch in memory: reports of the year that is judged, and reports of other years and units."""

    kept: list[Submission] = field(default_factory=list)
    parents: dict[str, Members] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the reports."""
        for number, each in enumerate(self.kept, start=1):
            each.id = number

    def get(self, number: int) -> Submission:
        """Return a submission by its id."""
        return self.kept[number - 1]

    def submissions(self) -> Iterator[Submission]:
        """Yield every current report."""
        return (each for each in self.kept if each.role == "current")

    def marks(self) -> Iterator[tuple[Key, dict[str, Any]]]:
        """Yield every current report and its marks."""
        return (((each.unit, each.year, each.id), each.marks) for each in self.submissions() if each.profile)

    def previous(self, submission: Submission) -> Submission | None:
        """Return the report of the year before whose body has the same name, or the same unit."""
        if submission.year is None:
            return None
        from disclosure_lint.extract.agencies import same_body

        found = [each for each in self._of_year(submission.year - 1) if each is not submission]
        if submission.unit is not None:
            return next((each for each in found if each.unit == submission.unit), None)
        name = submission.agency
        exact = [each for each in found if name and each.agency == name]
        alike = (each for each in found if name and each.agency and same_body(name, each.agency))
        return next(iter(exact), None) or next(alike, None)

    def members(self, submission: Submission) -> Members | None:
        """Return the reports that were put below a unit."""
        return self.parents.get(submission.unit or "")

    def versions(self, submission: Submission) -> list[Submission]:
        """Return the other formats of a report."""
        same = (each for each in self.kept if each.role == "version" and each.year == submission.year)
        return [each for each in same if each.unit == submission.unit]

    def compared(self, submission: Submission) -> bool:
        """Tell whether there are reports of other units."""
        return any(each.unit != submission.unit for each in self.kept)

    def _of_year(self, year: int) -> list[Submission]:
        if "years" not in self.memo:
            by_year: dict[int, list[Submission]] = defaultdict(list)
            for each in self.submissions():
                by_year[each.year or 0].append(each)
            self.memo["years"] = by_year
        found: list[Submission] = self.memo["years"].get(year, [])
        return found


def report_of(submission: Submission) -> Report:
    """Return a report with what was kept of it: figures, prose and places, but nothing of the file.

    Raises KeyError for a submission without a profile: what was not recognised is no report.
    """
    data: dict[str, Any] = {"tables": submission.tables}
    for key in ("title", "agency", "agency_kind", "year", "period", "signed_on", "published_on"):
        if (value := getattr(submission, key)) is not None:
            data[key] = value
    places = _Places(submission.places)
    for prose in submission.prose:
        _put(data, prose.pointer, prose.text)
        if prose.place:
            places.prose[prose.pointer] = prose.place
    profile = profiles()[submission.profile or ""]
    return Report(submission.path, submission.format, profile, data, places, sha256=submission.sha256)


class _Places(dict[str, Place]):
    """Places made when they are asked for: a report has hundreds, a finding needs two."""

    def __init__(self, known: dict[str, dict[str, Any]]) -> None:
        super().__init__()
        self.known = known
        self.prose: dict[str, dict[str, Any]] = {}

    def get(self, pointer: str, default: Any = None) -> Any:
        """Return the place of a pointer."""
        known = self.prose.get(pointer) or self.known.get(pointer)
        if known is None:
            return default
        box = known.get("box")
        return Place(**{**known, "box": tuple(box)}) if box else Place(**known)


def _put(data: dict[str, Any], pointer: str, text: str) -> None:
    """Put a text where it stood; lists are filled in order, so that a gap in them ends it."""
    *above, last = tokens(pointer)
    at: Any = data
    for key, following in pairwise([*above, last]):
        made: Any = [] if following.isdecimal() else {}
        if isinstance(at, list):
            if int(key) == len(at):
                at.append(made)
            at = at[int(key)] if int(key) < len(at) else None
        elif isinstance(at, dict):
            at = at.setdefault(key, made)
        else:
            return
    if isinstance(at, dict):
        at[last] = text
    elif isinstance(at, list) and int(last) == len(at):
        at.append(text)
