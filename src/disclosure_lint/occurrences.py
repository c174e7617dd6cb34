"""Many words looked for in one text at once: the time grows with the text, not with text times words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

#: Fewer words than this are looked for one by one, which is quicker then.
FEW = 50


def holds_any(text: str, words: Collection[str]) -> bool:
    """Tell whether a text holds one of many words; "" is in every text."""
    if len(words) < FEW or "" in words:
        return any(word in text for word in words)
    return next(_starts(text, words), None) is not None


def replace_all(text: str, replacements: Mapping[str, str]) -> str:
    """Return a text in which words are replaced by others of equal length; of those that overlap, both are."""
    if len(replacements) < FEW:
        for word, new in replacements.items():
            text = text.replace(word, new)
        return text
    shown = list(text)
    for start, word in _starts(text, replacements):
        for at, (old, new) in enumerate(zip(word, replacements[word], strict=True), start):
            if old != new:
                shown[at] = new
    return "".join(shown)


def _starts(text: str, words: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield where words begin in a text, each with the word."""
    by_length: dict[int, set[str]] = {}
    for word in words:
        by_length.setdefault(len(word), set()).add(word)
    for length, known in by_length.items():
        if not length:
            continue
        for start in range(len(text) - length + 1):
            word = text[start : start + length]
            if word in known:
                yield start, word
