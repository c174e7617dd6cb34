"""Worker processes that may die or hang: the file they had is told, the others of their chunk are judged.

Not `concurrent.futures`: there a process that dies takes every file under way with it, and one that hangs cannot be
ended.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from contextlib import suppress
from itertools import islice
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch import work
from disclosure_lint.records import Record, field
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from disclosure_lint.batch.work import Item, Judged
    from disclosure_lint.settings import Settings

CHUNK = 8
#: Files after which a process makes room for a new one, so that what libraries leak stays small.
_LIFE = 2_000
#: Seconds that a process may take on top of `limits.seconds` before it is ended.
_GRACE = 10.0


class _Worker(Record):
    process: Any
    pipe: Connection
    chunk: deque[Item] = field(default_factory=deque)
    begun: float = 0.0
    done: int = 0

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(OSError, ValueError):
            self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """As many processes as asked for. `judge` yields what they made of each file, in the order they finish."""

    def __init__(self, asked: Settings, jobs: int | None) -> None:
        self.asked = asked
        self.context: Any = get_context("spawn" if os.name == "nt" else "fork")
        self.size = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count()
        self.workers: list[_Worker] = []
        self.left: deque[Item] = deque()

    def judge(self, items: Iterable[Item]) -> Iterator[Judged]:
        """Judge files; few are under way at once, so that memory stays flat. Raises ConfigError."""
        source = iter(items)
        try:
            while self._feed(source):
                for worker in self._ready():
                    yield from self._hear(worker)
                yield from self._hanging()
        finally:
            for worker in self.workers:
                worker.end()
            self.workers.clear()

    def _feed(self, source: Iterator[Item]) -> bool:
        """Give every idle worker a chunk; return whether anything is under way."""
        for index in range(self.size or 1):
            if index < len(self.workers) and self.workers[index].chunk:
                continue
            chunk = [self.left.popleft() for _ in range(min(CHUNK, len(self.left)))] or list(islice(source, CHUNK))
            if not chunk:
                break
            worker = self._worker(index)
            worker.chunk, worker.begun = deque(chunk), time.monotonic()
            with suppress(BrokenPipeError):  # it died meanwhile, which is noticed when it is listened to
                worker.pipe.send(chunk)
        return any(worker.chunk for worker in self.workers)

    def _worker(self, index: int) -> _Worker:
        """Return the worker of a number: a new one where there is none or it has lived long enough."""
        if index < len(self.workers):
            worker = self.workers[index]
            if worker.done < _LIFE and worker.process.is_alive():
                return worker
            worker.end()
            self.workers[index] = self._new()
        else:
            self.workers.append(self._new())
        return self.workers[index]

    def _new(self) -> _Worker:
        here, there = self.context.Pipe()
        # A forked child holds copies of these ends; while it does, the others would never learn that this process died.
        inherited = [here, *(worker.pipe for worker in self.workers if not worker.pipe.closed)]
        if self.context.get_start_method() != "fork":
            inherited = []
        process = self.context.Process(target=_serve, args=(there, self.asked, inherited), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    def _ready(self) -> Iterator[_Worker]:
        busy = {worker.pipe: worker for worker in self.workers if worker.chunk}
        for pipe in connection.wait(list(busy), timeout=0.5):
            yield busy[pipe]  # type: ignore[index]

    def _hear(self, worker: _Worker) -> Iterator[Judged]:
        """Take what a worker has sent; where it died, tell the file that it had."""
        try:
            while worker.chunk and worker.pipe.poll():
                told = worker.pipe.recv()
                if isinstance(told, Exception):
                    raise told
                worker.chunk.popleft()
                worker.done += 1
                worker.begun = time.monotonic()
                yield told
        except (EOFError, ConnectionResetError):
            worker.process.join()
            yield self._lost(worker, "X003", "died", cause=_cause(worker.process.exitcode))

    def _hanging(self) -> Iterator[Judged]:
        """End the processes that are stuck where they cannot end a file themselves: in code of other languages."""
        now = time.monotonic()
        for worker in list(self.workers):
            if not worker.chunk:
                continue
            _, options = self.asked.of(worker.chunk[0].path)
            late = now - worker.begun > work.seconds_of(options) + _GRACE
            if late and not worker.pipe.poll():
                limit = f"{options.limits.seconds:g}"
                yield self._lost(worker, "X007", "too-slow", limit=limit, key="seconds")

    def _lost(self, worker: _Worker, code: str, variant: str, **values: str) -> Judged:
        """Give up the file that a worker had, and let others judge the rest of its chunk."""
        item = worker.chunk.popleft()
        self.left.extend(worker.chunk)
        worker.chunk.clear()
        worker.end()
        self.workers.remove(worker)
        return work.given_up(item, self.asked, code, variant, **values)


def _cause(status: int | None) -> str:
    """Name how a process ended."""
    if status is not None and status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit {status}"


def _serve(pipe: Connection, asked: Settings, inherited: list[Connection]) -> None:
    """Judge the chunks that come through a pipe until it closes. An interrupt is for the process that gives work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    try:
        while True:
            for item in pipe.recv():
                pipe.send(work.judge_item(item, asked))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except ConfigError as error:
        pipe.send(error)
