"""Help for the tests of C rules: run one rule, as its pack sets it, over plain sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from disclosure_lint.checks import Problem
from disclosure_lint.outline import Place
from disclosure_lint.report import Passage, Report
from disclosure_lint.ruleset import function

if TYPE_CHECKING:
    from disclosure_lint.profiles import Profile

PACK = Path(__file__).parents[1] / "rules" / "confidentiality.yaml"
SECTION_LINE = 10


class _NoLabels:
    language = "zh"

    def label(self, pointer: str, _language: str) -> str:
        return pointer


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Return the entries of the pack by code."""
    return {entry["code"]: entry for entry in yaml.safe_load(PACK.read_text("utf-8"))["rules"]}


def report(*paragraphs: str, preface: tuple[str, ...] = (), leftover: tuple[Passage, ...] = (), **data: Any) -> Report:
    """Return a report whose first chapter has these paragraphs; the chapter begins on line 10."""
    data = {"year": 2025, "preface": list(preface), **data}
    data["sections"] = {"overview": {"heading": "一、总体情况", "text": list(paragraphs)}}
    places = {"/sections/overview/heading": Place(line=SECTION_LINE)}
    return Report("", "yaml", cast("Profile", _NoLabels()), data, places=places, leftover=list(leftover))


def problems(code: str, subject: Report) -> list[Problem]:
    """Return what one rule finds in a report."""
    rule = rules()[code]
    return [each for each in function(rule["check"])[0](subject, **rule.get("with", {})) if isinstance(each, Problem)]


def found(*paragraphs: str) -> dict[str, list[Problem]]:
    """Return what every rule finds in paragraphs, by code, without the rules that find nothing."""
    subject = report(*paragraphs)
    every = {code: problems(code, subject) for code in rules()}
    return {code: each for code, each in every.items() if each}
