"""What a batch keeps of a result: made where the report was judged, every text in it masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.submission import KEYS, Prose, Submission
from disclosure_lint.masking import mask_text
from disclosure_lint.report import join, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Suppressed
    from disclosure_lint.outline import Place
    from disclosure_lint.report import Report
    from disclosure_lint.result import Result

#: A whole number with as many digits as a telephone or an identity card has may be one.
_LONG = 10**6


def submission_of(result: Result) -> Submission:
    """Return what a batch keeps of a result; its report, where there is one, is still in it."""
    from disclosure_lint.formatters.json import finding_object, unassessed_object

    made = Submission(result.path, result.format, result.sha256)
    for name in ("profile", "title", "agency", "year", "verdict", "recognised"):
        setattr(made, name, getattr(result, name))
    made.findings = [finding_object(each) for each in result.findings]
    made.suppressed = [{**finding_object(each.finding), "waiver": _waiver(each)} for each in result.suppressed]
    made.not_assessed = [{**unassessed_object(each), "severity": each.severity} for each in result.not_assessed]
    if result.report is not None and result.profile is not None:
        _fill(made, result.report)
    return made


def _waiver(accepted: Suppressed) -> dict[str, Any]:
    names = ("reason", "owner", "until", "where")
    return {name: value and mask_text(value) for name in names for value in [getattr(accepted, name)]}


def _fill(made: Submission, report: Report) -> None:
    from disclosure_lint.batch.restated import restated
    from disclosure_lint.checks.suspects import hide

    for name in ("agency_kind", "signed_on", "published_on", "signed_by"):
        value = report.get(f"/{name}")
        setattr(made, name, hide(report, value) if isinstance(value, str) else None)
    period = report.get("/period")
    made.period = {key: hide(report, value) for key, value in members(period) if isinstance(value, str)}  # type: ignore[misc]
    made.tables = _hidden(report, report.get("/tables")) or {}
    made.printed = report.printed
    for passage in report.texts():
        place = _place(report.place(passage.pointer))
        made.prose.append(Prose(passage.pointer, hide(report, passage.text), place))
    made.restated = list(restated(report))
    made.places = dict(_places(report))


def _hidden(report: Report, value: Any) -> Any:
    """Return data with every text masked; a table that is no mapping, as in a misshapen draft, is left out."""
    from disclosure_lint.checks.suspects import hide

    if isinstance(value, dict):
        return {mask_text(str(key)): _hidden(report, member) for key, member in value.items()}
    if isinstance(value, list):
        return [_hidden(report, member) for member in value]
    if isinstance(value, str):
        return hide(report, value)
    if isinstance(value, int) and abs(value) >= _LONG and hide(report, str(value)) != str(value):
        return hide(report, str(value))
    return value


def _places(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for pointer in _pointers("/tables", report.get("/tables")):
        if pointer in report.places:
            yield pointer, _place(report.place(pointer))
    for key in KEYS:
        if f"/{key}" in report.places:
            yield f"/{key}", _place(report.place(f"/{key}"))


def _pointers(pointer: str, value: Any) -> Iterator[str]:
    yield pointer
    for key, member in members(value):
        yield from _pointers(join(pointer, key), member)


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    shown = place._replace(label=mask_text(place.label), sheet=place.sheet and mask_text(place.sheet))
    return shown.known()
