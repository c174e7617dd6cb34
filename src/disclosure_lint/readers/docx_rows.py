"""The rows of Word tables, and the cells of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.readers.characters import TRIMMED
from disclosure_lint.readers.docx_names import VAL, WRAPPERS, W, children, is_on, val, whole
from disclosure_lint.readers.docx_text import written
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.docx_styles import Styles

_MOST_COLUMNS = 1000
_MOST_EDGES = 2 * _MOST_COLUMNS
_SPAN, _DOWN, _BESIDE, _GROUND = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge", "shd"))
_CELL, _PROPERTIES, _BEFORE, _HEADER = (f"{W}{name}" for name in ("tc", "tcPr", "gridBefore", "tblHeader"))
_PARAGRAPH, _STYLE, _TEXT = f"{W}p", f"{W}pStyle", f"{W}t"
#: What a plain row may hold without any effect on what its cells say.
_PASSED = frozenset(f"{W}{name}" for name in ("tr", "trPr", "gridBefore", "tblHeader", "tcPr", "pPr", "jc", "r"))


class Square(Record, eq=False, repr=False):
    """A w:tc: where it stands in the file's grid, what it holds; `index` counts the cells of its row from 1.

    `filled`: it is on a ground of its own; `plain`: its text is read as `said`, its blocks are not.
    """

    element: Any
    row: int
    index: int
    start: int
    end: int
    header: bool
    plain: bool = False
    said: str | None = None
    merge: str | None = None
    ground: Any | None = None
    filled: bool = False
    page: int | None = None
    height: int = 1
    blocks: Sequence[Block] = ()


def rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, whatever wraps them."""
    yield from _children(table, f"{W}tr")


def squares(row: Any, stated: dict[str, Any], number: int) -> list[Square]:
    """Return the cells of a row, whose properties are `stated`, at their places in the file's grid."""
    start, header = _begin(stated)
    found: list[Square] = []
    for index, element in enumerate(_children(row, _CELL), 1):
        about = children(element.find(_PROPERTIES))
        end = _end(start, about.get(_SPAN))
        beside = about.get(_BESIDE)
        if found and beside is not None and beside.get(VAL, "continue") == "continue":
            found[-1].end = end
        else:
            square = Square(element, number, index, start, end, header)
            square.merge, square.ground = _merge(about.get(_DOWN)), about.get(_GROUND)
            found.append(square)
        start = end
    return found


def plain_squares(  # noqa: C901 - one loop, for half of the time to read a report goes here
    row: Any, stated: dict[str, Any], number: int, styles: Styles, *, filled: bool
) -> list[Square] | None:
    """Return the same, with texts, of a row whose cells have one plain paragraph each, as nearly all have.

    Return None for others: runs with looks of their own, grounds, line breaks, fields, tracked changes, lists…
    """
    if not styles.is_plain(None, filled=filled):
        return None
    start, header = _begin(stated)
    found: list[Square] = []
    square: Square | None = None
    for each in row.iter():
        name = each.tag
        if name in _PASSED:
            continue
        if name == _CELL:
            square = Square(each, number, len(found) + 1, start, _end(start, None), header, True)
            start = square.end
            found.append(square)
        elif square is None:
            return None
        elif name == _TEXT and square.said is not None:
            square.said += written(each)
        elif name == _PARAGRAPH and square.said is None:
            square.said = ""
        elif name == _SPAN:
            start = square.end = _end(square.start, each)
        elif name == _DOWN:
            square.merge = _merge(each)
        elif name != _STYLE or not styles.is_plain(each.get(VAL), filled=filled):
            return None
    for square in found:
        square.said = (square.said or "").strip(TRIMMED)
    return found


def _begin(stated: dict[str, Any]) -> tuple[int, bool]:
    """Return the edge of the grid at which a row begins, and whether it is a row of headers."""
    start = min(_MOST_COLUMNS, max(0, whole(val(stated.get(_BEFORE))))) if _BEFORE in stated else 0
    return start, bool(is_on(stated.get(_HEADER)))


def _end(start: int, span: Any | None) -> int:
    end = start + 1 if span is None else start + max(1, whole(val(span), 1))
    return min(_MOST_EDGES, end)


def _merge(down: Any | None) -> str | None:
    return None if down is None else down.get(VAL, "continue")


def _children(parent: Any, name: str) -> Iterator[Any]:
    for each in parent:
        if each.tag == name:
            yield each
        elif each.tag in WRAPPERS:
            yield from _children(each, name)
