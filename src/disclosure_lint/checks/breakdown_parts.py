"""Which numbers of the prose are stated as the parts of which total.

其中, a colon, brackets and 具体为 open a list of parts; 合计 closes one. A list goes
on as long as its parts divide the total in the same way and have the same unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_apart import COMPARED, NO_PARTS, by_court
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

_ADDED = ("合计", "共计", "总计", "总共", "共")
_BY = pattern(r"(?:按|从|就)[^，。；：0-9]{1,14}(?:分|看)$")
_SHOWS = ("包括", "包含", "分别", "具体")
#: What became of requests, in words that no row of a table has: 公开1件，告知其他途径3件，不存在9件.
_ANSWERS = ("公开", "不属于", "告知", "不存在", "撤回", "补正", "不予", "无法", "不掌握")
_COUNTING = frozenset({"fill", "number", "request"})
_COMING = frozenset({"received", "new", "accepted", "taken_in", "done", "handled"})


class Breakdown(Record, eq=False, repr=False):
    """A total and its parts, each a segment with a number.

    `bracketed` says that brackets hold the parts, `divided` that the text divides all there is: 按渠道分：….
    """

    sentence: Sentence
    total: Segment
    total_sentence: Sentence
    parts: list[Segment] = field(default_factory=list)
    bracketed: bool = False
    divided: bool = False

    @property
    def unit(self) -> str:
        """The unit of all numbers."""
        return self.parts[0].unit


def wholes_of(report: Report, part: Segment) -> list[float]:
    """Return the totals that a number is stated as a part of."""
    if "wholes" not in report.memo:
        known: dict[int, list[float]] = {}
        for found in all_breakdowns(report):
            for each in found.parts:
                if found.total.quantity:
                    known.setdefault(id(each), []).append(found.total.quantity.value)
        report.memo["wholes"] = known
    wholes: dict[int, list[float]] = report.memo["wholes"]
    return wholes.get(id(part), [])


def all_breakdowns(report: Report) -> list[Breakdown]:
    """Return every breakdown of the report, found once."""
    if "breakdowns" not in report.memo:
        found: list[Breakdown] = []
        earlier: list[Sentence] = []
        for sentence in read_claims(report).sentences:
            if earlier and earlier[-1].pointer != sentence.pointer:
                earlier = []
            found += breakdowns(sentence, earlier)
            earlier.append(sentence)
        report.memo["breakdowns"] = found
    known: list[Breakdown] = report.memo["breakdowns"]
    return known


def breakdowns(sentence: Sentence, earlier: list[Sentence]) -> Iterator[Breakdown]:
    """Yield the totals of a sentence with what it names as their parts; `earlier` are those of its paragraph."""
    segments, previous = sentence.segments, earlier[-1] if earlier else None
    yield from _totalled(sentence)
    for index, segment in enumerate(segments):
        if index and heads(sentence, segments[index - 1]):
            yield from _divided(sentence, earlier, index)
            continue
        bracket = segment.before == "（" and segment.depth > 0
        shows = (
            segment.among
            or bracket
            or (segment.before == "：" and index)
            or segment.tokens[0].meaning.startswith(_SHOWS)
        )
        if not shows:
            continue
        for unit in dict.fromkeys(
            each.unit for each in segments[index:] if each.quantity and each.depth == segment.depth
        ):
            total = _total(segments[:index], segment, unit)
            where = sentence
            if total is None and segment.among and not index and previous is not None:
                total, where = _only(previous, unit), previous
            parts = _parts(segments[index:], unit, total)
            if total is not None and parts and unit not in NO_PARTS:
                yield from by_court(Breakdown(sentence, total, where, parts, bracket))


def heads(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a segment says by what a total is divided: 按申请渠道分, 从申请主体看."""
    return not segment.number and bool(_BY.match(sentence.prose.text, segment.start, segment.end))


def _divided(sentence: Sentence, earlier: list[Sentence], index: int) -> Iterator[Breakdown]:
    """Yield what a total is divided into behind such a heading.

    The total stands before the first heading, in this sentence or an earlier one.
    Results are left to the tables: what came in need not be stated there.
    """
    segments = sentence.segments
    first = next(number for number, each in enumerate(segments) if heads(sentence, each))
    unit = segments[index].unit
    parts = _parts(segments[index:], unit, None)
    totals = [(where, each) for where in earlier for each in where.segments if not _below(where, each)]
    totals = [
        (where, each)
        for where, each in (*totals, *((sentence, each) for each in segments[:first]))
        if each.quantity and each.quantity.exact and each.unit == unit and not each.depth
        if not each.has("delta", "than", "share", "part")
    ]
    if len(parts) < 2 or unit in NO_PARTS or not totals or family(parts[0]) not in ("other", "applicant"):
        return
    summed = sum(part.quantity.value for part in parts if part.quantity)
    right = [each for each in totals if each[1].quantity and each[1].quantity.value == summed]
    where, total = next((each for each in (*right, *reversed(totals)) if each in right or _whole(each[1])), totals[-1])
    heading = sentence.prose.text[segments[index - 1].start : segments[index - 1].end]
    yield Breakdown(sentence, total, where, parts, divided=heading.endswith("分"))


