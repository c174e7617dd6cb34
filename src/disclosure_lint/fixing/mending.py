"""Fixes made in a file: those that do not overlap, round by round, each round read again and compared."""

from __future__ import annotations

import copy
from bisect import bisect_left, insort
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from disclosure_lint.fixing import texts
from disclosure_lint.fixing.places import TEXTS
from disclosure_lint.records import NamedTuple, Record, field
from disclosure_lint.report import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from disclosure_lint.findings import Fix
    from disclosure_lint.report import Report
    from disclosure_lint.result import Result

    Judge = Callable[[bytes], Result]

#: Rounds of fixes, and how often a file is read at most to find which fix of several does harm.
ROUNDS, READINGS = 10, 50
#: Larger files are not fixed.
LARGEST = 20_000_000


class Mended(NamedTuple):
    """The bytes after the fixes, what is found in them, and how many fixes were made."""

    raw: bytes
    result: Result
    made: int


class _Work(Record):
    """A file on its way; `refused` are fixes that would have changed more than they say."""

    raw: bytes
    result: Result
    judge: Judge
    unsafe: bool
    made: int = 0
    readings: int = READINGS
    refused: set[Any] = field(default_factory=set)


def is_fixable(result: Result, *, unsafe: bool) -> bool:
    """Tell whether a file has a fix that may be made."""
    wanted = any(each.fix is not None and (unsafe or each.fix.safe) for each in result.findings)
    return wanted and result.report is not None and (result.format in TEXTS or result.format == "docx")


def mend(raw: bytes, result: Result, judge: Judge, *, unsafe: bool) -> Mended:
    """Make the fixes of a file until none is left; `result` is what `judge` finds in its bytes.

    A fix that cannot be made exactly, or after which the data would differ
    anywhere else, is left alone; its finding stays.
    """
    work = _Work(raw, result, judge, unsafe)
    rounds = 0
    while rounds < ROUNDS and work.readings > 0 and len(work.raw) <= LARGEST:
        group = _apart(_wanted(work), work.result.format)
        if not group:
            break
        rounds += _try(work, group)
    return Mended(work.raw, work.result, work.made)


def _wanted(work: _Work) -> Iterable[Fix]:
    if not is_fixable(work.result, unsafe=work.unsafe):
        return
    for finding in work.result.findings:
        fix = finding.fix
        if fix is not None and (work.unsafe or fix.safe) and fix.replacements not in work.refused:
            yield fix


def _apart(fixes: Iterable[Fix], form: str) -> list[Fix]:
    """Return the fixes that do not touch one before them."""
    taken: list[tuple[Any, Any]] = []
    chosen = []
    for fix in fixes:
        extents = _extents(fix, form)
        if not any(_touches(each, taken) for each in extents) and _distinct(extents):
            chosen.append(fix)
            for each in extents:
                insort(taken, each)
    return chosen


def _extents(fix: Fix, form: str) -> list[tuple[Any, Any]]:
    if form == "docx":
        everything = (0, 1 << 30)
        spans = [(each.pointer, each.span or everything) for each in fix.replacements]
        return [((pointer, start), (pointer, end)) for pointer, (start, end) in spans]
    return [((each.line, each.column), (each.end_line, each.end_column)) for each in fix.edits]


def _touches(extent: tuple[Any, Any], taken: list[tuple[Any, Any]]) -> bool:
    """Tell whether an extent meets one of others, which are sorted and apart."""
    at = bisect_left(taken, extent)
    before, after = taken[max(0, at - 1) : at], taken[at : at + 1]
    return any(each[1] >= extent[0] for each in before) or any(each[0] <= extent[1] for each in after)


def _distinct(extents: list[tuple[Any, Any]]) -> bool:
    ordered = sorted(extents)
    return all(one[1] <= other[0] for one, other in pairwise(ordered))


def _try(work: _Work, group: list[Fix]) -> bool:
    """Make a group of fixes, or the first half of it as long as that does harm; tell whether all were made."""
    whole = True
    while work.readings > 0:
        raw = _made(work, group)
        if raw is not None and raw != work.raw:
            work.readings -= 1
            after = work.judge(raw)
            if _as_expected(work.result, after, group):
                work.raw, work.result, work.made = raw, after, work.made + len(group)
                return whole
            work.readings //= 1 if after.report is not None else 2  # it may be reading that takes too long
        if len(group) == 1:
            work.refused.add(group[0].replacements)
            return False
        whole, group = False, group[: len(group) // 2]
    return False


def _made(work: _Work, group: list[Fix]) -> bytes | None:
    if work.result.format == "docx":
        from disclosure_lint.fixing import word

        report = work.result.report
        assert report is not None  # noqa: S101 - see `is_fixable`
        return word.apply(work.raw, report, [each for fix in group for each in fix.replacements])
    return texts.apply(work.raw, [edit for fix in group for edit in fix.edits])


def _as_expected(before: Result, after: Result, group: list[Fix]) -> bool:
    """Tell whether the data after the fixes are those before, except where the fixes say so."""
    one, other = before.report, after.report
    if one is None or other is None or before.format != after.format or one.profile.id != other.profile.id:
        return False
    return _expected(one, group) == other.data


def _expected(report: Report, group: list[Fix]) -> dict[str, Any]:
    changes = [each for fix in group for each in fix.replacements if each.span is not None and not each.line]
    data = copy.deepcopy(report.data)
    for each in sorted(changes, key=lambda change: change.span or (0, 0), reverse=True):
        *path, last = tokens(each.pointer)
        parent: Any = data
        for token in path:
            parent = parent[int(token) if isinstance(parent, list) else token]
        key: Any = int(last) if isinstance(parent, list) else last
        start, end = each.span or (0, 0)
        parent[key] = parent[key][:start] + each.text + parent[key][end:]
    return data
