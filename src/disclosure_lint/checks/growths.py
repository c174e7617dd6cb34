"""Stated growths, with the figures of two years from which they follow."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from disclosure_lint.checks.shares import Share, percentage
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_FALLING = "减下回降少"
#: What is counted one by one; of money there are parts.
_COUNTED = frozenset("件条次个篇份期起宗例项")
#: All that a growth of the number in front of it may be told with: 同比增长25%, 比上年下降了三成.
_BARE = frozenset({"than", "last", "delta", "number", "fill", "year"})


class Difference(NamedTuple):
    """A difference that is stated beside the figures of both years: 20件，比上年的16件增加4件."""

    sentence: Sentence
    stated: Quantity
    now: float
    past: float


class _Years(NamedTuple):
    """The numbers that a sentence tells of this year, of the last, of the difference, and of another year."""

    now: list[float]
    past: list[float]
    change: list[float]
    other: list[float]

    def pairs(self, *, falls: bool) -> list[tuple[float, float]]:
        """Return this year's figure and last year's, where it or the difference is told; of several, each may be it."""
        if len(self.past) > 1 or len(self.change) > 1 or self.other or not (self.past or self.change):
            return []
        change = self.change[0] if self.change else 0
        found = [(now, self.past[0] if self.past else now + change if falls else now - change) for now in self.now]
        return [(now, last) for now, last in found if last > 0]


class Bare(NamedTuple):
    """A growth that is stated of a whole number, without last year's: 收到36件，同比增长20%."""

    sentence: Sentence
    stated: Quantity
    now: Quantity
    falls: bool

    def bases(self) -> list[tuple[int, float]]:
        """Return the whole numbers nearest to last year's, each with the growth in percent that follows from it."""
        share = self.stated.value / 100
        if self.falls and share >= 1:
            return []
        base = self.now.value / (1 - share if self.falls else 1 + share)
        near = dict.fromkeys(max(1, each) for each in (floor(base), ceil(base)))
        return [(each, abs(self.now.value - each) / each * 100) for each in near]


def bare_growths(sentence: Sentence) -> Iterator[Bare]:
    """Yield the growths that are stated right behind a whole number, and nothing beside them."""
    before: Segment | None = None
    for segment in sentence.segments:
        if segment.depth and not segment.number:
            continue
        if before is not None and _bare(before, segment):
            stated = percentage(segment)
            if stated and before.quantity:
                yield Bare(sentence, stated, before.quantity, segment.kinds["delta"][0][0] in _FALLING)
        before = segment


def _bare(before: Segment, segment: Segment) -> bool:
    """Tell whether a segment states a growth, and nothing else, of the whole number in front."""
    stated, now = percentage(segment), before.quantity
    if stated is None or now is None or not (stated.exact and stated.value and now.exact and now.unit in _COUNTED):
        return False
    told = (
        {token.kind for token in segment.tokens} <= _BARE | _again(before, segment)
        and segment.has("delta")
        and segment.has("than", "last")
    )
    beside = segment.among or segment.depth != before.depth or before.has("delta", "than", "last", "part", "share")
    return told and not beside and now.value == int(now.value) > 0


def _again(before: Segment, segment: Segment) -> set[str]:
    """Return how a segment may name once more what was counted: 收到申请36件，申请量同比增长20%."""
    counted = before.has("request") and set(segment.kinds.get("flow", ())) <= {"volume"}
    return {"request", "flow"} if counted else set()


def growths(report: Report, sentence: Sentence, earlier: list[Sentence]) -> Iterator[Share]:
    """Yield growths of which both years, or one year and the difference, are stated.

    Last year's figure may stand in a bracket behind (同比增长25%（2024年为36件）), this year's number of
    requests in an earlier sentence of the paragraph.
    """
    for index, segment in enumerate(sentence.segments):
        stated = percentage(segment)
        if stated is not None and segment.has("delta") and not segment.has("part"):
            told = _told(report, sentence, earlier, index)
            pairs = told.pairs(falls=any(word[0] in _FALLING for word in segment.kinds["delta"]))
            if pairs:
                instead = tuple(abs(now - last) / last * 100 for now, last in pairs[1:])
                yield Share(sentence, stated, pairs[0][0], [pairs[0][1]], growth=True, instead=instead)


