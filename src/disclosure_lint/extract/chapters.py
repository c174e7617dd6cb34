"""Which heading begins which chapter, and what text belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.headings import Heading, headings, score
from disclosure_lint.outline import Paragraph, keep
from disclosure_lint.records import Record, field, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.profiles import Profile


class Chapter(Record):
    """A chapter: its key ("" for one outside the form), its heading, its paragraphs.

    A chapter that was recognised by what it says, its heading being lost, has
    no heading.
    """

    key: str
    heading: Heading | None
    paragraphs: list[Paragraph] = field(default_factory=list)


def chapters(blocks: Sequence[Block], profile: Profile) -> tuple[list[Paragraph], list[Chapter]]:
    """Return the paragraphs before the first chapter, and the chapters in order."""
    every = headings(blocks, profile.sections)
    found = _without_contents(every, blocks)
    contents = {each.block for each in every} - {each.block for each in found}
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
        elif isinstance(block, Paragraph) and index not in contents:
            (result[-1].paragraphs if result else before).append(block)
    marked = any(chapter.heading and chapter.heading.level is not None for chapter in result)
    return before, result if marked else _split_lost(result, profile)


def _rest(paragraph: Paragraph, start: int) -> Paragraph | None:
    text = paragraph.text
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text):
        return None
    rest, runs = keep(paragraph.runs, [(start, len(text), text[start:])])
    return replace(paragraph, text=rest, runs=runs, level=None)


def _without_contents(found: list[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Drop a table of contents: headings with no sentence among them that all come again later."""
    for end in range(3, len(found)):
        first = found[:end]
        if not any(found[end].title == each.title or _begins(each, found[end]) for each in first):
            continue
        again = [each for each in first if any(_begins(each, later) for later in found[end:])]
        between = blocks[first[0].block : first[-1].block]
        if len(again) >= 3 and not any(isinstance(each, Paragraph) and "。" in each.text for each in between):
            return [each for each in found if each not in again]
        return found
    return found


def _begins(entry: Heading, heading: Heading) -> bool:
    """Tell whether an entry of a table of contents is that of a heading; a page number may follow."""
    return bool(heading.title) and entry.title.startswith(heading.title) and entry.ordinal == heading.ordinal


def _choose(found: list[Heading], profile: Profile) -> dict[int, str]:
    """Give each official chapter the heading that names it best; of equals, the first.

    Where the chapters are numbered, a heading without a number can only be one
    whose place is between its neighbours: it may as well be a sub-heading.
    """
    numbered = [each for each in found if each.ordinal is not None or each.listed]
    chosen = _best(numbered, profile, {})
    if len(chosen) < 3:
        return _best(found, profile, {})
    blocks = {each.block for each in numbered}
    return _best([each for each in found if each.block not in blocks], profile, chosen)


def _best(found: list[Heading], profile: Profile, taken: dict[int, str]) -> dict[int, str]:
    options = [
        (score(heading.title, heading.ordinal, form), -heading.block, heading.block, key)
        for heading in found
        for key, form in profile.sections.items()
        if not taken or _fits(heading.block, key, taken, profile)
    ]
    chosen = dict(taken)
    for points, _, block, key in sorted(options, reverse=True):
        if points > 0 and block not in chosen and key not in chosen.values():
            chosen[block] = key
    return chosen


def _fits(block: int, key: str, taken: dict[int, str], profile: Profile) -> bool:
    order = list(profile.sections)
    place = order.index(key)
    return all((other < block) == (order.index(name) < place) for other, name in taken.items())


def _extras(found: list[Heading], chosen: dict[int, str]) -> list[int]:
    """Return the headings of further chapters: those that carry the chapters' numbers on.

    Numbers that begin again inside a chapter are its own sub-headings, and so
    are those of a chapter after which the official numbers begin again. Behind
    the last official chapter a heading of the same rank needs no number.
    """
    extras = []
    before: list[Heading] = []
    nested = 0
    ahead = [each for each in reversed(found) if each.block in chosen]
    for heading in found:
        if heading.block in chosen:
            before.append(ahead.pop())
            nested = 0
            continue
        if not before:
            continue
        last = before[-1].ordinal or 0
        later = ahead[-1] if ahead else None
        if heading.ordinal is None:
            if later is None and heading.level is not None and heading.level == before[-1].level:
                extras.append(heading.block)
        elif any(heading.title == each.title for each in before):
            extras.append(heading.block)
        elif heading.ordinal == 1 or (nested and heading.ordinal == nested + 1):
            nested = heading.ordinal
        elif heading.ordinal > last and not (later and (later.ordinal or 99) <= last):
            extras.append(heading.block)
    return extras


def _consecutive(found: list[Heading], chosen: dict[int, str]) -> list[int]:
    """Return the headings of a report with chapters of its own: those whose numbers go on from one another."""
    last = 0
    further = []
    for heading in found:
        if heading.block in chosen or heading.ordinal == last + 1:
            further.append(heading.block)
            last = heading.ordinal or last
    return further


def _split_lost(result: list[Chapter], profile: Profile) -> list[Chapter]:
    """Give a chapter whose heading is lost the paragraphs that are plainly its own.

    Only text that marks no headings loses one; elsewhere a heading that is missing was never there.
    """
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
