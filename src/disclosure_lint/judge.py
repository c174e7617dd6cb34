"""The rules of a report, run: problems become findings, gaps are told."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from disclosure_lint import findings as made
from disclosure_lint import gaps, ruleset
from disclosure_lint.catalogue import current, using
from disclosure_lint.checks import NotAssessed, Problem
from disclosure_lint.other_forms import other_form
from disclosure_lint.profiles import profiles
from disclosure_lint.records import replace
from disclosure_lint.report import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from disclosure_lint.catalogue import Catalogue
    from disclosure_lint.findings import Finding, Unassessed
    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers import Loaded
    from disclosure_lint.report import Report
    from disclosure_lint.result import Options, Result
    from disclosure_lint.ruleset import Rule

#: Checks that are no function of one report: the schema's, the tool's own (X), the reader's, and those across reports.
_OWNED = ("schema", "tool", "reader", "batch")
ACROSS = ("across.",)
#: So many findings of one rule are told of one report; that there are more is said (rules/reasons.yaml).
MOST = 1000
#: Checks of the text alone, which need no report in it.
_OF_TEXT = "damage."


def outcomes(report: Report, loaded: Loaded, options: Options, language: str) -> Iterator[Finding | Unassessed]:
    """Yield what every rule says of a report, and what the reader of a draft met on the way."""
    rules, wanted = _in_force(report.profile, report.year, options)
    if loaded.draft is not None:
        for code, reason, values, place in loaded.draft.problems:
            yield made.tool_finding(rules[code], reason, values, report.path, place, language)
    if loaded.draft is not None and loaded.draft.shaped:
        from disclosure_lint import schema

        schema.examine(report)
    if loaded.draft is not None:
        by_code: dict[str, list[Problem]] = {}
        for code, problem in loaded.draft.faults:
            by_code.setdefault(code, []).append(problem)
        told = ((wanted.get(code), problem) for code, several in by_code.items() for problem in _first(several))
        yield from (_told(rule, problem, report, language) for rule, problem in told if rule is not None)
    sound = _sound(report) if loaded.draft is not None and not loaded.draft.shaped else report
    crashed = rules["X003"]
    for rule, given in _runs(current(), report.profile, report.year, options):
        for outcome in _run(rule, given, sound, options, crashed):
            yield _told(rule, gaps.doubted(sound, rule, outcome), sound, language)
    yield from _by_schema(report, wanted, _foreign(report, options, rules), language)
    if options.previous:
        yield from _against_last_year(sound, options, language)


def _against_last_year(report: Report, options: Options, language: str) -> Iterator[Finding | Unassessed]:
    """Yield what the rules say that hold a report against last year's (`check --previous`)."""
    from disclosure_lint.batch import across
    from disclosure_lint.batch.last_year import last_year, submission

    known = last_year(options.previous or "", options.limits, convert=options.convert)
    _, wanted = _in_force(report.profile, report.year, options)
    chosen = [
        replace(rule, severity=wanted[rule.code].severity)
        for rule in across.rules(with_last_year_only=True)
        if rule.code in wanted
    ]
    yield from across.of_submission(known, submission(report), chosen, language=language, report=report)


def _sound(report: Report) -> Report:
    from disclosure_lint import schema

    if schema.is_valid(report.profile.schema, report.data):
        return report
    from disclosure_lint import shape

    return shape.sound(report)


def _told(rule: Rule, outcome: Problem | NotAssessed | Finding, report: Report, language: str) -> Finding | Unassessed:
    if isinstance(outcome, Problem):
        return made.finding(rule, outcome, report, language)
    return outcome if isinstance(outcome, made.Finding) else made.unassessed(rule, outcome, report, language)


def _foreign(report: Report, options: Options, rules: dict[str, Rule]) -> set[str]:
    """Return the tables that have another year's form, whether or not the rule that says so is asked for."""
    if "other_form" not in report.profile.raw:
        return set()
    rule = rules[report.profile.raw["other_form"]]
    outcomes = (
        _run(rule, _given(rule, options), report, options, rules["X003"]) if rule.applies_to(report.profile) else ()
    )
    return {"/" + "/".join(tokens(each.pointer)[:2]) for each in outcomes if isinstance(each, Problem)}


def _by_schema(
    report: Report, wanted: dict[str, Rule], foreign: set[str], language: str
) -> Iterator[Finding | Unassessed]:
    from disclosure_lint import schema

    told: dict[str, list[Problem | NotAssessed]] = {}
    for code, outcome in schema.problems(report, foreign):
        if code in wanted:
            told.setdefault(code, []).append(outcome)
    for code, several in told.items():
        yield from (_told(wanted[code], outcome, report, language) for outcome in _first(several))


_Rules = dict[str, "Rule"]
_Outcome = TypeVar("_Outcome")


def asked(code: str, report: Report, options: Options) -> Rule | None:
    """Return a rule as it is configured for a report, None where it is not wanted."""
    _, wanted = _in_force(report.profile, report.year, options)
    return wanted.get(code)


