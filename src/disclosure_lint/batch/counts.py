"""How a batch stands, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_lint.batch.batch import Batch


def counts(batch: Batch) -> dict[str, Any]:
    """Return the numbers of units and reports for the batch's year.

    `submitted` and `missing` count units of the roster (without one, the agencies that submitted), `late` their
    current reports with D403, `other_years` current reports of other years, `duplicate` copies and replaced reports,
    `unmatched` reports that fit no unit, `failing` reports that count and fail, `unread` files that could not be
    read, `skipped` files that are no reports.
    """

    def number(wanted: str, *values: Any) -> int:
        return sum(1 for _ in batch.rows("1", wanted, *values))

    late = "id IN (SELECT submission FROM findings WHERE code = 'D403' AND state = 'open')"
    return {
        "year": batch.year,
        "submitted": number("role = 'current' AND year IS ?", batch.year),
        "other_years": number("role = 'current' AND year IS NOT ?", batch.year),
        "missing": sum(each.content.get("lacks") == "report" for each in batch.findings(None)),
        "late": number(f"role = 'current' AND year IS ? AND {late}", batch.year),
        "duplicate": number("role IN ('duplicate', 'superseded')"),
        "versions": number("role = 'version'"),
        "unmatched": number("recognised AND role = 'unmatched' AND why != 'unreadable'"),
        "unread": number("recognised AND why = 'unreadable'"),
        "skipped": number("NOT recognised"),
        "failing": number("recognised AND verdict = 'fail' AND role IN ('current', 'version', 'unmatched')"),
        "waived": sum(each.state == "waived" for each in batch.findings(everything=True)),
    }
