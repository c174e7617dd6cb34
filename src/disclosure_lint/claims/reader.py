"""Claims in the prose of a report: which figure of the tables each number stands for.

Reading is on the safe side. A number counts as a claim only where the words
around it are all known; where the words say that it is of another scope (part of
the year, another year, a unit below, a channel, a plan) it is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.claims.apart import (
    by_way,
    carried_and_closed,
    granted_beside,
    join_bracket,
    of_a_matter,
    of_the_rest,
    other_cases,
    published_before,
    ranked,
    settle,
    taken_in_with,
)
from disclosure_lint.claims.context import Context
from disclosure_lint.claims.model import Claim, Reading, Sentence
from disclosure_lint.claims.names import abbreviations, names_of
from disclosure_lint.claims.numerals import Quantity
from disclosure_lint.claims.prose import fold, is_cut, sentences
from disclosure_lint.claims.scopes import FILED, Scope
from disclosure_lint.claims.segments import segments
from disclosure_lint.claims.subjects import subjects
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
_TELLING = pattern(
    r"[0-9]|[一二两三四五六七八九十百千零][余多]?[件条宗起例]|[未无没零均全都]|不存在|悉数|所有|依申请|百分之?百"
)
#: Nor are longer ones: nobody wrote them, and rules say that they were not read (`Reading.unread`).
LONGEST = 4_000
#: Paragraphs of this length may be sub-headings, whose topic the next ones have.
_HEADING = 24
_HEADED = pattern(r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]|第?[一二三四五六七八九十]是)")
#: Characters that a segment may hold beside known words, and its claim still be likely.
_UNKNOWN = 2
_NAMED = frozenset({"flow", "outcome", "reason", "applicant", "court", "verdict", "document", "act", "decision"})
_NAMED |= {"money", "request", "last", "next"}
#: How the names of bodies end, which may be units below or above.
_BODIES = (*"县区市镇乡局委办厅部院校所站处科队", "街道", "中心", "公司")
#: What a review organ does.
_DECIDING = frozenset({"accepted", "handled", "done"})
#: 没有收取依申请公开费用 denies no request.
_CHARGED = pattern(r"费|收取")
#: What shows that a denial is about other things than a list of them.
_OTHER_MATTERS = ("flow", "unknown", "foreign", "channel", "delta", "wish", "last")
#: What a text may deny.
_DENIABLE = frozenset({"new", "received", "volume", "over", "forward", "upon_request"})


def read_claims(report: Report) -> Reading:
    """Return the sentences and claims of a report's prose, read once."""
    if "claims" not in report.memo:
        report.memo["claims"] = _read(report)
    reading: Reading = report.memo["claims"]
    return reading


def _read(report: Report) -> Reading:
    found = (report.get(pointer) for pointer in ("/agency", "/agency_kind"))
    agency, kind = (each if isinstance(each, str) else None for each in found)
    passages = list(report.texts())
    names, reading, topic = names_of(agency, kind), Reading(), ""
    names |= abbreviations(agency, (passage.text for passage in passages))
    names = dict(sorted(names.items(), key=lambda each: -len(each[0])))
    for passage in passages:
        if passage.pointer == "/title" or passage.pointer.endswith("/heading"):
            continue
        context = Context(requests="依申请" in topic)
        paragraph = _Paragraph(context, Scope(report.year, agency, kind))
        prose = fold(passage.text)
        if is_cut(passage.text):
            reading.unread.append(passage.pointer)
        for sentence in _cut(passage.pointer, prose, names, len(reading.sentences)):
            if sentence.end - sentence.start > LONGEST and _TELLING.search(prose.text, sentence.start, sentence.end):
                reading.unread.append(passage.pointer)
            reading.add(sentence, paragraph.claims(sentence))
        if len(passage.text) <= _HEADING:
            topic = passage.text
        elif _HEADED.match(passage.text):
            topic = ""
    return reading


def _cut(pointer: str, prose: Prose, names: Mapping[str, str], number: int) -> Iterator[Sentence]:
    for start, end in sentences(prose.text):
        sentence = Sentence(pointer, prose, start, end, number)
        if end - start <= LONGEST and _TELLING.search(prose.text, start, end):
            sentence.segments = segments(tokens(prose.text, start, end, names))
        yield sentence
        number += 1


