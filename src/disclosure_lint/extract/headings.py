"""Chapter headings, in every way they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.labels import bare, likeness
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from disclosure_lint.outline import Block, Paragraph
    from disclosure_lint.profiles import SectionForm

NUMERALS = "一二三四五六七八九十"
_CHAPTER = pattern(
    r"\s*(?:第\s*(?P<part>[一二三四五六七八九十]{1,3})\s*(?:部分|章)\s*[、.．:：]?"
    r"|(?P<number>[一二三四五六七八九十]{1,3})(?:\s*[、.．,，:：]|(?=[\s　])))[\s　]*(?P<title>[^\n]*)"
)
_LONGEST = 48
#: What ends the heading of a chapter whose text runs on in the same paragraph.
_STOP = pattern(r"[。；;！]")
_RUN_IN = pattern(r"\s{0,8}[。：:]|\s")

_MINOR = pattern(
    r"\s*+[（(]?\s*+(?:(?P<digits>\d{1,2})|(?P<numeral>[一二三四五六七八九十]{1,3}))\s*+[）)、.．]\s*+(?P<title>[^\n。；]{2,48})[。：:]?\s*+$"
)
_FEW = 3
#: Sub-headings, captions of tables, and the title of the report itself.
_NO_CHAPTER = pattern(
    r"^[（(\d①-⑳]|^表\s*[一二三四\d]|[。；;]|(?:年度?|工作)(?:报告|年报)$|^第?[一二三四五六七八九十]+是"
)


class Heading(NamedTuple):
    """A paragraph that may head a chapter.

    `ordinal` is the printed number (None: no number), `title` the words after
    it, `end` the offset in the paragraph where text after the heading begins,
    `level` the heading level that the format gives.
    """

    block: int
    ordinal: int | None
    title: str
    text: str
    end: int
    listed: bool = False
    shown: bool = False
    level: int | None = None


def number(numeral: str) -> int:
    """Return the value of a Chinese numeral up to ninety-nine."""
    tens, ten, ones = numeral.rpartition("十")
    value = NUMERALS.index(ones) + 1 if ones else 0
    if ten:
        value += 10 * (NUMERALS.index(tens) + 1 if tens else 1)
    return value


class _Alone(NamedTuple):
    """A line of a data draft, which looks like nothing."""

    text: str
    level: int | None = None
    listed: bool = False
    bold: bool = False
    centred: bool = False


def headings(blocks: Sequence[Block], sections: dict[str, SectionForm]) -> list[Heading]:
    """Return what may head a chapter, in order.

    Where 一、二、… head no chapters of the form, titles behind （一） or 1. may.
    """
    from disclosure_lint.outline import Paragraph

    paragraphs = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Paragraph)]
    found = [heading for index, each in paragraphs if (heading := _heading(index, each, sections)) is not None]
    if not any(_names_section(each.title, sections) for each in found if each.ordinal is not None):
        taken = {each.block for each in found}
        minor = [heading for index, each in paragraphs if (heading := _minor(index, each, sections)) is not None]
        if len(minor) >= _FEW:
            found = sorted([*found, *(each for each in minor if each.block not in taken)], key=lambda each: each.block)
    return found


def _minor(index: int, paragraph: Paragraph | _Alone, sections: dict[str, SectionForm]) -> Heading | None:
    """Return a title of the form that is numbered as a sub-heading."""
    match = _MINOR.match(paragraph.text)
    if match is None or not _names_section(match["title"], sections):
        return None
    ordinal = int(match["digits"]) if match["digits"] else number(match["numeral"])
    text, title = paragraph.text.strip(), match["title"].strip().rstrip("。：:")
    return Heading(index, ordinal, title, text, len(paragraph.text), paragraph.listed, level=paragraph.level)


def _heading(index: int, paragraph: Paragraph | _Alone, sections: dict[str, SectionForm]) -> Heading | None:
    text = paragraph.text
    shown = paragraph.level is not None or paragraph.bold or paragraph.centred
    match = _CHAPTER.match(text)
    if match is None:
        return _unnumbered(index, paragraph, sections, shown=shown)
    ordinal = number(match["part"] or match["number"])
    title = match["title"].strip()
    if len(title) <= _LONGEST and not _STOP.search(title[:-1]) and not title.endswith(("；", ";", "，")):
        return Heading(
            index, ordinal, title.rstrip("。：:"), text.strip(), len(text), paragraph.listed, shown, paragraph.level
        )
    return _run_in(index, paragraph, match, ordinal, sections)


def _unnumbered(
    index: int, paragraph: Paragraph | _Alone, sections: dict[str, SectionForm], *, shown: bool
) -> Heading | None:
    """Return a heading without a number: an official title, or what the format marks as a heading."""
    text = paragraph.text.strip()
    title = text.rstrip("。：:")
    if not title or len(title) > _LONGEST or _NO_CHAPTER.search(title):
        return None
    if paragraph.level is None and not _names_section(title, sections):
        return None
    return Heading(index, None, title, text, len(paragraph.text), paragraph.listed, shown, paragraph.level)


def _run_in(
    index: int, paragraph: Paragraph | _Alone, match: re.Match[str], ordinal: int, sections: dict[str, SectionForm]
) -> Heading | None:
    """Return a heading whose text runs on behind it, if it is an official title."""
    start = match.start("title")
    cut = _RUN_IN.search(paragraph.text, start, start + _LONGEST)
    if cut is None:
        return None
    title = paragraph.text[start : cut.start()].strip()
    if not title or not any(score(title, ordinal, form) >= 1.5 for form in sections.values()):
        return None
    head = paragraph.text[: cut.start()].strip()
    return Heading(index, ordinal, title, head, cut.end(), paragraph.listed, shown=False)


def _names_section(title: str, sections: dict[str, SectionForm]) -> bool:
    label = bare(title)
    return bool(label) and any(label in map(bare, (form.title, *form.aliases)) for form in sections.values())


def chapter_title(text: str, sections: dict[str, SectionForm]) -> str:
    """Return the title of a text that is nothing but a numbered official heading, "" of any other."""
    match = _CHAPTER.fullmatch(text.strip())
    title = match["title"].strip() if match else ""
    return title if _names_section(title, sections) else ""


def score(title: str, ordinal: int | None, form: SectionForm) -> float:
    """Return how well a title names an official chapter: 3 exactly, 0 not at all."""
    label = bare(title)
    place = 0.5 if ordinal is not None and ordinal == number(form.number) else 0.0
    if label == bare(form.title):
        return 3.0 + place
    if any(label == bare(alias) for alias in form.aliases):
        return 2.5 + place
    if form.match is not None and form.match.search(title.replace(" ", "")):
        return 1.5 + place + likeness(title, (form.title,)) / 2
    if place and likeness(title, (form.title, *form.aliases)) >= 0.7:
        return 1.2 + place
    return 0.0


def parse(text: str, sections: dict[str, SectionForm]) -> Heading | None:
    """Read a heading that stands alone, as in a data draft."""
    alone = _Alone(text)
    found = _heading(0, alone, sections) or _minor(0, alone, sections)
    return found or Heading(0, None, text.strip(), text.strip(), len(text), shown=True)
