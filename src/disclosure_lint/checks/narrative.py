"""Prose against tables: the figures that a report's text claims are those of its tables.

Every claim is held against the cells that its words name (`disclosure_lint.claims`).
A claim is wrong for certain only where its words leave no doubt; the rest is likely.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.figures import Figure, equal_cell, figure, named, plain, told, yuan
from disclosure_lint.checks.not_read import not_read
from disclosure_lint.checks.relations import table_of
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.claims.scopes import AREA, FILED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.claims.model import Claim
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

#: A total that agrees with the table shows that a wider scope is the table's; small ones agree by chance.
_TELLING = 10
_TOTALS = frozenset({"new", "received", "taken_in", "done"})
#: What may be said of one thing in several words.
_FAMILY = {"received": "new", "taken_in": "new", "handled": "done"}


@check("narrative.claims")
def claims_differ(report: Report, *, kinds: list[str], table: str) -> Iterator[Problem | NotAssessed]:
    """The numbers of the text that stand for cells of a table are those of the table."""
    yield from not_read(report)
    own = (claim for claim in own_claims(report) if claim.subject.kind in kinds)
    claims = [claim for claim in own if claim.form != "all" and not _denies(claim)]
    claims = [claim for claim in claims if any(table_of(cells[0]) == table for cells in claim.subject.readings)]
    if claims and not isinstance(report.get(table), dict):
        yield absent(report, table)
        return
    unread: list[str] = []
    for claim in _wrong(report, claims, unread):
        yield _problem(report, claim)
    if unread:
        yield NotAssessed(unread[0], "cell-missing")


@check("narrative.outcomes")
def outcomes_differ(report: Report, *, groups: list[str], total: str, **rule: Any) -> Iterator[Problem | NotAssessed]:
    """Figures of table 3 in the text are the table's; where all groups of results are stated, so is their sum."""
    yield from claims_differ(report, **rule)
    stated = figure(report, (total,))
    if stated is None:
        return
    for pointer, told_there in by_paragraph(report).items():
        claims = {claim.key: claim for claim in told_there if claim.subject.kind == "outcome"}
        covered = {group for key in claims for group in key.split("+")}
        exact = all(claim.quantity.exact for claim in claims.values())
        wrong = sum(1 for claim in claims.values() if not _agrees(report, claim))
        summed = sum(claim.quantity.value for claim in claims.values())
        if covered == set(groups) and exact and wrong > 1 and summed not in (stated.value, stated.other):
            last = list(claims.values())[-1]
            terms = " + ".join(plain(claim.quantity.value) for claim in claims.values())
            values = {"terms": terms, "sum": plain(summed), "total": plain(stated.value), "cell": named(report, total)}
            related = (Related(total, {"value": plain(stated.value)}, "cell"),)
            yield Problem(pointer, values, last.span, "outcomes", related, "warning", "likely")


@check("narrative.zero")
def denied_figures(report: Report) -> Iterator[Problem | NotAssessed]:
    """What the text says did not happen (未收到申请, 未发生复议、诉讼) is 0 in the tables."""
    yield from not_read(report)
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in own_claims(report):
        if _denies(claim):
            groups.setdefault((claim.pointer, claim.sentence), []).append(claim)
    for claims in groups.values():
        found = [each for claim in claims if (each := figure(report, claim.subject.readings[0]))]
        cells = [(cell, value) for each in found for cell, value in each.parts if value]
        missing = [table_of(claim.subject.readings[0][0]) for claim in claims]
        if not found and not isinstance(report.get(missing[0]), dict):
            yield absent(report, missing[0])
        if cells:
            shown = Figure(sum(value for _, value in cells), 0, tuple(cells))
            first = next(
                claim for claim in claims if (each := figure(report, claim.subject.readings[0])) and each.value
            )
            yield _denied(report, first, shown)


def _denied(report: Report, claim: Claim, shown: Figure) -> Problem:
    related = tuple(Related(cell, {"value": plain(value)}, "cell") for cell, value in shown.parts)
    values = {"subject": claim.words, "cells": told(report, shown), "total": plain(shown.value)}
    return weighed(Problem(claim.pointer, values, claim.span, related=related), claim)


def _denies(claim: Claim) -> bool:
    if claim.subject.kind not in ("flow", "court") or claim.key.startswith(("over", "forward", "done", "handled")):
        return False
    return claim.form == "zero" or (claim.quantity.exact and not claim.quantity.value)


def own_claims(report: Report) -> list[Claim]:
    """Return the claims about the report's own figures, those of a wider scope only where totals agree."""
    if "own claims" not in report.memo:
        claims = [claim for claim in read_claims(report).claims if claim.subject.readings]
        confirmed = _confirmed(report, claims)
        own_ones = [claim for claim in claims if claim.scope != AREA or claim.pointer in confirmed]
        report.memo["own claims"] = list(_without_wider(report, own_ones))
    own: list[Claim] = report.memo["own claims"]
    return own


