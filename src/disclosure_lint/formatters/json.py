"""The JSON output (contract: schemas/findings.schema.json)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding, Fix, Suppressed, Unassessed
    from disclosure_lint.formatters import Run
    from disclosure_lint.outline import Place
    from disclosure_lint.result import Result

_SURROGATES = re.compile("[\ud800-\udfff]")


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return one object for the whole run."""
    content = {
        "schema_version": "1",
        "tool": tool_object(),
        "reports": [report_object(each) for each in run.results],
        "findings": [finding_object(each) for result in run.results for each in result.findings],
        "not_assessed": [unassessed_object(each) for result in run.results for each in result.not_assessed],
        "suppressed": [suppressed_object(each) for result in run.results for each in result.suppressed],
        "baselined": [finding_object(each) for result in run.results for each in result.baselined],
        "summary": summary_object(run),
    }
    return dumps(content, indent=2) + "\n"


def dumps(content: Any, indent: int | None = None) -> str:
    """Return JSON that every encoding of Unicode can hold: half a character stays as its escape."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def tool_object() -> dict[str, Any]:
    """Return the tool and what it judged by."""
    return {"name": "disclosure-lint", "version": __version__, "ruleset": digest()}


def summary_object(run: Run) -> dict[str, Any]:
    """Return the counts of a run."""
    return {
        "files": run.files,
        "skipped": run.skipped,
        **{severity: run.severities[severity] for severity in ("error", "warning", "info")},
        "suppressed": run.suppressed,
        "baselined": run.baselined,
        **({} if run.stale is None else {"stale": run.stale}),
    }


def report_object(result: Result) -> dict[str, Any]:
    """Return what is said of a report as a whole."""
    keys = ("path", "format", "sha256", "profile", "title", "agency", "year", "verdict")
    return {key: getattr(result, key) for key in keys}


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding as the JSON output has it."""
    keys = ("path", "code", "name", "severity", "confidence", "message", "pointer")
    return {
        **{key: getattr(finding, key) for key in keys},
        "span": list(finding.span) if finding.span else None,
        "place": _place(finding.place),
        "excerpt": finding.excerpt,
        "related": [
            {"pointer": each.pointer, "place": _place(each.place), "message": each.message} for each in finding.related
        ],
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
        "basis": finding.basis,
    }


def suppressed_object(suppressed: Suppressed) -> dict[str, Any]:
    """Return a finding that someone accepted: why, who answers for it, until when, and where that is said."""
    accepted = {key: getattr(suppressed, key) for key in ("reason", "owner", "until", "where")}
    return {**finding_object(suppressed.finding), **accepted}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"description": fix.description, "safe": fix.safe, "edits": [each._asdict() for each in fix.edits]}


def unassessed_object(gap: Unassessed) -> dict[str, Any]:
    """Return what could not be judged as the JSON output has it."""
    return {key: getattr(gap, key) for key in ("path", "code", "name", "pointer", "reason")}


def _place(place: Place | None) -> dict[str, Any] | None:
    return place.known() if place is not None else None
