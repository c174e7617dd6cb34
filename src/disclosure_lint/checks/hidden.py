"""What a file holds and does not show: changes, comments, hidden text, the names of those who wrote it (C511)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.people import is_name
from disclosure_lint.masking import mask_text
from disclosure_lint.patterns import pattern
from disclosure_lint.positions import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Hidden, Outline
    from disclosure_lint.report import Report

_SAMPLE = 24
#: What is no concern by itself: a name in the file's properties, a document inside the document.
_MINOR = ("author", "embedded")
_LATIN_NAME = r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+){1,2}"


@check("hidden.content")
def holds_hidden_content(report: Report, *, programs: Sequence[str]) -> Iterator[Problem]:
    """The file holds nothing but what its reader sees.

    `programs` are words that show an author to be a program or an account, not a person.
    """
    outline = report.outline
    if outline is None:
        return
    for each in _by_kind(outline, programs):
        sample = _sample(each.text)
        yield Problem(
            "",
            {"count": each.count, "sample": sample},
            variant=each.kind if sample or each.kind in _WORDLESS else f"{each.kind}-blank",
            severity="info" if each.kind in _MINOR else "",
            place=each.place if each.place != Place() else None,
            excerpt=sample,
        )


_WORDLESS = ("author", "annotation")


def _by_kind(outline: Outline, programs: Sequence[str]) -> Iterator[Hidden]:
    """Yield hidden content, the names of people together; a name is told masked."""
    from disclosure_lint.records import replace

    names: dict[str, Hidden] = {}
    for each in outline.hidden:
        if each.kind != "author":
            yield each
        elif is_person(each.text, programs):
            names.setdefault(each.text, each)
    if names:
        first = next(iter(names.values()))
        yield replace(first, text="、".join(name[0] + "*" * (len(name) - 1) for name in names), count=len(names))


def _sample(text: str) -> str:
    """Return the beginning of a text, masked and on one line."""
    shown = " ".join(mask_text(text).split())
    return shown if len(shown) <= _SAMPLE else shown[:_SAMPLE] + "…"


def is_person(text: str, programs: Sequence[str]) -> bool:
    """Tell whether an entry in a file's properties is the name of a person."""
    name = text.strip()
    if _programs(tuple(programs)).search(name):
        return False
    return is_name(name) or re.fullmatch(_LATIN_NAME, name) is not None


@cache
def _programs(words: tuple[str, ...]) -> re.Pattern[str]:
    return pattern("|".join(map(re.escape, words)) or "(?!)", re.IGNORECASE)
