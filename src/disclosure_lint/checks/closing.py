"""Sweeping claims of the prose: it balances, all requests are closed, all cases were upheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.figures import figure, named, plain
from disclosure_lint.checks.narrative import absent, by_paragraph, claims_differ, own_claims, weighed
from disclosure_lint.checks.not_read import not_read
from disclosure_lint.claims.names import own_area
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Claim, Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_FORWARD = ("/tables/requests/carried_forward/total",)
_RATE = pattern(
    r"(?:答复|办结|办复|办理|回复|处理|办毕)率(?:均|都|始终|保持)?(?:为|是|达到|达成|达|实现|在)?了?(?:100%|百分之百|百分百)"
)
#: What limits 均已答复 to the requests that were due; these answers may all be in time with others open.
DUE = pattern(
    r"到期|按时|按期|如期|及时|期限|时限|限期|期内|逾期|超期|时效|除|应办|应答|截至|当场|办结的|答复的"
    r"|(?:依法|依规|规范|妥善|认真|书面)[^，。]{0,4}[答回]复"
)
#: How far in front of 答复率 such a word may stand.
_NEAR = 12
#: Answers that other things are counted among.
_LOOSE = pattern(r"转办|移送|转交|撤回|咨询|不含|除外")
_UNSWEEPING = ("unknown", "neg", "court", "delta", "noise", "last", "doubt", "outcome", "applicant")


@check("closing.balance")
def text_does_not_balance(report: Report) -> Iterator[Problem | NotAssessed]:
    """Within a paragraph, received + carried over = closed + carried forward."""
    yield from not_read(report)
    for pointer, claims in by_paragraph(report).items():
        if _LOOSE.search(str(report.get(pointer))):
            continue
        said = _flows(claims)
        incoming = [said[key] for key in ("taken_in",) if key in said] or _incoming(said)
        outgoing = [said[key] for key in ("done", "forward") if key in said]
        if incoming and len(outgoing) > 1:
            problem = _unbalanced(pointer, incoming, outgoing)
            if problem:
                yield problem


def _flows(claims: list[Claim]) -> dict[str, Claim]:
    """Return the flow claims of a paragraph that are exact and stated once."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subject.kind == "flow" and claim.quantity.exact:
            found.setdefault(claim.key, []).append(claim)
    return {key: each[0] for key, each in found.items() if len({claim.quantity.value for claim in each}) == 1}


def _incoming(said: dict[str, Claim]) -> list[Claim]:
    new = said.get("new") or said.get("received")
    return [new, said["over"]] if new and "over" in said else []


def _unbalanced(pointer: str, incoming: list[Claim], outgoing: list[Claim]) -> Problem | None:
    totals = [sum(claim.quantity.value for claim in side) for side in (incoming, outgoing)]
    # 收到 may count what was carried over.
    whole = incoming[0].key == "received" and incoming[0].quantity.value == totals[1]
    if totals[0] == totals[1] or whole:
        return None
    terms = [" + ".join(plain(claim.quantity.value) for claim in side) for side in (incoming, outgoing)]
    values = {
        "incoming": terms[0] + (f" = {plain(totals[0])}" if len(incoming) > 1 else ""),
        "outgoing": f"{terms[1]} = {plain(totals[1])}",
        "difference": plain(abs(totals[0] - totals[1])),
    }
    sure = all(claim.sure for claim in (*incoming, *outgoing))
    return Problem(pointer, values, outgoing[0].span, confidence="certain" if sure else "likely")


@check("closing.all_closed")
def not_all_closed(report: Report) -> Iterator[Problem | NotAssessed]:
    """Where the text says that every request was answered, none is carried forward."""
    yield from not_read(report)
    for sentence in read_claims(report).sentences:
        span = _sweeping(report, sentence)
        if span is None:
            continue
        found = figure(report, _FORWARD)
        if found is None:
            there = isinstance(report.get("/tables/requests"), dict)
            yield NotAssessed(_FORWARD[0], "cell-missing") if there else absent(report, "/tables/requests")
        elif found.value:
            start, end = sentence.prose.span(*span)
            related = (Related(_FORWARD[0], {"value": plain(found.value)}, "cell"),)
            values = {"total": plain(found.value), "cell": named(report, _FORWARD[0])}
            values["said"] = str(report.get(sentence.pointer))[start:end].strip()
            yield Problem(sentence.pointer, values, (start, end), related=related)


