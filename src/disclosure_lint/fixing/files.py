"""Files that are fixed: read, mended, written in one step or told as a difference."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.fixing.mending import Mended, is_fixable, mend
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_lint.result import Result

    Judge = Callable[[bytes], Result]


class Fixing(NamedTuple):
    """What is asked for: unsafe fixes too, and only the difference instead of a changed file."""

    unsafe: bool = False
    diff: bool = False


def fix_file(path: Path, result: Result, judge: Judge, asked: Fixing) -> Result:
    """Fix a file of which `result` was found, and return what is found in it now.

    Where only the difference is asked for, or the file cannot be written, the
    result stays; `unwritten` says why.
    """
    if not is_fixable(result, unsafe=asked.unsafe):
        return result
    try:
        raw = path.read_bytes()
    except OSError as error:
        result.unwritten = error.strerror or "?"
        return result
    if hashlib.sha256(raw).hexdigest() != result.sha256:
        result.unwritten = CHANGED
        return result
    mended = fix_bytes(result.path, raw, result, judge, asked)
    if not asked.diff and mended.raw != raw:
        mended.result.unwritten = result.unwritten = write(path, raw, mended.raw)
    return mended.result if not result.unwritten else result


CHANGED = "检查期间文件又有改动 · changed while it was checked"
READ_ONLY = "文件是只读的 · the file is read-only"
CRASHED = "修正时出错，未作改动 · an error while fixing, nothing was changed"


def fix_bytes(name: str, raw: bytes, result: Result, judge: Judge, asked: Fixing) -> Mended:
    """Fix the bytes of a file; where only the difference is asked for, the result stays and has it."""
    try:
        mended = mend(raw, result, judge, unsafe=asked.unsafe)
    except Exception:  # noqa: BLE001 - one odd file must not cost the next; it stays as it is
        result.unwritten = CRASHED
        return Mended(raw, result, 0)
    if asked.diff:
        from disclosure_lint.fixing.differences import difference

        result.fixed, result.diff = mended.made, difference(name, raw, mended, result)
        return mended._replace(result=result)
    mended.result.fixed = mended.made
    return mended


def write(path: Path, before: bytes, after: bytes) -> str:
    """Replace the content of a file in one step; return why that is not possible, "" where it is done.

    The file keeps its mode; a symbolic link stays, and what it leads to is
    written. A file that is read-only, or no longer what was read, stays.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
        if not mode & 0o222 or not os.access(target, os.W_OK):
            return READ_ONLY
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".disclosure-lint-")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(after)
            Path(name).chmod(mode & 0o7777)
            if target.read_bytes() != before:
                return CHANGED
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or "?"
    return ""
