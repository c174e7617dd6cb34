"""What explains a figure that does not fit: a whole that is not the sum of its components, or one that is no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed
from disclosure_lint.checks.cells_by_row import NOT_APPLICABLE, Figure, Row, number, rows, span, value
from disclosure_lint.checks.row_sums import Sum
from disclosure_lint.masking import mask_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.report import Report


def mended(report: Report, terms: Sequence[Figure]) -> Sum | None:
    """Return the sum of figures of the whole, each taken as what the components add up to where it is not."""
    added: float = 0
    for figure in terms:
        found = rows(report, figure.table)
        parts = [_exact(row, figure) for key, row in found.items() if key] or [_exact(found.get("", {}), figure)]
        if None in parts:
            return None
        added += sum(part for part in parts if part is not None)
    return Sum(added, added, rowless=False)


def _exact(row: Row, figure: Figure) -> float | None:
    found = value(row, figure.path)
    return 0 if found is None and figure.sparse else number(found)


def unreadable(report: Report, terms: Sequence[Figure], row: str) -> NotAssessed | None:
    """Return why figures could not be added up, None where there is nothing to add: N/A, or no figure."""
    for figure in terms:
        found = value(rows(report, figure.table).get(row, {}), figure.path)
        if isinstance(found, str) and found != NOT_APPLICABLE and span(found) is None:
            pointer = figure.pointer(row)
            names = {each: report.profile.label(pointer, each) for each in ("zh", "en")}
            return NotAssessed(pointer, "cell-unreadable", {"cell": names, "text": mask_text(found)[:20]})
    return None
