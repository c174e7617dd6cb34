"""How much of one text stands in another, and where: figures, dates, names and official words do not count.

A text becomes the set of its shingles, the runs of a few characters that it
holds. Two texts are alike by the share of shingles that they have in common
(Dice's coefficient): 1 for equal texts, whatever the order of paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_lint.claims.names import names_of
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.submission import Submission

#: The unit, year and id of a submission.
Key = tuple[str | None, int | None, int]
#: Characters of a shingle.
SIZE = 6
#: Characters of a passage that are shown.
SHOWN = 80
#: Paragraphs of fewer characters are headings and say nothing of their own.
_SHORT = 20
#: What is neither a Chinese character nor a letter: digits, punctuation, spaces.
_REST = pattern(r"[^\u4e00-\u9fffA-Za-z]+")
#: Titles of documents, dates in words, and what a body calls itself.
_NAMES = pattern(
    r"《[^《》]{1,80}》|[一二两三四五六七八九十百千万零〇]+(?=[件条次项篇期份起名人个场家年月日])|"
    r"[我本全该](?:省|市|县|区|州|旗|镇|乡|街道|局|委|办|厅|部|院|校|中心|单位|机关|系统)|20[0-9]{2}年度?"
)


class Piece(NamedTuple):
    """A paragraph reduced to what is its own; `offsets` lead back to the characters of the original."""

    pointer: str
    text: str
    offsets: list[int]


class Passage(NamedTuple):
    """A stretch that stands in both texts: where, in characters of the paragraphs as they are."""

    pointer: str
    span: tuple[int, int]
    other: str
    other_span: tuple[int, int]
    length: int


def pieces(submission: Submission, sections: Iterable[str], official: re.Pattern[str]) -> list[Piece]:
    """Return the paragraphs of some chapters without figures, names and official words.

    Where no chapter was found (headings lost in a PDF's text), it is the paragraphs before the first.
    """
    wanted = tuple(f"/{each}" for each in sections)
    if not any(prose.pointer.startswith(wanted) and "/text/" in prose.pointer for prose in submission.prose):
        wanted = ("/preface", *wanted)
    names = [*names_of(submission.agency, submission.agency_kind)]
    called = re.compile("|".join(map(re.escape, names))) if names else None
    found = []
    for prose in submission.prose:
        if prose.pointer.startswith(wanted) and "/heading" not in prose.pointer:
            piece = _piece(prose.pointer, prose.text, [official, _NAMES, *([called] if called else []), _REST])
            if len(piece.text) >= _SHORT:
                found.append(piece)
    return found


def _piece(pointer: str, text: str, dropped: list[re.Pattern[str]]) -> Piece:
    gone = bytearray(len(text))
    for each in dropped:
        for match in each.finditer(text):
            gone[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    offsets = [index for index, flag in enumerate(gone) if not flag]
    return Piece(pointer, "".join(text[index] for index in offsets), offsets)


def shingles(found: Iterable[Piece]) -> set[str]:
    """Return the shingles of all paragraphs."""
    return {each.text[at : at + SIZE] for each in found for at in range(len(each.text) - SIZE + 1)}


def alike(one: set[str], other: set[str]) -> float:
    """Return how alike two sets of shingles are, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def passages(mine: list[Piece], theirs: list[Piece], least: int) -> list[Passage]:
    """Return the longest stretches of at least so many characters that stand in both, the longest first."""
    at = {each.text[start : start + SIZE]: (each, start) for each in reversed(theirs) for start in _starts(each)}
    found = [passage for piece in mine for passage in _runs(piece, at) if passage.length >= least]
    return sorted(found, key=lambda each: -each.length)


def _starts(piece: Piece) -> range:
    return range(len(piece.text) - SIZE, -1, -1)


def _runs(piece: Piece, at: dict[str, tuple[Piece, int]]) -> Iterator[Passage]:
    """Yield the stretches of a paragraph that stand in one piece in another text."""
    start = 0
    while start <= len(piece.text) - SIZE:
        known = at.get(piece.text[start : start + SIZE])
        if known is None:
            start += 1
            continue
        other, begin = known
        length = SIZE
        while piece.text[start + length : start + length + 1] == other.text[begin + length : begin + length + 1] != "":
            length += 1
        mine = piece.offsets[start], piece.offsets[start + length - 1] + 1
        theirs = other.offsets[begin], other.offsets[begin + length - 1] + 1
        yield Passage(piece.pointer, mine, other.pointer, theirs, length)
        start += length


class Sketches:
    """The texts of a whole batch as small sketches, by which the few that may be alike are found (MinHash, LSH).

    Texts are added one at a time and not kept: about 3 kB each. Raises ImportError without the library rensa.
    """

    HASHES, BANDS, SEED = 96, 24, 7

    def __init__(self) -> None:
        import rensa

        self._made = rensa.RMinHash
        self._index = rensa.RMinHashLSH(0.6, self.HASHES, self.BANDS)
        self.keys: list[Key] = []

    def add(self, key: Key, found: set[str]) -> None:
        """Add a text under its unit, year and id."""
        self._index.insert(len(self.keys), self._sketch(found))
        self.keys.append(key)

    def near(self, found: set[str]) -> list[Key]:
        """Return the keys of the texts that may be alike: nearly all that are, and some that are not."""
        return [self.keys[index] for index in sorted(self._index.query(self._sketch(found)))]

    def _sketch(self, found: set[str]) -> Any:
        sketch = self._made(self.HASHES, self.SEED)
        sketch.update(sorted(found))
        return sketch
