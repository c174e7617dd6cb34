"""What docs/suppressions says is so: its comments are understood, its configuration is valid, its commands work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from disclosure_lint import config
from disclosure_lint.suppress import FIRM
from disclosure_lint.suppress.comments import comments
from disclosure_lint.suppress.directives import ACTIONS, parse
from tests.cli.run import GOOD, ROOT, run

PAGES = ["suppressions.md", "suppressions.zh-CN.md"]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = [body for name, body in BLOCK.findall(text) if name == kind]
    assert found
    return found


@pytest.mark.parametrize("page", PAGES)
def test_comments_are_understood(page: str) -> None:
    for kind in ("yaml", "html"):
        for body in blocks(page, kind):
            if "suppressions:" not in body:
                found = [parse(each.text) for each in comments(kind, body)]
                assert len(found) == body.count("disclosure-lint")
                assert all(each is not None and not each.fault and each.reason for each in found)


@pytest.mark.parametrize("page", PAGES)
def test_the_configuration_is_valid(page: str, tmp_path: Path) -> None:
    body = next(each for each in blocks(page, "yaml") if "suppressions:" in each)
    (tmp_path / config.NAME).write_text(body, encoding="utf-8")
    found = config.load(tmp_path / config.NAME).suppressions
    assert [(each.rule, each.until) for each in found] == [("T203", "2027-01-31")]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_work(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报送").mkdir()
    wrong = GOOD.read_text(encoding="utf-8").replace("total: 18}", "total: 19}", 1)
    Path("报送", "a.yaml").write_text(wrong, encoding="utf-8")
    assert run("check", "报送").status == 1
    for line in "".join(blocks(page, "console")).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "disclosure-lint"
        config.forget()
        assert run(*arguments, "--as-of", "2026-03-01").status == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_word_and_every_firm_rule_is_named(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    words = [word for word in ACTIONS if word.isascii() or (page != "suppressions.md" and word != "忽略本文件")]
    assert [word for word in words if f"`{word}`" not in text] == []
    assert [code for code in FIRM if code not in text] == []
