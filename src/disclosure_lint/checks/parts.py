"""How many parts a report says it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.structure import chapters_of, is_annex
from disclosure_lint.extract.headings import number
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Passage, Report

_FEW = 3


@check("parts.declared")
def declared(report: Report, *, counted: str, subject: str, listed: dict[str, str]) -> Iterator[Problem]:
    """The number of parts that a preface names is that of the chapters, and of the parts it lists.

    `counted` finds the number (group 1) and what it counts (group 2). Where that
    is not 部分, or the sentence stands outside the preface, the sentence must
    speak of the report (`subject`) or list at least three of its chapters.
    `listed` are the words of chapters where the profile has none of its own.
    """
    words = [form.mention for form in report.profile.sections.values() if form.mention is not None]
    mentions = words or [pattern(each) for each in listed.values()]
    for passage in _prefaces(report):
        for match in re.finditer(counted, passage.text):
            sentence = passage.text[passage.text.rfind("。", 0, match.start()) + 1 : match.start(1)]
            named = sum(bool(each.search(sentence)) for each in mentions)
            plain = match[2].endswith("部分") and passage.pointer.startswith("/preface/")
            doubtful = not plain and not pattern(subject).search(sentence)
            if named < _FEW and (doubtful or match[1] in ("一", "两", "二", "1", "2")):
                continue
            yield from _compare(report, passage, match, named)
            return


def _prefaces(report: Report) -> Iterator[Passage]:
    return (each for each in report.texts() if each.pointer.startswith(("/preface/", "/sections/overview/text/0")))


def _compare(report: Report, passage: Passage, match: re.Match[str], named: int) -> Iterator[Problem]:
    stated = int(match[1]) if match[1].isdecimal() else number(match[1].replace("两", "二"))
    possible = _counts(report)
    values = {"stated": match[1], "found": min(possible, default=0), "listed": named}
    open_list = "等" in passage.text[: match.end()][-12:]
    if possible and stated not in possible:
        yield Problem(passage.pointer, values, span=match.span(1))
    elif report.profile.chapters == "sections" and named >= _FEW and named < stated and not open_list:
        yield Problem(passage.pointer, values, span=match.span(1), variant="listed")


def _counts(report: Report) -> set[int]:
    """Return how many parts the report can be said to have: with and without its annexes."""
    chapters = chapters_of(report)
    proper = [each for each in chapters if not is_annex(report, each)]
    if report.profile.chapters == "sections":
        lost = len([key for key in report.get("/sections", {}) if not report.has(f"/sections/{key}/heading")])
        return {len(proper) + lost, len(chapters) + lost} if chapters else set()
    reached = 0
    for each in proper:
        reached += each.heading.ordinal == reached + 1
    return {reached, reached + len(chapters) - len(proper)} if reached > 1 else set()
