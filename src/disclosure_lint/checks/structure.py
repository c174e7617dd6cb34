"""Chapters: their order, numbers, titles and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.extract.headings import Heading, number, parse
from disclosure_lint.extract.labels import bare, likeness, squeeze
from disclosure_lint.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's heading, and the pointer of the chapter."""

    pointer: str
    heading: Heading


@check("structure.order")
def order(report: Report) -> Iterator[Problem]:
    """The official chapters come in the order of the form."""
    official = list(report.profile.sections)
    keys = [key for key in report.get("/sections", {}) if key in official]
    ranks = [official.index(key) for key in keys]
    in_place = _longest_rising(ranks)
    for position, key in enumerate(keys):
        if position in in_place:
            continue
        rank = ranks[position]
        before = max((each for each in ranks if each < rank), default=None)
        values = {
            "title": report.profile.sections[key].title,
            "after": report.profile.sections[official[before]].title if before is not None else "",
        }
        yield Problem(f"/sections/{key}", values, variant="" if before is not None else "first")


def _longest_rising(ranks: list[int]) -> set[int]:
    """Return the positions of a longest rising subsequence: what is left is out of order."""
    best: list[list[int]] = []
    for position, rank in enumerate(ranks):
        behind = [run for run in best if ranks[run[-1]] < rank]
        best.append([*max(behind, key=len, default=[]), position])
    return set(max(best, key=len, default=[]))


def chapters_of(report: Report) -> list[Chapter]:
    """Return the chapters that have a heading, in the order of the document."""
    found = []
    for pointer in [*report.select(f"/{report.profile.chapters}/*"), *report.select("/extra_sections/*")]:
        heading = report.as_found(f"{pointer}/heading")
        if heading is None:
            text = report.get(f"{pointer}/heading")
            heading = parse(text, report.profile.sections) if isinstance(text, str) else None
        if heading is not None:
            found.append(Chapter(pointer, heading))
    return sorted(found, key=lambda each: each.heading.block)


def is_annex(report: Report, chapter: Chapter) -> bool:
    """Tell whether a chapter is none of the report proper: an annex, a graphic."""
    return bool(report.profile.annexes.search(chapter.heading.title)) and chapter.pointer.startswith("/extra")


@check("structure.wording")
def wording(report: Report) -> Iterator[Problem]:
    """Chapter titles are the official ones: accepted titles are told, others warned of."""
    for key, form in report.profile.sections.items():
        pointer = f"/sections/{key}"
        if not report.has(pointer):
            continue
        heading = next((each.heading for each in chapters_of(report) if each.pointer == pointer), None)
        if heading is None:
            if report.printed:
                yield Problem(pointer, {"title": form.title}, variant="lost", confidence="likely")
            continue
        values = {"stated": heading.title, "title": form.title}
        if squeeze(heading.title) == squeeze(form.title):
            continue
        if bare(heading.title) in map(bare, (form.title, *form.aliases)):
            yield Problem(f"{pointer}/heading", values, severity="info", variant="alias")
        else:
            yield Problem(f"{pointer}/heading", values)


@check("structure.extra")
def extra(report: Report) -> Iterator[Problem]:
    """There is no chapter beyond the official ones; annexes and graphics may follow."""
    for pointer in report.select("/extra_sections/*"):
        text = report.get(f"{pointer}/heading")
        if not isinstance(text, str) or not text.strip():
            continue
        heading = report.as_found(f"{pointer}/heading") or parse(text, report.profile.sections)
        title = heading.title if heading else text
        if report.profile.annexes.search(title):
            continue
        twice = any(likeness(title, (form.title, *form.aliases)) == 1.0 for form in report.profile.sections.values())
        yield Problem(f"{pointer}/heading", {"heading": text}, variant="twice" if twice else "")


@check("structure.empty")
def empty(report: Report) -> Iterator[Problem | NotAssessed]:
    """Every chapter has a text; a chapter that has a table of its own needs none."""
    for key, form in report.profile.sections.items():
        pointer = f"/sections/{key}"
        text = report.get(f"{pointer}/text")
        if not report.has(pointer) or key in report.profile.tables or any(str(each).strip() for each in text or []):
            continue
        if report.outline is not None and report.outline.pictures:
            yield NotAssessed(pointer, "text-is-picture", {"pictures": report.outline.pictures})
        else:
            yield Problem(pointer, {"title": form.title})


@check("structure.declared")
def declared(report: Report, *, pattern: str) -> Iterator[Problem]:
    """The number of parts that the preface names is that of the chapters."""
    if not report.profile.sections:
        return
    for passage in report.texts():
        if not passage.pointer.startswith(("/preface/", "/sections/overview/")):
            continue
        for match in re.finditer(pattern, passage.text):
            stated = int(match[1]) if match[1].isdecimal() else number(match[1].replace("两", "二"))
            actual = len(chapters_of(report)) if report.printed else len(report.get("/sections", {}))
            actual = max(actual, len(report.get("/sections", {})))
            listed = _listed(report, passage.text[: match.start()])
            values = {"stated": match[1], "found": actual, "listed": listed}
            if stated != actual:
                yield Problem(passage.pointer, values, span=match.span(1))
            elif listed >= 3 and listed != stated and "等" not in passage.text[: match.end()][-12:]:
                yield Problem(passage.pointer, values, span=match.span(1), variant="listed")
            return


def _listed(report: Report, text: str) -> int:
    """Return how many of the official chapters a text mentions."""
    return sum(form.mention is not None and bool(form.mention.search(text)) for form in report.profile.sections.values())