_BOTH = frozenset((received, "over") for received in ("new", "received"))


def _sweeping(report: Report, sentence: Sentence) -> tuple[int, int] | None:
    """Return where a sentence says that all requests are closed."""
    claims = read_claims(report).by_sentence[sentence.number]
    about = "申请" in sentence.text or any(claim.subject.kind == "flow" for claim in claims)
    if not about or not sentence.segments or other_scope(report, sentence):
        return None
    rate = _RATE.search(sentence.text)
    if rate and not DUE.search(sentence.text, max(0, rate.start() - _NEAR), rate.end()):
        return sentence.start + rate.start(), sentence.start + rate.end()
    last: Claim | None = None
    for segment in sentence.segments:
        due = DUE.search(sentence.prose.text, segment.start, segment.end)
        if _all_closed(segment, last) and not due:
            return segment.start, segment.end
        if segment.quantity:
            at = sentence.prose.span(segment.quantity.start, segment.quantity.end)
            counted = next((claim for claim in claims if claim.span == at), last)
            # 收到申请6件，上年结转1件，均已办结 is about both.
            last = last if counted and last and (last.key, counted.key) in _BOTH else counted
    return None


def other_scope(report: Report, sentence: Sentence) -> bool:
    """Tell whether a sentence is about a plan, a part of the year, a channel, or others than the body."""
    agency, kind = report.get("/agency"), report.get("/agency_kind")
    for segment in sentence.segments:
        if segment.has("future", "wish", "part", "foreign", "assist", "channel") or "除" in segment.kinds.get(
            "noise", ()
        ):
            return True
        if not all(own_area(word, agency, kind) for word in segment.kinds.get("area", ())):
            return True
    return False


def _all_closed(segment: Segment, last: Claim | None) -> bool:
    """Tell whether a segment says 均已办结 of all requests, or of those just counted."""
    flows = set(segment.kinds.get("flow", ()))
    if not segment.has("all") or "done" not in flows or flows & {"forward", "carry"} or segment.has(*_UNSWEEPING):
        return False
    if segment.has("request"):
        return True
    counted = last is not None and last.subject.kind == "flow" and last.key in ("new", "received", "taken_in")
    return counted and not segment.number


@check("closing.disputes")
def disputes_differ(report: Report, *, kinds: list[str], table: str) -> Iterator[Problem | NotAssessed]:
    """Cases and their outcomes in the text are those of table 4; 均获维持 leaves no other outcome."""
    yield from claims_differ(report, kinds=kinds, table=table)
    swept = [claim for claim in own_claims(report) if claim.form == "all" and claim.subject.kind == "verdict"]
    if swept and not isinstance(report.get(table), dict):
        yield absent(report, table)
        return
    for claim in swept:
        rows = {cell.rpartition("/")[0]: cell for cell in claim.subject.readings[0]}
        outcomes = {row: _outcomes(report, row) for row in rows}
        others = [cell for row, cell in rows.items() for each, value in outcomes[row] if value and each != cell]
        if others:
            yield _not_all(report, claim, rows, outcomes)


def _outcomes(report: Report, row: str) -> list[tuple[str, int]]:
    found = report.get(row)
    columns = [column for column in found if column != "total"] if isinstance(found, dict) else []
    return [(f"{row}/{column}", report.count(f"{row}/{column}") or 0) for column in columns]


def _not_all(report: Report, claim: Claim, rows: dict[str, str], outcomes: dict[str, list[tuple[str, int]]]) -> Problem:
    """Return what the table has beside the outcome that the text claims of all; cases pending only are likely."""
    shown = [(cell, value) for row in rows for cell, value in outcomes[row] if value]
    texts = {
        language: joint.join(f"“{report.profile.label(cell, language)}” {value}" for cell, value in shown)
        for language, joint in (("zh", "、"), ("en", ", "))
    }
    related = tuple(Related(cell, {"value": value}, "cell") for cell, value in shown)
    problem = Problem(claim.pointer, {"said": claim.words, "cells": texts}, claim.span, "upheld", related)
    if all(cell in rows.values() or cell.endswith("/pending") for cell, _ in shown):
        return problem._replace(severity="warning", confidence="likely")
    return weighed(problem, claim)
