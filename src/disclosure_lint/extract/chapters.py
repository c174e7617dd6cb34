"""Which heading begins which chapter, and what text belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from disclosure_lint.extract.headings import Heading, headings, number, score
from disclosure_lint.outline import Paragraph, keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.profiles import Profile


@dataclass(slots=True)
class Chapter:
    """A chapter: its key ("" for one outside the form), its heading, its paragraphs.

    A chapter that was recognised by what it says, its heading being lost, has
    no heading.
    """

    key: str
    heading: Heading | None
    paragraphs: list[Paragraph] = field(default_factory=list)


def chapters(blocks: Sequence[Block], profile: Profile) -> tuple[list[Paragraph], list[Chapter]]:
    """Return the paragraphs before the first chapter, and the chapters in order."""
    found = headings(blocks, profile.sections)
    found = _without_contents(found, profile)
    chosen = _choose(found, profile)
    further = _extras(found, chosen) if profile.chapters == "sections" else _consecutive(found, chosen)
    begins = {**dict.fromkeys(further, ""), **chosen}
    by_block = {heading.block: heading for heading in found}
    before: list[Paragraph] = []
    result: list[Chapter] = []
    for index, block in enumerate(blocks):
        if index in begins:
            result.append(Chapter(begins[index], by_block[index]))
            if isinstance(block, Paragraph) and (rest := _rest(block, by_block[index].end)):
                result[-1].paragraphs.append(rest)
        elif isinstance(block, Paragraph):
            (result[-1].paragraphs if result else before).append(block)
    return before, _split_lost(result, profile)


def _rest(paragraph: Paragraph, start: int) -> Paragraph | None:
    text = paragraph.text
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text):
        return None
    rest, runs = keep(text, paragraph.runs, [(start, len(text), text[start:])])
    return replace(paragraph, text=rest, runs=runs, level=None)


def _without_contents(found: list[Heading], profile: Profile) -> list[Heading]:
    """Drop a table of contents: chapter headings on end that all come again later."""
    end = 1
    while end < len(found) and found[end].block == found[end - 1].block + 1:
        end += 1
    first, rest = found[:end], found[end:]
    again = {heading.title for heading in rest}
    contents = [heading for heading in first if any(heading.title.startswith(title) for title in again if title)]
    if len(contents) < 3:
        return found
    return [heading for heading in found if heading not in contents]


def _choose(found: list[Heading], profile: Profile) -> dict[int, str]:
    """Give each official chapter the heading that names it best; of equals, the first."""
    options = [
        (score(heading.title, heading.ordinal, form), -heading.block, heading.block, key)
        for heading in found
        for key, form in profile.sections.items()
    ]
    chosen: dict[int, str] = {}
    for points, _, block, key in sorted(options, reverse=True):
        if points > 0 and block not in chosen and key not in chosen.values():
            chosen[block] = key
    return chosen


def _extras(found: list[Heading], chosen: dict[int, str]) -> list[int]:
    """Return the headings of further chapters: those that carry the chapters' numbers on.

    Numbers that begin again inside a chapter are its own sub-headings, and so
    are those of a chapter after which the official numbers begin again.
    """
    extras = []
    official = [heading for heading in found if heading.block in chosen]
    for heading in found:
        before = [each for each in official if each.block < heading.block]
        if heading.block in chosen or heading.ordinal is None or not before:
            continue
        last = max((each.ordinal or 0 for each in before), default=0)
        following = next((each for each in official if each.block > heading.block), None)
        restarts = following is not None and (following.ordinal or 99) <= (before[-1].ordinal or 0)
        again = any(heading.title == each.title for each in before)
        if again or (heading.ordinal > last - 1 and heading.ordinal > (before[-1].ordinal or 0) and not restarts):
            extras.append(heading.block)
    return extras


def _consecutive(found: list[Heading], chosen: dict[int, str]) -> list[int]:
    """Return the headings of a report with chapters of its own: those whose numbers go on from one another."""
    last = 0
    chapters_found = []
    for heading in found:
        if heading.block in chosen or heading.ordinal == last + 1:
            chapters_found.append(heading.block)
            last = heading.ordinal or last
    return chapters_found


def _split_lost(result: list[Chapter], profile: Profile) -> list[Chapter]:
    """Give a chapter whose heading is lost the paragraphs that are plainly its own."""
    present = {chapter.key for chapter in result}
    for key, form in profile.sections.items():
        if key in present or form.content is None:
            continue
        for index, chapter in enumerate(result):
            after = result[index + 1].key if index + 1 < len(result) else ""
            if not _follows(chapter.key, key, after, profile):
                continue
            start = next((i for i, each in enumerate(chapter.paragraphs) if form.content.search(each.text)), None)
            if start is not None:
                lost = Chapter(key, None, chapter.paragraphs[start:])
                del chapter.paragraphs[start:]
                result.insert(index + 1, lost)
                break
    return result


def _follows(key: str, lost: str, after: str, profile: Profile) -> bool:
    order = list(profile.sections)
    if key not in order or order.index(key) >= order.index(lost):
        return False
    return after not in order or order.index(after) > order.index(lost)


def official_number(profile: Profile, key: str) -> int:
    """Return the number that an official chapter has in the form."""
    return number(profile.sections[key].number)
