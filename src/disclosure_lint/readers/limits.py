"""Limits on what one file may take: size, parts, pages, cells and seconds.

A file over one is finding X007, which names the limit. What is configured
(`limits` in the configuration) holds while one file is read; readers ask
`current()` for it.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from disclosure_lint.readers.errors import ReadError
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Limits(NamedTuple):
    """The limits on one file; every field is a key of `limits` in the configuration.

    `megabytes` is the size of the file, `unpacked_megabytes` what its packed
    parts may come to, `entries` the number of parts in a zip, `pages` of pages,
    `cells` of table cells in the document, `seconds` the time to read and judge it.
    """

    megabytes: float = 20.0
    unpacked_megabytes: float = 100.0
    entries: int = 5_000
    pages: int = 500
    cells: int = 200_000
    seconds: float = 20.0

    def over(self, name: str, reason: str, **values: object) -> ReadError:
        """Return the error for a file over the limit of a name; `reason` is a variant of X007."""
        return ReadError("X007", reason, {"limit": f"{getattr(self, name):g}", "key": name, **values})


class OutOfTimeError(BaseException):
    """A file took longer than it may. No check may hold this back, so it is no Exception."""


_CURRENT: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - a tuple cannot change


def current() -> Limits:
    """Return the limits that hold now."""
    return _CURRENT.get()


@contextmanager
def applied(limits: Limits) -> Iterator[None]:
    """Let limits hold for what is read inside."""
    before = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(before)


@contextmanager
def timed(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError when what is done inside takes longer, where the system and the thread allow it.

    Code of other languages is not interrupted before it returns.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    try:
        before = signal.signal(signal.SIGALRM, _out_of_time)
    except ValueError:  # not the main thread
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _out_of_time(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError
