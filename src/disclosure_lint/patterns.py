"""Regular expressions that are compiled when they are first used.

Compiling all of them took a third of the time that one small draft needs, and
most drafts need few of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")
#: What the methods of a pattern return where nothing matches.
_NOTHING: dict[str, Callable[[], Any]] = {
    "finditer": lambda: iter(()),
    "findall": list,
    "fullmatch": lambda: None,
    "match": lambda: None,
    "search": lambda: None,
}


@overload
def pattern(source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: str | bytes, flags: int = 0, *, needs: tuple[str, ...] = ()) -> re.Pattern[Any]:
    """Return what `re.compile` returns, compiled at its first use.

    Every text with a match must hold one of `needs`, in the match or where the
    pattern looks around it: nothing is compiled for texts that hold none. Such
    a pattern has the methods that find, not those that split or replace.
    """
    return cast("re.Pattern[Any]", _Guarded(source, flags, needs) if needs else _Pattern(source, flags))


class _Pattern:
    """Stands for a compiled pattern; its methods become the pattern's own at the first use of one."""

    def __init__(self, source: Any, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._given)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)


class _Guarded:
    """Stands for a pattern that finds nothing in texts without one of some words."""

    def __init__(self, source: Any, flags: int, needs: tuple[str, ...]) -> None:
        self._pattern = _Pattern(source, flags)
        self._needs = needs

    def __getattr__(self, name: str) -> Any:
        if name not in _NOTHING:
            raise AttributeError(name)
        nothing = _NOTHING[name]

        def find(text: str, *span: int) -> Any:
            if any(word in text for word in self._needs):
                return getattr(self._pattern, name)(text, *span)
            return nothing()

        self.__dict__[name] = find
        return find
