"""Text for people: what is wrong, the place with a caret, and the legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.formatters.wording import WORDS, bases, fixes_told, safe, spot, told
from disclosure_lint.ruleset import digest
from disclosure_lint.snippets import caret, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding, RelatedPlace
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

_COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "info": "36",
    "fail": "31;1",
    "pass": "32;1",
    "undetermined": "33;1",
    "dim": "2",
}
_RELATED = 6


def begin(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001 - the signature of formatters
    """Yield nothing: text has no head."""
    yield from ()


def each(result: Result, run: Run, colour: bool) -> Iterator[str]:  # noqa: FBT001
    """Yield the findings of a file and its verdict."""
    words = WORDS[run.language]
    paint = _Paint(colour)
    for finding in result.findings:
        yield from (f"{line}\n" for line in _finding(finding, run.language, paint))
    if run.verbose:
        for gap in result.not_assessed:
            yield safe(f"{result.path}: {words['gap']} {gap.code} {gap.name}: {gap.reason}") + "\n"
        yield from (safe(line) + "\n" for line in _accepted(result, words))
    yield _verdict(result, words, paint, run) + "\n"


def end(run: Run, colour: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    """Yield the counts per rule where they are asked for, and the sum of the run."""
    if run.statistics:
        yield from (f"{line}\n" for line in _statistics(run))
    yield _sum(run) + "\n"
    if run.verbose:
        yield f"disclosure-lint {__version__}, {WORDS[run.language]['ruleset'].format(ruleset=digest())}\n"


class _Paint:
    def __init__(self, colour: bool) -> None:  # noqa: FBT001
        self.colour = colour

    def __call__(self, text: str, name: str) -> str:
        return f"\033[{_COLOURS[name]}m{text}\033[0m" if self.colour else text


def _finding(finding: Finding, language: str, paint: _Paint) -> Iterator[str]:
    words, place = WORDS[language], finding.place
    where = (
        f":{place.line}:{place.column}"
        if place and place.line and place.column
        else f":{place.line}"
        if place and place.line
        else ""
    )
    level = paint(
        words[finding.severity] + (words["likely"] if finding.confidence == "likely" else ""), finding.severity
    )
    yield f"{safe(finding.path)}{where}: {level} {finding.code} {safe(finding.message)}"
    if finding.shown is not None:
        gutter = str(place.line) if place and place.line else ""
        yield paint(f"  {gutter:>5} | ", "dim") + safe(finding.shown.text)
        yield paint("        | ", "dim") + paint(caret(finding.shown), finding.severity)
    named = " ".join(part for part in (spot(place, language), place.label) if part) if place else ""
    if named:
        yield f"        {words['at']}: {safe(named)}"
    for related in finding.related[:_RELATED]:
        yield f"        {words['see']}{safe(_see(related, language))}"
    if len(finding.related) > _RELATED:
        yield f"        {words['see']} … {words['more'].format(more=len(finding.related) - _RELATED)}"
    if finding.basis and not finding.code.startswith("X"):
        yield f"        {words['basis']}: {bases(finding, language)}"


def _see(related: RelatedPlace, language: str) -> str:
    """Tell of a related place: its line before it, or behind it with its file where that is another one."""
    line = f":{related.place.line}" if related.place and related.place.line else ""
    if related.path and line:
        return f" {related.message} ({related.path}{line})"
    named = spot(related.place, language)
    return f"{line} {related.message}" + (f" ({named})" if named else "")


def _verdict(result: Result, words: dict[str, str], paint: _Paint, run: Run) -> str:
    hint = words["verbose"] if result.not_assessed and not run.verbose else ""
    verdict = paint(words[result.verdict], result.verdict)
    return f"{safe(result.path)}: {verdict}  {told(result, run.language)}{hint}"


def _statistics(run: Run) -> Iterator[str]:
    """Yield a table of the rules, then one of the files, those with most errors first."""
    words = WORDS[run.language]
    rules = sorted({*run.found, *run.gaps})
    counts = [(code, name, run.found[code, name], run.gaps[code, name]) for code, name in rules]
    yield from _table(("", "", "#", words["gap"]), counts)
    files = sorted(run.told, key=lambda row: (row[1] == "pass", *(-count for count in row[2:])))
    heads = "", "", words["error"], words["warning"], words["info"], words["gap"]
    yield from _table(heads, [(safe(path), words[verdict], *figures) for path, verdict, *figures in files])


def _table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    table = [heads, *(tuple(map(str, row)) for row in rows)]
    size = [max(map(width, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "".join(_pad(cell, columns + 2) for cell, columns in zip(row, size, strict=True)).rstrip()


def _accepted(result: Result, words: dict[str, str]) -> Iterator[str]:
    """List what does not count: each with the reason, who answers for it, until when and where that is said."""
    for finding, reason, owner, until, where in result.suppressed:
        told = [words["because"].format(reason=reason)]
        told += [words[name].format(**{name: value}) for name, value in (("owner", owner), ("until", until)) if value]
        place = f":{finding.place.line}" if finding.place and finding.place.line else ""
        yield f"{finding.path}{place}: {words['aside']} {finding.code} {finding.message} ({'; '.join([*told, where])})"
    for finding in result.baselined:
        place = f":{finding.place.line}" if finding.place and finding.place.line else ""
        yield f"{finding.path}{place}: {words['known']} {finding.code} {finding.message}"


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _sum(run: Run) -> str:
    words = WORDS[run.language]
    if not run.files and not run.skipped:
        return words["none"]
    verdicts = words["comma"].join(
        f"{words[name]} {run.verdicts[name]}" for name in ("pass", "fail", "undetermined") if run.verdicts[name]
    )
    line = words["files"].format(files=run.files) + (f"{words['colon']}{verdicts}" if verdicts else "")
    line += words["stale"].format(stale=run.stale) if run.stale else ""
    line += words["suppressed"].format(suppressed=run.suppressed) if run.suppressed else ""
    line += words["baselined"].format(baselined=run.baselined) if run.baselined else ""
    line += fixes_told(run.fixed, run.language, made=True) + fixes_told(run.fixable, run.language, made=False)
    if not run.skipped:
        return line
    line += words["skipped"].format(skipped=run.skipped)
    if not run.passed_over:
        return line
    others = run.skipped - len(run.passed_over)
    named = [safe(each) for each in run.passed_over] + ([words["others"].format(others=others)] if others else [])
    return line + words["colon"] + words["semicolon"].join(named)
