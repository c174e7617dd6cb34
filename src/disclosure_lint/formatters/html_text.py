"""HTML that is written safely: text is escaped once, and only what is `Html` goes into a page unescaped."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Markup that is ready for a page; plain text becomes it only through `text` and `tag`.
Html = NewType("Html", str)

NOTHING = Html("")
_VOID = frozenset({"meta", "input", "br"})


def text(plain: str) -> Html:
    """Return text for a page. What controls a terminal, a page or the direction of writing shows as "·"."""
    return Html(escape(plain if plain.isascii() and plain.isprintable() else _visible(plain)))


def _visible(plain: str) -> str:
    return "".join(char if char.isprintable() or _is_space(char) else "·" for char in plain)


def _is_space(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) == "Zs"


def tag(name: str, /, *content: Html, **attributes: str | bool | None) -> Html:
    """Return an element. Attributes of None or False are left out; `class_` is class, `data_f` is data-f."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{told}>" if name in _VOID else f"<{name}{told}>{''.join(content)}</{name}>")


def lines(parts: Iterable[Html]) -> Html:
    """Return elements, a line each."""
    return Html("\n".join(parts))
