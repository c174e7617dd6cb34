"""Several formats in one run: where they go, whole or not at all, and result by result."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from disclosure_lint import runner
from disclosure_lint.cli.output import Output, Target, UnwritableError, targets
from disclosure_lint.formatters import STREAMED, Run
from tests.cli.run import FAULTY, GOOD, process, run
from tests.formatters.sample import clean, document, draft


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ["text"]),
        ("-o a", ["text>a"]),
        ("-f json", ["json"]),
        ("-f json -o a", ["json>a"]),
        ("-o a -f json", ["json>a"]),
        ("-f json -o -", ["json"]),
        ("-f text -f json -o a", ["text", "json>a"]),
        ("-f text -o a -f json -f sarif -o b", ["text>a", "json", "sarif>b"]),
        ("-f json -o a -f json -o b", ["json>a", "json>b"]),
        ("-f json -o a -o b", None),
        ("-o a -o b", None),
        ("-o a -f json -o b", None),
        ("-o a -f json -f text", None),
        ("-f text -o a -f json -o ./a", None),
    ],
)
def test_an_output_belongs_to_the_format_before_it(arguments: str, expected: list[str] | None) -> None:
    words = arguments.split()
    order = [{"-f": "formats", "-o": "outputs"}[each] for each in words[::2]]
    formats = [value for option, value in zip(words[::2], words[1::2], strict=True) if option == "-f"]
    outputs = [value for option, value in zip(words[::2], words[1::2], strict=True) if option == "-o"]
    if expected is None:
        with pytest.raises(UnwritableError, match=" · "):
            targets(order, formats, outputs)
    else:
        assert [">".join(filter(None, each)) for each in targets(order, formats, outputs)] == expected


def test_five_formats_at_once(tmp_path: Path) -> None:
    names = ("sarif", "junit", "gitlab", "jsonl", "markdown")
    files = [part for name in names for part in ("-f", name, "-o", str(tmp_path / f"报告.{name}"))]
    done = run("check", FAULTY, GOOD, "-f", "compact", *files)
    assert done.status == 1
    assert "错误 T203" in done.out
    assert "{" not in done.out
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(f"报告.{name}" for name in names)
    for name in names:
        assert "T203" in (tmp_path / f"报告.{name}").read_text(encoding="utf-8")


def test_two_formats_on_one_console_come_one_after_the_other() -> None:
    text, compact = (run("check", FAULTY, GOOD, "-f", name).out for name in ("text", "compact"))
    assert run("check", FAULTY, GOOD, "-f", "text", "-f", "compact").out == text + compact


@pytest.mark.parametrize("name", sorted(STREAMED))
def test_a_result_is_printed_before_the_next_is_judged(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = Run()
    with Output([Target(name, None)], whole) as output:
        for result in (draft(), document(), clean()):
            capsys.readouterr()
            output.add(result)
            assert Path(result.path).name in capsys.readouterr().out or (name == "compact" and not result.findings)
            assert whole.results == []
    assert (whole.files, whole.suppressed, whole.baselined) == (3, 1, 1)
    assert whole.severities == {"error": 2, "warning": 1, "info": 1}
    assert whole.verdicts == {"fail": 1, "undetermined": 1, "pass": 1}


def test_a_run_is_the_same_whether_it_is_kept_or_not(tmp_path: Path) -> None:
    kept = run("check", FAULTY, GOOD, "--statistics", "-f", "text", "-f", "json", "-o", tmp_path / "a.json").out
    assert run("check", FAULTY, GOOD, "--statistics").out == kept


def test_a_run_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """A configuration that cannot be used turns up after the first result."""
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "2" / ".disclosure-lint.yaml").write_text("selct: [T]\n", encoding="utf-8")
    old = tmp_path / "out.jsonl"
    old.write_text("old\n", encoding="utf-8")
    done = run("check", tmp_path / "1", tmp_path / "2", "-f", "jsonl", "-o", old)
    assert done.status == 2
    assert old.read_text(encoding="utf-8") == "old\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["1", "2", "out.jsonl"]


def test_what_cannot_be_written_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any) -> Any:
        raise AssertionError("a file was judged")

    monkeypatch.setattr(runner, "judge", nothing)
    missing = run("check", GOOD, "-f", "sarif", "-o", tmp_path / "没有" / "a.sarif")
    assert missing.status == 2
    assert missing.err.count("\n") == 1
    assert "没有“" in missing.err
    folder = run("check", GOOD, "-f", "sarif", "-o", tmp_path)
    assert (folder.status, folder.err.count("\n")) == (2, 1)
    twice = run("check", GOOD, "-f", "json", "-o", tmp_path / "a", "-f", "sarif", "-o", tmp_path / "a")
    assert twice.status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes, links and devices")
def test_modes_links_and_devices_stay_what_they_are(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("check", GOOD, "-f", "json", "-o", link).status == 0
    assert link.is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert run("check", GOOD, "-f", "json", "-o", "/dev/null").status == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    made = process("check", GOOD, "-f", "json", "-o", "/dev/stdout")
    assert made.json["summary"]["files"] == 1


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names of files that are no Unicode")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff.yaml"
    Path(os.fsdecode(odd)).write_bytes(GOOD.read_bytes())
    for name in ("text", "json", "jsonl", "compact", "github", "sarif", "junit", "gitlab", "markdown"):
        assert run("check", tmp_path, "-f", name, "-o", tmp_path / "out").status == 0
        assert (tmp_path / "out").read_bytes().decode() or name == "compact"
        assert process("check", tmp_path, "-f", name).status == 0
