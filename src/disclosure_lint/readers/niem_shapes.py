"""The usual rows of a NIEM report, read at once: rows of one shape have their columns at the same places.

A shape is the tags of a row and how many children each has, in document order, which
together are the whole tree. What is odd in any way has no plan and is read element by
element (`niem_tables`), which also says what is odd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    Convert = Callable[[str | None], Any]

#: Longer rows, and shapes beyond so many, are those of no real report.
_LONGEST, _MOST = 250, 2000
_Shape = tuple[tuple[Any, ...], tuple[int, ...]]


class Step(NamedTuple):
    """What a child of a row is: the key it fills, its place in the order, and how it is read.

    Exactly one of `convert` (a value), `codes` (tags and keys of a coded count)
    and `inner` (a group of columns; for `many`, one of a list) says how. `printed`
    are words that the data takes and the exchange format does not.
    """

    key: str
    order: int
    convert: Convert | None = None
    codes: tuple[str, str, dict[str, str]] | None = None
    inner: dict[str, Step] | None = None
    many: bool = False
    printed: frozenset[str] = frozenset()


class Level(NamedTuple):
    """A row, a group of its columns or an item of one of its lists: where the text of each column stands.

    `key` is the group or the list (`many`), "" for the row itself. `coded` are the places of codes,
    each with its count behind it; `codes` names their columns.
    """

    key: str
    many: bool
    columns: tuple[tuple[str, int, Convert, frozenset[str]], ...]
    coded: tuple[int, ...]
    codes: dict[str, str]


class Shapes:
    """The plans for the rows of a table by their shapes; None for a shape that is to be read with care."""

    def __init__(self, steps: dict[str, Step], count: Convert) -> None:
        self._steps, self._count = steps, count
        self._plans: dict[_Shape, list[Level] | None] = {}

    def read(self, item: _Element, row: dict[str, Any]) -> bool:
        """Fill a row from its element; False, and nothing done, where that takes a closer look."""
        elements = list(item.iter())
        if len(elements) > _LONGEST:
            return False
        shape = tuple([each.tag for each in elements]), tuple(map(len, elements))
        if shape in self._plans:
            plan = self._plans[shape]
        else:
            plan = self._plan(*shape)
            if len(self._plans) < _MOST:
                self._plans[shape] = plan
        if plan is None:
            return False
        texts = [each.text for each in elements]
        filled = [_filled(level, texts, self._count) for level in plan]
        if None in filled:
            return False
        for level, values in zip(plan, filled, strict=True):
            if not level.key:
                row.update(values)  # type: ignore[arg-type]
            elif level.many:
                row[level.key].append(values)
            else:
                row[level.key] = values
        return True

    def _plan(self, tags: tuple[Any, ...], sizes: tuple[int, ...]) -> list[Level] | None:
        """Return where the columns of a shape stand, None where something is unknown, twice or out of order."""
        inner: list[Level] = []
        own = _level(Step("", 0, inner=self._steps), tags, sizes, 0, inner)
        groups = [each.key for each in inner if not each.many]
        if own is None or len(set(groups)) < len(groups):
            return None
        return [own, *inner]


def _filled(level: Level, texts: list[str | None], count: Convert) -> dict[str, Any] | None:
    """Return the figures of a level, None where one is a word for a number or a code is unknown."""
    found: dict[str, Any] = {}
    for key, at, convert, printed in level.columns:
        value = found[key] = convert(texts[at])
        if value.__class__ is str and value in printed:
            return None
    for at in level.coded:
        key = level.codes.get(texts[at] or "")  # type: ignore[assignment]
        if key is None or key in found:
            return None
        found[key] = count(texts[at + 1])
    return found


def _level(
    of: Step, tags: tuple[Any, ...], sizes: tuple[int, ...], top: int, inner: list[Level] | None
) -> Level | None:
    """Return the level of a row, group or item at a place; `inner` takes the levels below that of a row."""
    columns: list[Any] = []
    coded: list[int] = []
    codes: dict[str, str] = {}
    at, last = top + 1, -1
    for _ in range(sizes[top]):
        step = (of.inner or {}).get(tags[at])
        if step is None or step.order < last:
            return None
        last, end = step.order, _end(sizes, at)
        if step.codes is not None:
            if sizes[at : at + 3] != (2, 0, 0) or tags[at + 1 : at + 3] != step.codes[:2]:
                return None
            coded.append(at + 1)
            codes = step.codes[2]
        elif step.inner is not None and inner is not None:
            below = _level(step, tags, sizes, at, None)
            if below is None or below.coded or [each.key for each in step.inner.values()] == ["text"]:
                return None
            inner.append(below)
        elif step.convert is None or step.many or end != at + 1:
            return None
        else:
            columns.append((step.key, at, step.convert, step.printed))
        at = end
    twice = len({each[0] for each in columns}) < len(columns)
    return None if twice else Level(of.key, of.many, tuple(columns), tuple(coded), codes)


def _end(sizes: tuple[int, ...], at: int) -> int:
    """Return where the element behind one and all below it stands."""
    left = 1
    while left:
        left += sizes[at] - 1
        at += 1
    return at
