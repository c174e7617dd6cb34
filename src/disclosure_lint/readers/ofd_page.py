"""One page of an OFD: characters, ruled lines and pictures, in points from the top left corner."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.fixed.page import Glyph, Page, Stroke
from disclosure_lint.readers.ofd_shapes import IDENTITY, matrix, moved, numbers, straight
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.ofd_shapes import Matrix, Point

#: The most characters of a document and lines of a page.
CHARACTERS = 2_000_000
LINES = 50_000
#: Points in a millimetre, the unit of OFD.
POINTS = 72 / 25.4
#: How much of the size of its type a character stands above and below the line, and how wide a Latin one is.
_ABOVE, _BELOW = 0.86, 0.14
_LATIN, _WIDEST = 0.5, 1.1
_FIRST_WIDE = "\u2e80"
#: Lines as nearly upright or level as this (points) are ruled; rectangles as narrow are lines.
_STRAIGHT = 0.8
_THIN = 2.5
_TINY = 1.0
_PICTURE, _COVERED, _FEW = 60.0, 0.3, 12
#: Text that was made into curves has at least so many on a page.
_OUTLINED = 400
_SPACES = frozenset("\t \xa0\u2002\u2003\u2009\u3000")
_NO = ("false", "0")
_WHITE = ("255 255 255", "1 1 1", "0 0 0 0")
_LONGEST = 100_000
_HIDDEN = 200
_DEPTH = 30


class Canvas(Record):
    """A page while its objects are read, and the texts on it that nobody sees, by why."""

    page: Page
    left: float
    top: float
    hidden: dict[str, str] = field(default_factory=dict)
    pictures: list[tuple[float, float]] = field(default_factory=list)
    curves: int = 0
    dark: bool = False
    white: str = ""

    def draw(self, content: Any, depth: int = 0) -> None:
        """Put down what a layer or block holds."""
        for each in content:
            kind = _name(each)
            if kind == "TextObject":
                self._text(each)
            elif kind == "PathObject":
                self._path(each)
            elif kind == "ImageObject":
                self._image(each)
            elif depth < _DEPTH and kind in ("Content", "Layer", "PageBlock"):
                self.draw(each, depth + 1)

    def finish(self) -> None:
        """Tell whether the page is a picture, and what on it is white on white."""
        page = self.page
        seen = sum(glyph.text != " " for glyph in page.glyphs)
        area = sum(width * height for width, height in self.pictures)
        page.unread = seen <= _FEW and (area >= _COVERED * page.width * page.height or self.curves >= _OUTLINED)
        page.pictures = 1 if page.unread else sum(min(size) >= _PICTURE for size in self.pictures)
        if self.white.strip() and not self.dark and not self.pictures:
            self.hidden["white-text"] = self.white

    def _place(self, each: Any) -> Matrix:
        """Return how the coordinates of an object become points on the page."""
        boundary = numbers(each.get("Boundary"))
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        own = matrix(each.get("CTM"))
        x, y = own[4] + x - self.left, own[5] + y - self.top
        return (*(part * POINTS for part in own[:4]), x * POINTS, y * POINTS)  # type: ignore[return-value]

    def _text(self, each: Any) -> None:
        size = (numbers(each.get("Size")) or [0.0])[0]
        place = self._place(each)
        wide = (numbers(each.get("HScale")) or [1.0])[0]
        why = _unseen(each)
        white = _colour(each, "FillColor") in _WHITE
        pen: Point = (0.0, 0.0)
        for code in each.iterchildren():
            if _name(code) != "TextCode":
                continue
            spots, pen = _spots(code, pen, size * wide)
            for character, point, width in spots:
                glyph = _glyph(character, point, (width, size), place)
                unseen = why or ("tiny-text" if glyph.height < _TINY else "")
                if len(self.page.glyphs) > CHARACTERS:
                    raise ReadError("X007", "too-many-characters", {"limit": CHARACTERS})
                if unseen:
                    self.hidden[unseen] = (self.hidden.get(unseen, "") + character)[:_HIDDEN]
                elif -1 <= glyph.middle <= self.page.width + 1 and -1 <= glyph.base <= self.page.height + glyph.height:
                    self.white += character if white and len(self.white) < _HIDDEN else ""
                    self.page.glyphs.append(glyph)

    def _path(self, each: Any) -> None:
        if each.get("Visible") in _NO:
            return
        data = next((child.text or "" for child in each if _name(child) == "AbbreviatedData"), "")
        if data.count("L") + len(self.page.across) + len(self.page.down) > LINES:
            raise ReadError("X007", "too-many-objects", {"limit": LINES})
        self.curves += sum(data.count(operator) for operator in "QBA")
        place = self._place(each)
        pieces = [(moved(start, place), moved(end, place)) for start, end in straight(data)]
        filled = each.get("Fill") in ("true", "1")
        if filled and pieces:
            xs, ys = zip(*(point for piece in pieces for point in piece), strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            thin = min(box[2] - box[0], box[3] - box[1]) <= _THIN
            self.dark = self.dark or (not thin and _colour(each, "FillColor") not in _WHITE)
            if thin:
                self._rule((box[0], (box[1] + box[3]) / 2), (box[2], (box[1] + box[3]) / 2))
                self._rule(((box[0] + box[2]) / 2, box[1]), ((box[0] + box[2]) / 2, box[3]))
                return
        if each.get("Stroke") not in _NO:
            for start, end in pieces:
                self._rule(start, end)

    def _rule(self, start: Point, end: Point) -> None:
        """Put down a level or upright line; others draw no table."""
        (ax, ay), (bx, by) = start, end
        if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
            self.page.across.append(Stroke((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
            self.page.down.append(Stroke((ax + bx) / 2, min(ay, by), max(ay, by)))

    def _image(self, each: Any) -> None:
        boundary = numbers(each.get("Boundary"))
        if len(boundary) == 4 and each.get("Visible") not in _NO:
            width, height = min(boundary[2] * POINTS, self.page.width), min(boundary[3] * POINTS, self.page.height)
            self.pictures.append((max(0.0, width), max(0.0, height)))


def _name(each: Any) -> str:
    return str(each.tag).rpartition("}")[2]


def _unseen(each: Any) -> str:
    """Return why nobody sees a text, "" where it is seen."""
    outlined = each.get("Fill") in _NO and each.get("Stroke") not in ("true", "1")
    return "hidden-text" if each.get("Visible") in _NO or each.get("Alpha") == "0" or outlined else ""


def _colour(each: Any, name: str) -> str:
    return next((" ".join((child.get("Value") or "").split()) for child in each if _name(child) == name), "")


def _spots(code: Any, pen: Point, size: float) -> tuple[list[tuple[str, Point, float]], Point]:
    """Return the characters of a TextCode with where each stands and how wide it is, and where the first stands."""
    text = (code.text or "")[:_LONGEST]
    x = (numbers(code.get("X")) or [pen[0]])[0]
    y = (numbers(code.get("Y")) or [pen[1]])[0]
    start = (x, y)
    across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    found = []
    for index, character in enumerate(text):
        usual = size if character >= _FIRST_WIDE else size * _LATIN
        step = across[index] if index < len(across) else 0.0 if down else usual
        # A step tells how wide a Latin letter is, unless it leaps over a gap; Chinese ones may be spread.
        near = step < usual if character >= _FIRST_WIDE else step <= _WIDEST * size
        found.append((character, (x, y), step if step > 0 and near else usual))
        x, y = x + step, y + (down[index] if index < len(down) else 0.0)
    return found, start


def _deltas(text: str | None, most: int) -> list[float]:
    """Return the distances in DeltaX or DeltaY; "g 6 4.2" stands for six times 4.2."""
    found: list[float] = []
    parts: Iterator[str] = iter((text or "").split())
    for part in parts:
        if part == "g":
            times, step = numbers(next(parts, "")), numbers(next(parts, ""))
            if times and step:
                found.extend(repeat(step[0], max(0, min(int(times[0]), most - len(found)))))
        else:
            found += numbers(part)
    return found[:most]


def _glyph(character: str, point: Point, size: tuple[float, float], place: Matrix = IDENTITY) -> Glyph:
    """Return a character with the box that its type has around it."""
    width, height = size
    (x, y) = point
    corners = [
        moved(corner, place)
        for corner in (
            (x, y - _ABOVE * height),
            (x + width, y - _ABOVE * height),
            (x, y + _BELOW * height),
            (x + width, y + _BELOW * height),
        )
    ]
    xs, ys = zip(*corners, strict=True)
    text = " " if character in _SPACES or character < " " else character
    return Glyph(text, min(xs), min(ys), max(xs), max(ys), moved(point, place)[1])