def judged(result: Result, options: Options) -> frozenset[str]:
    """Return the codes of the rules that came to a full judgement of a file."""
    if result.profile is None or any(each.code in ("X002", "X003") for each in result.findings):
        return frozenset()
    with using(options.sources):
        return _judging(result.profile, options) - {each.code for each in result.not_assessed}


@lru_cache(64)
def _judging(profile: str, options: Options) -> frozenset[str]:
    """Return the codes of the rules that are run on each report of a profile.

    Of the rules about many reports, those that need last year's alone are, where that is given.
    """
    _, wanted = _in_force(profiles()[profile], None, options)
    run = (rule for rule in wanted.values() if not _is_across(rule) or (options.previous and rule.needs == "last-year"))
    return frozenset(rule.code for rule in run if rule.check != "tool")


def _is_across(rule: Rule) -> bool:
    return rule.check == "batch" or rule.check.startswith(ACROSS)


@lru_cache(64)
def _configured(
    catalogue: Catalogue,
    profile: Profile,
    year: int | None,
    codes: frozenset[str] | None,
    severities: tuple[tuple[str, str], ...],
) -> tuple[_Rules, _Rules]:
    """Return every rule of a catalogue as it is set for the reports of a year, and those that are asked for."""
    changed = dict(severities)
    rules = {code: rule.configured(profile, year) for code, rule in catalogue.rules.items()}
    for code, severity in changed.items():
        if code in rules and severity != "off":
            rules[code] = replace(rules[code], severity=severity)
    asked = (rule for rule in rules.values() if rule.applies_to(profile))
    asked = (rule for rule in asked if (rule.code in codes if codes is not None else rule.status == "stable"))
    return rules, {rule.code: rule for rule in asked if changed.get(rule.code) != "off"}


def _in_force(profile: Profile, year: int | None, options: Options) -> tuple[_Rules, _Rules]:
    return _configured(current(), profile, year, options.codes, options.severities)


@lru_cache(64)
def _runs(_: Catalogue, profile: Profile, year: int | None, options: Options) -> list[tuple[Rule, dict[str, Any]]]:
    """Return the rules that are checked on each report, with what their checks are given."""
    wanted = _in_force(profile, year, options)[1].values()
    return [(rule, _given(rule, options)) for rule in wanted if rule.check not in _OWNED and not _is_across(rule)]


def _given(rule: Rule, options: Options) -> dict[str, Any]:
    """Return what a check is given: the parameters of its rule, and of the options what it takes."""
    given = dict(rule.parameters)
    try:
        _, names = ruleset.function(rule.check)
    except Exception:  # noqa: BLE001 - told where the rule is run
        return given
    if "as_of" in names:
        given["as_of"] = options.as_of
    if "deadlines" in names and options.deadlines:
        given["deadlines"] = {**given.get("deadlines", {}), **dict(options.deadlines)}
    return given


def _run(
    rule: Rule, given: dict[str, Any], report: Report, options: Options, crashed: Rule
) -> Sequence[Problem | NotAssessed | Finding]:
    """Run one rule; a crash is a finding of its own, and the other rules go on."""
    if report.format == "xlsx" and gaps.is_out_of_reach(report, rule.check):
        return [NotAssessed("", "tables-only")]
    other = other_form(report)
    if other is not None and rule.check.startswith(other.checks):
        return [NotAssessed("", other.reason)]
    try:
        return _first(ruleset.function(rule.check)[0](report, **given))
    except Exception as error:  # noqa: BLE001 - see the docstring
        language = options.language or report.profile.language
        told = made.tool_finding(crashed, "", crash(rule.code, error), report.path, None, language)
        return [told, NotAssessed("", "check-crashed")]


def _first(outcomes: Iterable[_Outcome]) -> list[_Outcome | NotAssessed]:
    """Return as many outcomes of a rule as are told, and a note where there are more: nobody reads those."""
    source = iter(outcomes)
    found: list[_Outcome | NotAssessed] = list(islice(source, MOST))
    if len(found) == MOST and next(source, None) is not None:
        found.append(NotAssessed("", "more-of-the-same", {"most": MOST}))
    return found


def crash(rule: str, error: Exception) -> dict[str, str]:
    """Name a crash by its kind and the place in this program, never by the data it met."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
    return {"rule": rule, "cause": f"{type(error).__name__} {where}"}


def damage(report: Report, options: Options) -> Iterator[Finding]:
    """Yield what is said of damaged text alone, where no report was recognised in it."""
    language = options.language or report.profile.language
    for rule, given in _runs(current(), report.profile, report.year, options):
        if rule.check.startswith(_OF_TEXT):
            found = _run(rule, given, report, options, ruleset.rules()["X003"])
            told = (_told(rule, each, report, language) for each in found)
            yield from (each for each in told if isinstance(each, made.Finding))
