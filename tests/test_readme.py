"""What both READMEs show was printed so; what they name exists."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
import yaml

from disclosure_lint import config
from disclosure_lint.cli import cli
from disclosure_lint.formatters import FORMATS
from tests.cli.run import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    config.forget()
    return tmp_path


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("number", range(3))
def test_what_is_shown_was_printed(name: str, number: int, checkout: Path) -> None:
    shown = blocks(TEXTS[name], "console")
    assert len(shown) == 3
    command, _, wanted = shown[number].partition("\n")
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "disclosure-lint"
    done = run(*arguments, "--as-of", "2026-04-30")
    # A line of "…" stands for any lines.
    parts = (re.escape(part.strip("\n")) for part in re.split(r"^…$", wanted, flags=re.MULTILINE))
    assert re.fullmatch(r".*".join(parts), done.out.strip("\n"), re.DOTALL), done.out


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_and_format_is_named(name: str) -> None:
    text = TEXTS[name]
    assert [each for each in FORMATS if f"`{each}`" not in text] == []
    assert [each for each in cli.list_commands(None) if not re.search(rf"`{each}[` ]", text)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TEXTS)
def test_the_configuration_is_valid(name: str, checkout: Path) -> None:
    (block,) = (each for each in blocks(TEXTS[name], "yaml") if "fail-on" in each)
    (checkout / config.NAME).write_text(block, encoding="utf-8")
    assert config.load(checkout / config.NAME).fail_on == "error"
    (hook,) = (yaml.safe_load(each) for each in blocks(TEXTS[name], "yaml") if "repos" in each)
    published = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {each["id"] for each in hook["repos"][0]["hooks"]} <= {each["id"] for each in published}


@pytest.mark.parametrize(
    "path", [ROOT / name for name in TEXTS] + sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    goals = re.findall(r"\]\(([^()#\s]+)[^()]*\)", path.read_text(encoding="utf-8"))
    assert [each for each in goals if "://" not in each and not (path.parent / each).exists()] == []
