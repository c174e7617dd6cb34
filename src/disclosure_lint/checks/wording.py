"""Words twice over, and a chapter too long."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import Correction, Problem, Replacement, check
from disclosure_lint.checks.passages import prose
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from disclosure_lint.report import Report

_HAN = "\u4e00-\u9fff"
_WORD_TWICE = pattern(rf"([{_HAN}]{{2,8}}?)\1|(20\d\d年度?)\2")
_CHARACTER_TWICE = pattern(rf"([{_HAN}])\1")
#: Longer words than this are not the first half of yet a longer one.
_SHORT = 3
_NUMBERING = pattern(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]{1,2}是)?\s*")


@check("wording.doubled")
def doubled(
    report: Report,
    *,
    particles: Mapping[str, Mapping[str, str]],
    stutters: Mapping[str, Mapping[str, str]],
    words: list[str],
    starts: str,
    tails: list[str],
) -> Iterator[Problem]:
    """No word stands twice in a row.

    `particles` are single characters, with the characters `after` and `before`
    which one of the two belongs to another word; `stutters` are words of which the
    first character (`beginnings`) or the last (`endings`) may be typed twice, with
    the neighbours that make another word of the one too many; `words` may stand
    twice, as may what begins with one of `starts`; behind the second copy one of
    `tails` makes it part of a longer word.
    """
    for passage in prose(report):
        found = [
            *_words(passage.text, words, starts, tails),
            *_particles(passage.text, particles),
            *_beginnings(passage.text, stutters["beginnings"]),
            *_endings(passage.text, stutters["endings"]),
        ]
        for start, end, once in sorted(set(found)):
            fix = Correction((Replacement(passage.pointer, once, (start, end)),))
            yield Problem(passage.pointer, {"text": passage.text[start:end], "word": once}, (start, end), fix=fix)


def _words(text: str, words: list[str], starts: str, tails: list[str]) -> Iterator[tuple[int, int, str]]:
    for match in _WORD_TWICE.finditer(text):
        once = match[1] or match[2]
        begin = _NUMBERING.match(text)
        first = begin.end() if begin else 0
        # A heading that runs into its paragraph: "（一）主动公开主动公开政府信息…"
        heads = match.start() == first > 0
        if heads or once in words or once[0] in starts or len(set(once)) == 1:
            continue
        if len(once) > _SHORT or not _either(tuple(tails)).match(text, match.end()):
            yield match.start(), match.end(), once


def _particles(text: str, particles: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[int, int, str]]:
    held = any(each * 2 in text for each in particles)
    for match in _CHARACTER_TWICE.finditer(text) if held else ():
        rule = particles.get(match[1])
        if rule is None:
            continue
        start, end = match.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not ((before and before in rule.get("after", "")) or (after and after in rule.get("before", ""))):
            yield match.start(), match.end(), match[1]


def _beginnings(text: str, beginnings: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    twice = tuple(word[0] + word for word in beginnings)
    held = any(each in text for each in twice)
    for match in _either(twice).finditer(text) if held else ():
        word = match[0][1:]
        before = text[match.start() - 1] if match.start() else ""
        if not before or before not in beginnings[word]:
            yield match.start(), match.end(), word


def _endings(text: str, endings: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    twice = tuple(word + word[-1] for word in endings)
    held = any(each in text for each in twice)
    for match in _either(twice).finditer(text) if held else ():
        word = match[0][:-1]
        after = text[match.end() : match.end() + 1]
        if not after or after not in endings[word]:
            yield match.start(), match.end(), word


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return pattern("|".join(words))


@check("wording.length")
def too_long(report: Report, *, section: str, limit: int, tolerance: int) -> Iterator[Problem]:
    """A chapter has about `limit` characters at most, white space not counted."""
    texts = report.get(f"/sections/{section}/text", [])
    length = sum(len("".join(text.split())) for text in texts if isinstance(text, str))
    if length > limit + tolerance:
        yield Problem(f"/sections/{section}", {"length": length, "limit": limit})
