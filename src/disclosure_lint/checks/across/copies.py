"""Reports that repeat others: their text, or their tables."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_lint.batch import likeness
from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import before, this_year
from disclosure_lint.extract.agencies import kind_of, place_of, same_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.report import Report

#: Passages shown side by side, and of how many characters at least.
_PASSAGES, _PASSAGE = 3, 20
#: So many of the texts that may be alike are compared; more of them are only counted.
_COMPARED = 40


class Text(NamedTuple):
    """The prose of a submission as it is compared."""

    found: list[likeness.Piece]
    shingles: set[str]
    length: int


class Limits(NamedTuple):
    """From how many characters a text is compared, and from which shares it is told and a warning."""

    least: float
    inform: float
    warn: float


@check("across.copied_text")
def copied_text(
    batch: Batch, submission: Submission, *, sections: list[str], official: list[str], limits: dict[str, float]
) -> Iterator[Problem | NotAssessed]:
    """The prose is its own: not last year's, nor another unit's.

    Shares from `inform` are information, from `warn` on a finding at the rule's severity; of texts
    shorter than `least` characters nothing is said (`limits`, see Limits).
    """
    reader, bounds = _Reader(sections, official), Limits(**limits)
    own = reader.read(submission)
    if own.length < bounds.least:
        yield NotAssessed("", "text-too-short", {"length": own.length, "least": bounds.least})
        return
    last = before(batch, submission)
    if last is not None:
        text = reader.read(last)
        share = likeness.alike(own.shingles, text.shingles)
        if share >= bounds.inform and text.length >= bounds.least:
            yield _copied(own, Match(last, text, share), bounds, "last_year")
    if batch.compared(submission):
        yield from _copied_from_others(batch, submission, own, reader, bounds)
    elif last is None:
        yield NotAssessed("", "last-year-missing", {"year": (submission.year or 0) - 1})


def _copied_from_others(
    batch: Batch, submission: Submission, own: Text, reader: _Reader, bounds: Limits
) -> Iterator[Problem | NotAssessed]:
    """Yield the likest text of another unit, with the number of others that are close too."""
    try:
        others = _others(batch, submission, own, reader, bounds.least)
    except ImportError:
        yield NotAssessed("", "library-missing", {"library": "rensa"})
        return
    close = [(share, other) for share, other in others if share >= bounds.inform]
    if close:
        share, other = close[0]
        yield _copied(own, Match(other, reader.read(other), share, len(close) - 1), bounds, "")


class _Reader:
    def __init__(self, sections: list[str], official: list[str]) -> None:
        self.sections, self.official = sections, re.compile("|".join(official))

    def read(self, submission: Submission) -> Text:
        found = likeness.pieces(submission, self.sections, self.official)
        return Text(found, likeness.shingles(found), sum(len(each.text) for each in found))


def _others(
    batch: Batch, submission: Submission, own: Text, reader: _Reader, least: float
) -> list[tuple[float, Submission]]:
    """Return the texts of other units that may be alike, the likest first."""
    if "texts" not in batch.memo:
        batch.memo["texts"] = sketches = likeness.Sketches()
        for each in batch.submissions():
            text = reader.read(each)
            if each.profile and text.length >= least:
                sketches.add((each.unit, each.year, each.id), text.shingles)
    keys = [
        (unit, year, number)
        for unit, year, number in batch.memo["texts"].near(own.shingles)
        if unit != submission.unit and (year or 0) <= (submission.year or 0)
    ]
    keys.sort(key=lambda each: each[1] != submission.year)  # else by path: ids depend on what was judged first
    found = []
    for key in keys[:_COMPARED]:
        other = batch.get(key[2])
        if not _same(submission, other):
            found.append((likeness.alike(own.shingles, reader.read(other).shingles), other))
    return sorted(found, key=lambda each: -each[0])


def _same(submission: Submission, other: Submission) -> bool:
    """Tell whether two units are one body, or one is the office that reports for the other."""
    one, two = submission.agency or "", other.agency or ""
    if not one or not two or one == two:
        return True
    if same_body(one, two):
        return True
    offices = [each for each in (one, two) if kind_of(each) == "government_office"]
    return len(offices) == 1 and place_of(one) == place_of(two) and "government" in {kind_of(one), kind_of(two)}


class Match(NamedTuple):
    """A text that is like a report's, how much so, and how many further ones are."""

    other: Submission
    text: Text
    share: float
    more: int = 0


