"""PDFium by its C interface (see `pdfium`), with types and with nothing left open.

The helpers of pypdfium2 wrap every object; reading each character through
them costs three times as much.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint.readers import pdfium
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.pdf_fonts import use_one_font

if TYPE_CHECKING:
    from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]

_PASSWORD = 4
_HANDLER = 3


@cache
def _start() -> Any:
    """Start PDFium, once for the process; what is returned must be kept while it runs."""
    pdfium.FPDF_InitLibrary()
    return use_one_font()


@contextmanager
def document(raw: bytes) -> Iterator[Any]:
    """Open a document. Raises ReadError X001 where it is encrypted or broken."""
    _start()
    handle = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not handle:
        error = pdfium.FPDF_GetLastError()
        raise ReadError("X001", "encrypted" if error in (_PASSWORD, _HANDLER + 2) else "damaged")
    try:
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


@contextmanager
def page(handle: Any, index: int) -> Iterator[tuple[Any, Any] | None]:
    """Open a page and its text; None where it cannot be opened."""
    opened = pdfium.FPDF_LoadPage(handle, index)
    if not opened:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(opened)
    try:
        yield (opened, text) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(opened)


def visible_box(opened: Any) -> Rectangle:
    """Return the part of a page that is shown, as (left, bottom, right, top) in the page's own coordinates."""
    media = _box(pdfium.FPDFPage_GetMediaBox, opened) or (0.0, 0.0, 612.0, 792.0)
    crop = _box(pdfium.FPDFPage_GetCropBox, opened) or media
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(function: Any, opened: Any) -> Rectangle | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not function(opened, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def matrix(item: Any) -> Matrix:
    """Return the matrix of an object."""
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    """Return where a matrix moves a point."""
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def metadata(handle: Any, key: str) -> str:
    """Return an entry of the document's information, "" where it has none."""
    return _string(lambda buffer, size: pdfium.FPDF_GetMetaText(handle, key.encode(), buffer, size))


def annotation_text(annotation: Any) -> str:
    """Return what an annotation says."""
    key = b"Contents"
    return _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _string(ask: Any) -> str:
    """Return a UTF-16 string from a function that first tells its size in bytes."""
    size = ask(None, 0)
    if size <= 2 or size > 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
