"""Regular expressions that are compiled when they are first used.

Compiling all of them took a third of the time that one small draft needs, and
most drafts need few of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast, overload

if TYPE_CHECKING:
    import re
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
def pattern(source: str, flags: int = 0, *, needs: tuple[str, ...] = (), first: str = "") -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: str | bytes, flags: int = 0, *, needs: tuple[str, ...] = (), first: str = "") -> re.Pattern[Any]:
    """Return what `re.compile` returns, compiled at its first use.

    Every text with a match must hold one of `needs`, in the match or where the
    pattern looks around it, and a match of `first`, a pattern that is cheaper to
    compile (large sets of Chinese characters are what costs): nothing is compiled
    for texts that do not. Such a pattern has only the methods that find.
    The same arguments give the same object, so that a source out of the rules is compiled once. Sources must
    not be made of a report's text: they are kept, also on disk.
    """
    return cast("re.Pattern[Any]", _made(source, flags, needs, first))


@cache
def _made(source: str | bytes, flags: int, needs: tuple[str, ...], first: str) -> _Pattern | _Guarded:
    return _Guarded(source, flags, needs, first) if needs or first else _Pattern(source, flags)


class _Pattern:
    """Stands for a compiled pattern; its methods become the pattern's own at the first use of one."""

    def __init__(self, source: Any, flags: int) -> None:
        self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        from disclosure_lint.kept_patterns import compiled as compile_once

        compiled = compile_once(*self.given)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)


class _Guarded:
    """Stands for a pattern that finds nothing in texts which a glance tells apart."""

    def __init__(self, source: Any, flags: int, needs: tuple[str, ...], first: str) -> None:
        self.pattern = _Pattern(source, flags)
        self.needs = needs
        self.first = _Pattern(first, flags) if first else None

    def may_match(self, text: str) -> bool:
        """Tell whether there is any use in looking for a match."""
        held = not self.needs or any(word in text for word in self.needs)
        return held and (self.first is None or self.first.search(text) is not None)

    def __getattr__(self, name: str) -> Any:
        if name not in _NOTHING:
            raise AttributeError(name)
        nothing = _NOTHING[name]

        def find(text: str, *span: int) -> Any:
            if self.may_match(text):
                return getattr(self.pattern, name)(text, *span)
            return nothing()

        self.__dict__[name] = find
        return find
