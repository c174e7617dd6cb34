"""Tags and text of an HTML page, each at its offset.

The standard library's parser is not used: it raises AssertionError on unknown
`<![…` sections, takes quadratic time on unclosed constructs and differs from
one patch release of Python to the next. This one follows the tokenizer of the
HTML standard, in linear time, and never fails.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements whose content is text up to their own end tag.
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
ENTITY = pattern(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_NAME = pattern(r"[A-Za-z][^\t\n\f\r />\x00]*")
_SPACE = pattern(r"[\s/]*")
_ATTRIBUTE = pattern(r"([^\s/>][^\s/=>]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_ATTRIBUTE_UNQUOTED = pattern(r"([^\s/>][^\s/=>]*)(?:\s*=\s*()()([^\s>]*))?")


class Token(Record):
    """A piece of a page: kind "text", "start" or "end"; [start, end) are its offsets in the page."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    closed: bool = False


def tokens(page: str) -> Iterator[Token]:
    """Yield the start tags, end tags and texts of a page in order; comments and declarations are left out."""
    return _Tokenizer(page).run()


def comment_spans(page: str) -> list[tuple[int, int]]:
    """Return the offsets [start, end) of the comments of a page that are closed."""
    tokenizer = _Tokenizer(page)
    for _ in tokenizer.run():
        pass
    return tokenizer.comments


def character(entity: str) -> str:
    """Return the text that an entity such as `&nbsp;` or `&#8220;` stands for."""
    return unescape(entity)


class _Tokenizer:
    def __init__(self, page: str) -> None:
        self.page = page
        self.last_close = page.rfind(">")
        self.last_comment = max(page.rfind("-->"), page.rfind("--!>"))
        self.attribute = _ATTRIBUTE
        self.endless: set[str] = set()
        self.comments: list[tuple[int, int]] = []

    def run(self) -> Iterator[Token]:
        page, at, begin = self.page, 0, 0
        while True:
            start = page.find("<", at)
            if start < 0 or start > self.last_close:
                break
            made, end = self.markup(start)
            if end == start:
                at = start + 1
                continue
            if begin < start:
                yield Token("text", begin, start)
            yield from made
            at = begin = end
        if begin < len(page):
            yield Token("text", begin, len(page))

    def markup(self, start: int) -> tuple[list[Token], int]:
        """Return the tokens of what begins with the "<" at `start` and where it ends; `start` for plain text."""
        page = self.page
        following = page[start + 1 : start + 2]
        if following.isascii() and following.isalpha():
            return self.start_tag(start)
        if following == "/":
            name = _NAME.match(page, start + 2)
            end = page.find(">", start) + 1
            return ([Token("end", start, end, name[0].lower())] if name else []), end
        if following == "!":
            return [], self.declaration(start)
        if following == "?":
            return [], page.find(">", start) + 1
        return [], start

    def declaration(self, start: int) -> int:
        page = self.page
        if page.startswith("<![CDATA[", start):
            return start + 9
        if not page.startswith("<!--", start) or page.startswith(("<!-->", "<!--->"), start):
            return page.find(">", start) + 1
        if start + 4 > self.last_comment:
            # Browsers hide the rest of the page; the words are there all the same.
            return page.find(">", start) + 1
        end = page.find("--", start + 4)
        while end >= 0 and not page.startswith(("-->", "--!>"), end):
            end = page.find("--", end + 1)
        end = page.find(">", end) + 1
        self.comments.append((start, end))
        return end

    def start_tag(self, start: int) -> tuple[list[Token], int]:
        page = self.page
        match = _NAME.match(page, start + 1)
        name = match[0].lower() if match else ""
        at = match.end() if match else start + 1
        attributes: dict[str, str] = {}
        at = self.attributes(at, attributes)
        if at < 0:
            # A quotation mark that nothing closes: from here on tags end at the first ">".
            self.attribute = _ATTRIBUTE_UNQUOTED
            attributes, at = {}, page.find(">", start)
        closed = page[at - 1] == "/"
        made = [Token("start", start, at + 1, name, attributes, closed)]
        return self.raw(made, name, at + 1) if name in RAW and not closed else (made, at + 1)

    def attributes(self, at: int, attributes: dict[str, str]) -> int:
        """Read attributes up to the ">" of the tag and return its offset, -1 where there is none."""
        page, end = self.page, len(self.page)
        if page.startswith(">", at):
            return at
        while True:
            space = _SPACE.match(page, at)
            at = space.end() if space else at
            if at >= end:
                return -1
            if page[at] == ">":
                return at
            match = self.attribute.match(page, at)
            if match is None:
                return -1
            value = match[2] or match[3] or match[4] or ""
            if "&" in value:
                value = ENTITY.sub(lambda each: character(each[0]), value)
            attributes.setdefault(match[1].lower(), value)
            at = match.end()

    def raw(self, made: list[Token], name: str, at: int) -> tuple[list[Token], int]:
        """Add the content and the end tag of an element whose content is text."""
        page = self.page
        closing = None
        if name not in self.endless:
            closing = pattern(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, at)
        if closing is not None and closing.start() < self.last_close:
            stop, end = closing.start(), page.find(">", closing.end()) + 1
        else:
            self.endless.add(name)
            stop = end = (page.find("<", at) + 1 or len(page) + 1) - 1
        if stop > at:
            made.append(Token("text", at, stop))
        return [*made, Token("end", stop, end, name)], end
