"""What a batch says of who submitted: B705 (missing) and B706 (more than one report)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint import ruleset
from disclosure_lint.findings import Finding, RelatedPlace, fingerprint, words
from disclosure_lint.outline import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.roles import Passed
    from disclosure_lint.batch.roster import Unit


def duplicate(passed: Passed, name: str, language: str) -> Finding:
    """Return the finding for a report that another one replaces."""
    variant = "" if passed.ground == "date" else passed.ground
    values = {"unit": name, "year": passed.row.year, "other": passed.current.path, "date": passed.date}
    rule = ruleset.rules()["B706"]
    texts = rule.notes["other"]
    other = RelatedPlace("", None, f"{words(texts, language, {})}: {passed.current.path}")
    sure = "likely" if passed.ground == "by-time" or passed.row.matched == "likely" else "certain"
    return _finding("B706", variant, values, language, path=passed.row.path, confidence=sure, related=(other,))


def missing(batch: Batch) -> Iterator[tuple[Unit, Finding | str]]:
    """Yield each unit without a report of the batch's year, and the finding.

    In place of the finding, the path of a report that may be the unit's and fits several units alike.
    """
    if not batch.roster.path or batch.year is None:
        return
    submitted, maybe, unread = _of_year(batch)
    for unit in batch.roster.units:
        if unit.expected == ("none",):
            continue
        if unit.id in submitted:
            lacking = [each for each in unit.expected if each not in submitted[unit.id]]
            if lacking:
                yield unit, _missing(batch, unit, "format", {"formats": "、".join(lacking)}, "certain")
        elif unit.id in maybe:
            yield unit, maybe[unit.id]
        elif unread:
            yield unit, _missing(batch, unit, "likely", {"count": unread}, "likely")
        else:
            yield unit, _missing(batch, unit, "", {}, "certain")


def _of_year(batch: Batch) -> tuple[dict[str, set[str]], dict[str, str], int]:
    """Return the formats that each unit submitted, the reports that may be a unit's, and how many tell no unit."""
    submitted: dict[str, set[str]] = {}
    maybe: dict[str, str] = {}
    unread = 0
    rows = batch.connection.execute(
        "SELECT unit, path, format, why, year FROM submissions WHERE run = ? AND source = 'batch' ORDER BY path",
        (batch.run,),
    )
    for unit, path, format_, why, year in rows:
        if unit is not None and year == batch.year:
            submitted.setdefault(unit, set()).update((format_, path.rpartition(".")[2].lower()))
        elif why.startswith("ambiguous:") and year in (None, batch.year):
            maybe |= dict.fromkeys(why.removeprefix("ambiguous:").split(";"), path)
        unread += why in ("unreadable", "no-agency", "no-year")
    return submitted, maybe, unread


def _missing(batch: Batch, unit: Unit, variant: str, values: dict[str, Any], confidence: str) -> Finding:
    values = {"unit": unit.name, "year": batch.year, **values}
    place = Place(line=unit.row or None, row=unit.row or None, label=unit.name)
    return _finding("B705", variant, values, batch.language, path=batch.roster.path, confidence=confidence, place=place)


def _finding(code: str, variant: str, values: dict[str, Any], language: str, **more: Any) -> Finding:
    rule = ruleset.rules()[code]
    message = words(rule.variants[variant] if variant else rule.message, language, values)
    return Finding(
        code=code,
        name=rule.name,
        severity="warning" if variant == "format" else rule.severity,
        message=message,
        basis=rule.basis_for(values["year"]),
        fingerprint=fingerprint(code, "", f"{values['unit']} {values['year']} {variant}"),
        **more,
    )
