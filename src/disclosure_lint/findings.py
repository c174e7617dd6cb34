"""Findings: what is told about a report, ready for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.masking import mask_text
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple, Record, field
from disclosure_lint.ruleset import SEVERITIES, Rule, Text, reasons
from disclosure_lint.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from disclosure_lint.checks import NotAssessed, Problem, Related, Replacement
    from disclosure_lint.outline import Place
    from disclosure_lint.report import Report
    from disclosure_lint.snippets import Snippet

EXCERPT = 80
#: So many changes of a fix are told in words.
_REPLACEMENTS = 3
#: Values of messages that change with edits elsewhere: where something stands, how long a chapter is.
_UNSTEADY = ("line", "first_line", "length")


class RelatedPlace(NamedTuple):
    """Another place that a finding is about; `path` is its file where that is another one, else ""."""

    pointer: str
    place: Place | None
    message: str
    path: str = ""


class Edit(NamedTuple):
    """A replacement of characters [line:column, end_line:end_column), counted from 1 as in places."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(NamedTuple):
    """How a finding can be mended. `safe` says that the meaning stays; figures are never changed.

    `edits` are empty for a Word document, which has no lines. `replacements`
    are the same in terms of the report's data, for `disclosure_lint.fixing`;
    no format shows them.
    """

    description: str
    safe: bool
    edits: tuple[Edit, ...]
    replacements: tuple[Replacement, ...] = ()


class Finding(Record, frozen=True):
    """One finding. Nothing in it holds an unmasked personal value."""

    path: str
    code: str
    name: str
    severity: str
    message: str
    pointer: str = ""
    span: tuple[int, int] | None = None
    place: Place | None = None
    excerpt: str = ""
    confidence: str = "certain"
    related: tuple[RelatedPlace, ...] = ()
    basis: list[dict[str, Any]] = field(default_factory=list)
    fingerprint: str = ""
    shown: Snippet | None = None
    fix: Fix | None = None


class Suppressed(NamedTuple):
    """A finding that someone accepted: why, who answers for it, until when (ISO date), and where that is said."""

    finding: Finding
    reason: str
    owner: str | None = None
    until: str | None = None
    where: str = ""


class Unassessed(NamedTuple):
    """A rule, or a part of it, that could not be judged."""

    path: str
    code: str
    name: str
    severity: str
    pointer: str
    reason: str


class _Values(dict[str, Any]):
    """The values of a message; one that a message names and a check forgot shows as "…"."""

    def __missing__(self, key: str) -> str:
        return "…"


def _hidden(report: Report, text: str) -> str:
    from disclosure_lint.checks.suspects import hide

    return hide(report, text)


def _place(place: Place | None) -> Place | None:
    """Return a place without personal values: labels and sheets have names out of the file."""
    if place is None or not (place.label or place.sheet):
        return place
    label, sheet = mask_text(place.label or ""), place.sheet and mask_text(place.sheet)
    return place if (label, sheet) == (place.label, place.sheet) else place._replace(label=label, sheet=sheet)


def words(texts: Text, language: str, values: dict[str, Any]) -> str:
    """Return a text in a language with its values, masked."""
    template = texts.get(language) or texts.get("en") or texts.get("zh", "")
    shown = {key: value.get(language, "") if isinstance(value, dict) else value for key, value in values.items()}
    return mask_text(template.format_map(_Values(shown)))


def finding(rule: Rule, problem: Problem, report: Report, language: str) -> Finding:
    """Return the finding for a problem of a rule."""
    texts = rule.variants.get(problem.variant, rule.message) if problem.variant else rule.message
    severity = rule.severity
    if problem.severity and SEVERITIES.index(problem.severity) < SEVERITIES.index(severity):
        severity = problem.severity
    excerpt = problem.excerpt if problem.excerpt is not None else _excerpt(report, problem.pointer, problem.span)
    excerpt, pointer = _hidden(report, excerpt), mask_text(problem.pointer)
    label = report.profile.label(problem.pointer, language)
    own = label if language == report.profile.language else ""  # places have their labels in the report's language
    place = problem.place or report.place(problem.pointer, problem.span, own)
    message = _hidden(report, words(texts, language, {"label": label, **problem.values}))
    return Finding(
        path=report.path,
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=message,
        pointer=pointer,
        span=problem.span,
        place=_place(place),
        excerpt=excerpt,
        confidence=_confidence(problem, report),
        related=tuple(_related(rule, each, report, language) for each in problem.related),
        basis=rule.basis_for(report.year),
        fingerprint=fingerprint(
            rule.code, pointer, excerpt or _hidden(report, steady(problem.variant, problem.values))
        ),
        shown=snippet(report, problem.pointer, problem.span, place),
        fix=_fix(rule, problem, report, language),
    )


