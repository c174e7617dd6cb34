"""Dates and periods in Chinese prose, in every form that reports print them.

Offsets are characters of the text as given. Nothing here knows of reports:
a date that cannot exist is returned as found, with `iso` None.
"""

from __future__ import annotations

from calendar import monthrange
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_NUMERALS = "〇○零一二三四五六七八九"
_FOLD = str.maketrans(
    "０１２３４５６７８９⼀⼆⼋⼗⽇⽉．／－～：（），；　\u00a0",
    "0123456789一二八十日月./-~:(),;  ",
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = r"(?:(?<![0-9])[0-9]{1,2}|[一二三四五六七八九十廿]{1,3}|元|正)"
_YEAR = r"(?:(?<![0-9])[0-9]{4}|[一二][〇○零OＯo0一二三四五六七八九]{3})"
_DATE = pattern(
    rf"(?:(?P<year>{_YEAR})\s*+年\s*+)?(?P<month>{_NUMBER})\s*+月\s*+(?P<day>{_NUMBER})\s*+[日号]"
    r"|(?:(?<![0-9.\-/])|(?<=[0-9]-)(?=[0-9]{4}[./]))"
    r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])"
)
_MONTHS = pattern(
    rf"(?P<y>{_YEAR})\s*+年\s*+(?P<m>{_NUMBER})\s*+月份?\s*+(?:起|初)?\s*+(?:至|到|[-–—―─~])++\s*+"
    rf"(?:(?P<y2>{_YEAR})\s*+年)?\s*+(?P<m2>{_NUMBER})\s*+月份?(?:底|末)?(?!\s*[0-9一二三四五六七八九十])",
    first=r"月份?\s*+(?:起|初)?\s*+(?:至|到|[-–—―─~])",
)
_STOP = pattern("[。;!?]")
_CUE = pattern(
    r"统\s*计\s*(?:的\s*)?(?:数\s*据\s*)?(?:起\s*止\s*)?(?:期\s*限|时\s*限|时\s*间|周\s*期|期\s*间|时\s*段|日\s*期|区\s*间|范\s*围|年\s*限|时\s*点|截\s*止)"
    r"|数\s*据[^。；]{0,12}(?:期\s*限|时\s*限|时\s*间|周\s*期|起\s*止|截\s*止|截\s*至|期\s*间)"
    r"|所\s*列\s*数\s*据|报\s*告\s*(?:期|时\s*限|时\s*间|周\s*期)|起\s*止\s*(?:时\s*间|日\s*期|期\s*限)|时\s*间\s*(?:范\s*围|跨\s*度)"
)
_ABOUT_REPORT = pattern(r"报\s*告|统\s*计|数\s*据|年\s*报")
_JOINER = pattern(
    r"[\s(),;]*+(?:(?:零|0{1,2})\s*+(?:时|点|:00))?\s*+(?:起|开始|始|以来)?[\s(),;]*+(?:截止|截至|截)?(?:至|到|止|[-–—―─~])++(?:于|到|至)?\s*+(?:同年|当年|本年|次年|翌年)?(?:的)?\s*+"
)
_YEAR_BEFORE = pattern(rf"({_YEAR})\s*+年\s*+度?[\s(),:的]*+(?:自|从|为|即|由)?\s*+$")
_DATED = pattern(r"[0-9]{4}|[0-9一二三四五六七八九十]\s*[年月日]")
_STRETCH = 90
# A paragraph states one period; a hostile one must not cost time.
_MOST_PERIODS = 5
_MOST_CUES = 20


