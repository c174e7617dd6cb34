"""Every rule keeps its promises: its own good and bad example, and the cases of tests/rules/<CODE>.yaml.

A case is a `draft` (laid over the clean one), a `document`, or reports (see tests/batch_cases.py), and what the rule
says of it: `findings`, each with some of pointer, severity, confidence, message (a part of it, or several), text, fix
and related; `not_assessed`, each a reason or {reason, pointer, message}. All else that it comes to is kept in
tests/golden/ (see tests/outcomes.py).
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure_lint import findings, lint, resources
from disclosure_lint.formatters.wording import basis
from disclosure_lint.profiles import profiles
from disclosure_lint.ruleset import bind, reasons, rules
from tests import batch_cases
from tests.batch_cases import clean, merged
from tests.outcomes import fingerprints, golden, outcome

HERE = Path(__file__).parent / "rules"
SUFFIXES = {"md": "md", "markdown": "md", "txt": "txt", "html": "html", "yaml": "yaml", "json": "json"}
#: Rules about files and programs, shown by tests/test_bad_input.py, tests/test_engine.py and tests/us/test_exchange.py.
TOOL = {code for code, rule in rules().items() if rule.check in ("tool", "batch", "reader")}
LAW = sorted(set(rules()) - TOOL)
#: Rules across reports; T212 asks more where last year's report is known, which its cases with `last_year` show.
ACROSS = {code for code, rule in rules().items() if rule.check.startswith("across.")}


@pytest.fixture(autouse=True)
def nothing_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value, a variant or a note that rule and check do not both have fails, where users would see less."""

    def forgotten(_: dict[str, Any], key: str) -> str:
        raise AssertionError(f"the message names {{{key}}}")

    made = findings.finding

    def checked(rule: Any, problem: Any, report: Any, language: str) -> Any:
        assert not problem.variant or problem.variant in rule.variants, (rule.code, problem.variant)
        notes = {each.note for each in problem.related if each.note}
        assert notes <= set(rule.notes), (rule.code, notes)
        return made(rule, problem, report, language)

    monkeypatch.setattr(findings._Values, "__missing__", forgotten)  # noqa: SLF001
    monkeypatch.setattr(findings, "finding", checked)


def judge(case: dict[str, Any], default: str, code: str = "", language: str = "") -> Any:
    if code in ACROSS or any(key in case for key in batch_cases.KEYS):
        return batch_cases.judge(case, default, code, language or "zh")
    profile = case.get("profile", default)
    options = {**({"language": language} if language else {}), **case.get("options", {})}
    if "document" in case:
        suffix = SUFFIXES[case.get("format", "md")]
        if "profile" in case:
            options.setdefault("profile", profile)
        return lint(case["document"].encode(), name=f"report.{suffix}", **options)
    draft = merged(copy.deepcopy(clean(profile)), case.get("draft") or {})
    text = yaml.safe_dump(draft, allow_unicode=True, sort_keys=False)
    return lint(text.encode(), name="report.yaml", **options)


def text_at(result: Any, finding: Any) -> str:
    text = result.report.get(finding.pointer)
    return text[slice(*finding.span)] if finding.span and isinstance(text, str) else str(text)


def safety(finding: Any) -> str:
    return "none" if finding.fix is None else "safe" if finding.fix.safe else "unsafe"


def example(rule: Any, name: str) -> tuple[dict[str, Any], str]:
    content = getattr(rule, name) or {}
    known = ("cn-2021", "cn-2019", "cn-2008", "us-foia")
    profile = next(each for each in known if not rule.profiles or each in rule.profiles)
    if rule.code in ACROSS:
        others = {key: value for key, value in content.items() if key in batch_cases.KEYS}
        return {"draft": {key: value for key, value in content.items() if key not in others}, **others}, profile
    if "text" in content:
        return {"document": content["text"], "format": content.get("format", "md")}, profile
    return {"draft": content, "profile": content.get("profile", profile)}, profile


@pytest.mark.parametrize("code", LAW)
def test_bad_example_is_found(code: str) -> None:
    case, profile = example(rules()[code], "bad")
    assert code in {each.code for each in judge(case, profile, code).findings}


@pytest.mark.parametrize("code", LAW)
def test_fingerprints_stay(code: str) -> None:
    """A baseline that a user wrote with an earlier version still knows what it knew."""
    assert fingerprints(code) == golden("fingerprints")[code], "users' baselines forget these; make golden if meant"


@pytest.mark.parametrize("code", LAW)
def test_good_example_is_clean(code: str) -> None:
    case, profile = example(rules()[code], "good")
    assert code not in {each.code for each in judge(case, profile, code).findings}


