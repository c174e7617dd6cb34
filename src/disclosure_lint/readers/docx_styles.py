"""What the styles of a Word document say of paragraphs and characters, inherited styles included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.docx_names import VAL, W, children, is_on, val, value, whole
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.readers.docx_style_sheet import StyleSheet

_HEADING = pattern(r"(?:heading|标题)\s*([1-9])(?:\s*char)?", 2)  # re.IGNORECASE
_BODY_LEVEL = 9
_DEPTH = 40
_LIGHTEST = 0xF0
#: Characters of at most one point cannot be read.
_TINY = 2


class Look(NamedTuple):
    """How characters look, as far as it is stated; `size` in half points, `filled`: on a ground of their own."""

    bold: bool | None = None
    vanish: bool | None = None
    white: bool | None = None
    size: int | None = None
    filled: bool | None = None

    def over(self, base: Look) -> Look:
        """Return this look where it states something, else the base."""
        return Look(
            base.bold if self.bold is None else self.bold,
            base.vanish if self.vanish is None else self.vanish,
            base.white if self.white is None else self.white,
            base.size if self.size is None else self.size,
            base.filled if self.filled is None else self.filled,
        )


PLAIN = Look()


class Style(NamedTuple):
    """A paragraph style; `level` is the heading level from 1, `num_id` the list it belongs to ("0": none)."""

    look: Look = PLAIN
    level: int | None = None
    centred: bool | None = None
    num_id: str | None = None
    ilvl: str | None = None
    linked: str = ""
    grounded: Look = PLAIN  # the look on a ground of its own


def look_of(properties: Any | None) -> Look:
    """Return what a w:rPr says."""
    if properties is None or not len(properties):
        return PLAIN
    bold = vanish = white = size = filled = None
    for each in properties:
        name = each.tag
        if name == _BOLD:
            bold = is_on(each)
        elif name == _SIZE:
            size = whole(each.get(VAL)) or None
        elif name == _COLOUR:
            white = is_white(each.get(VAL), each.get(_THEME))
        elif name == _VANISH:
            vanish = is_on(each)
        elif name in _GROUNDS and not filled:
            filled = is_filled(each)
    if bold is vanish is white is size is filled is None:
        return PLAIN
    return Look(bold, vanish, white, size, filled)


_BOLD, _SIZE, _COLOUR, _VANISH = f"{W}b", f"{W}sz", f"{W}color", f"{W}vanish"
_THEME = f"{W}themeColor"
_LEVEL, _ALIGNED = f"{W}outlineLvl", f"{W}jc"
_GONE = (f"{W}del", f"{W}moveFrom")
_GROUNDS = (f"{W}shd", f"{W}highlight")


def is_white(colour: str | None, theme: str | None = None) -> bool:
    """Tell whether a colour cannot be told from white paper."""
    if theme in ("background1", "light1"):
        return True
    if not colour or len(colour) != 6 or colour[0] not in "Ff":
        return False
    try:
        return all(int(colour[start : start + 2], 16) >= _LIGHTEST for start in (0, 2, 4))
    except ValueError:
        return False


def is_filled(ground: Any | None) -> bool | None:
    """Tell whether a w:shd or w:highlight paints a ground that is not white; None where it paints none."""
    if ground is None:
        return None
    if ground.tag == _GROUNDS[1]:
        return ground.get(VAL) not in (None, "none", "white")
    fill = ground.get(f"{W}fill", "auto")
    painted = ground.get(f"{W}themeFill") not in (None, "background1", "light1") or ground.get(VAL, "clear") not in (
        "clear",
        "nil",
    )
    if not painted and fill == "auto":
        return None
    return painted or not is_white(fill)


class Styles:
    """The styles of a document by id."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self.usual = sheet.usual
        self._known: dict[str, Style] = {}
        self._tables: dict[str, bool] = {}
        self._plain: dict[tuple[str | None, bool], bool] = {}
        defaults = None if sheet.defaults is None else sheet.defaults.find(f"{W}rPrDefault/{W}rPr")
        look = look_of(defaults)
        self._base = Style(look, grounded=look._replace(filled=True))

    def get(self, name: str | None) -> Style:
        """Return a style with what it inherits; the document's usual paragraph style for None."""
        name = self.usual if name is None else name
        return self._known.get(name) or self._resolved(name, 0)

    def is_plain(self, name: str | None, *, filled: bool) -> bool:
        """Tell whether text of a paragraph style is seen as it stands: not hidden, without a number before it."""
        known = self._plain.get((name, filled))
        if known is None:
            style = self.get(name)
            known = not style.num_id and not unseen(style.grounded if filled else style.look)
            self._plain[name, filled] = known
        return known

    def hide(self, names: Iterable[str]) -> bool:
        """Tell whether paragraph or character styles may make text white or tiny, or paint a ground beneath it."""
        looks = [self.get(None).look]
        for name in names:
            looks += self.get(name).look, self.look(name)
        return any(each.white or each.filled or (each.size is not None and each.size <= _TINY) for each in looks)

    def look(self, name: str | None) -> Look:
        """Return what a character style says."""
        element = self._sheet.get(name or "")
        return PLAIN if element is None else self._resolved(name or "", 0, base=Style()).look

    def _resolved(self, name: str, depth: int, base: Style | None = None) -> Style:
        base = self._base if base is None else base
        known = self._known.get(name)
        if known is not None:
            return known
        element = self._sheet.get(name)
        if element is None or depth > _DEPTH:
            return base
        parent = value(element, "basedOn")
        inherited = self._resolved(parent, depth + 1, base) if parent else base
        style = _stated(element, name, inherited)
        self._known[name] = style = style._replace(grounded=style.look._replace(filled=True))
        return style

    def numbering(self, name: str) -> str | None:
        """Return the list that a numbering style stands for."""
        element = self._sheet.get(name)
        return None if element is None else value(element.find(f"{W}pPr/{W}numPr"), "numId")

    def paints(self, name: str | None) -> bool:
        """Tell whether a table style, or one it is based on, paints any cell."""
        if not name:
            return False
        if name not in self._tables:
            self._tables[name] = False  # against styles that are based on themselves
            element = self._sheet.get(name)
            if element is not None:
                own = any(is_filled(each) for each in element.iter(f"{W}shd"))
                self._tables[name] = own or self.paints(value(element, "basedOn"))
        return self._tables[name]


