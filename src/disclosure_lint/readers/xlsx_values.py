"""What the cells of a workbook show: shared strings, numbers under their formats, dates."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Built-in number formats that show dates and times (ECMA-376, 18.8.30, those of the Chinese edition included).
_DATES = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)])
_QUOTED = pattern(r'"[^"]*"|\\.|\[[^\]]{0,255}\]|_.|\*.')
#: The first day of serial numbers; 1900 counts a 29 February that never was.
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a day without a zone
_LAST_SERIAL = 2_958_465
_NUMBER = pattern(r"[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][+-]?\d{1,3})?")
_BLANKED = pattern(r"[\s;]+")
_LONGEST = 32_767
_INTEGERS = 1e15


class Style(Record, frozen=True):
    """How a cell looks, as far as it matters: what its number format shows, whether lines are drawn around it."""

    kind: str = ""
    bordered: bool = False


class Book(Record):
    """What the sheets of a workbook share."""

    strings: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    epoch: datetime.datetime = _EPOCH

    def style(self, index: str | None) -> Style:
        """Return a style by its number in the file."""
        number = int(index) if index and index.isdecimal() else 0
        return self.styles[number] if number < len(self.styles) else Style()


def book(strings: Any | None, styles: Any | None, workbook: Any) -> Book:
    """Return what the parts of these names say."""
    properties = workbook.find(f"{S}workbookPr")
    late = properties is not None and properties.get("date1904") in ("1", "true")
    shared = [] if strings is None else [rich(each) for each in strings.iterfind(f"{S}si")]
    return Book(shared, list(_styles(styles)) if styles is not None else [], _EPOCH_1904 if late else _EPOCH)


def rich(item: Any) -> str:
    """Return the text of a string in runs; how it is read aloud (rPh) is no part of it."""
    parts = [each.text or "" for each in item.iterfind(f"{S}t")]
    parts += [each.text or "" for run in item.iterfind(f"{S}r") for each in run.iterfind(f"{S}t")]
    return _unescaped("".join(parts))[:_LONGEST]


def _unescaped(text: str) -> str:
    """Resolve _x000D_ and the like, which stand for characters that XML does not allow."""
    if "_x" in text:
        text = pattern(r"_x([0-9A-Fa-f]{4})_").sub(lambda found: chr(int(found[1], 16)), text)
        text = "".join(each for each in text if each >= " " or each in "\n\t")
    return text.encode("utf-8", "replace").decode("utf-8")


def _styles(root: Any) -> Iterator[Style]:
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{S}numFmt")}
    borders = [any(each.get("style", "none") != "none" for each in border) for border in root.iter(f"{S}border")]
    formats = root.find(f"{S}cellXfs")
    for each in () if formats is None else formats:
        code, border = each.get("numFmtId", "0"), each.get("borderId", "0")
        drawn = border.isdecimal() and int(border) < len(borders) and borders[int(border)]
        yield Style(_kind(code, codes.get(code)), drawn)


def _kind(number: str, code: str | None) -> str:
    """Return date, time (a date with a time), percent, blank (shows nothing), or "" for any other format."""
    if code is None:
        built_in = int(number) if number.isdecimal() else 0
        return "percent" if built_in in (9, 10) else "time" if built_in == 22 else "date" if built_in in _DATES else ""
    if code and _BLANKED.fullmatch(code):
        return "blank"
    bare = _QUOTED.sub("", code).lower().replace("general", "")
    if "y" in bare or "d" in bare:
        return "time" if "h" in bare else "date"
    return "percent" if "%" in bare else ""


def shown(text: str, style: Style, epoch: datetime.datetime) -> str:
    """Return what a number shows: without the noise of binary fractions, dates as 2026-01-20."""
    if not _NUMBER.fullmatch(text.strip()):
        return text
    value = float(text)
    if style.kind in ("date", "time") and 0 < value <= _LAST_SERIAL:
        return _day(value, epoch, timed=style.kind == "time")
    if style.kind == "percent":
        return f"{_plain(value * 100)}%"
    return _plain(value)


def _plain(value: float) -> str:
    if value.is_integer() and abs(value) < _INTEGERS:
        return str(int(value))
    return f"{value:.15g}"


def _day(value: float, epoch: datetime.datetime, *, timed: bool) -> str:
    try:
        day = epoch + datetime.timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return _plain(value)
    return day.strftime("%Y-%m-%d %H:%M") if timed and value % 1 else day.strftime("%Y-%m-%d")
