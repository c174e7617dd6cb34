"""The lists of the prose that divide a total.

其中, a colon, brackets, 具体为 and headings (按渠道分) open a list of parts; 合计 closes one.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_above import (
    all_answered,
    all_that_came,
    names_total,
    of_the_named,
    of_the_published,
    sentences_above,
    verdicts,
)
from disclosure_lint.checks.breakdown_apart import NO_PARTS, by_court, compared
from disclosure_lint.checks.breakdown_parts import COMING, Breakdown, family, one_family, only_of, parts_of, total_of
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_ADDED = ("合计", "共计", "总计", "总共", "共")
_BY = pattern(r"(?:按|从|就)[^，。；：0-9]{1,14}(?:分|看)$")
_SHOWS = ("包括", "包含", "分别", "具体")
#: By how much of their sum such parts may miss it.
_NEARLY = 0.3
_COUNTING = frozenset({"fill", "number", "request"})


def wholes_of(report: Report, part: Segment) -> list[float]:
    """Return the totals that a number is stated as a part of."""
    if "wholes" not in report.memo:
        known: dict[int, list[float]] = {}
        for found in all_breakdowns(report):
            for each in found.parts:
                if found.total.quantity:
                    known.setdefault(id(each), []).append(found.total.quantity.value)
        report.memo["wholes"] = known
    wholes: dict[int, list[float]] = report.memo["wholes"]
    return wholes.get(id(part), [])


def all_breakdowns(report: Report) -> list[Breakdown]:
    """Return every breakdown of the report, found once."""
    if "breakdowns" not in report.memo:
        found: list[Breakdown] = []
        earlier: list[Sentence] = []
        before: list[Sentence] = []
        for sentence in read_claims(report).sentences:
            if earlier and earlier[-1].pointer != sentence.pointer:
                before = sentences_above(sentence, before, earlier)
                earlier = []
            told = {(id(each.total), *map(id, each.parts)): each for each in breakdowns(sentence, earlier, before)}
            found += told.values()
            earlier.append(sentence)
        report.memo["breakdowns"] = found
    known: list[Breakdown] = report.memo["breakdowns"]
    return known


def breakdowns(sentence: Sentence, earlier: list[Sentence], above: list[Sentence]) -> Iterator[Breakdown]:
    """Yield the totals of a sentence with what it names as their parts.

    `earlier` are the sentences of its paragraph, `above` those of the paragraphs before it in its chapter.
    """
    segments, previous = sentence.segments, earlier[-1] if earlier else None
    yield from _totalled(sentence)
    yield from of_the_published(sentence, earlier, above)
    yield from of_the_named(sentence)
    yield from verdicts(sentence)
    for index, segment in enumerate(segments):
        if index and heads(sentence, segments[index - 1]):
            yield from _divided(sentence, earlier, index)
            continue
        bracket = segment.before == "（" and segment.depth > 0
        shows = (
            segment.among
            or bracket
            or (segment.before == "：" and index)
            or segment.tokens[0].meaning.startswith(_SHOWS)
        )
        if not shows or names_total(sentence, segment):
            continue
        for unit in dict.fromkeys(
            each.unit for each in segments[index:] if each.quantity and each.depth == segment.depth
        ):
            total = total_of(segments[:index], segment, unit)
            where = sentence
            if total is None and segment.among and not index and previous is not None:
                total, where = only_of(previous, unit, parts_of(segments[index:], unit, None)), previous
            if segment.among and index and all_answered(segments[index - 1]):
                total, where = all_that_came([*earlier, sentence], segment, unit) or (None, sentence)
            parts = parts_of(segments[index:], unit, total)
            if total is not None and parts and unit not in NO_PARTS:
                # 发布2053条：网站1166条、微信887条 names them all.
                divided = segment.before == "：" and not segment.among and total is segments[index - 1]
                yield from by_court(Breakdown(sentence, total, where, parts, bracket, divided))


def heads(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a segment says by what a total is divided: 按申请渠道分, 从申请主体看."""
    return not segment.number and bool(_BY.match(sentence.prose.text, segment.start, segment.end))


