"""What is drawn on a page of a PDF besides its characters: lines, pictures, and whether text is seen."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from disclosure_lint.readers import pdfium
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.pdf_library import Matrix, Rectangle, matrix, moved, times
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The most objects that a page may have.
LIMIT = 200_000
#: How deep drawings are nested; deeper ones are left out.
_DEEPEST = 12
#: A shape as thin as this is a line.
_THIN = 3.6
_WHITE = 248
_INVISIBLE = (3, 7)
_CORNERS = ((0, 1), (2, 1), (2, 3), (0, 3))
_MOVE = 2
_CURVE = 1
_SHORT_PATH = 6
_MOST_PAIRS = 4_000_000


class Drawn(Record, eq=False, repr=False):
    """What is drawn on a page, in its own coordinates (from bottom left, y upward).

    `lines` are boxes of straight lines, `fills` boxes of filled shapes, dark ones
    True, in the order drawn; `unseen` maps text objects (by their addresses) to why
    nobody sees them; `curves` counts curved pieces of shapes.
    """

    lines: list[Rectangle] = field(default_factory=list)
    fills: list[tuple[Rectangle, bool]] = field(default_factory=list)
    pictures: list[Rectangle] = field(default_factory=list)
    unseen: dict[int, str] = field(default_factory=dict)
    white: list[tuple[int, Rectangle]] = field(default_factory=list)
    curves: int = 0
    count: int = 0


def drawn_on(page: Any) -> Drawn:
    """Return what is drawn on a page. Raises ReadError X007 above 200,000 objects."""
    drawn = Drawn()
    for item, by in _objects(page, drawn):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.OBJECT_PATH:
            _path(item, by, drawn)
        elif kind == pdfium.OBJECT_TEXT:
            _text(item, by, drawn)
        elif kind in (pdfium.OBJECT_IMAGE, pdfium.OBJECT_SHADING):
            box = _bounds(item, by)
            if kind == pdfium.OBJECT_IMAGE:
                drawn.pictures.append(box)
            drawn.fills.append((box, True))
    if len(drawn.white) * len(drawn.fills) <= _MOST_PAIRS:
        drawn.unseen.update((address, "white-text") for address, box in drawn.white if not _on_dark(box, drawn))
    return drawn


def _objects(page: Any, drawn: Drawn) -> Iterator[tuple[Any, Matrix | None]]:
    """Yield the objects of a page and of the forms within it, with the matrix of the form."""
    stack: list[tuple[Any, int, int, Matrix | None, int]] = [(page, 0, pdfium.FPDFPage_CountObjects(page), None, 0)]
    while stack:
        owner, index, count, by, depth = stack.pop()
        get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
        while index < count:
            item = get(owner, index)
            index += 1
            drawn.count += 1
            if drawn.count > LIMIT:
                raise ReadError("X007", "too-many-objects", {"limit": LIMIT})
            if pdfium.FPDFPageObj_GetType(item) != pdfium.OBJECT_FORM:
                yield item, by
            elif depth < _DEEPEST:
                own = matrix(item)
                inner = times(own, by) if by else own
                stack.append((owner, index, count, by, depth))
                stack.append((item, 0, pdfium.FPDFFormObj_CountObjects(item), inner, depth + 1))
                break


def _bounds(item: Any, by: Matrix | None) -> Rectangle:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return (0.0, 0.0, 0.0, 0.0)
    box = [side.value for side in sides]
    if by is None:
        return box[0], box[1], box[2], box[3]
    points = [moved(box[x], box[y], by) for x, y in _CORNERS]
    return _around(points)


def _around(points: list[tuple[float, float]]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _path(item: Any, by: Matrix | None, drawn: Drawn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    count = pdfium.FPDFPath_CountSegments(item)
    box = _bounds(item, by)
    if count <= _SHORT_PATH and _is_thin(box):
        drawn.lines.append(box)
        return
    own = matrix(item)
    for points, curved in _subpaths(item, count, times(own, by) if by else own):
        drawn.curves += curved
        if len(points) < 2 or curved:
            continue
        part = _around(points)
        if _is_thin(part):
            drawn.lines.append(part)
        elif stroke.value:
            drawn.lines += [side for pair in pairwise(points) if _is_thin(side := _around([*pair]))]
    if fill.value:
        drawn.fills.append((box, _is_dark(item)))


def _is_thin(box: Rectangle) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= _THIN


def _subpaths(item: Any, count: int, by: Matrix) -> Iterator[tuple[list[tuple[float, float]], int]]:
    """Yield the points of each part of a path, and how many of its pieces are curved."""
    points: list[tuple[float, float]] = []
    curved = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(count, LIMIT)):
        piece = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(piece)
        if kind == _MOVE and points:
            yield points, curved
            points, curved = [], 0
        curved += kind == _CURVE
        pdfium.FPDFPathSegment_GetPoint(piece, x, y)
        points.append(moved(x.value, y.value, by))
        if pdfium.FPDFPathSegment_GetClose(piece) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points, curved


def _text(item: Any, by: Matrix | None, drawn: Drawn) -> None:
    """Note text that is drawn so that nobody sees it."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
    if mode in _INVISIBLE:
        drawn.unseen[item] = "hidden-text"
        return
    colour = _colour(item)
    if mode == 0 and colour is not None:
        if colour[3] == 0:
            drawn.unseen[item] = "hidden-text"
        elif min(colour[:3]) >= _WHITE:
            drawn.white.append((item, _bounds(item, by)))


def _colour(item: Any) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _is_dark(item: Any) -> bool:
    colour = _colour(item)
    return colour is None or (colour[3] > 0 and min(colour[:3]) < _WHITE)


def _on_dark(box: Rectangle, drawn: Drawn) -> bool:
    """Tell whether a text stands on anything that is not white."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    shown = False
    for (left, bottom, right, top), dark in drawn.fills:
        if left <= x <= right and bottom <= y <= top:
            shown = dark
    return shown
