"""Read a web page: the report in it as an outline, without the site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Outline, Paragraph, Table
from disclosure_lint.readers import html_body, html_meta
from disclosure_lint.readers.html_blocks import Walker
from disclosure_lint.readers.html_hidden import hidden_parts
from disclosure_lint.readers.html_text import Source
from disclosure_lint.readers.html_tree import build

if TYPE_CHECKING:
    from disclosure_lint.readers.html_blocks import Found

#: In so many first blocks of the body its title is looked for.
_OPENING = 12


def read_html(text: str) -> Outline:
    """Return the outline of the report on a page; every character keeps its line and column.

    Raise ReadError X007 for more table cells than the limits allow.
    """
    source = Source(text)
    root = build(text)
    walker = Walker(source)
    walker.walk(root)
    blocks = walker.found
    kept = html_body.trim(blocks, html_body.choose(blocks))
    start, last = (kept[0], kept[-1] + 1) if kept else (0, len(blocks))
    core = next((index for index in kept if html_body.weight(blocks[index])), start)

    named = html_meta.metas(root)
    meta: dict[str, str] = {}
    day = html_meta.published_on(named, blocks, start, core)
    if day:
        meta["published_on"] = day
    wanted = html_meta.stated_title(named) or html_meta.window_title(root, source)
    title, added = _title(blocks, kept, core, wanted)
    if title:
        meta["title"] = title
    pictures = sum(start <= picture.after <= last for picture in walker.pictures)
    outline = Outline([*added, *(blocks[index].block for index in kept)], meta, pictures)
    if "<!--" in text or "hidden" in text or "none" in text:
        shown = "".join(each.text for each in outline.paragraphs())
        outline.hidden = hidden_parts(root, source, _extent(blocks, kept, source), shown)
    return outline


def _extent(blocks: list[Found], kept: list[int], source: Source) -> tuple[int, int]:
    """Return the offsets between which the report stands."""
    if not kept:
        return 0, len(source.page)
    first, last = (blocks[index].block for index in (kept[0], kept[-1]))
    ends = [cell.place for cell in last.cells] if isinstance(last, Table) else [last.place]
    begin = source.starts[(first.place.line or 1) - 1] + (first.place.column or 1) - 1
    offsets = (source.starts[(at.end_line or at.line or 1) - 1] + (at.end_column or 1) - 1 for at in ends)
    return begin, max(offsets, default=begin)


def _title(blocks: list[Found], kept: list[int], core: int, wanted: str) -> tuple[str, list[Paragraph]]:
    """Return the page's title, and its paragraph where it stands outside the body and only there."""
    opening = [index for index in kept[:_OPENING] if index <= core]
    within = [each for index in opening if isinstance(each := blocks[index].block, Paragraph)]
    words = html_meta.squeezed("".join(each.text for each in within))
    if wanted and html_meta.squeezed(wanted) in words:
        return wanted, []
    inside = html_meta.visible_title([blocks[index] for index in opening], len(opening), wanted)
    if inside is not None:
        return wanted or _text(blocks[opening[inside]]), []
    outside = html_meta.visible_title(blocks, kept[0] if kept else 0, wanted)
    if outside is None or html_meta.squeezed(_text(blocks[outside])) in words:
        return wanted, []
    paragraph = blocks[outside].block
    return wanted or _text(blocks[outside]), [paragraph] if isinstance(paragraph, Paragraph) else []


def _text(found: Found) -> str:
    return found.block.text if isinstance(found.block, Paragraph) else ""
