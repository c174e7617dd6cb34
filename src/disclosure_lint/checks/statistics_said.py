"""Prose against a table with one number to a row: what the text says of a row of the 统计表 is what the row says.

The text speaks of a row in the words of its label (当面申请数3件, 政策解读稿件发布6篇)
or in free words that claims are read from (收到申请12件, 未发生行政复议).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.figures import named, plain
from disclosure_lint.checks.narrative import absent, own_claims
from disclosure_lint.checks.statistics_labels import Said, by_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.claims.model import Claim
    from disclosure_lint.report import Report


@check("statistics_said.differs")
def said_differs(
    report: Report,
    *,
    table: str,
    years: list[int],
    claims: Mapping[str, list[list[str]]],
    whole: list[str],
    words: Mapping[str, str],
) -> Iterator[Problem | NotAssessed]:
    """Numbers that the text gives for rows of a table are those of the rows.

    `claims` map the keys of claims to the rows, below `table`, that they may mean: outer lists are readings, inner
    ones add up. `words` are other labels of rows. Of the rows of `whole` (主动公开政府信息数) a text tells parts in the
    same words, which are left alone. A government reports for its offices and for its area: where one number of a
    row agrees, no other of it is told.
    """
    year = report.year
    said = list(by_label(report, whole, words))
    labelled = {(each.pointer, each.span) for each in said}  # 按时办结11件 is no number of all that was closed
    said += [each for each in _in_words(report, claims) if (each.pointer, each.span) not in labelled]
    wide = report.get("/agency_kind") in ("government", "government_office")
    due = year is not None and years[0] <= year <= years[1]
    if not due or not isinstance(report.get(table), dict):
        if said and due:
            yield absent(report, table)
        yield from () if wide else _told_twice(said, whole)
        return
    right = [each for each in said if _agrees(report, table, each)]
    told: set[tuple[str, tuple[int, int]]] = set()
    for each in said:
        found = _figures(report, table, each)
        excused = any(
            other.about == each.about and (wide or (other.pointer, other.sentence) == (each.pointer, each.sentence))
            for other in right
        )
        if found and each not in right and not excused and (each.pointer, each.span) not in told:
            told.add((each.pointer, each.span))
            yield _problem(report, table, each, found[0])


def _told_twice(said: list[Said], whole: list[str]) -> Iterator[Problem]:
    """Yield the totals that two paragraphs state differently, in the same words; 受理 need not be 收到."""
    known: list[Said] = []
    told: set[str] = set()
    for each in said:
        total = each.about.endswith("/total") or each.about in whole
        chapter = each.pointer.rpartition("/")[0]
        if each.about in whole and any(one.about in whole and one.pointer.startswith(chapter) for one in known):
            continue  # in one chapter, a later number of what was published is that of a matter
        if not total or not each.sure or each.low != each.high or len(each.readings) > 1:
            continue
        other = next((one for one in known if _contradicts(one, each)), None)
        known.append(each)
        if other and each.about not in told:
            told.add(each.about)
            values = {"subject": each.words, "stated": each.stated, "other": other.stated}
            related = (Related(other.pointer, {"value": other.stated}, "other"),)
            yield Problem(each.pointer, values, each.span, "twice", related, confidence="likely")


def _contradicts(one: Said, other: Said) -> bool:
    alike = ("受理" in one.words) == ("受理" in other.words) or not one.low or not other.low
    return alike and one.about == other.about and one.low != other.low and one.pointer != other.pointer


def _figures(report: Report, table: str, said: Said) -> list[float]:
    """Return what the rows of each reading add up to, nothing where a row that may be meant cannot be read."""
    found = []
    for rows in said.readings:
        values = [_value(report, f"{table}/{row}") for row in rows]
        if None in values:
            return []
        found.append(sum(value for value in values if value is not None))
    return found


def _value(report: Report, cell: str) -> float | None:
    if not report.has(cell) or report.get(cell) is None:
        return None
    value = report.get(cell)
    if isinstance(value, float):
        return value
    return report.count(cell)


def _agrees(report: Report, table: str, said: Said) -> bool:
    """Tell whether a figure is that of a row, or what the rows below it add up to (T205 tells where those differ)."""
    found = _figures(report, table, said)
    group = said.about.removesuffix("/total")
    if group != said.about:
        parts = report.get(f"{table}/{group}")
        rows = [f"{table}/{group}/{key}" for key in parts if key != "total"] if isinstance(parts, dict) else []
        values = [_value(report, f"{row}/total" if isinstance(report.get(row), dict) else row) for row in rows]
        found.append(sum(value or 0 for value in values))
    return any(said.low <= value <= said.high for value in found)


def _problem(report: Report, table: str, said: Said, value: float) -> Problem:
    cell = f"{table}/{said.about}"
    values = {"subject": said.words, "stated": said.stated, "total": plain(value), "cell": named(report, cell)}
    sure = said.sure and len(said.readings) == 1
    related = (Related(cell, {"value": plain(value)}, "cell"),)
    return Problem(said.pointer, values, said.span, related=related, confidence="certain" if sure else "likely")


def _in_words(report: Report, claims: Mapping[str, list[list[str]]]) -> Iterator[Said]:
    """Yield what claims say of rows."""
    for claim in own_claims(report):
        rows = claims.get(claim.key)
        if rows and claim.form in ("number", "zero") and claim.subject.kind != "applicant":
            readings = tuple(tuple(each) for each in rows)
            yield Said(
                claim.pointer, claim.span, claim.sentence, claim.words, _stated(report, claim),
                claim.quantity.low, claim.quantity.high, readings, claim.sure,
            )  # fmt: skip


def _stated(report: Report, claim: Claim) -> str:
    if claim.form == "zero":
        return "0"
    return str(report.get(claim.pointer))[slice(*claim.span)].strip()
