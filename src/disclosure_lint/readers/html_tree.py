"""The element tree of an HTML page, mended the way browsers mend it.

A stack machine after the tree builder of the HTML standard, reduced to what
office pages get wrong: paragraphs, list items, rows and cells that are never
closed, `</table>` and `</body>` that are missing or early, stray end tags.
The tree is at most `DEPTH` levels deep, so that it may be walked by recursion.
"""

from __future__ import annotations

import re

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.html_tokens import Token, tokens
from disclosure_lint.records import Record, field

DEPTH = 120
VOID = frozenset([
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
])  # fmt: skip
#: Elements that no reader of the page sees, or that are controls and not text.
UNSEEN = frozenset([
    "script", "style", "template", "noscript", "textarea", "select", "datalist", "option", "button", "object",
    "applet", "audio", "video", "canvas", "svg", "math", "iframe", "noembed", "noframes",
])  # fmt: skip
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_IGNORED = frozenset({"html", "head", "body"})
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_TABLE_PARTS = _CELLS | _GROUPS | {"tr", "caption", "colgroup", "table"}
_SCOPES = frozenset({"table", "td", "th", "caption"})
_HIDDEN = pattern(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Element(Record, eq=False):
    """An element: its name, attributes, place in the page and children; texts are [start, end) offsets.

    `nests` says that a table holds another table.
    """

    name: str
    start: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | tuple[int, int]] = field(default_factory=list)
    nests: bool = False

    @property
    def hidden(self) -> bool:
        """Whether browsers do not show the element."""
        if self.name in UNSEEN:
            return True
        if not self.attributes:
            return False
        return "hidden" in self.attributes or bool(
            "style" in self.attributes and _HIDDEN.search(self.attributes["style"])
        )

    def elements(self) -> list[Element]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]


def build(page: str) -> Element:
    """Return the root of the tree of a page."""
    builder = _Builder()
    for token in tokens(page):
        if token.kind == "text":
            builder.stack[-1].children.append((token.start, token.end))
        elif token.name in _IGNORED:
            continue
        elif token.kind == "start":
            builder.start(token)
        else:
            builder.end(token)
    return builder.stack[0]


class _Builder:
    """`scopes` counts the open elements by name, one mapping for each open table or cell."""

    def __init__(self) -> None:
        self.stack = [Element("root")]
        self.scopes: list[dict[str, int]] = [{}]
        self.skipped: dict[str, int] = {}

    def start(self, token: Token) -> None:
        name = token.name
        if name in _TABLE_PARTS:
            if not self.prepare_table(name, token.start):
                return
        elif name in BLOCKS:
            self.prepare_block(name)
        empty = name in VOID or (token.closed and ":" in name)
        self.push(Element(name, token.start, token.attributes), empty=empty)

    def push(self, element: Element, *, empty: bool = False) -> None:
        element.parent = self.stack[-1]
        self.stack[-1].children.append(element)
        if empty:
            return
        if len(self.stack) > DEPTH:
            self.skipped[element.name] = self.skipped.get(element.name, 0) + 1
            return
        self.stack.append(element)
        scope = self.scopes[-1]
        scope[element.name] = scope.get(element.name, 0) + 1
        if element.name in _SCOPES:
            self.scopes.append({})

    def pop(self) -> Element:
        element = self.stack.pop()
        if element.name in _SCOPES:
            self.scopes.pop()
        self.scopes[-1][element.name] -= 1
        return element

    def open_here(self, name: str) -> bool:
        """Tell whether an element is open inside the innermost cell or table."""
        return self.scopes[-1].get(name, 0) > 0

    def close(self, name: str) -> None:
        """Close the innermost open element of a name and all inside it; it must be open."""
        while len(self.stack) > 1 and self.pop().name != name:
            pass

    def nearest(self, names: frozenset[str] | set[str]) -> Element | None:
        for element in reversed(self.stack):
            if element.name in names:
                return element
        return None

    def prepare_block(self, name: str) -> None:
        if self.open_here("p"):
            self.close("p")
        if name in HEADINGS and self.stack[-1].name in HEADINGS:
            self.pop()
        for items, lists in (({"li"}, {"ul", "ol", "menu", "dir"}), ({"dd", "dt"}, {"dl"})):
            if name in items and any(self.open_here(each) for each in items):
                found = self.nearest(items | lists)
                if found is not None and found.name in items:
                    self.close(found.name)

    def prepare_table(self, name: str, start: int) -> bool:
        """Close what a part of a table closes; False where the part stands outside any table."""
        if name == "table":
            if self.open_here("p"):
                self.close("p")
            found = self.nearest(_SCOPES)
            if found is not None and found.name == "table":
                self.close("table")
            outer = self.nearest({"table"})
            if outer is not None:
                outer.nests = True
            return True
        if self.nearest({"table"}) is None:
            return False
        ends = {"table"} | (_GROUPS | {"tr"} if name in _CELLS else _GROUPS if name == "tr" else set())
        while self.stack[-1].name not in ends:
            self.pop()
        if name in _CELLS and self.stack[-1].name != "tr":
            self.push(Element("tr", start))
        return True

    def end(self, token: Token) -> None:
        name = token.name
        if self.skipped.get(name, 0):
            self.skipped[name] -= 1
        elif name in _TABLE_PARTS:
            self.end_table_part(name)
        elif name in VOID:
            if name == "br":
                self.push(Element("br", token.start), empty=True)
        elif not self.open_here(name):
            if name == "p":
                self.push(Element("p", token.start), empty=True)
        elif name in BLOCKS or not self.block_inside(name):
            self.close(name)

    def end_table_part(self, name: str) -> None:
        found = self.nearest({name, "table"})
        if found is not None and found.name == name:
            self.close(name)

    def block_inside(self, name: str) -> bool:
        """Tell whether blocks stand between here and an inline element; then its bold counts for nothing."""
        for element in reversed(self.stack):
            if element.name == name:
                return False
            if element.name in BLOCKS:
                break
        found = self.nearest({name})
        if found is not None and name in ("b", "strong"):
            found.name = "span"
            self.scopes[-1][name] -= 1
            self.scopes[-1]["span"] = self.scopes[-1].get("span", 0) + 1
        return True