def _without_wider(report: Report, claims: list[Claim]) -> Iterator[Claim]:
    """Leave out what is said of the whole county (全县186件) where the government's own totals (县政府41件) agree."""
    least: dict[str, float] = {}
    for claim in claims:
        if claim.named == "self" and _whole(claim) and claim.quantity.value and _agrees(report, claim):
            key = _FAMILY.get(claim.key, claim.key)
            least[key] = min(least.get(key, inf), claim.quantity.value)
    wider = {
        (claim.pointer, claim.sentence)
        for claim in claims
        if claim.named == "area"
        and _whole(claim)
        and claim.quantity.value > least.get(_FAMILY.get(claim.key, claim.key), inf)
        and not _agrees(report, claim)
    }
    wider |= {
        (sentence.pointer, sentence.number - before)
        for sentence in read_claims(report).sentences
        for before in (0, 1)
        if any(_own_part(report, segment) for segment in sentence.segments)
    }
    return (claim for claim in claims if claim.named != "area" or (claim.pointer, claim.sentence) not in wider)


def _whole(claim: Claim) -> bool:
    return claim.key in _TOTALS or claim.subject.kind in ("document", "decision", "court")


def _own_part(report: Report, segment: Segment) -> bool:
    """Tell whether a segment gives the body's own part of a wider total: 其中县政府41件."""
    told = segment.has("self") and (segment.among or segment.depth) and not segment.has("outcome", "applicant", "court")
    new = figure(report, ("/tables/requests/new_received/total",)) if told and segment.quantity else None
    return bool(segment.quantity and new and segment.quantity.value == new.value)


def by_paragraph(report: Report) -> dict[str, list[Claim]]:
    """Return the report's own claims by the pointers of their paragraphs."""
    found: dict[str, list[Claim]] = {}
    for claim in own_claims(report):
        found.setdefault(claim.pointer, []).append(claim)
    return found


def _confirmed(report: Report, claims: list[Claim]) -> set[str]:
    """Return the paragraphs in which the totals of a wider scope are those of the tables."""
    agreeing: dict[str, int] = {}
    for claim in claims:
        if claim.scope == AREA and claim.key in _TOTALS and claim.quantity.value and _agrees(report, claim):
            weight = 2 if claim.quantity.value >= _TELLING else 1
            agreeing[claim.pointer] = agreeing.get(claim.pointer, 0) + weight
    return {pointer for pointer, weight in agreeing.items() if weight > 1}


def _agrees(report: Report, claim: Claim) -> bool:
    return any(found and _fits(claim, found) for found in _figures(report, claim))


def _figures(report: Report, claim: Claim) -> list[Figure | None]:
    return [figure(report, cells) for cells in claim.subject.readings]


def _fits(claim: Claim, found: Figure) -> bool:
    return yuan(claim, found.value) if claim.subject.kind == "money" else found.agrees(claim)


def _wrong(report: Report, claims: Iterable[Claim], unread: list[str]) -> Iterator[Claim]:
    """Yield the claims that agree with no reading, but where a claim of the same thing beside them does agree."""
    agreed: list[Claim] = []
    open_claims = []
    for claim in claims:
        found = _figures(report, claim)
        if any(each and _fits(claim, each) for each in found):
            agreed.append(claim)
        elif None not in found or (claim.subject.kind == "document" and any(found)):
            open_claims.append(claim)
        elif claim.subject.kind != "document":
            unread.append(
                next(cells[0] for cells, each in zip(claim.subject.readings, found, strict=True) if each is None)
            )
    told: set[tuple[str, str, float]] = set()
    for claim in open_claims:
        said = claim.pointer, claim.key, claim.quantity.value
        if said not in told and not any(_excuses(each, claim) for each in agreed):
            told.add(said)
            yield claim


def _excuses(agreed: Claim, claim: Claim) -> bool:
    """Tell whether a right figure shows that another for the same thing counts something else.

    A part in brackets does not: 应办理98件（新收41件、上年结转3件）.
    """
    part = claim.key == "taken_in" and agreed.key == "new" and agreed.depth > claim.depth
    return _about(agreed) == _about(claim) and not part


def _about(claim: Claim) -> tuple[str, int, str]:
    return claim.pointer, claim.sentence, _FAMILY.get(claim.key, claim.key)


def _problem(report: Report, claim: Claim) -> Problem:
    found = next(each for each in _figures(report, claim) if each)
    stated = report.get(claim.pointer)[slice(*claim.span)] if claim.form == "number" else "0"
    values: dict[str, Any] = {
        "subject": claim.words,
        "stated": stated.strip(),
        "cells": told(report, found),
        "total": plain(found.value),
    }
    variant = ""
    equal = equal_cell(report, found, claim.quantity.value) if claim.quantity.exact else None
    if equal:
        variant, values["equal"] = "equals", named(report, equal)
    related = [Related(cell, {"value": plain(value)}, "cell") for cell, value in found.parts]
    if equal and equal not in {each.pointer for each in related}:
        related.append(Related(equal, {"value": plain(claim.quantity.value)}, "cell"))
    return weighed(Problem(claim.pointer, values, claim.span, variant, tuple(related)), claim)


def weighed(problem: Problem, claim: Claim) -> Problem:
    """Return a problem as certain where the words leave no doubt, and else as a likely warning."""
    exact = claim.quantity.exact or claim.form == "zero"
    certain = claim.sure and claim.scope != FILED and exact
    return problem if certain else problem._replace(severity="warning", confidence="likely")


def absent(report: Report, table: str) -> NotAssessed:
    """Return why nothing can be held against a table that was not found."""
    pictures = report.outline.pictures if report.outline else 0
    return (
        NotAssessed(table, "table-is-picture", {"pictures": pictures})
        if pictures
        else NotAssessed(table, "table-missing")
    )
