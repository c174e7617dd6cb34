"""What a page holds inside its report and does not show: prose in comments and in hidden elements.

Pages are full of comments of templates and of menus that open on a click; only
what reads like a sentence, or holds a personal value, and stands inside the
report counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.masking import sensitive
from disclosure_lint.outline import Hidden, Place
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.html_tree import UNSEEN, Element
from disclosure_lint.suppress.directives import is_directive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.html_text import Source

_COMMENT_START, _COMMENT_END = "<!--", "-->"
_TAG = pattern(r"<[^<>]*>")
_SENTENCE = pattern(r"(?<![\u4e00-\u9fff，、；：“”《》（）0-9%])[\u4e00-\u9fff，、；：“”《》（）0-9%]{12,}[。！？]")
#: Signs of a program or of a template.
_CODE = pattern(
    r"[{}$;=]|//|\bfunction\b|<%|\[if |\[endif|StartFragment|EndFragment|TRS|CMS|模板|标签|栏目|代码|调用|循环"
)
_LONGEST = 20_000


def hidden_parts(root: Element, source: Source, extent: tuple[int, int], shown: str) -> list[Hidden]:
    """Return what is hidden between two offsets of a page, by kind; what is also `shown` is not hidden."""
    kinds = (
        ("comment", _comments(source.page, *extent)),
        ("hidden-text", _elements(root, source.page, *extent)),
    )
    seen = "".join(shown.split())
    found = [(kind, [each for each in pieces if "".join(each[1].split()) not in seen]) for kind, pieces in kinds]
    return [_told(kind, pieces, source) for kind, pieces in found if pieces]


def _told(kind: str, pieces: list[tuple[int, str]], source: Source) -> Hidden:
    at, text = pieces[0]
    line, column = source.at(at)
    return Hidden(kind, Place(line=line, column=column), text, len(pieces))


def _comments(page: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = page.find(_COMMENT_START, start, end)
    while at >= 0:
        close = page.find(_COMMENT_END, at + len(_COMMENT_START))
        if close < 0:
            return
        inside = page[at + len(_COMMENT_START) : min(close, at + _LONGEST)]
        text = _TAG.sub("", inside).strip()
        accepts = is_directive(text) and not sensitive(text)
        if _speaks(text) and not _CODE.search(text) and not inside.startswith("[") and not accepts:
            yield at, text
        at = page.find(_COMMENT_START, close, end)


def _elements(element: Element, page: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for child in element.elements():
        if child.name in UNSEEN or child.start >= end:
            continue
        if not child.hidden:
            yield from _elements(child, page, start, end)
        elif child.start >= start:
            text = _text(child, page)
            if _speaks(text):
                yield child.start, text


def _text(element: Element, page: str) -> str:
    parts = []
    for child in element.children:
        if not isinstance(child, Element):
            parts.append(page[slice(*child)])
        elif child.name not in UNSEEN:
            parts.append(_text(child, page))
    return "".join(parts).strip()


def _speaks(text: str) -> bool:
    """Tell whether a text is written for people: a sentence, or a personal value."""
    return _SENTENCE.search("".join(text.split())) is not None or bool(sensitive(text))
