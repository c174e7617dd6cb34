"""Dates that the reporting year bounds, whatever the country's calendar of reporting is."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report


@check("moments.between")
def outside(report: Report, *, at: str, earliest: str = "0001-01-01", latest: str = "9999-12-31") -> Iterator[Problem]:
    """A date lies between two others, in which {year} is the reporting year and {next} the year after."""
    stated = report.get(at)
    if report.year is None or not isinstance(stated, str):
        return
    try:
        day = datetime.date.fromisoformat(stated).isoformat()
    except ValueError:  # the schema's to tell
        return
    years = {"year": report.year, "next": report.year + 1}
    first, last = earliest.format(**years), latest.format(**years)
    if not first <= day <= last:
        yield Problem(at, {"stated": day, "earliest": first, "latest": last})
