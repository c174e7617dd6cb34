"""Balances and sweeping claims of the prose: in and out, all closed, all upheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.figures import figure, named, plain
from disclosure_lint.checks.narrative import absent, by_paragraph, own_claims, weighed
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Claim, Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_FORWARD = ("/tables/requests/carried_forward/total",)
_RATE = pattern(
    r"(?:答复|办结|办复|办理|回复|处理|办毕)率(?:均|都|始终|保持)?(?:为|是|达|达到|达成|实现|在)?(?:了)?(?:100%|百分之百|百分百|10成)"
)
#: What limits 均已答复 to the requests that were due; these answers may all be in time with others open.
_DUE = pattern(
    r"到期|按时|按期|如期|及时|期限|时限|限期|期内|逾期|超期|时效|除|应办|应答|当年应|截至|当场|办结的|答复的|(?:依法|依规|规范|妥善|认真|书面)[^，。]{0,4}[答回]复"
)
#: Answers that other figures are counted among.
_LOOSE = pattern(r"转办|移送|转交|撤回|咨询|不含|除外")


@check("closing.balance")
def text_does_not_balance(report: Report) -> Iterator[Problem]:
    """Within a paragraph, received + carried over = closed + carried forward."""
    for pointer, claims in by_paragraph(report).items():
        said = _flows(claims)
        entering = said.get("taken_in"), said.get("new") or said.get("received"), said.get("over")
        done, forward = said.get("done"), said.get("forward")
        if done is None or forward is None or _LOOSE.search(str(report.get(pointer))):
            continue
        leaving = done.quantity.value + forward.quantity.value
        whole, new, over = entering
        incoming = [claim for claim in ((whole,) if whole else (new, over)) if claim]
        total = sum(claim.quantity.value for claim in incoming)
        # 收到 may count what was carried over.
        if len(incoming) + bool(whole) < 2 or leaving in (
            total,
            new.quantity.value if new and new.key == "received" else -1,
        ):
            continue
        terms = [" + ".join(plain(claim.quantity.value) for claim in side) for side in (incoming, (done, forward))]
        values = {"incoming": terms[0], "total": plain(total), "outgoing": terms[1], "leaving": plain(leaving)}
        yield Problem(
            pointer,
            {**values, "difference": plain(abs(total - leaving))},
            done.span,
            **_likely(incoming + [done, forward]),
        )


def _likely(claims: list[Claim]) -> dict[str, str]:
    return {} if all(claim.sure for claim in claims) else {"confidence": "likely"}


def _flows(claims: list[Claim]) -> dict[str, Claim]:
    """Return the flow claims of a paragraph that are exact and stated once."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subject.kind == "flow" and claim.quantity.exact:
            found.setdefault(claim.key, []).append(claim)
    return {key: claims[0] for key, claims in found.items() if len({claim.quantity.value for claim in claims}) == 1}


@check("closing.all_closed")
def not_all_closed(report: Report) -> Iterator[Problem | NotAssessed]:
    """Where the text says that every request was answered, none is carried forward."""
    for sentence in read_claims(report).sentences:
        span = _sweeping(report, sentence)
        if span is None:
            continue
        found = figure(report, _FORWARD)
        if found is None and not isinstance(report.get("/tables/requests"), dict):
            yield absent(report, "/tables/requests")
        elif found is None:
            yield NotAssessed(_FORWARD[0], "cell-missing")
        elif found.value:
            start, end = sentence.prose.span(*span)
            said = report.get(sentence.pointer)[start:end].strip()
            related = (Related(_FORWARD[0], {"value": plain(found.value)}, "cell"),)
            values = {"said": said, "total": plain(found.value), "cell": named(report, _FORWARD[0])}
            yield Problem(sentence.pointer, values, (start, end), related=related)