def _divided(sentence: Sentence, earlier: list[Sentence], index: int) -> Iterator[Breakdown]:
    """Yield what a total is divided into behind such a heading.

    The total stands before the first heading, in this sentence or an earlier one.
    Results are left to the tables: what came in need not be stated there.
    """
    segments = sentence.segments
    first = next(number for number, each in enumerate(segments) if heads(sentence, each))
    unit = segments[index].unit
    parts = parts_of(segments[index:], unit, None)
    totals = [(where, each) for where in earlier for each in where.segments if not _below(where, each)]
    totals = [
        (where, each)
        for where, each in (*totals, *((sentence, each) for each in segments[:first]))
        if each.quantity and each.quantity.exact and each.unit == unit and not each.depth
        if not compared(each)
    ]
    if len(parts) < 2 or unit in NO_PARTS or not totals or family(parts[0]) not in ("other", "applicant"):
        return
    summed = sum(part.quantity.value for part in parts if part.quantity)
    right = [each for each in totals if each[1].quantity and each[1].quantity.value == summed]
    where, total = next((each for each in (*right, *reversed(totals)) if each in right or _whole(each[1])), totals[-1])
    heading = sentence.prose.text[segments[index - 1].start : segments[index - 1].end]
    yield Breakdown(sentence, total, where, parts, divided=heading.endswith("分"))


def _whole(segment: Segment) -> bool:
    flows = set(segment.kinds.get("flow", ()))
    return not flows.isdisjoint(COMING) and "carry" not in flows


def _below(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a number is itself a part, behind 其中 or a heading."""
    found = next((each for each in sentence.segments if each.among or heads(sentence, each)), None)
    return found is not None and segment.start >= found.start


def _totalled(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield a total that stands behind its parts: 网站100条、微信36条，合计136条."""
    segments = sentence.segments
    for index, segment in enumerate(segments):
        added = segment.tokens[0].meaning.startswith(_ADDED) and segment.number
        if not added or segment.unit in NO_PARTS or segment.depth:
            continue
        came_in = _came_in(segments[:index]) if set(segment.kinds) <= _COUNTING else []
        if came_in:
            yield Breakdown(sentence, segment, sentence, came_in, divided=True)
            continue
        start = max((number for number in range(index) if segments[number].before == "；"), default=0)
        parts = [each for each in segments[start:index] if not each.depth]
        listed = len(parts) > 1 and all(each.unit == segment.unit and each.number for each in parts)
        adds = listed and (segment.tokens[0].meaning != "共" or _sums_up(segment, parts))
        if not adds or family(parts[0]) not in ("other", "applicant", "outcome"):
            continue
        if parts == one_family(parts) and not any(each.among or compared(each) for each in parts):
            alone = not any(each.unit == segment.unit for each in segments[:start])
            yield Breakdown(sentence, segment, sentence, parts, divided=alone)


def _sums_up(segment: Segment, parts: list[Segment]) -> bool:
    """Tell whether 建议3件、提案5件，共8件 adds up what stands in front, or nearly does; 共办结8件 tells of more."""
    if not set(segment.kinds) <= {"fill", "number"} or segment.quantity is None:
        return False
    total = segment.quantity.value
    sums = list(accumulate(each.quantity.value for each in reversed(parts) if each.quantity))
    # The list may begin behind what stands first.
    return total not in sums[1:-1] and abs(sums[-1] - total) <= _NEARLY * total


def _came_in(before: list[Segment]) -> list[Segment]:
    """Return what came in and, just in front of their sum, what was carried over: 收到83件，上年结转4件，共87件."""
    over = before[-1] if before else None
    if over is None or not over.number or over.depth or "carry" not in over.kinds.get("flow", ()):
        return []
    new = [
        each
        for each in before
        if not each.depth and not {"received", "new", "accepted"}.isdisjoint(each.kinds.get("flow", ()))
    ]
    told = [each for each in new if each.number and each.unit == over.unit and not compared(each)]
    return [told[0], over] if len(told) == 1 and not over.has("next", "next-year") else []
