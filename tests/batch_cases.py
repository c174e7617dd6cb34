"""Cases of rules across reports: a draft, and what is laid over the clean draft to make the other reports.

`last_year` is the same unit's report of the year before, `earlier` further ones; `others` are other units' reports
of the same year, `versions` other formats of the draft (`format` and `path` may be named), `members` the reports
below it, with `missing` names and `declared` where the roster says that the draft adds them up.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from disclosure_lint import lint
from disclosure_lint.batch.across import of_submission, rules
from disclosure_lint.batch.recording import submission_of
from disclosure_lint.batch.view import Members, Reports
from disclosure_lint.findings import Finding, Unassessed

if TYPE_CHECKING:
    from disclosure_lint.batch.submission import Submission

KEYS = ("last_year", "others", "versions", "members", "missing", "declared")
CLEAN = Path(__file__).parent / "rules" / "_clean"
ABSENT = "__absent__"


class Outcome(NamedTuple):
    findings: list[Finding]
    not_assessed: list[Unassessed]
    report: Any


@cache
def clean(name: str) -> dict[str, Any]:
    return yaml.safe_load((CLEAN / f"{name}.yaml").read_text(encoding="utf-8").replace("\ufeff", ""))


def merged(base: Any, change: Any) -> Any:
    """Return `base` with a fragment laid over it; "__absent__" takes a key away, numbers name items of a list."""
    if isinstance(base, list) and isinstance(change, dict):
        named = {int(index): value for index, value in change.items()}  # the compiled form has them as text
        return [merged(each, named.get(index, each)) for index, each in enumerate(base)]
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    result = dict(base)
    for key, value in change.items():
        if value == ABSENT:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def draft(change: dict[str, Any] | None, profile: str) -> dict[str, Any]:
    return merged(copy.deepcopy(clean(profile)), change or {})


def year_before(change: dict[str, Any] | None, this: dict[str, Any]) -> dict[str, Any]:
    """Return the draft of the year before, of the same body unless the fragment names another."""
    change = dict(change or {})
    profile = change.get("profile", this["profile"])
    year = this["year"] - 1
    if profile == "us-foia":
        named = {"agency": this["agency"], "title": this["title"], "year": year, "submitted_on": f"{year + 1}-01-19"}
        return merged(merged(draft(clean("us-last-year"), profile), named), change)
    base = merged(
        draft(None, profile),
        clean("last_year")
        if profile == "cn-2021"
        else {"tables": {"requests": clean("last_year")["tables"]["requests"]}},
    )
    dates = {"period": {"start": f"{year}-01-01", "end": f"{year}-12-31"}, "signed_on": f"{year + 1}-01-19"}
    named = {"agency": this["agency"], "title": f"{this['agency']}{year}年政府信息公开工作年度报告", "year": year}
    return merged(merged(base, {**dates, **named, "published_on": f"{year + 1}-01-21"}), change)


def submission(data: dict[str, Any], path: str, **known: Any) -> Submission:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    result = lint(text.encode(), name="report.yaml", language="zh", codes=frozenset({"X001"}))
    made = submission_of(result)
    assert made.profile, result.findings
    made.path = path
    for name, value in known.items():
        setattr(made, name, value)
    return made


def judge(case: dict[str, Any], profile: str, code: str, language: str = "zh") -> Outcome:
    """Return what one rule across reports says of the draft of a case."""
    this = draft(case.get("draft"), case.get("profile", profile))
    judged = submission(this, "report.yaml", unit="own")
    kept = [judged]
    if "last_year" in case:
        kept.append(submission(year_before(case["last_year"], this), "last_year.yaml", unit="own"))
    for number, each in enumerate(case.get("others", [])):
        kept.append(submission(draft(each, this["profile"]), f"other{number}.yaml", unit=f"other{number}"))
    for number, each in enumerate(case.get("versions", [])):
        fields = {key: each[key] for key in ("format",) if key in each}
        change = {key: value for key, value in each.items() if key != "format"}
        kept.append(submission(merged(this, change), f"version{number}.pdf", unit="own", role="version", **fields))
    parents = {}
    if "members" in case or "missing" in case:
        below = [
            submission(draft(each, this["profile"]), f"member{number}.yaml", unit=f"member{number}")
            for number, each in enumerate(case.get("members", []))
        ]
        kept += below
        parents["own"] = Members(below, case.get("missing", []), case.get("declared", False))
    batch = Reports(kept, parents)
    chosen = [rule for rule in rules() if rule.code == code]
    told = list(of_submission(batch, judged, chosen, language=language))
    findings = [each for each in told if isinstance(each, Finding)]
    assert not [each for each in findings if each.code != code], findings
    return Outcome(findings, [each for each in told if isinstance(each, Unassessed)], None)
