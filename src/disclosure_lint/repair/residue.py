"""What converters leave behind: pinyin after characters, traditional characters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.repair.vocabulary import HANZI, TRADITIONAL, level

if TYPE_CHECKING:
    from opencc import OpenCC

    from disclosure_lint.repair.lines import Lines

_TONED = "a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
#: A character and its pinyin in brackets, perhaps repeated.
GLOSS = pattern(f"([\u3400-\u9fff])((?:\\([{_TONED}]{{1,6}}\\)){{1,4}})")
_BRACKETED = pattern(f"\\([{_TONED}]{{1,6}}\\)")
_SYLLABLE = pattern(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|üan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|üe|ün|[aeiouüv])"
)
_LACKING = pattern(f"[{TRADITIONAL}]")

#: With how many different characters glossed a text has residue, not glosses: of characters
#: that simplified text lacks or that are glossed twice over, and of common characters.
_TELLING = 2
_MANY = 2
#: The share of characters from which on a text counts as traditional, and how many
#: different ones it must have at least.
_SHARE = 0.05
_LEAST = 8


def pinyin(text: str) -> bool:
    """Tell whether pinyin in a text is residue.

    A genuine gloss explains a rare character, here and there; residue stands
    after common ones, after several, and often twice: 公(gong)(gong)開(kai).
    """
    if len(_BRACKETED.findall(text)) < _TELLING:
        return False
    telling: set[str] = set()
    common: set[str] = set()
    for match in GLOSS.finditer(text):
        character, gloss = match.groups()
        if not all(_syllable(each) for each in gloss[1:-1].split(")(")):
            continue
        if ")(" in gloss or character in TRADITIONAL:
            telling.add(character)
        if level(character) == 1 or character in TRADITIONAL:
            common.add(character)
    return len(telling) >= _TELLING or len(common) >= _MANY


@cache
def _syllable(gloss: str) -> bool:
    if len(gloss) == 1 and gloss.isascii():
        return False
    letters = "".join(
        each for each in unicodedata.normalize("NFD", gloss.replace("ü", "v")) if not unicodedata.combining(each)
    )
    return _SYLLABLE.fullmatch(letters.replace("v", "ü")) is not None or _SYLLABLE.fullmatch(letters) is not None


def strip_pinyin(lines: Lines) -> tuple[int, int, int]:
    """Take pinyin out of the lines; return how much there was, and the first line and column."""
    count, first = 0, (-1, 0)
    for index, line in enumerate(lines.lines):
        glosses = [
            match for match in GLOSS.finditer(line) if all(_syllable(each) for each in match[2][1:-1].split(")("))
        ]
        if not glosses:
            continue
        if not count:
            first = (index, lines.column(index, glosses[0].start()))
        count += len(glosses)
        lines.edit(index, [(*match.span(2), "") for match in glosses])
    return count, *first


def traditional(text: str) -> bool:
    """Tell whether a text as a whole is in traditional characters."""
    if len(set(text).intersection(TRADITIONAL)) < _LEAST:
        return False
    found = _LACKING.findall(text)
    return len(found) > _SHARE * len(HANZI.findall(text))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(lines: Lines) -> tuple[int, int, int]:
    """Put simplified for traditional characters; return how many, and the first line and column."""
    convert = _converter().convert
    count, first = 0, (-1, 0)
    for index, line in enumerate(lines.lines):
        if line.isascii():
            continue
        new = convert(line)
        if len(new) != len(line):
            new = "".join(each if len(convert(each)) != 1 else convert(each) for each in line)
        changed = [at for at, (old, now) in enumerate(zip(line, new, strict=True)) if old != now]
        if changed and not count:
            first = (index, lines.column(index, changed[0]))
        count += len(changed)
        lines.lines[index] = new
    return count, *first
