"""action.yml and the GitLab template: their own command lines, in bash, with the variables a runner would set."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from disclosure_lint.cli import cli
from tests.cli.run import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BASH = shutil.which("bash")
if BASH is None or os.name == "nt":
    pytest.skip("needs bash", allow_module_level=True)
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE: dict[str, Any] = yaml.safe_load(
    (ROOT / "templates/disclosure-lint.gitlab-ci.yml").read_text(encoding="utf-8")
)
UNREACHABLE = ("No matching", "Could not find a version", "Connection", "name resolution", "ProxyError")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """RUNNER_TEMP, with an interpreter where the install step puts one."""
    python = tmp_path / "temp" / "disclosure-lint" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return tmp_path / "temp"


def step(number: int, temporary: Path, cwd: Path = ROOT, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run a step of the action as a runner does; return its status, its log and its outputs."""
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()} | inputs
    wanted = ACTION["runs"]["steps"][number]
    output = temporary / "output"
    output.write_text("", encoding="utf-8")
    environment = {**os.environ, "RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(output)}
    for name, value in wanted["env"].items():
        known = re.fullmatch(r"\$\{\{ (?:inputs\.([\w-]+)|github\.action_path) \}\}", value)
        environment[name] = value if known is None else str(ROOT) if known[1] is None else given[known[1]]
    script = temporary / "step.sh"
    script.write_text(wanted["run"], encoding="utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    said = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    return done.returncode, done.stdout + done.stderr, said


def test_inputs_are_never_a_part_of_a_script() -> None:
    for each in ACTION["runs"]["steps"]:
        assert "${{" not in each.get("run", "")
        assert each.get("shell", "bash") == "bash"
    assert ACTION["runs"]["using"] == "composite"


def test_the_check_step_annotates_and_fails(temporary: Path) -> None:
    status, log, outputs = step(1, temporary, paths="examples/faulty")
    assert status == 1
    assert outputs == {"status": "1"}
    assert "::error file=examples/faulty/education-bureau.html,line=55,col=128,endColumn=129,title=T203 " in log
    assert "::debug::disclosure-lint " in log
    status, log, outputs = step(
        1, temporary, paths="examples/good\n\nexamples/faulty\n", args="--exit-zero  --lang\nen"
    )
    assert (status, outputs) == (0, {"status": "0"})
    assert "disclosure-lint: examples/good/garden-bureau.yaml: pass" in log


@pytest.mark.parametrize("inputs", [{"sarif": "报告 1.sarif"}, {"upload-sarif": "true"}])
def test_the_check_step_writes_sarif_also_where_it_fails(
    temporary: Path, tmp_path: Path, inputs: dict[str, str]
) -> None:
    status, _, outputs = step(1, temporary, tmp_path, paths=str(ROOT / "examples" / "faulty"), **inputs)
    assert status == 1
    log = json.loads((tmp_path / outputs["sarif"]).read_text(encoding="utf-8"))
    assert {"T203"} <= {each["ruleId"] for each in log["runs"][0]["results"]}


def test_hostile_inputs_are_words_and_nothing_more(temporary: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cwd"
    folder.mkdir()
    evil = '$(touch gone)`touch gone`"; touch gone; "'
    status, log, outputs = step(1, temporary, folder, paths=evil)
    assert (status, outputs) == (2, {"status": "2"})
    assert "touch gone" in log
    for inputs in ({"args": evil}, {"args": "--select *"}, {"paths": "--version"}, {"paths": ""}):
        assert step(1, temporary, folder, **inputs)[0] == 2
    assert list(folder.iterdir()) == []


def test_the_install_step_installs_this_checkout(temporary: Path) -> None:
    shutil.rmtree(temporary / "disclosure-lint")
    status, log, _ = step(0, temporary, python=sys.executable)
    if status and any(words in log for words in UNREACHABLE):
        pytest.skip("the package index cannot be reached")
    assert status == 0, log
    status, log, _ = step(1, temporary, paths="examples/good")
    assert status == 0, log


def test_a_version_is_one_word_for_pip(temporary: Path) -> None:
    shutil.rmtree(temporary / "disclosure-lint")
    status, log, _ = step(0, temporary, python=sys.executable, version="1 --index-url=http://evil.example")
    assert status != 0
    assert "Invalid requirement" in log or "invalid" in log.lower()


@pytest.mark.parametrize(
    ("paths", "status"), [("examples/good", 0), ("examples/good examples/faulty", 1), ("nowhere", 2)]
)
def test_the_gitlab_job(paths: str, status: int, tmp_path: Path) -> None:
    job = TEMPLATE["disclosure-lint"]
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = f'disclosure-lint() {{ "{sys.executable}" -m disclosure_lint "$@"; }}\n' + "\n".join(job["script"])
    environment = {
        **os.environ,
        **job["variables"],
        "DISCLOSURE_LINT_PATHS": paths,
        "DISCLOSURE_LINT_ARGS": "--lang en",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == status, done.stderr
    reports = [tmp_path / each for each in job["artifacts"]["reports"].values()]
    assert [str(each.relative_to(tmp_path)) for each in reports] == job["artifacts"]["paths"]
    assert [each.exists() for each in reports] == [status < 2] * 2
    if status == 1:
        issues = json.loads(reports[0].read_text(encoding="utf-8"))
        assert all({"description", "check_name", "fingerprint", "severity", "location"} <= set(each) for each in issues)
        assert issues[1]["location"] == {
            "path": "examples/faulty/education-bureau.html", "lines": {"begin": 18, "end": 18},
        }  # fmt: skip


def test_options_named_in_the_files_exist() -> None:
    check = cli.get_command(None, "check")  # type: ignore[arg-type]
    known = {option for each in check.params for option in each.opts}  # type: ignore[union-attr]
    text = (ROOT / "action.yml").read_text(encoding="utf-8") + str(TEMPLATE)
    assert set(re.findall(r"(?<= )--[a-z-]{3,}", text)) - {"--quiet", "--disable-pip-version-check"} <= known
