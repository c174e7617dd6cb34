"""Labels of rows and columns, compared as people read them."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_NUMBERING = pattern(r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}[、.,]|\d{1,2}[、.,)）])")
#: Taken off before the width is: ① becomes a mere 1.
_CIRCLED = pattern(r"^\s*[①-⑳]")
_MARKS = pattern(r"[\s、，。,.:：;；（）()【】\[\]《》“”\"'‘’·…/|*#_]+")
#: What a template adds in brackets behind a label: 规章（设区的市、自治州人民政府应提供相关数据）.
_EXPLAINED = pattern(r"[(（][^()（）]{2,200}[)）]\s*$")
#: How alike two labels must be to be read as one (difflib ratio).
NEAR = 0.75


@cache
def squeeze(text: str) -> str:
    """Return a label without white space, in the width and brackets of the form."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("(", "（").replace(")", "）")


@cache
def bare(text: str) -> str:
    """Return only the words of a label: no numbering, marks, width or white space."""
    squeezed = "".join(unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).split())
    return _MARKS.sub("", _NUMBERING.sub("", squeezed))


@cache
def unexplained(text: str) -> str:
    """Return a label without the explanations in brackets behind it."""
    while (shorter := _EXPLAINED.sub("", text)) != text and shorter.strip():
        text = shorter
    return text


@cache
def likeness(text: str, names: tuple[str, ...], least: float = 0.0) -> float:
    """Return how alike a label is to the nearest of some names, from 0 to 1; what is below `least` may be 0."""
    label = bare(text)
    if not label:
        return 0.0
    whole = _bare_names(names)
    if label in whole or bare(unexplained(text)) in whole:
        return 1.0
    best, size = 0.0, len(label)
    for name in whole:
        shorter, longer = (label, name) if size <= len(name) else (name, label)
        if len(shorter) >= 3 and longer.startswith(shorter) and len(shorter) * 3 >= len(longer):
            best = max(best, 0.95)
        elif best < NEAR and 2 * len(shorter) >= len(longer):
            most = _most(label, name)
            if most > best and most >= least:
                best = max(best, _ratio(label, name))
    return best


@cache
def slipped(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether a label is one of some names but for one slip; names of two characters are too like others."""
    label = bare(text)
    return any(len(name) > 2 and _slip(label, name) for name in _bare_names(names))


def _slip(one: str, other: str) -> bool:
    """Tell whether a character was replaced, left out or added, or two neighbours changed places."""
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
    apart = [index for index, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(apart) != 2:
        return len(apart) == 1
    first, last = apart
    return last == first + 1 and one[first : last + 1] == other[first : last + 1][::-1]


@cache
def _bare_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(bare, names))


def _most(one: str, other: str) -> float:
    """Return what the ratio is at most, by the characters that both have: most labels have few in common."""
    shared = sum(min(one.count(char), other.count(char)) for char in set(one).intersection(other))
    return 2 * shared / (len(one) + len(other))


def _ratio(one: str, other: str) -> float:
    matcher = _matcher(other)
    matcher.set_seq1(one)
    return matcher.ratio()


@lru_cache(1000)
def _matcher(name: str) -> SequenceMatcher[str]:
    """Return what compares with a name: it looks through the name once."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, "", name, autojunk=False)
