"""Regular expressions that are compiled when they are first used.

Compiling all of them took a third of the time that one small draft needs, and
most drafts need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast, overload

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")


@overload
def pattern(source: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """Return what `re.compile` returns, compiled at its first use."""
    return cast("re.Pattern[Any]", _Pattern(source, flags))


class _Pattern:
    """Stands for a compiled pattern; its methods become the pattern's own at the first use of one."""

    def __init__(self, source: Any, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._given)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)
