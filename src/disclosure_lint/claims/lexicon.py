"""The words by which prose speaks of the figures of the tables (`rules/cn/claims.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from disclosure_lint import resources
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

_CHOICE = pattern(r"\{([^{}]*)\}")
#: Groups of the lexicon that are lists of words, by the kind of token that each makes.
_GROUPS = {
    "fillers": "fill", "requests": "request", "self": "self", "areas": "area", "foreign": "foreign",
    "assisted": "assist", "doubtful": "doubt", "channels": "channel", "negations": "neg", "noise": "noise",
    "than": "than",
    "delta": "delta", "last": "last", "next": "next", "part_year": "part", "future": "future", "wishes": "wish",
    "among": "among", "all": "all", "each": "each", "shares": "share",
}  # fmt: skip


class Lexicon(NamedTuple):
    """Words by their first character, each with kind and meaning; `lengths` are theirs, longest first."""

    words: dict[str, dict[str, tuple[str, str]]]
    lengths: dict[str, list[int]]
    subjects: dict[str, list[list[str]]]
    columns: dict[str, list[str]]
    verdicts: dict[str, str]
    acts: dict[str, list[str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, its alternatives written out."""
    data = resources.data("rules/cn/claims")["claims"]
    found: dict[str, tuple[str, str]] = {}
    for group, kind in _GROUPS.items():
        found.update((word, (kind, word)) for word in _all(data[group]))
    for mode, words in data["about"].items():
        found.update(dict.fromkeys(_all(words), ("about", mode)))
    for entry in data["terms"]:
        found.update(dict.fromkeys(_all(entry["words"]), (entry["kind"], entry["term"])))
    found.pop("", None)
    by_first: dict[str, dict[str, tuple[str, str]]] = {}
    for word, meant in found.items():
        by_first.setdefault(word[0], {})[word] = meant
    lengths = {first: sorted({len(word) for word in each}, reverse=True) for first, each in by_first.items()}
    return Lexicon(by_first, lengths, data["subjects"], data["columns"], data["verdicts"], data["acts"])


def expanded(word: str) -> list[str]:
    """Write out the choices of a word: "{上|去}年" gives 上年 and 去年."""
    match = _CHOICE.search(word) if "{" in word else None
    if match is None:
        return [word]
    head, rest = word[: match.start()], expanded(word[match.end() :])
    return [head + choice + tail for choice in match[1].split("|") for tail in rest]


def _all(words: Any) -> list[str]:
    return [each for word in words for each in expanded(str(word))]
