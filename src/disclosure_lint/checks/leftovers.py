"""What a form or a program left in the text: instructions, fields nobody filled in, errors of a spreadsheet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.passages import outside, written
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from disclosure_lint.report import Report

_OPENING, _CLOSING = "“《「『", "”》」』"
#: variant of the message → kinds of patterns.
_VARIANTS = {"": ("instructions",), "field": ("fields",), "blank": ("blanks", "names")}
#: An x that may stand for a figure or a name, not one of an address.
_PLACEHOLDER = pattern(r"[Xx] ?[^\x00-$&-\x7f]")
#: Where only an unfilled form speaks of a body without a name.
_NAMES = ("/title", "/signed_by", "/preface")


@check("leftovers.unfilled")
def unfilled(
    report: Report, *, patterns: dict[str, list[str]], signs: dict[str, list[str]], persons: str
) -> Iterator[Problem]:
    """No instruction, field or blank of the form is left in the text; in quotes it is one that is spoken of.

    `patterns` are of kinds: instructions, fields, blanks, and names, which are
    blanks in titles, signatures and prefaces only. Every match of a kind holds one
    of its `signs`, or a blank an x before a character that is not ASCII. Behind one
    of `persons` (surnames) a blank hides a person, not a body.
    """
    for passage in written(report):
        held = _held(passage.text, signs)
        if not passage.pointer.startswith(_NAMES):
            held.discard("names")
        for variant, kinds in _VARIANTS.items():
            sources = tuple(source for kind in kinds if kind in held for source in patterns[kind])
            if not sources:
                continue
            matches = _joined(sources).finditer(passage.text)
            found = list(_left(passage.text, matches, persons))
            if found:
                span = found[0].span()
                yield Problem(
                    passage.pointer, {"text": found[0][0], "count": len(found)}, span, variant,
                    place=outside(passage, span),
                )  # fmt: skip


def _held(text: str, signs: dict[str, list[str]]) -> set[str]:
    """Return the kinds of patterns that may find something in a text."""
    held = {kind for kind, words in signs.items() if any(word in text for word in words)}
    return held | {"blanks"} if _PLACEHOLDER.search(text) else held


def _left(text: str, matches: Iterable[re.Match[str]], persons: str) -> Iterator[re.Match[str]]:
    """Yield the matches that nobody quotes and that hide no name; quotation marks are counted once."""
    at, opened = 0, [0] * len(_OPENING)
    for match in matches:
        start = match.start()
        piece, at = text[at:start], start
        opened = [
            each + piece.count(left) - piece.count(right)
            for each, left, right in zip(opened, _OPENING, _CLOSING, strict=True)
        ]
        before = text[start - 1] if start else ""
        if max(opened) <= 0 and not (match[0][0] in "×X" and before and before in persons):
            yield match


@cache
def _joined(sources: tuple[str, ...]) -> re.Pattern[str]:
    return pattern("|".join(sources))
