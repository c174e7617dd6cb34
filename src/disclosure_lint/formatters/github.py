"""Workflow commands of GitHub Actions: findings become annotations of a pull request.

GitHub shows ten annotations of each level per step; the log has them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint import __version__
from disclosure_lint.formatters.paths import relative
from disclosure_lint.formatters.wording import WORDS, safe, told, where, whole
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def begin(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001 - the signature of formatters
    """Yield the rule set, into the debug log."""
    yield _command("debug", f"disclosure-lint {__version__} {digest()}")


def each(result: Result, run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield an annotation per finding, one for an undetermined report, and a plain line of verdict."""
    words = WORDS[run.language]
    verdict = f"{words[result.verdict]}{words['colon']}{told(result, run.language)}"
    for finding in result.findings:
        yield _finding(finding, run.language)
    if result.verdict == "undetermined":
        reasons = [f"{gap.code} {gap.name}: {gap.reason}" for gap in result.not_assessed]
        title = f"disclosure-lint {words['undetermined']}"
        yield _command("warning", "\n".join([verdict, *reasons]), file=relative(result.path), title=title)
    # A line that began with a file's name could be taken for a command.
    yield f"disclosure-lint: {safe(result.path)}: {verdict}".replace("##[", "## [") + "\n"


def end(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield nothing: every report has had its line."""
    yield from ()


def _finding(finding: Finding, language: str) -> str:
    place = finding.place
    properties: dict[str, object] = {"file": relative(finding.path)}
    if place is not None and place.line is not None:
        properties["line"] = place.line
        if place.end_line not in (None, place.line):
            properties["endLine"] = place.end_line
        elif place.column is not None:  # GitHub takes columns only within one line
            properties["col"] = place.column
            if place.end_column is not None:
                properties["endColumn"] = place.end_column
    properties["title"] = f"{finding.code} {finding.name}"
    spot = where(place, language)
    return _command(_LEVELS[finding.severity], finding.message + (f" [{spot}]" if spot else ""), **properties)


def _command(name: str, message: str, **properties: object) -> str:
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name}{' ' if given else ''}{given}::{_data(message)}\n"


def _data(text: str) -> str:
    return whole(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
