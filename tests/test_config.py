"""Configuration is found, checked and merged; what is wrong in it is said with its line."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_lint import config, ruleset
from disclosure_lint.config import loading
from disclosure_lint.ruleset import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def rule(code: str, name: str, pack: str) -> Rule:
    """Return a rule that has only what selection looks at."""
    return Rule(code, name, "error", f"rules/cn/{pack}.yaml", {}, {}, [], "schema", {})


RULES = {
    each.code: each
    for each in (
        rule("T201", "requests-balance", "totals"),
        rule("T203", "applicant-total", "totals"),
        rule("D403", "published-late", "dates"),
        rule("S101", "missing-section", "schema-owned"),
    )
}


@pytest.fixture(autouse=True)
def known_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ruleset, "built_in", lambda: RULES)
    config.forget()
    yield
    monkeypatch.undo()
    config.forget()


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / config.NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "lang: en\n")
    write(tmp_path / "a", "lang: zh\n")
    (tmp_path / "b" / "c").mkdir(parents=True)
    assert config.for_input(tmp_path / "a" / "report.yaml").lang == "zh"
    assert config.for_input(tmp_path / "b" / "c").path == tmp_path / config.NAME


def test_the_search_stops_at_a_repository(tmp_path: Path) -> None:
    write(tmp_path, "lang: en\n")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "reports").mkdir()
    assert config.for_input(tmp_path / "repository" / "reports" / "report.md") == config.Config()
    path = write(tmp_path / "repository", "lang: zh\n")
    config.forget()
    assert config.for_input(tmp_path / "repository" / "reports" / "report.md").path == path


def test_a_file_is_read_once_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "lang: en\n")
    first = config.for_input(tmp_path / "1.md")
    monkeypatch.setattr(loading, "read", None)
    assert config.for_input(tmp_path / "2.md") is first


def test_every_key(tmp_path: Path) -> None:
    text = """\
profile: cn-2021
select: [T, D403]
ignore: applicant-total
severity: {totals: warning, T201: info, published-late: "off"}
fail-on: warning
lang: en
agency-kind: township
unrecognised: skip
deadlines: {township: 03-31}
limits: {seconds: 5, megabytes: 20.5, cells: 1000}
"""
    found = config.load(write(tmp_path, text))
    assert (found.profile, found.fail_on, found.lang) == ("cn-2021", "warning", "en")
    assert (found.agency_kind, found.unrecognised) == ("township", "skip")
    assert found.deadlines == {"township": "03-31"}
    assert found.limits == {"seconds": 5, "megabytes": 20.5, "cells": 1000}
    assert found.severities(RULES) == {"T201": "info", "T203": "warning", "D403": "off"}
    assert found.active(RULES) == {"T201"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n"])
def test_an_empty_file_sets_nothing(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert config.load(path) == config.Config(path=path)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("lang: en\nignor: [T201]\n", 2, "there is no key “ignor”; did you mean “ignore”?"),
        ("fail_on: error\n", 1, "there is no key “fail_on”; did you mean “fail-on”?"),
        ("zzz: 1\n", 1, "there is no key “zzz”"),
        (
            "select:\n  - T201\n  - applicant-totals\n",
            3,
            "there is no rule “applicant-totals”; did you mean “applicant-total”?",
        ),
        ("ignore: T9\n", 1, "there is no rule “T9”"),
        ("severity:\n  D4O3: error\n", 2, "there is no rule “D4O3”; did you mean “D403”?"),
        ("severity:\n  T201: fatal\n", 2, "“severity.T201” should be one of error, warning, info, off, it is “fatal”"),
        ("profile: cn-2022\n", 1, "there is no profile “cn-2022”; did you mean “cn-2021”?"),
        ("lang: fr\n", 1, "“lang” should be one of zh, en, it is “fr”"),
        ("deadlines: {township: 02-30}\n", 1, "“deadlines.township” (deadlines.township) cannot be “02-30”"),
        ("limits: {seconds: 0}\n", 1, "“limits.seconds” (Seconds per report) cannot be “0”"),
        ("limits: [1]\n", 1, "“limits” (Limits) cannot be “…”"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(config.ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == f"{path}:{line}: {message}"
    assert caught.value.text("zh").startswith(f"{path}:{line}: ")


@pytest.mark.parametrize("text", ["lang: [\n", "- a\n", "lang: en\nlang: zh\n"])
def test_what_is_no_configuration(tmp_path: Path, text: str) -> None:
    with pytest.raises(config.ConfigError):
        config.load(write(tmp_path, text))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / config.NAME
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(config.ConfigError):
        config.load(path)


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        (["T203"], {"T203"}),
        (["t2"], {"T201", "T203"}),
        (["T", "missing-section"], {"T201", "T203", "S101"}),
        (["dates"], {"D403"}),
        (["all"], set(RULES)),
        ([], set()),
    ],
)
def test_selectors(selectors: list[str], expected: set[str]) -> None:
    assert config.expand(selectors, RULES) == expected


@pytest.mark.parametrize("selector", ["", "T9", "requests_balance", "T2011"])
def test_a_selector_that_names_nothing(selector: str) -> None:
    with pytest.raises(config.ConfigError):
        config.expand([selector], RULES)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"lang": None, "select": ()}, {}),
        ({"lang": "zh", "select": ("D",)}, {"lang": "zh", "select": ("D",)}),
        ({"ignore": ("S101",)}, {"ignore": ("T203", "S101")}),
        ({"severity": {"T": "info"}}, {"severity": {"T201": "error", "T": "info"}}),
    ],
)
def test_options_go_over_the_file(options: dict[str, Any], expected: dict[str, Any]) -> None:
    base = config.Config(lang="en", select=("T",), ignore=("T203",), severity={"T201": "error"})
    merged = base.merge(**options)
    assert merged == config.Config(**{**vars(base), **expected})


def test_a_valid_file_needs_no_slow_library(tmp_path: Path) -> None:
    pytest.importorskip("jsonschema_rs")
    write(tmp_path, "lang: en\n")
    code = (
        "import sys, pathlib; from disclosure_lint import config;"
        f"assert config.for_input(pathlib.Path({str(tmp_path)!r})).lang == 'en';"
        "sys.exit('jsonschema' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_suppressions_are_parsed_with_their_lines(tmp_path: Path) -> None:
    text = """\
suppressions:
  - rule: T203
    path: 2024/*.docx
    pointer: /tables/requests/**/total
    fingerprint: 0123456789abcdef0123456789abcdef
    reason: 总计按原件
    owner: 张三
    until: 2026-12-31
  - {rule: dates, reason: as agreed}
"""
    path = write(tmp_path, text)
    first, second = config.load(path).suppressions
    assert first == (
        *("T203", "2024/*.docx", "/tables/requests/**/total", "0123456789abcdef0123456789abcdef"),
        *("总计按原件", "张三", "2026-12-31", path, 2),
    )
    assert second == ("dates", "", None, None, "as agreed", None, None, path, 9)
    assert first.covers(tmp_path / "2024" / "1.docx")
    assert not first.covers(tmp_path / "2025" / "1.docx")
    assert second.covers(tmp_path / "anything")
