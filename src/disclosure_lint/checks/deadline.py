"""The deadline by which a report must be published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.checks.dates import day
from disclosure_lint.extract.agencies import level_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report


@check("deadline.published")
def published_late(
    report: Report, *, deadlines: dict[str, str], every_body: dict[str, Any], no_organ: list[str]
) -> Iterator[Problem | NotAssessed]:
    """The report is published by the deadline of its kind of body.

    `deadlines` maps kinds to the month and day of the next year; `every_body`
    ({until: year, deadline}) sets one for all bodies up to a reporting year,
    except the kinds of `no_organ`. A signature after the deadline proves a late
    publication; a signature before it proves nothing.
    """
    year, kind = report.year, _kind(report)
    if year is None:
        yield NotAssessed("/published_on", "year-unknown")
        return
    old = year <= int(every_body["until"]) and kind not in no_organ
    limit = str(every_body["deadline"]) if old else deadlines.get(kind or "")
    published, signed = day(report.get("/published_on")), day(report.get("/signed_on"))
    if kind == "government_office" and not old and limit is None:
        yield from _office(report, year, deadlines, published or signed)
    elif limit is None:
        yield _no_deadline(kind)
    elif published is None and (signed is None or signed <= _due(year, limit)):
        yield NotAssessed("/published_on", "no-date")
    else:
        yield from _late(report, _due(year, limit), published, signed)


def _kind(report: Report) -> str | None:
    kind = report.get("/agency_kind")
    departments = ("department", "public_institution")
    return "township" if kind in departments and level_of(str(report.get("/agency", ""))) == "township" else kind


def _no_deadline(kind: str | None) -> NotAssessed:
    if kind is None:
        return NotAssessed("/agency_kind", "kind-unknown")
    return NotAssessed("/published_on", "no-deadline", {"kind": kind})


def _due(year: int, limit: str) -> date:
    return date.fromisoformat(f"{year + 1:04d}-{limit}")


def _office(
    report: Report, year: int, deadlines: dict[str, str], known: date | None
) -> Iterator[Problem | NotAssessed]:
    """Judge a government's office, which reports for itself (January) or its government (March)."""
    if known is None:
        yield NotAssessed("/published_on", "no-date")
    elif known > _due(year, deadlines["government"]):
        published, signed = day(report.get("/published_on")), day(report.get("/signed_on"))
        yield from _late(report, _due(year, deadlines["government"]), published, signed)
    elif known > _due(year, deadlines["department"]):
        yield NotAssessed("/agency_kind", "kind-unknown")


def _late(report: Report, due: date, published: date | None, signed: date | None) -> Iterator[Problem | NotAssessed]:
    known = published or signed
    if known is None or known <= due:
        return
    in_time = signed is not None and signed <= due
    if published and report.printed and (known - due).days > 365 and (signed is None or in_time):
        # A page that carries a date so far off was moved from another site.
        yield NotAssessed("/published_on", "republished", {"date": known.isoformat()})
        return
    values = {"date": known.isoformat(), "deadline": due.isoformat(), "days": (known - due).days}
    sure = "likely" if published and report.format == "html" and in_time else "certain"
    pointer, variant = ("/published_on", "") if published else ("/signed_on", "signed")
    yield Problem(pointer, values, variant=variant, confidence=sure)
