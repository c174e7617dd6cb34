"""`check`: exit statuses, options, output, consoles."""

from __future__ import annotations

import os
from pathlib import Path

import jsonschema
import pytest

from disclosure_lint import schema
from tests.cli.run import FAULTY, GOOD, ROOT, process, run

GOLDEN = Path(__file__).parent / "golden"
CLEAN = GOOD.read_text(encoding="utf-8")
NOTE = "# 会议纪要\n\n今天讨论了绿化养护。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a clean draft, a faulty page and what is no report."""
    reports = tmp_path / "报送 材料"
    (reports / "下级").mkdir(parents=True)
    (reports / "园林局 2025.yaml").write_text(CLEAN, encoding="utf-8")
    (reports / "下级" / "教体局.html").write_bytes(FAULTY.read_bytes())
    (reports / "纪要.md").write_text(NOTE, encoding="utf-8")
    (reports / "配置.yaml").write_text("name: ci\non: [push]\n", encoding="utf-8")
    (reports / "表.bin").write_bytes(b"\0\1")
    return reports


def test_clean_is_0() -> None:
    done = run("check", GOOD)
    assert done.status == 0
    assert "合格" in done.out
    assert "Traceback" not in done.err


def test_findings_are_1() -> None:
    done = run("check", FAULTY)
    assert done.status == 1
    assert "需修改" in done.out
    assert f"{FAULTY}:" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "文件或文件夹"),
        (("没有 这个.yaml",), "没有 这个.yaml"),
        ((GOOD, "--select", "T230x"), "T230x"),
        ((GOOD, "--select", "aplicant-total"), "是否应为“applicant-total”"),
        ((GOOD, "--ignore", "Q1"), "Q1"),
        ((GOOD, "--profile", "cn-2012"), "cn-20"),
        ((GOOD, "--as-of", "2026/1/1"), "2026/1/1"),
        ((GOOD, "--as-of", "2026-02-30"), "2026-02-30"),
        ((GOOD, "--format", "pdf"), "pdf"),
        ((GOOD, "--fail-on", "never"), "never"),
        ((GOOD, "-o", "没有/此夹/out.txt"), "out.txt"),
        ((GOOD, "--frobnicate"), "frobnicate"),
    ],
)
def test_a_job_that_cannot_be_done_is_2(arguments: tuple[str | Path, ...], said: str) -> None:
    done = run("check", *arguments)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("lang: zh\nselct: [T203]\n", 2, "select"),
        ("lang: zh\nignore: [T999]\n", 2, "T999"),
        ("severity:\n  applicant-totl: off\n", 2, "applicant-total"),
        ("fail-on: never\n", 1, "never"),
        ("profile: cn-2012\n", 1, "cn-2012"),
        ("lang: [zh\n", 2, ""),
    ],
)
def test_a_bad_configuration_is_2_with_its_place(tmp_path: Path, content: str, line: int, said: str) -> None:
    (tmp_path / ".disclosure-lint.yaml").write_text(content, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(CLEAN, encoding="utf-8")
    done = run("check", tmp_path)
    assert done.status == 2
    assert f".disclosure-lint.yaml:{line}: " in done.err
    assert said in done.err


def test_exit_zero_and_fail_on() -> None:
    assert run("check", FAULTY, "--exit-zero").status == 0
    assert run("check", FAULTY, "--select", "S104").status == 0
    assert run("check", FAULTY, "--select", "S104", "--fail-on", "warning").status == 1
    assert run("check", FAULTY, "--select", "T208, S104", "--fail-on", "warning").status == 1
    assert run("check", FAULTY, "--ignore", "S,T,N,D,C,W").status == 0
    assert run("check", FAULTY, "--select", "T208", "--fail-on", "warning").status == 0
    assert run("check", FAULTY, "--select", "T208", "--fail-on", "info").status == 1


def test_select_and_ignore() -> None:
    done = run("check", FAULTY, "--select", "T", "--ignore", "T203", "--ignore", "disputes-total", "-f", "json")
    codes = {each["code"] for each in done.json["findings"]}
    assert codes
    assert all(code.startswith("T") for code in codes)
    assert not codes & {"T203", "T204"}


def test_strict_fails_what_is_undetermined(tmp_path: Path) -> None:
    place = tmp_path / "town.yaml"
    place.write_text(
        CLEAN.replace("published_on: 2026-01-19\n", "").replace("signed_on: 2026-01-16\n", ""), encoding="utf-8"
    )
    found = run("check", place, "-f", "json")
    assert found.json["reports"][0]["verdict"] == "undetermined"
    assert found.json["not_assessed"]
    assert found.status == 0
    assert run("check", place, "--strict").status == 1
    text = run("check", place, "-v")
    assert "无法判定" in text.out
    assert found.json["not_assessed"][0]["reason"] in text.out


def test_english() -> None:
    done = run("check", FAULTY, "--lang", "en")
    assert "the columns add up to" in done.out or "add up" in done.out
    assert "fail" in done.out
    assert "需修改" not in done.out


def test_statistics() -> None:
    rows = [line.split() for line in run("check", GOOD, FAULTY, "--statistics", "--lang", "en").out.splitlines()]
    assert ["T203", "applicant-total", "1", "0"] in rows
    heads = rows.index(["error", "warning", "info", "not", "assessed"])
    assert rows[heads + 1][:3] == [str(FAULTY), "fail", "9"]
    assert rows[heads + 2] == [str(GOOD), "pass", "0", "0", "0", "0"]


def test_json_is_as_its_schema_says(folder: Path) -> None:
    done = run("check", folder, "-f", "json")
    assert done.status == 1
    jsonschema.Draft202012Validator(schema.load_schema("findings")).validate(done.json)
    assert done.json["summary"]["files"] == 2
    assert done.json["summary"]["skipped"] == 2
    assert {each["verdict"] for each in done.json["reports"]} == {"pass", "fail"}


def test_output_belongs_to_the_format_before_it(tmp_path: Path) -> None:
    file = tmp_path / "输出 1.json"
    done = run("check", GOOD, "-f", "text", "-f", "json", "-o", file)
    assert "合格" in done.out
    assert '"schema_version"' in file.read_text(encoding="utf-8")
    alone = run("check", GOOD, "-o", tmp_path / "out.txt")
    assert alone.out == ""
    assert "合格" in (tmp_path / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("-", "--stdin-filename", "a.html"), ("--stdin-filename", "a.html")])
