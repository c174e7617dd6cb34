"""Formatters: what a run found, as text for people or data for programs.

A formatter is the module of its format's name. One that can print each result
as it comes has `begin(run, colour)`, `each(result, run, colour)` and
`end(run, colour)`, which yield pieces of text; it is named in `STREAMED` and
reads nothing but the counters of the run, so that memory stays flat however
many files there are. One whose format is one object for the whole run has
`render(run, colour)` and reads `run.results`.
"""

from __future__ import annotations

import importlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.result import Result


#: Every format, by name; its formatter is the module of that name.
FORMATS = ("text", "compact", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html")
#: Those that are printed result by result.
STREAMED = frozenset({"text", "compact", "jsonl", "github", "csv"})
#: So many of the files that are no reports are named.
NAMED = 10


class Run(Record):
    """The results of one run, in the order of the files, and what they add up to.

    `language` is the first result's where nobody has `stated` one.
    Without `keep` a result is counted and let go: `results` stays empty, the
    counters are right. `found` and `gaps` count findings and what could not be
    judged by (code, name) of their rules. `passed_over` are the first files that
    are no reports, `skipped` is how many there are. `told` has a row per file where
    `statistics` are asked for: path, verdict, errors, warnings, notes, not
    assessed. `stale` is how many findings of the baseline are gone; None without one.
    """

    language: str = "zh"
    stated: bool = True
    statistics: bool = False
    verbose: bool = False
    results: list[Result] = field(default_factory=list)
    skipped: int = 0
    passed_over: list[str] = field(default_factory=list)
    stale: int | None = None
    keep: bool = True
    files: int = 0
    suppressed: int = 0
    baselined: int = 0
    fixed: int = 0
    fixable: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[tuple[str, str, int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for result in self.results:
            self._count(result)

    def add(self, result: Result) -> Result:
        """Count a result, keep it where that is asked for, and give it back."""
        if self.keep:
            self.results.append(result)
        self._count(result)
        return result

    def skip(self, path: str) -> None:
        """Count a file that is no report; the first ones are named."""
        self.skipped += 1
        if len(self.passed_over) < NAMED:
            self.passed_over.append(path)

    def counts(self) -> Counter[str]:
        """Return the number of findings by severity."""
        return self.severities

    def _count(self, result: Result) -> None:
        if not self.stated:
            self.language, self.stated = result.language, True
        self.files += 1
        self.fixed += 0 if result.diff else result.fixed
        self.fixable += result.fixed if result.diff else 0
        self.verdicts[result.verdict] += 1
        self.suppressed += len(result.suppressed)
        self.baselined += len(result.baselined)
        severities = Counter(each.severity for each in result.findings)
        self.severities.update(severities)
        self.found.update((each.code, each.name) for each in result.findings)
        self.gaps.update((each.code, each.name) for each in result.not_assessed)
        if self.statistics:
            counts = severities["error"], severities["warning"], severities["info"]
            self.told.append((result.path, result.verdict, *counts, len(result.not_assessed)))


def formatter(name: str) -> Any:
    """Return the module of a format."""
    return importlib.import_module(f"disclosure_lint.formatters.{name}")


def render(name: str, run: Run, *, colour: bool = False) -> str:
    """Return a run, all of whose results were kept, in a format."""
    return "".join(pieces(name, run, colour=colour))


def pieces(name: str, run: Run, *, colour: bool = False) -> Iterator[str]:
    """Yield a run in a format, piece by piece."""
    module = formatter(name)
    if name not in STREAMED:
        yield module.render(run, colour)
        return
    yield from module.begin(run, colour)
    for result in run.results:
        yield from module.each(result, run, colour)
    yield from module.end(run, colour)
