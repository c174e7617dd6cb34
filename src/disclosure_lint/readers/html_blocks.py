"""The paragraphs and tables of a page in reading order, each with the element it stands in."""

from __future__ import annotations

import re

from disclosure_lint.outline import Block, Paragraph
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.html_grid import Budget
from disclosure_lint.readers.html_tables import Parts, as_table, is_layout, overflow, parts
from disclosure_lint.readers.html_text import Line, Source
from disclosure_lint.readers.html_tree import BLOCKS, HEADINGS, Element
from disclosure_lint.records import Record, replace

_CENTRED = pattern(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_CENTRE_CLASS = pattern(r"(?:^|[\s_-])cent(?:er|re)(?:ed)?(?:\s|$)", re.IGNORECASE)
_WEIGHT = pattern(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_BLOCK_STYLE = pattern(r"display\s*:\s*block", re.IGNORECASE)
_SIZE = pattern(r"(?:^|[;\s])(?:width|height)\s*:\s*([0-9]{1,5})", re.IGNORECASE)
_ICON = pattern(r"icon|ico[_.]|logo|arrow|qrcode|erweima|ewm|weixin|wechat|share|print|blank|spacer", re.IGNORECASE)
#: Images of at most so many pixels are icons.
_ICON_SIZE = 50
#: A heading of at most so many characters of source is one line, whatever <br> it holds.
_ONE_LINE = 160


class Context(Record, frozen=True):
    """What holds for the text inside an element."""

    home: Element
    bold: bool = False
    centred: bool = False
    level: int | None = None
    listed: bool = False
    linked: bool = False
    joined: bool = False


class Found(Record):
    """A block, the element it stands in, and the share of its characters that are links."""

    block: Block
    home: Element
    linked: float = 0.0


class Picture(Record):
    """An image of some size: its element and how many blocks stand before it."""

    home: Element
    after: int


class Walker:
    """Walks a tree once; `found` and `pictures` hold what it has met."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Found] = []
        self.pictures: list[Picture] = []
        self.budget = Budget()
        self.tables = 0
        self.line = Line(source)
        self.context: Context | None = None

    def walk(self, root: Element) -> None:
        """Read a whole tree."""
        self.children(root, Context(root))
        self.flush()

    def children(self, element: Element, context: Context) -> None:
        for child in element.children:
            if isinstance(child, Element):
                if not child.hidden:
                    self.element(child, context)
            else:
                if not self.line.seen:
                    self.context = context
                self.line.add(*child, bold=context.bold, linked=context.linked)

    def element(self, element: Element, context: Context) -> None:
        name = element.name
        if name == "br":
            if context.joined:
                self.line.space(element.start, broken=True)
            else:
                self.flush()
        elif name == "img":
            if _is_picture(element):
                self.pictures.append(Picture(context.home, len(self.found)))
        elif name == "table":
            self.flush()
            self.table(element, context)
        elif name in BLOCKS or _BLOCK_STYLE.search(element.attributes.get("style", "")):
            self.flush()
            self.children(element, self.block_context(element, context))
            self.flush()
        elif name != "title":
            self.children(element, inline_context(element, context))

    def block_context(self, element: Element, context: Context) -> Context:
        outer = inline_context(element, context)
        context = Context(
            element, outer.bold, _is_centred(element, context), outer.level, outer.listed, outer.linked, outer.joined
        )
        if element.name in HEADINGS:
            return replace(context, level=int(element.name[1]), joined=_length(element) <= _ONE_LINE)
        if element.name == "li":
            return replace(context, listed=element.parent is not None and element.parent.name in ("ol", "ul"))
        return context

    def table(self, element: Element, context: Context) -> None:
        found = parts(element, self.source)
        inner = replace(context, home=element, centred=False, bold=False)
        self.stray(found.before, element, context)
        rest = overflow(element, found, self.source) if found.rows else None
        if rest is None and is_layout(element, found):
            self.layout(found, element, inner)
        elif found.rows:
            self.tables += 1
            table = as_table(element, found, self.source, self.tables, self.budget)
            seen = sum(line.seen for line in found.lines())
            linked = sum(line.linked for line in found.lines())
            if seen:
                self.found.append(Found(table, element, linked / seen))
        if rest is not None:
            self.stray([rest], element, context)
        self.stray(found.after, element, context)

    def layout(self, found: Parts, table: Element, context: Context) -> None:
        cells = [cell for row in found.rows for cell in row.cells]
        for each in [found.caption, *cells] if found.caption else cells:
            self.children(each, self.block_context(each, replace(context, home=table)))
            self.flush()

    def stray(self, children: list[Element | tuple[int, int]], table: Element, context: Context) -> None:
        holder = Element("div", table.start, {}, table.parent, children)
        self.children(holder, replace(context, home=holder))
        self.flush()

    def flush(self) -> None:
        """End the paragraph that is being collected."""
        line, context = self.line, self.context
        self.line, self.context = Line(self.source), None
        if context is None or not line.seen:
            return
        text, runs, place = line.finish()
        paragraph = Paragraph(
            text, place, runs, context.level, context.listed, line.bold == line.seen, context.centred
        )  # fmt: skip
        self.found.append(Found(paragraph, context.home, line.linked / line.seen))


def inline_context(element: Element, context: Context) -> Context:
    """Return what holds inside an element as far as bold and links go."""
    if element.name in ("b", "strong"):
        context = replace(context, bold=True)
    elif element.name == "a" and "href" in element.attributes:
        context = replace(context, linked=True)
    style = element.attributes.get("style", "")
    weight = _WEIGHT.search(style) if "font-weight" in style else None
    if weight:
        return replace(context, bold=weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900"))
    return context


def _is_centred(element: Element, context: Context) -> bool:
    if element.name != "center" and not element.attributes:
        return context.centred
    style = _CENTRED.search(element.attributes.get("style", ""))
    align = style[1] if style else element.attributes.get("align", "")
    if align:
        return align.lower() in ("center", "middle")
    if element.name == "center" or _CENTRE_CLASS.search(element.attributes.get("class", "")):
        return True
    return context.centred


def _length(element: Element) -> int:
    return sum(_length(each) if isinstance(each, Element) else each[1] - each[0] for each in element.children)


def _is_picture(image: Element) -> bool:
    attributes = image.attributes
    sizes = [
        *pattern(r"^\s*([0-9]{1,5})").findall(attributes.get("width", "")),
        *_SIZE.findall(attributes.get("style", "")),
    ]
    sizes += pattern(r"^\s*([0-9]{1,5})(?!%)").findall(attributes.get("height", ""))
    if "%" in attributes.get("width", ""):
        sizes = [size for size in sizes if size not in attributes["width"]]
    return not any(int(size) <= _ICON_SIZE for size in sizes) and not _ICON.search(attributes.get("src", ""))
