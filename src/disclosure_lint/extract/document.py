"""From an outline to report data, driven by the profile's labels and aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract import kinds
from disclosure_lint.extract.chapters import Chapter, chapters
from disclosure_lint.extract.component_tables import component_report
from disclosure_lint.extract.front import extract_front, read_statements
from disclosure_lint.extract.lifted import lift
from disclosure_lint.extract.recognise import choose_profile, says_it_is, year_told_of
from disclosure_lint.extract.run_on import part
from disclosure_lint.extract.tables import read_tables
from disclosure_lint.extract.titles import stated_year
from disclosure_lint.patterns import pattern
from disclosure_lint.profiles import Profile, newest, profiles
from disclosure_lint.profiles import forms as forms_of
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.report import Passage, Report

if TYPE_CHECKING:
    from disclosure_lint.extract.signature import Front
    from disclosure_lint.outline import Cell, Outline, Paragraph
    from disclosure_lint.profiles import SectionForm


#: So many official chapters are those of a report.
_ENOUGH = 3
#: So many paragraphs may say what the preface of other reports says.
_OPENING = 3


def extract(outline: Outline, path: str, form: str, profile: Profile | None = None) -> Report:
    """Return the report that an outline is; raise ReadError X006 where it is none.

    Without a profile, the reporting year that the document states chooses it.
    """
    by_component = component_report(outline, path, form, profile if profile and not profile.by_year else None)
    if by_component is not None:
        return by_component
    guess = profile or newest()
    outline.blocks = list(part(lift(outline.blocks, guess.sections), _every_section()))
    before, found = chapters(outline.blocks, guess)
    front = _front(before, found, outline)
    if profile is None and not _is_report(front, found, outline):
        raise ReadError("X006", "")
    chosen = choose_profile(profile, None, front.data.get("year"))
    if chosen.id != guess.id:
        before, found = chapters(outline.blocks, chosen)
        front = _front(before, found, outline)
    report = Report(path, form, chosen, {"profile": chosen.id, **front.data}, outline=outline)
    report.places.update(front.places)
    report.runs.update(front.runs)
    report.found.update(front.found)
    _put_preface(report, [each for index, each in enumerate(before) if index not in front.used_before])
    _put_chapters(report, found, front)
    _put_tables(report, outline, chosen)
    _put_lost(report, found)
    _put_leftover(report, outline)
    return report


def _every_section() -> list[SectionForm]:
    """Return the chapters of every form: what year a document is of may stand in one of them."""
    return [form for each in profiles().values() if each.by_year for form in each.sections.values()]


def _front(before: list[Paragraph], found: list[Chapter], outline: Outline) -> Front:
    front = extract_front(before, found[-1].paragraphs if found else [], outline.meta, outline.meta.get("sheets", ""))
    inside = [each for chapter in found for each in chapter.paragraphs]
    if "period" not in front.data:  # the preface may stand inside the first chapter
        read_statements(front, inside)
    if "year" not in front.data:
        texts = [each.text for each in (*before, *inside)]
        stated = next((year for year in map(stated_year, texts[:_OPENING]) if year), None)
        period = int(front.data["period"]["end"][:4]) if "period" in front.data else None
        told = year_told_of(texts)
        front.put("year", told if period and stated and told in (period, stated) else stated or period or told)
    return front


def _is_report(front: Front, found: list[Chapter], outline: Outline) -> bool:
    """Tell whether this is an annual report at all: by its title, its chapters or its tables."""
    if _is_titled(str(front.data.get("title", ""))) or len({each.key for each in found if each.key}) >= _ENOUGH:
        return True
    forms = [each for each in profiles().values() if "requests" in each.tables and len(each.lineage) == 1]
    parts = kinds.parts(list(outline.tables()), kinds.vocabulary(forms))
    if len({kind for kind, _, _ in parts}) > 1:
        return True
    return bool(found) and "year" in front.data and says_it_is(each.text for each in outline.paragraphs())


def _is_titled(title: str) -> bool:
    """Tell whether a title is that of a report by one of the forms, and not of a notice about reports."""
    titles = (
        each.raw["recognise"]["title"] for each in profiles().values() if each.by_year and "recognise" in each.raw
    )
    return any(pattern(each).search(title) for each in dict.fromkeys(titles))


def _put_preface(report: Report, paragraphs: list[Paragraph]) -> None:
    kept = [each for each in paragraphs if each.text.strip()]
    if kept:
        report.data["preface"] = [each.text for each in kept]
    for index, each in enumerate(kept):
        _place(report, f"/preface/{index}", each)


def _put_chapters(report: Report, found: list[Chapter], front: Front) -> None:
    sections: dict[str, Any] = {}
    extra: list[dict[str, Any]] = []
    last = found[-1] if found else None
    for chapter in found:
        used = front.used_after if chapter is last else frozenset()
        paragraphs = [each for index, each in enumerate(chapter.paragraphs) if index not in used and each.text.strip()]
        entry: dict[str, Any] = {"heading": chapter.heading.text} if chapter.heading else {}
        entry["text"] = [each.text for each in paragraphs]
        if chapter.key and chapter.key not in sections:
            pointer = f"/{report.profile.chapters}/{chapter.key}"
            sections[chapter.key] = entry
        else:
            pointer = f"/extra_sections/{len(extra)}"
            extra.append(entry)
        _place_chapter(report, pointer, chapter, paragraphs)
    report.data[report.profile.chapters] = sections
    if extra:
        report.data["extra_sections"] = extra


def _place_chapter(report: Report, pointer: str, chapter: Chapter, paragraphs: list[Paragraph]) -> None:
    if chapter.heading is not None and report.outline is not None:
        block = report.outline.blocks[chapter.heading.block]
        report.places[pointer] = block.place
        report.places[f"{pointer}/heading"] = block.place
        report.runs[f"{pointer}/heading"] = getattr(block, "runs", ())
        report.found[f"{pointer}/heading"] = chapter.heading
    elif paragraphs:
        report.places[pointer] = paragraphs[0].place
    for index, each in enumerate(paragraphs):
        _place(report, f"{pointer}/text/{index}", each)


def _place(report: Report, pointer: str, paragraph: Paragraph) -> None:
    report.places[pointer] = paragraph.place
    report.runs[pointer] = paragraph.runs


def _put_tables(report: Report, outline: Outline, profile: Profile) -> None:
    forms = [
        each
        for each in forms_of(profile)
        if each.country == profile.country and not profile.tables.keys().isdisjoint(each.tables)
    ]
    if not profile.tables:
        return
    tables = read_tables(outline.blocks, profile, forms)
    report.data["tables"] = tables.data
    report.places.update(tables.places)
    report.found.update(tables.found)


def _put_leftover(report: Report, outline: Outline) -> None:
    """Keep what belongs to no key, so that nothing of the document escapes the rules."""
    placed = {id(place) for place in report.places.values()}
    known = {passage.text for passage in report.passages()}
    pieces: list[Paragraph | Cell] = [*outline.paragraphs(), *outline.aside]
    pieces += [cell for table in outline.tables() for cell in table.cells]
    report.leftover += [
        Passage("", each.text, each.place, each.runs)
        for each in pieces
        if each.text and id(each.place) not in placed and each.text not in known
    ]
    report.memo.pop("passages")  # asked for above, before these belonged to them


def _put_lost(report: Report, found: list[Chapter]) -> None:
    """Add the chapters of which only the table is left, where the file marks no headings as such."""
    levels = [chapter.heading.level for chapter in found if chapter.heading]
    tables, sections = report.data.get("tables", {}), report.data[report.profile.chapters]
    order = list(report.profile.sections)
    lost = [key for key in tables if key in order and key not in sections]
    if not lost or not levels or any(level is not None for level in levels):
        return
    for key in lost:
        earlier = [each for each in sections if order.index(each) < order.index(key)]
        at = list(sections).index(max(earlier, key=order.index)) + 1 if earlier else 0
        entries = [*sections.items()]
        entries.insert(at, (key, {"text": []}))
        sections.clear()
        sections.update(entries)
        report.places[f"/{report.profile.chapters}/{key}"] = report.places[f"/tables/{key}"]
