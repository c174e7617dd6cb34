"""The rules across reports in several processes, each of which takes its shares of the submissions."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.across import Active, outcomes
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from disclosure_lint.batch.across import Outcome
    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.settings import Settings

    Told = tuple[int, Outcome]

#: Submissions of a share. The first is judged here: what is computed once for the batch, the others inherit.
SHARE = 50
_METHOD = "spawn" if os.name == "nt" else "fork"


class _Helper(NamedTuple):
    process: Any
    pipe: Connection


def judged(batch: Batch, asked: Settings, jobs: int) -> Iterator[Told]:
    """Yield what the rules across reports say of each current submission, by path, with its id."""
    shares = _shares(batch)
    yield from _judge(batch, asked, next(shares, []))
    rest = list(shares)
    helpers: list[_Helper] = []
    try:
        for number in range(min(jobs, len(rest)) if jobs > 1 else 0):
            helpers.append(_helper(batch, asked, rest[number::jobs], helpers))
        for number, share in enumerate(rest):
            told = _received(helpers[number % jobs]) if helpers else None
            yield from _judge(batch, asked, share) if told is None else told
    finally:
        for each in helpers:
            each.process.kill()
            each.process.join()
            each.pipe.close()


def _helper(batch: Batch, asked: Settings, shares: list[list[int]], others: list[_Helper]) -> _Helper:
    context: Any = get_context(_METHOD)
    here, there = context.Pipe(duplex=False)
    forked = _METHOD == "fork"
    # While it holds copies of these ends, the others would never learn that this process died.
    inherited = [here, *(each.pipe for each in others)] if forked else []
    about = batch.opening(), batch.memo if forked else {}
    process = context.Process(target=_serve, args=(there, inherited, about, asked, shares), daemon=True)
    process.start()
    there.close()
    return _Helper(process, here)


def _received(helper: _Helper) -> list[Told] | None:
    """Return what a process says of its next share; None where it died or failed: then this one judges it."""
    try:
        told: list[Told] = helper.pipe.recv()
    except (EOFError, ConnectionResetError):
        return None
    return told


def _serve(
    pipe: Connection,
    inherited: list[Connection],
    about: tuple[Any, ...],
    asked: Settings,
    shares: list[list[int]],
) -> None:
    """Judge shares; the store is opened anew, as a connection must not be taken into another process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    opening, memo = about
    with suppress(Exception):  # it comes again, and is told, where the process that waits judges the share itself
        batch = opening()
        batch.memo.update(memo)
        for share in shares:
            pipe.send(list(_judge(batch, asked, share)))


def _shares(batch: Batch) -> Iterator[list[int]]:
    ids = (number for (number,) in list(batch.rows("id", "role = 'current'")))
    while share := list(islice(ids, SHARE)):
        yield share


def _judge(batch: Batch, asked: Settings, share: Iterable[int]) -> Iterator[Told]:
    bare, batch.bare = batch.bare, True
    try:
        submissions = (batch.get(number) for number in share)
        for submission, told in outcomes(batch, submissions, Active(asked), asked.language):
            yield submission.id, told
    finally:
        batch.bare = bare
