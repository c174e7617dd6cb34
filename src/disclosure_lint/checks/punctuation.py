"""Punctuation marks twice over, brackets and quotation marks without their other half."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from disclosure_lint.checks import Correction, NotAssessed, Problem, Replacement, check
from disclosure_lint.checks.passages import prose
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from disclosure_lint.report import Passage, Report

_MARKS = "，、；：。"
#: The same mark again, white space between or not; or two different marks that never meet.
_TWICE = pattern(rf"([{_MARKS}])(?:[ \u3000]{{0,2}}\1){{1,9}}|[，、；：](?=[{_MARKS}])[{_MARKS}]|。[，、；：]|,，|，,")
#: Of two marks the first of these ends more.
_STRENGTH = "。；：，、"
_PAIRS = {"《": "》", "（": "）", "“": "”", "【": "】", "〔": "〕"}
_FOLDED = str.maketrans("()﹙﹚[]", "（）（）〔〕")
_CLOSERS = {right: left for left, right in _PAIRS.items()}
#: What numbers an item: 1）, a）, （within text, behind a stop).
_ITEM = pattern(r"(?:^|[\s。；：，、;:,])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}$")
#: How many paragraphs further on the other half may stand; titles do not go on.
_REACH, _TITLE_REACH = 3, 1


class _Mark(NamedTuple):
    passage: int
    start: int
    text: str


@check("punctuation.marks")
def marks(report: Report) -> Iterator[Problem | NotAssessed]:
    """No mark stands twice in a row, and every bracket and quotation mark has its other half."""
    for passage in prose(report):
        for match in _TWICE.finditer(passage.text):
            yield Problem(passage.pointer, {"text": match[0]}, match.span(), fix=_once(passage.pointer, match))
    outline = report.outline
    if outline is not None and (outline.lossy or any(each.lossy for each in outline.damage)):
        yield NotAssessed("", "text-damaged")
        return
    for passages in _containers(prose(report)):
        yield from _unpaired(passages)


def _once(pointer: str, match: re.Match[str]) -> Correction:
    """Keep one mark of several, the strongest.

    Between a mark and its like with nothing between them nothing can be lost;
    three may be meant as an ellipsis, and two of different kinds are a choice.
    """
    marks = "".join(match[0].split()).replace(",", "，")
    kept = min(marks, key=_STRENGTH.index)
    return Correction((Replacement(pointer, kept, match.span()),), safe=match[0] == kept * 2)


def _containers(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the paragraphs of the title, the preface and of each chapter, its heading included."""
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        parts = passage.pointer.split("/")[1:]
        depth = 1 if parts[0] in ("title", "preface") else 2
        groups.setdefault("/".join(parts[:depth]), []).append(passage)
    yield from groups.values()


def _unpaired(passages: list[Passage]) -> Iterator[Problem]:
    """Yield the first mark of each kind in a paragraph that has no other half there or near."""
    opened: dict[str, list[_Mark]] = {left: [] for left in _PAIRS}
    closed: list[_Mark] = []
    for number, passage in enumerate(passages):
        left, right = _open_and_closed(passage.text, number)
        for mark in right:
            waiting = opened[_CLOSERS[mark.text]]
            if waiting and _reaches(waiting[-1], mark):
                waiting.pop()
            else:
                closed.append(mark)
        for mark in left:
            opened[mark.text].append(mark)
    told: set[tuple[int, str]] = set()
    for mark in sorted([*chain.from_iterable(opened.values()), *closed], key=lambda each: (each.passage, each.start)):
        kind = _CLOSERS.get(mark.text, mark.text)
        if (mark.passage, kind) in told or _continued(mark, passages):
            continue
        told.add((mark.passage, kind))
        other = _PAIRS.get(mark.text) or _CLOSERS[mark.text]
        variant = "unclosed" if mark.text in _PAIRS else "unopened"
        where = passages[mark.passage]
        yield Problem(where.pointer, {"text": mark.text, "other": other}, (mark.start, mark.start + 1), variant)


def _reaches(left: _Mark, right: _Mark) -> bool:
    return right.passage - left.passage <= (_TITLE_REACH if left.text == "《" else _REACH)


def _open_and_closed(text: str, number: int) -> tuple[list[_Mark], list[_Mark]]:
    """Return the marks of a paragraph that have no other half in it."""
    opened: dict[str, list[_Mark]] = {}
    closed: list[_Mark] = []
    for start, character in enumerate(text.translate(_FOLDED)):
        if character in _PAIRS:
            opened.setdefault(character, []).append(_Mark(number, start, character))
        elif character in _CLOSERS:
            if waiting := opened.get(_CLOSERS[character]):
                waiting.pop()
            elif character != "）" or not _ITEM.search(text[max(0, start - 4) : start]):
                closed.append(_Mark(number, start, character))
    return list(chain.from_iterable(opened.values())), closed


def _continued(mark: _Mark, passages: list[Passage]) -> bool:
    """Tell whether a quotation goes on in the next paragraph, which then begins with the mark again."""
    following = passages[mark.passage + 1 : mark.passage + 2]
    return mark.text == "“" and bool(following) and following[0].text.lstrip().startswith("“")
