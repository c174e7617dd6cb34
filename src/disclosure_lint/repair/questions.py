"""Question marks and replacement characters that stand for what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.repair.vocabulary import HANZI

if TYPE_CHECKING:
    from disclosure_lint.repair.lines import Lines

#: Four lost characters or more in a row.
RUN = pattern("[?]{4,}")
#: U+FFFD, and what GBK makes of two of them.
REPLACEMENT = pattern("\ufffd+|(?:锟斤拷|锟斤|斤拷锟)+")

_NOT_IN_ADDRESS = "(?<![A-Za-z0-9?&=/%.])"
_NUMBER = "[0-9][0-9,.]*"
#: A number, with or without its unit, between two marks.
_PAIRED = pattern(f"{_NOT_IN_ADDRESS}[?]{_NUMBER} ?[\u4e00-\u9fff%]{{0,4}}[?](?![?A-Za-z0-9=&])")
#: A mark after a number or a unit, before another punctuation mark.
_CLOSING = pattern("(?<=[0-9条件次项个份篇期人元宗起场万%])[?](?=[，。、；：）])")
#: A mark right before a number; not after a word that asks.
_OPENING = pattern("(?<=[\u4e00-\u9fff \u3000（，。、；：])(?<![吗呢么何否谁哪])[?](?=[0-9])")
_FEW_HANZI = 10
_LEAST = 20
_SHARE = 0.2


def lost(text: str) -> bool:
    """Tell whether Chinese text has become question marks, all of it or whole stretches.

    Text without any Chinese left must consist of them to a good part.
    """
    marks = text.count("?")
    if marks < _LEAST and not (marks > 7 and HANZI.search(text)):
        return False
    runs = RUN.findall(text)
    if len(runs) > 1 and sum(map(len, runs)) > 7 and HANZI.search(text):
        return True
    return bool(runs) and marks > _SHARE * sum(not each.isspace() for each in text)


def replaced(text: str) -> bool:
    """Tell whether a text has characters that stand for lost ones."""
    return "\ufffd" in text or "锟斤" in text


def stray(text: str) -> bool:
    """Tell whether marks stand around numbers for characters that nobody sees."""
    if "?" not in text or len(HANZI.findall(text)) < _FEW_HANZI:
        return False
    return _PAIRED.search(text) is not None or len(_CLOSING.findall(text)) > 1


def strip_stray(lines: Lines) -> tuple[int, int, int]:
    """Take such marks out; return how many there were, and the first line and column."""
    count, first = 0, (-1, 0)
    for index, line in enumerate(lines.lines):
        if "?" not in line:
            continue
        marks = {match.start() for pattern in (_CLOSING, _OPENING) for match in pattern.finditer(line)}
        for match in _PAIRED.finditer(line):
            marks |= {match.start(), match.end() - 1}
        if marks:
            if not count:
                first = (index, lines.column(index, min(marks)))
            count += len(marks)
            lines.edit(index, [(at, at + 1, "") for at in sorted(marks)])
    return count, *first
