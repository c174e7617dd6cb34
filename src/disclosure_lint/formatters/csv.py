"""A list that Excel and WPS open as it is: UTF-8 with its mark, a line per finding, no formulas."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.formatters.wording import WORDS, bases, safe, spot, whole
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding, Unassessed
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

_HEADS = {
    "zh": ("文件", "结论", "级别", "规则", "名称", "把握", "位置", "行", "列", "问题", "可以这样修正", "依据"),
    "en": ("file", "verdict", "level", "rule", "name", "confidence", "place", "line", "column", "message",
           "fix", "basis"),
}  # fmt: skip
_CONFIDENCE = {"zh": {"certain": "确定", "likely": "可能"}, "en": {"certain": "certain", "likely": "likely"}}
#: A spreadsheet takes a text that begins so for a formula; in East Asia also with signs of full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def begin(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001 - the signature of formatters
    """Yield the mark of UTF-8, without which Excel reads the computer's code page, and the heads."""
    yield "\ufeff" + _row(_HEADS[run.language])


def each(result: Result, run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield a line per finding; a report without any has one, and what kept it from a verdict as well."""
    language = run.language
    head = result.path, WORDS[language][result.verdict]
    gaps = [gap for gap in result.not_assessed if run.verbose or gap.severity == "error"]
    for finding in result.findings:
        yield _row((*head, *_finding(finding, language)))
    for gap in gaps:
        yield _row((*head, *_gap(gap, language)))
    if not result.findings and not gaps:
        yield _row((*head, *("",) * 7, WORDS[language]["clean"], "", ""))


def end(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield the rule set, where all is to be told."""
    if run.verbose:
        told = WORDS[run.language]["ruleset"].format(ruleset=digest())
        yield _row((f"disclosure-lint {__version__}", *("",) * 8, told, "", ""))


def plain(value: Any) -> Any:
    """Return a value that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _finding(finding: Finding, language: str) -> tuple[Any, ...]:
    place = finding.place
    where = " ".join(part for part in (spot(place, language), place.label) if part) if place else ""
    line, column = (place.line, place.column) if place and place.line else ("", "")
    confidence = _CONFIDENCE[language][finding.confidence]
    level, fix = WORDS[language][finding.severity], finding.fix.description if finding.fix else ""
    named = level, finding.code, finding.name, confidence, where, line, column
    return (*named, finding.message, fix, bases(finding, language))


def _gap(gap: Unassessed, language: str) -> tuple[Any, ...]:
    return (WORDS[language]["gap"], gap.code, gap.name, "", "", "", "", gap.reason, "", "")


def _row(cells: tuple[Any, ...]) -> str:
    """Return a line; it ends as lines of text do, so that a console of Windows does not end it twice."""
    line = io.StringIO()
    shown = (whole(safe(cell)) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(line, lineterminator="\n").writerow([plain(cell) for cell in shown])
    return line.getvalue()
