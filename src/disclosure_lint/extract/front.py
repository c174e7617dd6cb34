"""What stands around the chapters: title, preface, contact, dates, signature, number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.agencies import kind_of, looks_like_body, same_body
from disclosure_lint.extract.contact import find_contact
from disclosure_lint.extract.dates import FoundDate, find_dates, find_period, fold
from disclosure_lint.extract.titles import Title, body_in_sentence, find_title, is_title, page_title, parse_title, squeeze, stated_year
from disclosure_lint.outline import Place, Runs, keep, span_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Paragraph

_PUBLISHED = re.compile(r"(?:发布|公开|公布|发表|上网|更新)\s*(?:日\s*期|时\s*间)\s*[:：]?")
_WRITTEN = re.compile(r"(?:成文|生成|发文|落款|签发)\s*(?:日\s*期|时\s*间)\s*[:：]?")
_NUMBER = re.compile(
    r"(?:(?:发文字号|文号|文件编号)\s*[:：]\s*)?"
    r"([\u4e00-\u9fff（）()]{1,16}[〔\[【（(［]\s*[0-9]{4}\s*[〕\]】）)］]\s*第?\s*[0-9]{1,5}\s*号)"
)
_FURNITURE = re.compile(
    r"^(?:正文|首页|目\s*录|引\s*言|前\s*言|导\s*语|编制说明|说明|打印.{0,12}|关闭.{0,8}|分享.{0,20}|当前位置.*|您(?:现在)?(?:所在|的位置).*|字[号体].*"
    r"|[【\[]?(?:索引号|信息分类|主题分类|发布机构|发文机关|来源|信息来源|作者|浏览|阅读|点击|访问量|责任编辑|名\s*称|文\s*号|有效性|主题词|公开方式|公开范围)\s*[:：】\]（(].*"
    r"|[-—－\s]*[0-9]{1,3}[-—－\s]*|[（(]此件.{0,10}公开(?:发布)?[）)]|附件?\s*[0-9]*\s*[:：].*|上一篇.*|下一篇.*)$"
)
_SEALED = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]")
_TAIL = 8


@dataclass(slots=True)
class Front:
    """What was found around the chapters.

    `data` holds keys of the report; `places` and `runs` are by JSON Pointer, and
    `found` has dates as printed. `used_before` and `used_after` are the indexes
    of paragraphs that belong to keys or to the page; those that belong only to
    the page (navigation, counters) are in `aside`.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    runs: dict[str, Runs] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    used_before: set[int] = field(default_factory=set)
    used_after: set[int] = field(default_factory=set)
    aside: set[int] = field(default_factory=set)

    def put(self, key: str, value: Any, paragraph: Paragraph | None = None, span: tuple[int, int] | None = None) -> None:
        """Keep a value under a key, with its place; the first of a key stays."""
        pointer = f"/{key}"
        if paragraph is not None and pointer not in self.places:
            place = span_place(paragraph.runs, *span, paragraph.place) if span else paragraph.place
            self.places[pointer] = place
        if value is not None:
            self.data.setdefault(key, value)


def extract_front(
    before: Sequence[Paragraph], after: Sequence[Paragraph], meta: dict[str, str], path_hint: str = ""
) -> Front:
    """Read what stands before the first chapter and at the end of the last one.

    `before` are the paragraphs before the first chapter, `after` those of the
    last chapter. What is in neither `used_before` nor `used_after` remains
    preface and chapter text.
    """
    front = Front()
    title = find_title(["" if _FURNITURE.match(squeeze(each.text)) else each.text for each in before])
    _read_title(front, before, title, meta)
    _read_lines(front, before, title)
    _read_tail(front, after)
    _read_preface(front, [each for index, each in enumerate(before) if index not in front.used_before])
    if "published_on" not in front.data and meta.get("published_on"):
        front.data["published_on"] = meta["published_on"]
    stated = (stated_year(each.text) for index, each in enumerate(before) if index not in front.used_before)
    _infer(front, next((year for year in stated if year), None), path_hint)
    return front


def _read_title(front: Front, before: Sequence[Paragraph], title: Title | None, meta: dict[str, str]) -> None:
    if title is None:
        text = page_title(meta.get("title", ""))
        if text:
            agency, year = parse_title(text)
            front.put("title", text)
            front.put("agency", agency)
            front.put("year", year)
        return
    lines = before[title.first : title.end]
    front.put("title", title.text, lines[0])
    if len(lines) == 1:
        front.runs["/title"] = _runs_of(lines[0], title.text)
    for key, value in (("agency", title.agency), ("year", title.year)):
        if value is not None:
            front.put(key, value, lines[0])
    front.used_before.update(range(title.first, title.end))


def _runs_of(paragraph: Paragraph, text: str) -> Runs:
    """Return the positions of a line's characters after spaces in it have gone."""
    pieces, at = [], 0
    for index, character in enumerate(paragraph.text):
        if at < len(text) and character == text[at]:
            pieces.append((index, index + 1, character))
            at += 1
    return keep(paragraph.text, paragraph.runs, pieces)[1] if at == len(text) else ()


def _read_lines(front: Front, before: Sequence[Paragraph], title: Title | None) -> None:
    """Read the short lines around the title: its repetition, number, body, dates, page furniture."""
    for index, paragraph in enumerate(before):
        if index in front.used_before:
            continue
        text = squeeze(paragraph.text)
        if not text or _line(front, paragraph, text):
            front.used_before.add(index)
        elif _FURNITURE.match(text) or (title and _is_outside(text, index, title)):
            front.used_before.add(index)
            front.aside.add(index)


