"""One report in several formats: they agree on the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import Difference, amount_of, cells_of, is_blank, listed, this_year, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.report import Report

#: Formats whose tables are put together from where text stands: a difference may be the reading's.
_PUT_TOGETHER = frozenset({"pdf", "ofd", "text"})


@check("across.versions")
def versions_differ(batch: Batch, submission: Submission, *, dates: list[str]) -> Iterator[Problem | NotAssessed]:
    """The figures, the period and the date of a report are the same in each of its formats.

    Prose is not compared: formats differ in line breaks, notes and captions, which is no fault of the data.
    """
    others = [each for each in batch.versions(submission) if each.profile]
    if not others:
        return
    report = this_year(batch, submission)
    for version in others:
        other = report_of(version)
        for table in report.profile.tables:
            yield from _table(report, other, table)
        for pointer in dates:
            yield from _date(report, other, pointer)


def _table(report: Report, other: Report, table: str) -> Iterator[Problem | NotAssessed]:
    """Hold every cell that both formats have against the other; blank and 0 differ less than two figures."""
    pointer = f"/tables/{table}"
    lacking = [each for each in (report, other) if not isinstance(each.get(pointer), dict)]
    if len(lacking) == 1:
        yield NotAssessed(pointer, "table-missing-there", {"file": lacking[0].path})
    if lacking:
        return
    figures, blanks = [], []
    for cell in cells_of(report, table):
        now, then = amount_of(report, cell), amount_of(other, cell)
        if now is None or then is None or not other.has(cell):
            continue
        if abs(now - then) > 1e-9:
            figures.append(Difference(cell, cell, now, then))
        elif is_blank(report, cell) != is_blank(other, cell):
            blanks.append(Difference(cell, cell, now, then))
    if figures:
        yield _problem(report, other, figures, "")
    elif blanks:
        yield _problem(report, other, blanks, "blank")


def _problem(report: Report, other: Report, found: list[Difference], variant: str) -> Problem:
    values = {"columns": listed(report, found), "count": len(found), "file": other.path}
    related = []
    for each in found:
        if each is not found[0]:
            related.append(Related(each.cell, {"value": written(report, each.cell)}, "cell"))
        related.append(Related(each.other, {"value": written(other, each.other), "file": other.path}, "there", other))
    guessed = {report.format, other.format} & _PUT_TOGETHER
    return Problem(
        found[0].cell,
        values,
        variant=variant,
        related=tuple(related),
        severity="info" if variant else "",
        confidence="likely" if guessed else "certain",
    )


def _date(report: Report, other: Report, pointer: str) -> Iterator[Problem]:
    """A date that both formats state is the same; what one does not state says nothing."""
    now, then = report.get(pointer), other.get(pointer)
    if isinstance(now, str) and isinstance(then, str) and now != then:
        values = {"stated": now, "expected": then, "file": other.path}
        there = Related(pointer, {"value": then, "file": other.path}, "there", other)
        yield Problem(pointer, values, variant="date", related=(there,), severity="warning")
