"""Compiled regular expressions, kept between runs.

Compiling the hundred expressions that a draft meets takes a quarter of the
time of its check. What `re` makes of an expression, a list of numbers for the
machine that matches, is therefore kept in the user's cache, for this Python
and this version of the program only. `re` verifies such a list when it takes
it back; whatever is not as expected is compiled as usual.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
import zlib
from array import array
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__, resources

if TYPE_CHECKING:
    from pathlib import Path

#: Expressions of rules and profiles that no longer exist would gather for ever.
_MOST = 4000
_SUM = 4


def compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    """Return what `re.compile` returns."""
    if isinstance(source, bytes):
        return re.compile(source, flags)
    try:
        return _kept(source, flags)
    except (AttributeError, ImportError, LookupError, TypeError, ValueError, RuntimeError, OverflowError):
        return re.compile(source, flags)  # another Python's `re`, or a damaged file: nothing but time is lost


def _kept(source: str, flags: int) -> re.Pattern[str]:
    import _sre

    key = f"{int(flags)} {source}"
    store = _store()
    entry = store.get(key)
    if entry is None:
        entry = store[key] = _code(source, flags)
        _keep_at_exit()
    state_flags, packed, names = entry
    code = array("I", packed).tolist()
    groups: list[str | None] = names
    index = {name: number for number, name in enumerate(groups) if name is not None}
    made: re.Pattern[str] = _sre.compile(source, state_flags, code, len(groups) - 1, index, tuple(groups))
    return made


def _code(source: str, flags: int) -> list[Any]:
    """Return what `re.compile` hands to the machine: flags, code (words of 32 bits), and each group's name."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = array("I", _compiler._code(parsed, flags))  # noqa: SLF001
    return [int(flags | parsed.state.flags), code.tobytes(), names]


@cache
def _file() -> Path:
    import _sre

    python = f"{sys.implementation.cache_tag}-{_sre.MAGIC}-{_sre.CODESIZE}"
    return resources.cache_folder() / f"patterns-{__version__}-{python}.bin"


@cache
def _store() -> dict[str, list[Any]]:
    """Return what is kept. Only bytes that this program wrote are unpacked: their check sum stands before them."""
    try:
        content = _file().read_bytes()
    except OSError:
        return {}
    packed = content[_SUM:]
    if zlib.crc32(packed).to_bytes(_SUM) != content[:_SUM]:
        return {}
    found: dict[str, list[Any]] = marshal.loads(packed)  # noqa: S302 - as Python does with its own compiled files
    return found if len(found) < _MOST else {}


@cache
def _keep_at_exit() -> None:
    atexit.register(_keep)


def _keep() -> None:
    packed = marshal.dumps(_store())
    resources.write_whole(_file(), zlib.crc32(packed).to_bytes(_SUM) + packed)
