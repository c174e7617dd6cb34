"""Percentages in the prose, recomputed from the figures beside them."""

from __future__ import annotations

from math import floor, isinf
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.checks.breakdown_above import sentences_above
from disclosure_lint.checks.figures import plain
from disclosure_lint.checks.growths import bare_growths, differences, growths
from disclosure_lint.checks.not_read import not_read
from disclosure_lint.checks.rates import rates
from disclosure_lint.checks.shares import shares
from disclosure_lint.checks.shares_listed import listed_shares
from disclosure_lint.claims.reader import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.growths import Bare, Difference
    from disclosure_lint.checks.shares import Share
    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.report import Report

_TINY = 1e-9


@check("percentages.recomputed")
def wrong_percentages(report: Report) -> Iterator[Problem | NotAssessed]:
    """A share or a growth is what the figures beside it give, at the precision it is stated with."""
    yield from not_read(report)
    earlier: list[Sentence] = []
    before: list[Sentence] = []
    judged: set[tuple[str, int]] = set()
    for sentence in read_claims(report).sentences:
        if earlier and earlier[-1].pointer != sentence.pointer:
            before = sentences_above(sentence, before, earlier)
            earlier = []
        if "%" in sentence.text or "成" in sentence.text:
            grown = list(growths(report, sentence, earlier))
            known = {share.stated for share in grown}
            told = [*shares(report, sentence, earlier, before), *grown, *rates(report, sentence, earlier)]
            judged |= {(sentence.pointer, share.stated.start) for share in told}
            found = [_judged(share) for share in told]
            found += [_without_base(bare) for bare in bare_growths(sentence) if bare.stated not in known]
            yield from (problem for problem in found if problem)
        yield from (_misses(each) for each in differences(report, sentence, earlier) if not _follows(each))
        earlier.append(sentence)
    yield from (problem for share in listed_shares(report, judged, _rounds) if (problem := _judged(share)))


def _judged(share: Share) -> Problem | None:
    exact = [*(_percent(share, whole) for whole in share.wholes), *share.instead]
    of_sums = [part / whole * 100 for part in share.sums for whole in share.wholes]
    if any(_rounds(share.stated, each) for each in (*exact, *of_sums)):
        return None
    cut = next((at for at in range(len(share.wholes)) if _cut_off(share.stated, exact[at])), None)
    at, decimals = cut or 0, max(share.stated.decimals, 0)
    values = {
        "stated": share.sentence.prose.text[share.stated.start : share.stated.end],
        "part": plain(share.part),
        "whole": plain(share.wholes[at]),
        "right": f"{floor(exact[at] * 10**decimals + 0.5 + _TINY) / 10**decimals:.{decimals}f}%",
        "exact": f"{exact[at]:.{decimals + 2}f}%",
    }
    span = share.sentence.prose.span(share.stated.start, share.stated.end)
    if cut is not None:
        return Problem(share.sentence.pointer, values, span, "truncated", severity="info")
    return Problem(share.sentence.pointer, values, span, "growth" if share.growth else "")


def _follows(difference: Difference) -> bool:
    return difference.stated.value == abs(difference.now - difference.past)


def _misses(difference: Difference) -> Problem:
    """Return a difference that is not that of the two years."""
    prose, stated = difference.sentence.prose, difference.stated
    values = {
        "stated": prose.text[stated.start : stated.end],
        "past": plain(difference.past),
        "now": plain(difference.now),
        "right": plain(abs(difference.now - difference.past)),
    }
    return Problem(difference.sentence.pointer, values, prose.span(stated.start, stated.end), "difference")


def _without_base(bare: Bare) -> Problem | None:
    """Return a growth that follows from no whole number of last year."""
    bases = bare.bases()
    if any(_rounds(bare.stated, exact) or _cut_off(bare.stated, exact) for _, exact in bases):
        return None
    text, decimals = bare.sentence.prose.text, max(bare.stated.decimals, 0)
    shown = {
        language: around.format(joint.join(form.format(base, f"{exact:.{decimals}f}%") for base, exact in bases))
        for language, around, joint, form in (
            ("zh", "（{}）", "，", "上年为{}时是{}"),
            ("en", " ({})", ", ", "{1} from {0}"),
        )
    }
    values = {
        "stated": text[bare.stated.start : bare.stated.end],
        "now": text[bare.now.start : bare.now.end],
        "bases": shown if bases else "",  # nothing falls by all there was, and is there
    }
    span = bare.sentence.prose.span(bare.stated.start, bare.stated.end)
    return Problem(bare.sentence.pointer, values, span, "base", confidence="likely")


def _percent(share: Share, whole: float) -> float:
    return abs(share.part - whole if share.growth else share.part) / whole * 100


def _rounds(stated: Quantity, exact: float) -> bool:
    """Tell whether an exact value is stated rightly: rounded, or within what 近, 约, 超 admit."""
    half = 0.5 * 10.0**-stated.decimals
    high = stated.high if isinf(stated.high) else stated.high + half
    return stated.low - half - _TINY <= exact <= high + _TINY


def _cut_off(stated: Quantity, exact: float) -> bool:
    scale = 10.0 ** max(stated.decimals, 0)
    return floor(exact * scale + _TINY) / scale == stated.value
