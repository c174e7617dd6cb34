"""How a report is to be judged, and what was found of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint import ruleset
from disclosure_lint.catalogue import Sources
from disclosure_lint.readers.limits import Limits
from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from disclosure_lint.facsimile import Facsimile
    from disclosure_lint.findings import Finding, Suppressed, Unassessed
    from disclosure_lint.report import Report


class Options(NamedTuple):
    """How to judge; every field has the default of `disclosure-lint check`.

    `codes` are the rules to use (None: all), `severities` change them,
    `deadlines` map kinds of bodies to "MM-DD", `as_of` is today's ISO date.
    `sources` are the rules and profiles beside the tool's own.
    `convert` lets LibreOffice turn .doc, .wps, .rtf and .odt into what can be read.
    `hashed` asks for the SHA-256 of the file, which costs the start of a library.
    `facsimile` asks for the picture of the report that goes with the result.
    `previous` is a file or folder of last year's reports, against which this one is held too.
    """

    profile: str | None = None
    codes: frozenset[str] | None = None
    severities: tuple[tuple[str, str], ...] = ()
    fail_on: str = "error"
    language: str | None = None
    as_of: str | None = None
    agency_kind: str | None = None
    deadlines: tuple[tuple[str, str], ...] = ()
    limits: Limits = Limits()
    convert: bool = False
    hashed: bool = True
    facsimile: bool = False
    sources: Sources = Sources(plugins=True)
    previous: str | None = None


class Result(Record, eq=False, repr=False):
    """What was found of one file. `recognised` is False where it is no report (X006).

    `suppressed` and `baselined` are findings that no longer count, but are counted.
    `fail_on` is the level from which findings made the verdict `fail`.
    `as_of` is the day by which it was judged. `facsimile` is the report's own text
    for people, masked, where `Options.facsimile` asked for it.
    `fixed` counts fixes made, or shown in `diff`; `unwritten` is why a file was not changed.
    """

    path: str
    format: str = ""
    sha256: str = ""
    profile: str | None = None
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    verdict: str = "fail"
    language: str = "zh"
    recognised: bool = True
    findings: list[Finding] = field(default_factory=list)
    not_assessed: list[Unassessed] = field(default_factory=list)
    suppressed: list[Suppressed] = field(default_factory=list)
    baselined: list[Finding] = field(default_factory=list)
    report: Report | None = None
    fail_on: str = "error"
    as_of: str | None = None
    facsimile: Facsimile | None = None
    fixed: int = 0
    diff: str = ""
    unwritten: str = ""

    def without_report(self) -> Result:
        """Return the result as it goes between processes: small, with nothing of the file."""
        self.report = None
        return self


def verdict(result: Result, fail_on: str) -> str:
    """Return pass, fail or undetermined (an error-level rule could not be judged)."""
    levels = ruleset.SEVERITIES
    threshold = levels.index(fail_on) if fail_on in levels else len(levels)
    if any(levels.index(each.severity) >= threshold for each in result.findings):
        return "fail"
    return "undetermined" if any(each.severity == "error" for each in result.not_assessed) else "pass"
