"""GitLab Code Quality: a list of issues for the widget of a merge request.

GitLab demands a line of every issue. Where the file has none (Word, PDF, a
whole file) it is 1, and the description names the true place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.formatters.json import dumps
from disclosure_lint.formatters.paths import relative
from disclosure_lint.formatters.wording import WORDS, told, where, whole
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return the list of issues."""
    return dumps([issue for result in run.results for issue in _issues(result, run.language)], indent=2) + "\n"


def _issues(result: Result, language: str) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in result.findings:
        seen[finding.fingerprint] += 1
        mark = f"{finding.fingerprint}\0{seen[finding.fingerprint]}"
        place = finding.place
        lines = {"begin": place.line if place and place.line else 1}
        if place and place.line and place.end_line:
            lines["end"] = place.end_line
        text = _described(finding, language)
        yield _issue(result.path, finding.code, text, _LEVELS[finding.severity], mark, lines)
    if result.verdict == "undetermined":
        words = WORDS[language]
        text = f"{words['undetermined']}{words['colon']}{told(result, language)}"
        yield _issue(result.path, "undetermined", text, "info", "undetermined", {"begin": 1})


def _described(finding: Finding, language: str) -> str:
    spot = where(finding.place, language)
    return f"{finding.code} {finding.name}: {finding.message}" + (f" [{spot}]" if spot else "")


def _issue(path: str, code: str, text: str, severity: str, mark: str, lines: dict[str, int]) -> dict[str, Any]:
    name = whole(relative(path))
    return {
        "type": "issue",
        "check_name": code,
        "description": whole(text),
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": hashlib.sha256(f"{name}\0{mark}".encode()).hexdigest(),
        "location": {"path": name, "lines": lines},
        "engine_name": f"disclosure-lint {__version__}",
        "ruleset": digest(),
    }
