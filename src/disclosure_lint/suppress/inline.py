"""Suppressions in comments of the report itself, applied to what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint import findings as made
from disclosure_lint import judge
from disclosure_lint.faults import shown
from disclosure_lint.masking import mask_text
from disclosure_lint.records import Record, field
from disclosure_lint.selection import ConfigError
from disclosure_lint.suppress import codes_of, is_of_no_use, is_past
from disclosure_lint.suppress.comments import Comment, comments
from disclosure_lint.suppress.directives import Directive, parse
from disclosure_lint.suppress.reach import END, Entries, Reach, Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers import Loaded
    from disclosure_lint.report import Report
    from disclosure_lint.result import Options, Result


#: A file with more of them is no report that someone looked through.
MOST = 500


class _Suppression(Record):
    """One that is in force: by selector the codes it names, and which selectors were of use."""

    comment: Comment
    directive: Directive
    reach: Reach
    codes: dict[str, frozenset[str]]
    used: set[str] = field(default_factory=set)

    def take(self, finding: Finding) -> bool:
        """Tell whether a finding is suppressed, and note by what."""
        named = [each for each, codes in self.codes.items() if finding.code in codes]
        if not named or not self.reach.covers(finding):
            return False
        self.used.update(named)
        return True


#: A variant of X004, its values, and the comment that it is about.
_Fault = tuple[str, dict[str, Any], Comment]


def apply(result: Result, report: Report, loaded: Loaded, options: Options, language: str) -> None:
    """Move what comments suppress from the findings to the suppressed, and add what is wrong with them (X004)."""
    faults: list[_Fault] = []
    active: list[_Suppression] = []
    noted = comments(loaded.format, loaded.text)
    if len(noted) > MOST:
        faults.append(("too-many", {"limit": MOST}, noted[MOST]))
    found = [(each, parse(each.text)) for each in noted[:MOST]]
    orders = [(comment, directive) for comment, directive in found if directive is not None]
    written = _written(loaded) if orders else None
    for index, (comment, directive) in enumerate(orders):
        codes = dict(_codes(comment, directive, options, faults))
        if codes:
            reach = _reach(comment, directive, written, orders[index + 1 :])
            active.append(_Suppression(comment, directive, reach, codes))
    kept = []
    for finding in result.findings:
        by = next((each for each in active if each.take(finding)), None)
        if by is None:
            kept.append(finding)
        else:
            result.suppressed.append(_suppressed(finding, by))
    faults += _unused(active, judge.judged(result, options), report.profile)
    result.findings = kept
    rule = judge.asked("X004", report, options)
    if rule is not None:
        for variant, values, comment in faults:
            result.findings.append(made.tool_finding(rule, variant, values, report.path, comment.place, language))


def _codes(
    comment: Comment, directive: Directive, options: Options, faults: list[_Fault]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the selectors of a directive that is in force with the codes they name; note what is wrong."""
    rule = shown(", ".join(directive.selectors))
    if directive.fault:
        faults.append((directive.fault, {"rule": rule, "cause": shown(directive.cause)}, comment))
    elif directive.action != "to" and is_past(directive.until, options.as_of):
        told = {"rule": rule, "until": directive.until, "owner": directive.owner or "—", "reason": directive.reason}
        faults.append(("expired", told, comment))
    elif directive.action != "to":
        for selector in directive.selectors:
            try:
                codes = codes_of([selector]) - {"X004"}
            except ConfigError:
                faults.append(("unknown-rule", {"rule": shown(selector)}, comment))
                continue
            if codes:
                yield selector, codes
            else:
                faults.append(("firm", {"rule": selector}, comment))


def _reach(
    comment: Comment, directive: Directive, written: Entries | Units | None, later: list[tuple[Comment, Directive]]
) -> Reach:
    if directive.action == "file":
        return Reach(everything=True)
    if directive.action == "from":
        ends = (each for each, order in later if order.action == "to" and _ends(order, directive))
        end = next(ends, None)
        return Reach(spans=((comment.start, end.start if end else END),))
    return written.reach(comment) if written is not None else Reach()


def _written(loaded: Loaded) -> Entries | Units | None:
    """Return what comments can be about."""
    if loaded.draft is not None:
        return Entries(loaded.draft.places)
    return Units(loaded.outline) if loaded.outline is not None else None


def _ends(order: Directive, directive: Directive) -> bool:
    """Tell whether an `enable` ends a `disable`: it names the same rules, or none at all."""
    return not order.selectors or set(directive.selectors) <= set(order.selectors)


def _suppressed(finding: Finding, by: _Suppression) -> made.Suppressed:
    order = by.directive
    owner = order.owner and mask_text(order.owner)
    return made.Suppressed(
        finding, mask_text(order.reason), owner, order.until, f"{finding.path}:{by.comment.start[0]}"
    )


def _unused(active: list[_Suppression], judged: frozenset[str], profile: Profile) -> Iterator[_Fault]:
    """Yield the selectors that suppressed nothing although every rule they name came to a judgement."""
    for each in active:
        for selector, codes in each.codes.items():
            if selector not in each.used and is_of_no_use(codes, judged, profile):
                yield "", {"rule": selector}, each.comment
