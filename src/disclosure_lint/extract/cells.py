"""What a table cell says: a number where it is unambiguous, else its text."""

from __future__ import annotations

import unicodedata

from disclosure_lint.patterns import pattern

#: Counting units that authors write behind a count.
_UNITS = "件个项条次宗份起人篇期场例名"
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,17})(?:\.\d{1,9})?"
_CELL = pattern(rf"({_NUMBER})(?:[{_UNITS}]|(万元|元))?(?:[(\[][^()\[\]]{{0,80}}[)\]])?")
#: How much came and how much went in one cell (本年增/减): 0/0, +1/-1.
_PAIR = pattern(r"[+-]?\d{1,9}/[+-]?\d{1,9}")
_PLACEHOLDER = pattern(r"[/\\\-—–―─_]{1,4}|无")
_DASHES = str.maketrans({"−": "-", "﹣": "-", "—": "—", "，": ",", "．": ".", "＋": "+"})


def plain(text: str) -> str:
    """Return a cell's text in half width, without any white space."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_DASHES)).split())


def read_cell(text: str, unit: str | None = None) -> int | float | str | None:
    """Return what a cell says.

    `1,234`, `１２`, `12件`, `12.0` and `22（其中修订16件）` are numbers; a blank
    cell is None; anything else is its text. `unit` is the column's unit of
    money: in a column of 万元, `3.5万元` is 3.5 and `35000元` is 3.5 too; in a
    column that names no unit an amount with one stays text.
    """
    squeezed = plain(text)
    if not squeezed:
        return None
    match = _CELL.fullmatch(squeezed)
    if match is None or (match[2] and unit is None):
        return text.strip()
    number = float(match[1].replace(",", ""))
    if match[2] and match[2] != unit:
        number = number / 10_000 if unit == "万元" else number * 10_000
    return int(number) if number.is_integer() and abs(number) < 1e15 else round(number, 9)


def is_value(text: str) -> bool:
    """Tell whether a piece of a row is a value: a number or a placeholder."""
    squeezed = plain(text)
    return any(each.fullmatch(squeezed) for each in (_CELL, _PLACEHOLDER, _PAIR))


def is_plain(text: str, value: float | str | None) -> bool:
    """Tell whether a cell was written as the plain number (or nothing) that it says."""
    return str(value) == text.strip() or (value is None and not text.strip())
