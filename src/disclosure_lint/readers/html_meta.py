"""What a page says about itself: its title and the day it was published."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.html_text import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.readers.html_blocks import Found
    from disclosure_lint.readers.html_text import Source
    from disclosure_lint.readers.html_tree import Element

_TITLE_NAMES = ("articletitle", "article-title", "og:title", "title", "dc.title")
_DATE_NAMES = frozenset(
    {
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_time",
        "publishtime",
        "article:published_time",
        "dc.date.issued",
    }
)
_YEAR = r"((?:19|20)[0-9]{2})"
_DAY = pattern(rf"(?<![0-9]){_YEAR}\s*[-/.年]\s*([0-9]{{1,2}})\s*[-/.月]\s*([0-9]{{1,2}})(?![0-9])")
_LABEL = pattern(r"(?:发\s*布|公\s*布|公\s*开|发\s*稿|上\s*网|上\s*传|刊\s*登)\s*(?:日\s*期|时\s*间)\s*[：:]?\s*")
_PLAIN_LABEL = pattern(r"(?<![\u4e00-\u9fff])(?:日\s*期|时\s*间)\s*[：:]\s*")
_BYLINE = pattern(r"来\s*源|浏览|阅读|点击|字\s*[体号]|作\s*者|编\s*辑")
_REPORT = pattern(r"报告|年报|report", re.IGNORECASE)
TITLE = pattern(r"(?:政府|政务)?信息公开.{0,12}(?:报告|年报)|(?:19|20)[0-9]{2}.{0,40}(?:报告|年报)")
_TITLE_CLASS = pattern(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline)|title$", re.IGNORECASE)
_SEPARATORS = pattern(r"(?<!\s)\s*+[_|｜–—]++\s*+|(?<!\s)\s++-\s++|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_LONGEST_TITLE = 100
_SHORTEST_TITLE = 8


def squeezed(text: str) -> str:
    """Return a text without white space, for comparison."""
    return pattern(r"\s+").sub("", text)


def metas(root: Element) -> dict[str, str]:
    """Return the page's meta elements by name in lower case, the first of each."""
    found: dict[str, str] = {}
    for element in elements(root):
        if element.name == "meta" and "content" in element.attributes:
            name = element.attributes.get("name") or element.attributes.get("property") or ""
            found.setdefault(name.lower(), element.attributes["content"].strip())
    return found


def elements(root: Element) -> Iterator[Element]:
    """Yield all elements of a tree in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed(element.elements()))


def window_title(root: Element, source: Source) -> str:
    """Return the part of the page's `<title>` that names a report, the names of the site left out."""
    for element in elements(root):
        if element.name == "title":
            line = Line(source)
            for child in element.children:
                if isinstance(child, tuple):
                    line.add(*child)
            whole = line.finish()[0]
            parts = [part for part in _SEPARATORS.split(whole) if len(part) >= _SHORTEST_TITLE and TITLE.search(part)]
            return max(parts, key=len, default="")
    return ""


def stated_title(named: dict[str, str]) -> str:
    """Return the title that the page's meta elements give."""
    titles = [named[name] for name in _TITLE_NAMES if named.get(name)]
    return next((title for title in titles if _REPORT.search(title)), "")


def visible_title(blocks: list[Found], before: int, wanted: str) -> int | None:
    """Return the index of the paragraph before the body that is its title, None where there is none."""
    for index in range(before - 1, -1, -1):
        found = blocks[index]
        if isinstance(found.block, Paragraph) and _is_title(found, wanted):
            return index
    return None


def _is_title(found: Found, wanted: str) -> bool:
    text = found.block.text if isinstance(found.block, Paragraph) else ""
    if len(text) > _LONGEST_TITLE or found.linked > 0 or "。" in text or not _REPORT.search(text):
        return False
    if wanted and squeezed(text) == squeezed(wanted):
        return not pattern(r"[>》›»]").search(text)
    names = f"{found.home.attributes.get('class', '')} {found.home.attributes.get('id', '')}"
    named = getattr(found.block, "level", None) in (1, 2) or _TITLE_CLASS.search(names)
    return bool((named or TITLE.search(text)) and not pattern(r"位置|[>›»]|[：:]").search(text))


def published_on(named: dict[str, str], blocks: list[Found], first: int, core: int) -> str | None:
    """Return the ISO date of publication: of the page's meta elements, else of a line around its title.

    `first` is the index of the body's first block, `core` that of its first sentence.
    """
    for name in _DATE_NAMES:
        day = _day(named.get(name, ""))
        if day:
            return day
    near = [*range(first, core), *range(first - 1, -1, -1), *range(core, len(blocks))]
    texts = [text for index in near for text in _texts(blocks[index])]
    return _labelled(texts, _LABEL) or _labelled(texts[: 40 + core - first], _PLAIN_LABEL) or _in_byline(texts)


def _texts(found: Found) -> Iterable[str]:
    block = found.block
    if isinstance(block, Table):
        texts = [cell.text for cell in block.cells[:60]]
        return [f"{label}{value}" for label, value in pairwise(texts) if _LABEL.fullmatch(label)] or texts
    return [block.text] if "。" not in block.text and len(block.text) <= 2 * _LONGEST_TITLE else []


def _labelled(texts: list[str], label: re.Pattern[str]) -> str | None:
    for text in texts:
        match = label.search(text)
        day = _day(text[match.end() : match.end() + 24], start=True) if match else None
        if day:
            return day
    return None


def _in_byline(texts: list[str]) -> str | None:
    return next((day for text in texts if _BYLINE.search(text) and (day := _day(text))), None)


def _day(text: str, *, start: bool = False) -> str | None:
    match = _DAY.match(text) if start else _DAY.search(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