class FoundDate(NamedTuple):
    """A date at [start, end) of a text.

    `year` is None where none is printed. `iso` is None for a date without a
    year and for one that cannot exist. `form` is "arabic" (2025年1月20日),
    "chinese" (二〇二五年一月二十日), "mixed" or "numeric" (2025-1-20).
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    iso: str | None
    form: str

    @property
    def possible(self) -> bool:
        """Whether such a day exists in that year, or in some year where none is printed."""
        return iso_date(self.year or 2000, self.month, self.day) is not None


class FoundPeriod(NamedTuple):
    """A stated period at [start, end) of a text; ISO dates, None where they cannot be read."""

    start_iso: str | None
    end_iso: str | None
    span: tuple[int, int]
    raw: str
    cued: bool = True
    start_span: tuple[int, int] | None = None
    end_span: tuple[int, int] | None = None


def fold(text: str) -> str:
    """Return the text with full-width digits and marks in half width, of equal length."""
    return text.translate(_FOLD)


def fold_digits(text: str) -> str:
    """Return the text with full-width digits in half width, of equal length."""
    return text.translate(_DIGITS)


def read_number(text: str) -> int:
    """Return the value of Arabic digits or of a Chinese number up to 99 or a year digit by digit."""
    if text.isdecimal():
        return int(text)
    if text in {"元", "正"}:
        return 1
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, _, units = text.partition("十")
        return 10 * (_digit(tens) if tens else 1) + (_digit(units) if units else 0)
    return int("".join(str(_digit(each)) for each in text))


def iso_date(year: int, month: int, day: int) -> str | None:
    """Return the ISO form of a date, None where it cannot exist."""
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def find_dates(text: str, *, with_yearless: bool = False) -> list[FoundDate]:
    """Return the dates of a text in order; those without a year only when asked for."""
    dates = (_found(match) for match in _DATE.finditer(fold(text)))
    return [date for date in dates if with_yearless or date.year is not None]


def find_period(text: str) -> FoundPeriod | None:
    """Return the period that a text states for its figures.

    A stretch that speaks of the period (统计期限 …) counts even when its dates
    cannot be read: then both dates are None. Without such words only a pair of
    dates in a sentence about the report counts.
    """
    folded = fold(text)
    dates = find_dates(text, with_yearless=True)
    unread: FoundPeriod | None = None
    for cue in islice(_CUE.finditer(folded), _MOST_CUES):
        end = min(len(text), cue.end() + _STRETCH)
        stop = _STOP.search(folded[cue.end() : end])
        end = cue.end() + stop.start() if stop else end
        period = _months(text, cue.start(), end, cued=True) or _pair(text, dates, cue.start(), end, cued=True)
        if period is not None:
            return period
        if unread is None and _DATED.search(folded, cue.end(), end) and not cue.group().startswith("所"):
            unread = _single(text, dates, cue.start(), end)
    return unread or _before_cue(text, folded, dates)


def find_periods(text: str) -> Iterator[FoundPeriod]:
    """Yield every period that a text states in words about its figures, dates read or not."""
    at = 0
    for _ in range(_MOST_PERIODS):
        period = find_period(text[at:])
        if period is None:
            return
        shifted = [span and (span[0] + at, span[1] + at) for span in (period.span, period.start_span, period.end_span)]
        yield period._replace(span=shifted[0] or period.span, start_span=shifted[1], end_span=shifted[2])
        at += period.span[1]


def _digit(character: str) -> int:
    if character.isdecimal():
        return int(character)
    return max(_NUMERALS.find(character) - 2, 0)


def _found(match: re.Match[str]) -> FoundDate:
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        return FoundDate(*match.span(), year, month, day, iso_date(year, month, day), "numeric")
    printed = [part for part in match.group("year", "month", "day") if part]
    arabic = [part.isdecimal() for part in printed]
    form = "arabic" if all(arabic) else "mixed" if any(arabic) else "chinese"
    month, day = read_number(match["month"]), read_number(match["day"])
    if match["year"] is None:
        return FoundDate(*match.span(), None, month, day, None, form)
    year = read_number(match["year"])
    return FoundDate(*match.span(), year, month, day, iso_date(year, month, day), form)


def _pair(text: str, dates: list[FoundDate], start: int, end: int, *, cued: bool) -> FoundPeriod | None:
    """Return the first two dates of [start, end) that a word such as 至 joins."""
    folded = fold(text)
    for first, second in pairwise(dates):
        if first.start > end:
            break
        if first.start < start or not _JOINER.fullmatch(folded, first.end, second.start):
            continue
        year = first.year
        if year is None:
            before = _YEAR_BEFORE.search(folded, max(0, first.start - 12), first.start)
            year = read_number(before[1]) if before else None
        gap = folded[first.end : second.start]
        later = year + 1 if year and ("次年" in gap or "翌年" in gap) else year
        start_iso = iso_date(year, first.month, first.day) if year else None
        end_year = second.year or later
        end_iso = iso_date(end_year, second.month, second.day) if end_year else None
        return FoundPeriod(
            start_iso,
            end_iso,
            (first.start, second.end),
            text[first.start : second.end],
            cued,
            (first.start, first.end),
            (second.start, second.end),
        )
    return None


def _months(text: str, start: int, end: int, *, cued: bool) -> FoundPeriod | None:
    """Read a period that names months only: 2023年1月至12月."""
    match = _MONTHS.search(fold(text), start, min(len(text), end + 1))
    if match is None:
        return None
    year, month = read_number(match["y"]), read_number(match["m"])
    year2 = read_number(match["y2"]) if match["y2"] else year
    month2 = read_number(match["m2"])
    last = monthrange(year2, month2)[1] if year2 and 1 <= month2 <= 12 else 0
    return FoundPeriod(
        iso_date(year, month, 1), iso_date(year2, month2, last), match.span(), text[match.start() : match.end()], cued
    )


def _single(text: str, dates: list[FoundDate], start: int, end: int) -> FoundPeriod:
    """Return a stretch about the period in which no pair of dates can be read."""
    inside = [date for date in dates if start <= date.start < end]
    cut_off = len(inside) == 1 and pattern(r"截\s*[止至]").search(text[start : inside[0].start])
    return FoundPeriod(None, inside[0].iso if cut_off else None, (start, end), text[start:end])


def _before_cue(text: str, folded: str, dates: list[FoundDate]) -> FoundPeriod | None:
    """Find a pair of dates in a sentence that speaks of the report or its figures."""
    if len(dates) < 2:
        return None
    for sentence in pattern(r"[^。;!?]+").finditer(folded):
        if not _ABOUT_REPORT.search(sentence.group()):
            continue
        period = _pair(text, dates, *sentence.span(), cued=False)
        if period is None:
            continue
        # Other pairs of dates in such a sentence are those of some campaign or event.
        if (
            (period.start_iso or "")[4:] == "-01-01"
            or (period.end_iso or "")[4:] == "-12-31"
            or _CUE.search(sentence.group())
        ):
            return period
    return None
