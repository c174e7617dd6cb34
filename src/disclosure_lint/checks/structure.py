"""Chapters: their order, numbers, titles and contents."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.checks import Correction, NotAssessed, Problem, Replacement, check
from disclosure_lint.extract.headings import Heading, parse
from disclosure_lint.extract.labels import bare, likeness, squeeze
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

#: Emoji and other signs that conversion leaves in a heading.
_SYMBOLS = pattern(r"[^\w\s（）()、，。：:；“”《》〔〕·\-—\ufffd]")
LOST = "\ufffd"
_WORDLESS = pattern(r"[\W_]+")
#: More further chapters than this no draft has.
_MANY = 1000


class Chapter(NamedTuple):
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
        best.append([*_longest(behind), position])
    return set(_longest(best))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len) if runs else []


def chapters_of(report: Report) -> list[Chapter]:
    """Return the chapters that have a heading, in the order of the document.

    The further chapters of a data draft stand apart; their numbers tell where they belong.
    """
    known: list[Chapter] | None = report.memo.get("chapters")
    if known is None:
        known = report.memo["chapters"] = _chapters(report)
    return known


def _chapters(report: Report) -> list[Chapter]:
    official = [*_headed(report, f"/{report.profile.chapters}/*")]
    further = [*_headed(report, "/extra_sections/*")]
    if report.printed:
        return sorted([*official, *further], key=lambda each: each.heading.block)
    if len(further) > _MANY:  # no report: where they belong is of no interest, and would take long
        return official + further
    for chapter in further:
        number = chapter.heading.ordinal or len(official) + 99
        later = (at for at, each in enumerate(official) if (each.heading.ordinal or 0) > number)
        official.insert(next(later, len(official)), chapter)
    return official


def _headed(report: Report, pattern: str) -> Iterator[Chapter]:
    for pointer in report.select(pattern):
        heading = report.as_found(f"{pointer}/heading")
        if heading is None:
            text = report.get(f"{pointer}/heading")
            heading = parse(text, report.profile.sections) if isinstance(text, str) else None
        if heading is not None:
            yield Chapter(pointer, heading)


def is_annex(report: Report, chapter: Chapter) -> bool:
    """Tell whether a chapter is none of the report proper: an annex, a graphic."""
    return bool(report.profile.annexes.search(chapter.heading.title)) and chapter.pointer.startswith("/extra")


@check("structure.wording")
def wording(report: Report) -> Iterator[Problem | NotAssessed]:
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
        official = (form.title, *form.statute)
        if heading.title in official:
            continue
        stated = _SYMBOLS.sub("", heading.title)
        if LOST in stated:
            yield NotAssessed(f"{pointer}/heading", "text-damaged")
        elif squeeze(stated) not in map(squeeze, official):
            accepted = bare(stated) in map(bare, (form.title, *form.aliases))
            values = {"stated": heading.title, "title": form.title}
            fix = _retitled(f"{pointer}/heading", heading, form.title)
            if accepted:
                yield Problem(f"{pointer}/heading", values, severity="info", variant="alias", fix=fix)
            else:
                yield Problem(f"{pointer}/heading", values, fix=fix)


def _retitled(pointer: str, heading: Heading, title: str) -> Correction | None:
    """Put the official title in a heading; safe where the words are the same and only marks differ."""
    at = heading.text.find(heading.title)
    if not heading.title or at < 0:
        return None
    same = _WORDLESS.sub("", heading.title) == _WORDLESS.sub("", title)
    return Correction((Replacement(pointer, title, (at, at + len(heading.title))),), safe=same)


@check("structure.extra")
def extra(report: Report) -> Iterator[Problem]:
    """There is no chapter beyond the official ones; annexes and graphics may follow."""
    for pointer in report.select("/extra_sections/*"):
        text = report.get(f"{pointer}/heading")
        if not isinstance(text, str) or not text.strip():
            continue
        heading = report.as_found(f"{pointer}/heading") or parse(text, report.profile.sections)
        if report.printed and heading and heading.ordinal is None and not _has_sentences(report, pointer):
            continue  # a heading of the page around the report
        title = heading.title if heading else text
        if report.profile.annexes.search(title):
            continue
        twice = any(likeness(title, (form.title, *form.aliases)) == 1.0 for form in report.profile.sections.values())
        yield Problem(f"{pointer}/heading", {"heading": text}, variant="twice" if twice else "")


def _has_sentences(report: Report, pointer: str) -> bool:
    return any("。" in str(text) for text in report.get(f"{pointer}/text") or ())


@check("structure.empty")
def empty(report: Report) -> Iterator[Problem | NotAssessed]:
    """Every chapter has a text or a table; that a table of the form is missing is S108's to tell."""
    chapters = report.profile.chapters
    pointers = [f"/{chapters}/{key}" for key in report.profile.sections if key not in report.profile.tables]
    by_pointer = {each.pointer: each for each in chapters_of(report)}
    for pointer in (*pointers, *report.select("/extra_sections/*")):
        texts = report.get(f"{pointer}/text")
        if not report.has(pointer) or any(str(each).strip() for each in texts or []):
            continue
        chapter = by_pointer.get(pointer)
        if chapter is None or is_annex(report, chapter) or (report.printed and _holds_something(report, chapter)):
            continue
        if report.outline is not None and report.outline.pictures:
            yield NotAssessed(pointer, "text-is-picture", {"pictures": report.outline.pictures})
        else:
            yield Problem(pointer, {"title": chapter.heading.title})


def _holds_something(report: Report, chapter: Chapter) -> bool:
    """Tell whether a table stands in a chapter, or its sub-headings were read as chapters of their own."""
    chapters = chapters_of(report)  # of a document: in the order of their blocks
    at = bisect_right(chapters, chapter.heading.block, key=lambda each: each.heading.block)
    later = chapters[at : at + 1]
    end = later[0].heading.block if later else None
    blocks = report.outline.blocks[chapter.heading.block + 1 : end] if report.outline else []
    begins_anew = bool(later) and later[0].heading.ordinal == 1 and later[0].pointer.startswith("/extra_")
    from disclosure_lint.outline import Table

    return begins_anew or any(isinstance(block, Table) for block in blocks)
