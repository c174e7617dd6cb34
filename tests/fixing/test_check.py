"""`check --fix`, `--diff` and `--unsafe-fixes` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import GOOD, process, run
from tests.generator.model import clean
from tests.generator.run import rendered

GOLDEN = Path(__file__).parent / "golden"
CLEAN = GOOD.read_text(encoding="utf-8")
FAULTY = CLEAN.replace("signed_on: 2026-01-16", "signed_on: 2026年1月16日").replace("。\n", "。。\n", 1)
LOOKED_AT = FAULTY.replace("六、其他需要报告的事项", "六、其他报告的事项")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "report.yaml"
    path.write_text(LOOKED_AT, encoding="utf-8")
    return path


def test_safe_fixes_are_written_and_the_rest_is_told(draft: Path) -> None:
    done = run("check", draft, "--fix")
    assert done.status == 0
    assert "已修正 2 处" in done.out
    assert "S104" in done.out
    assert "W604" not in done.out
    assert draft.read_text(encoding="utf-8") == CLEAN.replace("六、其他需要报告的事项", "六、其他报告的事项")


def test_unsafe_fixes_are_written_when_asked_for(draft: Path) -> None:
    done = run("check", draft, "--fix", "--unsafe-fixes", "--lang", "en")
    assert done.status == 0
    assert "3 fixed" in done.out
    assert draft.read_text(encoding="utf-8") == CLEAN
    again = run("check", draft, "--fix", "--unsafe-fixes")
    assert "已修正" not in again.out


def test_the_status_is_of_what_remains(draft: Path) -> None:
    draft.write_text(FAULTY.replace("year: 2025", "year: 2024", 1), encoding="utf-8")
    assert run("check", draft, "--fix").status == 1


def test_only_chosen_rules_are_fixed(draft: Path) -> None:
    run("check", draft, "--fix", "--select", "D407")
    text = draft.read_text(encoding="utf-8")
    assert "2026-01-16" in text
    assert "。。" in text


@pytest.mark.parametrize(("name", "options"), [("safe", ()), ("unsafe", ("--unsafe-fixes",))])
def test_a_difference_is_told_and_nothing_written(
    draft: Path, name: str, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(draft.parent)
    done = run("check", draft.name, "--diff", *options)
    assert done.out == (GOLDEN / f"{name}.diff").read_text(encoding="utf-8")
    assert done.status == 1
    assert "D407" in done.err
    assert "可修正" in done.err
    assert draft.read_text(encoding="utf-8") == LOOKED_AT


def test_a_difference_can_be_applied(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines say what is written."""
    monkeypatch.chdir(draft.parent)
    told = run("check", draft.name, "--diff").out.splitlines()
    removed = [line[1:] for line in told if line.startswith("-") and not line.startswith("---")]
    added = [line[1:] for line in told if line.startswith("+") and not line.startswith("+++")]
    text = LOOKED_AT
    for old, new in zip(removed, added, strict=True):
        text = text.replace(old, new)
    run("check", draft, "--fix")
    assert draft.read_text(encoding="utf-8") == text


def test_a_difference_masks_personal_values(draft: Path) -> None:
    text = FAULTY.replace("对本报告有疑问的", "经办人手机13800138000。。对本报告有疑问的")
    draft.write_text(text, encoding="utf-8")
    done = run("check", draft, "--diff")
    assert "138****8000" in done.out
    assert "13800138000" not in done.out + done.err
    run("check", draft, "--fix")
    assert "13800138000。对" in draft.read_text(encoding="utf-8")


def test_a_file_without_a_last_line_end(draft: Path) -> None:
    page = GOOD.with_suffix(".md").read_text(encoding="utf-8").rstrip("\n")
    path = draft.with_suffix(".md")
    path.write_text(f"{page}\n\n未收取信息处理费。。", encoding="utf-8")
    done = run("check", path, "--diff")
    assert done.out.count("\\ No newline at end of file") == 2


def test_what_comes_from_stdin_goes_to_stdout() -> None:
    done = run("check", "-", "--stdin-filename", "a.yaml", "--fix", stdin=FAULTY.encode())
    assert done.out == CLEAN
    assert "已修正 2 处" in done.err
    assert done.status == 0
    told = run("check", "-", "--stdin-filename", "a.yaml", "--diff", stdin=FAULTY.encode())
    assert told.out.startswith("--- a/a.yaml\n")
    assert told.status == 1


def test_what_is_no_report_comes_back_as_it_is() -> None:
    done = run("check", "--fix", "-", stdin="会议纪要\n".encode())
    assert done.out == "会议纪要\n"
    assert done.status == 1


def test_unsafe_fixes_alone_are_bad_usage() -> None:
    done = run("check", GOOD, "--unsafe-fixes")
    assert done.status == 2
    assert "--fix" in done.err


def test_a_report_goes_where_it_was_sent(draft: Path) -> None:
    target = draft.with_suffix(".out")
    done = run("check", draft, "--diff", "-f", "json", "-o", target)
    assert done.out.startswith("---")
    found = json.loads(target.read_text(encoding="utf-8"))["findings"]
    fix = next(each["fix"] for each in found if each["code"] == "D407")
    assert fix == {
        "description": "写作“2026-01-16”",
        "safe": True,
        "edits": [{"line": 8, "column": 12, "end_line": 8, "end_column": 22, "text": "2026-01-16"}],
    }


@pytest.mark.parametrize("style", ["pdf", "xlsx", "ofd"])
def test_other_formats_have_no_fix(style: str, tmp_path: Path) -> None:
    script = clean(5, "cn-2021")
    script.data["sections"]["overview"]["text"].append("工作平稳。。")
    raw, name = rendered(script, style, 5)
    path = tmp_path / name
    path.write_bytes(raw)
    found = run("check", path, "--fix", "--unsafe-fixes", "-f", "json").json["findings"]
    assert all(each["fix"] is None for each in found)
    assert path.read_bytes() == raw


def test_a_console_of_another_encoding_gets_the_bytes_of_the_file() -> None:
    """What is piped out is the file, not a text for the console."""
    import subprocess
    import sys

    raw = FAULTY.encode("gb18030")
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_lint", "check", "--fix", "-", "--stdin-filename", "a.yaml"],
        input=raw,
        capture_output=True,
        check=False,
    )
    assert done.stdout == CLEAN.encode("gb18030")


def test_help_speaks_of_it() -> None:
    assert "--unsafe-fixes" in process("check", "--help").out