def test_stdin(arguments: tuple[str, ...]) -> None:
    done = run("check", *arguments, stdin=FAULTY.read_bytes())
    assert done.status == 1
    assert "a.html:" in done.out
    assert run("check", "-", "--stdin-filename", "a.yaml", stdin=GOOD.read_bytes()).status == 0
    assert run("check", "-", stdin=GOOD.read_bytes()).status == 0
    assert run("check", "-", stdin=b"").status == 1


def test_the_first_files_that_are_no_reports_are_named(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"便条{number:02}\x1b.txt").write_text("今天开会。", encoding="utf-8")
    last = run("check", tmp_path).out.splitlines()[-1]
    assert "跳过 12 个不是报告的文件：" in last
    assert "便条09·.txt；另有 2 个" in last
    assert "便条10" not in last


def test_a_folder_is_walked_and_what_is_no_report_counted(folder: Path) -> None:
    done = run("check", folder)
    assert done.status == 1
    assert "跳过 2 个不是报告的文件：" in done.out
    assert "园林局 2025.yaml: 合格" in done.out
    assert "教体局.html:" in done.out
    assert "纪要.md:" not in done.out


def test_a_file_that_is_named_must_be_a_report(folder: Path) -> None:
    done = run("check", folder / "纪要.md")
    assert done.status == 1
    assert "X006" in done.out
    assert run("check", folder / "纪要.md", "--unrecognised", "skip").status == 0
    everything = run("check", folder, "--unrecognised", "error", "-f", "json").json
    assert [each["code"] for each in everything["findings"]].count("X006") == 2


def test_one_file_named_twice_is_judged_once(folder: Path) -> None:
    assert run("check", folder, folder / "下级", "-f", "json").json["summary"]["files"] == 2


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert done.status == 0
    assert "没有找到" in done.out


def test_processes_give_the_same_as_one(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.yaml").write_text(
            CLEAN.replace("total: 18", f"total: {18 + number % 2}"), encoding="utf-8"
        )
    one, two = (run("check", tmp_path, "-f", "json", "--jobs", jobs).out for jobs in ("1", "2"))
    assert one == two


def test_no_colour_where_nobody_looks() -> None:
    assert "\033" not in run("check", FAULTY).out
    assert "\033" not in process("check", FAULTY, NO_COLOR="1").out


@pytest.mark.parametrize(
    ("encoding", "environment"),
    [
        ("gbk", {"PYTHONIOENCODING": "gbk"}),
        ("gbk", {"PYTHONIOENCODING": "cp936:strict"}),
        ("utf-8", {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
        ("cp1252", {"PYTHONIOENCODING": "cp1252"}),
        ("utf-8", {"PYTHONUTF8": "1"}),
    ],
)
def test_a_console_of_any_encoding_is_written_to(tmp_path: Path, encoding: str, environment: dict[str, str]) -> None:
    draft = tmp_path / "报告 ①é𠮷.yaml"
    draft.write_text(CLEAN.replace("total: 18", "total: 19", 1).replace("绿地养护", "绿地😀養護é"), encoding="utf-8")
    done = process("check", draft, encoding=encoding, **environment)
    assert done.status == 1
    assert "T203" in done.out
    assert "Traceback" not in done.out + done.err
    if encoding in ("gbk", "utf-8"):
        assert "各类申请人之和" in done.out
    missing = process("check", tmp_path / "没有①.yaml", encoding=encoding, **environment)
    assert missing.status == 2
    assert "Traceback" not in missing.err


def test_help_on_a_console_without_chinese() -> None:
    for command in ("--help", "check --help", "rules", "explain T203"):
        done = process(*command.split(), LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
        assert done.status == 0
        assert done.err == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_golden(language: str) -> None:
    """The whole text output of the faulty example. UPDATE_GOLDEN=1 writes it anew; read the difference."""
    path = FAULTY.relative_to(ROOT).as_posix()
    done = process("check", path, "--lang", language, "--as-of", "2026-03-01", cwd=ROOT, PYTHONIOENCODING="utf-8")
    golden = GOLDEN / f"faulty.{language}.txt"
    told = done.out.replace("\r\n", "\n").replace(str(Path(path)), path)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")
