"""Numbers of chapters and of the sub-headings inside them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import Correction, Problem, Related, Replacement, check
from disclosure_lint.checks.structure import Chapter, chapters_of, is_annex
from disclosure_lint.extract.headings import NUMERALS, number
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

#: （一） at the beginning of a paragraph or a sentence; 第（一）项 is no sub-heading.
_SUBHEADING = pattern(r"(?:^|(?<=[。；;：:！？\s]))[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)](?!\s*(?:项|款|条|目))")
#: What may come before a list that begins anew.
_LEADS_IN = pattern(
    r"^\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|\d{1,2}\s*[、.．)）]|[①-⑳]|第[一二三四五六七八九十])|[：:]\s*$"
    r"|以下|如下|下一步|下步|今后|改进|整改|针对|为此|存在|问题|不足|措施|方面|^[^。；;]{1,30}$"
)
_LEAD = 120
#: So many lists may be open around one.
_DEEPEST = 50
_NUMERAL = pattern(r"\s*+第?\s*+([一二三四五六七八九十]{1,3})")


@check("numbering.consecutive")
def consecutive(report: Report) -> Iterator[Problem]:
    """一、二、三… are consecutive and unique, and so are （一）（二）… inside a chapter.

    A gap that is as long as the official chapters that are missing in it is
    S101's to tell, and chapters that only stand in the wrong order S102's.
    """
    chapters = [each for each in chapters_of(report) if not is_annex(report, each)]
    numbered = [each for each in chapters if each.heading.ordinal is not None]
    if not _only_moved(report, numbered):
        yield from _outer_numbering(report, chapters, few=2 * len(numbered) < len(chapters))
    for section in (*report.select(f"/{report.profile.chapters}/*"), *report.select("/extra_sections/*")):
        texts = report.get(f"{section}/text")
        yield from _inner_numbering(section, texts if isinstance(texts, list) else [])


def _only_moved(report: Report, numbered: list[Chapter]) -> bool:
    """Tell whether the numbers are complete and unique, and stand with the chapters they belong to."""
    ordinals = [each.heading.ordinal or 0 for each in numbered]
    if ordinals == sorted(ordinals) or sorted(ordinals) != list(range(1, len(ordinals) + 1)):
        return False
    return all(each.heading.ordinal == _official(report, each) for each in numbered if _official(report, each))


def _official(report: Report, chapter: Chapter) -> int | None:
    form = report.profile.sections.get(chapter.pointer.rpartition("/")[2])
    return number(form.number) if form and chapter.pointer.startswith("/sections/") else None


def _outer_numbering(report: Report, chapters: list[Chapter], *, few: bool) -> Iterator[Problem]:
    before: Chapter | None = None
    last: int | None = 0
    official = {_official(report, each) for each in chapters_of(report)}
    later = Counter(each.heading.ordinal - at for at, each in enumerate(chapters) if each.heading.ordinal is not None)
    for position, chapter in enumerate(chapters):
        ordinal, heading = chapter.heading.ordinal, chapter.heading
        if ordinal is not None:
            later[ordinal - position] -= 1
        if ordinal is None:
            if not few and not heading.listed:
                yield Problem(f"{chapter.pointer}/heading", {"heading": heading.text}, variant="none")
            before, last = chapter, None
            continue
        missing = _missing_between(report, before, chapter, official)
        restarts = ordinal == 1 and report.profile.chapters == "topics" and last != 1
        if last is None or restarts or ordinal in (last + 1, last + 1 + missing):
            last = ordinal
        else:
            values = {"stated": _numeral(ordinal), "expected": _numeral(last + 1), "heading": heading.text}
            note = (Related(f"{before.pointer}/heading", {"heading": before.heading.text}, "before"),) if before else ()
            variant = "twice" if ordinal <= last else ""
            # One number alone is wrong where more of the later ones go on from what was expected than from it.
            slip = later[last + 1 - position] > later[ordinal - position]
            fix = _renumbered(chapter, last + 1) if slip or position + 1 == len(chapters) else None
            yield Problem(f"{chapter.pointer}/heading", values, variant=variant, related=note, fix=fix)
            last = last + 1 if slip else ordinal
        before = chapter


def _renumbered(chapter: Chapter, expected: int) -> Correction | None:
    """Put the expected number before a chapter, where its number is printed as a numeral."""
    match = _NUMERAL.match(chapter.heading.text)
    if match is None or number(match[1]) != chapter.heading.ordinal:
        return None
    return Correction((Replacement(f"{chapter.pointer}/heading", _numeral(expected), match.span(1)),))


def _missing_between(report: Report, before: Chapter | None, chapter: Chapter, stated: set[int | None]) -> int:
    """Return how many official chapters between two have no heading in the report; `stated` have one."""
    start = (_official(report, before) if before else 0) or 0
    end = _official(report, chapter)
    if end is None or (before is not None and not start):
        return 0
    return sum(each not in stated for each in range(start + 1, end))


def _inner_numbering(section: str, texts: list[str]) -> Iterator[Problem]:
    """Yield sub-headings out of sequence; a list may begin anew, and one around it go on after it."""
    open_lists: list[int] = []
    before: tuple[Any, bool] = ("：", True)
    for index, text in enumerate(texts):
        found = list(_SUBHEADING.finditer(text)) if isinstance(text, str) else []
        if not found:
            before = (text, False)
        for match in found:
            ordinal = number(match[1])
            goes_on = [depth for depth, last in enumerate(open_lists) if last == ordinal - 1]
            last = open_lists[-1] if open_lists else 0
            if goes_on:
                del open_lists[goes_on[-1] :]
            elif ordinal != 1 or (last == 1 and not _leads_in(*before)):
                values = {"stated": f"（{match[1]}）", "expected": f"（{_numeral(last + 1)}）"}
                values["heading"] = text[match.start() : match.start() + 20].strip()
                yield Problem(
                    f"{section}/text/{index}", values, span=match.span(1), variant="twice" if ordinal <= last else ""
                )
                open_lists[-1:] = []
            open_lists.append(ordinal)
            del open_lists[:-_DEEPEST]
            before = (text, True)


def _leads_in(text: Any, listed: bool) -> bool:  # noqa: FBT001 - with the text, one of a pair
    """Tell whether a list may begin anew behind a text, which may be of a list itself."""
    if listed or not isinstance(text, str):
        return isinstance(text, str) and text.rstrip().endswith(("：", ":"))
    return len(text) <= _LEAD and _LEADS_IN.search(text) is not None


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if not tens else (NUMERALS[tens - 1] if tens > 1 else "") + "十") + (NUMERALS[ones - 1] if ones else "")
