"""A report that adds up those of other units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import (
    Difference,
    amount_of,
    cells_of,
    decimals,
    is_whole,
    listed,
    this_year,
    written,
)
from disclosure_lint.checks.figures import plain
from disclosure_lint.extract.agencies import kind_of
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch, Members
    from disclosure_lint.report import Report

#: So many missing units are named.
_NAMED = 10
#: So many of the reports that were added up are shown at a cell.
_SHOWN = 5


class Sum(NamedTuple):
    """What the members' cells add up to, how exactly, and which members' reports have no such figure."""

    value: float
    slack: float
    lacking: list[str]


@check("across.sum")
def sums(
    batch: Batch, submission: Submission, *, tables: list[str], apart: list[str], joint: list[str]
) -> Iterator[Problem | NotAssessed]:
    """Each figure of a consolidated report is the sum of its members' figures.

    With members missing, or without the report of the body's own office, the
    sum of the others is still no more than the whole. Columns `apart` do not
    add up; what several bodies issue together (rows `joint`) is counted by each
    of them, and a difference there alone is information.
    """
    members = batch.members(submission)
    if members is None:
        return
    report = this_year(batch, submission)
    whole = is_whole(report)
    if whole is False or (whole is None and not members.declared):
        yield NotAssessed("", "scope-unknown")
        return
    below = [report_of(each) for each in members.reports if each.profile]
    if not below:
        yield NotAssessed("", "members-missing", _missing(members))
        return
    complete = not members.missing and len(below) == len(members.reports)
    own = any(kind_of(each.get("/agency") or "") == "government_office" for each in below)
    for table in tables:
        for outcome in _table(report, below, table, apart, exact=complete and own):
            yield _eased(outcome, joint) if isinstance(outcome, Problem) else outcome
    if not complete:
        yield NotAssessed("", "members-missing", _missing(members))
    elif not own:
        yield NotAssessed("", "own-office-missing", {"agency": report.get("/agency")})


def _missing(members: Members) -> dict[str, object]:
    names = members.missing + [each.agency or each.path for each in members.reports if not each.profile]
    shown = "、".join(names[:_NAMED])
    return {"names": shown, "count": len(names)}


def _eased(problem: Problem, joint: list[str]) -> Problem:
    cells = (problem.pointer, *(each.pointer for each in problem.related))
    return problem._replace(severity="info") if all(cell.rpartition("/")[0] in joint for cell in cells) else problem


def _table(
    report: Report, below: list[Report], table: str, apart: list[str], *, exact: bool
) -> Iterator[Problem | NotAssessed]:
    pointer = f"/tables/{table}"
    if not isinstance(report.get(pointer), dict):
        yield NotAssessed(pointer, "table-missing")
        return
    different, lacking = [], {}
    for cell in (each for each in cells_of(report, table) if each.rpartition("/")[2] not in apart):
        stated, added = amount_of(report, cell), _added(below, cell)
        lacking.update(dict.fromkeys(added.lacking))
        if stated is None:
            continue
        slack = added.slack + 0.5 * 10.0 ** -decimals(stated) * bool(decimals(stated)) + 1e-9
        less = stated < added.value - slack
        if less or (exact and not added.lacking and stated > added.value + slack):
            different.append(Difference(cell, cell, stated, round(added.value, 6)))
    if different:
        yield _problem(report, below, different)
    if lacking:
        yield NotAssessed(pointer, "table-missing-there", {"file": "、".join(list(lacking)[:_NAMED])})


def _added(below: list[Report], cell: str) -> Sum:
    value = slack = 0.0
    lacking = []
    for each in below:
        figure = amount_of(each, cell) if each.has(cell) else None
        if figure is None:
            lacking.append(each.path)
        else:
            value += figure
            slack += 0.5 * 10.0 ** -decimals(figure) if decimals(figure) else 0
    return Sum(value, slack, lacking)


def _problem(report: Report, below: list[Report], found: list[Difference]) -> Problem:
    """Return one problem for a table, at its most telling cell: a total, else the largest difference."""
    found = sorted(found, key=lambda each: (not each.cell.endswith("/total"), -abs(each.stated - each.expected)))
    main = found[0]
    related = [
        Related(each.cell, {"value": plain(each.stated), "sum": plain(each.expected)}, "cell") for each in found[1:]
    ]
    parts = sorted(below, key=lambda each: -(amount_of(each, main.cell) or 0))
    shown = ((each, {"value": written(each, main.cell), "file": each.path}) for each in parts[:_SHOWN])
    related += [Related(main.cell, values, "there", each) for each, values in shown]
    values = {
        "columns": listed(report, found),
        "count": len(found),
        "members": len(below),
        "stated": plain(main.stated),
        "sum": plain(main.expected),
    }
    less = main.stated < main.expected
    certain = is_whole(report) is True
    return Problem(
        main.cell,
        values,
        variant="less" if less else "",
        related=tuple(related),
        confidence="certain" if certain else "likely",
    )
