"""What stands in the margins of pages: running headers and footers, page numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.lines import fold, is_page_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.readers.fixed.page import Page
    from disclosure_lint.readers.fixed.text import TextLine

#: The margins, as a part of the height of a page, and how many lines may stand in each.
_MARGIN = 0.13
_MOST = 3
#: By how much (points) a running line may stand higher or lower from page to page.
_OFF = 4.0
_PAGES = 3
_WORDS = pattern(r"[\s|【】\[\]·•]+")
_WEB = """
    打印本页 打印页面 打印 关闭窗口 关闭本页 关闭页面 关闭 返回顶部 回到顶部 分享到 分享 收藏本页 收藏 网站地图
    联系我们 关于我们 网站声明 版权声明 隐私声明 使用帮助 设为首页 加入收藏 上一篇 下一篇 相关链接 友情链接
"""
_FURNITURE = frozenset(_WEB.split())
_NUMBER = pattern(r"\d{1,4}|\d{1,4} ?/ ?\d{1,4}|[ivxIVX]{1,6}")


def running(pages: Sequence[tuple[Page, list[TextLine]]]) -> set[int]:
    """Return the `id`s of the lines that are page numbers or run through the pages' margins."""
    found: set[int] = set()
    alike: defaultdict[str, list[tuple[TextLine, Page]]] = defaultdict(list)
    numbers: list[tuple[TextLine, Page]] = []
    for page, lines in pages:
        for line in _marginal(page, lines):
            plain = fold(line.text).strip()
            if is_page_mark(plain):
                found.add(id(line))
            elif _NUMBER.fullmatch(plain):
                numbers.append((line, page))
            else:
                alike[pattern(r"\d+").sub("#", "".join(plain.split()))].append((line, page))
    for lines_alike in alike.values():
        found.update(_repeated(lines_alike, len(pages)))
    found.update(_counted(numbers, len(pages)))
    return found


def furniture(lines: Sequence[TextLine]) -> set[int]:
    """Return the `id`s of the last lines that are a web page's own, printed with the report."""
    found = set()
    for line in reversed(lines):
        words = _WORDS.split(fold(line.text).strip("[]【】| "))
        if not all(word in _FURNITURE for word in words):
            break
        found.add(id(line))
    return found


def _marginal(page: Page, lines: list[TextLine]) -> list[TextLine]:
    """Return the lines in the upper and lower margin of a page."""
    upper = [line for line in lines if line.base <= page.height * _MARGIN][:_MOST]
    lower = [line for line in lines if line.base >= page.height * (1 - _MARGIN)][-_MOST:]
    return [*upper, *lower]


def _repeated(lines: list[tuple[TextLine, Page]], pages: int) -> set[int]:
    """Return the lines that stand at the same height on several pages."""
    found = set()
    for line, page in lines:
        near = {other.number for each, other in lines if abs(each.base - line.base) <= _OFF}
        if len(near) >= min(_PAGES, pages) and len(near) > 1 and page.number in near:
            found.add(id(line))
    return found


def _counted(numbers: list[tuple[TextLine, Page]], pages: int) -> set[int]:
    """Return lone numbers that count with the pages."""
    steps: defaultdict[int, list[TextLine]] = defaultdict(list)
    found = set()
    for line, page in numbers:
        first = pattern(r"\d+").match(fold(line.text).strip())
        if first is None or "/" in line.text:
            found.add(id(line))
        else:
            steps[int(first[0]) - page.number].append(line)
    for step, lines in steps.items():
        if len(lines) > 1 or (step == 0 and pages == 1):
            found.update(map(id, lines))
    return found