def _stated(element: Any, name: str, inherited: Style) -> Style:
    paragraph = element.find(f"{W}pPr")
    style = inherited._replace(look=look_of(element.find(f"{W}rPr")).over(inherited.look))
    match = _HEADING.fullmatch(value(element, "name") or "")
    if match and element.get(f"{W}type") == "paragraph":
        style = style._replace(level=int(match[1]))
    if paragraph is None:
        return style
    numbers = paragraph.find(f"{W}numPr")
    if numbers is not None:
        style = style._replace(num_id=value(numbers, "numId") or style.num_id, ilvl=value(numbers, "ilvl"), linked=name)
    outline = value(paragraph, "outlineLvl")
    if outline is not None:
        style = style._replace(level=level_of(outline))
    aligned = value(paragraph, "jc")
    return style if aligned is None else style._replace(centred=aligned == "center")


def level_of(outline: str) -> int | None:
    """Return the heading level of a w:outlineLvl; None for running text."""
    level = whole(outline, _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else None


def unseen(look: Look) -> str:
    """Return how characters of a look are kept from the reader's eye; "" where they are not."""
    if look.vanish:
        return "hidden-text"
    if look.white and not look.filled:
        return "white-text"
    return "tiny-text" if look.size is not None and look.size <= _TINY else ""


def runs_on(mark: Any) -> bool:
    """Tell whether the mark of a paragraph is deleted or hidden, so that the next one continues it."""
    about = children(mark)
    return any(name in about for name in _GONE) or bool(is_on(about.get(_VANISH)))


def level_and_alignment(stated: dict[str, Any], style: Style) -> tuple[int | None, bool]:
    """Return the heading level of a paragraph and whether it is centred, by its own word or its style's."""
    if not stated:
        return style.level, bool(style.centred)
    outline, aligned = val(stated.get(_LEVEL)), val(stated.get(_ALIGNED))
    level = style.level if outline is None else level_of(outline)
    return level, bool(style.centred) if aligned is None else aligned == "center"
