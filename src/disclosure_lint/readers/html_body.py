"""Where in a page the report stands: by what stands there, not by the names that a site gives.

Every block has a weight: running text, numbered headings and tables of figures
count, links and the furniture of a site do not. The body is the smallest
element that holds all that counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.readers.html_blocks import Found
    from disclosure_lint.readers.html_tree import Element

HEADING = pattern(r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.：:]|第[一二三四五六七八九十]{1,3}[章部]|[IVX]{1,5}\.\s")
DATE_LINE = pattern(
    r"[12][0-9]{3}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日|二[〇○Oo零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_FURNITURE = pattern(
    r"^(?:您?(?:现在|目前|当前)?(?:的|所在)?(?:的)?位置|首\s*页(?:\s*[>》›»/|]|$)|信息?来源[：:]|来\s*源[：:]|分享|打印|关闭|字[体号]|"
    r"[【\[]?\s*(?:字[体号]|打印|关闭|收藏)|(?:大|中|小)$|扫一扫|上一[篇条]|下一[篇条]|返回|相关(?:链接|文档|信息|文章|阅读|稿件)|"
    r"责任编辑|编辑[：:]|视力保护|无障碍|适老|长者|网站支持|今天是|欢迎)"
    r"|主办(?:单位)?[：:]|主办单位|承办单位?[：:]|主管单位|版权所有|ICP备|公网安备|公安备|网站标识码|技术支持[：:]|网站地图|"
    r"浏览器|分辨率|(?:发布|公开|更新)(?:日期|时间)[：:]|(?:浏览|点击|阅读|访问)(?:次数|人数|数|量|率)[：:]?|分享到|"
    r"Copyright|©",
    re.IGNORECASE,
)
_INDEX_TABLE = pattern(r"索\s*引\s*号|信息索引")
_REPORT_WORDS = pattern(r"公开|报告|申请|条例|本年|年度|复议|诉讼|统计|联系|FOIA|request|report", re.IGNORECASE)
_ATTACHMENT = pattern(r"附\s*[件表录]|\.(?:docx?|xlsx?|pdf|wps|zip|rar)\b", re.IGNORECASE)
_SENTENCE = 30
_LATIN_SENTENCE = 60
_HEADING_WEIGHT = 10
_CELLS = 4
_LINKS = 0.5
#: What may be left out beside the body weighs at most this share of the whole.
_MARGINAL = 0.1
#: So many lines before the first sentence may be title, date, number and addressee.
_OPENING = 12


_BESIDE = 5
_SITE_LINE = pattern(r"位置[：:]|地\s*址[：:]|邮\s*编[：:]|电\s*话[：:]|备案|首页|今天是|欢迎")
_SITE_ELEMENTS = frozenset({"header", "footer", "nav", "aside"})
_SITE_NAME = pattern(
    r"foot|(?:^|[\s_-])(?:nav|menu|crumbs?|bread\w*|side(?:bar)?|share|copyright|related?)(?:$|[\s_-])", re.IGNORECASE
)


def is_furniture(found: Found) -> bool:
    """Tell whether a block is part of the site (breadcrumbs, buttons, footer), not of its text."""
    block = found.block
    if isinstance(block, Table):
        return found.linked > _LINKS
    if found.linked > _LINKS and not _ATTACHMENT.search(block.text):
        return True
    return _FURNITURE.search(block.text) is not None and not any(mark in block.text for mark in "。；")


def weight(found: Found) -> int:
    """Return how much a block counts as part of a report."""
    block = found.block
    if is_furniture(found):
        return 0
    if isinstance(block, Table):
        indexed = any(_INDEX_TABLE.match(cell.text) for cell in block.cells[:12])
        return 2 * len(block.cells) if len(block.cells) >= _CELLS and not indexed else 0
    text = block.text
    if found.linked > _LINKS:
        return 0
    if HEADING.match(text):
        return max(_HEADING_WEIGHT, len(text))
    if "。" in text or (len(text) >= _SENTENCE and "，" in text):
        return len(text)
    return len(text) // 3 if len(text) >= _LATIN_SENTENCE and ". " in f"{text} " else 0


def choose(blocks: list[Found]) -> list[int]:
    """Return the indexes of the blocks that belong to the body of the page, in order."""
    weights = _weights(blocks)
    spans, totals = _ranges(blocks, weights)
    if not blocks or not any(weights):
        return list(range(len(blocks)))
    element = _top(blocks[0].home)
    while True:
        inner = [each for each in totals if each.parent is element]
        best = max(inner, key=lambda each: totals[each], default=None)
        if best is None or not totals[best] or best is blocks[spans[best][0]].home is blocks[spans[best][1] - 1].home:
            break
        outside = [
            index
            for index in (*range(spans[element][0], spans[best][0]), *range(spans[best][1], spans[element][1]))
            if weights[index] and not _is_aside(blocks[index])
        ]
        if any(_belongs(blocks[index]) for index in outside):
            break
        if sum(weights[index] for index in outside) > _MARGINAL * totals[element]:
            break
        element = best
    return _extended(blocks, *spans[element])


def _extended(blocks: list[Found], first: int, last: int) -> list[int]:
    """Add the few lines beside the body that are text (a mark, a number, a signature), not site."""
    beside: list[int] = []
    for index in range(first - 1, max(-1, first - _BESIDE - 1), -1):
        if _ends_text(blocks[index]):
            break
        if not is_furniture(blocks[index]):
            beside.insert(0, index)
    for index in range(last, min(len(blocks), last + _BESIDE)):
        if _ends_text(blocks[index]) or is_furniture(blocks[index]):
            break
        last = index + 1
    return [*beside, *range(first, last)]


def _ends_text(found: Found) -> bool:
    """Tell whether a block is surely site: links, breadcrumbs, an address line, or inside a header, menu or footer."""
    text = found.block.text if isinstance(found.block, Paragraph) else ""
    if found.linked > _LINKS or _SITE_LINE.search(text):
        return True
    return _in_site_element(found)


def _is_aside(found: Found) -> bool:
    """Tell whether running text stands in a menu, sidebar or footer."""
    text = found.block.text if isinstance(found.block, Paragraph) else ""
    return bool(text) and not HEADING.match(text) and _in_site_element(found)


def _in_site_element(found: Found) -> bool:
    element: Element | None = found.home
    while element is not None:
        names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
        if element.name in _SITE_ELEMENTS or _SITE_NAME.search(names):
            return True
        element = element.parent
    return False


def _weights(blocks: list[Found]) -> list[int]:
    """Weigh all blocks; a line that is a date counts once headings have begun: it dates the report."""
    weights = [weight(found) for found in blocks]
    begun = False
    for index, found in enumerate(blocks):
        if isinstance(found.block, Paragraph):
            begun = begun or bool(weights[index] and HEADING.match(found.block.text))
            if begun and DATE_LINE.fullmatch(found.block.text):
                weights[index] = 1
    return weights


def _top(element: Element) -> Element:
    while element.parent is not None:
        element = element.parent
    return element


def _ranges(blocks: list[Found], weights: list[int]) -> tuple[dict[Element, tuple[int, int]], dict[Element, int]]:
    """Return for every element the range of the blocks in it and their weight."""
    spans: dict[Element, tuple[int, int]] = {}
    totals: dict[Element, int] = {}
    for index, found in enumerate(blocks):
        element: Element | None = found.home
        while element is not None:
            spans[element] = (spans.get(element, (index, index))[0], index + 1)
            totals[element] = totals.get(element, 0) + weights[index]
            element = element.parent
    return spans, totals


def _belongs(found: Found) -> bool:
    """Tell whether a block that has weight speaks of what reports speak of."""
    block = found.block
    if isinstance(block, Table):
        return True
    return bool(_REPORT_WORDS.search(block.text) or HEADING.match(block.text) or DATE_LINE.fullmatch(block.text))


def trim(blocks: list[Found], body: list[int]) -> list[int]:
    """Return the indexes of a body that remain without menus before and behind the text."""
    weights = _weights(blocks)
    core = [index for index in body if weights[index] and not _is_aside(blocks[index])]
    if not core:
        return [index for index in body if not is_furniture(blocks[index])]
    opening = [index for index in body if index < core[0]]
    closing = [index for index in body if index > core[-1]]
    if any(_ends_text(blocks[index]) for index in (*opening, *closing)):
        opening = [each for each in opening if not is_furniture(blocks[each]) and not _ends_text(blocks[each])]
        ends = (each for each in closing if is_furniture(blocks[each]) or _ends_text(blocks[each]))
        end = next((each for each in ends if not _is_attachment(blocks[each])), len(blocks))
        closing = [each for each in closing if each < end]
    middle = [each for each in body if core[0] <= each <= core[-1] and _stays(blocks[each])]
    return [*opening[-_OPENING:], *middle, *closing]


def _stays(found: Found) -> bool:
    return found.linked <= _LINKS or _kept_link(found)


def _is_attachment(found: Found) -> bool:
    return isinstance(found.block, Paragraph) and _ATTACHMENT.search(found.block.text) is not None


def _kept_link(found: Found) -> bool:
    block = found.block
    if isinstance(block, Table):
        return True
    return bool(HEADING.match(block.text) or "。" in block.text or _ATTACHMENT.search(block.text))
