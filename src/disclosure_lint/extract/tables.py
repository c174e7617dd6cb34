"""The official tables of a report: from printed rows to data, with what was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract import blocks, groups, kinds, matrix, statistics
from disclosure_lint.extract.cells import is_value
from disclosure_lint.extract.official import Tables
from disclosure_lint.report import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclosure_lint.extract.official import Piece
    from disclosure_lint.outline import Block
    from disclosure_lint.profiles import Profile

#: How a table is laid out (`layout` in a profile) → what reads it.
LAYOUTS: dict[str, Callable[[Tables, str, Sequence[Piece], Sequence[Profile]], None]] = {
    "matrix": matrix.read,
    "groups": groups.read,
    "blocks": blocks.read,
    "statistics": statistics.read,
}
#: So many figures in a table that cannot be read are figures of the report.
_FIGURES = 5


def read_tables(blocks: Sequence[Block], profile: Profile, forms: Sequence[Profile]) -> Tables:
    """Read every official table; `forms` are the profiles whose forms a table may have."""
    tables = Tables()
    by_kind: dict[str, list[Piece]] = {}
    for kind, table, above in kinds.parts(blocks, kinds.vocabulary(forms)):
        by_kind.setdefault(kind, []).append((table, above))
    for kind, form in profile.tables.items():
        if kind in by_kind:
            candidates = [each for each in forms if each.id != profile.id and kind in each.tables]
            tables.places[f"/tables/{kind}"] = by_kind[kind][0][0].place
            LAYOUTS[form.layout](tables, kind, by_kind[kind], [profile, *candidates])
            _tell_unread(tables, kind, by_kind[kind])
    return tables


def _tell_unread(tables: Tables, kind: str, pieces: Sequence[Piece]) -> None:
    """Mark a table that was there and could not be read, so that it is not taken for a missing one."""
    pointer = f"/tables/{kind}"
    printed = tables.found.get(pointer)
    if printed is not None:
        printed.loose = any(not table.ruled for table, _ in pieces)
    elif kind not in tables.data:
        if sum(is_value(cell.text) for table, _ in pieces for cell in table.cells) >= _FIGURES:
            tables.found[pointer] = Printed("", loose=True)
        else:
            tables.places.pop(pointer)
