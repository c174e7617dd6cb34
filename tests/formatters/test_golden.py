"""Every format as a whole. UPDATE_GOLDEN=1 writes them anew; read the difference."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from disclosure_lint.formatters import render
from tests.formatters.sample import run, steady

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("text", "compact", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv")
IN_ENGLISH = ("text", "compact", "junit", "github", "gitlab", "markdown", "csv")
#: What a rule says of itself changes with the rules; test_sarif.py looks at it.
OF_RULES = ("shortDescription", "fullDescription", "help", "defaultConfiguration", "properties", "helpUri")


def without_rules(text: str) -> str:
    log = json.loads(text)
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        for key in OF_RULES:
            rule.pop(key, None)
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "zh") for name in NAMES), *((name, "en") for name in IN_ENGLISH)]
)
def test_golden(name: str, language: str) -> None:
    told = steady(render(name, run(language, verbose=True)))
    told = without_rules(told) if name == "sarif" else told
    golden = GOLDEN / f"{language}.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_names_the_rule_set(name: str) -> None:
    assert "sha256:RULESET" in steady(render(name, run(verbose=True)))
