"""Names of files as other programs want them: relative, with slashes, percent-encoded in URIs."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

#: Half characters that do not stand for a byte of a file's name.
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def relative(path: str) -> str:
    """Return a path below the working folder as it is from there, with slashes; another one as it was given."""
    inside = _inside(path)
    return path.replace("\\", "/") if inside is None and os.name == "nt" else path if inside is None else inside


def uri(path: str) -> tuple[str, bool]:
    """Return the URI of a path, and whether it is relative to the working folder."""
    inside = _inside(path)
    if inside is not None:
        return _quoted(inside), True
    absolute = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - resolve() would follow links
    return "file://" + ("" if absolute.startswith("/") else "/") + _quoted(absolute), False


def _inside(path: str) -> str | None:
    found = os.path.normpath(path)
    if Path(found).is_absolute():
        try:
            found = os.path.relpath(found)
        except ValueError:  # another drive
            return None
    found = Path(found).as_posix()
    return None if found == ".." or found.startswith("../") else found


def _quoted(path: str) -> str:
    """Percent-encode a name: bytes that are no UTF-8 stay what they are, other half characters are U+FFFD."""
    return quote(_HALVES.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe="/")
