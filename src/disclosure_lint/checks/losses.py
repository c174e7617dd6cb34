"""Characters that a conversion dropped from the text or put into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.checks import Correction, Problem, Related, Replacement, check
from disclosure_lint.checks.passages import outside, prose, written
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Passage, Report

_HAN = "\u4e00-\u9fff"
_YEAR = r"(?<![\d.A-Za-z/\-_])20[0-4]\d"
_SPLITS = pattern(r"(20\d\d)\D{0,3}(1[0-2]|0?[1-9])\D{0,3}(3[01]|[12]\d|0?[1-9])")
_SIGNS = pattern(r"[年月 \u3000]")
#: Figures of a date whose 年, 月 or 日 is gone. Each needs a neighbour that only a date has.
_DATES = pattern(
    rf"{_YEAR}\d{{2,4}}(?=[ ]?(?:日|起|止|至|到))"
    rf"|{_YEAR}\d{{1,2}}月(?:\d{{1,2}}日?)?"
    rf"|(?:(?<=[自从至到])|(?<=截[至止])|(?<=[自从至到] )){_YEAR}\d{{2,4}}(?![\d\-/.A-Za-z])"
    rf"|{_YEAR}[ \u3000]?年[ \u3000]?(?:1[0-2]|[1-9])(?:3[01]|[12]\d|[1-9])[ \u3000]?日(?![内以之左前后])"
    rf"|{_YEAR}[ \u3000]?年[ \u3000]?\d{{1,2}}[ \u3000]?月[ \u3000]?\d{{1,2}}(?=[ ]?[起止至到，。；）)])"
    rf"|{_YEAR}[ \u3000]{{1,4}}\d{{1,2}}[ \u3000]{{1,4}}\d{{1,2}}[ \u3000]{{0,4}}(?=[日起止至到])",
    first=r"20[0-4]\d[\d \u3000]|年[ \u3000]?\d+[ \u3000]?日|月[ \u3000]?\d{1,2}(?![\d日])",
)
#: A year at the head of a clause that goes on without 年.
_YEARS = pattern(
    rf"(?:^|(?<=[。；\n]))[ \u3000]*(20[0-4]\d)[ \u3000]?"
    rf"(?:(?=[，,][ ]?[{_HAN}])|(?=度[，{_HAN}])|(?=(?:我|本|全)[局市区县委厅办镇乡省院校机单街]))",
    first=r"20[0-4]\d(?![年〕\d])",
)
#: The brackets or the 号 of a document's number are gone.
_NUMBERS = pattern(
    rf"(?<=[{_HAN}])[〔\[（(]20[0-4]\d[〕\]）)][ ]?(?:第[ ]?)?\d{{1,4}}(?![\d〕])"
    r"(?![ ]?(?:号|[、，,和及与—\-－~至][ ]?(?:第[ ]?)?\d))"
    rf"|(?<=[发函办字文通])20[0-4]\d\d{{1,3}}[ ]?号(?!楼|院|线|路)"
    rf"|(?<=令第)[ ]?\d{{3}}(?![\d号])(?![ ]号)|(?<=国务院令第)[ ]?\d{{3}}(?=[）)])",
    needs=("〔2", "[2", "（2", "(2", "发2", "函2", "办2", "字2", "文2", "通2", "令第"),
)
#: A page number in the middle of a sentence.
_PAGES = pattern(
    rf"(?<=[{_HAN}，、；“”《》（）])[ ]*[-—–－][ ]\d{{1,3}}[ ][-—–－][ ]*(?=[{_HAN}，、；“”《》（）\d])"
    rf"|(?<=[{_HAN}，、；])[ ]*第[ ]?\d{{1,3}}[ ]?页[ ，,/]{{0,3}}共[ ]?\d{{1,3}}[ ]?页[ ]*(?=[{_HAN}，、；。])"
)
#: What has no business in the text at all.
_STRAY = ("page", "emoji")
_PAGE_SIGNS = ("- ", "— ", "– ", "－ ", "页")
#: Not where a quoted name begins or ends with it: some accounts are called so.
_EMOJI = pattern(
    "(?<!“)[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff](?!\ufe0f?”)\ufe0f?"
)
#: What 政府信息公开 stands for is in order: it is not even looked at.
_STATUTE = pattern(
    rf"(?<=中华人民共和国)政府([{_HAN}A-Za-z]{{1,12}}?)条例|政府([{_HAN}A-Za-z]{{1,12}}?)工作(?:\d{{4}})?年度报告",
    first="政府(?!信息公开).{1,18}(?:条例|年度报告)",
)


class _Loss(NamedTuple):
    """A stretch of a passage, and how it, or the `part` of it, probably reads ("" where nobody can tell)."""

    passage: Passage
    start: int
    end: int
    reads: str = ""
    part: str = ""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


@check("losses.found")
def found(
    report: Report, *, phrases: list[dict[str, str]], icons: str, brands: list[str], subjects: list[str]
) -> Iterator[Problem]:
    """No character was lost from the text, and none came in from elsewhere.

    `phrases` are words that lost a character: what they hold (`in`), how they
    are told from other words (`is`), and what they read (`reads`);
    `icons` may stand before contacts; `brands` are names that have no business
    in a report; `subjects` are what a government's report or regulation is about.
    """
    passages = list(written(report))
    texts = prose(report)
    kinds = {
        "date": [loss for each in texts for loss in _dates(each)],
        "year": [_Loss(each, *match.span(1), f"{match[1]}年") for each, match in _matches(_YEARS, texts)],
        "number": [_Loss(each, *match.span()) for each, match in _matches(_NUMBERS, texts)],
        "page": [
            _Loss(each, *match.span())
            for each, match in _matches(
                _PAGES, [each for each in texts if any(sign in each.text for sign in _PAGE_SIGNS)]
            )
        ],
        "": list(_phrases(texts, phrases)),
        "emoji": [_Loss(each, *match.span()) for each, match in _matches(_EMOJI, passages) if match[0][0] not in icons],
        "brand": [
            *_replaced(texts, subjects),
            *(_Loss(each, *match.span()) for each, match in _matches(pattern("|".join(brands)), passages)),
        ],
    }
    for variant, losses in kinds.items():
        if losses:
            yield _problem(variant, losses)


def _matches(source: re.Pattern[str], passages: list[Passage]) -> Iterator[tuple[Passage, re.Match[str]]]:
    return ((passage, match) for passage in passages for match in source.finditer(passage.text))


def _problem(variant: str, losses: list[_Loss]) -> Problem:
    first = losses[0]
    values = {"text": first.text.strip(), "reads": first.reads, "count": len(losses)}
    related = tuple(Related(each.passage.pointer, {"text": each.text.strip()}, "more") for each in losses[1:20])
    span = (first.start, first.end)
    place = outside(first.passage, span)
    variant = f"{variant}-read" if variant == "date" and first.reads else variant
    related = tuple(each for each in related if each.pointer)
    return Problem(first.passage.pointer, values, span, variant, related, place=place, fix=_mended(variant, losses))


def _mended(variant: str, losses: list[_Loss]) -> Correction | None:
    """Put what was lost where it is known, and take out what came in from elsewhere."""
    known = [each for each in losses if each.passage.pointer and (each.reads or variant in _STRAY)]
    found = []
    for each in known:
        start = each.start + max(0, each.text.find(each.part))
        end, reads = start + len(each.part) if each.part else each.end, each.reads
        rest = each.passage.text[end : end + 2]
        if reads.endswith("日") and rest.lstrip(" ").startswith("日"):
            end += rest.index("日") + 1
        found.append(Replacement(each.passage.pointer, reads, (start, end)))
    return Correction(tuple(found)) if found else None


def _dates(passage: Passage) -> Iterator[_Loss]:
    for match in _DATES.finditer(passage.text):
        yield _Loss(passage, *match.span(), _date(match[0]))


def _date(text: str) -> str:
    """Return the only date that figures can be, "" where they can be several or none."""
    figures = text.strip()
    if _SIGNS.search(figures):
        match = _SPLITS.fullmatch(figures.rstrip("日"))
        return _shown(match[1], int(match[2]), int(match[3])) if match else ""
    year, rest = figures[:4], figures[4:]
    cuts = [cut for cut in (1, 2) if rest[cut:] and (cut == 2 or rest[0] != "0")]
    days = {(int(rest[:cut]), int(rest[cut:])) for cut in cuts}
    possible = [(month, day) for month, day in days if 1 <= month <= 12 and 1 <= day <= 31]
    return _shown(year, *possible[0]) if len(possible) == 1 else ""


def _shown(year: str, month: int, day: int) -> str:
    return f"{year}年{month}月{day}日"


def _phrases(passages: list[Passage], phrases: list[dict[str, str]]) -> Iterator[_Loss]:
    for phrase in phrases:
        holding = [passage for passage in passages if _outside(phrase["in"], phrase["reads"], passage.text)]
        if holding:  # few patterns of many are ever compiled
            for passage, match in _matches(pattern(phrase.get("is", phrase["in"])), holding):
                yield _Loss(passage, *match.span(), phrase["reads"], phrase["in"])


def _outside(part: str, whole: str, text: str) -> bool:
    """Tell whether a part stands in a text elsewhere than in the whole word."""
    return text.count(part) > text.count(whole) * whole.count(part)


def _replaced(passages: list[Passage], subjects: list[str]) -> Iterator[_Loss]:
    """Yield what stands where 信息公开 belongs: known from the names of the regulation and of the report."""
    named = [match[1] or match[2] for _, match in _matches(_STATUTE, passages)]
    strange = {words for words in named if not pattern("|".join(subjects)).search(words)}
    if strange:
        replaced = re.compile("政府(" + "|".join(map(re.escape, sorted(strange))) + ")")
        for passage, match in _matches(replaced, passages):
            yield _Loss(passage, *match.span(1), "信息公开")
