"""Markdown, for a comment on a pull request: verdicts, a table of findings per report, their bases folded away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint import __version__
from disclosure_lint.formatters.wording import WORDS, bases, spot, told, whole
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

#: GitHub takes comments of 65,536 characters.
LIMIT = 65_000
#: Kept for the line that says how much is left out, and the foot.
_FOOT = 400
_MARKS = re.compile(r"[\\`*_\[\]|~#$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return a comment of at most LIMIT characters: failed reports first, then those that pass."""
    words = WORDS[run.language]
    parts = [f"## {words['title']}{words['colon']}{_sum(run)}\n"]
    left = LIMIT - _FOOT - len(parts[0])
    ordered = sorted(run.results, key=lambda each: not each.findings and each.verdict == "pass")
    findings = reports = 0
    for result in ordered:
        section, cut = _fitting(result, run.language, left) if not reports else ("", len(result.findings))
        findings += cut
        reports += not section
        left -= len(section)
        parts.append(section)
    rest = [words["rest"].format(rest=findings)] if findings else []
    rest += [words["reports"].format(reports=reports)] if reports else []
    if rest:
        parts.append(f"\n**{words['comma'].join(rest)}**\n")
    parts.append(f"\n<sub>disclosure-lint {__version__} · {words['ruleset'].format(ruleset=digest())}</sub>\n")
    return "".join(parts)


def _sum(run: Run) -> str:
    words = WORDS[run.language]
    if not run.files:
        return words["none"]
    told = [f"{words[name]} {run.verdicts[name]}" for name in ("pass", "fail", "undetermined") if run.verdicts[name]]
    line = words["files"].format(files=run.files) + words["colon"] + words["comma"].join(told)
    line += words["suppressed"].format(suppressed=run.suppressed) if run.suppressed else ""
    return line + (words["baselined"].format(baselined=run.baselined) if run.baselined else "")


def _fitting(result: Result, language: str, room: int) -> tuple[str, int]:
    """Return the section of a report with as many findings as there is room for, and how many are cut."""
    shown = len(result.findings)
    while True:
        section = "\n".join(_section(result, result.findings[:shown], language)) + "\n"
        if len(section) <= room:
            return section, len(result.findings) - shown
        if not shown:
            return "", len(result.findings)
        shown //= 2


def _section(result: Result, shown: list[Finding], language: str) -> Iterator[str]:
    words = WORDS[language]
    if result.verdict == "pass" and not result.findings:
        yield f"- {escape(result.path)}{words['colon']}{words['pass']}{words['comma']}{told(result, language)}"
        return
    yield f"\n### {escape(result.path)}{words['colon']}{words[result.verdict]}\n\n{told(result, language)}"
    if shown:
        yield f"\n| {words['level']} | {words['rule']} | {words['at']} | {words['problem']} |\n|---|---|---|---|"
        yield from (_row(each, language) for each in shown)
    details = [*(_detail(each, language) for each in shown)]
    details += [
        f"- {words['gap']} {each.code} {escape(each.name)}: {escape(each.reason)}" for each in result.not_assessed
    ]
    if details:
        yield f"\n<details><summary>{words['details']}</summary>\n"
        yield from details
        yield "\n</details>\n"


def _row(finding: Finding, language: str) -> str:
    words, place = WORDS[language], finding.place
    level = words[finding.severity] + (words["likely"] if finding.confidence == "likely" else "")
    line = words["row"].format(line=place.line) if place and place.line else spot(place, language)
    named = " ".join(part for part in (line, place.label if place else "") if part)
    return f"| {level} | {finding.code} | {escape(named)} | {escape(finding.message)} |"


def _detail(finding: Finding, language: str) -> str:
    words = WORDS[language]
    told = f"- {finding.code} {escape(finding.name)}"
    if finding.basis:
        told += f" — {words['basis']}{words['colon']}{escape(bases(finding, language))}"
    related = [escape(each.message) for each in finding.related[:6]]
    return told + (f" — {words['see']}{words['colon']}{words['semicolon'].join(related)}" if related else "")


def escape(text: str) -> str:
    """Return a text as one line of Markdown that means nothing but itself: no marks, tags, links or mentions."""
    line = " ".join("".join(char if char.isprintable() else " " for char in whole(text)).split())
    line = _MARKS.sub(lambda found: "\\" + found[0], line)
    line = re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], line)
    # A mention would call people: a joiner of no width keeps the letters and undoes it.
    return re.sub(r"@(?=\w)", "@\u2060", line)
