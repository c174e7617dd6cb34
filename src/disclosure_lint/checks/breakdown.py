"""Breakdowns in the prose: “共 N，其中 a、b、c” adds up.

其中 need not name everything, so parts may be fewer than their total. They are
wrong where they exceed it, where they miss it by little, or where they name
everything there is (both kinds of applicants, 具体为, 其他) and still miss it.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.checks.breakdown_apart import (
    another_total,
    channels,
    clause_end,
    ended,
    listed,
    listed_in,
    mixed,
    named_all,
    names_more,
    of_what_came_in,
    of_years,
)
from disclosure_lint.checks.breakdown_lists import all_breakdowns
from disclosure_lint.checks.breakdown_parts import family
from disclosure_lint.checks.figures import plain
from disclosure_lint.checks.not_read import not_read
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.breakdown_parts import Breakdown
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_OVERLAPPING = pattern(r"同时|同步|重复|不同渠道|多渠道|各渠道|交叉|兼|既|多个渠道|多平台")
_PASSED_ON = pattern(r"累计阅读|转发|转载")
_OPEN = pattern(
    r"等(?![待级额])|主要|余[件条篇次个项份期]|部分(?!公开)|重点(?!领域|工作|民生|项目|任务|建设|信息|专栏|栏目|政策)"
    r"|尤其|特别|例如|如："
)
_INSIDE_OTHER = pattern(r"含|另|不计|除|比|较|扣")
#: How often the parts may exceed their total before they are taken for something else.
_FAR = 3


@check("breakdown.sum")
def parts_do_not_add_up(report: Report, *, share: float) -> Iterator[Problem | NotAssessed]:
    """Stated parts do not exceed their total and do not miss it by less than a share of it."""
    yield from not_read(report)
    for found in all_breakdowns(report):
        problem = _judged(found, share)
        if problem:
            yield problem


def _judged(found: Breakdown, share: float) -> Problem | None:
    total, parts = found.total.quantity, [part.quantity for part in found.parts if part.quantity]
    if total is None or not total.exact or not total.value or not all(part.exact for part in parts):
        return None
    sums = list(accumulate(part.value for part in parts))
    whole, off = sums[-1], round(sums[-1] - total.value, 4)
    if ended(found, sums) or of_what_came_in(found, whole):
        return None
    text = found.sentence.prose.text[found.parts[0].start : found.sentence.end]
    inside = found.sentence.prose.text[found.parts[0].start : found.parts[-1].end]
    complete = _complete(found.parts) or (named_all(found) and not mixed(found) and not _OPEN.search(text))
    # What is published in several places is counted more than once: a list of everything does not fall short.
    overlapping = _OVERLAPPING.search(found.sentence.prose.text, found.sentence.start, clause_end(found))
    if (
        (overlapping and (off > 0 or not complete))
        or _PASSED_ON.search(found.sentence.prose.text, found.sentence.start, found.parts[-1].end)
        or (found.bracketed and _INSIDE_OTHER.search(inside) and not listed_in(found, off, inside))
    ):
        return None
    shorter = listed(found) if off > 0 else found
    if shorter is not found:
        return _judged(shorter, share)
    if off > 0 and (another_total(found, whole) or of_years(found) or channels(found, off / total.value, inside)):
        return None
    known = family(found.parts[0], found.total) != "other"
    if off > 0:
        wrong = (known or whole <= _FAR * total.value) and (len(parts) > 1 or not found.bracketed)
    else:
        near = -off < share * total.value and len(parts) > 1 and not mixed(found) and not names_more(found)
        wrong = (near and not _OPEN.search(text)) or complete
    return _problem(found, whole, off) if wrong else None


def _complete(parts: list[Segment]) -> bool:
    """Tell whether the parts name all there is: natural persons and organisations."""
    applicants = {name for part in parts for name in part.kinds.get("applicant", ())}
    return {"natural_person", "organizations"} <= applicants and len(parts) == 2


def _problem(found: Breakdown, whole: float, off: float) -> Problem:
    total = found.total.quantity
    assert total is not None  # noqa: S101 - judged before
    parts = [part.quantity for part in found.parts if part.quantity]
    values = {
        "total": plain(total.value) + total.unit,
        "terms": " + ".join(plain(part.value) for part in parts) + (f" = {plain(whole)}" if len(parts) > 1 else ""),
        "sum": plain(whole),
        "difference": plain(abs(off)),
    }
    twin = next((part for part in found.parts if part.quantity and part.quantity.value == abs(off) > 1), None)
    variant = "more" if off > 0 else "less"
    if twin is not None and twin.number is not None:
        variant += "-twin"
        words = found.sentence.prose.text[twin.start : twin.number.start]
        values["twin"] = words or plain(abs(off))
    span = found.total_sentence.prose.span(total.start, total.end)
    certain = "certain" if off > 0 or _complete(found.parts) else "likely"
    return Problem(found.total_sentence.pointer, values, span, variant, confidence=certain)
