"""Numbers that stand like the parts of a total and need not add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.checks.breakdown import Breakdown

#: Numbers with these units are no parts of anything.
NO_PARTS = frozenset({"", "%", "成", "个百分点", "倍", "年", "日", "月", "天", "小时", "分钟", "工作日"})
#: What a number beside is compared with, or a share of.
COMPARED = ("delta", "than", "share", "last", "part")
#: What the same information may be published by; it is then counted once in the total and by each of them.
_CHANNEL = pattern(r"网站|微博|微信|公众号|公报|栏|客户端")
#: By how much of the total such parts may exceed it before that is no slip.
_COUNTED_AGAIN = 0.25


def another_total(found: Breakdown, whole: float) -> bool:
    """Tell whether the parts are those of an earlier total: 新收210件，办结205件，其中自然人190件、组织20件."""
    return any(
        segment.quantity and segment.quantity.value == whole and segment.unit == found.unit and segment.has("flow")
        for segment in found.total_sentence.segments
        if segment.start < found.total.start and not segment.has(*COMPARED)
    )


def of_years(found: Breakdown) -> bool:
    """Tell whether a bracket recalls earlier years: 收到41件（2024年36件，2023年29件）."""
    return found.bracketed and all(
        part.has("year") and "carry" not in part.kinds.get("flow", ()) for part in found.parts
    )


def channels(found: Breakdown, excess: float, inside: str) -> bool:
    """Tell whether what was published in several places is counted for each of them."""
    return excess > _COUNTED_AGAIN and len(found.parts) > 2 and len(_CHANNEL.findall(inside)) > 1


def mixed(found: Breakdown) -> bool:
    """Tell whether things with another unit are counted among the parts: 其中文件72件、部门公开7836条."""
    first, last = found.parts[0], found.parts[-1]
    return any(
        segment.quantity and segment.unit not in NO_PARTS | {found.unit} and not segment.has(*COMPARED)
        for segment in found.sentence.segments
        if segment.depth == first.depth and found.total.start < segment.start <= last.start
    )
