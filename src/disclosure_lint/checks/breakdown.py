"""Breakdowns in the prose: “共 N，其中 a、b、c” adds up.

其中 need not name everything, so parts may be fewer than their total. They are
wrong where they exceed it, where they miss it by little, or where they name
everything there is (both kinds of applicants) and still miss it.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.breakdown_apart import COMPARED, NO_PARTS, another_total, channels, mixed, of_years
from disclosure_lint.checks.figures import plain
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_ADDED = ("合计", "共计", "总计", "总共")
_SHOWS = ("包括", "包含", "分别", "具体")
_OVERLAPPING = pattern(r"同时|同步|重复|不同渠道|多渠道|各渠道|交叉|兼|既|多个渠道|多平台|累计阅读|转发|转载")
_OPEN = pattern(r"等(?![待级额])|主要|余[件条篇次个项份期]|部分(?!公开)|重点|尤其|特别|例如|如：")
_INSIDE_OTHER = pattern(r"含|另|不计|除|比|较|扣")
#: How often the parts may exceed their total before they are taken for something else.
_FAR = 3


class Breakdown(Record, eq=False, repr=False):
    """A total and its parts, each a segment with a number; `bracketed` says that brackets hold the parts."""

    sentence: Sentence
    total: Segment
    total_sentence: Sentence
    parts: list[Segment] = field(default_factory=list)
    bracketed: bool = False

    @property
    def unit(self) -> str:
        """The unit of all numbers."""
        return self.parts[0].unit


@check("breakdown.sum")
def parts_do_not_add_up(report: Report, *, share: float) -> Iterator[Problem]:
    """Stated parts do not exceed their total and do not miss it by less than a share of it."""
    for found in _all(report):
        problem = _judged(found, share)
        if problem:
            yield problem


def wholes_of(report: Report, part: Segment) -> list[float]:
    """Return the totals that a number is stated as a part of."""
    if "wholes" not in report.memo:
        known: dict[int, list[float]] = {}
        for found in _all(report):
            for each in found.parts:
                if found.total.quantity:
                    known.setdefault(id(each), []).append(found.total.quantity.value)
        report.memo["wholes"] = known
    wholes: dict[int, list[float]] = report.memo["wholes"]
    return wholes.get(id(part), [])


def _all(report: Report) -> list[Breakdown]:
    """Return every breakdown of the report, found once."""
    if "breakdowns" not in report.memo:
        found: list[Breakdown] = []
        before: Sentence | None = None
        for sentence in read_claims(report).sentences:
            previous = before if before and before.pointer == sentence.pointer else None
            found += breakdowns(sentence, previous)
            before = sentence
        report.memo["breakdowns"] = found
    known: list[Breakdown] = report.memo["breakdowns"]
    return known


def breakdowns(sentence: Sentence, previous: Sentence | None) -> Iterator[Breakdown]:
    """Yield the totals of a sentence with what it names as their parts."""
    segments = sentence.segments
    yield from _totalled(sentence)
    for index, segment in enumerate(segments):
        bracket = segment.before == "（" and segment.depth > 0
        shows = (
            segment.among
            or bracket
            or (segment.before == "：" and index)
            or segment.tokens[0].meaning.startswith(_SHOWS)
        )
        if not shows:
            continue
        for unit in dict.fromkeys(
            each.unit for each in segments[index:] if each.quantity and each.depth == segment.depth
        ):
            total = _total(segments[:index], segment, unit)
            where = sentence
            if total is None and segment.among and not index and previous is not None:
                total, where = _only(previous, unit), previous
            parts = _parts(segments[index:], unit)
            if total is not None and parts and unit not in NO_PARTS:
                yield Breakdown(sentence, total, where, parts, bracket)


def _totalled(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield a total that stands behind its parts: 网站100条、微信36条，合计136条."""
    segments = sentence.segments
    for index, segment in enumerate(segments):
        added = segment.tokens[0].meaning.startswith(_ADDED) and segment.number
        if not added or segment.unit in NO_PARTS or segment.depth:
            continue
        before = [each for each in segments[:index] if not each.depth]
        parts = [each for each in before if each.unit == segment.unit and each.number]
        listed = len(parts) > 1 and parts == before[-len(parts) :] and parts == before
        alike = listed and _family(parts[0]) in ("other", "applicant", "outcome") and parts == _one_family(parts)
        if alike and not any(each.has(*COMPARED) or each.among for each in parts):
            yield Breakdown(sentence, segment, sentence, parts)


