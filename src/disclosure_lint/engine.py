"""One report through all stages: read, extract, schema, rules, findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from disclosure_lint import findings as made
from disclosure_lint import ruleset
from disclosure_lint.checks import NotAssessed, Problem
from disclosure_lint.profiles import profiles
from disclosure_lint.readers import SUFFIXES, Loaded, ReadError, load
from disclosure_lint.report import Report, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.findings import Finding, Unassessed
    from disclosure_lint.outline import Place
    from disclosure_lint.ruleset import Rule

#: Checks that are no function of a report: the schema's, and the tool's own (X).
_OWNED = ("schema", "tool")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to judge; every field has the default of `disclosure-lint check`.

    `codes` are the rules to use (None: all), `severities` change them,
    `deadlines` map kinds of bodies to "MM-DD", `as_of` is today's ISO date.
    """

    profile: str | None = None
    codes: frozenset[str] | None = None
    severities: tuple[tuple[str, str], ...] = ()
    fail_on: str = "error"
    language: str | None = None
    as_of: str | None = None
    agency_kind: str | None = None
    deadlines: tuple[tuple[str, str], ...] = ()
    megabytes: float = 20


@dataclass(slots=True)
class Result:
    """What was found of one file. `recognised` is False where it is no report (X006)."""

    path: str
    format: str = ""
    sha256: str = ""
    profile: str | None = None
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    verdict: str = "fail"
    recognised: bool = True
    findings: list[Finding] = field(default_factory=list)
    not_assessed: list[Unassessed] = field(default_factory=list)
    report: Report | None = None

    def without_report(self) -> Result:
        """Return the result as it goes between processes: small, with nothing of the file."""
        self.report = None
        return self


def lint_file(path: Path, options: Options, shown: str | None = None) -> Result:
    """Judge a file. Whatever is wrong with the file itself is a finding."""
    name = shown or str(path)
    try:
        size = path.stat().st_size
        if size > options.megabytes * _MEGABYTE:
            raise _too_large(size, options)
        return lint_bytes(name, path.read_bytes(), options)
    except ReadError as error:
        return _unread(Result(name), error, options)
    except PermissionError:
        return _unread(Result(name), ReadError("X001", "permission"), options)
    except OSError as error:
        return _unread(Result(name), ReadError("X001", "unreadable", {"cause": error.strerror or "?"}), options)


def lint_bytes(name: str, raw: bytes, options: Options) -> Result:
    """Judge the bytes of a file that has a name."""
    result = Result(name, SUFFIXES.get("." + name.rpartition(".")[2].lower(), ""), hashlib.sha256(raw).hexdigest())
    loaded = None
    try:
        if len(raw) > options.megabytes * _MEGABYTE:
            raise _too_large(len(raw), options)
        loaded = load(name, raw)
        result.format = loaded.format
        report = _report(name, loaded, options)
        report.sha256, report.source = result.sha256, loaded.text.split("\n")
    except ReadError as error:
        _unread(result, error, options)
        if error.code == "X006" and loaded is not None and loaded.outline is not None and loaded.outline.damage:
            _explain_damage(result, loaded, options)
        return result
    except (RecursionError, MemoryError):
        return _unread(result, ReadError("X007", "too-deep"), options)
    except Exception as error:  # noqa: BLE001 - one bad file must not cost the next; it becomes a finding
        return _unread(result, ReadError("X003", "crash", _crash("reader", error)), options)
    _judge(result, report, loaded, options)
    return result


def read_report(name: str, raw: bytes, options: Options) -> Report:
    """Return the report in the bytes of a file, unjudged; raise ReadError where there is none."""
    return _report(name, load(name, raw), options)


def _too_large(size: int, options: Options) -> ReadError:
    return ReadError("X007", "too-large", {"size": f"{size / _MEGABYTE:.0f}", "limit": f"{options.megabytes:g}"})


def _report(name: str, loaded: Loaded, options: Options) -> Report:
    forced = profiles()[options.profile] if options.profile else None
    if loaded.draft is not None:
        from disclosure_lint.extract.draft import report_of

        report = report_of(loaded.draft, name, loaded.format, forced)
    else:
        from disclosure_lint.extract.document import extract

        assert loaded.outline is not None  # noqa: S101 - load() gives one of the two
        report = extract(loaded.outline, name, loaded.format, forced)
    if options.agency_kind:
        report.data["agency_kind"] = options.agency_kind
    return report


def _explain_damage(result: Result, loaded: Loaded, options: Options) -> None:
    """Say that the text is damaged, which may be why no report was recognised in it."""
    newest = list(profiles().values())[-1]
    report = Report(result.path, loaded.format, newest, {}, outline=loaded.outline, source=loaded.text.split("\n"))
    rules = ruleset.rules()
    for rule in (rules["W601"], rules["W602"]):
        if _wanted(rule, report, options):
            outcomes = _run(rule, report, options, rules["X003"])
            told = (_told(rule, each, report, options.language or newest.language) for each in outcomes)
            result.findings += [each for each in told if isinstance(each, made.Finding)]


