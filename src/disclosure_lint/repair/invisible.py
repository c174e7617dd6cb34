"""Characters that nobody sees, and characters that only look like others."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.repair.lines import Lines

#: Controls (but no white space), soft hyphen, zero-width and direction marks, byte order
#: marks; joiners and variation selectors only where they make no emoji.
_UNSEEN = pattern(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001ffff])[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
#: Any of them, and the radicals: one class, which is quick to look for.
_SUSPECT = pattern(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\u2e80-\u2fd5\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_RADICAL = pattern("[\u2e80-\u2fd5]")

#: Radicals to which Unicode gives no equivalent, and the characters that were meant.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺈⺊⺋⺍⺎⺏⺐⺔⺖⺗⺘⺙⺛⺝⺟⺠⺢⺣⺤⺥⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺴⺶⺷⺹⺻⺼⺽⻀⻂⻄⻅⻆⻈⻉⻋⻌⻐⻒⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乙刀卜㔾小兀尢尢乡心心手攵旡月母民水火爪爪爿犬王罒示礻竹糸纟网网罒羊羊耂聿肉臼艹衤西见角讠贝车辶钅镸长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)

#: The forms that Unicode gives for radicals, where texts have the newer ones.
_MODERN = {"戶": "户", "靑": "青", "黃": "黄"}


@cache
def _unified() -> dict[int, str]:
    table = {ord(radical): character for radical, character in _SUPPLEMENT.items()}
    for code in range(0x2E80, 0x2FD6):
        same = unicodedata.normalize("NFKC", chr(code))
        if len(same) == 1 and same != chr(code):
            table[code] = _MODERN.get(same, same)
    return table


def suspect(text: str) -> bool:
    """Tell whether a text has such characters at all."""
    return _SUSPECT.search(text) is not None


def clear(lines: Lines) -> None:
    """Take out what nobody sees, and put the character where its radical stands.

    Text layers of PDF files write ⼀, ⼈ and ⺠ for 一, 人 and 民.
    """
    for index, line in enumerate(lines.lines):
        if _UNSEEN.search(line):
            lines.edit(index, [(*match.span(), "") for match in _UNSEEN.finditer(line)])
        if _RADICAL.search(line):
            lines.lines[index] = lines.lines[index].translate(_unified())
