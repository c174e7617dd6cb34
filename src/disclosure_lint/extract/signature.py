"""Lines that are nothing but a number, a date, or the name of the body that signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.agencies import looks_like_body
from disclosure_lint.extract.dates import FoundDate, find_dates, fold
from disclosure_lint.extract.titles import squeeze
from disclosure_lint.patterns import pattern
from disclosure_lint.positions import Place, Runs, span_place
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from disclosure_lint.outline import Paragraph

#: A page also dates itself with nothing but 日期： at the beginning of a line.
_PUBLISHED = pattern(r"(?:(?:发布|公开|公布|发表|上网)\s*(?:日\s*期|时\s*间)\s*[:：]?|^\s*(?:日\s*期|时\s*间)\s*[:：])")
_WRITTEN = pattern(r"(?:成文|生成|发文|落款|签发)\s*(?:日\s*期|时\s*间)\s*[:：]?")
_NUMBER = pattern(
    r"(?:(?:发文字号|文号|文件编号)\s*[:：]\s*)?"
    r"([\u4e00-\u9fff（）()]{1,16}[〔\[【（(［]\s*+[0-9]{4}\s*+[〕\]】）)］]\s*+第?\s*+[0-9]{1,5}\s*+号)"
)
_SEALED = pattern(r"[（(](?:盖章|公章|印章|章)[）)]")
#: What a page says of an article beside the day it went up.
_CREDIT = pattern(r"(?:信息|文章|稿件)?来源[:：]|(?:作者|浏览次数|浏览量|点击数|阅读次数|访问次数)[:：]")
_LONGEST = 200
#: Marks of lists in which a page puts its labels.
_BULLETS = "-–—•·●▪*"


class Front(Record, eq=False, repr=False):
    """What was found around the chapters.

    `data` holds keys of the report; `places` and `runs` are by JSON Pointer, and
    `found` has dates as printed. `used_before` and `used_after` are the indexes
    of paragraphs that belong to keys or to the page (navigation, counters).
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    runs: dict[str, Runs] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    used_before: set[int] = field(default_factory=set)
    used_after: set[int] = field(default_factory=set)

    def put(
        self, key: str, value: Any, paragraph: Paragraph | None = None, span: tuple[int, int] | None = None
    ) -> None:
        """Keep a value under a key, with its place; the first of a key stays."""
        pointer = f"/{key}"
        if paragraph is not None and pointer not in self.places:
            place = span_place(paragraph.runs, *span, paragraph.place) if span else paragraph.place
            self.places[pointer] = place
        if value is not None:
            self.data.setdefault(key, value)


def read_line(front: Front, paragraph: Paragraph, text: str) -> bool:
    """Read a line that is nothing but a number, a date or the name of a body."""
    number = _NUMBER.fullmatch(fold(text).translate({ord("("): "（", ord(")"): "）"}))
    if number or (number := _NUMBER.fullmatch(text)):
        front.put("document_number", number[1], paragraph)
        return True
    dated = False
    for key, label in (("published_on", _PUBLISHED), ("signed_on", _WRITTEN)):
        mark = label.search(paragraph.text)
        date = next((each for each in find_dates(paragraph.text) if mark and each.start >= mark.end()), None)
        if mark and date and date.start - mark.end() <= 3 and len(paragraph.text) <= _LONGEST and "。" not in text:
            put_date(front, key, paragraph, date)
            dated = True
    return dated or _signature(front, paragraph, text)


def _signature(front: Front, paragraph: Paragraph, text: str) -> bool:
    """Read a line that is the name of a body, a date, or both."""
    dates = find_dates(paragraph.text)
    name = _SEALED.sub("", text).lstrip(_BULLETS)
    if dates:
        date = dates[0]
        rest = paragraph.text[: date.start] + paragraph.text[date.end :]
        name = _SEALED.sub("", squeeze(rest)).lstrip(_BULLETS)
        name = pattern(r"^[（(\s]+|(?<![）)\s])[）)\s]+$|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?").sub("", name)
        if len(dates) == 1 and _CREDIT.match(name) and len(text) <= _LONGEST and "。" not in text:
            put_date(front, "published_on", paragraph, date)
            return True
        if len(dates) > 1 or (name and not looks_like_body(name)):
            return False
        timed = pattern(r"\d{1,2}[:：]\d{2}").search(rest) is not None
        put_date(front, "published_on" if timed else "signed_on", paragraph, date)
    elif not looks_like_body(name):
        return False
    if name:
        front.put("signed_by", name, paragraph)
    return True


def put_date(front: Front, key: str, paragraph: Paragraph, date: FoundDate) -> None:
    """Keep a date under a key, with its place and as it is printed; the first of a key stays."""
    if f"/{key}" not in front.found:
        front.found[f"/{key}"] = paragraph.text[date.start : date.end]
        front.put(key, date.iso, paragraph, (date.start, date.end))
