"""Claims in the prose of a report: which figure of the tables each number stands for.

Reading is on the safe side. A number counts as a claim only where the words
around it are all known; where the words say that it is of another scope (part of
the year, another year, a unit below, a channel, a plan) it is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.claims.model import Claim, Reading, Sentence
from disclosure_lint.claims.names import names_of, own_area
from disclosure_lint.claims.numerals import Quantity
from disclosure_lint.claims.prose import fold, sentences
from disclosure_lint.claims.segments import segments
from disclosure_lint.claims.subjects import Context, remember, subjects
from disclosure_lint.claims.tokens import tokens
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.claims.model import Subject
    from disclosure_lint.claims.prose import Prose
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.claims.tokens import Token
    from disclosure_lint.report import Report

#: Sentences without any of these make no claim and are not taken apart.
_TELLING = pattern(r"[0-9]|[一二两三四五六七八九十百千零](?:余|多)?[件条宗起例]|未|无|没|零|[均全都]|悉数|所有")
#: Another year's report, whose figures may be quoted.
_REPORT_YEAR = pattern(r"(20[0-9]{2})年[^》]{0,20}(?:年度报告|年报|报告)")
#: Paragraphs of this length may be sub-headings, whose topic the next ones have.
_HEADING = 24
_HEADED = pattern(r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]|第?[一二三四五六七八九十]是)")
#: What shows that a number is of another scope.
_RESTRICTING = ("noise", "channel", "delta")
_OWN, _AREA, _FILED = "own", "area", "filed"
#: Characters that a segment may hold beside known words, and its claim still be likely.
_UNKNOWN = 2
_NAMED = frozenset(
    {
        "flow",
        "outcome",
        "reason",
        "applicant",
        "court",
        "verdict",
        "document",
        "act",
        "decision",
        "money",
        "request",
        "last",
        "next",
    }
)


def read_claims(report: Report) -> Reading:
    """Return the sentences and claims of a report's prose, read once."""
    if "claims" not in report.memo:
        report.memo["claims"] = _read(report)
    reading: Reading = report.memo["claims"]
    return reading


def _read(report: Report) -> Reading:
    agency, kind = report.get("/agency"), report.get("/agency_kind")
    agency, kind = (each if isinstance(each, str) else None for each in (agency, kind))
    names = names_of(agency, kind)
    reading = Reading()
    topic = ""
    for passage in report.texts():
        if passage.pointer != "/title" and not passage.pointer.endswith("/heading"):
            paragraph = _Paragraph(report.year, agency, kind, names)
            paragraph.context.requests = "依申请" in topic
            topic = passage.text if len(passage.text) <= _HEADING else "" if _HEADED.match(passage.text) else topic
            for sentence in _cut(passage.pointer, fold(passage.text), names, len(reading.sentences)):
                reading.sentences.append(sentence)
                reading.claims.extend(paragraph.claims(sentence))
    return reading


def _cut(pointer: str, prose: Prose, names: Mapping[str, str], number: int) -> Iterator[Sentence]:
    for start, end in sentences(prose.text):
        sentence = Sentence(pointer, prose, start, end, number)
        if _TELLING.search(prose.text, start, end):
            sentence.segments = list(segments(tokens(prose.text, start, end, names)))
        yield sentence
        number += 1


