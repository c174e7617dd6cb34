"""Runs the N rules on single sentences, held against the tables of the clean drafts."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from disclosure_lint import findings as made
from disclosure_lint.checks import Problem
from disclosure_lint.profiles import profiles
from disclosure_lint.report import Report
from disclosure_lint.ruleset import function, rules

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding

CLEAN = Path(__file__).parent / "rules" / "_clean"
RULES = [f"N3{number:02}" for number in range(1, 12)]


@cache
def _draft(profile: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CLEAN / f"{profile}.yaml").read_text(encoding="utf-8"))
    return data


def sentences(name: str) -> dict[str, Any]:
    """Return the lists of sentences of a file of tests/sentences."""
    path = Path(__file__).parent / "sentences" / f"{name}.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def report_saying(*paragraphs: str, profile: str = "cn-2021", **data: Any) -> Report:
    """Return the clean draft with these paragraphs as its only prose; `data` replaces top-level keys."""
    draft = copy.deepcopy(_draft(profile))
    for section in draft["sections"].values():
        section["text"] = []
    draft["sections"]["overview"]["text"] = list(paragraphs)
    draft["preface"] = []
    draft.update(data)
    return Report("report.yaml", "yaml", profiles()[profile], draft)


def problems(report: Report) -> int:
    """Run the N rules only, and return how many problems they find."""
    used = [rule for code in RULES if (rule := rules()[code]).applies_to(report.profile)]
    return sum(1 for rule in used for _ in function(rule.check)[0](report, **rule.parameters))


def found(report: Report, codes: list[str] = RULES) -> list[Finding]:
    """Return what the N rules find."""
    told = []
    for code in codes:
        rule = rules()[code].configured(report.profile, report.year)
        if rule.applies_to(report.profile):
            outcomes = list(function(rule.check)[0](report, **rule.parameters))
            told += [made.finding(rule, each, report, "zh") for each in outcomes if isinstance(each, Problem)]
    return told


def serious(report: Report) -> list[str]:
    """Return the errors and warnings as "code: message"."""
    return [f"{each.code}: {each.message}" for each in found(report) if each.severity != "info"]
