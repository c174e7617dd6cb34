"""The same work on a Dask cluster whose workers see the files under the same paths.

Dask gives the files of a worker that died to another one. What kills worker after worker is told (X003); a file that
hangs cannot be ended from here, as it can in local processes: it holds the thread that has it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch import work
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.work import Item, Judged
    from disclosure_lint.settings import Settings

CHUNK = 25
#: Chunks under way for each thread of the cluster.
_DEPTH = 3
_SECONDS = 30


def judge_chunk(chunk: list[Item], asked: Settings) -> list[Judged]:
    """Judge some files: the unit of work that a cluster is given."""
    return list(work.judge_items(chunk, asked))


def judge(items: Iterable[Item], asked: Settings, scheduler: str | None) -> Iterator[Judged]:
    """Judge files on a cluster, in the order they finish. Raises ConfigError without Dask or without its scheduler."""
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise _error("没有安装 Dask，请运行 pip install 'disclosure-lint[cluster]'", "Dask is not installed") from None
    try:
        client = Client(scheduler, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        raise _error(f"连不上调度器 {scheduler}", f"the scheduler {scheduler} cannot be reached") from error
    with client:
        source = iter(items)
        under_way: dict[Any, list[Item]] = {}
        finished = as_completed()

        def give(chunk: list[Item]) -> None:
            if chunk:
                future = client.submit(judge_chunk, chunk, asked, pure=False)
                under_way[future.key] = chunk
                finished.add(future)

        threads = sum(each["nthreads"] for each in client.scheduler_info(n_workers=-1)["workers"].values())
        for _ in range(max(threads, 1) * _DEPTH):
            give(list(islice(source, CHUNK)))
        for future in finished:
            chunk = under_way.pop(future.key)
            yield from _results(future, chunk, asked, give)
            give(list(islice(source, CHUNK)))


def _results(future: Any, chunk: list[Item], asked: Settings, give: Any) -> Iterator[Judged]:
    """Return what a chunk came to; where it kills workers, find out which of its files does."""
    from distributed import KilledWorker

    try:
        yield from future.result()
    except KilledWorker:
        if len(chunk) == 1:
            yield work.given_up(chunk[0], asked, "X003", "died", cause="KilledWorker")
        for each in chunk if len(chunk) > 1 else ():
            give([each])


def _error(chinese: str, english: str) -> ConfigError:
    return ConfigError({"zh": chinese, "en": english})
