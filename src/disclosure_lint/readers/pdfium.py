"""The functions of PDFium that are called here, with their types (fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_annot.h).

PDFium itself comes with pypdfium2. Its module of bindings declares six hundred
functions, which takes longer than reading a page; these are the forty that a
reader needs. `tests/readers/test_pdfium.py` holds them against that module.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ANNOT_LINK, ANNOT_POPUP, ANNOT_WIDGET = 2, 16, 20
OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_SHADING, OBJECT_FORM = 1, 2, 3, 4, 5

_FILES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


class FS_MATRIX(ctypes.Structure):  # noqa: N801 - PDFium's name
    """A matrix."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


class FS_RECTF(ctypes.Structure):  # noqa: N801 - PDFium's name
    """A box."""

    _fields_ = tuple((name, c_float) for name in ("left", "top", "right", "bottom"))


def _library() -> ctypes.CDLL:
    found = find_spec("pypdfium2_raw")
    file = Path(found.origin or "").with_name(_FILES.get(sys.platform, "libpdfium.so")) if found else None
    if file is None or not file.is_file():  # built against another PDFium, or not installed: it says so itself
        from pypdfium2_raw import bindings

        return ctypes.CDLL(bindings._libs["pdfium"]._name)  # noqa: SLF001 - there is no public way to ask
    return ctypes.CDLL(str(file))


_LIBRARY = _library()


def _function(name: str, result: Any, *arguments: Any) -> Any:
    found = getattr(_LIBRARY, name)
    found.restype, found.argtypes = result, arguments
    return found


# Handles of documents, pages and objects are plain addresses; a function that fails gives None or 0.
_DOUBLES, _FLOATS, _WHOLES = POINTER(c_double), POINTER(c_float), POINTER(c_int)

FPDF_InitLibrary = _function("FPDF_InitLibrary", None)
FPDF_SetSystemFontInfo = _function("FPDF_SetSystemFontInfo", None, c_void_p)
FPDF_GetLastError = _function("FPDF_GetLastError", c_ulong)
FPDF_LoadMemDocument64 = _function("FPDF_LoadMemDocument64", c_void_p, c_void_p, ctypes.c_size_t, c_char_p)
FPDF_CloseDocument = _function("FPDF_CloseDocument", None, c_void_p)
FPDF_GetMetaText = _function("FPDF_GetMetaText", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)
FPDF_GetPageCount = _function("FPDF_GetPageCount", c_int, c_void_p)
FPDF_LoadPage = _function("FPDF_LoadPage", c_void_p, c_void_p, c_int)
FPDF_ClosePage = _function("FPDF_ClosePage", None, c_void_p)
FPDFPage_GetMediaBox = _function("FPDFPage_GetMediaBox", c_int, c_void_p, _FLOATS, _FLOATS, _FLOATS, _FLOATS)
FPDFPage_GetCropBox = _function("FPDFPage_GetCropBox", c_int, c_void_p, _FLOATS, _FLOATS, _FLOATS, _FLOATS)

FPDFText_LoadPage = _function("FPDFText_LoadPage", c_void_p, c_void_p)
FPDFText_ClosePage = _function("FPDFText_ClosePage", None, c_void_p)
FPDFText_CountChars = _function("FPDFText_CountChars", c_int, c_void_p)
FPDFText_GetUnicode = _function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
FPDFText_IsGenerated = _function("FPDFText_IsGenerated", c_int, c_void_p, c_int)
FPDFText_GetCharAngle = _function("FPDFText_GetCharAngle", c_float, c_void_p, c_int)
FPDFText_GetCharOrigin = _function("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, _DOUBLES, _DOUBLES)
FPDFText_GetCharBox = _function("FPDFText_GetCharBox", c_int, c_void_p, c_int, _DOUBLES, _DOUBLES, _DOUBLES, _DOUBLES)
FPDFText_GetLooseCharBox = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, POINTER(FS_RECTF))
FPDFText_GetMatrix = _function("FPDFText_GetMatrix", c_int, c_void_p, c_int, POINTER(FS_MATRIX))
FPDFText_GetFontSize = _function("FPDFText_GetFontSize", c_double, c_void_p, c_int)
FPDFText_GetTextObject = _function("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)

FPDFPage_CountObjects = _function("FPDFPage_CountObjects", c_int, c_void_p)
FPDFPage_GetObject = _function("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
FPDFFormObj_CountObjects = _function("FPDFFormObj_CountObjects", c_int, c_void_p)
FPDFFormObj_GetObject = _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
FPDFPageObj_GetType = _function("FPDFPageObj_GetType", c_int, c_void_p)
FPDFPageObj_GetMatrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, POINTER(FS_MATRIX))
FPDFPageObj_GetBounds = _function("FPDFPageObj_GetBounds", c_int, c_void_p, _FLOATS, _FLOATS, _FLOATS, _FLOATS)
FPDFPageObj_GetFillColor = _function("FPDFPageObj_GetFillColor", c_int, c_void_p, *[POINTER(c_uint)] * 4)
FPDFTextObj_GetTextRenderMode = _function("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
FPDFPath_GetDrawMode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, _WHOLES, _WHOLES)
FPDFPath_CountSegments = _function("FPDFPath_CountSegments", c_int, c_void_p)
FPDFPath_GetPathSegment = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
FPDFPathSegment_GetType = _function("FPDFPathSegment_GetType", c_int, c_void_p)
FPDFPathSegment_GetClose = _function("FPDFPathSegment_GetClose", c_int, c_void_p)
FPDFPathSegment_GetPoint = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, _FLOATS, _FLOATS)

FPDFPage_GetAnnotCount = _function("FPDFPage_GetAnnotCount", c_int, c_void_p)
FPDFPage_GetAnnot = _function("FPDFPage_GetAnnot", c_void_p, c_void_p, c_int)
FPDFPage_CloseAnnot = _function("FPDFPage_CloseAnnot", None, c_void_p)
FPDFAnnot_GetSubtype = _function("FPDFAnnot_GetSubtype", c_int, c_void_p)
FPDFAnnot_GetStringValue = _function("FPDFAnnot_GetStringValue", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)
