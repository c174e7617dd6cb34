"""The guides on formats and CI say what is so: their commands run, their files and names exist."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
import yaml

from disclosure_lint.formatters import FORMATS, STREAMED
from tests.cli.run import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = [ROOT / "docs" / f"{name}{suffix}.md" for name in ("formats", "ci") for suffix in ("", ".zh-CN")]


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (path.name, block)
        for path in GUIDES
        for block in re.findall(
            rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
    ]


@pytest.mark.parametrize("line", sorted({line for _, block in blocks("sh") for line in block.splitlines()}))
def test_commands_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, *arguments = shlex.split(line)
    assert name == "disclosure-lint"
    (tmp_path / "examples").mkdir()
    for path in (ROOT / "examples" / "faulty", ROOT / "examples" / "good"):
        for file in path.iterdir():
            (tmp_path / "examples" / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.status == (1 if arguments[0] == "check" else 0), done.err
    assert all((tmp_path / each).stat().st_size for each in re.findall(r"-o (\S+)", line))


@pytest.mark.parametrize(("guide", "block"), blocks("yaml"))
def test_yaml_names_what_exists(guide: str, block: str) -> None:
    content = yaml.safe_load(block)
    if "repos" in content:
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        assert {each["id"] for each in content["repos"][0]["hooks"]} <= {each["id"] for each in hooks}
    elif "include" in content:
        template = yaml.safe_load((ROOT / content["include"][0]["file"]).read_text(encoding="utf-8"))
        assert set(content["disclosure-lint"]["variables"]) <= set(template["disclosure-lint"]["variables"])
    else:
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        (step,) = (each for each in content["jobs"]["check"]["steps"] if "disclosure-lint@" in each["uses"])
        assert set(step["with"]) <= set(action["inputs"])


@pytest.mark.parametrize("suffix", ["", ".zh-CN"])
def test_the_table_of_formats_is_true(suffix: str) -> None:
    text = (ROOT / "docs" / f"formats{suffix}.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    assert set(rows) == set(FORMATS)
    streamed = {"": "result by result", ".zh-CN": "逐份"}[suffix]
    assert {name for name, when in rows.items() if when == streamed} == STREAMED
