"""JUnit XML, for Jenkins and others: a suite per report; in it the verdict and the rules that have something to say."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from disclosure_lint import __version__
from disclosure_lint.formatters.wording import WORDS, bases, told, where
from disclosure_lint.ruleset import SEVERITIES, digest

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding, Suppressed, Unassessed
    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result

#: What XML 1.0 cannot hold, and the end of line that its readers would turn into another.
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return a document of suites."""
    suites = [_suite(each, run.language) for each in run.results]
    root = ET.Element("testsuites", {"name": "disclosure-lint", **_sums(suites)})
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _sums(suites: list[ET.Element]) -> dict[str, str]:
    return {key: str(sum(int(each.get(key, 0)) for each in suites)) for key in ("tests", "failures", "errors")}


def _suite(result: Result, language: str) -> ET.Element:
    by_rule: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in result.findings:
        by_rule[finding.code, finding.name].append(finding)
    cases = [_verdict(result, language)]
    cases += [_rule(result, name, found, language) for name, found in by_rule.items()]
    cases += [_gap(result, each, language) for each in result.not_assessed]
    cases += [_accepted(result, each, language) for each in result.suppressed]
    counts = {tag: sum(each.find(tag) is not None for each in cases) for tag in ("failure", "skipped")}
    numbers = {"tests": len(cases), "failures": counts["failure"], "errors": 0, "skipped": counts["skipped"]}
    suite = ET.Element("testsuite", {"name": _legal(result.path), **{key: str(n) for key, n in numbers.items()}})
    properties = ET.SubElement(suite, "properties")
    said = {"version": __version__, "ruleset": digest(), "verdict": result.verdict, "sha256": result.sha256}
    for name, value in {**said, "profile": result.profile or ""}.items():
        ET.SubElement(properties, "property", {"name": name, "value": _legal(value)})
    suite.extend(cases)
    return suite


def _case(result: Result, name: str) -> ET.Element:
    return ET.Element("testcase", {"classname": _legal(result.path), "name": _legal(name)})


def _verdict(result: Result, language: str) -> ET.Element:
    words = WORDS[language]
    case = _case(result, "verdict")
    text = f"{words[result.verdict]}{words['colon']}{told(result, language)}"
    if result.verdict == "fail":
        _say(case, "failure", text, kind="verdict")
    elif result.verdict == "undetermined":
        _say(case, "skipped", text)
    return case


def _rule(result: Result, name: tuple[str, str], found: list[Finding], language: str) -> ET.Element:
    """Return the case of a rule: a failure from the level that fails the report, else a note."""
    case = _case(result, " ".join(name))
    lines = "\n".join(_line(each, language) for each in found)
    worst = max((each.severity for each in found), key=SEVERITIES.index)
    if SEVERITIES.index(worst) >= SEVERITIES.index(result.fail_on):
        more = f" (+{len(found) - 1})" if found[1:] else ""
        _say(case, "failure", found[0].message + more, kind=worst, body=lines)
    else:
        ET.SubElement(case, "system-out").text = _legal(lines)
    return case


def _gap(result: Result, gap: Unassessed, language: str) -> ET.Element:
    case = _case(result, f"{gap.code} {gap.name} {gap.pointer}".rstrip())
    _say(case, "skipped", f"{WORDS[language]['gap']}{WORDS[language]['colon']}{gap.reason}")
    return case


def _accepted(result: Result, accepted: Suppressed, language: str) -> ET.Element:
    finding = accepted.finding
    case = _case(result, f"{finding.code} {finding.name} {finding.pointer}".rstrip())
    _say(case, "skipped", WORDS[language]["accepted"].format(reason=accepted.reason))
    return case


def _say(case: ET.Element, tag: str, message: str, *, kind: str = "", body: str = "") -> None:
    attributes = {"message": _legal(message)} | ({"type": kind} if kind else {})
    ET.SubElement(case, tag, attributes).text = _legal(body) or None


def _line(finding: Finding, language: str) -> str:
    words, place = WORDS[language], finding.place
    at = [str(number) for number in (place.line, place.column) if number is not None] if place and place.line else []
    spot = where(place, language)
    line = f"{':'.join([finding.path, *at])}: {words[finding.severity]} {finding.message}" + (
        f" [{spot}]" if spot else ""
    )
    return f"{line}\n  {words['basis']}: {bases(finding, language)}" if finding.basis else line


def _legal(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
