"""The JSON output (contract: schemas/findings.schema.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from disclosure_lint.engine import Result
    from disclosure_lint.findings import Finding, Fix, Unassessed
    from disclosure_lint.formatters import Run
    from disclosure_lint.outline import Place


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return one object for the whole run."""
    counts = run.counts()
    content = {
        "schema_version": "1",
        "tool": {"name": "disclosure-lint", "version": __version__, "ruleset": digest()},
        "reports": [_report(each) for each in run.results],
        "findings": [_finding(each) for result in run.results for each in result.findings],
        "not_assessed": [_unassessed(each) for result in run.results for each in result.not_assessed],
        "summary": {
            "files": len(run.results),
            "skipped": run.skipped,
            **{severity: counts[severity] for severity in ("error", "warning", "info")},
            "suppressed": sum(len(each.suppressed) for each in run.results),
            "baselined": sum(len(each.baselined) for each in run.results),
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _report(result: Result) -> dict[str, Any]:
    keys = ("path", "format", "sha256", "profile", "title", "agency", "year", "verdict")
    return {key: getattr(result, key) for key in keys}


def _finding(finding: Finding) -> dict[str, Any]:
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


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"description": fix.description, "safe": fix.safe, "edits": [each._asdict() for each in fix.edits]}


def _unassessed(gap: Unassessed) -> dict[str, Any]:
    return {key: getattr(gap, key) for key in ("path", "code", "name", "pointer", "reason")}


def _place(place: Place | None) -> dict[str, Any] | None:
    return place.known() if place is not None else None
