"""A page as its format gives it: characters, ruled lines and pictures, and where they stand.

All measures are points (1/72 inch) from the top left corner of the page, read
upright; `top` is smaller than `bottom`.
"""

from __future__ import annotations

from disclosure_lint.records import NamedTuple, Record, field

Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """One character: its text, its box, and the line it stands on. A space is a glyph too."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float

    @property
    def height(self) -> float:
        """The height of the box: about the size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


class Stroke(NamedTuple):
    """A ruled line: a horizontal one stands `at` y from x `start` to x `end`, a vertical one the other way."""

    at: float
    start: float
    end: float


class Page(Record, eq=False, repr=False):
    """One page. `unread` says that its content is a picture, or text that names no characters."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    pictures: int = 0
    unread: bool = False


def hull(boxes: list[Box]) -> Box | None:
    """Return the smallest box around some boxes, in tenths of a point; None around none."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (round(min(lefts), 1), round(min(tops), 1), round(max(rights), 1), round(max(bottoms), 1))


def middle(values: list[float]) -> float:
    """Return the value in the middle of the sorted values (the module `statistics` costs 10 ms to import)."""
    return sorted(values)[len(values) // 2]
