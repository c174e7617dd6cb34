"""What checks across reports share: last year's report, figures side by side, scopes, explanations.

These checks take the batch and one of its submissions in place of a report, and are otherwise the same thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed
from disclosure_lint.checks.figures import plain
from disclosure_lint.claims.prose import fold, sentences
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple
from disclosure_lint.report import PLACEHOLDERS, Report, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch

PARTIES = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
)
#: A report that says whose figures it adds up.
_WHOLE = pattern(
    r"(?:汇总|涵盖|覆盖|包含|包括|含)[^。；]{0,24}(?:各部门|工作部门|各单位|所属单位|直属单位|各乡镇|各镇|各街道|各县|各区|乡镇|镇街)"
    r"|(?:全省|全市|全县|全区|全州|全旗|全镇|全乡|全系统)(?:各级|各部门|各单位|全年|行政机关|共|各)"
    r"|(?:全省|全市|全县|全区|全州|全旗)[^。；，]{0,8}(?:收到|新收|收办|受理)"
)
_ALONE = pattern(
    r"(?:仅|只)(?:反映|包括|包含|统计|涉及|涵盖|含|为|是)[^。；]{0,8}(?:本机关|本级|办公[室厅]|本单位)"
    r"|(?:数据|统计|报告)[^。；]{0,20}不(?:含|包括|包含)[^。；]{0,16}(?:部门|乡镇|镇街|街道|单位)"
)
_SHOWN = 3


class _Known(NamedTuple):
    """What was read for the submission whose rules are run: itself as a report, and last year's."""

    submission: Submission
    report: Report
    before: Submission | None
    last: Report | None


def _known(batch: Batch, submission: Submission) -> _Known:
    """Return what belongs to a submission, read once for all of its rules and then forgotten."""
    known: _Known | None = batch.memo.get("known")
    if known is None or known.submission is not submission:
        before = batch.previous(submission)
        last = report_of(before) if before is not None and before.profile else None
        known = batch.memo["known"] = _Known(submission, report_of(submission), before, last)
    return known


def this_year(batch: Batch, submission: Submission) -> Report:
    """Return a submission as a report."""
    return _known(batch, submission).report


def before(batch: Batch, submission: Submission) -> Submission | None:
    """Return the submission of the year before, None where there is none or it is no report."""
    known = _known(batch, submission)
    return known.before if known.last is not None else None


def last_year(batch: Batch, submission: Submission) -> Report | NotAssessed:
    """Return last year's report of the same unit, or why there is none to hold this one against."""
    if submission.year is None:
        return NotAssessed("/year", "year-unknown")
    return _known(batch, submission).last or NotAssessed("", "last-year-missing", {"year": submission.year - 1})


def figure_of(report: Report, cell: str) -> int | None:
    """Return the count in a cell; that of a blank total is the sum of its row, that of a blank cell 0.

    None where the report has no such cell or it holds no count.
    """
    row, _, column = cell.rpartition("/")
    if column == "total" and is_blank(report, cell) and report.has(cell):
        parts = [report.count(join(row, party)) for party in PARTIES if report.has(join(row, party))]
        if parts and None not in parts:
            return sum(each or 0 for each in parts)
    return report.count(cell)


def is_blank(report: Report, cell: str) -> bool:
    """Tell whether a cell is empty or only marked as such."""
    value = report.get(cell)
    return value is None or (isinstance(value, str) and value.strip() in PLACEHOLDERS)


def written(report: Report, cell: str) -> dict[str, str]:
    """Return a cell as it is told of: its figure, or that it is blank."""
    value = figure_of(report, cell)
    if is_blank(report, cell) and not value:
        return {"zh": "空白", "en": "blank"}
    shown = plain(value) if value is not None else str(report.get(cell))
    return {"zh": shown, "en": shown}


class Difference(NamedTuple):
    """A cell of this report, the cell that it is held against, and what both say."""

    cell: str
    other: str
    stated: float
    expected: float


def listed(report: Report, found: list[Difference]) -> dict[str, str]:
    """Name what differs: “自然人”2 ≠ 3; of many the first three and how many there are."""
    told = {}
    for language, joint, more in (("zh", "；", " 等 {} 处"), ("en", "; ", " … {} in all")):
        shown = [
            f"“{short_label(report, each.cell, language)}” {plain(each.stated)} ≠ {plain(each.expected)}"
            for each in found[:_SHOWN]
        ]
        told[language] = joint.join(shown) + (more.format(len(found)) if len(found) > _SHOWN else "")
    return told


def short_label(report: Report, cell: str, language: str) -> str:
    """Return how the form names a cell."""
    return report.profile.label(cell, language)


def explanation(reports: Iterable[Report], words: str, about: str) -> tuple[Report, str, tuple[int, int]] | None:
    """Return the sentence that explains a difference: it has a word of the reason and one of what it is about."""
    reason, subject = re.compile(words), re.compile(about)
    for report in reports:
        for passage in report.texts():
            if passage.pointer == "/title" or not reason.search(passage.text):
                continue
            prose = fold(passage.text)
            for start, end in sentences(prose.text):
                text = prose.text[start:end]
                if reason.search(text) and subject.search(text):
                    return report, passage.pointer, prose.span(start, end)
    return None


def is_whole(report: Report) -> bool | None:
    """Tell whether a report says that it adds up the figures of others; None where it says nothing of it."""
    texts = [fold(passage.text).text for passage in report.texts()]
    if any(_ALONE.search(text) for text in texts):
        return False
    return True if any(_WHOLE.search(text) for text in texts) else None


def scopes_differ(batch: Batch, report: Report, before: Report) -> bool:
    """Tell whether two reports of one unit count different things: its office one year, the whole area the next."""
    kept = batch.memo.get("scopes")
    if kept is None or kept[0] is not report or kept[1] is not before:
        kept = batch.memo["scopes"] = (report, before, _differ(report, before))
    told: bool = kept[2]
    return told


def _differ(report: Report, before: Report) -> bool:
    scopes = {is_whole(report), is_whole(before)}
    if scopes == {True, False}:
        return True
    totals = [figure_of(each, "/tables/requests/new_received/total") or 0 for each in (report, before)]
    return len(scopes) > 1 and max(totals) > 3 * min(totals) and max(totals) > 10


def cells_of(report: Report, table: str) -> Iterator[str]:
    """Yield the cells of the official rows of a table that the report has."""
    form = report.profile.tables.get(table)
    for row in form.rows if form else ():
        for column in row.columns:
            cell = f"/tables/{table}/{row.key}/{column}"
            if report.has(cell):
                yield cell


def amount_of(report: Report, cell: str) -> float | None:
    """Return what a cell of a count or of an amount says, 0 where it is blank."""
    value = report.get(cell)
    if isinstance(value, float):
        return value
    return figure_of(report, cell)


def decimals(value: float) -> int:
    """Return how many decimals a figure is stated with."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])
