"""What a PDF carries beside its pages: annotations, and the name of its author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Place
from disclosure_lint.readers import pdfium
from disclosure_lint.readers.pdf_library import annotation_text, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 1000
#: Links, form fields, and the windows of other annotations say nothing of their own.
_SILENT = frozenset({pdfium.ANNOT_LINK, pdfium.ANNOT_POPUP, pdfium.ANNOT_WIDGET})


def comments(opened: Any, number: int) -> Iterator[Hidden]:
    """Yield the annotations of a page that say something."""
    for index in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(opened))):
        annotation = pdfium.FPDFPage_GetAnnot(opened, index)
        if not annotation:
            continue
        try:
            silent = pdfium.FPDFAnnot_GetSubtype(annotation) in _SILENT
            text = "" if silent else annotation_text(annotation).strip()
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if text:
            yield Hidden("annotation", Place(page=number), text)


def author(handle: Any) -> Iterator[Hidden]:
    """Yield the author that the document's information names."""
    name = metadata(handle, "Author").strip()
    if name:
        yield Hidden("author", Place(), name)
