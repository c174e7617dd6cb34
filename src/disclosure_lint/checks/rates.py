"""Stated rates of answers (办结率96%), with the figures of table 3 from which they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks.closing import DUE, other_scope
from disclosure_lint.checks.figures import figure
from disclosure_lint.checks.shares import Share, percentage
from disclosure_lint.claims.lexicon import lexicon
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_RATE = pattern(r"(?:答复|办结|办复|办理|回复|处理|办毕)率[^，。；0-9]{0,4}$")
#: All cases, and those of them that are not decided.
_CASES = ("total", "pending")
_DONE = ("/tables/requests/results/total/total",)
_WHOLES = (
    ("/tables/requests/new_received/total", "/tables/requests/carried_over/total"),
    ("/tables/requests/new_received/total",),
)


def rates(report: Report, sentence: Sentence, earlier: list[Sentence]) -> Iterator[Share]:
    """Yield the rates that a sentence states of requests answered, and of cases corrected or upheld.

    A rate of 100 % of answers is N308's; of those that were due or answered in time it is another one.
    """
    if not any("率" in token.meaning for segment in sentence.segments for token in segment.tokens):
        return
    for segment in sentence.segments:
        stated = percentage(segment)
        if stated is None or segment.has("than", "delta", "last", "share"):
            continue
        answered = _of_answers(report, sentence, segment, stated)
        found = [answered] if answered else _of_cases(report, [*earlier, sentence], segment)
        if found:
            (part, wholes), *others = found
            instead = tuple(one / whole * 100 for one, of in others for whole in of)
            yield Share(sentence, stated, part, wholes, instead=instead)


def _of_answers(
    report: Report, sentence: Sentence, segment: Segment, stated: Quantity
) -> tuple[float, list[float]] | None:
    """Return how many requests were answered, and of how many, where a segment states that rate."""
    rate = _RATE.search(sentence.prose.text, segment.start, stated.start)
    if not rate or stated.value == 100 or DUE.search(sentence.prose.text, segment.start, rate.end()):
        return None
    done = figure(report, _DONE)
    wholes = [found.value for cells in _WHOLES if (found := figure(report, cells)) and found.value]
    if not done or not wholes or other_scope(report, sentence) or not _about_requests(report, sentence, wholes):
        return None
    return done.value, wholes


def _about_requests(report: Report, sentence: Sentence, wholes: list[float]) -> bool:
    """Tell whether a sentence speaks of requests for information, or of as many requests as there are."""
    flows = any(claim.subject.kind in ("flow", "outcome") for claim in read_claims(report).by_sentence[sentence.number])
    named = any(each.has("request") and each.quantity and each.quantity.value in wholes for each in sentence.segments)
    return flows or named


def _of_cases(report: Report, paragraph: list[Sentence], segment: Segment) -> list[tuple[float, list[float]]]:
    """Return how many cases were corrected or upheld, and of how many (all, or those decided): 纠正率12.5%.

    Those of the kind that was named last, and those of all kinds together: 复议4件、诉讼1件，维持率60%.
    """
    verdicts, known = segment.kinds.get("verdict", []), "".join(segment.kinds.get("unknown", ()))
    if len(verdicts) != 1 or known != "率" or segment.has("neg"):
        return []
    at = paragraph[-1].prose.span(segment.start, segment.end)[0]
    courts = [
        claim.subject.readings[0]
        for sentence in paragraph
        for claim in read_claims(report).by_sentence[sentence.number]
        if claim.subject.kind == "court" and (sentence is not paragraph[-1] or claim.span[0] < at)
    ]
    column = lexicon().verdicts[verdicts[0]]
    kinds = (courts[-1], [cell for each in courts for cell in each]) if courts else ()
    last, *others = [_cases(report, cells, column) for cells in kinds] or [None]
    return [each for each in (last, *others) if each] if last else []


def _cases(report: Report, cells: Iterable[str], column: str) -> tuple[float, list[float]] | None:
    """Return how many cases have an outcome, and how many there are: all, and those decided."""
    rows = dict.fromkeys(cell.rpartition("/")[0] for cell in cells)
    part, whole, pending = (sum(report.count(f"{row}/{name}") or 0 for row in rows) for name in (column, *_CASES))
    return (part, [float(each) for each in (whole, whole - pending) if each]) if whole else None
