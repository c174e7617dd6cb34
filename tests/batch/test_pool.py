"""Processes that die, hang or are interrupted cost only the file they had."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_lint import engine
from disclosure_lint.batch import pool, work
from tests.batch.folders import content, many, report, write
from tests.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.result import Result

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked here, so that they know the stand-ins")


def codes(folder: Path) -> dict[str, list[str]]:
    """Return the codes of what was found of the files with a special name."""
    found = {path.rpartition("/")[2]: kept for path, kept in content(folder / "out" / "batch.sqlite").items() if path}
    return {
        name: [each["code"] for _, _, each in findings]
        for name, (_, _, findings, _) in found.items()
        if not name[0].isdigit()
    }


def batch(folder: Path, *more: str) -> Any:
    return run("batch", folder / "in", "-o", folder / "out", "--no-progress", *more)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_process_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    def deadly(path: Path, *more: Any) -> Result:
        if path.name.startswith("deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        return engine.lint_file(path, *more)

    monkeypatch.setattr(work, "lint_file", deadly)
    many(tmp_path / "in", 12)
    write(tmp_path / "in", {f"000/deadly{number}.yaml": report(f"临江市{number}局") for number in "甲乙丙"})
    done = batch(tmp_path, "--jobs", jobs)
    assert codes(tmp_path) == {f"deadly{number}.yaml": ["X003"] for number in "甲乙丙"}
    assert (
        "本次检查 15 个文件" in done.out
        and "读不出 3" in done.out
        and "SIGKILL" in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8")
    )
    monkeypatch.undo()
    assert "本次检查 3 个文件，12 个没有变化" in batch(tmp_path).out
    # The reports differ in their names alone, and are told so.
    assert {code for each in codes(tmp_path).values() for code in each} <= {"B704", "B707"}


@pytest.mark.parametrize("deaf", [False, True])
def test_a_file_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf: bool) -> None:
    def slow(path: Path, *more: Any) -> Result:
        if path.name.startswith("slow"):
            if deaf:  # as code of other languages is, which no alarm ends
                signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            time.sleep(600)
        return engine.lint_file(path, *more)

    monkeypatch.setattr(work, "lint_file", slow)
    monkeypatch.setattr(pool, "_GRACE", 1)
    many(tmp_path / "in", 6)
    write(tmp_path / "in", {"slow.yaml": report(), ".disclosure-lint.yaml": "limits: {seconds: 1}\n"})
    write(tmp_path / "in", {"000/.disclosure-lint.yaml": "limits: {seconds: 600}\n"})
    done = batch(tmp_path, "--jobs", "2")
    assert codes(tmp_path) == {"slow.yaml": ["X007"]}
    assert "本次检查 7 个文件" in done.out
    assert "超过 1 秒" in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8")


def test_a_crash_while_making_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(work, "unrecognised", broken)
        write(tmp_path / "in", {"a.yaml": report()})
        assert batch(tmp_path).status == 1
    assert codes(tmp_path) == {"a.yaml": ["X003"]}


def test_processes_make_room_for_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_LIFE", 3)
    many(tmp_path / "in", 40)
    assert "已报送 40" in batch(tmp_path, "--jobs", "2").out


def test_a_configuration_that_cannot_be_used(tmp_path: Path) -> None:
    many(tmp_path / "in", 3)
    write(tmp_path / "in", {".disclosure-lint.yaml": "selct: T201\n"})
    done = batch(tmp_path)
    assert done.status == 2
    assert "selct" in done.err and len(done.err.splitlines()) == 1


COMMAND = [sys.executable, "-m", "disclosure_lint", "batch", "in", "-o"]


def started(folder: Path, out: str, judged: int, *more: str) -> subprocess.Popen[bytes]:
    """Start a batch in a process of its own and wait until so many files are in its store."""
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)  # where these tests run in the background it is
    try:
        program = subprocess.Popen(
            [*COMMAND, out, "--no-progress", *more], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, ignored)
    while program.poll() is None and kept(folder / out / "batch.sqlite") < judged:
        time.sleep(0.01)
    return program


def kept(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM submissions").fetchone()[0])
    except sqlite3.Error:
        return -1


def test_killed_ten_times_and_started_again(tmp_path: Path) -> None:
    """At moments by chance: before the first file, among 300 files, and while they are compared."""
    many(tmp_path / "in", 300)
    batch_whole = subprocess.run([*COMMAND, "whole", "--no-progress"], cwd=tmp_path, capture_output=True, check=False)
    assert batch_whole.returncode == 1
    chance = Random(11)
    for judged in (0, *sorted(chance.sample(range(1, 300), 7)), 300, 300):
        program = started(tmp_path, "out", judged)
        time.sleep(chance.random() / 10)
        program.kill()
        program.communicate()
        assert sound(tmp_path / "out" / "batch.sqlite")
    done = subprocess.run([*COMMAND, "out", "--no-progress"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert "，0 个没有变化" not in done.stdout.decode()
    assert content(tmp_path / "out" / "batch.sqlite") == content(tmp_path / "whole" / "batch.sqlite")
    receipts = [(tmp_path / name / "receipts.jsonl").read_bytes() for name in ("out", "whole")]
    assert receipts[0] == receipts[1]


def sound(store: Path) -> bool:
    """Tell whether a store is whole, or not there yet."""
    if not store.exists():
        return True
    with closing(sqlite3.connect(store)) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_interrupted(tmp_path: Path) -> None:
    many(tmp_path / "in", 200)
    program = started(tmp_path, "out", 25)
    program.send_signal(signal.SIGINT)
    _, err = program.communicate()
    assert program.returncode == 2
    assert "已中断" in err.decode() and len(err.decode().splitlines()) == 1
    assert kept(tmp_path / "out" / "batch.sqlite") >= 25


def test_two_at_once(tmp_path: Path) -> None:
    many(tmp_path / "in", 100)
    program = started(tmp_path, "out", 1)
    done = batch(tmp_path)
    program.communicate()
    assert (done.status, program.returncode) == (2, 1)
    assert "另一个批量检查正在写入" in done.err