def _sweeping(report: Report, sentence: Sentence) -> tuple[int, int] | None:
    """Return where a sentence says that all requests are closed."""
    if any(segment.has("future") for segment in sentence.segments):
        return None
    claims = read_claims(report).by_sentence[sentence.number]
    about = "申请" in sentence.text or any(claim.subject.kind == "flow" for claim in claims)
    rate = _RATE.search(sentence.text)
    if (
        rate
        and about
        and not _DUE.search(sentence.text, max(0, rate.start() - 12), rate.end())
        and not _other_scope(sentence)
    ):
        return sentence.start + rate.start(), sentence.start + rate.end()
    last: Claim | None = None
    for segment in sentence.segments:
        if (
            _all_closed(segment, last)
            and not _DUE.search(sentence.prose.text, segment.start, segment.end)
            and about
            and not _other_scope(sentence)
        ):
            return segment.start, segment.end
        if segment.quantity:
            at = sentence.prose.span(segment.quantity.start, segment.quantity.end)
            last = next((claim for claim in claims if claim.span == at), last)
    return None


def _other_scope(sentence: Sentence) -> bool:
    return any(
        segment.has("part", "foreign", "channel") or "除" in segment.kinds.get("noise", ())
        for segment in sentence.segments
    )


def _all_closed(segment: Segment, last: Claim | None) -> bool:
    flows = set(segment.kinds.get("flow", ()))
    if (
        not segment.has("all")
        or "done" not in flows
        or flows & {"forward", "carry"}
        or segment.has("unknown", "neg", "court", "delta", "noise", "last", "doubt", "outcome", "applicant")
    ):
        return False
    if segment.has("request"):
        return True
    return (
        last is not None
        and last.subject.kind == "flow"
        and last.key in ("new", "received", "taken_in")
        and not segment.number
    )


@check("closing.all_upheld")
def not_all_upheld(report: Report) -> Iterator[Problem | NotAssessed]:
    """Where the text says that all cases were upheld, table 4 has no other outcome and none pending."""
    for claim in own_claims(report):
        if claim.form != "all" or claim.subject.kind != "verdict":
            continue
        rows = {cell.rpartition("/")[0]: cell for cell in claim.subject.readings[0]}
        if not isinstance(report.get("/tables/disputes"), dict):
            yield absent(report, "/tables/disputes")
            return
        others = [
            (cell, value)
            for row, stated in rows.items()
            for cell, value in _outcomes(report, row)
            if cell != stated and value
        ]
        if others:
            yield _upheld(report, claim, rows, others)


def _outcomes(report: Report, row: str) -> list[tuple[str, int]]:
    found = report.get(row)
    columns = [column for column in found if column != "total"] if isinstance(found, dict) else []
    return [(f"{row}/{column}", report.count(f"{row}/{column}") or 0) for column in columns]


def _upheld(report: Report, claim: Claim, rows: dict[str, str], others: list[tuple[str, int]]) -> Problem:
    shown = [cell for row, stated in rows.items() for cell, value in _outcomes(report, row) if value or cell == stated]
    texts = {
        language: ", ".join(f"“{report.profile.label(cell, language)}” {report.count(cell)}" for cell in shown)
        for language in ("zh", "en")
    }
    texts["zh"] = texts["zh"].replace(", ", "、")
    told = dict(severity(claim))
    if all(cell.endswith("/pending") for cell, _ in others):
        told = {"severity": "warning", "confidence": "likely"}
    related = tuple(Related(cell, {"value": report.count(cell)}, "cell") for cell in shown)
    return Problem(claim.pointer, {"said": claim.words, "cells": texts}, claim.span, "upheld", related, **told)


@check("closing.disputes")
def disputes_differ(report: Report, *, kinds: list[str], table: str) -> Iterator[Problem | NotAssessed]:
    """Cases and their outcomes in the text are those of table 4."""
    from disclosure_lint.checks.narrative import claims_differ

    yield from claims_differ(report, kinds=kinds, table=table)
    yield from not_all_upheld(report)