def _whole(segment: Segment) -> bool:
    flows = set(segment.kinds.get("flow", ()))
    return not flows.isdisjoint(_COMING) and "carry" not in flows


def _below(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a number is itself a part, behind 其中 or a heading."""
    found = next((each for each in sentence.segments if each.among or heads(sentence, each)), None)
    return found is not None and segment.start >= found.start


def _totalled(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield a total that stands behind its parts: 网站100条、微信36条，合计136条."""
    segments = sentence.segments
    for index, segment in enumerate(segments):
        added = segment.tokens[0].meaning.startswith(_ADDED) and segment.number
        if not added or segment.unit in NO_PARTS or segment.depth:
            continue
        start = max((number for number in range(index) if segments[number].before == "；"), default=0)
        parts = [each for each in segments[start:index] if not each.depth]
        listed = len(parts) > 1 and all(each.unit == segment.unit and each.number for each in parts)
        kind = family(parts[0]) if listed else ""
        if kind == "in":
            alike = _came_in(parts) and set(segment.kinds) <= _COUNTING
        elif segment.tokens[0].meaning == "共":
            continue
        else:
            alike = kind in ("other", "applicant", "outcome") and not any(each.has(*COMPARED) for each in parts)
        if alike and parts == _one_family(parts) and not any(each.among for each in parts):
            alone = not any(each.unit == segment.unit for each in segments[:start])
            yield Breakdown(sentence, segment, sentence, parts, divided=kind == "in" or alone)


def _came_in(parts: list[Segment]) -> bool:
    """Tell whether two numbers are what came in and what was carried over: 收到83件，上年结转4件，共87件."""
    new, over = (set(part.kinds.get("flow", ())) for part in (parts[0], parts[-1]))
    return len(parts) == 2 and not new.isdisjoint({"received", "new", "accepted"}) and "carry" in over


def _total(before: list[Segment], first: Segment, unit: str) -> Segment | None:
    """Return the nearest number in front with the unit of the parts, not deeper in brackets than they are."""
    depth = first.depth - 1 if first.before == "（" else first.depth
    for segment in reversed(before):
        if segment.quantity and segment.depth == depth:
            if first.before == "（" and not first.among:
                return segment if segment.unit == unit and segment is before[-1] else None
            if segment.unit == unit and not segment.has(*COMPARED):
                return segment
    return None


def _only(sentence: Sentence, unit: str) -> Segment | None:
    found = [
        each
        for each in sentence.segments
        if each.quantity and each.unit == unit and not each.depth and not each.has("delta", "than", "share", "part")
    ]
    # 收到22件，答复22件。其中……
    alike = {each.quantity.value for each in found if each.quantity}
    return found[-1] if len(alike) == 1 else None


def _parts(segments: list[Segment], unit: str, total: Segment | None) -> list[Segment]:
    """Return the parts with a unit: of the first group between ；, or of all where each group is one part."""
    first, depth = segments[0], segments[0].depth
    groups: list[list[Segment]] = [[]]
    for number, segment in enumerate(segments):
        if segment.depth < depth or (number and segment.depth == depth and segment.among):
            break
        if segment.depth > depth:
            continue
        if segment.before == "；" and number:
            groups.append([])
        if segment.quantity and segment.unit == unit and not segment.has(*COMPARED):
            groups[-1].append(segment)
    parts = (
        groups[0]
        if len(groups) == 1 or len(groups[0]) > 1 or any(len(each) != 1 for each in groups)
        else [each[0] for each in groups]
    )
    return _one_family(parts, total) if first.quantity or parts else []


def _one_family(parts: list[Segment], total: Segment | None = None) -> list[Segment]:
    """Return the leading parts that divide the total in the same way as the first."""
    kept: list[Segment] = []
    for part in parts:
        one = family(part, total)
        if kept and one != family(kept[0], total) and not (one == "out" and family(kept[0], total) == "outcome"):
            break
        kept.append(part)
    return kept


def family(part: Segment, total: Segment | None = None) -> str:
    """Return by what a part divides its total: applicants, outcomes, reasons, what came in, what went out, or other."""
    flows = set(part.kinds.get("flow", ()))
    if part.has("applicant"):
        return "applicant"
    if part.has("outcome") or (total is not None and _answer(part, total)):
        return "outcome"
    if part.has("reason"):
        return "reason"
    if flows & {"done", "forward"} or ("carry" in flows and part.has("next", "next-year")):
        return "out"
    return "in" if flows - {"handled"} else "other"


def _answer(part: Segment, total: Segment) -> bool:
    """Tell whether a part says what became of requests: 答复22件，其中公开1件，不存在9件，属于行政执法案卷5件."""
    of_requests = not _COMING.isdisjoint(total.kinds.get("flow", ()))
    words = "".join(token.meaning for token in part.tokens)
    return of_requests and not part.has("flow", "channel") and (part.has("reason") or words.startswith(_ANSWERS))
