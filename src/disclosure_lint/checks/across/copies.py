"""Reports that repeat others: their text, or their tables."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch import likeness, marks
from disclosure_lint.batch.view import report_of
from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.across.common import before, this_year
from disclosure_lint.extract.agencies import kind_of, place_of, same_body
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.marks import Reader, Text, TextMark
    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.batch.view import Batch
    from disclosure_lint.report import Report

#: Passages shown side by side, and of how many characters at least.
_PASSAGES, _PASSAGE = 3, 20
#: So many of the texts that may be alike are compared, until so many are; more of them are only counted.
_COMPARED, _CLOSE = 40, 5
#: By how much sketches may understate how alike two texts are.
_DOUBT = 0.15


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
    reader, bounds = marks.reader(tuple(sections), tuple(official)), Limits(**limits)
    mark = reader.marked(submission)
    if mark.length < bounds.least:
        yield NotAssessed("", "text-too-short", {"length": mark.length, "least": bounds.least})
        return
    last = before(batch, submission)
    if last is not None and _may_be_alike(mark, reader.marked(last), bounds):
        own, text = reader.read(submission), reader.read(last)
        share = likeness.alike(own.shingles, text.shingles)
        if share >= bounds.inform:
            yield _copied(own, Match(last, text, share), bounds, "last_year")
    if batch.compared(submission):
        yield from _copied_from_others(batch, submission, mark, reader, bounds)
    elif last is None:
        yield NotAssessed("", "last-year-missing", {"year": (submission.year or 0) - 1})


def _may_be_alike(mark: TextMark, other: TextMark, bounds: Limits) -> bool:
    """Tell whether it is worth it to read two texts: all that are alike, by their sketches, and a few more."""
    if mark.length < bounds.least or other.length < bounds.least:
        return False
    return mark.sketch is None or other.sketch is None or mark.sketch.alike(other.sketch) >= bounds.inform - _DOUBT


def _copied_from_others(
    batch: Batch, submission: Submission, mark: TextMark, reader: Reader, bounds: Limits
) -> Iterator[Problem | NotAssessed]:
    """Yield the likest text of another unit, with the number of others that are close too."""
    if mark.sketch is None:
        yield NotAssessed("", "library-missing", {"library": "rensa"})
        return
    near = [
        (share, key)
        for share, key in _sketches(batch, reader, bounds).near(mark.sketch, bounds.inform - _DOUBT)
        if key[0] != submission.unit and (key[1] or 0) <= (submission.year or 0)
    ]
    # Else by path: ids depend on what was judged first.
    near.sort(key=lambda each: (each[1][1] != submission.year, -each[0]))
    own = reader.read(submission) if near else None
    close: list[tuple[float, Submission]] = []
    for _, key in near[:_COMPARED]:
        if own is None or len(close) == _CLOSE:
            break
        other = batch.get(key[2])
        if not _same(submission, other):
            share = likeness.alike(own.shingles, reader.read(other).shingles)
            close += [(share, other)] if share >= bounds.inform else []
    if own and close:
        share, other = max(close, key=lambda each: each[0])
        more = len(close) if len(close) < _CLOSE else sum(seems >= bounds.inform for seems, _ in near)
        yield _copied(own, Match(other, reader.read(other), share, max(more, len(close)) - 1), bounds, "")


def _sketches(batch: Batch, reader: Reader, bounds: Limits) -> likeness.Sketches:
    """Return the sketches of all texts that are long enough, made once for the batch."""
    if "texts" not in batch.memo:
        made = batch.memo["texts"] = likeness.Sketches()
        for key, kept in batch.marks():
            text = kept.get("text", {})
            mark = marks.opened(text) if text.get("of") == reader.of else reader.marked(batch.get(key[2]))
            if mark.sketch is not None and mark.length >= bounds.least:
                made.add(key, mark.sketch)
    found: likeness.Sketches = batch.memo["texts"]
    return found


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
    own = marks.table_marks(submission, tables, figures)
    if not own:
        yield NotAssessed("", "few-figures", {"figures": figures})
        return
    last = before(batch, submission)
    if last is not None:
        theirs = marks.table_marks(last, tables, figures)
        for table in (each for each, mark in own.items() if theirs.get(each) == mark):
            yield _identical(this_year(batch, submission), table, report_of(last), "last_year")
    if not batch.compared(submission):
        if last is None:
            yield NotAssessed("", "last-year-missing", {"year": (submission.year or 0) - 1})
        return
    known = _tables(batch, tables, figures)
    for table, mark in own.items():
        for unit, number in known.get((submission.year, table, mark), ()):
            other = batch.get(number) if unit != submission.unit else None
            if other is not None and not _same(submission, other):
                yield _identical(this_year(batch, submission), table, report_of(other), "")
                break


def _tables(batch: Batch, tables: list[str], figures: int) -> dict[Any, list[tuple[str | None, int]]]:
    """Return units and ids by year, table and what the table says, read once for the batch."""
    if "tables" not in batch.memo:
        known: dict[Any, list[tuple[str | None, int]]] = defaultdict(list)
        for (unit, year, number), kept in batch.marks():
            of = kept.get("tables", {})
            fits = of.get("of") == marks.tables_of(tables, figures)
            found = of["marks"] if fits else marks.table_marks(batch.get(number), tables, figures)
            for table, mark in found.items():
                known[year, table, mark].append((unit, number))
        batch.memo["tables"] = known
    kept_: dict[Any, list[tuple[str | None, int]]] = batch.memo["tables"]
    return kept_


def _identical(report: Report, table: str, other: Report, variant: str) -> Problem:
    pointer = f"/tables/{table}"
    cells = sum(1 for _ in marks.figures_of(report.get(pointer)))
    values = {
        "cells": cells,
        "agency": other.get("/agency") or other.path,
        "file": other.path,
        "year": other.year,
        "table": {language: report.profile.label(pointer, language) for language in ("zh", "en")},
    }
    return Problem(pointer, values, variant=variant, related=(Related(pointer, {"file": other.path}, "table", other),))
