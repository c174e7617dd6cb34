"""Percentages in the prose, recomputed from the figures beside them."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isinf
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.breakdown import breakdowns
from disclosure_lint.checks.figures import figure, plain
from disclosure_lint.checks.narrative import own_claims
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Cells, Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_WHOLE = pattern(
    r"占(?:比)?(?:本?年度?|全年|上述|所有|全部|总|申请|办结|答复|信息|公开|发布|受理|收到|解读|的|政府)+[^，。；%]{0,12}?$"
)
_NAMED = 4
_REQUESTS: tuple[Cells, ...] = (
    ("/tables/requests/new_received/total",),
    ("/tables/requests/new_received/total", "/tables/requests/carried_over/total"),
    ("/tables/requests/results/total/total",),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A stated percentage, the part it is of, and the numbers that may be the whole; the likeliest comes first."""

    sentence: Sentence
    stated: Quantity
    part: float
    wholes: list[float]
    growth: bool = False


@check("percentages.recomputed")
def wrong_percentages(report: Report) -> Iterator[Problem]:
    """A share or a growth is what the figures beside it give, at the precision it is stated with."""
    earlier: list[Sentence] = []
    for sentence in read_claims(report).sentences:
        if earlier and earlier[-1].pointer != sentence.pointer:
            earlier = []
        for share in (*_shares(report, sentence, earlier), *_growths(sentence)):
            problem = _judged(share)
            if problem:
                yield problem
        earlier.append(sentence)


def _judged(share: Share) -> Problem | None:
    exact = [_percent(share, whole) for whole in share.wholes]
    if not exact or any(_rounds(share.stated, each) for each in exact):
        return None
    cut = next((number for number, each in enumerate(exact) if _cut_off(share.stated, each)), None)
    at = cut or 0
    decimals = max(share.stated.decimals, 0)
    right = exact[at]
    values = {
        "stated": share.sentence.prose.text[share.stated.start : share.stated.end],
        "part": plain(share.part),
        "whole": plain(share.wholes[at]),
        "right": f"{floor(abs(right) * 10**decimals + 0.5 + 1e-9) / 10**decimals:.{decimals}f}%",
        "exact": f"{right:.{decimals + 2}f}%",
    }
    span = share.sentence.prose.span(share.stated.start, share.stated.end)
    if cut is not None:
        return Problem(share.sentence.pointer, values, span, "truncated", severity="info")
    return Problem(share.sentence.pointer, values, span, "growth" if share.growth else "")


def _percent(share: Share, whole: float) -> float:
    return (share.part - whole if share.growth else share.part) / whole * 100


def _rounds(stated: Quantity, exact: float) -> bool:
    """Tell whether an exact value is stated rightly: rounded, or within what 近, 约, 超 admit."""
    half = 0.5 * 10.0**-stated.decimals
    high = stated.high if isinf(stated.high) else stated.high + half
    return stated.low - half - 1e-9 <= abs(exact) <= high + 1e-9


def _cut_off(stated: Quantity, exact: float) -> bool:
    scale = 10.0 ** max(stated.decimals, 0)
    return floor(abs(exact) * scale + 1e-9) / scale == stated.value


def _shares(report: Report, sentence: Sentence, earlier: list[Sentence]) -> Iterator[Share]:
    """Yield the stated shares whose part and whole are known."""
    segments = sentence.segments
    for index, segment in enumerate(segments):
        stated = next(
            (
                token.quantity
                for token in segment.tokens
                if token.kind == "number" and token.quantity and token.quantity.unit == "%"
            ),
            None,
        )
        bracketed = segment.before == "（" and len(segment.tokens) == 1
        if (
            stated is None
            or segment.has("delta", "than", "last", "unknown", "part")
            and not _WHOLE.search(_text(sentence, segment))
        ):
            continue
        if not (segment.has("share") or bracketed) or segment.has("delta", "than", "last", "part"):
            continue
        part = _part(segments, index) or _named_part(sentence, segment, [*earlier, sentence])
        if part is not None and part.quantity and part.quantity.exact:
            wholes = _wholes(report, sentence, earlier, part, segment)
            if wholes:
                yield Share(sentence, stated, part.quantity.value, wholes)


def _text(sentence: Sentence, segment: Segment) -> str:
    return sentence.prose.text[segment.start : segment.end]