def differences(report: Report, sentence: Sentence, earlier: list[Sentence]) -> Iterator[Difference]:
    """Yield the differences from last year that are stated beside the figures of both years."""
    for index, segment in enumerate(sentence.segments):
        stated = segment.quantity
        if stated is None or stated.unit == "%" or not stated.exact or not segment.has("delta") or segment.among:
            continue
        if not {token.kind for token in segment.tokens} <= _BARE | {"request", "flow", "self"}:
            continue  # 自然人增加3件 is a part of the difference
        told = _told(report, sentence, earlier, index)
        if len(told.now) == len(told.past) == len(told.change) == 1 and not told.other:
            yield Difference(sentence, stated, told.now[0], told.past[0])


def _told(report: Report, sentence: Sentence, earlier: list[Sentence], index: int) -> _Years:
    """Return what a sentence tells of this year and the last up to a segment, and in a bracket behind it."""
    segment, year = sentence.segments[index], report.year
    behind = sentence.segments[index + 1 : index + 2]
    bracket = [each for each in behind if each.before == "（" and _of_last_year(each, year)]
    before = sentence.segments[:index]
    inside = before and _inside(before[-1], segment) and (segment.has("last") or _of_last_year(segment, year))
    past = before[-1] if inside else None
    level = [each for each in before if each.depth <= segment.depth or each is past or _of_last_year(each, year)]
    if segment.depth:  # 网站936条（上年845条，增长10.8%），微博…: a bracket speaks of the number in front of it
        opened = [at for at, each in enumerate(level) if each.depth < segment.depth]
        level = level[opened[-1] :] if opened else level
    told = _years([*level, segment, *bracket], year, past)
    if not told.now and any(each.has("request") for each in sentence.segments[: index + 1]):
        told.now.extend(_counted(report, earlier))
    return told


def _counted(report: Report, earlier: list[Sentence]) -> set[float]:
    """Return how many requests came in, by the earlier sentences of a paragraph."""
    claims = (claim for each in earlier for claim in read_claims(report).by_sentence[each.number])
    return {claim.quantity.value for claim in claims if claim.key in ("received", "new") and claim.quantity.exact}


def _inside(bracket: Segment, segment: Segment) -> bool:
    """Tell whether a number stands in brackets within the words of a comparison: 比2024年（31件）下降29%."""
    return bracket.number is not None and segment.start < bracket.start < segment.end


def _of_last_year(segment: Segment, year: int | None) -> bool:
    named = set(segment.kinds.get("year", ()))
    return year is not None and str(year - 1) in named and str(year) not in named


def _than_last(segment: Segment, year: int | None) -> bool:
    """Tell whether a number is last year's, that this year's is compared with: 较2024年的36件, 与上年36件相比."""
    return _of_last_year(segment, year) or any("年" in word for word in segment.kinds.get("than", ()))


def _years(segments: list[Segment], year: int | None, past: Segment | None) -> _Years:
    """Sort the numbers of segments that have the unit of the last; `past` is known to give last year's."""
    counted = [each for each in segments if each.quantity and each.quantity.unit != "%"]
    unit = counted[-1].quantity.unit if counted and counted[-1].quantity else ""
    told = _Years([], [], [], [])
    for each in counted:
        if each.quantity is None or each.quantity.unit != unit or not each.quantity.exact:
            continue
        if "carry" in each.kinds.get("flow", ()):  # 含2024年度转入3件 is no figure of last year
            continue
        before = (each.has("last", "last-year") or _of_last_year(each, year)) and not each.has("delta", "than")
        before = before or ((each.has("last", "last-year") or _than_last(each, year)) and not each.has("delta"))
        if before or each is past:
            told.past.append(each.quantity.value)
        elif each.has("delta", "than"):
            (told.change if each.has("delta") else told.other).append(each.quantity.value)
        else:
            told.now.append(each.quantity.value)
    return told