class _Paragraph:
    """Reads the sentences of a paragraph in order, remembering what later ones refer to."""

    def __init__(self, year: int | None, agency: str | None, kind: str | None, names: Mapping[str, str]) -> None:
        self.year, self.agency, self.kind, self.names = year, agency, kind, names
        self.context = Context()
        self.scope = _OWN
        self.foreign = self.negated = self.compared = self.tainted = False

    def claims(self, sentence: Sentence) -> list[Claim]:
        """Return the claims of a sentence."""
        self.foreign = self.negated = self.compared = self.tainted = False
        self.context.document = self.context.act = ""
        if not (sentence.segments and sentence.segments[0].among):
            self.context.totals.clear()
        held, before = self.scope, None
        claims: list[Claim] = []
        among = sentence.segments and sentence.segments[0].among
        if not among:
            self.scope = held if held != _OWN else _OWN
        future = any(each.has("future") for each in sentence.segments)
        for segment in sentence.segments:
            self._years(segment)
            self._scope(segment)
            about = subjects(segment, self.context)
            joined = before is not None and segment.depth == before.depth and segment.before in ("、", "，", "")
            if not future and not self._restricted(segment):
                claims += self._claims(sentence, segment, about)
            remember(segment, about, self.context, joined=joined and bool(before and before.has("court")))
            before = segment
        if not claims:
            self.scope = held
        # 上年结转3件已办结 leaves open whether what is said to be closed counts them.
        apart = any(_carried_and_closed(segment) for segment in sentence.segments)
        return [claim for claim in claims if not (apart and claim.key == "done")]

    def _years(self, segment: Segment) -> None:
        """Note years that are not the report's, and mark them in the segment where they say whence or whither."""
        years = [int(year) for year in segment.kinds.get("year", ())]
        years += [int(year) for title in segment.kinds.get("title", ()) for year in _REPORT_YEAR.findall(title)]
        if self.year is None or not years:
            return
        if self.year in years:
            self.foreign = len(set(years)) > 1
        elif "carry" in segment.kinds.get("flow", ()):
            name = "next-year" if max(years) > self.year else "last-year"
            segment.kinds.setdefault(name, []).append(str(years[0]))
        else:
            self.foreign = True

    def _scope(self, segment: Segment) -> None:
        """Note whose figures follow. A segment without a number says so only where all its words are known."""
        if not segment.number and segment.has("unknown"):
            return
        areas = [*segment.kinds.get("foreign", ())]
        areas += [word for word in segment.kinds.get("area", ()) if not own_area(word, self.agency, self.kind)]
        if areas:
            self.scope = _AREA
        elif segment.has("self", "area"):
            self.scope = _OWN

    def _restricted(self, segment: Segment) -> bool:
        """Tell whether the number of a segment is of another scope than the report's tables."""
        carry = "carry" in segment.kinds.get("flow", ())
        days = segment.kinds.get("day", ())
        whole = any(day.startswith("12-") and day != "12-" and day[3:] in ("31", "底", "末") for day in days)
        if segment.has("part") or (days and not whole):
            self.foreign = True
        if segment.has("last") and not carry:
            self.compared = True
            if not segment.number:
                self.foreign = not segment.has("than")
        if segment.has("than"):
            self.compared = True
        restricted = (
            self.foreign
            or segment.has(*_RESTRICTING)
            or (self.compared and segment.has("last", "than", "delta") and not carry)
        )
        self.compared = False
        return bool(restricted)

    def _claims(self, sentence: Sentence, segment: Segment, about: list[Subject]) -> Iterator[Claim]:
        unknown = sum(len(word) for word in segment.kinds.get("unknown", ()))
        doubts = [word for word in segment.kinds.get("doubt", ()) if word != "备案"]
        negated = self._negation(segment)
        if unknown > _UNKNOWN and segment.number and segment.has("flow"):
            # A unit or a matter that is not known: what the sentence goes on to count is of that scope too.
            self.tainted = True
        single = segment.quantity is not None and segment.quantity.value == 1 and segment.quantity.exact
        fee = segment.has("money")
        if (
            not about
            or (unknown > _UNKNOWN and not fee)
            or doubts
            or self.tainted
            or (negated and segment.number and not single)
        ):
            return
        if segment.has("court") and segment.has("flow") and self._reviews():
            return
        scope = _FILED if segment.has("doubt") else self.scope
        form, at = ("number", segment.number) if segment.number and not negated else ("zero", negated)
        if at is None and segment.has("all") and segment.has("verdict"):
            form, at = "all", next(token for token in segment.tokens if token.kind == "verdict")
        if at is None:
            return
        quantity = at.quantity if form == "number" and at.quantity else Quantity(0, 0, 0, "", at.start, at.end)
        words = _words(sentence.prose.text, segment)
        if form == "all":
            words = sentence.prose.text[next(token.start for token in segment.tokens if token.kind == "all") : at.end]
        for subject in about:
            if form == "zero" and not _deniable(subject):
                continue
            span = sentence.prose.span(at.start, at.end)
            sure = subject.sure and not unknown
            yield Claim(
                sentence.pointer,
                span,
                words,
                subject,
                quantity,
                form,
                scope,
                self.year,
                sure,
                sentence.number,
                segment.depth,
            )

    def _reviews(self) -> bool:
        """Tell whether the body may decide on review itself, so that 收到行政复议申请 may be of cases against others."""
        return self.kind in (None, "government", "government_office") or "司法" in (self.agency or "")

    def _negation(self, segment: Segment) -> Token | None:
        """Return the token that a denial is shown at: 未收到, 无…、…; a list goes on without its 未."""
        token = next((each for each in segment.tokens if each.kind == "neg"), None)
        if token is None and self.negated and segment.before == "、" and not segment.number:
            token = segment.tokens[-1]
        self.negated = token is not None
        return token


def _carried_and_closed(segment: Segment) -> bool:
    flows = segment.kinds.get("flow", ())
    return "carry" in flows and "done" in flows and segment.has("last", "last-year")


def _words(text: str, segment: Segment) -> str:
    """Return the words that name the subject, as they stand, without the number."""
    named = [token for token in segment.tokens if token.kind in _NAMED]
    if not named:
        return ""
    start, end, number = named[0].start, named[-1].end, segment.number
    if number is None or not start <= number.start < end:
        return text[start:end]
    return text[start : number.start] + text[number.end : end]


def _deniable(subject: Subject) -> bool:
    return subject.kind == "court" or (
        subject.kind == "flow" and subject.key in ("new", "received", "volume", "over", "forward")
    )
