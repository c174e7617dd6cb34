"""What one run makes and the next can use again, in the user's cache. Nothing depends on its being there."""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import Any

from disclosure_lint import __version__

_SUM = 4


def folder() -> Path:
    """Return where the user's cache keeps what this program makes again and again."""
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "disclosure-lint"


def load(name: str) -> Any:
    """Return what this version and this Python kept under a name; None where there is nothing, or it is damaged.

    Only bytes that this program wrote are unpacked: their check sum stands before them.
    """
    try:
        content = _file(name).read_bytes()
    except (OSError, RuntimeError):  # no home
        return None
    packed = content[_SUM:]
    if zlib.crc32(packed).to_bytes(_SUM) != content[:_SUM]:
        return None
    return marshal.loads(packed)  # noqa: S302 - as Python does with its own compiled files


def save(name: str, value: Any) -> None:
    """Keep something if the user has a place for it; write it whole or not at all."""
    packed = marshal.dumps(value)
    try:
        file = _file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(zlib.crc32(packed).to_bytes(_SUM) + packed)
        part.replace(file)
    except (OSError, RuntimeError):
        return


def _file(name: str) -> Path:
    return folder() / f"{name}-{__version__}-{sys.implementation.cache_tag}.bin"
