"""D403 once more, for the units whose roster says when they must publish or what kind of body they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint import ruleset
from disclosure_lint.checks import Problem
from disclosure_lint.checks.deadline import published_late
from disclosure_lint.findings import finding, unassessed
from disclosure_lint.outline import Outline, Place
from disclosure_lint.profiles import profiles
from disclosure_lint.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.roster import Unit
    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.findings import Finding, Unassessed
    from disclosure_lint.ruleset import Rule

CODE = "D403"
_KEYS = ("agency", "agency_kind", "year", "signed_on", "published_on")


def differs(unit: Unit, submission: Submission) -> bool:
    """Tell whether the roster says something of a unit's deadline that its report could not know."""
    kind = unit.kind is not None and unit.kind != submission.agency_kind
    return submission.profile is not None and (kind or _limit(unit, submission.year) is not None)


def judge(unit: Unit, submission: Submission, language: str) -> Iterator[Finding | Unassessed]:
    """Judge the deadline of a report by what the roster says of its unit."""
    report = _report(submission, unit)
    rule: Rule = ruleset.rules()[CODE].configured(report.profile, report.year)
    if not rule.applies_to(report.profile):
        return
    given = dict(rule.parameters)
    limit = _limit(unit, submission.year)
    if limit is not None:  # the roster's day goes before that of every kind and every year
        given["deadlines"] = {**given["deadlines"], str(report.data.setdefault("agency_kind", "unit")): limit}
        given["every_body"] = {**given["every_body"], "until": 0}
    for outcome in published_late(report, **given):
        if isinstance(outcome, Problem):
            yield finding(rule, outcome, report, language)
        else:
            yield unassessed(rule, outcome, report, language)


def _limit(unit: Unit, year: int | None) -> str | None:
    """Return the day on which a unit's report is due as MM-DD; a date holds for the reports of the year before it."""
    if unit.deadline is None or year is None:
        return None
    stated, _, day = unit.deadline.rpartition("-")[0].rpartition("-")[0], None, unit.deadline[-5:]
    return day if stated in ("", str(year + 1)) else None


def _report(submission: Submission, unit: Unit) -> Report:
    data = {key: getattr(submission, key) for key in _KEYS if getattr(submission, key) is not None}
    if unit.kind is not None:
        data["agency_kind"] = unit.kind
    places = {f"/{key}": _place(known) for key in _KEYS if (known := submission.places.get(f"/{key}"))}
    outline = Outline([]) if submission.printed else None
    profile = profiles()[submission.profile or ""]
    return Report(submission.path, submission.format, profile, data, places, outline=outline)


def _place(known: dict[str, object]) -> Place:
    box = known.get("box")
    return Place(**{**known, "box": tuple(box) if isinstance(box, list) else None})  # type: ignore[arg-type]
