"""The numbers that Word writes before the paragraphs of a list (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.docx_names import ALTERNATE, VAL, W, chosen, is_on, value, whole
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclosure_lint.readers.docx_styles import Style, Styles

_LEVELS = 9
_SLOT = pattern(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: its first number, its form, its pattern (%1 is the number of level 1)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: bool = True
    restart: int | None = None
    legal: bool = False
    style: str = ""


class List(NamedTuple):
    """A list: the definition whose counters it shares, its levels, and the numbers at which it begins anew."""

    shared: str
    levels: dict[int, Level]
    begins: dict[int, int]


class Numbering:
    """Counts the paragraphs of all lists in reading order."""

    def __init__(self, load: Callable[[], Sequence[Any]], styles: Styles) -> None:
        """Take what returns the elements of numbering.xml, which is asked where a paragraph is in a list."""
        self._styles = styles
        self._load = load
        self._lists: dict[str, List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    @cached_property
    def _elements(self) -> Sequence[Any]:
        return self._load()

    @cached_property
    def _abstract(self) -> dict[str, Any]:
        return {each.get(f"{W}abstractNumId", ""): each for each in self._elements if each.tag == f"{W}abstractNum"}

    @cached_property
    def _numbers(self) -> dict[str, Any]:
        return {each.get(f"{W}numId", ""): each for each in self._elements if each.tag == f"{W}num"}

    def label(self, own: Any | None, style: Style, style_id: str | None) -> tuple[str, bool]:
        """Count a paragraph by its own w:numPr or its style; return its number, and whether it is a mere bullet."""
        num_id = value(own, "numId") or style.num_id
        if not num_id or num_id == "0":
            return "", False
        found = self._list(num_id)
        if found is None:
            return "", False
        depth = self._depth(value(own, "ilvl"), found, style, style_id)
        level = found.levels.get(depth)
        if level is None:
            return "", False
        self._count(num_id, found, depth)
        if level.form == "bullet":
            return "", True
        text = self._text(found, level)
        gap = bool(text) and level.gap and text[-1].isascii()
        return text + (" " if gap else ""), not text

    def _depth(self, stated: str | None, found: List, style: Style, style_id: str | None) -> int:
        if stated is not None:
            return whole(stated)
        linked = (
            depth for depth, each in found.levels.items() if each.style and each.style in (style_id, style.linked)
        )
        return next(linked, whole(style.ilvl))

    def _list(self, num_id: str) -> List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]

    def _read(self, num_id: str) -> List | None:
        number = self._numbers.get(num_id)
        shared = value(number, "abstractNumId")
        abstract = self._abstract.get(shared or "")
        if number is None or shared is None or abstract is None:
            return None
        link = value(abstract, "numStyleLink")
        if link and (other := self._styles.numbering(link)) and other != num_id and other in self._numbers:
            shared = value(self._numbers[other], "abstractNumId") or shared
            abstract = self._abstract.get(shared, abstract)
        levels = {whole(each.get(f"{W}ilvl")): _level(each) for each in abstract.findall(f"{W}lvl")}
        levels = {depth: level for depth, level in levels.items() if 0 <= depth < _LEVELS}
        begins: dict[int, int] = {}
        for change in number.findall(f"{W}lvlOverride"):
            depth = whole(change.get(f"{W}ilvl"))
            if not 0 <= depth < _LEVELS:
                continue
            level = change.find(f"{W}lvl")
            if level is not None:
                levels[depth] = _level(level)
            if (start := value(change, "startOverride")) is not None:
                begins[depth] = whole(start, 1)
        return List(shared, levels, begins)

    def _count(self, num_id: str, found: List, depth: int) -> None:
        counters = self._counters.setdefault(found.shared, [None] * _LEVELS)
        if depth in found.begins and (num_id, depth) not in self._begun:
            counters[depth] = found.begins[depth]
        else:
            last = counters[depth]
            counters[depth] = found.levels[depth].start if last is None else last + 1
        self._begun.add((num_id, depth))
        for above in range(depth):
            if counters[above] is None:
                counters[above] = found.levels[above].start if above in found.levels else 1
        for below in range(depth + 1, _LEVELS):
            level = found.levels.get(below)
            if level is None or level.restart is None or depth < level.restart:
                counters[below] = None

    def _text(self, found: List, level: Level) -> str:
        from disclosure_lint.readers.docx_numerals import numeral

        counters = self._counters[found.shared]

        def shown(slot: Any) -> str:
            depth = int(slot[1]) - 1
            form = found.levels[depth].form if depth in found.levels else "decimal"
            return numeral(counters[depth] or 0, "decimal" if level.legal else form)

        return _SLOT.sub(shown, level.text)


def _level(element: Any) -> Level:
    form = element.find(f"{W}numFmt")
    if (
        form is None
        and (alternate := element.find(ALTERNATE)) is not None
        and (branch := chosen(alternate)) is not None
    ):
        form = branch.find(f"{W}numFmt")
    restart = value(element, "lvlRestart")
    named = "decimal" if form is None else form.get(VAL, "decimal")
    if named == "custom" and form is not None:
        named = "decimalZero" if form.get(f"{W}format", "").startswith("0") else "decimal"
    return Level(
        start=whole(value(element, "start"), 1),
        form=named,
        text=value(element, "lvlText") or "",
        gap=value(element, "suff") != "nothing",
        restart=None if restart is None else whole(restart),
        legal=bool(is_on(element.find(f"{W}isLgl"))),
        style=value(element, "pStyle") or "",
    )
