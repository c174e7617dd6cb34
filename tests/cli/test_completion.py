"""Completion, as the shells ask for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.run import run
from tests.test_packs import PROFILE, office

if TYPE_CHECKING:
    from pathlib import Path


def asked(*words: str) -> list[tuple[str, str]]:
    """What is offered for the last of some words."""
    environment = {
        **os.environ, "_DISCLOSURE_LINT_COMPLETE": "zsh_complete", "COMP_WORDS": " ".join(["disclosure-lint", *words]),
        "COMP_CWORD": str(len(words)), "PYTHONUTF8": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_lint"], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    lines = done.stdout.splitlines()
    return [(word, told) for _, word, told in zip(lines[::3], lines[1::3], lines[2::3], strict=True)]


@pytest.mark.parametrize(
    ("shell", "call"), [("bash", "complete "), ("zsh", "compdef "), ("fish", "complete --no-files")]
)
def test_the_script_of_each_shell(shell: str, call: str) -> None:
    done = run("completion", shell)
    assert done.status == 0
    assert call in done.out
    assert f"_DISCLOSURE_LINT_COMPLETE={shell}_complete" in done.out
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=done.out.encode(), check=False).returncode == 0


def test_rules_are_offered_by_code_and_name() -> None:
    offered = dict(asked("check", "--select", "T20"))
    assert {"T201", "T203"} <= set(offered)
    assert all(word.startswith("T20") for word in offered)
    assert "申请人" in offered["T203"]
    assert [word for word, _ in asked("check", "--ignore", "applicant-t")] == ["applicant-total"]
    assert [word for word, _ in asked("explain", "t203")] == ["T203"]
    assert len(asked("explain", "")) > 50


def test_profiles_formats_schemas_and_commands_are_offered() -> None:
    assert [word for word, _ in asked("check", "--profile", "cn-20")] == ["cn-2008", "cn-2019", "cn-2021"]
    assert {"cn-2021", "config"} <= {word for word, _ in asked("schema", "c")}
    assert {"sarif"} == {word for word, _ in asked("check", "-f", "s")}
    assert {"check", "completion"} <= {word for word, _ in asked("c")}


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """The script, in bash itself: it asks the command and fills COMPREPLY."""
    command = tmp_path / "disclosure-lint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m disclosure_lint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    asking = """
COMP_WORDS=(disclosure-lint check --profile cn-202); COMP_CWORD=3
_disclosure_lint_completion disclosure-lint
printf '%s\\n' "${COMPREPLY[@]}"
"""
    environment = {**os.environ, "PATH": os.pathsep.join([str(tmp_path), os.environ["PATH"]])}
    script = run("completion", "bash").out + asking
    done = subprocess.run(
        ["bash", "--norc"], input=script, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.split() == ["cn-2021"], done.stderr


def test_rules_and_profiles_of_the_configuration_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = office(tmp_path, "packs: pack.yaml\nprofiles: profile.yaml\n", profile=PROFILE) / ".disclosure-lint.yaml"
    assert asked("check", "--config", str(settings), "--select", "GZ")[0][0] == "GZ101"
    monkeypatch.chdir(tmp_path)
    assert [word for word, _ in asked("check", "--select", "GZ")] == ["GZ101"]
    assert [word for word, _ in asked("check", "--profile", "cn-g")] == ["cn-gz"]
    settings.write_text("packs: none.yaml\n", encoding="utf-8")
    assert [word for word, _ in asked("check", "--select", "T203")] == ["T203"]