def _is_outside(text: str, index: int, title: Title) -> bool:
    """Tell whether a line repeats the title or stands before it without being a sentence."""
    repeated = is_title(text) and (text in title.text or title.text in text or parse_title(text)[1] == title.year)
    return repeated or (index < title.first and "。" not in text)


def _line(front: Front, paragraph: Paragraph, text: str) -> bool:
    """Read a line that is nothing but a number, a date or the name of a body."""
    number = _NUMBER.fullmatch(fold(text).translate({ord("("): "（", ord(")"): "）"}))
    if number or (number := _NUMBER.fullmatch(text)):
        front.put("document_number", number[1], paragraph)
        return True
    dated = False
    for key, label in (("published_on", _PUBLISHED), ("signed_on", _WRITTEN)):
        mark = label.search(paragraph.text)
        date = next((each for each in find_dates(paragraph.text) if mark and each.start >= mark.end()), None)
        if mark and date and date.start - mark.end() <= 3 and len(paragraph.text) <= 200 and "。" not in text:  # noqa: PLR2004
            _put_date(front, key, paragraph, date)
            dated = True
    return dated or _signature(front, paragraph, text)


def _signature(front: Front, paragraph: Paragraph, text: str) -> bool:
    """Read a line that is the name of a body, a date, or both."""
    dates = find_dates(paragraph.text)
    name = _SEALED.sub("", text)
    if dates:
        date = dates[0]
        rest = paragraph.text[: date.start] + paragraph.text[date.end :]
        name = _SEALED.sub("", squeeze(rest))
        name = re.sub(r"^[（(\s]+|[）)\s]+$|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?", "", name)
        if len(dates) > 1 or (name and not looks_like_body(name)):
            return False
        timed = re.search(r"\d{1,2}[:：]\d{2}", rest) is not None
        _put_date(front, "published_on" if timed else "signed_on", paragraph, date)
    elif not looks_like_body(name):
        return False
    if name:
        front.put("signed_by", name, paragraph)
    return True


def _put_date(front: Front, key: str, paragraph: Paragraph, date: FoundDate) -> None:
    if f"/{key}" not in front.found:
        front.found[f"/{key}"] = paragraph.text[date.start : date.end]
        front.put(key, date.iso, paragraph, (date.start, date.end))


def _read_tail(front: Front, after: Sequence[Paragraph]) -> None:
    """Read signature and dates at the end of the last chapter, from the last line up."""
    tail = Front()
    for index in range(len(after) - 1, max(-1, len(after) - 1 - _TAIL), -1):
        text = squeeze(after[index].text)
        if not text or _FURNITURE.match(text):
            if text:
                tail.aside.add(index)
        elif not _line(tail, after[index], text):
            break
        tail.used_after.add(index)
    front.used_after = tail.used_after
    for pointer in tail.places:
        if pointer in ("/signed_on", "/signed_by"):
            # The signature stands at the end; a name or date below the title only replaces a missing one.
            front.data.pop(pointer[1:], None)
            front.found.pop(pointer, None)
            front.places.pop(pointer, None)
    for name in ("data", "places", "found"):
        kept = getattr(front, name)
        kept.update({key: value for key, value in getattr(tail, name).items() if key not in kept})


def _read_preface(front: Front, preface: Sequence[Paragraph]) -> None:
    for paragraph in preface:
        period = find_period(paragraph.text)
        if period and "period" not in front.data and period.start_iso and period.end_iso:
            front.put("period", {"start": period.start_iso, "end": period.end_iso}, paragraph, period.span)
            spans = (("start", period.start_span), ("end", period.end_span))
            for side, span in spans:
                front.places[f"/period/{side}"] = span_place(
                    paragraph.runs, *(span or period.span), paragraph.place
                )
        for key, found in find_contact(paragraph.text).items():
            contact = front.data.setdefault("contact", {})
            if key not in contact:
                contact[key] = found.value
                front.places[f"/contact/{key}"] = span_place(paragraph.runs, found.start, found.end, paragraph.place)
        front.put("agency", body_in_sentence(paragraph.text))


def _infer(front: Front, stated: int | None, path_hint: str) -> None:
    """Fill in what the title does not tell from the rest, the surest first."""
    data = front.data
    if "agency" not in data and "signed_by" in data:
        data["agency"] = data["signed_by"]
        front.places.setdefault("/agency", front.places["/signed_by"])
    if "year" not in data:
        in_path = re.search(r"(?<![0-9])(20[0-9]{2})(?![0-9])", path_hint)
        if "period" in data:
            data["year"] = int(data["period"]["end"][:4])
        elif stated:
            data["year"] = stated
        elif "signed_on" in data:
            data["year"] = int(data["signed_on"][:4]) - 1
        elif in_path:
            data["year"] = int(in_path[1])
    kind = _kind(data.get("agency", ""), data.get("signed_by", ""))
    if kind:
        data["agency_kind"] = kind


def _kind(agency: str, signed_by: str) -> str | None:
    """Return the kind of a body; 临江县 in a title (临江县政府信息公开…) means its government."""
    kind = kind_of(agency)
    if kind is None and signed_by and same_body(agency, signed_by) is not False:
        kind = kind_of(signed_by)
    if kind is None and agency.endswith(("省", "市", "县", "区", "州", "盟", "旗")):
        kind = "government"
    return kind
