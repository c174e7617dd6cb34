"""Two years of a form with a row for each component: what last year's report says is what this one says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import last_year, this_year
from disclosure_lint.checks.cells_by_row import Figure, figures, number, rows, shown, value
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.checks.cells_by_row import Rows
    from disclosure_lint.report import Report

#: So many differences a message names.
_NAMED = 4
_SAME = 0.006
#: So many characters of a footnote are told.
_TOLD = 120


class _Difference(NamedTuple):
    """A figure of this report, the one of last year's that it repeats, the row, and what both say."""

    own: Figure
    other: Figure
    row: str
    stated: float
    expected: float


@check("across.repeated")
def repeated(
    batch: Batch, submission: Submission, *, pairs: dict[str, str], explained: str
) -> Iterator[Problem | NotAssessed]:
    """Figures of this report are those of last year's: `pairs` are pointers with {row}, this year's to last year's.

    One problem for all rows of a table. Components that only one of the reports has were founded, dissolved or
    renamed, and are nobody's fault; the whole is told where its components do not account for it. A footnote to
    the table that `explained` finds makes it information.
    """
    before = last_year(batch, submission)
    if isinstance(before, NotAssessed):
        yield before
        return
    report = this_year(batch, submission)
    if report.profile.id != before.profile.id:
        yield NotAssessed("", "form-of-another-year", {"file": before.path, "profile": before.profile.id})
        return
    found: list[_Difference] = []
    for own, other in pairs.items():
        found += _differences(report, before, _named(report, own), _named(before, other))
    if found:
        yield _problem(report, before, found, explained)


def _named(report: Report, term: str) -> Figure:
    return figures((term,), report.profile.id)[0]


def _differences(report: Report, before: Report, own: Figure, other: Figure) -> list[_Difference]:
    """Return the rows that differ: those of components, and of the whole where components do not account for it."""
    now, then = rows(report, own.table), rows(before, other.table)
    found = []
    for row in now:
        stated, expected = number(value(now[row], own.path)), number(value(then.get(row, {}), other.path))
        if stated is not None and expected is not None and abs(stated - expected) > _SAME:
            found.append(_Difference(own, other, row, stated, expected))
    parts = [each for each in found if each.row]
    apart = sum(each.stated - each.expected for each in parts)
    moved = _only(now, then, own) - _only(then, now, other)
    if moved and len(found) == len(parts) == 1 and abs(apart + moved) <= _SAME:
        return []  # a component took in others, or was divided, and the whole is what it was
    return [each for each in found if each.row or not _accounted(each, (apart, apart + moved))]


def _accounted(whole: _Difference, by: tuple[float, float]) -> bool:
    """Tell whether the whole is apart by what its components are, with or without those of one year only."""
    return any(each and abs(whole.stated - whole.expected - each) <= _SAME for each in by)


def _only(these: Rows, others: Rows, figure: Figure) -> float:
    """Return what the components have together that only one of the reports has."""
    return sum(number(value(row, figure.path)) or 0 for key, row in these.items() if key not in others)


def _problem(report: Report, before: Report, found: list[_Difference], explained: str) -> Problem:
    main = found[0]
    related = []
    for each in found:
        if each is not main:
            related.append(Related(each.own.pointer(each.row), {"value": shown(each.stated)}, "cell"))
        there = {"value": shown(each.expected), "file": before.path}
        related.append(Related(each.other.pointer(each.row), there, "there", before))
    whole = {"zh": "全机构", "en": "the whole agency"}
    values: dict[str, Any] = {
        "row": main.row or whole,
        "stated": shown(main.stated),
        "expected": shown(main.expected),
        "there": {language: before.profile.label(main.other.pointer(main.row), language) for language in ("zh", "en")},
        "file": before.path,
        "count": len(found),
        "columns": {language: _listed(found, language) for language in ("zh", "en")},
    }
    pointer, variant = main.own.pointer(main.row), "several" if len(found) > 1 else ""
    note = _footnote(report, main.own.table, explained)
    if note is None:
        return Problem(pointer, values, variant=variant, related=tuple(related))
    at, text = note
    related.append(Related(at, {"text": text if len(text) <= _TOLD else text[:_TOLD] + "…"}, "explained"))
    variant = f"{variant}-explained" if variant else "explained"
    return Problem(pointer, values, variant=variant, severity="info", related=tuple(related))


def _listed(found: list[_Difference], language: str) -> str:
    whole = {"zh": "全机构", "en": "the whole agency"}[language]
    told = [f"{each.row or whole} {shown(each.stated)} ≠ {shown(each.expected)}" for each in found[:_NAMED]]
    joint, more = ("；", f" 等 {len(found)} 处") if language == "zh" else ("; ", f" … {len(found)} in all")
    return joint.join(told) + (more if len(found) > _NAMED else "")


def _footnote(report: Report, table: str, explained: str) -> tuple[str, str] | None:
    """Return the first footnote of a table that says why figures are not last year's."""
    at = f"/tables/{table}/footnotes"
    notes = report.get(at)
    reason = re.compile(explained)
    for index, text in enumerate(notes if isinstance(notes, list) else ()):
        if isinstance(text, str) and reason.search(text):
            return f"{at}/{index}", text
    return None
