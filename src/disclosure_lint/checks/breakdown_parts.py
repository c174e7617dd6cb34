"""Totals and their parts: which numbers behind 其中 belong to one list, and what they are a part of.

A list goes on as long as its parts divide the total in the same way and have the same unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_apart import compared
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment

#: What became of requests, in words, or what they mean, that no row has: 公开1件，告知其他途径3件，不存在9件.
_ANSWERS = (
    "公开", "不属于", "告知", "不存在", "撤回", "补正", "不予", "无法", "不掌握",
    *("属于已disclosed", "属于disclosed", "已disclosed", "申请信息不存在", "信息不存在", "政府信息不存在"),
    *("提供", "已提供", "申请内容不明确", "内容不明确", "非本机关", "非本部门", "非政府信息", "非《条例》"),
)  # fmt: skip
_THE_REST = ("其他", "其它", "其余", "余下")
_APPLICANTS = ("企业", "公司", "法人", "单位", "组织", "律师", "媒体", "社会团体", "机构")
#: What shows that a part is divided in its turn.
_SHOWS = ("包括", "包含", "分别", "具体", "含")
#: What the number of requests is told by.
COMING = frozenset({"received", "new", "accepted", "taken_in", "done", "handled", "handled_along"})


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


def total_of(before: list[Segment], first: Segment, unit: str) -> Segment | None:
    """Return the nearest number in front with the unit of the parts, not deeper in brackets than they are."""
    depth = first.depth - 1 if first.before == "（" else first.depth
    for segment in reversed(before):
        if segment.quantity and segment.depth == depth:
            if first.before == "（" and not first.among:
                return segment if segment.unit == unit and segment is before[-1] else None
            if segment.unit == unit and not compared(segment):
                return segment
    return None


def only_of(sentence: Sentence, unit: str, parts: list[Segment]) -> Segment | None:
    """Return the number of a sentence that has a unit: the only one, or the one that the parts add up to."""
    found = [
        each
        for each in sentence.segments
        if each.quantity and each.unit == unit and not each.depth and not compared(each)
    ]
    # 收到22件，答复22件。其中……
    alike = {each.quantity.value for each in found if each.quantity}
    if len(alike) == 1:
        return found[-1]
    whole = sum(part.quantity.value for part in parts if part.quantity)
    return next((each for each in found if len(parts) > 1 and each.quantity and each.quantity.value == whole), None)


def parts_of(segments: list[Segment], unit: str, total: Segment | None) -> list[Segment]:
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
        if segment.quantity and segment.unit == unit and not compared(segment):
            groups[-1].append(segment)
    parts = groups[0] if len(groups) == 1 or len(groups[0]) != 1 else _joined(groups, segments)
    return one_family(parts, total) if first.quantity or parts else []


def _joined(groups: list[list[Segment]], segments: list[Segment]) -> list[Segment]:
    """Return the parts of a list set off by ； and, here and there, by ，: 网络20件；信函5件，当面3件.

    Where each group is one part they are all taken, else those up to a group that holds anything else.
    """
    if all(len(each) == 1 for each in groups):
        return [each[0] for each in groups]
    kept, depth = list(groups[0]), groups[0][0].depth
    level = [each for each in segments if each.depth == depth and each.start > groups[0][0].start]
    for segment in level:
        alone = segment.quantity is not None and (segment.unit == kept[0].unit or segment.has("share"))
        if not alone or segment.among or segment.tokens[0].meaning.startswith(_SHOWS):
            break
        if not compared(segment):
            kept.append(segment)
    # What is cut short may have ended in the middle of a group.
    return kept if len(kept) == sum(len(each) for each in groups) else kept[:1]


def one_family(parts: list[Segment], total: Segment | None = None) -> list[Segment]:
    """Return the leading parts that divide the total in the same way as the first, and 其他7件 behind them."""
    kept: list[Segment] = []
    for part in parts:
        one = family(part, total)
        if kept and one != family(kept[0], total) and not (one == "out" and family(kept[0], total) == "outcome"):
            rest = one == "other" and part.tokens[0].meaning.startswith(_THE_REST)
            return [*kept, part] if rest else kept
        kept.append(part)
    return kept


def family(part: Segment, total: Segment | None = None) -> str:
    """Return by what a part divides its total: applicants, outcomes, reasons, what came in, what went out, or other."""
    flows = set(part.kinds.get("flow", ()))
    if part.has("applicant") or (total is not None and _applicant(part, total)):
        return "applicant"
    if part.has("outcome") and not _of_documents(total):
        return "outcome"
    if total is not None and _answer(part, total):
        return "outcome"
    if part.has("reason"):
        return "reason"
    if flows & {"done", "forward"} or ("carry" in flows and part.has("next", "next-year")):
        return "out"
    return "in" if flows - {"handled", "handled_along"} else "other"


def _answer(part: Segment, total: Segment) -> bool:
    """Tell whether a part says what became of requests: 答复22件，其中公开1件，不存在9件，属于行政执法案卷5件."""
    named = part.has("reason") or _words(part).startswith(_ANSWERS)
    return named and _of_requests(total) and not part.has("flow", "channel")


def _applicant(part: Segment, total: Segment) -> bool:
    """Tell whether a part says who asked, in words that no column of a table has: 自然人20件，企业4件."""
    return _words(part).startswith(_APPLICANTS) and _of_requests(total) and not part.has("flow", "outcome", "reason")


def _of_documents(total: Segment | None) -> bool:
    """Tell whether what is divided are no requests: 审核公文126件，其中主动公开41件、不予公开54件."""
    return total is not None and not total.has("flow", "request", "outcome", "reason", "applicant", "neg")


def _of_requests(total: Segment) -> bool:
    return not COMING.isdisjoint(total.kinds.get("flow", ()))


def _words(part: Segment) -> str:
    return "".join(token.meaning for token in part.tokens)
