"""One font in place of those that a PDF names and does not hold, the same on every machine.

PDFium looks for such a font among those of the machine and measures each of
its characters, which takes longer than all else; a machine without a Chinese
font loses every character that is written by itself (the last one of a line, a
single figure in a cell). Where a character stands is told by the PDF: its font
descriptor and its widths are there without the font. So every Chinese font is
this one, whose characters are a narrow bar as high as Chinese characters usually are, within the width the PDF states.
"""

from __future__ import annotations

import ctypes
from ctypes import CFUNCTYPE, c_char_p, c_int, c_uint, c_ulong, c_void_p
from struct import pack
from typing import Any

from disclosure_lint.readers.pdfium import FPDF_SetSystemFontInfo

#: Windows' numbers of the Japanese, Korean, and Chinese character sets: PDFium has fonts of its own for the others.
_CHARACTER_SETS = frozenset((128, 129, 130, 134, 136))
_UNITS, _WIDE, _HIGH = 1000, 200, 850
_ASCENT, _DESCENT = 880, -120
_WHOLE_FILE = 0
_LAST_CHARACTER = 0x10FFFF

# The parameters of each are those of FPDF_SYSFONTINFO in fpdf_sysfontinfo.h; the first is always the structure itself.
_Release = CFUNCTYPE(None, c_void_p)
_EnumFonts = CFUNCTYPE(None, c_void_p, c_void_p)
_MapFont = CFUNCTYPE(c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_char_p, c_void_p)
_GetFont = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_GetFontData = CFUNCTYPE(c_ulong, c_void_p, c_void_p, c_uint, c_void_p, c_ulong)
_GetFaceName = CFUNCTYPE(c_ulong, c_void_p, c_void_p, c_void_p, c_ulong)
_GetFontCharset = CFUNCTYPE(c_int, c_void_p, c_void_p)
_DeleteFont = CFUNCTYPE(None, c_void_p, c_void_p)


class _Fonts(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("Release", _Release),
        ("EnumFonts", _EnumFonts),
        ("MapFont", _MapFont),
        ("GetFont", _GetFont),
        ("GetFontData", _GetFontData),
        ("GetFaceName", _GetFaceName),
        ("GetFontCharset", _GetFontCharset),
        ("DeleteFont", _DeleteFont),
    )


def use_one_font() -> Any:
    """Make PDFium, which is running, use the one font; return what must be kept while it runs."""
    tables = _tables()
    whole = _file(tables)

    def data(_: Any, __: Any, table: int, buffer: int | None, size: int) -> int:
        found = whole if table == _WHOLE_FILE else tables.get(table.to_bytes(4), b"")
        if buffer and len(found) <= size:
            ctypes.memmove(buffer, found, len(found))
        return len(found)

    def mapped(_: Any, __: int, ___: int, characters: int, *____: Any) -> int | None:
        return 1 if characters in _CHARACTER_SETS else None

    fonts = _Fonts(
        1,
        _Release(lambda _: None),
        _EnumFonts(lambda _, __: None),
        _MapFont(mapped),
        _GetFont(lambda _, __: None),
        _GetFontData(data),
        _GetFaceName(lambda *_: 0),
        _GetFontCharset(lambda _, __: 134),
        _DeleteFont(lambda _, __: None),
    )
    FPDF_SetSystemFontInfo(ctypes.byref(fonts))
    return fonts


def _tables() -> dict[bytes, bytes]:
    """Return the tables of a TrueType font (ISO/IEC 14496-22) that has one glyph for every character."""
    bar = pack(">5hHH4B8h", 1, 0, 0, _WIDE, _HIGH, 3, 0, 1, 1, 1, 1, 0, _WIDE, 0, -_WIDE, 0, 0, _HIGH, 0)
    bar += bytes(-len(bar) % 4)
    every_character = pack(">HHIII3I", 13, 0, 28, 0, 1, 0, _LAST_CHARACTER, 1)
    return {
        b"cmap": pack(">4HI", 0, 1, 3, 10, 12) + every_character,
        b"glyf": bar + bar,
        b"head": pack(
            ">4I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0, 0, 0, _WIDE, _HIGH, 0, 8, 2, 1, 0
        ),
        b"hhea": pack(
            ">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _UNITS, 0, 0, _WIDE, 1, 0, 0, 0, 0, 0, 0, 0, 2
        ),
        b"hmtx": pack(">HhHh", _UNITS, 0, _UNITS, 0),
        b"loca": pack(">3I", 0, len(bar), 2 * len(bar)),
        b"maxp": pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return the file that tables make: a directory, then the tables in its order, each at a multiple of four."""
    directory, body, start = b"", b"", 12 + 16 * len(tables)
    for name in sorted(tables):
        table = tables[name]
        directory += name + pack(">3I", 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + directory + body
