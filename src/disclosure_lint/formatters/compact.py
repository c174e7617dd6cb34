"""One line per finding, for grep and for the error lists of editors: `path:line:column: 错误 T203 …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint import __version__
from disclosure_lint.formatters.wording import WORDS, safe, told, where
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result


def begin(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001 - the signature of formatters
    """Yield nothing: there is no head."""
    yield from ()


def each(result: Result, run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield a line per finding; an undetermined report has a line of its own, for silence would read as a pass."""
    words = WORDS[run.language]
    for finding in result.findings:
        yield safe(_line(finding, run.language)) + "\n"
    if run.verbose:
        for gap in result.not_assessed:
            yield safe(f"{result.path}: {words['gap']} {gap.code} {gap.reason}") + "\n"
    if result.verdict == "undetermined":
        yield safe(f"{result.path}: {words['undetermined']} {told(result, run.language)}") + "\n"


def end(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield the rule set, where all is to be told."""
    if run.verbose:
        yield f"disclosure-lint {__version__}, {WORDS[run.language]['ruleset'].format(ruleset=digest())}\n"


def _line(finding: Finding, language: str) -> str:
    words, place = WORDS[language], finding.place
    spot = where(place, language)
    at = [str(number) for number in (place.line, place.column) if number is not None] if place and place.line else []
    level = words[finding.severity] + (words["likely"] if finding.confidence == "likely" else "")
    return (
        ":".join([finding.path, *at]) + f": {level} {finding.code} {finding.message}" + (f" [{spot}]" if spot else "")
    )
