"""Files that are fixed keep their encoding, line endings, mode and links; what cannot be written is told."""

from __future__ import annotations

import codecs
import os
from typing import TYPE_CHECKING

import pytest

from disclosure_lint.fixing import files
from tests.cli.run import GOOD, run
from tests.fixing.run import fixed, fixes, judge

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = GOOD.read_text(encoding="utf-8")
PAGE = GOOD.with_suffix(".md").read_text(encoding="utf-8")


def faulty(text: str) -> str:
    """Return a text with a mark too many at the end of its first sentence."""
    assert "。\n" in text
    return text.replace("。\n", "。。\n", 1)


ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "mark": (codecs.BOM_UTF8, "utf-8"),
    "gb18030": (b"", "gb18030"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16-unmarked": (b"", "utf-16-le"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["yaml", "md"])
def test_bytes_around_a_fix_stay(encoding: str, ends: str, form: str) -> None:
    mark, codec = ENCODINGS[encoding]
    before = faulty(CLEAN if form == "yaml" else PAGE).rstrip("\n")
    after = before.replace("。。", "。")
    raw, wanted = (mark + _ended(text, ends).encode(codec) for text in (before, after))
    done = fixed(raw, f"report.{form}", unsafe=False)
    assert done.made == 1
    assert done.raw == wanted


def _ended(text: str, ends: str) -> str:
    """Give lines other ends, by turns where they are mixed."""
    if ends != "mixed":
        return text.replace("\n", ends)
    lines = text.split("\n")
    return "".join(line + ("\r\n", "\n")[number % 2] for number, line in enumerate(lines[:-1])) + lines[-1]


def test_a_file_with_lost_bytes_is_left_alone() -> None:
    raw = faulty(PAGE).encode() + b"\n\n\xe6\x9c\n"
    assert fixes(judge(raw, "report.md"))
    assert fixed(raw, "report.md").raw == raw


def test_a_shared_value_is_left_alone() -> None:
    """A text that an alias says again elsewhere would change there too."""
    text = CLEAN.replace("\npreface:\n- ", "\npreface:\n- &one 未收取信息处理费。。\n- *one\n- ", 1)
    raw = text.encode()
    assert fixes(judge(raw, "report.yaml"), "W604")
    assert fixed(raw, "report.yaml").raw == raw


def test_a_fix_that_would_break_the_draft_is_left_alone() -> None:
    """What follows a key is no longer the same text when it begins with a sign of YAML."""
    text = CLEAN.replace("\npreface:\n- ", "\npreface:\n- 🤸# 未收取信息处理费。\n- 未收取信息处理费。。\n- ", 1)
    done = fixed(text.encode(), "report.yaml")
    assert done.raw.decode() == text.replace("。。", "。")
    assert done.made == 1


def test_marks_on_every_line_are_all_mended() -> None:
    """Many fixes are made in one round."""
    lines = "".join(f"- 第{number}项工作已完成。。\n" for number in range(3000))
    raw = CLEAN.replace("\npreface:\n", f"\npreface:\n{lines}", 1).encode()
    done = fixed(raw, "report.yaml")
    assert done.made == 3000
    assert done.raw == raw.replace("。。".encode(), "。".encode())


def test_a_personal_value_is_in_no_fix() -> None:
    """The text that a fix would restore holds a telephone number."""
    told = "全年主动公开政府信息三百余条，未收取政府信息公开信息处理费用。联系人手机号13800138000，各单位按照条例办理"
    garbled = told.encode().decode("latin-1").encode()
    result = judge(PAGE.encode() + b"\n\n" + garbled * 3 + b"\n", "report.md")
    assert "13800138000" not in repr(result.findings)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "水务局 2025.yaml"
    path.write_text(faulty(CLEAN), encoding="utf-8")
    return path


def test_a_file_keeps_its_mode_and_a_link_its_end(draft: Path, tmp_path: Path) -> None:
    draft.chmod(0o640)
    link = tmp_path / "下级"
    link.mkdir()
    link = link / "链接.yaml"
    link.symlink_to(draft)
    assert run("check", link, "--fix").status == 0
    assert link.is_symlink()
    assert draft.read_text(encoding="utf-8") == CLEAN
    assert draft.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["下级", draft.name])


def test_one_file_that_is_read_only_costs_no_other(draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份.yaml"
    other.write_bytes(draft.read_bytes())
    draft.chmod(0o444)
    done = run("check", tmp_path, "--fix")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "文件是只读的" in done.err
    assert str(draft) in done.err
    assert draft.read_text(encoding="utf-8") == faulty(CLEAN)
    assert other.read_text(encoding="utf-8") == CLEAN
    assert "已修正 1 处" in done.out
    assert "W604" in done.out


def test_a_folder_that_is_read_only_is_told(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    done = run("check", draft, "--fix")
    assert done.status == 2
    assert "Permission denied" in done.err
    assert draft.read_text(encoding="utf-8") == faulty(CLEAN)


def test_a_file_that_changed_meanwhile_stays(draft: Path) -> None:
    assert files.write(draft, b"another", b"new") == files.CHANGED
    assert draft.read_text(encoding="utf-8") == faulty(CLEAN)
    assert len(list(draft.parent.iterdir())) == 1


def test_a_crash_while_fixing_is_told(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(files, "mend", crash)
    done = run("check", draft, "--fix")
    assert done.status == 2
    assert "未作改动" in done.err
    assert "Traceback" not in done.err
    assert draft.read_text(encoding="utf-8") == faulty(CLEAN)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_many_files_are_fixed_in_processes(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.yaml").write_text(faulty(CLEAN), encoding="utf-8")
    done = run("check", tmp_path, "--fix", "--jobs", "2")
    assert done.status == 0
    assert done.out.count("已修正 1 处") == 30
    assert done.out.endswith("已修正 30 处\n")
    assert {each.read_text(encoding="utf-8") for each in tmp_path.iterdir()} == {CLEAN}
