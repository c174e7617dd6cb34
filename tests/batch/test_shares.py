"""What is done in other processes comes out as if it were done in this one, even where they die."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_lint.batch import across, aside, shares
from tests.batch.folders import content, many
from tests.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked here, so that they know the stand-ins")


def batch(folder: Path, out: str, jobs: int) -> Any:
    run("batch", folder / "in", "-o", folder / out, "--no-progress", "--as-of", "2026-03-01", "--jobs", jobs)
    return content(folder / out / "batch.sqlite")


def test_one_process_and_two_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "SHARE", 5)
    many(tmp_path / "in", 32)
    alone = batch(tmp_path, "alone", 1)
    assert {origin for _, _, found, _ in list(alone.values())[1:-1] for origin, *_ in found} >= {"batch"}
    assert batch(tmp_path, "out", 2) == alone
    here, judge = os.getpid(), across.of_submission

    def deadly(*given: Any, **more: Any) -> Any:
        if os.getpid() != here and given[1].path.endswith("7.yaml"):
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(*given, **more)

    monkeypatch.setattr(across, "of_submission", deadly)
    assert batch(tmp_path, "deadly", 2) == alone


def test_work_aside() -> None:
    here = os.getpid()

    def elsewhere(number: int) -> tuple[int, bool]:
        return number, os.getpid() != here

    def deadly(number: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    def broken() -> None:
        raise OSError(13, "closed", "summary.xlsx")

    assert aside.begun(elsewhere, 3)() == (3, True)
    assert aside.begun(deadly, 4)() == 4
    with pytest.raises(OSError, match=r"summary\.xlsx"):
        aside.begun(broken)()
