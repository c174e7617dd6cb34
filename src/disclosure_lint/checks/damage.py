"""Checks of the text itself: damage done to it on the way to its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.repair.screening import certainly_clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Damage, Place
    from disclosure_lint.report import Report

#: What a converter wrote into the text on purpose; everything else is garbage.
_RESIDUE = frozenset(("pinyin", "traditional"))


@check("damage.mojibake")
def garbled(report: Report) -> Iterator[Problem]:
    """No stretch of the text was decoded with the wrong encoding or lost its characters."""
    yield from (problem for problem in _problems(report) if problem.variant not in _RESIDUE)


@check("damage.residue")
def converted(report: Report) -> Iterator[Problem]:
    """No converter left pinyin or traditional characters in the text."""
    yield from (problem for problem in _problems(report) if problem.variant in _RESIDUE)


def _problems(report: Report) -> Iterator[Problem]:
    """Yield one problem for each kind of damage, at its first place."""
    if report.outline is not None:
        for damage in report.outline.damage:
            yield Problem(
                _pointer(report, damage.place),
                _values(damage),
                variant=damage.kind,
                place=damage.place,
                excerpt=damage.was,
            )
        return
    passages = list(report.passages())
    text = "\n".join(passage.text.replace("\n", " ") for passage in passages)
    if certainly_clean(text):
        return
    from disclosure_lint.repair.mending import repair

    for damage in repair(text).damage:
        passage = passages[(damage.place.line or 1) - 1]
        span = ((damage.place.column or 1) - 1, (damage.place.end_column or 1) - 1)
        yield Problem(passage.pointer, _values(damage), span, damage.kind, place=passage.place, excerpt=damage.was)


def _values(damage: Damage) -> dict[str, object]:
    return {"count": damage.count, "was": damage.was, "reads": damage.reads.replace("\ufffd", "□")}


def _pointer(report: Report, place: Place) -> str:
    """Return the pointer of the smallest known part of the report that a place lies in."""
    best, size = "", (1 << 30, 1 << 30)
    for pointer, known in report.places.items():
        if known.line is None or place.line is None or known.page != place.page:
            continue
        start, end = (known.line, known.column or 1), (known.end_line or known.line, known.end_column or 1 << 30)
        extent = (end[0] - start[0], end[1] - start[1])
        if start <= (place.line, place.column or 1) <= end and extent < size:
            best, size = pointer, extent
    return best
