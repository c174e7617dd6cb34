"""Tables over page breaks: rows go on, repeated headers go, labels of merged cells go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels
from disclosure_lint.readers.lines import fold
from disclosure_lint.readers.pieces import is_value
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from disclosure_lint.readers.fixed.grids import Grid, GridCell

#: By how much the edges of one table may differ from page to page.
_OFF = 5.0
_NUMBERED = pattern(r"\(|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|其中")
_NAMED = pattern(r"规章|(?:行政)?规范性文件|行政(?:许可|处罚|强制|事业性收费)|政府集中采购|其他对外管理服务事项")


def continues(last: Grid, following: Grid) -> bool:
    """Tell whether a table that opens a page goes on with the one that ended the page before."""
    if not (last.ruled and following.ruled):
        return False
    return abs(last.left - following.left) <= _OFF and abs(last.right - following.right) <= _OFF


def join(last: Grid, following: Grid) -> None:
    """Append the rows of a table's next page to it."""
    skip = _repeated(last, following)
    rest = [replace(cell, row=cell.row - skip) for cell in following.cells if cell.row >= skip]
    height = following.height - skip
    if not rest:
        return
    shift = last.height
    if _is_torn(last, rest):
        shift -= 1
    for cell in sorted(rest, key=lambda each: (each.row, each.left)):
        above = _above(last, cell) if cell.row == 0 else None
        if above is not None and (shift < last.height or _is_one_label(above, cell)):
            above.lines += cell.lines
            above.rowspan = max(above.rowspan, shift + cell.rowspan - above.row)
        else:
            cell.row += shift
            last.cells.append(cell)
    last.height = shift + height


def _repeated(last: Grid, following: Grid) -> int:
    """Return how many rows at the top only repeat the table's header."""
    count = 0
    while count < min(last.height, following.height):
        texts = [cell.text for cell in following.row(count)]
        if texts != [cell.text for cell in last.row(count)] or any(is_value(fold(text)) for text in texts):
            break
        if count == 0 and not any(texts):
            break
        count += 1
    reach = max((cell.row + cell.rowspan for cell in following.cells if cell.row < count), default=0)
    return count if reach <= count else 0


def _above(last: Grid, cell: GridCell) -> GridCell | None:
    """Return the cell of the last row that has a cell's edges."""
    return next(
        (
            each
            for each in last.cells
            if each.row + each.rowspan == last.height
            and abs(each.left - cell.left) <= _OFF
            and abs(each.right - cell.right) <= _OFF
        ),
        None,
    )


def _is_one_label(above: GridCell, cell: GridCell) -> bool:
    """Tell whether two cells are the halves of a label that covers rows of both pages."""
    texts = [text for text in (above.text, cell.text) if text]
    whole = above.rowspan > 1 or cell.rowspan > 1
    if not whole or not texts or any(is_value(fold(text)) for text in texts):
        return False
    return len(texts) == 1 or not _is_label(cell.text)


def _is_torn(last: Grid, rest: list[GridCell]) -> bool:
    """Tell whether the page break goes through a row: its figures stand on one page only."""
    first = [cell for cell in rest if cell.row == 0]
    pairs = [(above, cell) for cell in first if (above := _above(last, cell)) is not None]
    if len(pairs) != len(first) or len(pairs) < 2:
        return False
    own = [(above, cell) for above, cell in pairs if above.rowspan == cell.rowspan == 1]
    figures = [(is_value(fold(above.text)), is_value(fold(cell.text))) for above, cell in own]
    one_side = any(above for above, _ in figures) != any(cell for _, cell in figures)
    clash = any(above.text and cell.text and (a or b) for (above, cell), (a, b) in zip(own, figures, strict=True))
    halves = [cell.text for above, cell in own if above.text and cell.text]
    return one_side and not clash and any(halves) and not any(map(_is_label, halves))


def _is_label(text: str) -> bool:
    """Tell whether a text can be a label by itself, not only the rest of one."""
    plain = fold(text)
    return _NUMBERED.match(plain) is not None or _NAMED.fullmatch(plain) is not None or labels.family(plain) != ""
