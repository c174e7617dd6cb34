"""Masking of personal values, so that no finding, log or cache ever holds one.

`mask_text` is for everything that is shown of a report: excerpts, and values
that come from its text. A mask is as long as what it hides, so that spans of
the original text hold for the masked one.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

#: Blanks, and what takes no room at all.
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u202f\u205f\u2060\u3000\ufeff\u00ad\t"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
#: Full-width forms, spaces and dashes as their ASCII characters, one for one.
_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _SPACES), 0x20),
    **dict.fromkeys(map(ord, _DASHES), 0x2D),
}
_DIGIT = "0-9０-９"
_BREAK = f" {_SPACES}{_DASHES}－\\-"
_SENTENCE_ENDS = "。！？；!?;\n"
_EXCERPT_REACH = 60
#: Nobody writes longer sentences.
_LONGEST_SENTENCE = 4_000
#: Longer texts are masked once for all that is shown of them.
_LONG = 500


class Sensitive(NamedTuple):
    """A personal value in a text: its kind, its span and its mask, which is as long as the span."""

    kind: str
    start: int
    end: int
    masked: str


def fold(text: str) -> str:
    """Return a text of equal length with digits, letters, spaces and dashes in their ASCII form."""
    return text if text.isascii() else text.translate(_FOLD)


_DIGITS = pattern(rf"[{_DIGIT}]{{2}}(?:[{_BREAK}\n._/．＿／]{{0,2}}[{_DIGIT}]){{6}}")


_CHINESE = pattern("[\u4e00-\u9fff]")


@cache
def _trigger() -> re.Pattern[str]:
    from disclosure_lint.checks.people import TRIGGERS

    return pattern(TRIGGERS)


def is_harmless(text: str) -> bool:
    """Tell whether a text certainly holds neither personal values nor a mark of secrecy: those are Chinese."""
    return (text.isascii() or not _CHINESE.search(text)) and not _DIGITS.search(text)


def is_suspect(text: str) -> bool:
    """Tell whether a text has anything that personal values have."""
    from disclosure_lint.checks.people import SIGNS

    if _DIGITS.search(text):
        return True
    if text.isascii() or not _CHINESE.search(text):  # every sign and trigger is Chinese
        return False
    signs = any(sign in text for sign in SIGNS) or text != text.lower()
    return signs and _trigger().search(text) is not None


def sensitive(text: str, *, glued: bool = False) -> tuple[Sensitive, ...]:
    """Return the personal values in a text, in order and without overlaps; the most specific kind wins.

    `glued` adds numbers that are too doubtful to be reported, but must not be shown.
    """
    return _sensitive(text, glued)


@lru_cache(maxsize=16)  # one long paragraph may have a thousand findings, each of which shows a piece of it
def _sensitive(text: str, glued: bool) -> tuple[Sensitive, ...]:  # noqa: FBT001 - called above only
    if not is_suspect(text):
        return ()
    from disclosure_lint.checks import numbers

    if not glued:
        return _certain(text)
    found = without_overlaps((*_certain(text), *_written(text, numbers.find_glued(fold(text)))))
    return tuple(found)


@lru_cache(maxsize=16)
def _certain(text: str) -> tuple[Sensitive, ...]:
    from disclosure_lint.checks import numbers, people

    folded = fold(text)
    return tuple(_written(text, without_overlaps((*numbers.find(folded), *people.find(folded)))))


def _written(text: str, found: Iterable[Sensitive]) -> Iterator[Sensitive]:
    """Yield values that were found in a folded text with the separators of the text itself."""
    for kind, start, end, masked in found:
        yield Sensitive(kind, start, end, _as_written(text[start:end], masked))


def _as_written(value: str, masked: str) -> str:
    if value.isascii():  # it was not folded
        return masked
    return "".join(new if new == "*" else old for old, new in zip(value, masked, strict=True))


def without_overlaps(found: Iterable[Sensitive]) -> Iterator[Sensitive]:
    """Yield values in order of place; of two that overlap the one that was named first."""
    kept: list[Sensitive] = []  # in order of place
    for each in found:
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
            continue
        at = bisect_right(kept, each.start, key=lambda other: other.start)
        before, behind = kept[at - 1] if at else None, kept[at] if at < len(kept) else None
        if not (before and each.start < before.end) and not (behind and behind.start < each.end):
            kept.insert(at, each)
    yield from kept


def mask(value: str, head: int, tail: int) -> str:
    """Hide letters and digits but the first `head` and the last `tail`; separators stay.

    >>> mask("138 1234 5678", 3, 4)
    '138 **** 5678'
    """
    if value.isalnum() and len(value) >= head + tail:  # no separators, as is usual
        return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]
    places = [index for index, character in enumerate(value) if character.isalnum()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if index in hidden else character for index, character in enumerate(value))


def mask_text(text: str) -> str:
    """Return a text of equal length in which every personal value is masked."""
    if is_harmless(text):  # as pointers and figures are
        return text
    return _masked(text) if len(text) > _LONG else _mask_text(text)


def _mask_text(text: str) -> str:
    parts: list[str] = []
    done = 0
    for each in sensitive(text, glued=True):
        parts += (text[done : each.start], each.masked)
        done = each.end
    return "".join((*parts, text[done:])) if parts else text


#: A long paragraph may have a thousand findings, each of which shows a piece of it.
_masked = lru_cache(maxsize=16)(_mask_text)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around [start, end); one that goes on and on is cut."""
    low, high = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    first = max(text.rfind(mark, low, start) for mark in _SENTENCE_ENDS) + 1
    ends = [at for at in (text.find(mark, end, high) for mark in _SENTENCE_ENDS) if at >= 0]
    return first or low, min(ends, default=high)


def excerpt(text: str, start: int, end: int, masked: str | None = None) -> str:
    """Return the masked sentence around [start, end), shortened with … where it is long.

    `masked` replaces the characters [start, end), for values that no pattern knows.
    """
    shown = mask_text(text)
    if masked is not None:
        shown = shown[:start] + masked + shown[end:]
        end = start + len(masked)
    first, last = sentence(shown, start, end)
    left, right = max(first, start - _EXCERPT_REACH), min(last, end + _EXCERPT_REACH)
    return f"{'…' * (left > first)}{shown[left:right].strip()}{'…' * (right < last)}"
