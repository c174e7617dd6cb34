"""Shares of a list whose whole is not named: most of them follow from one number above, so all of them should.

“同意公开”的20件，占总数的46.51%；“信息不存在”的8件，占18.60%: both follow from the 43 requests told before.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_above import chapter
from disclosure_lint.checks.shares import Share, own_part, percentage
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

    Rounds = Callable[[Quantity, float], bool]

#: So many shares must follow from a number to show that it is the whole.
_SHOWN = 2
#: So many numbers above a list are looked at, and so many tried.
_NEAR = 400
_TRIED = 40


class _Item(NamedTuple):
    sentence: Sentence
    part: Segment
    stated: Quantity


def listed_shares(report: Report, known: Container[tuple[str, int]], rounds: Rounds) -> Iterator[Share]:
    """Yield the shares of lists whose whole most of them show; `known` are those judged already, by place."""
    for _, sentences in groupby(read_claims(report).sentences, key=chapter):
        numbers: list[tuple[str, float]] = []
        items: list[_Item] = []
        for sentence in sentences:
            found = [each for each in _items(sentence) if (sentence.pointer, each.stated.start) not in known]
            if items and not found and sentence.segments:
                yield from _of_one_whole(items, numbers, rounds)
                items = []
            items += found
            parts = {id(each.part) for each in found}
            numbers += [
                (each.unit, each.quantity.value)
                for each in sentence.segments
                if each.quantity and each.quantity.exact and id(each) not in parts
            ]
        yield from _of_one_whole(items, numbers, rounds)


def _items(sentence: Sentence) -> Iterator[_Item]:
    """Yield the numbers of a sentence that have a share right behind them."""
    for index, segment in enumerate(sentence.segments):
        stated = percentage(segment)
        if stated is None or not segment.has("share") or segment.has("delta", "than", "last", "part"):
            continue
        part = own_part(sentence.segments, index)
        if part is not None and part.quantity and part.quantity.exact:
            yield _Item(sentence, part, stated)


def _of_one_whole(items: list[_Item], numbers: list[tuple[str, float]], rounds: Rounds) -> Iterator[Share]:
    if len(items) <= _SHOWN:
        return
    unit = items[0].part.unit
    near = islice(reversed(numbers), _NEAR)
    wholes = list(dict.fromkeys(value for each, value in near if each == unit and value))[:_TRIED]
    shown = {whole: sum(_follows(each, whole, rounds) for each in items) for whole in wholes}
    whole = max(wholes, key=lambda each: shown[each], default=0.0)
    if whole and shown[whole] >= _SHOWN and 2 * shown[whole] > len(items):
        others = [each for each in wholes if each != whole]
        for item in items:
            if item.part.quantity and item.part.unit == unit:
                yield Share(item.sentence, item.stated, item.part.quantity.value, [whole, *others])


def _follows(item: _Item, whole: float, rounds: Rounds) -> bool:
    part = item.part.quantity
    return part is not None and bool(part.value) and rounds(item.stated, part.value / whole * 100)
