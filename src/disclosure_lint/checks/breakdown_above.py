"""Lists whose total does not stand in front of 其中: it stands above them, or in what opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_apart import NO_PARTS, compared
from disclosure_lint.checks.breakdown_parts import COMING, Breakdown, only_of, parts_of
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment

#: How many sentences above a list are looked through: what it divides is not told pages before.
_NEAR = 200
#: 在主动公开的信息中, 主要类别：在2015年度公开的政府信息中
_IN_THEM = pattern(r"(?:[^，。；：]{0,30}：)?在[^，。；：]{0,14}公开的?[^，。；：0-9]{0,4}信息中[，：]")
_PUBLISHED = pattern(r"公开|发布")
_NEW = pattern(r"新增|新公开|20[0-9]{2}年|本年")


def chapter(sentence: Sentence) -> str:
    """Return the pointer of the chapter that a sentence is in."""
    return sentence.pointer.rpartition("/")[0]


def sentences_above(sentence: Sentence, before: list[Sentence], earlier: list[Sentence]) -> list[Sentence]:
    """Return the last sentences above the paragraph that a sentence begins, in its chapter.

    `earlier` are those of the paragraph before it, `before` what was above that one.
    """
    return [*before, *earlier][-_NEAR:] if chapter(earlier[-1]) == chapter(sentence) else []


def all_answered(segment: Segment) -> bool:
    """Tell whether words without a number say that all requests were answered: 全部按期答复，其中公开10件."""
    return not segment.number and segment.has("all") and "done" in segment.kinds.get("flow", ())


def all_that_came(sentences: list[Sentence], first: Segment, unit: str) -> tuple[Segment, Sentence] | None:
    """Return the number of the requests that came in, told last in front of a segment, and its sentence.

    Where some were carried over, nobody can tell which number 全部 is of.
    """
    for sentence in reversed(sentences):
        before = [each for each in sentence.segments if sentence is not sentences[-1] or each.start < first.start]
        flows = {flow for each in before for flow in each.kinds.get("flow", ())}
        came = [each for each in before if each.unit == unit and COMING.intersection(each.kinds.get("flow", ()))]
        if came:
            loose = flows & {"carry", "over", "forward"} or came[0].among or came[0].depth or compared(came[0])
            return None if loose else (came[0], sentence)
    return None


def of_the_published(sentence: Sentence, earlier: list[Sentence], above: list[Sentence]) -> Iterator[Breakdown]:
    """Yield what a sentence divides that says what has been counted above: 在主动公开的信息中，机构职能类13条.

    The total is the last number before it of what was published, in this paragraph or one above.
    """
    segments = sentence.segments
    opening = _IN_THEM.match(sentence.prose.text, sentence.start, sentence.end)
    listed = [each for each in segments if opening and each.start >= opening.end()]
    unit = next((each.unit for each in listed if each.quantity and each.unit not in NO_PARTS), "")
    where = next((each for each in reversed([*above, *earlier]) if _counts(each, unit)), None) if unit else None
    if where is None:
        return
    parts = parts_of(listed, unit, None)
    total = only_of(where, unit, parts) or _newly(sentence, where, unit)
    if total and len(parts) > 1 and not (listed[0].among and earlier and where is earlier[-1]):
        yield Breakdown(sentence, total, where, parts)


def _newly(sentence: Sentence, where: Sentence, unit: str) -> Segment | None:
    """Return the number of what is new (其中2014年新增612条), where the list is of that: 在新增的主动公开信息中."""
    if not _NEW.search(sentence.prose.text, sentence.start, sentence.segments[0].end):
        return None
    found = [
        each
        for each in where.segments
        if each.unit == unit and each.number and _NEW.search(where.prose.text, each.start, each.end)
    ]
    return found[0] if len(found) == 1 else None


def _counts(sentence: Sentence, unit: str) -> bool:
    """Tell whether a sentence counts what was published with a unit."""
    told = any(each.quantity and each.unit == unit and not compared(each) for each in sentence.segments)
    return told and bool(_PUBLISHED.search(sentence.prose.text, sentence.start, sentence.end))


def of_the_named(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield what a sentence divides that names its total so: 不予公开的11件中，国家秘密1件，其余10件."""
    for index, segment in enumerate(sentence.segments):
        behind = sentence.segments[index + 1 :]
        if names_total(sentence, segment) and behind and not behind[0].among and behind[0].before in ("，", "："):
            parts = parts_of(behind, segment.unit, segment)
            if len(parts) > 1 and segment.unit not in NO_PARTS:
                yield Breakdown(sentence, segment, sentence, parts)


def names_total(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a number is what the list behind it divides: 在公开的58条信息中."""
    return bool(segment.number) and sentence.prose.text[segment.start : segment.end].endswith("中")


def verdicts(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the outcomes that stand right behind the number of cases, without 其中: 行政复议2件，维持1件、纠正1件."""
    segments = sentence.segments
    for index, segment in enumerate(segments[:-1]):
        if not segment.has("court") or not segment.number or segment.depth or segment.has("verdict"):
            continue
        parts = []
        for each in segments[index + 1 :]:
            alike = each.has("verdict") and each.unit == segment.unit and not each.depth
            if not alike or each.among or each.has("court") or compared(each):
                break
            parts.append(each)
        if parts and not compared(segment):
            yield Breakdown(sentence, segment, sentence, parts)