def _confidence(problem: Problem, report: Report) -> str:
    """Return how sure a problem is: what rests on cells of a table that has no rules on its page, is likely."""
    if report.outline is None or not report.outline.lossy:
        return problem.confidence
    pointers = (problem.pointer, *(each.pointer for each in problem.related))
    return "likely" if any(pointer.startswith("/tables/") for pointer in pointers) else problem.confidence


def _fix(rule: Rule, problem: Problem, report: Report, language: str) -> Fix | None:
    if problem.fix is None or rule.fix is None:
        return None
    from disclosure_lint.fixing.places import edits_for

    found = edits_for(report, problem.fix)
    if found is None:
        return None
    description = words(rule.fix["description"], language, dict(problem.values))
    if not found[0]:  # no format can show edits of a Word document
        description += f"{': ' if language == 'en' else '：'}{_in_words(report, found[1])}"
    return Fix(_hidden(report, description), problem.fix.safe, *found)


def _in_words(report: Report, replacements: tuple[Replacement, ...]) -> str:
    """Return what replacements change: “。。” → “。”."""
    told = []
    for each in replacements[:_REPLACEMENTS]:
        text = report.as_found(each.pointer) if each.span is None else report.get(each.pointer)
        start, end = each.span or (0, None)
        told.append(mask_text(f"“{str(text)[start:end]}” → “{each.text}”"))
    return ", ".join(told) + (", …" if len(replacements) > _REPLACEMENTS else "")


def unassessed(rule: Rule, gap: NotAssessed, report: Report, language: str) -> Unassessed:
    """Return what is told of something that a rule could not judge."""
    values = {"cell": report.profile.label(gap.pointer, language), "table": report.profile.label(gap.pointer, language)}
    reason = words(reasons()[gap.reason], language, {**values, **gap.values})
    return Unassessed(report.path, rule.code, rule.name, rule.severity, mask_text(gap.pointer), _hidden(report, reason))


def fingerprint(code: str, pointer: str, text: str) -> str:
    """Return a mark that survives edits elsewhere in the file: no lines, no list indexes."""
    import hashlib

    steady = pattern(r"/\d+(?=/|$)").sub("/*", pointer)
    return hashlib.sha256(f"{code}\0{steady}\0{text}".encode()).hexdigest()[:32]


def steady(variant: str, values: Mapping[str, Any]) -> str:
    """Return what a message says, masked, in no language and without lines: the same wherever it is found."""
    said = (
        f"{key}={values[key]}" for key in sorted(values) if key not in _UNSTEADY and not isinstance(values[key], dict)
    )
    return mask_text("\0".join((variant, *said)))


def _related(rule: Rule, related: Related, report: Report, language: str) -> RelatedPlace:
    where = related.report or report
    label = where.profile.label(related.pointer, language)
    values = {"label": label, **related.values}
    texts = rule.notes.get(related.note)
    message = words(texts, language, values) if texts else f"{label}: {values['value']}" if "value" in values else label
    path = "" if where is report else where.path
    place = _place(where.place(related.pointer, None, label if language == where.profile.language else ""))
    return RelatedPlace(mask_text(related.pointer), place, _hidden(report, message), path)


def _excerpt(report: Report, pointer: str, span: tuple[int, int] | None) -> str:
    value = report.as_found(pointer) if isinstance(report.as_found(pointer), str) else report.get(pointer)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return ""
    text = _hidden(report, str(value))
    if span is None:
        return text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
    start, end = max(0, span[0] - EXCERPT // 2), min(len(text), span[1] + EXCERPT // 2)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def tool_finding(
    rule: Rule, variant: str, values: dict[str, Any], path: str, place: Place | None, language: str
) -> Finding:
    """Return what the tool says of a file itself (X rules)."""
    texts = rule.variants.get(variant, rule.message)
    message = words(texts, language, {"cause": variant, **values})
    mark = fingerprint(rule.code, "", steady(variant, values))
    return Finding(
        path, rule.code, rule.name, rule.severity, message, place=_place(place), basis=rule.basis, fingerprint=mark
    )
