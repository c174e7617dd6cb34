"""Annual reports that have a form of their own, by which they are not judged here (rules/other-forms.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint import resources
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from disclosure_lint.report import Report

#: What a report is based on is cited in its first passages: title, preface, the first lines of the overview.
_FIRST = 8


class OtherForm(NamedTuple):
    """Why a report is not held against the profile's form (rules/reasons.yaml), and the checks that would do so."""

    reason: str
    checks: tuple[str, ...]


def other_form(report: Report) -> OtherForm | None:
    """Return the form that a document has in place of the profile's, None where it has that."""
    if "other form" not in report.memo:
        report.memo["other form"] = _other_form(report)
    found: OtherForm | None = report.memo["other form"]
    return found


def _other_form(report: Report) -> OtherForm | None:
    if report.outline is None or report.get("/tables"):
        return None
    title, kind = report.get("/title"), report.get("/agency_kind")
    for form in resources.data("rules/other-forms")["forms"]:
        if form["country"] != report.profile.country or kind not in form["agency_kinds"]:
            continue
        titled = isinstance(title, str) and pattern(form["titles"]).search(title)
        first = (passage.text for passage, _ in zip(report.texts(), range(_FIRST), strict=False))
        if titled or any(pattern(form["cites"]).search(text) for text in first):
            return OtherForm(form["reason"], tuple(form["checks"]))
    return None