def listed(words: str | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else words or []


def says(told: str, reason: str) -> bool:
    """Tell whether a reason was told in its own words, whatever its values are."""
    pieces = (re.split(r"\{[^{}]*\}", text) for text in reasons()[reason].values())
    return any(all(part in told for part in each) for each in pieces)


def cases() -> list[Any]:
    found = []
    for path in sorted(HERE / f"{code}.yaml" for code in LAW):  # the others are of a batch: tests/batch
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}"))
    return found


def test_every_file_of_cases_is_read() -> None:
    batch = {code for code, rule in rules().items() if rule.check == "batch"}  # tests/batch/test_gathering_rules.py
    assert {path.stem for path in HERE.glob("*.yaml")} == {*LAW, *batch}


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    result = judge(case, "cn-2021", code)
    found = [each for each in result.findings if each.code == code]
    expected = case.get("findings", [])
    told = [(each.pointer, each.severity, each.message) for each in found]
    assert len(found) == len(expected), told
    for finding, wanted in zip(found, expected, strict=True):
        if "pointer" in wanted:
            assert finding.pointer == wanted["pointer"], told
        if "severity" in wanted:
            assert finding.severity == wanted["severity"], told
        for words in listed(wanted.get("message")):
            assert words in finding.message, told
        if "confidence" in wanted:
            assert finding.confidence == wanted["confidence"], told
        if "fix" in wanted:
            assert safety(finding) == wanted["fix"], finding.fix
        if "text" in wanted:
            assert text_at(result, finding) == wanted["text"]
        for words in wanted.get("related", []):
            assert any(words in each.message for each in finding.related), finding.related
    if "not_assessed" in case:
        gaps = [each for each in result.not_assessed if each.code == code]
        assert bool(gaps) == bool(case["not_assessed"]), gaps
        for each in case["not_assessed"]:
            wanted = each if isinstance(each, dict) else {"reason": each}
            at = [gap for gap in gaps if wanted.get("pointer", gap.pointer) == gap.pointer]
            assert any(says(gap.reason, wanted["reason"]) and wanted.get("message", "") in gap.reason for gap in at), (
                each,
                gaps,
            )
    # What nobody asked for by name is asked for here.
    assert outcome(result, code, case, judge) == golden(code)[case["name"]], "make golden, and read the difference"


@pytest.mark.parametrize("code", LAW)
def test_gate(code: str) -> None:
    """A rule has a basis, both languages, and a case that fails and one that passes."""
    rule = rules()[code]
    assert rule.basis
    assert all(each.get("document") for each in rule.basis)
    for texts in (rule.summary, rule.why, rule.message, *rule.variants.values(), *rule.notes.values()):
        assert set(texts) == {"zh", "en"}
        assert all(texts.values())
    path = HERE / f"{code}.yaml"
    assert path.exists(), "no cases"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    assert any(case.get("findings") for case in found)
    assert any(not case.get("findings") for case in found)
    names = [case["name"] for case in found]
    assert len(set(names)) == len(names), "two cases of one name"
    assert set(names) == set(golden(code)), "make golden, and read the difference"


@pytest.mark.parametrize("code", LAW)
def test_fixes_are_as_the_rule_says(code: str) -> None:
    """Its examples and cases get safe fixes, unsafe ones or both; a rule that speaks of none has none."""
    bad, profile = example(rules()[code], "bad")
    known = yaml.safe_load((HERE / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
    results = [judge(bad, profile), *(judge(case, "cn-2021") for case in known)]
    found = {safety(each) for result in results for each in result.findings if each.code == code} - {"none"}
    said = rules()[code].fix
    expected = {"mixed": {"safe", "unsafe"}}.get(said["safety"], {said["safety"]}) if said else set()
    assert found == expected


@pytest.mark.parametrize("code", [code for code in LAW if rules()[code].check != "schema"])
def test_parameters_fit(code: str) -> None:
    bind(rules()[code])


@pytest.mark.parametrize("profile", [each for each in profiles() if (HERE / "_clean" / f"{each}.yaml").exists()])
def test_clean_draft(profile: str) -> None:
    result = judge({"draft": {}, "profile": profile}, profile)
    assert [(each.code, each.message) for each in result.findings] == []
    assert [(each.code, each.reason) for each in result.not_assessed] == []


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_basis_is_told_in_english(code: str) -> None:
    """A Chinese name stands behind the English one, and nowhere else; what stands in rules/citations.yaml is cited."""
    for entry in rules()[code].basis:
        told = basis(entry, chinese=False)
        official = entry["document"] if isinstance(entry["document"], str) else ""
        rest = told.removesuffix(f"({official})")
        assert rest.strip()
        assert not re.search("[一-鿿]", rest), told
        assert basis(entry, chinese=True).startswith(official)


def test_no_english_name_is_idle() -> None:
    named = resources.data("rules/citations")
    bases = [entry for rule in rules().values() for entry in rule.basis]
    for kind, key in (("documents", "document"), ("items", "item")):
        cited = {entry[key] for entry in bases if isinstance(entry.get(key), str)}
        assert set(named[kind]) <= cited
