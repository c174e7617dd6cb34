"""Compiled regular expressions, kept between runs.

Compiling the hundred expressions that a draft meets takes a quarter of the
time of its check. What `re` makes of an expression, a list of numbers for the
machine that matches, is therefore kept in the user's cache, for this Python
and this version of the program only. `re` verifies such a list when it takes
it back; whatever is not as expected is compiled as usual.
"""

from __future__ import annotations

import atexit
import re
from array import array
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Expressions of rules and profiles that no longer exist would gather for ever.
_MOST = 4000
_USUAL = re.compile


def compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    """Return what `re.compile` returns."""
    try:
        return _kept(source, flags)
    except (AttributeError, ImportError, LookupError, TypeError, ValueError, RuntimeError, OverflowError):
        return _USUAL(source, flags)  # another Python's `re`, or a damaged file: nothing but time is lost


@contextmanager
def of_imports() -> Iterator[None]:
    """Keep also what the modules compile that are imported meanwhile: one set of PyYAML's takes 4 ms each time."""
    re.compile = lambda source, flags=0: compiled(source, flags)
    try:
        yield
    finally:
        re.compile = _USUAL


def _kept(source: str | bytes, flags: int) -> re.Pattern[Any]:
    import _sre

    key = f"{int(flags)} {source}" if isinstance(source, str) else f"{int(flags)} bytes {source!r}"
    store = _store()
    entry = store.get(key)
    if entry is None:
        entry = store[key] = _code(source, flags)
        _keep_at_exit()
    state_flags, packed, names = entry
    code = array("I", packed).tolist()
    groups: list[str | None] = names
    index = {name: number for number, name in enumerate(groups) if name is not None}
    made: re.Pattern[Any] = _sre.compile(source, state_flags, code, len(groups) - 1, index, tuple(groups))
    return made


def _code(source: str | bytes, flags: int) -> list[Any]:
    """Return what `re.compile` hands to the machine: flags, code (words of 32 bits), and each group's name."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = array("I", _compiler._code(parsed, flags))  # noqa: SLF001
    return [int(flags | parsed.state.flags), code.tobytes(), names]


@cache
def _name() -> str:
    import _sre

    return f"patterns-{_sre.MAGIC}-{_sre.CODESIZE}"


@cache
def _store() -> dict[str, list[Any]]:
    found = kept.load(_name())
    return found if isinstance(found, dict) and len(found) < _MOST else {}


@cache
def _keep_at_exit() -> None:
    atexit.register(lambda: kept.save(_name(), _store()))
