"""Percentages in the prose, recomputed from the figures beside them."""

from __future__ import annotations

from math import floor, isinf
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.figures import plain
from disclosure_lint.checks.shares import growths, shares
from disclosure_lint.claims.reader import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.shares import Share
    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.report import Report

_TINY = 1e-9


@check("percentages.recomputed")
def wrong_percentages(report: Report) -> Iterator[Problem]:
    """A share or a growth is what the figures beside it give, at the precision it is stated with."""
    earlier: list[Sentence] = []
    for sentence in read_claims(report).sentences:
        if earlier and earlier[-1].pointer != sentence.pointer:
            earlier = []
        if "%" in sentence.text or "成" in sentence.text:
            for share in (*shares(report, sentence, earlier), *growths(sentence, report.year)):
                problem = _judged(share)
                if problem:
                    yield problem
        earlier.append(sentence)


def _judged(share: Share) -> Problem | None:
    exact = [_percent(share, whole) for whole in share.wholes]
    of_sums = [part / whole * 100 for part in share.sums for whole in share.wholes]
    if any(_rounds(share.stated, each) for each in (*exact, *of_sums)):
        return None
    cut = next((number for number, each in enumerate(exact) if _cut_off(share.stated, each)), None)
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
