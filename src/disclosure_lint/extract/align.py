"""Which printed row is which official row.

Rows of real tables lose labels, carry them on the line above or below, or
misprint them; but their order is the form's. So printed and official rows are
aligned as two sequences: a label that is right decides, order fills the rest.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from disclosure_lint.extract.labels import NEAR, bare, likeness
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from disclosure_lint.outline import Cell
    from disclosure_lint.profiles import Row

_SKIP_ENTRY = -3.0
_SKIP_ROW = -1.0
_LEGIBLE = 4


class Entry(Record):
    """A printed row: its own labels from left to right, labels since the row before, its values."""

    labels: list[Cell]
    values: list[Cell]
    around: list[str] = field(default_factory=list)
    headed: dict[str, Cell] | None = None

    @property
    def label(self) -> str:
        """The most specific label on the row."""
        return self.labels[-1].text if self.labels else ""


def align(entries: list[Entry], rows: tuple[Row, ...], width: int) -> tuple[list[tuple[Entry, Row | None]], float]:
    """Pair every printed row with the official row it is, or None; and say how well they fit.

    Official rows that are not printed do not count against the fit. `width` is
    the number of values that a whole row has. The pairing keeps the order; rows
    that stand elsewhere are paired by their label alone.
    """
    official = {bare(name) for row in rows for name in row.names}
    scores = [_scores(entry, rows, width, exact=bare(entry.label) in official) for entry in entries]
    pairs, fit = _best_path(scores, entries, width)
    fit -= _SKIP_ROW * (len(rows) - len(pairs))
    taken = set(pairs.values())
    for index, entry in enumerate(entries):
        if index in pairs:
            continue
        for position, row in enumerate(rows):
            if position not in taken and likeness(entry.label, row.names) == 1.0 and entry.values:
                pairs[index] = position
                taken.add(position)
                break
    return [(entry, rows[pairs[index]] if index in pairs else None) for index, entry in enumerate(entries)], fit


def _scores(entry: Entry, rows: tuple[Row, ...], width: int, *, exact: bool) -> list[float]:
    """Return how well a printed row fits each official row; `exact` says that one of them has its very label."""
    whole = 1.0 if len(entry.values) == width or entry.headed else -4.0
    label = entry.label
    least = NEAR if exact else 0.0  # beside a row of the very same name, others only matter where they are near
    own = [likeness(label, row.names, least) if label else 0.0 for row in rows]
    named = max(own, default=0.0) >= NEAR
    # A label that no official row has, in a table that kept its shape: rather an added row.
    strange = (8.0 if _legible(label, rows) else 5.0) if label and entry.headed and not named else 0.0
    return [whole + _fit(entry, row, alike, named=named, strange=strange) for row, alike in zip(rows, own, strict=True)]


def _fit(entry: Entry, row: Row, alike: float, *, named: bool, strange: float) -> float:
    if alike >= NEAR:
        grouped = bool(row.group) and any(likeness(each.text, (row.group,)) == 1.0 for each in entry.labels[:-1])
        return (10.0 if alike == 1.0 else 6.0 + alike) + (0.5 if grouped else 0.0)
    if named:
        return -20.0
    near = any(likeness(text, row.names) >= NEAR for text in entry.around)
    return (2.0 if near else 0.0) + (4.0 * alike - strange if strange else 0.0)


def _legible(label: str, rows: tuple[Row, ...]) -> bool:
    """Tell whether a label is no damaged or shortened form of an official one."""
    words = bare(label)
    if len(words) < _LEGIBLE or "\ufffd" in label or "?" in label:
        return False
    return not any(words in bare(name) for row in rows for name in row.names)


def _best_path(scores: list[list[float]], entries: list[Entry], width: int) -> tuple[dict[int, int], float]:
    height, breadth = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (breadth + 1) for _ in range(height + 1)]
    step = [[""] * (breadth + 1) for _ in range(height + 1)]
    skips = [_SKIP_ENTRY if len(entry.values) == width else 0.0 for entry in entries]
    for i in range(height + 1):
        for j in range(breadth + 1):
            options = [(best[i - 1][j - 1] + scores[i - 1][j - 1], "pair")] if i and j else []
            if j:
                options.append((best[i][j - 1] + _SKIP_ROW, "row"))
            if i:
                options.append((best[i - 1][j] + skips[i - 1], "entry"))
            if options:
                best[i][j], step[i][j] = max(options, key=itemgetter(0))
    pairs: dict[int, int] = {}
    i, j = height, breadth
    while i or j:
        if step[i][j] == "pair":
            i, j = i - 1, j - 1
            pairs[i] = j
        elif step[i][j] == "row":
            j -= 1
        else:
            i -= 1
    return pairs, best[height][breadth]
