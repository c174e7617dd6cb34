"""Numbers in Chinese prose: digits and numerals, multipliers, precision, unit.

    >>> quantity_at("1.3万余条", 0).low, quantity_at("1.3万余条", 0).high
    (13000.0, 14000.0)

A quantity is what the words admit, not one number: `low` and `high` bound it.
Text is expected as `prose.fold` leaves it: half-width digits, no white space.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re

UNITS = (  # noqa: SIM905 - a list of them would be a page
    "人次 万元 亿元 元 件 条 次 项 篇 期 份 起 宗 例 个百分点 个 人 家 场 部 种 类 册 台 户 页 处 幅 则 名 批 字 天"
    " 年 倍 % 成 步 栏 组 间 支 轮 款 辆 座 公里 亩 只 张 分 位 季度 级 门 幢 小时 分钟 工作日 日 月"
).split()
#: Units in which requests, cases and documents are counted.
CASES = frozenset({"", "件", "宗", "起", "例", "份", "项", "条", "个"})
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "○": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = pattern(
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?(?P<more1>余|多|来)?(?P<scale>[十百千]?(?:[万亿](?!元))?)(?P<more2>余|多)?"
    rf"(?P<unit>{_UNIT})?(?P<more3>以上|左右|上下|以下)?"
)
_NUMERAL = pattern(
    r"(?P<digits>[零〇○一二两三四五六七八九十百千万亿]+)(?P<more2>余|多|来)?(?P<scale>[万亿]?)"
    rf"(?P<unit>{_UNIT})(?![性定])(?P<more3>以上|左右|上下|以下)?"
)
#: What has more digits is a code.
_LONGEST = 20
#: Before a numeral: it is an ordinal, a distributive or a vague number.
_NO_NUMBER = frozenset("第每逐另某同数几多好若上下这那另统专唯之整任单")
#: Numerals with these units are mostly words (一年, 一月, 一些类).
_WORDS = frozenset("年 月 日 天 步 级 类 种 分 位 季度 栏 门 % 成 字".split())  # noqa: SIM905 - as above


class Quantity(NamedTuple):
    """What a number in the text says: `start` and `end` are where it stands, unit included.

    `value` is the number as written, `low` and `high` what it admits; `decimals`
    are those written, `relation` is one of = ≈ ≥ ≤.
    """

    value: float
    low: float
    high: float
    unit: str
    start: int
    end: int
    decimals: int = 0
    relation: str = "="

    def admits(self, actual: float) -> bool:
        """Tell whether the words are true of a figure."""
        return self.low - 1e-9 <= actual <= self.high + 1e-9

    @property
    def exact(self) -> bool:
        """Whether the words admit one figure only."""
        return self.low == self.high


def read_numeral(text: str) -> int | None:
    """Return the value of a Chinese numeral (三百二十一, 两千零五, 二〇二四), None where it is none."""
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "亿":
            total = ((total + section + digit) or 1) * _SCALES[char]
            section = digit = 0
        elif char == "万":
            total += ((section + digit) or 1) * _SCALES[char]
            section = digit = 0
        else:
            section += (digit or 1) * _SCALES[char]
            digit = 0
    return total + section + digit


def quantity_at(text: str, start: int) -> Quantity | None:
    """Return the quantity that begins at an offset, None where no number does."""
    if text[start].isascii():
        match = _NUMBER.match(text, start)
        return _digits(match) if match and len(match["digits"]) <= _LONGEST else None
    match = _NUMERAL.match(text, start)
    if match is None or len(match["digits"]) > _LONGEST or (start and text[start - 1] in _NO_NUMBER):
        return None
    return _numeral(match)


def _digits(match: re.Match[str]) -> Quantity:
    scale = math.prod(_SCALES[char] for char in match["scale"])
    decimals = len(match["decimals"] or ".") - 1
    number = float(match["digits"].replace(",", "") + (match["decimals"] or ""))
    value = round(number * scale, 6)
    step = _step(number, decimals) * scale
    more = bool(match["more1"] or match["more2"])
    return _quantity(match, value, step, decimals, more=more, scaled=scale > 1)


def _numeral(match: re.Match[str]) -> Quantity | None:
    digits, unit = match["digits"], match["unit"]
    if unit in _WORDS and not (unit == "成" and len(digits) == 1):
        return None
    number = read_numeral(digits)
    if number is None:
        return None
    value = float(number * (_SCALES[match["scale"]] if match["scale"] else 1))
    step = _step(value, 0)
    return _quantity(match, value, step, 0, more=bool(match["more2"]), scaled=False)


def _step(number: float, decimals: int) -> float:
    """Return the place value of the last digit that says something: 10 for 40, 100 for 2100, 0.1 for 1.3."""
    if decimals:
        return float(10.0**-decimals)
    whole = int(number)
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return float(step)


def _quantity(match: re.Match[str], value: float, step: float, decimals: int, *, more: bool, scaled: bool) -> Quantity:
    unit = match["unit"] or ""
    if unit == "成":
        value, step, unit, decimals = value * 10, 10, "%", -1
    whole = Quantity(value, value, value, unit, match.start(), match.end(), decimals)
    if more:
        return whole._replace(high=value + max(step, 10 if value >= 10 and step == 1 else step), relation="≥")
    if match["more3"]:
        return qualified(whole, {"以上": "over", "以下": "under"}.get(match["more3"], "around"))
    # 1.3万 is rounded or cut off to a tenth of 10,000
    return whole._replace(low=value - step / 2, high=value + step, relation="≈") if scaled else whole


def qualified(quantity: Quantity, mode: str) -> Quantity:
    """Return a quantity with 近 (near), 约 (around), 超 (over) or 不足 (under) before it."""
    value = quantity.value
    step = max(_step(value, max(quantity.decimals, 0)), value * 0.1)
    if mode == "near":
        return quantity._replace(low=value - step, high=value, relation="≈")
    if mode == "around":
        return quantity._replace(low=value - step, high=value + step, relation="≈")
    if mode == "over":
        return quantity._replace(low=value, high=math.inf, relation="≥")
    return quantity._replace(low=0.0, high=value, relation="≤")
