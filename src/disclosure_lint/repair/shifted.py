"""Chinese in GBK that lost one byte and was read one byte off.

A page in GBK begins a paragraph with ideographic spaces (A1 A1). Where a
converter turns the first byte of one into "?", every later character is read
from the second byte of one and the first byte of the next, until another byte
is lost: "　（一）建" becomes "?。ㄒ唬┙". Reading the bytes one off again gives
the text; characters of which a byte is lost stay unknown.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field
from disclosure_lint.repair.holes import from_context
from disclosure_lint.repair.vocabulary import COMMON, PUNCTUATION, WORDS, known, level

if TYPE_CHECKING:
    from collections.abc import Iterator

LOST = "\ufffd"
_SPACE = 0xA1
_LOST = "?？\ufffd"
_MARK = f"[{_LOST}]"
MARKS = pattern(_MARK)
#: A mark of loss and what follows it that only damage puts there.
SIGN = pattern(
    f"{_MARK}[。！!]{_MARK}{{0,2}}(?=[\u0080-\u02ff\u0391-\u03ff\u2460-\u257f\u3021-\u3029\u3105-\u3129\ufe30-\uff5e\u4e00-\u9fff])",
    needs=tuple(mark + stop for mark in _LOST for stop in "。！!"),
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_GLOSS = pattern("\\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\\)")
#: How far beyond the shifted stretch "?" still stands for characters of it.
_REACH = 8


def pair(character: str) -> tuple[int, int] | None:
    """Return the two bytes of a character in GBK, None where it has not two."""
    code = character.encode("gb18030", "replace")
    return (code[0], code[1]) if len(code) == 2 else None


def reading(lead: int, trail: int) -> str:
    """Return the character of two bytes in GBK, "" where there is none."""
    try:
        character = bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "" if len(character) != 1 or "\ue000" <= character <= "\uf8ff" else character


@cache
def heads() -> dict[str, tuple[str, bool]]:
    """Return what "　（一）" and its like read as: their text, and whether the shift goes on.

    Where two bytes make no character, a reader drops both or one of them, with
    a mark or without; "?" stands for any mark. What two numerals share is left out.
    """
    found: dict[str, set[tuple[str, bool]]] = {}
    for numeral in _NUMERALS:
        text = f"（{numeral}）"
        data = bytes((_SPACE,)) + text.encode("gbk")
        for dropped in (1, 2):
            for mark in ("", "?"):
                head, odd = _misread(data, dropped, mark)
                found.setdefault(head, set()).add((text, odd))
    return {head: readings.pop() for head, readings in found.items() if len(readings) == 1 and len(head) > 1}


def _misread(data: bytes, dropped: int, mark: str) -> tuple[str, bool]:
    parts: list[str] = []
    at = 0
    while at + 1 < len(data):
        character = reading(data[at], data[at + 1])
        parts.append(character or mark)
        at += 2 if character else dropped
    return "".join(parts), at < len(data)


class Stretch(Record, eq=False, repr=False):
    """A shifted stretch [start, end) of a line, what it reads and where each character stood.

    `gaps` gives, for the position of a lost character, what is left of its
    bytes; `silent` says that bytes were lost without a mark.
    """

    start: int
    end: int
    text: str = ""
    stood: list[int] = field(default_factory=list)
    gaps: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)

    def add(self, character: str, stood: int) -> None:
        """Append what was read at a position of the line."""
        self.text += character
        self.stood += [stood] * len(character)


class Reader:
    """Reads the shifted stretches of a text; the rest of it tells what is plausible."""

    def __init__(self, text: str) -> None:
        """Learn from a text with damage."""
        rest = pattern(f"{_MARK}[^\\n]{{0,24}}").sub("\n", text)
        self.counts = Counter(rest)
        self.corpus = rest + WORDS
        heads_found = (_head(line, match.end()) for line in text.split("\n") for match in MARKS.finditer(line))
        self.silent = any(head is not None and head[3] for head in heads_found)

    def stretches(self, line: str) -> Iterator[Stretch]:
        """Yield the shifted stretches of a line."""
        done = 0
        for match in MARKS.finditer(line):
            if match.start() >= done:
                stretch = self._stretch(line, match.start())
                if stretch is not None:
                    self._complete(stretch, line)
                    yield stretch
                    done = stretch.end

    def _stretch(self, line: str, start: int) -> Stretch | None:
        stretch = Stretch(start, start + 1)
        head = _head(line, start + 1)
        if head is None:
            return self._run(line, stretch, _SPACE) if len(line) > start + 1 else None
        length, text, odd, _ = head
        stretch.end = start + 1 + length
        stretch.add("　", start)
        for offset, character in enumerate(text):
            stretch.add(character, start + 1 + min(offset, length - 1))
        if odd:
            code = pair(line[stretch.end])
            stretch.end += 1
            return self._run(line, stretch, code[1] if code else 0)
        self._marked(line, stretch)
        return stretch

    def _run(self, line: str, stretch: Stretch, pending: int) -> Stretch | None:
        """Read on one byte off, as far as that makes better sense than what is printed."""
        opened = bool(stretch.text)
        characters, codes = _odd(line, stretch.end, pending)
        gains = [self.weight(odd) - self.weight(line[stretch.end + at]) for at, odd in enumerate(characters)]
        sums = [sum(gains[:count]) for count in range(len(gains) + 1)]
        count = max(range(len(sums)), key=lambda at: (sums[at], at))
        if not opened and (count < 2 or sums[count] < (4 if SIGN.match(line, stretch.start) else 7)):
            return None
        for at in range(count):
            stretch.add(characters[at], stretch.end + at - (not opened and at == 0))
        stretch.end += count
        self._end(line, stretch, codes[count])
        self._marked(line, stretch)
        return stretch

    def weight(self, character: str) -> int:
        """Return how much a character belongs into this text, from -2 to 2."""
        if character in PUNCTUATION or character in COMMON or self.counts[character] > 1:
            return 2
        return (-2, 1, -1)[level(character)]

    def _end(self, line: str, stretch: Stretch, pending: int) -> None:
        """Deal with the byte that is left over where the shift ends."""
        after = line[stretch.end : stretch.end + 1]
        whole = reading(pending, ord(after)) if after.isascii() and after > "?" else ""
        if whole and (self.counts[whole] or whole in known()):
            stretch.add(whole, stretch.end)
            stretch.end += 1
            return
        stretch.gaps[len(stretch.text)] = (pending, None)
        stretch.add(LOST, max(stretch.start, stretch.end - 1))
        if after and MARKS.match(after):
            stretch.end += 1
        elif after == " " and MARKS.match(line, stretch.end + 1):
            stretch.add(" ", stretch.end)
            stretch.end += 2
        elif after.isalpha() and after.isascii() and _GLOSS.match(line, stretch.end + 1):
            stretch.gaps[len(stretch.text)] = (None, ord(after))
            stretch.add(LOST, stretch.end)
            stretch.end += 1

    def _marked(self, line: str, stretch: Stretch) -> None:
        """Take in the characters beyond the end up to a mark that stands for lost ones."""
        mark = MARKS.search(line, stretch.end, stretch.end + _REACH)
        ended = stretch.end > stretch.start + 1 and MARKS.match(line[stretch.end - 1])
        if mark is None or ended or SIGN.match(line, mark.start()):
            return
        around = line[mark.start() - 1 : mark.end() + 1]
        if len(around) == 3 and all(level(each) or self.counts[each] > 1 for each in around[::2]):
            for at in range(stretch.end, mark.start()):
                stretch.add(line[at], at)
            stretch.gaps[len(stretch.text)] = (None, None)
            stretch.add(LOST, mark.start())
            stretch.end = mark.end()

    def _complete(self, stretch: Stretch, line: str) -> None:
        """Fill the gaps that the rest of the text fills in one way only; doubt the unheard-of."""
        if self.silent:
            stretch.text = "".join(
                each if each < "\u2e80" or each in PUNCTUATION or self.counts[each] or each in known() else LOST
                for each in stretch.text
            )
        for position in sorted(stretch.gaps, reverse=True):
            gap = stretch.gaps[position]
            left = stretch.text[:position]
            right = stretch.text[position + 1 :] + line[stretch.end : stretch.end + 4]
            most = 1 if gap[0] is None and gap[1] is not None else 3
            found = from_context(left, right, gap, most, self.corpus)
            if not found and position == len(stretch.text) - 1 and right[:1] and "@" <= right[0] <= "~":
                found = from_context(left, right[1:], gap, most, self.corpus)
                stretch.end += bool(found)
            if found:
                stood = stretch.stood[position]
                stretch.text = left + found + stretch.text[position + 1 :]
                stretch.stood[position : position + 1] = [stood] * len(found)


def _head(line: str, start: int) -> tuple[int, str, bool, bool] | None:
    """Return length, text, whether the shift goes on and whether bytes went silently."""
    plain = MARKS.sub("?", line[start : start + 8]).replace("!", "！")
    for length in range(min(8, len(plain)), 1, -1):
        found = heads().get(plain[:length])
        if found is None:
            continue
        text, odd = found
        if odd:
            code = pair(line[start + length]) if len(line) > start + length else None
            if code is None or code[0] != 0xA9:
                continue
        return length, text, odd, "?" not in plain[:length] and length < len(text) + odd - 1
    return None


def _odd(line: str, start: int, pending: int) -> tuple[list[str], list[int]]:
    """Return the characters read one byte off, and the byte left over before each and after."""
    characters: list[str] = []
    codes = [pending]
    for character in line[start:]:
        code = pair("！" if character == "!" and not characters else character)
        read = reading(codes[-1], code[0]) if code else ""
        if code is None or not read:
            break
        characters.append(read)
        codes.append(code[1])
    return characters, codes
