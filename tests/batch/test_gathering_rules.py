"""B705 and B706 keep their promises: their own examples, and the cases of tests/rules."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure_lint.ruleset import rules
from tests.batch.folders import clean
from tests.cli.run import run

HERE = Path(__file__).parents[1] / "rules"
CODES = sorted(code for code, rule in rules().items() if rule.check == "batch")


def judged(folder: Path, code: str, case: dict[str, Any]) -> list[dict[str, str]]:
    inside = folder / "in"
    inside.mkdir()
    for name, change in case["reports"].items():
        draft = {**yaml.safe_load(clean()), **change}
        text = yaml.safe_dump(draft, allow_unicode=True, sort_keys=False)
        if name.endswith(".json"):
            text = json.dumps(draft, default=str, ensure_ascii=False)
        (inside / name).write_text(text, encoding="utf-8")
    options = ["--select", code, "--no-progress", *(["--year", str(case["year"])] if "year" in case else [])]
    if "roster" in case:
        (folder / "roster.csv").write_text(case["roster"], encoding="utf-8")
        options += ["--roster", str(folder / "roster.csv")]
    assert run("batch", inside, "-o", folder / "out", *options).status < 2
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return [each for each in csv.DictReader(file) if each["代码"] == code]


def cases() -> list[Any]:
    found = []
    for code in CODES:
        for case in yaml.safe_load((HERE / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(code, case, id=f"{code}-{case['name']}"))
    return found


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = judged(tmp_path, code, case)
    expected = case.get("findings", [])
    assert len(found) == len(expected), found
    for finding, wanted in zip(found, expected, strict=True):
        assert wanted["message"] in finding["问题"]
        assert finding["级别"] == wanted.get("severity", finding["级别"])
        assert finding["文件"].endswith(wanted.get("path", ""))


@pytest.mark.parametrize("code", CODES)
def test_own_examples(code: str, tmp_path: Path) -> None:
    for name in ("bad", "good"):
        (tmp_path / name).mkdir()
        assert bool(judged(tmp_path / name, code, getattr(rules()[code], name))) == (name == "bad")


@pytest.mark.parametrize("code", CODES)
def test_gate(code: str) -> None:
    rule = rules()[code]
    assert rule.basis
    for texts in (rule.summary, rule.why, rule.message, *rule.variants.values(), *rule.notes.values()):
        assert set(texts) == {"zh", "en"} and all(texts.values())
    found = [case.values[1] for case in cases() if case.values[0] == code]
    assert {bool(case.get("findings")) for case in found} == {True, False}
