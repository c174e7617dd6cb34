"""What a report says of the year before: 上年为38件, 2024年收到申请38件, 同比增长7.9%, 较上年增加3件.

Only what the words leave no doubt about is taken: the report's own figures, one
subject, one exact number. `subject` is written as its cells: "a+b" add up, and
"a|b" are two readings of the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.batch.submission import Restated
from disclosure_lint.checks.figures import figure
from disclosure_lint.checks.narrative import own_claims
from disclosure_lint.claims.context import Context
from disclosure_lint.claims.numerals import CASES
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.claims.scopes import OWN, Scope
from disclosure_lint.claims.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Claim, Readings, Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

#: Words that make a number one of something else.
_APART = ("noise", "part", "channel", "wish", "doubt", "foreign", "next", "future", "about", "applicant", "money")
#: Words that name a subject.
_NAMING = ("flow", "outcome", "reason", "court", "verdict", "document", "act", "decision", "request")
_FALLS = "减下回降少"


def restated(report: Report) -> Iterator[Restated]:
    """Yield the figures of the year before that a report states, and the growths that it works out from them."""
    if report.year is None:
        return
    known: dict[tuple[str, int], list[Claim]] = {}
    for claim in own_claims(report):
        known.setdefault((claim.pointer, claim.sentence), []).append(claim)
    for sentence in read_claims(report).sentences:
        yield from _of_sentence(report, sentence, known.get((sentence.pointer, sentence.number), []))


def _of_sentence(report: Report, sentence: Sentence, claims: list[Claim]) -> Iterator[Restated]:
    """Read the segments of a sentence in order; `base` is what this year's last number was about."""
    scope = _scope(report)
    base: Readings = ()
    for segment in sentence.segments:
        bracketed = segment.depth > 0
        if not bracketed:
            scope.enter(segment)
        mine = [] if bracketed else [each for each in claims if _at(sentence, segment) == each.span]
        if mine:
            base = _confirmed(report, mine[0]) if len(mine) == 1 else ()
            continue
        found = _read(report, segment, base, own=scope.who == OWN) if not bracketed or segment.has("last") else None
        if found is not None:
            readings, number, direction = found
            subject = "|".join("+".join(cells) for cells in readings)
            yield _entry(sentence, segment, subject, number, direction)
        elif not bracketed and _ends(segment, report.year):
            base = ()


def _ends(segment: Segment, year: int | None) -> bool:
    """Tell whether what follows no longer speaks of the number before: another subject, another number.

    In brackets there are only additions: 3607件（甲县477件、乙县301件），同比增长70.3%.
    """
    if segment.quantity is None:
        return segment.has(*_NAMING) and not _tells_of_last_year(segment, year)
    return segment.unit not in ("%", "个百分点")


def _scope(report: Report) -> Scope:
    agency, kind = (each if isinstance(each := report.get(name), str) else None for name in ("/agency", "/agency_kind"))
    scope = Scope(report.year, agency, kind)
    scope.begin()
    return scope


def _at(sentence: Sentence, segment: Segment) -> tuple[int, int] | None:
    return sentence.prose.span(segment.number.start, segment.number.end) if segment.number else None


def _confirmed(report: Report, claim: Claim) -> Readings:
    """Return the readings of a claim that agree with the tables: a claim that does not is another rule's."""
    found = [(cells, figure(report, cells)) for cells in claim.subject.readings]
    return tuple(cells for cells, value in found if value is not None and value.agrees(claim))


def _tells_of_last_year(segment: Segment, year: int | None) -> bool:
    years = segment.kinds.get("year", ())
    return segment.has("last", "than") or (year is not None and str(year - 1) in years)


def _read(report: Report, segment: Segment, base: Readings, *, own: bool) -> tuple[Readings, Quantity, int] | None:
    """Return what a segment's number says of last year: the cells, the number, and growth or decline."""
    quantity = segment.quantity
    if quantity is None or not own or _unclear(segment, quantity, report.year or 0):
        return None
    delta, named = segment.kinds.get("delta", ()), segment.has(*_NAMING)
    if delta:
        usable = base and not named and quantity.unit in CASES | {"%"}
        return (base, quantity, -1 if any(each[0] in _FALLS for each in delta) else 1) if usable else None
    if not _tells_of_last_year(segment, report.year) or quantity.unit not in CASES:
        return None
    if not named:
        return (base, quantity, 0) if base else None
    about = subjects(segment, Context())
    return (about[0].readings, quantity, 0) if len(about) == 1 and about[0].sure else None


def _unclear(segment: Segment, quantity: Quantity, year: int) -> bool:
    """Tell whether the words leave open what a number counts, how exact it is, or of which year."""
    years = [int(each) for each in segment.kinds.get("year", ())]
    delta = segment.kinds.get("delta", ())
    return (
        segment.has(*_APART)
        or sum(map(len, segment.kinds.get("unknown", ()))) > 1
        or quantity.relation != "="
        or not quantity.exact
        or "carry" in segment.kinds.get("flow", ())
        or any(each != year - 1 for each in years)
        or any(each.endswith("至") or each == "持平" for each in delta)
    )


def _entry(sentence: Sentence, segment: Segment, subject: str, number: Quantity, direction: int) -> Restated:
    start, end = _at(sentence, segment) or (0, 0)
    unit = "%" if number.unit == "%" else ""
    return Restated(subject, number.value, unit, max(number.decimals, 0), direction, sentence.pointer, (start, end))