def _judge(result: Result, report: Report, loaded: Loaded, options: Options) -> None:
    language = options.language or report.profile.language
    data = report.data
    result.report, result.profile = report, report.profile.id
    result.title, result.agency, result.year = data.get("title"), data.get("agency"), report.year
    for found in _outcomes(report, loaded, options, language):
        if isinstance(found, made.Finding):
            result.findings.append(found)
        else:
            result.not_assessed.append(found)
    result.findings.sort(key=_order)
    result.verdict = verdict(result, options.fail_on)


def verdict(result: Result, fail_on: str) -> str:
    """Return pass, fail or undetermined (an error-level rule could not be judged)."""
    levels = ruleset.SEVERITIES
    threshold = levels.index(fail_on) if fail_on in levels else len(levels)
    if any(levels.index(each.severity) >= threshold for each in result.findings):
        return "fail"
    return "undetermined" if any(each.severity == "error" for each in result.not_assessed) else "pass"


def _outcomes(report: Report, loaded: Loaded, options: Options, language: str) -> Iterator[Finding | Unassessed]:
    rules = {code: _configured(rule, report, options) for code, rule in ruleset.rules().items()}
    if loaded.draft is not None:
        for code, reason, values, place in loaded.draft.problems:
            yield made.tool_finding(rules[code], reason, values, report.path, place, language)
    wanted = {code: rule for code, rule in rules.items() if _wanted(rule, report, options)}
    for rule in wanted.values():
        if rule.check not in _OWNED:
            yield from (_told(rule, each, report, language) for each in _run(rule, report, options, rules["X003"]))
    yield from _by_schema(report, wanted, _foreign(report, options, rules), language)


def _told(rule: Rule, outcome: Problem | NotAssessed | Finding, report: Report, language: str) -> Finding | Unassessed:
    if isinstance(outcome, Problem):
        return made.finding(rule, outcome, report, language)
    return outcome if isinstance(outcome, made.Finding) else made.unassessed(rule, outcome, report, language)


def _foreign(report: Report, options: Options, rules: dict[str, Rule]) -> set[str]:
    """Return the tables that have another year's form, whether or not S107 is asked for."""
    rule = rules["S107"]
    outcomes = _run(rule, report, options, rules["X003"]) if rule.applies_to(report.profile) else ()
    return {"/" + "/".join(tokens(each.pointer)[:2]) for each in outcomes if isinstance(each, Problem)}


def _by_schema(
    report: Report, wanted: dict[str, Rule], foreign: set[str], language: str
) -> Iterator[Finding | Unassessed]:
    from disclosure_lint import schema

    for code, outcome in schema.problems(report, foreign):
        if code in wanted:
            yield _told(wanted[code], outcome, report, language)


def _configured(rule: Rule, report: Report, options: Options) -> Rule:
    from dataclasses import replace

    rule = rule.configured(report.profile, report.year)
    severity = dict(options.severities).get(rule.code)
    return replace(rule, severity=severity) if severity and severity != "off" else rule


def _wanted(rule: Rule, report: Report, options: Options) -> bool:
    if not rule.applies_to(report.profile) or (options.codes is not None and rule.code not in options.codes):
        return False
    return dict(options.severities).get(rule.code) != "off"


def _run(rule: Rule, report: Report, options: Options, crashed: Rule) -> Iterator[Problem | NotAssessed | Finding]:
    """Run one rule; a crash is a finding of its own, and the other rules go on."""
    try:
        function, names = ruleset.function(rule.check)
        given = dict(rule.parameters)
        if "as_of" in names:
            given["as_of"] = options.as_of
        if "deadlines" in names and options.deadlines:
            given["deadlines"] = {**given.get("deadlines", {}), **dict(options.deadlines)}
        yield from list(function(report, **given))
    except Exception as error:  # noqa: BLE001 - see the docstring
        language = options.language or report.profile.language
        yield made.tool_finding(crashed, "", _crash(rule.code, error), report.path, None, language)
        yield NotAssessed("", "check-crashed")


def _crash(rule: str, error: Exception) -> dict[str, str]:
    """Name a crash by its kind and the place in this program, never by the data it met."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
    return {"rule": rule, "cause": f"{type(error).__name__} {where}"}


def _unread(result: Result, error: ReadError, options: Options) -> Result:
    rule = ruleset.rules()[error.code]
    place: Place | None = error.place
    language = options.language or "zh"
    result.findings = [made.tool_finding(rule, error.reason, error.values, result.path, place, language)]
    result.recognised = error.code != "X006"
    result.verdict = "fail"
    return result


def _order(finding: Finding) -> tuple[Any, ...]:
    place = finding.place
    line = place.line if place and place.line else 0
    column = place.column if place and place.column else 0
    return (line, column, finding.code, finding.pointer)
