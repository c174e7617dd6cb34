"""The same batch on a Dask cluster: a scheduler and two workers on this computer, one of which is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.batch.folders import content, many
from tests.batch.test_pool import COMMAND, started
from tests.cli.run import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.file, self.folder = folder / "scheduler.json", folder
        self.scheduler = self.program("scheduler", "--host", "127.0.0.1", "--port", "0")
        while not self.file.exists() or not self.file.read_text(encoding="utf-8").endswith("}"):
            assert self.scheduler.poll() is None
            time.sleep(0.1)
        more = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", str(folder / "spill"))
        self.workers = [self.program("worker", *more) for _ in range(2)]

    def program(self, kind: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self.file), "--no-dashboard", *more]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])

    def end(self) -> None:
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.communicate()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


def test_a_worker_is_killed(tmp_path: Path, cluster: Cluster) -> None:
    many(tmp_path / "in", 250)
    program = started(tmp_path, "out", 25, "--engine", "dask", "--scheduler", cluster.address)
    cluster.workers[0].kill()
    out, err = program.communicate()
    assert program.returncode == 1, err.decode()
    assert "本次检查 250 个文件" in out.decode()
    here = subprocess.run([*COMMAND, "here", "--no-progress"], cwd=tmp_path, capture_output=True, check=False)
    assert here.returncode == 1
    assert content(tmp_path / "out" / "batch.sqlite") == content(tmp_path / "here" / "batch.sqlite")


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_lint.batch.cluster._SECONDS", 1)
    many(tmp_path / "in", 1)
    options = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "--no-progress")
    done = run("batch", tmp_path / "in", "-o", tmp_path / "out", *options)
    assert done.status == 2
    assert "连不上调度器 tcp://127.0.0.1:9" in done.err
