"""PDF: pages with text and ruled lines to an outline.

Read with PDFium (through pypdfium2) and the grid reader of `readers.fixed`; why
that and not pdfplumber: docs/dependencies.md.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Outline, Place
from disclosure_lint.positions import page_ranges
from disclosure_lint.readers import pdfium
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.fixed.document import outline_of
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.pdf_bombs import refuse_bombs
from disclosure_lint.readers.pdf_hidden import author, comments
from disclosure_lint.readers.pdf_library import document, page
from disclosure_lint.readers.pdf_page import Sheet, read_page
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The most characters that a document may have.
CHARACTERS = 500_000


def read_pdf(raw: bytes) -> Outline:
    """Read the bytes of a PDF.

    Raises ReadError X001 where it is broken, encrypted or has no text at all
    (scanned), X006 where two reports stand side by side, and X007 over a limit.
    """
    refuse_bombs(raw)
    with document(raw) as handle:
        sheets, hidden = _sheets(handle)
        hidden += author(handle)
    pages = [sheet.page for sheet in sheets]
    if not any(glyph.text != " " for each in pages for glyph in each.glyphs if not each.unread):
        raise _without_text(sheets)
    for each in pages:
        if each.unread:
            each.glyphs = []
    outline = outline_of(pages)
    outline.hidden += counted(hidden)
    return outline


def _sheets(handle: Any) -> tuple[list[Sheet], list[Hidden]]:
    """Read the pages, within the limits."""
    count = pdfium.FPDF_GetPageCount(handle)
    if count > current().pages:
        raise current().over("pages", "too-many-pages", pages=count)
    deadline = time.monotonic() + current().seconds
    sheets: list[Sheet] = []
    hidden: list[Hidden] = []
    characters = 0
    for index in range(count):
        with page(handle, index) as opened:
            if opened is None:
                continue
            characters += pdfium.FPDFText_CountChars(opened[1])
            if characters > CHARACTERS:
                raise ReadError("X007", "too-many-characters", {"limit": CHARACTERS})
            sheet = read_page(*opened, index + 1)
            hidden += comments(opened[0], index + 1)
        hidden += [Hidden(why, Place(page=index + 1), text) for why, text in sheet.hidden.items() if text.strip()]
        sheets.append(sheet)
        if time.monotonic() > deadline:
            raise current().over("seconds", "too-slow")
    if not sheets:
        raise ReadError("X001", "damaged")
    return sheets, hidden


def counted(hidden: Iterable[Hidden]) -> list[Hidden]:
    """Put hidden things of a kind together: how many there are, and where and what the first is."""
    found: dict[str, Hidden] = {}
    for each in hidden:
        first = found.get(each.kind)
        found[each.kind] = replace(first, count=first.count + each.count) if first else each
    return list(found.values())


def _without_text(sheets: list[Sheet]) -> ReadError:
    """Say why no text was found: the pages are pictures, or blank."""
    unread = [sheet.page.number for sheet in sheets if sheet.page.unread]
    if not unread:
        return ReadError("X001", "empty")
    return ReadError("X001", "scanned", {"pages": page_ranges(unread)}, Place(page=unread[0]))
