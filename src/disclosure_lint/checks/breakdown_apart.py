"""Numbers that stand like the parts of a total and need not add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks.breakdown_parts import Breakdown
    from disclosure_lint.claims.segments import Segment

#: Numbers with these units are no parts of anything.
NO_PARTS = frozenset({"", "%", "成", "个百分点", "倍", "年", "日", "月", "天", "小时", "分钟", "工作日"})
#: What the same information may be published by; it is then counted once in the total and by each of them.
_CHANNEL = pattern(r"网站|微博|微信|公众号|公报|栏|客户端")
#: How what is no part of the list any more begins: 其中网站60条、微信40条，组织培训3次.
_ANOTHER = pattern(
    r"[^，；、。]{0,2}(?:另|且|此外|同时|还|并|全年|今年|本年|共|累计|通过|利用|依托|发布|公开|推送|编发|制作|开展|组织|举办|召开"
    r"|办理|受理|收到|答复|回复|办结|转载)"
)
#: The same, without the nouns that name parts: 公共服务12条, 组织机构3条, 信息公开目录41条, 提案办理6条, 预算公开7条.
_LEAVING = pattern(
    r"[^，；、。]{0,2}(?:另|且|此外|同时|还|并|全年|今年|本年|(?<!公)共|累计|通过|利用|依托|(?<!新闻)发布(?![0-9])"
    r"|(?<![息务算])公开(?!指南|目录|制度|年报|栏|专栏|类|[0-9])|推送(?![0-9])|编发|制作|开展|组织(?!机构)|举办|召开"
    r"|(?<!提案)(?<!建议)办理|受理|收到|(?<!提案)(?<!建议)答复|回复|办结|转载(?![0-9]))"
)
#: Words that say that a list names everything.
_ALL_NAMED = pattern(r"(?:具体|分别)(?:情况)?(?:为|是|如下)?[:：]?")
#: How parts without a number begin.
_MORE = pattern(r"发布|公开|以及|及|还有|另有")
_COMING_IN = frozenset({"received", "new", "accepted"})
#: Words that set a number apart from the one in front of its bracket.
_BESIDE = pattern(r"另|不[含计]|除|比|较|扣")
_THE_REST = ("其他", "其它", "其余", "余下")
#: By how much of the total such parts may exceed it before that is no slip.
_COUNTED_AGAIN = 0.25


def compared(segment: Segment) -> bool:
    """Tell whether a number is a share, or one that is only compared with; what was carried over is neither."""
    carried = "carry" in segment.kinds.get("flow", ())
    return segment.has("delta", "than", "share", "part") or (segment.has("last") and not carried)


def another_total(found: Breakdown, whole: float) -> bool:
    """Tell whether the parts are those of an earlier total: 新收210件，办结205件，其中自然人190件、组织20件."""
    return any(
        segment.quantity and segment.quantity.value == whole and segment.unit == found.unit and segment.has("flow")
        for segment in found.total_sentence.segments
        if segment.start < found.total.start and not compared(segment)
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
        segment.quantity and segment.unit not in NO_PARTS | {found.unit} and not compared(segment)
        for segment in found.sentence.segments
        if segment.depth == first.depth and found.total.start < segment.start <= last.start
    )


def by_court(found: Breakdown) -> Iterator[Breakdown]:
    """Yield a breakdown for each kind of case that its totals and parts name, else the breakdown itself.

    复议6件和诉讼3件，其中复议维持5件，尚未审结1件，诉讼维持3件: a part that names no kind is of the kind before it.
    """
    total, last = found.total, ""
    groups: dict[str, list[Segment]] = {}
    for part in found.parts:
        last = "+".join(part.kinds.get("court", [last]))
        groups.setdefault(last, []).append(part)
    own = "+".join(total.kinds.get("court", [""]))
    if not own or set(groups) <= {own, ""}:
        yield found
        return
    for segment in found.total_sentence.segments:
        court = "+".join(segment.kinds.get("court", [""]))
        if segment.start <= total.start and segment.unit == found.unit and court in groups and not segment.depth:
            parts = groups.pop(court)
            yield replace(found, total=segment, parts=parts)


def ended(found: Breakdown, sums: list[float]) -> bool:
    """Tell whether the parts add up to their total, or did before the list came to tell of something else."""
    total = found.total.quantity
    if total is None or total.value not in sums:
        return not found.bracketed and _mixed_with_what_follows(found, sums)
    behind = found.parts[len(sums) - sums[::-1].index(total.value) :]
    return not behind or _tells_another(found, behind[0])


def _mixed_with_what_follows(found: Breakdown, sums: list[float]) -> bool:
    """Tell whether the total is reached with what the list goes on to count in another unit: …、专栏31条，文件4件."""
    total, last = found.total.quantity, found.parts[-1]
    whole = sums[-1]
    for segment in found.sentence.segments:
        if segment.start <= last.start or segment.depth > last.depth:
            continue
        quantity = segment.quantity
        if quantity is None or not quantity.exact or segment.unit in NO_PARTS or compared(segment):
            return False
        whole += quantity.value
        if total is not None and whole == total.value:
            return True
    return False


def names_more(found: Breakdown) -> bool:
    """Tell whether a list goes on with what it does not count: …、动态85条，发布年度报告."""
    behind = [each for each in found.sentence.segments if each.start > found.parts[-1].start]
    more = behind[0] if behind else None
    if more is None or more.number or more.depth or more.before == "；":
        return False
    return bool(_MORE.match(found.sentence.prose.text, more.start, more.end))


def clause_end(found: Breakdown) -> int:
    """Return where what is said along with a list ends: at the next ； behind it, or with the sentence."""
    at = found.sentence.prose.text.find("；", found.parts[-1].end, found.sentence.end)
    return found.sentence.end if at < 0 else at


def of_what_came_in(found: Breakdown, whole: float) -> bool:
    """Tell whether the parts are those of what came in and was carried over together.

    收到5件，上年结转4件，其中网络6件、信函3件 divides nine; so does 收到5件（另有上年结转4件），其中…. Where a list
    stands behind what was carried over, it is open which of both it divides.
    """
    total = found.total.quantity
    before = [each for each in found.total_sentence.segments if each.quantity and each.unit == found.unit]
    carried = [each for each in before if _carried_over(each)]
    if found.total in carried:
        return any(each.start < found.total.start and each.has("flow") for each in before)
    came_in = not _COMING_IN.isdisjoint(found.total.kinds.get("flow", ()))
    sums = [total.value + each.quantity.value for each in carried if total and each.quantity]
    return came_in and not found.bracketed and whole in sums


def _carried_over(segment: Segment) -> bool:
    flows = segment.kinds.get("flow", ())
    return "over" in flows or ("carry" in flows and segment.has("last", "last-year"))


def _tells_another(found: Breakdown, part: Segment) -> bool:
    """Tell whether a number is that of another matter than its list's: …、微信40条，发布动态信息596条."""
    if part.has("flow", "court", "document", "act", "decision", "money"):
        return True
    return bool(_ANOTHER.match(found.sentence.prose.text, part.start, part.end))


