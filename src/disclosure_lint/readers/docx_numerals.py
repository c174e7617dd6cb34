"""How Word writes the numbers of lists (ST_NumberFormat, ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9_999
_LETTERS = 26


def _counted(number: int, digits: str, units: str, *, short_ten: bool) -> str:
    """Write a number up to 9,999 with units (一百二十三); `short_ten`: 十二, not 一十二."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        bare = short_ten and power == 1 and digit == 1 and not text
        text += (digits[0] if gap else "") + ("" if bare else digits[digit]) + (units[power - 1] if power else "")
        gap = False
    return text or digits[0]


def _chinese(number: int) -> str:
    return _counted(number, "零一二三四五六七八九", "十百千", short_ten=True)


def _counting(number: int) -> str:
    """Write 一 to 九十九 with 十, greater numbers digit by digit."""
    return _chinese(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    text = ""
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        text += "" if not digit else unit if digit == 1 and unit else _DIGITS[digit] + unit
    return text or _DIGITS[0]


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, "拾佰仟", short_ten=False)


def _legal_traditional(number: int) -> str:
    return _counted(number, _LEGAL_TRADITIONAL, "拾佰仟", short_ten=False)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _range(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _circled(number: int) -> str:
    if 20 < number <= 35:  # ㉑ to ㉟
        return chr(ord("㉑") + number - 21)
    return _range("①", 20)(number)


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (number // size)
        number %= size
    return text or "0"


def _letters(number: int) -> str:
    """Write a to z, then aa, bb, …, as Word does."""
    if number < 1:
        return "0"
    times, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * min(times + 1, 9)


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "chineseCounting": _counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "ideographDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _range("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _range("⑴", 20),
    "decimalEnclosedFullstop": _range("⒈", 20),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "numberInDash": "- {} -".format,
    "none": lambda _: "",
}


def numeral(number: int, form: str) -> str:
    """Return a number as a list shows it; Arabic for forms that no Chinese or English office uses."""
    return _FORMS.get(form, str)(number) if 0 <= number <= _MOST else str(number)
