"""Characters of which bytes are lost: completed where only one can have stood there.

What is left of a character leaves a few that fit. One of them is taken when it
is the only one that occurs between the same neighbours elsewhere in the text or
in the official words; a character that nothing tells apart stays lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from disclosure_lint.repair.encodings import LOST, Hole
from disclosure_lint.repair.vocabulary import WORDS, level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@lru_cache(maxsize=4096)
def candidates(left: tuple[int | None, ...], follower: int) -> tuple[str, ...]:
    """Return the characters of GB 2312 that fit what is left of a character in UTF-8.

    Only one byte may be lost, and it must be one that GBK cannot read before
    the byte that follows; otherwise too many fit and none is returned.
    """
    if left.count(None) != 1 or left[0] is None:
        return ()
    at = left.index(None)
    after = left[at + 1] if at + 1 < len(left) else follower
    fitting = []
    for byte in range(0x80, 0xC0):
        if not _unreadable(byte, after or 0):
            continue
        code = bytes(byte if each is None else each for each in left)
        character = code.decode("utf-8", "ignore")
        if character.encode("gb2312", "ignore"):
            fitting.append(character)
    return tuple(fitting)


def _unreadable(lead: int, trail: int) -> bool:
    """Tell whether GBK has no character of these two bytes."""
    if lead == 0x80 or trail < 0x40 or trail in (0x7F, 0xFF):
        return True
    try:
        bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return True
    return False


class Evidence:
    """Which characters stand beside each other in what is whole of a text."""

    def __init__(self, text: str) -> None:
        """Learn from a text with damage."""
        whole = text + WORDS
        self.threes = set(zip(whole, whole[1:], whole[2:], strict=False))

    def fits(self, before: list[tuple[str, ...]], candidate: str, after: list[tuple[str, ...]]) -> int:
        """Return how well a candidate is borne out by its neighbours: 2, 1 or 0.

        `before` and `after` hold what may stand at the two positions on either
        side, in the order of the text; nothing where there is no word.
        """
        last, first = before[-1], after[0]
        if any((a, candidate, b) in self.threes for a in last for b in first):
            return 2
        outer = [(a, b, candidate) for a in before[-2] for b in last] if len(last) == 1 else []
        outer += [(candidate, a, b) for a in first for b in after[1]] if len(first) == 1 else []
        return int(any(three in self.threes for three in outer))


def complete(text: str, holes: Iterable[Hole], evidence: Evidence) -> str:
    """Return a line decoded as UTF-8 with its holes filled as far as possible."""
    fitting = {hole.position: candidates(hole.bytes_, hole.follower) for hole in holes}
    characters = list(text)

    def around(position: int) -> tuple[str, ...]:
        if not 0 <= position < len(characters) or characters[position].isspace():
            return ()
        return fitting.get(position, ()) if characters[position] == LOST else (characters[position],)

    for position, choices in fitting.items():
        before = [around(position - 2), around(position - 1)]
        after = [around(position + 1), around(position + 2)]
        chosen = _only(choices, [evidence.fits(before, choice, after) for choice in choices])
        characters[position] = chosen or LOST
    return "".join(characters)


def _only(choices: tuple[str, ...], scores: list[int]) -> str:
    if len(choices) == 1:
        return choices[0]
    if any(not level(choice) for choice in choices):
        return ""
    best = [choice for choice, score in zip(choices, scores, strict=True) if score and score == max(scores)]
    return best[0] if len(best) == 1 else ""


#: How many characters of context to ask for on the left and on the right.
_CONTEXTS = ((2, 2), (1, 2), (2, 1), (1, 1), (0, 3))


def from_context(left: str, right: str, gap: tuple[int | None, ...], most: int, corpus: str) -> str:
    """Return the only text that stands between the same neighbours elsewhere, or "".

    `gap` is what is left of the first lost character in GBK, `most` the number
    of characters that may be lost.
    """
    for before, after in _CONTEXTS:
        if len(left) < before or len(right) < after or LOST in left[len(left) - before :] + right[:after]:
            continue
        if not before and gap == (None, None):
            continue
        found = set(_between(left[len(left) - before :], right[:after], gap, most, corpus))
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _between(left: str, right: str, gap: tuple[int | None, ...], most: int, corpus: str) -> Iterator[str]:
    for length in range(1, most + 1):
        pattern = f"{re.escape(left)}([^\\n{LOST}?]{{{length}}}){re.escape(right)}"
        yield from (text for text in re.findall(pattern, corpus) if _agrees(text, gap))


def _agrees(text: str, gap: tuple[int | None, ...]) -> bool:
    code = text[0].encode("gb18030")
    return len(code) == len(gap) and all(known in (None, byte) for known, byte in zip(gap, code, strict=True))
