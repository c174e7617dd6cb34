"""The rules across reports, run over a batch: problems become findings of the submission they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint import catalogue, judge, ruleset
from disclosure_lint import findings as made
from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed, Problem
from disclosure_lint.profiles import profiles
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.findings import Finding, Unassessed
    from disclosure_lint.profiles import Profile
    from disclosure_lint.report import Report
    from disclosure_lint.ruleset import Rule
    from disclosure_lint.settings import Settings

    Outcome = Finding | Unassessed


def rules(*, with_last_year_only: bool = False) -> list[Rule]:
    """Return the rules across reports, those that need nothing but last year's report or all of them.

    A rule of single reports that asks more where last year's is known comes as it is asked then.
    """
    found = []
    for rule in ruleset.rules().values():
        if rule.check.startswith("across."):
            found.append(rule)
        elif rule.across:
            found.append(replace(rule, check=rule.across["check"], parameters=rule.across.get("with", {})))
    return [rule for rule in found if rule.needs == "last-year"] if with_last_year_only else found


class Active:
    """Tells whether a rule is on for a file."""

    def __init__(self, asked: Settings) -> None:
        self.asked = asked
        self.known: dict[Path | None, set[str]] = {}

    def __call__(self, code: str, path: str) -> bool:
        """Tell whether the configuration of a file has a rule on."""
        config, _ = self.asked.of(Path(path))
        if config.path not in self.known:
            self.known[config.path] = config.active(catalogue.of(config.sources).rules)
        return code in self.known[config.path]


def outcomes(
    batch: Batch,
    submissions: Iterable[Submission],
    wanted: Callable[[str, str], bool],
    language: str | None = None,
) -> Iterator[tuple[Submission, Outcome]]:
    """Yield what every rule across reports says of some submissions; `wanted` tells of a code and a path."""
    known = rules()
    for submission in submissions:
        profile = profiles().get(submission.profile or "")
        if profile is not None and submission.recognised:
            chosen = [
                _configured(rule, profile, submission.year)
                for rule in known
                if rule.applies_to(profile) and wanted(rule.code, submission.path)
            ]
            for outcome in of_submission(batch, submission, chosen, language=language):
                yield submission, outcome


def of_submission(
    batch: Batch,
    submission: Submission,
    chosen: list[Rule],
    *,
    language: str | None = None,
    report: Report | None = None,
) -> Iterator[Outcome]:
    """Yield what rules say of one submission that was recognised; a crash is a finding, and the next rule goes on.

    `report` is the submission's, where it is still known: then findings show its text.
    """
    report = report or report_of(submission)
    words = language or report.profile.language
    for rule in chosen:
        for outcome in _run(rule, batch, submission, report, words):
            if isinstance(outcome, made.Finding):
                yield outcome
            elif isinstance(outcome, Problem):
                yield made.finding(rule, outcome, report, words)
            else:
                yield made.unassessed(rule, outcome, report, words)


def _configured(rule: Rule, profile: Profile, year: int | None) -> Rule:
    """Return a rule with what its profile sets, but for the parameters of its check on single reports."""
    configured = rule.configured(profile, year)
    return replace(configured, parameters=rule.parameters) if rule.across else configured


def _run(
    rule: Rule, batch: Batch, submission: Submission, report: Report, language: str
) -> Iterator[Problem | NotAssessed | Finding]:
    try:
        function, _ = ruleset.function(rule.check)
        yield from list(function(batch, submission, **rule.parameters))
    except Exception as error:  # noqa: BLE001 - one rule must not cost the others; the crash is told
        crashed = ruleset.rules()["X003"]
        yield made.tool_finding(crashed, "", judge.crash(rule.code, error), report.path, None, language)
        yield NotAssessed("", "check-crashed")
