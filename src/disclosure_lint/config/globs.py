"""Patterns of paths in a configuration: relative to the folder of the file that states them.

`*` and `?` stay inside one name, `**` crosses folders, `[a-z]` is a set. A
pattern without `/` means a name anywhere below the folder, and one that names
a folder means everything in it.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = pattern(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^\]/]{0,200}\]|.", re.DOTALL)


class Glob(NamedTuple):
    """A pattern and the absolute folder that it is relative to."""

    root: str
    pattern: str

    def matches(self, path: Path) -> bool:
        """Tell whether the pattern means a file or a folder, or a folder above it."""
        try:
            relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        except ValueError:  # another drive
            return False
        return _compiled(self.pattern).fullmatch(relative) is not None


def mistake(glob: str) -> dict[str, str] | None:
    """Return what is wrong with a pattern, by language, or None."""
    steps = glob.replace("\\", "/").split("/")
    if not glob.strip("/ ."):
        return {"zh": "是空的", "en": "is empty"}
    if ".." in steps or glob.startswith(("/", "~")) or re.match(r"[A-Za-z]:", glob):
        return {
            "zh": "应相对于配置文件所在的文件夹，不能以“/”开头或含“..”",
            "en": "must be relative to the folder of the configuration, without a leading “/” or “..”",
        }
    if "\\" in glob:
        return {"zh": "应以“/”分隔文件夹", "en": "must separate folders by “/”"}
    if "[" in re.sub(r"\[!?\]?[^\]/]*\]", "", glob):
        return {"zh": "的“[”没有对应的“]”", "en": "has a “[” without its “]”"}
    try:
        _compiled(glob)
    except re.error:
        return {"zh": "的方括号里不是有效的字符范围", "en": "has a range of characters that is none"}
    return None


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    anchored = re.sub(r"(?:\*\*/)+", "**/", glob.removeprefix("./"))
    anywhere = "/" not in anchored.rstrip("/")
    body = "".join(_translated(part) for part in _PARTS.findall(anchored.rstrip("/")))
    # A trailing slash means a folder: only what is in it.
    inside = "/.+" if anchored.endswith("/") else "(?:/.+)?"
    return re.compile(("(?:.+/)?" if anywhere else "") + body + inside, re.DOTALL)


def _translated(part: str) -> str:
    if len(part) > 1 and part[0] == "[":
        inner = part[1:-1].replace("\\", r"\\")
        return "[" + re.sub(r"([\[&~|])", r"\\\1", "^/" + inner[1:] if inner.startswith("!") else inner) + "]"
    known = {"**/": "(?:.+/)?", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return known.get(part) or re.escape(part)