def _copied(own: Text, match: Match, bounds: Limits, variant: str) -> Problem:
    """Return the problem of a copied text, with the longest passages that stand in both."""
    other, _, share, more = match
    there = report_of(other)
    found = likeness.passages(own.found, match.text.found, _PASSAGE)[:_PASSAGES]
    first = found[0] if found else None
    related = []
    for each in found:
        begin, end = each.other_span
        text = str(there.get(each.other))[begin:end]
        shown = text if len(text) <= likeness.SHOWN else text[: likeness.SHOWN] + "…"
        related.append(
            Related(each.other, {"text": shown, "file": other.path, "length": each.length}, "passage", there)
        )
    values = {
        "share": f"{share * 100:.0f}",
        "file": other.path,
        "agency": other.agency or other.path,
        "year": other.year,
        "more": {
            "zh": f"，另有 {more} 个单位与此相近" if more else "",
            "en": f"; {more} more units are close" if more else "",
        },
    }
    return Problem(
        first.pointer if first else own.found[0].pointer,
        values,
        span=first.span if first else None,
        variant=variant,
        related=tuple(related),
        severity="" if share >= bounds.warn else "info",
    )


@check("across.identical_tables")
def identical_tables(
    batch: Batch, submission: Submission, *, tables: list[str], figures: int
) -> Iterator[Problem | NotAssessed]:
    """No table with so many different figures is equal to last year's, or to another unit's of the same year."""
    report = this_year(batch, submission)
    marks = {table: mark for table in tables if (mark := _mark(submission.tables, table, figures))}
    if not marks:
        yield NotAssessed("", "few-figures", {"figures": figures})
        return
    last = before(batch, submission)
    if last is not None:
        for table, mark in marks.items():
            if _mark(last.tables, table, figures) == mark:
                yield _identical(report, table, report_of(last), "last_year")
    if not batch.compared(submission):
        if last is None:
            yield NotAssessed("", "last-year-missing", {"year": (submission.year or 0) - 1})
        return
    known = _marks(batch, tables, figures)
    for table, mark in marks.items():
        for unit, number in known[submission.year, table, mark]:
            other = batch.get(number) if unit != submission.unit else None
            if other is not None and not _same(submission, other):
                yield _identical(report, table, report_of(other), "")
                break


def _marks(batch: Batch, tables: list[str], figures: int) -> dict[Any, list[tuple[str | None, int]]]:
    """Return units and ids by year, table and what the table says, read once for the batch."""
    if "tables" not in batch.memo:
        known: dict[Any, list[tuple[str | None, int]]] = defaultdict(list)
        for each in batch.submissions():
            for table in tables if each.profile else ():
                if mark := _mark(each.tables, table, figures):
                    known[each.year, table, mark].append((each.unit, each.id))
        batch.memo["tables"] = known
    found: dict[Any, list[tuple[str | None, int]]] = batch.memo["tables"]
    return found


def _mark(tables: Any, table: str, figures: int) -> bytes | None:
    """Return a mark of all figures of a table, blanks as 0; None where too few figures differ from each other.

    Totals follow from the rest, and rows outside the form are no part of it.
    """
    found = tables.get(table) if isinstance(tables, dict) else None
    told = sorted(_figures("", found)) if isinstance(found, dict) else []
    if len({value for _, value in told}) < figures:
        return None
    return hashlib.sha256(repr(told).encode()).digest()[:12]


def _figures(pointer: str, row: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield the cells that hold a figure other than 0."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _figures(f"{pointer}/{key}", value)
        elif isinstance(value, (int, float)) and value and key != "total":
            yield f"{pointer}/{key}", float(value)


def _identical(report: Report, table: str, other: Report, variant: str) -> Problem:
    pointer = f"/tables/{table}"
    cells = sum(1 for _ in _figures("", report.get(pointer)))
    values = {
        "cells": cells,
        "agency": other.get("/agency") or other.path,
        "file": other.path,
        "year": other.year,
        "table": {language: report.profile.label(pointer, language) for language in ("zh", "en")},
    }
    return Problem(pointer, values, variant=variant, related=(Related(pointer, {"file": other.path}, "table", other),))
