"""docs/offline: the commands for Linux are run as they stand, on a copy of the checkout and in an environment of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
import yaml
from packaging.requirements import Requirement

from tests.cli.run import GOOD, ROOT
from tests.test_packaging import SHIPPED
from tests.test_pre_commit import UNREACHABLE, hooks

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = ["offline.md", "offline.zh-CN.md"]
WINDOWS = {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt", "extra": ""}


def blocks(guide: str, language: str) -> list[str]:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return [
        re.sub(r"^ {2}", "", body, flags=re.MULTILINE) if indent else body
        for indent, body in re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    ]


def needed(name: str, environment: dict[str, str], seen: set[str]) -> set[str]:
    """Return what a distribution needs in an environment, and what that needs in turn."""
    for line in metadata.requires(name) or []:
        each = Requirement(line)
        if (each.marker is None or each.marker.evaluate(environment)) and each.name.lower() not in seen:
            seen.add(each.name.lower())
            try:
                needed(each.name, environment, seen)
            except metadata.PackageNotFoundError:
                assert each.name == "colorama"  # of Windows, and needs nothing itself
    return seen


def test_both_guides_have_the_same_commands() -> None:
    one, other = (blocks(guide, "sh") + blocks(guide, "yaml") for guide in GUIDES)
    assert one == other
    assert len(one) == 5


def test_what_only_windows_needs_is_named() -> None:
    more = needed("disclosure-lint", WINDOWS, set()) - needed("disclosure-lint", {"extra": ""}, set())
    assert more <= {"colorama"}
    assert all(
        "colorama" in text for text in (blocks(GUIDES[0], "sh")[0], (ROOT / "Makefile").read_text(encoding="utf-8"))
    )


def test_the_hook_without_internet_is_the_published_one() -> None:
    (text,) = blocks(GUIDES[0], "yaml")
    (hook,) = yaml.safe_load(text)["repos"][0]["hooks"]
    published = hooks()["disclosure-lint"]
    assert {key: hook[key] for key in ("entry", "files")} == {key: published[key] for key in ("entry", "files")}


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")
def test_installed_from_the_folder_it_works(tmp_path: Path) -> None:
    fetch, _, sums, install = blocks(GUIDES[0], "sh")
    checkout, office, programs = (tmp_path / name for name in ("checkout", "办公室", "bin"))
    for folder in (checkout, office, programs):
        folder.mkdir()
    _python(programs / "python3")
    for name in SHIPPED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, checkout / name)
    done = bash(fetch + sums, checkout, programs)
    told = done.stdout + done.stderr
    if done.returncode and any(words in told for words in UNREACHABLE):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, told
    shutil.move(checkout / "wheelhouse", office)
    shutil.rmtree(checkout)
    shutil.copy2(GOOD, office / "report.yaml")
    assert bash("sha256sum --quiet -c wheelhouse/SHA256SUMS", office, programs).returncode == 0
    # An index that is nowhere: whatever is not in the folder cannot be installed.
    done = bash(install, office, programs, PIP_INDEX_URL="http://127.0.0.1:9/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "合格" in done.stdout
    asked = "disclosure-lint-env/bin/python -c 'import disclosure_lint; print(disclosure_lint.__file__)'"
    assert str(office) in bash(asked, office, programs).stdout


def _python(path: Path) -> None:
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    path.chmod(0o755)


def bash(script: str, cwd: Path, programs: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1", **more}
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
