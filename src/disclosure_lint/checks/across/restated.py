"""What a report says of last year, against last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.continuity import last_two, lowered
from disclosure_lint.checks.figures import figure, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Restated, Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.claims.model import Cells
    from disclosure_lint.report import Report


@check("across.restated")
def restated_differ(
    batch: Batch, submission: Submission, *, explained: dict[str, str]
) -> Iterator[Problem | NotAssessed]:
    """Last year's figures, and growths since then, are those that last year's report gives, at the stated precision.

    A figure that was cut off instead of rounded agrees too.
    """
    if not submission.restated:
        return
    found = last_two(batch, submission)
    if isinstance(found, NotAssessed):
        yield found
        return
    report, before = found
    for stated in submission.restated:
        readings = [tuple(cells.split("+")) for cells in stated.subject.split("|")]
        pairs = [(cells, figure(report, cells), figure(before, cells)) for cells in readings]
        told = [(cells, now.value, then.value) for cells, now, then in pairs if now and then]
        if not told:
            yield NotAssessed(stated.pointer, "cell-missing-there", _there(before, readings[0]))
        elif not any(_agrees(stated, now, then) for _, now, then in told):
            problem = _problem(report, before, stated, told[0])
            if problem is not None:
                yield lowered(problem, report, before, explained)


def _there(before: Report, cells: Cells) -> dict[str, str]:
    return {"file": before.path, "there": before.profile.label(cells[0])}


def _agrees(stated: Restated, now: float, then: float) -> bool:
    actual = _actual(stated, now, then)
    if actual is None:
        return False
    step = 10.0**-stated.places if stated.unit == "%" else 1.0
    off = actual - stated.number
    # Rounded, or cut off: 1.08 is 1.1, and 1.0 to those who cut.
    return -step / 2 - 1e-9 <= off < step - 1e-9 if stated.unit == "%" else abs(off) < 1e-9


def _actual(stated: Restated, now: float, then: float) -> float | None:
    """Return what should have been stated; None for a growth from nothing."""
    if not stated.direction:
        return then
    change = (now - then) * stated.direction
    if stated.unit != "%":
        return change
    return change / then * 100 if then else None


def _problem(report: Report, before: Report, stated: Restated, told: tuple[Cells, float, float]) -> Problem | None:
    cells, now, then = told
    actual = _actual(stated, now, then)
    if actual is None:
        return None
    sign = {1: {"zh": "增加", "en": "a rise of "}, -1: {"zh": "减少", "en": "a fall of "}, 0: {"zh": "", "en": ""}}
    turned = stated.direction if actual >= 0 else -stated.direction
    digits = max(stated.places, 2) if stated.unit == "%" else 0
    values = {
        "stated": f"{stated.number:.{stated.places}f}{stated.unit}",
        "way": sign[stated.direction],
        "actual": f"{abs(actual):.{digits}f}{stated.unit}" if stated.direction else plain(actual),
        "turned": sign[turned],
        "now": plain(now),
        "then": plain(then),
        "there": {
            language: " + ".join(before.profile.label(cell, language) for cell in cells) for language in ("zh", "en")
        },
        "file": before.path,
        "last": before.year,
    }
    related = [Related(cell, {"value": _shown(before, cell), "file": before.path}, "there", before) for cell in cells]
    if stated.direction:
        related = [Related(cell, {"value": _shown(report, cell)}, "cell") for cell in cells] + related
    variant = "growth" if stated.direction else ""
    return Problem(stated.pointer, values, span=stated.span, variant=variant, related=tuple(related))


def _shown(report: Report, cell: str) -> str:
    found = figure(report, (cell,))
    return plain(found.value) if found else "…"
