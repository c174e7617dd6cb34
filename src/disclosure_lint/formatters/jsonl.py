"""JSON Lines: an object per line, as results come. Objects are those of the JSON output, each with a `type`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.formatters.json import (
    dumps,
    finding_object,
    report_object,
    summary_object,
    suppressed_object,
    tool_object,
    unassessed_object,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result


def begin(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001 - the signature of formatters
    """Yield the tool and the rule set."""
    yield _line("tool", {"schema_version": "1", **tool_object()})


def each(result: Result, run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield a report and then what was found of it."""
    yield _line("report", report_object(result))
    for finding in result.findings:
        yield _line("finding", finding_object(finding))
    for gap in result.not_assessed:
        yield _line("not_assessed", unassessed_object(gap))
    for suppressed in result.suppressed:
        yield _line("suppressed", suppressed_object(suppressed))
    for known in result.baselined:
        yield _line("baselined", finding_object(known))


def end(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield the counts of the run: a file without this line is not whole."""
    yield _line("summary", summary_object(run))


def _line(kind: str, content: dict[str, Any]) -> str:
    return dumps({"type": kind, **content}) + "\n"
