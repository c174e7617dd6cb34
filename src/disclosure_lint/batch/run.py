"""A batch from its paths to its outputs. Killed at any moment and started again, it does what is missing."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

from disclosure_lint import __version__
from disclosure_lint.batch import previous, receipts, roles, waivers
from disclosure_lint.batch.batch import Batch
from disclosure_lint.batch.pool import Pool, processes
from disclosure_lint.batch.progress import Progress
from disclosure_lint.batch.roster import Roster
from disclosure_lint.batch.roster_file import read_roster
from disclosure_lint.batch.rows import Prepared, Same
from disclosure_lint.batch.store import Store, seal
from disclosure_lint.batch.verdicts import Across, clear, settle, waive
from disclosure_lint.batch.walk import walk
from disclosure_lint.batch.work import Item, shown
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from disclosure_lint.batch.work import Judged
    from disclosure_lint.ruleset import Text
    from disclosure_lint.settings import Settings

#: Results that are written in one transaction, and the seconds that the first of them may wait.
_CHUNK, _WAIT = 25, 2.0


class Order(Record, frozen=True):
    """What a batch is asked for. `as_of` is an ISO date, `key` signs the receipts, `scheduler` is Dask's address."""

    paths: tuple[Path, ...]
    folder: Path
    settings: Settings
    as_of: str
    language: str = "zh"
    roster: Path | None = None
    previous: Path | None = None
    year: int | None = None
    jobs: int | None = None
    engine: str = "processes"
    scheduler: str | None = None
    waivers: Path | None = None
    key: bytes | None = None
    quiet: bool = False
    fresh: bool = False


class Done(Record):
    """What a batch came to. `batch` is open for reading; `judged` files were read now, `unchanged` ones before."""

    batch: Batch
    files: int = 0
    judged: int = 0
    unchanged: int = 0
    remarks: list[Text] = field(default_factory=list)

    def close(self) -> None:
        """Close the store and leave it as one file."""
        self.batch.close()
        seal(self.batch.path)


def run(order: Order) -> Done:
    """Judge, match, compare and write. Raises ConfigError, StoreError, FileNotFoundError, OSError."""
    roster, remarks = Roster(), []
    if order.roster is not None:
        roster, told = read_roster(order.roster)
        remarks += [each.message for each in told]
    if order.waivers:  # says what is wrong with them before any file is read
        waivers.read_waivers(order.waivers, roster if order.roster else None)
    apart = [each for each in (order.folder, order.roster, order.previous, order.waivers) if each is not None]
    found = walk(order.paths, apart)
    remarks += found.remarks
    order.folder.mkdir(parents=True, exist_ok=True)
    store = Store(order.folder / previous.STORE, fresh=order.fresh)
    try:
        items = [Item(each.path, each.named) for each in found.files]
        progress = _judge_all(store, order, items)
        batch = _compare(store, order, roster)
        if order.waivers:
            accepted = waivers.read_waivers(order.waivers, batch.roster)
            remarks += waivers.remarks(accepted, waive(store, accepted, order.as_of), order.as_of)
        settle(store, order.settings)
        receipts.write_receipts(store, order.folder / receipts.NAME, order.settings, order.key)
        store.finish(_now())
    finally:
        store.close()
    return Done(batch, len(items), progress.done - progress.unchanged, progress.unchanged, remarks)


def _now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).astimezone().isoformat(timespec="seconds")


def _judge_all(store: Store, order: Order, items: list[Item]) -> Progress:
    """Judge what is not judged yet; what is done when the run is ended stays."""
    store.begin(_now(), {"version": __version__, "paths": [shown(each) for each in order.paths]})
    if order.previous is not None:
        last = previous.store_in(order.previous)
        if last is not None:
            previous.bring(store, last)
        else:
            items = [*items, *previous.items(order.previous)]
    progress = Progress(len(items), quiet=order.quiet)
    known = (each._replace(known=tuple(store.judged(each.shown, each.source))) for each in items)
    try:
        _keep(store, _judged(order, known), progress)
    finally:
        progress.end()
    store.drop_stale()
    return progress


def _judged(order: Order, items: Iterable[Item]) -> Iterator[Judged]:
    if order.engine == "dask":
        from disclosure_lint.batch.cluster import judge

        return judge(items, order.settings, order.scheduler)
    return Pool(order.settings, order.jobs).judge(items)


def _keep(store: Store, judged: Iterator[Judged], progress: Progress) -> None:
    """Write results as they come, a chunk in a transaction; an interrupt writes what has come so far."""
    waiting: list[Judged] = []
    since = time.monotonic()
    try:
        for each in judged:
            waiting.append(each)
            failed = isinstance(each, Prepared) and each.columns["verdict"] == "fail"
            progress.step(failed=failed, unchanged=isinstance(each, Same))
            if len(waiting) >= _CHUNK or time.monotonic() - since > _WAIT:
                store.keep(waiting)
                waiting, since = [], time.monotonic()
    finally:
        store.keep(waiting)


def _compare(store: Store, order: Order, roster: Roster) -> Batch:
    """Match the reports to units, tell which count, and judge what only the whole can tell."""
    clear(store)
    roster = roles.match_all(store, roster)
    with store.transaction():
        passed = list(roles.rank_all(store))
    year = order.year or store.usual_year()
    batch = Batch(store.path, roster, year=year, as_of=order.as_of, lang=order.language)
    across = Across(store, batch, order.settings)
    with store.transaction():
        across.duplicates(each for each in passed if each.row.source == "batch")
        across.missing()
        across.deadlines()
        across.rules(processes(order.jobs))
    return batch