class _Paragraph:
    """Reads the sentences of a paragraph in order, remembering what later ones refer to."""

    def __init__(self, context: Context, scope: Scope) -> None:
        self.context, self.scope = context, scope
        self.negated = self.tainted = False

    def claims(self, sentence: Sentence) -> list[Claim]:
        """Return the claims of a sentence."""
        parts = sentence.segments
        found: list[Claim] = []
        self.negated = self.tainted = False
        self.scope.begin()
        self.context.begin(goes_on=bool(parts) and parts[0].among)
        who, planned, before = self.scope.who, any(each.has("future") for each in parts), None
        for segment, behind in zip(parts, [*parts[1:], None], strict=False):
            join_bracket(segment, before)
            settle(segment, self.context)
            granted_beside(segment, behind)
            taken_in_with(segment, behind)
            self.scope.enter(segment)
            about = subjects(segment, self.context)
            excluded = self.scope.excludes(segment)
            if not self._unclear(segment, before) and not excluded and not planned and not self._spans(behind):
                found += self._claims(sentence, segment, about)
            else:
                self.negated = self._denies_along(segment)
            self.context.remember(segment, about, before)
            before = segment
        if not found:
            self.scope.who = who
        # 上年结转3件已办结 leaves open whether what is said to be closed counts them.
        # What was published before (主动公开范围5件) is counted under 予以公开.
        apart = {"done"} if any(carried_and_closed(segment) for segment in parts) else set()
        apart |= {"granted"} if any(published_before(segment) for segment in parts) else set()
        # Of the others (其余2件均已答复) those that are open yet are told, else they are not all that were answered.
        rest = {each.number.start for each in parts if each.number and of_the_rest(each)}
        rest = set() if any(claim.key == "forward" for claim in found) else rest
        units = {segment.unit for segment in parts if "disclosed" in segment.kinds.get("act", ())}
        return [
            claim
            for claim in found
            if apart.isdisjoint(claim.key.split("+")) and not ranked(claim, units, sentence.text)
            if not by_way(claim, parts) and not (claim.key in _DECIDING and claim.quantity.start in rest)
        ]

    def _spans(self, behind: Segment | None) -> bool:
        """Tell whether a bracket behind a number gives several years: 累计156件（2021年至2025年）."""
        if behind is None or behind.before != "（" or behind.number:
            return False
        return any(year != str(self.scope.year) for year in behind.kinds.get("year", ()))

    def _claims(self, sentence: Sentence, segment: Segment, about: list[Subject]) -> Iterator[Claim]:
        """Yield what a segment claims of its subjects."""
        negated = self._negation(segment)
        at, form = _stated(segment, negated)
        if at is None or (negated and form == "number"):
            return
        quantity = at.quantity if form == "number" and at.quantity else Quantity(0, 0, 0, "", at.start, at.end)
        claim = Claim(
            sentence.pointer,
            sentence.prose.span(at.start, at.end),
            _words(sentence.prose.text, segment, form),
            quantity=quantity,
            form=form,
            scope=FILED if self.scope.filed else self.scope.who,
            year=self.scope.year,
            sure=not segment.has("unknown"),
            sentence=sentence.number,
            depth=segment.depth,
            named=self.scope.named,
        )
        charged = form == "zero" and _CHARGED.search(sentence.prose.text, segment.start, segment.end)
        yield from (claim.about(each) for each in about if form != "zero" or (_deniable(each) and not charged))

    def _unclear(self, segment: Segment, before: Segment | None) -> bool:
        """Tell whether the words leave open what a number counts."""
        words = segment.kinds.get("unknown", ())
        unknown = sum(len(word) for word in words)
        if any(word.endswith(_BODIES) for word in words):
            unknown += _UNKNOWN  # 甲县收到申请20件
        third = segment.has("noise") and segment.has("outcome")
        if third or (unknown > _UNKNOWN and segment.number and segment.has("flow")):
            # A unit or a matter that is not known: what the sentence goes on to count is of that scope too.
            self.tainted = True
        flows = segment.kinds.get("flow", ())
        if segment.has("court") and flows and (self.scope.reviews or _DECIDING.intersection(flows)):
            # A review organ speaks of cases against others; so does what follows.
            self.tainted = True
        if other_cases(
            segment, before, area=self.scope.reviews and self.scope.named == "area" and not self.scope.filed
        ):
            self.tainted = True
        if unknown and segment.has("flow") and (not segment.has("request") or of_a_matter(segment)):
            return True  # 收到意见120条
        doubted = any(word != "备案" for word in segment.kinds.get("doubt", ()))
        return self.tainted or doubted or (unknown > _UNKNOWN and not segment.has("money"))

    def _denies_along(self, segment: Segment) -> bool:
        """Tell whether other matters are denied in a list that may go on: 未发生举报、投诉、行政复议."""
        denied = segment.has("neg") or (self.negated and segment.before == "、")
        return denied and not segment.number and not segment.has(*_OTHER_MATTERS)

    def _negation(self, segment: Segment) -> Token | None:
        """Return the token that a denial is shown at: 未收到, 无…、…; a list goes on without its 未."""
        token = next((each for each in segment.tokens if each.kind == "neg"), None)
        if token is None and self.negated and segment.before == "、" and not segment.number:
            token = segment.tokens[-1]
        self.negated = token is not None
        return token


def _stated(segment: Segment, negated: Token | None) -> tuple[Token | None, str]:
    """Return the token that makes the claim of a segment, and the form of the claim; 没有发生一起 is a denial."""
    quantity = segment.quantity
    if quantity is not None and not (negated and quantity.exact and quantity.value == 1):
        return segment.number, "number"
    if negated is None and segment.has("all"):
        return next((token for token in segment.tokens if token.kind == "verdict"), None), "all"
    return negated, "zero"


def _words(text: str, segment: Segment, form: str) -> str:
    """Return the words that name the subject, as they stand, without the number."""
    named = [token for token in segment.tokens if token.kind in _NAMED or (form == "all" and token.kind == "all")]
    if not named:
        return ""
    start, end, number = named[0].start, named[-1].end, segment.number
    if number is None or not start <= number.start < end:
        return text[start:end]
    return text[start : number.start] + text[number.end : end]


def _deniable(subject: Subject) -> bool:
    whole = subject.key.partition("·")[0]
    return subject.kind == "court" or (subject.kind in ("flow", "applicant") and whole in _DENIABLE)
