"""A paragraph made ready for reading: folded, without white space, with the way back to it."""

from __future__ import annotations

from itertools import pairwise

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

_FOLDED = str.maketrans(
    {**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "％": "%", "(": "（", ")": "）", ":": "：", ";": "；",
     "．": ".", "﹪": "%", "!": "！", "?": "？", "［": "（", "］": "）", "【": "（", "】": "）", "[": "（", "]": "）"}
)  # fmt: skip
_SPACE = pattern(r"\s+")
_COMMA = pattern(r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))")
_END = pattern(r"[。！？\n]+")
#: Longer paragraphs are read up to here: no report has one, and a crafted file must not cost minutes.
_LONGEST = 60_000


class Prose(NamedTuple):
    """Folded text; `offsets[i]` is where its character i stands in the original."""

    text: str
    offsets: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters [start, end) stand in the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def fold(original: str) -> Prose:
    """Return a paragraph with half-width digits, full-width punctuation and no white space."""
    text = original[:_LONGEST].translate(_FOLDED)
    offsets = None
    gaps = [match.span() for match in _SPACE.finditer(text)]
    if gaps:
        edges = [(0, 0), *gaps, (len(text), len(text))]
        kept = [range(before[1], after[0]) for before, after in pairwise(edges)]
        offsets = [offset for each in kept for offset in each]
        text = "".join(text[each.start : each.stop] for each in kept)
    return Prose(_COMMA.sub("，", text), offsets)


def is_cut(original: str) -> bool:
    """Tell whether a paragraph is read in part only, and its rest has digits."""
    return len(original) > _LONGEST and any(each.isdecimal() for each in original[_LONGEST:])


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of folded text stand."""
    spans, start = [], 0
    for match in _END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
