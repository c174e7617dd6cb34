"""One page of a PDF: its characters upright, its ruled lines, its pictures, and what nobody sees."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint.readers import pdfium
from disclosure_lint.readers.fixed.page import Glyph, Page, Stroke
from disclosure_lint.readers.pdf_library import visible_box
from disclosure_lint.readers.pdf_objects import drawn_on
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.readers.pdf_library import Rectangle
    from disclosure_lint.readers.pdf_objects import Drawn

#: Characters that are spaces, and those that stand for nothing.
_SPACES = frozenset("\t \xa0\u2002\u2003\u2009\u3000")
_NOTHING = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
_LOST = "\ufffd"
_SPACE = 0x20
#: Text lower than this (points) is not seen.
_TINY = 1.0
#: Boxes higher than this (points) are doubted; half the size of a character over that of its ink.
_HUGE = 40.0
_INK = 0.55
#: Boxes lower than this are doubted too, and boxes of Chinese characters that are flat or stand beside their origin.
_BESIDE = 0.02
_LOW = 4.0
_SQUARE = 0.65
_BELOW = 0.12
_FIRST_WIDE = 0x2E80
#: A page is a picture if pictures cover this much of it and it has no more characters than a page number.
_COVERED = 0.3
_FEW = 12
_OUTLINED = 400
#: A picture at least this wide and high (points) may hold a table.
_PICTURE = 60.0
_SAMPLES = 64
_QUARTER = 90
_HIDDEN_LENGTH = 200


class Sheet(Record):
    """A page, and the texts on it that nobody sees, by why. `lost` counts characters without a meaning."""

    page: Page
    hidden: dict[str, str] = field(default_factory=dict)
    lost: int = 0


class _Upright(Record):
    """From the coordinates of a page to those of `Page`: turned so that its text reads from left to right."""

    box: Rectangle
    angle: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.angle == 0:
            return x - left, top - y
        if self.angle == _QUARTER:
            return y - bottom, x - left
        return (right - x, y - bottom) if self.angle == 2 * _QUARTER else (top - y, right - x)

    def rectangle(self, box: Rectangle) -> Rectangle:
        if self.angle == 0 and box[0] <= box[2] and box[1] <= box[3]:  # nearly always, and there are many
            left, _, _, top = self.box
            return box[0] - left, top - box[3], box[2] - left, top - box[1]
        (ax, ay), (bx, by) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height, width) if self.angle % (2 * _QUARTER) else (width, height)


def read_page(opened: Any, text: Any, number: int) -> Sheet:
    """Return a page. Raises ReadError X007 above 200,000 objects."""
    drawn = drawn_on(opened)
    count = pdfium.FPDFText_CountChars(text)
    upright = _Upright(visible_box(opened), _direction(text, count))
    width, height = upright.size
    page = Page(number, width, height)
    sheet = Sheet(page)
    _rule(page, [upright.rectangle(box) for box in drawn.lines])
    page.glyphs = list(_glyphs(sheet, text, count, upright, drawn))
    _picture(sheet, drawn)
    return sheet


def _direction(text: Any, count: int) -> int:
    """Return the angle (0, 90, 180, 270 degrees) at which most of the text is written."""
    step = max(1, count // _SAMPLES)
    inked = (index for index in range(0, count, step) if pdfium.FPDFText_GetUnicode(text, index) > _SPACE)
    angles = Counter(_angle(text, index) for index in inked)
    straight = [(angle, found) for angle, found in angles.most_common() if angle % _QUARTER == 0]
    return straight[0][0] if straight else 0


def _angle(text: Any, index: int) -> int:
    """Return how far a character is turned to the left, in degrees."""
    turned = pdfium.FPDFText_GetCharAngle(text, index)
    return -round(math.degrees(turned)) % 360 if turned else 0


def _glyphs(sheet: Sheet, text: Any, count: int, upright: _Upright, drawn: Drawn) -> Iterator[Glyph]:
    """Yield the characters that are seen; note the others in the sheet."""
    x, y = ctypes.c_double(), ctypes.c_double()
    width, height = upright.size
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _NOTHING or (code <= _SPACE and pdfium.FPDFText_IsGenerated(text, index)):
            sheet.lost += code in (0, 0xFFFE, 0xFFFF)
            continue
        if 0xD800 <= code < 0xE000:
            high, code = _pair(high, code)
            if not code:
                continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        left, top, right, bottom = upright.rectangle(_box(text, index, code, (x.value, y.value)))
        if not (-1 <= (left + right) / 2 <= width + 1 and -1 <= (top + bottom) / 2 <= height + 1):
            continue
        character = " " if chr(code) in _SPACES else chr(code)
        why = _unseen(text, index, max(right - left, bottom - top), drawn)
        if why:
            sheet.hidden[why] = (sheet.hidden.get(why, "") + character)[:_HIDDEN_LENGTH]
            continue
        if _is_slanted(text, index, upright):
            continue
        base = upright.point(x.value, y.value)[1]
        yield Glyph(character, left, top, right, bottom, base if top <= base <= bottom else bottom)


def _box(text: Any, index: int, code: int, origin: tuple[float, float]) -> Rectangle:
    """Return the box of a character with its margins.

    PDFium gives boxes of the unscaled font for vertical type, and that of the
    ink alone for some characters (一, -): these are made again from the size of the type.
    """
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, loose)
    wide, high = loose.right - loose.left, loose.top - loose.bottom
    if high > _HUGE:
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, index, *sides)
        left, right, bottom, top = (side.value for side in sides)
        size = max(right - left, top - bottom)
        if 0 < size < high / 2:
            x, y, half = (left + right) / 2, (bottom + top) / 2, size * _INK
            return x - half, y - half, x + half, y + half
    elif high < _LOW or (code >= _FIRST_WIDE and (loose.left > origin[0] + _BESIDE * wide or high < _SQUARE * wide)):
        return _of_type(text, index, code, (loose.left, loose.bottom, loose.right, loose.top), origin)
    return loose.left, loose.bottom, loose.right, loose.top


def _of_type(text: Any, index: int, code: int, ink: Rectangle, origin: tuple[float, float]) -> Rectangle:
    """Return the box that a character of its type has, around its ink, where the page is not turned."""
    (x, y), scale = origin, pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, scale)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(scale.c, scale.d)
    if abs(scale.b) > abs(scale.a) or not max(ink[2] - ink[0], ink[3] - ink[1]) / 2 <= size <= _HUGE:
        return ink
    right = max(ink[2], x + size) if code >= _FIRST_WIDE else ink[2]
    return min(ink[0], x), min(ink[1], y - _BELOW * size), right, max(ink[3], y + (1 - _BELOW) * size)


def _pair(high: int, code: int) -> tuple[int, int]:
    """Put the halves of a character beyond the basic plane together; 0 while one is missing."""
    if code < 0xDC00:
        return code, 0
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else ord(_LOST)


def _unseen(text: Any, index: int, height: float, drawn: Drawn) -> str:
    """Return why nobody sees a character, "" where it is seen."""
    if drawn.unseen:
        item = pdfium.FPDFText_GetTextObject(text, index)
        if item and (why := drawn.unseen.get(item)):
            return why
    return "tiny-text" if height < _TINY else ""


def _is_slanted(text: Any, index: int, upright: _Upright) -> bool:
    """Tell whether a character is written across the page, as watermarks are."""
    angle = (_angle(text, index) - upright.angle) % _QUARTER
    return 3 < angle < _QUARTER - 3


def _rule(page: Page, boxes: list[Rectangle]) -> None:
    """Put thin boxes down as horizontal and vertical lines; a dot of a dotted line may be either."""
    for left, top, right, bottom in boxes:
        if right < 0 or bottom < 0 or left > page.width or top > page.height:
            continue
        wide, high = right - left, bottom - top
        if wide >= high or wide <= 2:
            page.across.append(Stroke((top + bottom) / 2, left, right))
        if high >= wide or high <= 2:
            page.down.append(Stroke((left + right) / 2, top, bottom))


def _picture(sheet: Sheet, drawn: Drawn) -> None:
    """Count pictures, and tell whether the page is one; what was read of it by OCR is not hidden text then."""
    page = sheet.page
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in drawn.pictures)
    seen = sum(glyph.text not in (" ", _LOST) for glyph in page.glyphs)
    covered = area >= _COVERED * page.width * page.height
    nameless = sheet.lost > seen + _FEW
    page.unread = nameless or (seen <= _FEW and (covered or drawn.curves >= _OUTLINED))
    if page.unread:
        sheet.hidden.pop("hidden-text", None)
        page.pictures = 1
    else:
        large: Callable[[Rectangle], bool] = lambda box: min(box[2] - box[0], box[3] - box[1]) >= _PICTURE  # noqa: E731
        page.pictures = sum(map(large, drawn.pictures))