def _total(before: list[Segment], first: Segment, unit: str) -> Segment | None:
    """Return the nearest number in front with the unit of the parts, not deeper in brackets than they are."""
    depth = first.depth - 1 if first.before == "（" else first.depth
    for segment in reversed(before):
        if segment.quantity and segment.depth == depth:
            if first.before == "（" and not first.among:
                return segment if segment.unit == unit and segment is before[-1] else None
            if segment.unit == unit and not segment.has(*COMPARED):
                return segment
    return None


def _only(sentence: Sentence, unit: str) -> Segment | None:
    found = [each for each in sentence.segments if each.quantity and each.unit == unit]
    return found[0] if len(found) == 1 else None


def _parts(segments: list[Segment], unit: str) -> list[Segment]:
    """Return the parts with a unit: of the first group between ；, or of all where each group is one part."""
    first, depth = segments[0], segments[0].depth
    groups: list[list[Segment]] = [[]]
    for number, segment in enumerate(segments):
        if segment.depth < depth or (number and segment.depth == depth and segment.among):
            break
        if segment.depth > depth:
            continue
        if segment.before == "；" and number:
            groups.append([])
        if segment.quantity and segment.unit == unit and not segment.has(*COMPARED):
            groups[-1].append(segment)
    parts = (
        groups[0]
        if len(groups) == 1 or len(groups[0]) > 1 or any(len(each) != 1 for each in groups)
        else [each[0] for each in groups]
    )
    return _one_family(parts) if first.quantity or parts else []


def _one_family(parts: list[Segment]) -> list[Segment]:
    """Return the leading parts that divide the total in the same way as the first."""
    kept: list[Segment] = []
    for part in parts:
        family = _family(part)
        if kept and family != _family(kept[0]) and not (family == "out" and _family(kept[0]) == "outcome"):
            break
        kept.append(part)
    return kept


def _family(part: Segment) -> str:
    flows = set(part.kinds.get("flow", ()))
    if part.has("applicant"):
        return "applicant"
    if part.has("outcome"):
        return "outcome"
    if part.has("reason"):
        return "reason"
    if flows & {"done", "forward"} or ("carry" in flows and part.has("next", "next-year")):
        return "out"
    return "in" if flows - {"handled"} else "other"


def _judged(found: Breakdown, share: float) -> Problem | None:
    total, parts = found.total.quantity, [part.quantity for part in found.parts if part.quantity]
    if total is None or not total.exact or not total.value or not all(part.exact for part in parts):
        return None
    sums = list(accumulate(part.value for part in parts))
    whole, off = sums[-1], round(sums[-1] - total.value, 4)
    text = found.sentence.prose.text[found.parts[0].start : found.sentence.end]
    inside = found.sentence.prose.text[found.parts[0].start : found.parts[-1].end]
    if (
        total.value in sums
        or _OVERLAPPING.search(found.sentence.text)
        or (found.bracketed and _INSIDE_OTHER.search(inside))
    ):
        return None
    if off > 0 and (another_total(found, whole) or of_years(found) or channels(found, off / total.value, inside)):
        return None
    complete = _complete(found.parts)
    known = _family(found.parts[0]) != "other"
    if off > 0:
        wrong = (known or whole <= _FAR * total.value) and (len(parts) > 1 or not found.bracketed)
    else:
        near = -off < share * total.value and len(parts) > 1 and not mixed(found)
        wrong = (near and not _OPEN.search(text)) or complete
    return _problem(found, whole, off) if wrong else None


def _complete(parts: list[Segment]) -> bool:
    """Tell whether the parts name all there is: natural persons and organisations."""
    applicants = {name for part in parts for name in part.kinds.get("applicant", ())}
    return {"natural_person", "organizations"} <= applicants and len(parts) == 2


def _problem(found: Breakdown, whole: float, off: float) -> Problem:
    total = found.total.quantity
    assert total is not None  # noqa: S101 - judged before
    parts = [part.quantity for part in found.parts if part.quantity]
    values = {
        "total": plain(total.value) + total.unit,
        "terms": " + ".join(plain(part.value) for part in parts) + (f" = {plain(whole)}" if len(parts) > 1 else ""),
        "sum": plain(whole),
        "difference": plain(abs(off)),
    }
    twin = next((part for part in found.parts if part.quantity and part.quantity.value == abs(off) > 1), None)
    variant = "more" if off > 0 else "less"
    if twin is not None and twin.number is not None:
        variant += "-twin"
        words = found.sentence.prose.text[twin.start : twin.number.start]
        values["twin"] = words or plain(abs(off))
    span = found.total_sentence.prose.span(total.start, total.end)
    certain = "certain" if off > 0 or _complete(found.parts) else "likely"
    return Problem(found.total_sentence.pointer, values, span, variant, confidence=certain)
