"""SARIF 2.1.0: findings for code scanning and for viewers.

A region stands only where the file has lines; what stands in a cell of a Word
document or on a page of a PDF is named by a logical location.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.formatters.json import dumps, summary_object
from disclosure_lint.formatters.sarif_places import artifact_location, fix, location, physical
from disclosure_lint.formatters.sarif_rules import LEVELS, NOT_ASSESSED, descriptor, notification
from disclosure_lint.formatters.wording import whole
from disclosure_lint.ruleset import digest, rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding, RelatedPlace, Suppressed, Unassessed
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_ROOT = {
    "zh": "运行检查的文件夹，路径都以它为起点",
    "en": "The folder in which the check ran; paths begin there",
}
Object = dict[str, Any]


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return a log of one run."""
    codes = sorted({code for code, _ in _named(run)})
    index = {code: number for number, code in enumerate(codes)}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, index)]}
    return dumps(_whole(log), indent=2) + "\n"


def _named(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the rules that the log speaks of."""
    yield from chain(run.found, run.gaps)
    for result in run.results:
        for each in chain((each.finding for each in result.suppressed), result.baselined):
            yield each.code, each.name


def _run(run: Run, index: dict[str, int]) -> Object:
    known = rules()
    driver = {
        "name": "disclosure-lint",
        "version": __version__,
        "semanticVersion": __version__,
        "language": _LANGUAGES[run.language],
        "rules": [descriptor(known.get(code), code, run.language) for code in index],
        "notifications": [notification()],
        "properties": {"ruleset": digest()},
    }
    gaps = [_gap(each, index) for result in run.results for each in result.not_assessed]
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "disclosure-lint/"},
        "language": _LANGUAGES[run.language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": _ROOT[run.language]}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": gaps}],
        "artifacts": [_artifact(each) for each in run.results],
        "results": list(_results(run, index)),
        "properties": {"ruleset": digest(), "summary": summary_object(run)},
    }


def _artifact(result: Result) -> Object:
    said = {key: getattr(result, key) for key in ("format", "profile", "title", "agency", "year", "verdict")}
    found: Object = {"location": artifact_location(result.path), "roles": ["analysisTarget"]}
    if result.sha256:
        found["hashes"] = {"sha-256": result.sha256}
    return {**found, "properties": {key: value for key, value in said.items() if value is not None}}


def _results(run: Run, index: dict[str, int]) -> Iterator[Object]:
    """Yield findings as they are in the files, those accepted and those of the baseline marked as such."""
    state = "new" if run.baselined else None
    for number, result in enumerate(run.results):
        seen: Counter[str] = Counter()
        for finding in result.findings:
            yield _result(finding, number, index, seen) | ({"baselineState": state} if state else {})
        for known in result.baselined:
            yield {**_result(known, number, index, seen), "baselineState": "unchanged"}
        for accepted in result.suppressed:
            made = _result(accepted.finding, number, index, seen) | ({"baselineState": state} if state else {})
            yield {**made, "suppressions": [_suppression(accepted)]}


def _result(finding: Finding, number: int, index: dict[str, int], seen: Counter[str]) -> Object:
    seen[finding.fingerprint] += 1
    mark = f"{finding.fingerprint}:{seen[finding.fingerprint]}"
    made: Object = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "kind": "fail",
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location(finding.path, finding.pointer, finding.place, number)],
        # The first is what code scanning follows an alert by; it must differ within a file.
        "partialFingerprints": {"primaryLocationLineHash": mark, "disclosureLint/v1": finding.fingerprint},
        "properties": {
            "name": finding.name,
            "confidence": finding.confidence,
            "basis": finding.basis,
            **({"excerpt": finding.excerpt} if finding.excerpt else {}),
            **({"span": list(finding.span)} if finding.span else {}),
        },
    }
    if finding.related:
        made["relatedLocations"] = [
            {**_other(finding, each, number), "id": place, "message": {"text": each.message}}
            for place, each in enumerate(finding.related, 1)
        ]
    if finding.fix is not None and finding.fix.edits:
        made["fixes"] = [fix(finding.path, finding.fix, number)]
    elif finding.fix is not None:  # a Word document has no lines, and SARIF no fixes without them
        made["properties"]["fix"] = {"description": finding.fix.description, "safe": finding.fix.safe}
    return made


def _other(finding: Finding, related: RelatedPlace, number: int) -> Object:
    """Return where a related place is: in the same file, or in the one it names."""
    return location(related.path or finding.path, related.pointer, related.place, None if related.path else number)


def _suppression(accepted: Suppressed) -> Object:
    said = {key: getattr(accepted, key) for key in ("owner", "until", "where")}
    inside = accepted.where.startswith(accepted.finding.path)
    return {
        "kind": "inSource" if inside else "external",
        "status": "accepted",
        "justification": accepted.reason,
        "properties": {key: value for key, value in said.items() if value},
    }


def _gap(gap: Unassessed, index: dict[str, int]) -> Object:
    return {
        "descriptor": {"id": NOT_ASSESSED, "index": 0},
        "associatedRule": {"id": gap.code, "index": index[gap.code]},
        "level": "warning" if gap.severity == "error" else "note",
        "message": {"text": f"{gap.code} {gap.name}: {gap.reason}"},
        "locations": [
            {"physicalLocation": physical(gap.path, None), "logicalLocations": [{"fullyQualifiedName": gap.pointer}]}
            if gap.pointer
            else {"physicalLocation": physical(gap.path, None)}
        ],
    }


def _whole(content: Any) -> Any:
    """Return an object whose texts hold no half characters, which JSON readers of other languages refuse."""
    if isinstance(content, str):
        return whole(content)
    if isinstance(content, dict):
        return {_whole(key): _whole(value) for key, value in content.items()}
    return [_whole(each) for each in content] if isinstance(content, (list, tuple)) else content
