"""Plugins: installed distributions add rules; one that is broken costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.run import GOOD, ROOT, Done, process, run
from tests.test_rules import clean, merged

EXAMPLE = ROOT / "examples" / "plugin"
PACK = """\
rules:
  - code: {code}
    name: {name}
    severity: warning
    summary: {{zh: 摘要, en: summary}}
    why: {{zh: 原因, en: why}}
    basis: [{{document: 本单位规定}}]
    check: {check}
    message: {{zh: 有问题, en: something is wrong}}
"""
CHECKS = """\
from pathlib import Path
from disclosure_lint.checks import Problem, check
PACKS = [Path(__file__).with_name("{module}.yaml")]
@check("{check}")
def found(report):
    yield Problem("/title")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, installed into a folder of its own without the network."""
    pytest.importorskip("hatchling", reason="needs hatchling, to build without the network")
    target = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", str(target)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(EXAMPLE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target


def plugin(site: Path, name: str, source: str, /, **pack: str) -> Path:
    """Put a distribution with one module into a folder, as pip leaves it."""
    metadata = site / f"{name}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    entry = f"[disclosure_lint.rules]\n{name} = {name}\n"
    (metadata / "entry_points.txt").write_text(entry, encoding="utf-8")
    (site / f"{name}.py").write_text(source, encoding="utf-8")
    if pack:
        (site / f"{name}.yaml").write_text(PACK.format(**pack), encoding="utf-8")
    return site


def with_site(site: Path, *arguments: str | Path, cwd: Path | None = None) -> Done:
    path = os.pathsep.join([str(site), str(ROOT / "src")])
    return process(*arguments, cwd=cwd, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")


def test_the_example_finds_what_its_cases_say(installed: Path, tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = yaml.safe_load((EXAMPLE / "cases" / "LJ101.yaml").read_text(encoding="utf-8"))[
        "cases"
    ]
    for number, case in enumerate(cases):
        draft = merged(clean("cn-2021"), case["draft"])
        draft["contact"] = case["draft"]["contact"]
        text = yaml.safe_dump(draft, allow_unicode=True)
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    found = with_site(installed, "check", "-f", "json", "--select", "LJ", tmp_path).json
    told = {(Path(each["path"]).stem, each["pointer"], each["severity"]) for each in found["findings"]}
    wanted = {
        (str(number), each["pointer"], each["severity"])
        for number, case in enumerate(cases)
        for each in case["findings"]
    }
    assert told == wanted
    assert wanted


def test_the_example_is_listed_explained_and_switched_off(installed: Path, tmp_path: Path) -> None:
    assert "LJ101" in with_site(installed, "rules", cwd=tmp_path).out
    assert "第八条" in with_site(installed, "explain", "linjiang-contact", cwd=tmp_path).out
    off = with_site(installed, "check", "--no-plugins", "--select", "LJ101", GOOD)
    assert off.status == 2
    assert "LJ101" in off.err
    (tmp_path / ".disclosure-lint.yaml").write_text("plugins: false\n", encoding="utf-8")
    assert "LJ101" not in with_site(installed, "rules", cwd=tmp_path).out


def test_the_hash_tells_of_plugins(installed: Path) -> None:
    plain = with_site(installed, "check", "-f", "json", "--no-plugins", GOOD).json["tool"]["ruleset"]
    assert plain == run("check", "-f", "json", GOOD).json["tool"]["ruleset"]
    assert with_site(installed, "check", "-f", "json", GOOD).json["tool"]["ruleset"] != plain


def test_processes_know_plugins_too(installed: Path, tmp_path: Path) -> None:
    draft = clean("cn-2021") | {"contact": {"address": "临江市"}}
    for number in range(30):
        (tmp_path / f"{number}.yaml").write_text(yaml.safe_dump(draft, allow_unicode=True), encoding="utf-8")
    found = with_site(installed, "check", "-f", "json", "--jobs", "2", "--select", "LJ", tmp_path).json
    assert len(found["findings"]) == 30


BROKEN = {
    "raises": ("import nowhere_to_be_found\n", {}, "nowhere_to_be_found"),
    "exits": ("raise SystemExit(3)\n", {}, "SystemExit"),
    "packless": ("x = 1\n", {}, "PACKS"),
    "absent": ("PACKS = ['/nowhere/rules.yaml']\n", {}, "there is no such file"),
    "codeless": (
        CHECKS.format(module="codeless", check="codeless.found"),
        {"code": "T203", "name": "codeless", "check": "codeless.found"},
        "codeless.yaml:2: “T203” is already a code, name or alias of another rule: T203 applicant-total",
    ),
    "nameless": (
        CHECKS.format(module="nameless", check="nameless.found"),
        {"code": "ZZ101", "name": "nameless", "check": "nameless.fond"},
        "nameless.yaml:8: there is no check “nameless.fond”; did you mean “nameless.found”?",
    ),
    "thief": (
        CHECKS.format(module="thief", check="totals.sum"),
        {"code": "ZZ102", "name": "thief", "check": "totals.sum"},
        "there is a check “totals.sum” already",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_costs_only_itself(name: str, tmp_path: Path) -> None:
    source, pack, message = BROKEN[name]
    plugin(tmp_path, name, source, **pack)
    plugin(
        tmp_path,
        "works",
        CHECKS.format(module="works", check="works.found"),
        code="OK101",
        name="works",
        check="works.found",
    )
    done = with_site(tmp_path, "check", "--lang", "en", "-f", "json", GOOD)
    assert [each["code"] for each in done.json["findings"]] == ["OK101"]
    assert done.status == 0
    (line,) = done.err.splitlines()
    assert f"the plugin {name} 1.0 is not used: " in line
    assert message in line
    assert "Traceback" not in done.err


def test_metadata_that_is_no_metadata(tmp_path: Path) -> None:
    plugin(tmp_path, "spoilt", "PACKS = []\n")
    metadata = tmp_path / "spoilt-1.0.dist-info"
    (metadata / "METADATA").unlink()
    (metadata / "entry_points.txt").write_text("[disclosure_lint.rules]\n= ]\nx\n[", encoding="utf-8")
    done = with_site(tmp_path, "rules", "--lang", "en", cwd=metadata)
    assert done.status == 0
    assert "T203" in done.out
    assert all(
        line.startswith("disclosure-lint: the plugin spoilt 1.0 is not used: ") for line in done.err.splitlines()
    )


def test_a_failed_plugin_leaves_the_tools_own_checks(tmp_path: Path) -> None:
    source, pack, _ = BROKEN["thief"]
    plugin(tmp_path, "thief", source, **pack)
    faulty = ROOT / "examples" / "faulty" / "education-bureau.html"
    theirs = with_site(tmp_path, "check", "-f", "json", faulty).json
    ours = run("check", "-f", "json", faulty).json
    assert [each["fingerprint"] for each in theirs["findings"]] == [each["fingerprint"] for each in ours["findings"]]


def test_nothing_of_the_working_directory_is_run(tmp_path: Path) -> None:
    source = CHECKS.format(module="planted", check="planted.found")
    plugin(tmp_path, "planted", source, code="ZZ103", name="planted", check="planted.found")
    for site in (ROOT / "src", tmp_path):  # by `python -m`, and by PYTHONPATH as well
        done = with_site(site, "rules", cwd=tmp_path)
        assert done.status == 0
        assert "ZZ103" not in done.out
        assert not done.err


def test_a_module_of_the_working_directory_stands_in_for_no_plugin(tmp_path: Path) -> None:
    site = plugin(
        tmp_path / "site",
        "real",
        CHECKS.format(module="real", check="real.found"),
        code="ZZ104",
        name="real",
        check="real.found",
    )
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "real.py").write_text("raise SystemExit('planted')\n", encoding="utf-8")
    done = with_site(site, "rules", cwd=tmp_path / "here")
    assert "ZZ104" in done.out
    assert not done.err


def test_without_plugins_nothing_of_theirs_is_imported() -> None:
    from tests.test_startup import imported

    modules = imported("check", str(GOOD))
    assert not modules & {"importlib.metadata", "tomllib", "disclosure_lint.packs", "disclosure_lint.config.toml"}