def _part(segments: list[Segment], index: int) -> Segment | None:
    """Return the number that a share is of: the one just in front."""
    if not index:
        return None
    before = segments[index - 1]
    quantity = before.quantity
    if quantity is None or quantity.unit in ("%", "个百分点") or before.has("delta", "than", "last"):
        return None
    if segments[index].has("share") and any(
        token.kind not in ("fill", "share", "number", "about", "all") for token in segments[index].tokens[:1]
    ):
        return None
    return before


def _named_part(sentence: Sentence, segment: Segment, all_sentences: list[Sentence]) -> Segment | None:
    """Return the earlier number whose words a share names again: 网站发布的信息占…."""
    share = next((token for token in segment.tokens if token.kind == "share"), None)
    if share is None or share.start - segment.start < _NAMED:
        return None
    name = sentence.prose.text[segment.start : share.start]
    found = [
        each
        for other in all_sentences
        for each in other.segments
        if each is not segment and each.number and _alike(other.prose.text[each.start : each.number.start], name)
    ]
    return found[0] if len(found) == 1 else None


def _alike(words: str, name: str) -> bool:
    return len(words) >= _NAMED and (name.startswith(words) or words.startswith(name))


def _wholes(
    report: Report, sentence: Sentence, earlier: list[Sentence], part: Segment, segment: Segment
) -> list[float]:
    """Return what a part may be a share of, the likeliest first; nothing where no whole is named."""
    assert part.quantity is not None  # noqa: S101 - the caller has seen it
    broken: list[float] = []
    before: Sentence | None = None
    for each in [*earlier, sentence]:
        for found in breakdowns(each, before):
            if any(one is part for one in found.parts) and found.total.quantity:
                broken.append(found.total.quantity.value)
        before = each
    at = sentence.prose.span(part.quantity.start, part.quantity.end)
    about = any(
        claim.span == at
        and claim.pointer == sentence.pointer
        and claim.subject.kind in ("outcome", "reason", "applicant")
        for claim in own_claims(report)
    )
    explicit = segment.has("share") and bool(
        _WHOLE.search(
            sentence.prose.text[segment.start : segment.end].partition("占")[1]
            + sentence.prose.text[segment.start : segment.end].partition("占")[2].rstrip("0123456789.%")
        )
    )
    if not (broken or about or explicit):
        return []
    if broken and not (about or explicit):
        return broken
    counted = [
        one.quantity
        for other in [*earlier, sentence]
        for one in other.segments
        if one is not part and one.quantity and one.quantity.unit == part.quantity.unit
    ]
    stated = [each.value for each in counted if each.exact and each.value >= part.quantity.value and each.value]
    tables = [found.value for cells in _REQUESTS if about and (found := figure(report, cells)) and found.value]
    largest = sorted(stated, reverse=True)
    likely = ([tables[-1]] if tables else []) if about and not broken else []
    sums = [one + other for one in stated for other in stated if one > other] if about else []
    return list(dict.fromkeys([*broken, *likely, *largest, *tables, *sums])) if (broken or largest or tables) else []


def _growths(sentence: Sentence) -> Iterator[Share]:
    """Yield growths of which both years, or one year and the difference, are stated in the sentence."""
    for index, segment in enumerate(sentence.segments):
        stated = next(
            (
                token.quantity
                for token in segment.tokens
                if token.kind == "number" and token.quantity and token.quantity.unit == "%"
            ),
            None,
        )
        if stated is None or not segment.has("delta") or segment.has("part"):
            continue
        unit = next((each.quantity.unit for each in reversed(sentence.segments[:index]) if each.quantity), None)
        counted = [
            each
            for each in sentence.segments[: index + 1]
            if each.quantity and each.quantity.unit == unit and each.quantity.exact
        ]
        now = [
            each.quantity.value
            for each in counted
            if each.quantity and not each.has("last", "delta", "than", "last-year")
        ]
        past = [
            each.quantity.value
            for each in counted
            if each.quantity and each.has("last", "last-year") and not each.has("delta")
        ]
        change = [
            each.quantity.value for each in counted if each.quantity and each.has("delta") and not each.has("share")
        ]
        pairs = [(one, other) for one in now for other in past if other]
        pairs += [(one, one - each) for one in now for each in change if one > each]
        pairs += [(one, one + each) for one in now for each in change]
        if len(now) == 1 and len(past) + len(change) == 1 and pairs:
            falls = any(word[0] in "减下回降少" for word in segment.kinds["delta"])
            fit = [pair for pair in pairs if (pair[0] < pair[1]) == falls] or pairs
            yield Share(sentence, stated, fit[0][0], [pair[1] for pair in fit], growth=True)
