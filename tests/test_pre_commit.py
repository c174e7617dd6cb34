"""The hook, run by pre-commit itself on commits of a scratch repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import yaml

from disclosure_lint.readers import SUFFIXES
from tests.cli.run import FAULTY, GOOD, ROOT

pytest.importorskip("pre_commit", reason="needs pre-commit")
if shutil.which("git") is None:
    pytest.skip("needs git", allow_module_level=True)

#: What pip and git say where there is no network.
UNREACHABLE = (
    "Could not find a version",
    "NewConnectionError",
    "Temporary failure",
    "Could not resolve",
    "ProxyError",
    "No matching",
)
LOCAL = """\
repos:
  - repo: local
    hooks:
      - id: disclosure-lint
        name: disclosure-lint
        entry: {python} -m {entry}
        language: system
        files: '{files}'
"""


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = (
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.autocrlf=false",
    )
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "年报 仓库"
    folder.mkdir()
    assert git(folder, "init", "--quiet").returncode == 0
    (folder / "ci.yaml").write_text("name: ci\non: [push]\n", encoding="utf-8")
    return folder


def hooks() -> dict[str, dict[str, str]]:
    """The hooks that are published, by id."""
    return {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


@pytest.fixture
def guarded(repository: Path) -> Path:
    """The repository, with the hook as `.pre-commit-hooks.yaml` has it, in the environment of the tests."""
    hook = hooks()["disclosure-lint"]
    entry = hook["entry"].replace("disclosure-lint", "disclosure_lint", 1)
    settings = LOCAL.format(python=Path(sys.executable).as_posix(), entry=entry, files=hook["files"])
    (repository / ".pre-commit-config.yaml").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=repository, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return repository


def commit(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    assert git(folder, "add", *files, ".pre-commit-config.yaml").returncode == 0
    return git(folder, "commit", "--quiet", "--message", "x")


def test_a_good_report_is_committed(guarded: Path) -> None:
    shutil.copy2(GOOD, guarded / "园林局.yaml")
    done = commit(guarded, "园林局.yaml", "ci.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


def test_a_faulty_report_is_held_back(guarded: Path) -> None:
    shutil.copy2(FAULTY, guarded / "教体局.html")
    done = commit(guarded, "教体局.html", "ci.yaml")
    assert done.returncode == 1
    assert "T203" in done.stdout + done.stderr
    assert git(guarded, "log").returncode != 0


def test_other_files_are_let_through(guarded: Path) -> None:
    (guarded / "README.md").write_text("# 说明\n", encoding="utf-8")
    (guarded / "data.json").write_text('{"a": 1}\n', encoding="utf-8")
    done = commit(guarded, "ci.yaml", "README.md", "data.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_of_each_hook() -> None:
    everything, documents = (
        re.compile(hooks()[name]["files"]) for name in ("disclosure-lint", "disclosure-lint-documents")
    )
    read = {suffix for suffix in SUFFIXES if everything.search("年报" + suffix)}
    assert set(SUFFIXES) == read
    packed = {suffix for suffix, kind in SUFFIXES.items() if kind in ("docx", "pdf", "xlsx", "ofd")}
    assert {suffix for suffix in SUFFIXES if documents.search("年报" + suffix)} == packed


def test_the_hooks_as_they_are_published(repository: Path) -> None:
    """`pre-commit try-repo` clones this checkout, builds it from nothing and runs its hooks."""
    shutil.copy2(GOOD, repository / "good.yaml")
    shutil.copy2(FAULTY, repository / "bad.html")
    document(repository / "bad.docx")
    git(repository, "add", ".")
    cases = (
        ("disclosure-lint", "good.yaml", 0), ("disclosure-lint", "bad.html", 1), ("disclosure-lint", "ci.yaml", 0),
        ("disclosure-lint-documents", "bad.html", 0), ("disclosure-lint-documents", "bad.docx", 1),
    )  # fmt: skip
    for hook, name, status in cases:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), hook, "--files", name],
            cwd=repository,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", "PRE_COMMIT_HOME": str(repository.parent / "pre-commit")},
        )
        told = done.stdout + done.stderr
        if done.returncode not in (0, 1) and any(words in told for words in UNREACHABLE):
            pytest.skip("the package index cannot be reached")
        assert done.returncode == status, told


def document(path: Path) -> None:
    """Write a Word document that calls itself a report and has nothing of one."""
    made = docx.Document()
    made.add_heading("临江市水务局2025年政府信息公开工作年度报告", 0)
    made.add_paragraph("一、总体情况")
    made.add_paragraph("2025年收到政府信息公开申请3件。")
    made.save(str(path))
