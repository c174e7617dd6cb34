"""Worker processes that may die or hang: the file they had is told, those behind it are judged.

Not `concurrent.futures`: there a process that dies takes every file under way with it, and one that hangs cannot be
ended.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from contextlib import suppress
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

#: Files that a process has before it, so that it never waits for the next one, and at the end no other waits for it.
QUEUED = 3
#: Files after which a process makes room for a new one, so that what libraries leak stays small.
_LIFE = 2_000
#: Seconds that a process may take on top of `limits.seconds` before it is ended.
_GRACE = 10.0


class _Worker(Record):
    process: Any
    pipe: Connection
    queue: deque[Item] = field(default_factory=deque)
    begun: float = 0.0
    done: int = 0

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(OSError, ValueError):
            self.process.kill()
        self.process.join()
        self.pipe.close()


def processes(jobs: int | None) -> int:
    """Return how many processes to run: as many as asked for, else one on every core that this program may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return jobs or cores or 1


class Pool:
    """As many processes as asked for. `judge` yields what they made of each file, in the order they finish."""

    def __init__(self, asked: Settings, jobs: int | None) -> None:
        self.asked = asked
        self.context: Any = get_context("spawn" if os.name == "nt" else "fork")
        self.size = processes(jobs)
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
        """Give every worker files until it has enough before it; return whether anything is under way."""
        for index in range(self.size):
            while self._has_room(index):
                item = self.left.popleft() if self.left else next(source, None)
                if item is None:
                    return any(worker.queue for worker in self.workers)
                worker = self._worker(index)
                worker.begun = worker.begun if worker.queue else time.monotonic()
                worker.queue.append(item)
                with suppress(BrokenPipeError):  # it died meanwhile, which is noticed when it is listened to
                    worker.pipe.send(item)
        return True

    def _has_room(self, index: int) -> bool:
        if index >= len(self.workers) or not self.workers[index].queue:
            return True
        worker = self.workers[index]
        return len(worker.queue) < QUEUED and worker.done + len(worker.queue) < _LIFE

    def _worker(self, index: int) -> _Worker:
        """Return the worker of a number: a new one where there is none or it has lived long enough."""
        if index < len(self.workers):
            worker = self.workers[index]
            if worker.queue or (worker.done < _LIFE and worker.process.is_alive()):
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
        busy = {worker.pipe: worker for worker in self.workers if worker.queue}
        for pipe in connection.wait(list(busy), timeout=0.5):
            yield busy[pipe]  # type: ignore[index]

    def _hear(self, worker: _Worker) -> Iterator[Judged]:
        """Take what a worker has sent; where it died, tell the file that it had."""
        try:
            while worker.queue and worker.pipe.poll():
                told = worker.pipe.recv()
                if isinstance(told, Exception):
                    raise told
                worker.queue.popleft()
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
            if not worker.queue:
                continue
            _, options = self.asked.of(worker.queue[0].path)
            late = now - worker.begun > work.seconds_of(options) + _GRACE
            if late and not worker.pipe.poll():
                limit = f"{options.limits.seconds:g}"
                yield self._lost(worker, "X007", "too-slow", limit=limit, key="seconds")

    def _lost(self, worker: _Worker, code: str, variant: str, **values: str) -> Judged:
        """Give up the file that a worker had, and let others judge those behind it."""
        item = worker.queue.popleft()
        self.left.extend(worker.queue)
        worker.queue.clear()
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
    """Judge the files that come through a pipe until it closes. An interrupt is for the process that gives work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    try:
        while True:
            pipe.send(work.judge_item(pipe.recv(), asked))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except ConfigError as error:
        pipe.send(error)
