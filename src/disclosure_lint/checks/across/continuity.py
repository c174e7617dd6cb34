"""One unit, two years: what was carried forward comes back, and stocks follow from last year's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import (
    Difference,
    explanation,
    figure_of,
    is_blank,
    last_year,
    listed,
    scopes_differ,
    this_year,
    written,
)
from disclosure_lint.checks.figures import plain
from disclosure_lint.extract.agencies import same_body
from disclosure_lint.report import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.report import Report


@check("across.carried_over")
def carried_over(
    batch: Batch, submission: Submission, *, over: str, forward: str, columns: list[str], explained: dict[str, str]
) -> Iterator[Problem | NotAssessed]:
    """What is carried over from last year is what last year's report carried forward, in each column.

    `explained` are the patterns of `across.explanation`; an explanation lowers the finding to information.
    """
    found = last_two(batch, submission)
    if isinstance(found, NotAssessed):
        yield found
        return
    report, before = found
    missing = next(((each, row) for each, row in ((report, over), (before, forward)) if not each.has(row)), None)
    if missing:
        yield _no_row(*missing, report)
        return
    if all(is_blank(report, join(over, each)) and is_blank(before, join(forward, each)) for each in columns):
        yield NotAssessed(over, "blank-in-both")
        return
    different = []
    for column in columns:
        cells = join(over, column), join(forward, column)
        now, then = figure_of(report, cells[0]), figure_of(before, cells[1])
        if now is None or then is None:
            yield _unread(report, before, cells)
        elif now != then:
            different.append(Difference(*cells, now, then))
    if different:
        yield _differs(report, before, different, explained)


def last_two(batch: Batch, submission: Submission) -> tuple[Report, Report] | NotAssessed:
    """Return a report and last year's, or why the two cannot be held against each other."""
    before = last_year(batch, submission)
    if isinstance(before, NotAssessed):
        return before
    report = this_year(batch, submission)
    if scopes_differ(batch, report, before):
        return NotAssessed("", "scopes-differ", {"file": before.path})
    return report, before


def _no_row(where: Report, row: str, report: Report) -> NotAssessed:
    if where is report:
        return NotAssessed(row, "cell-missing")
    return NotAssessed("", "cell-missing-there", {"file": where.path, "there": where.profile.label(row)})


def _unread(report: Report, before: Report, cells: tuple[str, str]) -> NotAssessed:
    """Say which of two cells holds no figure."""
    where, cell = (report, cells[0]) if figure_of(report, cells[0]) is None else (before, cells[1])
    if where.has(cell):
        values = {"text": where.get(cell), "file": where.path, "there": where.profile.label(cell)}
        return NotAssessed(cell, "cell-unreadable" if where is report else "cell-unreadable-there", values)
    return _no_row(where, cell, report)


def _differs(report: Report, before: Report, found: list[Difference], explained: dict[str, str]) -> Problem:
    """Return one problem for all columns; the total's cell is the place where it is among them."""
    main = next((each for each in found if each.cell.endswith("/total")), found[0])
    related = []
    for each in found:
        if each is not main:
            related.append(Related(each.cell, {"value": written(report, each.cell)}, "cell"))
        there = {"value": written(before, each.other), "file": before.path}
        related.append(Related(each.other, there, "there", before))
    values: dict[str, Any] = {
        "columns": listed(report, found),
        "count": len(found),
        "stated": written(report, main.cell),
        "expected": written(before, main.other),
        "there": {language: before.profile.label(main.other, language) for language in ("zh", "en")},
        "file": before.path,
        "last": before.year,
        "year": report.year,
    }
    problem = Problem(main.cell, values, variant="several" if len(found) > 1 else "", related=tuple(related))
    return lowered(problem, report, before, explained)


def lowered(problem: Problem, report: Report, before: Report, explained: dict[str, str]) -> Problem:
    """Return a problem as information where either report explains it or the unit has another name now."""
    names = [each.get("/agency") for each in (report, before)]
    renamed = all(isinstance(each, str) for each in names) and same_body(names[0], names[1]) is False
    reason = explanation((report, before), explained["words"], explained["about"])
    if reason is None:
        note = (Related("/agency", {"name": names[1], "file": before.path}, "renamed", before),) if renamed else ()
        return problem._replace(severity="info" if renamed else "", related=problem.related + note)
    where, pointer, span = reason
    text = where.get(pointer)[slice(*span)]
    shown = text if len(text) <= 60 else text[:60] + "…"
    note = (Related(pointer, {"text": shown, "file": where.path}, "explained", where if where is before else None),)
    return problem._replace(severity="info", related=problem.related + note)


@check("across.stock")
def stocks(
    batch: Batch, submission: Submission, *, rows: list[str], explained: dict[str, str]
) -> Iterator[Problem | NotAssessed]:
    """What is in force is last year's stock and what was issued, without what was repealed."""
    found = last_two(batch, submission)
    if isinstance(found, NotAssessed):
        yield found
        return
    report, before = found
    if report.profile.id != before.profile.id:
        yield NotAssessed("", "form-of-another-year", {"file": before.path, "profile": before.profile.id})
        return
    for row in rows:
        yield from _stock(report, before, row, explained)


def _stock(report: Report, before: Report, row: str, explained: dict[str, str]) -> Iterator[Problem | NotAssessed]:
    stock = f"{row}/in_force"
    issued, repealed, now = (figure_of(report, f"{row}/{each}") for each in ("issued", "repealed", "in_force"))
    then = figure_of(before, stock)
    if issued is None or repealed is None or now is None:
        gap = next(each for each in ("issued", "repealed", "in_force") if figure_of(report, f"{row}/{each}") is None)
        yield _unread(report, report, (f"{row}/{gap}", stock))
        return
    if then is None:
        yield _unread(report, before, (stock, stock))
        return
    expected = then + issued - repealed
    if now == expected:
        return
    # A blank stock is unknown, not none: only figures of the year may be left out for 0.
    if is_blank(before, stock) or is_blank(report, stock):
        where = before if is_blank(before, stock) else report
        yield NotAssessed(stock, "stock-blank", {"file": where.path})
        return
    values = {
        "stated": plain(now), "then": plain(then), "issued": plain(issued), "repealed": plain(repealed),
        "expected": plain(expected), "difference": plain(abs(now - expected)), "file": before.path, "last": before.year,
    }  # fmt: skip
    related = tuple(
        Related(f"{row}/{each}", {"value": written(report, f"{row}/{each}")}, "cell") for each in ("issued", "repealed")
    )
    there = Related(stock, {"value": written(before, stock), "file": before.path}, "there", before)
    yield lowered(Problem(stock, values, related=(*related, there)), report, before, explained)


@check("across.amount")
def amounts(
    batch: Batch, submission: Submission, *, at: str, times: int, least: float
) -> Iterator[Problem | NotAssessed]:
    """An amount is less than so many times last year's, which was at least `least`: 万元 may have become 元."""
    before = last_year(batch, submission)
    if isinstance(before, NotAssessed):
        yield before
        return
    report = this_year(batch, submission)
    now, then = report.get(at), before.get(at)
    both = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (now, then))
    if both and then >= least and now >= times * then and not scopes_differ(batch, report, before):
        values = {"value": plain(now), "then": plain(then), "times": plain(round(now / then)), "file": before.path}
        there = Related(at, {"value": plain(then), "file": before.path}, "there", before)
        yield Problem(at, values, variant="last_year", related=(there,), confidence="likely")