def _leaves(found: Breakdown, part: Segment) -> bool:
    """Tell whether a list ends in front of a number, which is of another matter.

    Documents, licences and penalties are parts like others where they are set off like the second part.
    """
    text = found.sentence.prose.text
    if text.startswith(_THE_REST, part.start):
        return False
    if part.has("court", "act") or (part.has("flow") and not part.has("doubt")):
        return True
    alike = part is found.parts[0] or part.before == found.parts[1].before
    if part.has("document", "decision") and not alike:
        return True
    return bool(_LEAVING.match(text, _begin(found, part), part.end))


def _begin(found: Breakdown, part: Segment) -> int:
    """Return where the words of a part begin; those of the first may be cut by 、: 公开概况、规划等信息20条."""
    if part is not found.parts[0] or found.total_sentence is not found.sentence:
        return part.start
    between = (each.start for each in found.sentence.segments if found.total.start < each.start)
    return min(between, default=part.start)


def listed(found: Breakdown) -> Breakdown:
    """Return the breakdown without what no longer is of its list, where its first two parts are."""
    if found.bracketed or len(found.parts) < 3 or any(_leaves(found, part) for part in found.parts[:2]):
        return found
    other = next((at for at, part in enumerate(found.parts) if _leaves(found, part)), None)
    return found if other is None else replace(found, parts=found.parts[:other])


def named_all(found: Breakdown) -> bool:
    """Tell whether a list says that it names everything: 具体为……, ……其他3件."""
    text = found.sentence.prose.text
    rest = text.startswith(_THE_REST, found.parts[-1].start)
    shown = rest or bool(_ALL_NAMED.match(text, found.parts[0].start))
    return found.divided or (len(found.parts) > 1 and shown)


def listed_in(found: Breakdown, excess: float, inside: str) -> bool:
    """Tell whether a bracket lists too much of the number in front: 规章13件（含制定6件，修改4件，废止4件）."""
    plain = inside.startswith(("含", "其中")) and not _BESIDE.search(inside)
    return excess > 0 and len(found.parts) > 1 and plain
