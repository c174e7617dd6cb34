"""What stands around the chapters: title, preface, contact, dates, signature, number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.agencies import kind_of, same_body
from disclosure_lint.extract.contact import find_contact
from disclosure_lint.extract.dates import find_period
from disclosure_lint.extract.metadata import TITLED, read_labels
from disclosure_lint.extract.signature import Front, read_line
from disclosure_lint.extract.titles import (
    Title,
    body_in_sentence,
    find_title,
    is_title,
    page_title,
    parse_title,
    squeeze,
    stated_year,
)
from disclosure_lint.patterns import pattern
from disclosure_lint.positions import Runs, keep, span_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Paragraph

_FURNITURE = pattern(
    r"^(?:正文|首页|目\s*录|引\s*言|前\s*言|导\s*语|编制说明|说明|打印.{0,12}|关闭.{0,8}|分享.{0,20}|当前位置.*|您(?:现在)?(?:所在|的位置).*|字[号体].*"
    r"|[【\[]?(?:索引号|信息分类|主题分类|发布机构|发文机关|来源|信息来源|作者|浏览|阅读|点击|访问量|责任编辑|名\s*称|文\s*号|有效性|主题词|公开方式|公开范围)\s*[:：】\]（(].*"
    r"|[-—－\s]*+[0-9]{1,3}[-—－\s]*+|[（(]此件.{0,10}公开(?:发布)?[）)]|附件?\s*+[0-9]*+\s*+[:：].*|上一篇.*|下一篇.*)$"
)
#: What a page or an official letter prints below its signature.
_BELOW = pattern(
    r"^(?:(?:抄送|抄报|主送|分送)[:：].*|[（(]?(?:此页无正文|联系人?|联系人及(?:联系)?电话|联系电话|联系方式)[:：].{0,60}"
    r"|扫一扫.{0,20}|(?:用)?(?:微信|手机)扫.{0,20}|.{0,30}[0-9]{1,2}日印发|[（(]?(?:此页无正文|共印[0-9]{1,4}份)[）)]?)$"
)
_TAIL = 8


def extract_front(
    before: Sequence[Paragraph], after: Sequence[Paragraph], meta: dict[str, str], path_hint: str = ""
) -> Front:
    """Read what stands before the first chapter and at the end of the last one.

    `before` are the paragraphs before the first chapter, `after` those of the
    last chapter. What is in neither `used_before` nor `used_after` remains
    preface and chapter text.
    """
    front = Front()
    read_labels(front, before)
    title = _find_title(before)
    _read_title(front, before, title, meta)
    _read_lines(front, before, title)
    _read_tail(front, after)
    read_statements(front, [each for index, each in enumerate(before) if index not in front.used_before])
    if "published_on" not in front.data and meta.get("published_on"):
        front.data["published_on"] = meta["published_on"]
    _infer(front, [each.text for index, each in enumerate(before) if index not in front.used_before], path_hint)
    return front


def _find_title(before: Sequence[Paragraph]) -> Title | None:
    """Find the title among lines that are no furniture of a page; only there without a label before it, if anywhere."""
    lines = ["" if _FURNITURE.match(squeeze(each.text)) else each.text for each in before]
    plain = find_title(["" if TITLED.match(line) else line for line in lines])
    return plain or find_title([TITLED.sub("", line, count=1) if TITLED.match(line) else line for line in lines])


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
    return keep(paragraph.runs, pieces)[1] if at == len(text) else ()


def _read_lines(front: Front, before: Sequence[Paragraph], title: Title | None) -> None:
    """Read the short lines around the title: its repetition, number, body, dates, page furniture."""
    for index, paragraph in enumerate(before):
        if index in front.used_before:
            continue
        text = squeeze(paragraph.text)
        if (
            not text
            or read_line(front, paragraph, text)
            or _FURNITURE.match(text)
            or (title and _is_outside(text, index, title))
        ):
            front.used_before.add(index)


def _is_outside(text: str, index: int, title: Title) -> bool:
    """Tell whether a line repeats the title or stands before it without being a sentence."""
    repeated = is_title(text) and (text in title.text or title.text in text or parse_title(text)[1] == title.year)
    return repeated or (index < title.first and "。" not in text)


def _read_tail(front: Front, after: Sequence[Paragraph]) -> None:
    """Read signature and dates at the end of the last chapter, from the last line up."""
    tail = Front()
    for index in range(len(after) - 1, max(-1, len(after) - 1 - _TAIL), -1):
        text = squeeze(after[index].text)
        page = not text or _FURNITURE.match(text) or _BELOW.match(text)
        if not page and not read_line(tail, after[index], text):
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


def read_statements(front: Front, paragraphs: Sequence[Paragraph]) -> None:
    """Read the statistical period and the contact from a preface, wherever it stands."""
    for paragraph in paragraphs:
        period = find_period(paragraph.text)
        if period and "period" not in front.data and period.start_iso and period.end_iso:
            front.put("period", {"start": period.start_iso, "end": period.end_iso}, paragraph, period.span)
            spans = (("start", period.start_span), ("end", period.end_span))
            for side, span in spans:
                front.places[f"/period/{side}"] = span_place(paragraph.runs, *(span or period.span), paragraph.place)
        for key, found in find_contact(paragraph.text).items():
            contact = front.data.setdefault("contact", {})
            if key not in contact:
                contact[key] = found.value
                front.places[f"/contact/{key}"] = span_place(paragraph.runs, found.start, found.end, paragraph.place)


def _infer(front: Front, preface: list[str], path_hint: str) -> None:
    """Fill in what the title does not tell from the rest, the surest first."""
    data = front.data
    stated = next((year for year in map(stated_year, preface) if year), None)
    if "agency" not in data and "signed_by" in data:
        data["agency"] = data["signed_by"]
        front.places.setdefault("/agency", front.places["/signed_by"])
    elif "agency" not in data and (maker := next((name for name in map(body_in_sentence, preface) if name), None)):
        data["agency"] = maker
    if "year" not in data:
        in_path = pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9])").search(path_hint)
        if "period" in data and stated not in (None, int(data["period"]["end"][:4])):
            pass  # the chapters tell which of the two is wrong
        elif "period" in data:
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
