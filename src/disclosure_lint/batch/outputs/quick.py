"""Rows of a sheet in a fifth of the time: XlsxWriter takes each of a million cells through five functions.

Only where its worksheets keep rows as they are known to (3.x, `constant_memory`); elsewhere the rows go its own way.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.batch.outputs.rows import Row

_ASKED = ("fh", "_write_single_row", "_check_dimensions", "_escape_control_characters")


def possible(sheet: Any) -> bool:
    """Tell whether rows can be written as XML into the file of a sheet's rows."""
    return bool(getattr(sheet, "constant_memory", False)) and all(hasattr(sheet, each) for each in _ASKED)


def write(sheet: Any, rows: Iterable[Row], columns: int, longest: int) -> int:
    """Write rows of texts and numbers below the head and return how many there are; texts are cut at `longest`."""
    from xlsxwriter.utility import xl_col_to_name

    names = [xl_col_to_name(number) for number in range(columns)]

    @lru_cache(8192)
    def text(value: str) -> str:
        return _text(sheet._escape_control_characters(value[:longest]))  # noqa: SLF001

    sheet._write_single_row(1)  # noqa: SLF001 - the head
    count = 0
    for count, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{name}{count + 1}"{text(value) if isinstance(value, str) else _number(value)}'
            for name, value in zip(names, row, strict=True)
            if value is not None and value != ""
        )
        sheet.fh.write(f'<row r="{count + 1}">{cells}</row>')
    sheet._check_dimensions(count, columns - 1)  # noqa: SLF001
    return count


def _number(value: float) -> str:
    """Return a number as what follows the name of its cell; one that no sheet can hold becomes a text."""
    if abs(value) > sys.float_info.max or value != value:  # noqa: PLR0124 - NaN
        return _text(str(value))
    return f"><v>{value:.16G}</v></c>"


def _text(text: str) -> str:
    """Return a text as what follows the name of its cell."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f' t="inlineStr"><is><t{space}>{escaped}</t></is></c>'
