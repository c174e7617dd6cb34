"""Documents that a page has run together: all chapters in one paragraph, parted by spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.headings import number, score
from disclosure_lint.outline import Paragraph
from disclosure_lint.patterns import pattern
from disclosure_lint.positions import keep, span_place
from disclosure_lint.records import replace

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from disclosure_lint.outline import Block
    from disclosure_lint.profiles import SectionForm

_HEAD = pattern(
    r"(?:^|(?<=[。；;！：:）)\s]))(?P<number>[一二三四五六七八])\s?[、.．]\s?(?P<title>概\s?述|[^\s。；;：:，,]{2,40})(?=[\s。：:]|$)"
)
#: Sub-headings begin paragraphs of their own, too.
_MINOR = pattern(r"(?<=\s)(?=[（(][一二三四五六七八九十]{1,2}[）)])")
#: So many titles that name chapters show that they run together, or two that are official ones.
_ENOUGH = 3
_NAMED = 1.5
_OFFICIAL = 2.5


def part(blocks: Iterable[Block], forms: Sequence[SectionForm]) -> Iterator[Block]:
    """Yield blocks, a paragraph that holds three or more chapters in order cut at their headings."""
    for block in blocks:
        cuts = list(_cuts(block, forms)) if isinstance(block, Paragraph) and len(block.text) > _ENOUGH else []
        if isinstance(block, Paragraph) and cuts:
            yield from _parted(block, cuts)
        else:
            yield block


def _cuts(paragraph: Paragraph, forms: Sequence[SectionForm]) -> Iterator[int]:
    """Yield where headings and what follows them begin; nothing where there are few."""
    rated = [(match, _score(match, forms)) for match in _HEAD.finditer(paragraph.text)]
    heads = [match for match, points in rated if points >= _NAMED]
    ordinals = [number(match["number"]) for match in heads]
    official = len(heads) > 1 and all(points >= _OFFICIAL for _, points in rated if points >= _NAMED)
    if (len(heads) < _ENOUGH and not official) or ordinals != sorted(set(ordinals)):
        return
    for index, head in enumerate(heads):
        yield head.start()
        yield head.end()
        until = heads[index + 1].start() if index + 1 < len(heads) else len(paragraph.text)
        yield from (match.start() for match in _MINOR.finditer(paragraph.text, head.end(), until))


def _score(match: re.Match[str], forms: Sequence[SectionForm]) -> float:
    return max(score(match["title"], number(match["number"]), form) for form in forms)


def _parted(paragraph: Paragraph, cuts: list[int]) -> Iterator[Paragraph]:
    text = paragraph.text
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip(" \t\u3000\xa0。：:" if start else None))
        piece = text[first:end].rstrip()
        if piece:
            _, runs = keep(paragraph.runs, [(first, first + len(piece), piece)])
            place = span_place(paragraph.runs, first, first + len(piece), paragraph.place)
            yield replace(paragraph, text=piece, runs=runs, place=place)
