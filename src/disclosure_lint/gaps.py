"""What seems to be missing from a document and may only not have been readable.

Headings go lost where text is taken out of a PDF, tables are published as
pictures, and rows of flattened tables lose their figures: such things are not
held against the report, and it is said that they could not be judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem
from disclosure_lint.positions import page_ranges
from disclosure_lint.report import Printed, Unread, tokens

if TYPE_CHECKING:
    from disclosure_lint.report import Report
    from disclosure_lint.ruleset import Rule

#: Formats that say of no line that it is a heading.
_FLAT = ("text", "pdf", "ofd")
#: Checks that are about chapters and what they say.
_OF_CHAPTERS = ("structure.", "topics.", "numbering.", "parts.")


def in_doubt(report: Report, code: str, problem: Problem) -> Problem | NotAssessed:
    """Return the problem of something missing, or why it cannot be judged whether it is."""
    outline, pointer = report.outline, problem.pointer
    if outline is None or code not in ("S101", "S108", "S109"):
        return problem
    pictures = {"pictures": outline.pictures}
    unplaced = _unplaced(report, pointer) if code == "S109" else None
    doubts: tuple[tuple[bool, str, dict[str, Any]], ...] = (
        (any(damage.kind == "question-marks" for damage in outline.damage), "text-damaged", {}),
        (bool(outline.unread_pages), "pages-are-pictures", {"pages": page_ranges(outline.unread_pages)}),
        (code == "S101" and is_tables_only(report), "tables-only", {}),
        (code in ("S101", "S108") and _headings_lost(report), "headings-lost", {}),
        (code != "S101" and _uncalculated(report, pointer), "formula-uncalculated", {}),
        (code == "S108" and isinstance(report.as_found(pointer), Printed), "table-unreadable", {}),
        (code == "S108" and outline.pictures > 0, "table-is-picture", pictures),
        (code != "S101" and report.format in ("pdf", "ofd") and outline.lossy, "rows-uncertain", {}),
        (unplaced is not None, "row-unreadable", {"text": "、".join(unplaced or ())}),
    )
    return next((NotAssessed(pointer, reason, values) for doubt, reason, values in doubts if doubt), problem)


def _headings_lost(report: Report) -> bool:
    """Tell whether a flat text has the tables of a report and not one heading of a chapter."""
    sections = (*report.select("/sections/*"), *report.select("/extra_sections/*"))
    return (
        (report.format in _FLAT or bool(report.outline and report.outline.lossy))
        and bool(report.get("/tables"))
        and not any(report.has(f"{section}/heading") for section in sections)
    )


def is_tables_only(report: Report) -> bool:
    """Tell whether a workbook holds the tables of a report and none of its chapters: those are in another file."""
    sections = report.get("/sections")
    headed = isinstance(sections, dict) and any("heading" in each for each in sections.values() if each)
    return report.format == "xlsx" and bool(report.get("/tables")) and not headed


def is_out_of_reach(report: Report, check: str) -> bool:
    """Tell whether a check is about chapters and the report's file holds the tables alone."""
    return report.format == "xlsx" and check.startswith(_OF_CHAPTERS) and is_tables_only(report)


def doubted(report: Report, rule: Rule, outcome: Any) -> Any:
    """Return an outcome of a rule, or why it is none: what is missing may stand where nothing could be read.

    That is on pages that are pictures, or outside a workbook of tables alone.
    """
    if not isinstance(outcome, Problem):
        return outcome
    if rule.absence and report.outline is not None and report.outline.unread_pages:
        return NotAssessed(outcome.pointer, "pages-are-pictures", {"pages": page_ranges(report.outline.unread_pages)})
    if report.format != "xlsx" or not outcome.pointer:
        return outcome
    missing = not outcome.pointer.startswith("/tables/") and not report.has(outcome.pointer)
    return NotAssessed(outcome.pointer, "tables-only") if missing and is_tables_only(report) else outcome


def _uncalculated(report: Report, pointer: str) -> bool:
    """Tell whether something seems to be missing for want of the value of a formula."""
    return any(isinstance(each, Unread) and at.startswith(pointer) for at, each in report.found.items())


def _unplaced(report: Report, pointer: str) -> list[str] | None:
    """Return the figures of a row that was found and whose columns cannot be told."""
    for row in (pointer, pointer.rpartition("/")[0]):
        found: Any = report.as_found(row)
        if isinstance(found, list) and len(tokens(row)) > 2:
            return [" ".join(str(text).split()) for text in found]
    return None
