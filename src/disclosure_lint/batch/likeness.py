"""How much of one text stands in another, and where: figures, dates, names and official words do not count.

A text becomes the set of its shingles, the runs of a few characters that it
holds. Two texts are alike by the share of shingles that they have in common
(Dice's coefficient): 1 for equal texts, whatever the order of paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from disclosure_lint.claims.names import names_of
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

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
    r"《[^《》]{1,80}》|(?<![一二两三四五六七八九十百千万零〇])[一二两三四五六七八九十百千万零〇]+(?=[件条次项篇期份起名人个场家年月日])|"
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


class Sketch:
    """A text as a few hundred bytes that tell nearly how alike it is to another one (MinHash).

    Raises ImportError without the library rensa.
    """

    HASHES, SEED = 96, 7

    def __init__(self) -> None:
        import rensa

        self.made: Any = rensa.RMinHash(self.HASHES, self.SEED)

    @classmethod
    def of(cls, found: set[str]) -> Sketch:
        """Return the sketch of a text's shingles."""
        sketch = cls()
        sketch.made.update(sorted(found))
        return sketch

    @classmethod
    def unpacked(cls, kept: bytes) -> Sketch | None:
        """Return a sketch from what was kept of it; None without the library, or where another version kept it."""
        try:
            sketch = cls()
            sketch.made.__setstate__(kept)
        except (ImportError, ValueError):
            return None
        return sketch

    def packed(self) -> bytes:
        """Return what is kept of a sketch."""
        kept: bytes = self.made.__getstate__()
        return kept

    def alike(self, other: Sketch) -> float:
        """Return nearly what `alike` would say of the two texts: two in three times within 0.05."""
        share: float = self.made.jaccard(other.made)
        return 2 * share / (1 + share)


class Sketches:
    """The sketches of a whole batch, by which the few texts that may be alike are found (LSH); 1 kB each."""

    BANDS = 24

    def __init__(self) -> None:
        import rensa

        self._index = rensa.RMinHashLSH(0.6, Sketch.HASHES, self.BANDS)
        self._kept: list[tuple[Key, Sketch]] = []

    def add(self, key: Key, sketch: Sketch) -> None:
        """Add a text under its unit, year and id."""
        self._index.insert(len(self._kept), sketch.made)
        self._kept.append((key, sketch))

    def near(self, sketch: Sketch, least: float) -> list[tuple[float, Key]]:
        """Return the texts that seem alike by so much, in the order in which they were added: how much, and the key."""
        found = (self._kept[index] for index in sorted(self._index.query(sketch.made)))
        return [(share, key) for key, other in found if (share := sketch.alike(other)) >= least]
