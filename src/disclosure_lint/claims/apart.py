"""Figures that stand apart from the tables, though their words are the tables'."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_lint.claims.context import Context
    from disclosure_lint.claims.model import Claim
    from disclosure_lint.claims.segments import Segment

#: What documents are when it is told how they may be disclosed.
_RANKED = ("公文", "文件", "发文", "属性", "印发", "制发", "不予公开", "不公开", "栏目", "专栏")
_BESIDE_GRANTED = (["partially_granted"], ["denied"])
_OTHER = ("其他", "其它", "其余")
_REST = ("其他", "其它", "其余", "剩余", "余下", "另")
_ALONG = frozenset({"含", "包含", "包括"})
_TAKING = frozenset({"received", "accepted", "handled"})


def named_cases(segment: Segment) -> bool:
    """Tell whether cases are named as those about disclosure: 因政府信息公开申请引起的行政复议."""
    words = (*segment.kinds.get("fill", ()), *segment.kinds.get("request", ()))
    return segment.has("neg") or any("信息公开" in word for word in words)


def other_cases(segment: Segment, before: Segment | None, *, area: bool) -> bool:
    """Tell whether cases are those of all matters; `area` says that a government speaks of the whole area.

    其他行政复议26件, 行政复议（含政府信息公开类）96件, 全市行政复议4210件.
    """
    if not segment.has("court"):
        return False
    words = segment.kinds.get("fill", ())
    bracket = before if before and segment.start < before.start < segment.end else None
    counted = bracket.kinds.get("fill", ()) if bracket and not bracket.number else ()
    along = any(word in ("含", "包括", "包含") for word in counted) and any("信息公开" in word for word in counted)
    listed = (
        before is not None and before.has("court") and named_cases(before) and not segment.has("area", "self", "flow")
    )
    named = named_cases(segment) or (listed and segment.before in ("、", "，", ""))
    return along or any(word.startswith(_OTHER) for word in words) or (area and not named)


def join_bracket(segment: Segment, before: Segment | None) -> None:
    """Read 予以公开（含部分公开）16件 as both outcomes together."""
    if before is None or before.number or not segment.start < before.start < segment.end or before.has("noise"):
        return
    if segment.has("outcome"):
        segment.kinds["outcome"] += before.kinds.get("outcome", [])


def settle(segment: Segment, context: Context) -> None:
    """Read words that are reasons only under their result: 不予公开7件，其中行政执法案卷2件, not 评查案卷98件."""
    inner = segment.kinds.pop("inner", None)
    if inner is None:
        return
    outcomes = segment.kinds.get("outcome") or ([context.head.key.partition("/")[0]] if context.head else [])
    if all(reason.partition("/")[0] in outcomes for reason in inner):
        segment.kinds.setdefault("reason", []).extend(inner)
    else:
        segment.kinds.setdefault("unknown", []).extend(inner)


def taken_in_with(segment: Segment, behind: Segment | None) -> None:
    """Read 受理申请90件（含上年结转6件） as what came in and was carried over together; 处理 may be what was closed."""
    flows = segment.kinds.get("flow", [])
    if not (flows and segment.number and behind and behind.number) or behind.before not in ("（", "，"):
        return
    counted = behind.among or behind.tokens[0].meaning in _ALONG
    told = behind.kinds.get("flow")
    carried = told == ["over"] or (told == ["carry"] and behind.has("last", "last-year"))
    if counted and carried and set(flows) <= _TAKING and segment.has("request") and not segment.has("last", "than"):
        segment.kinds["flow"] = ["handled_along" if "handled" in flows else "taken_in"]


def of_the_rest(segment: Segment) -> bool:
    """Tell whether a number is that of the others: 1件申请人撤回，其余2件均已答复."""
    first = segment.tokens[0]
    return first.kind == "fill" and first.meaning.startswith(_REST) and segment.number is segment.tokens[1]


def granted_beside(segment: Segment, behind: Segment | None) -> None:
    """Read 公开15件，部分公开4件 (or 不予公开4件) as what was granted, and what was in part or not."""
    alone = segment.number and segment.kinds.get("doubt") == ["公开"] and not segment.has("unknown", "request", "flow")
    if alone and behind and behind.number and behind.kinds.get("outcome") in _BESIDE_GRANTED:
        segment.kinds["outcome"] = ["granted"]
        del segment.kinds["doubt"]


def ranked(claim: Claim, units: set[str], text: str) -> bool:
    """Tell whether an outcome is how documents are ranked: 主动公开45份，依申请公开31份，不予公开60份."""
    if claim.key == "upon_request":
        return any(word in text for word in _RANKED)
    return claim.subject.kind == "outcome" and claim.quantity.unit in units - {""}


def by_way(claim: Claim, segments: list[Segment]) -> bool:
    """Tell whether answers are counted by the way in which they were given: 网上答复30件、书面答复11件."""
    written = claim.key == "done" and claim.words.startswith("书面")
    return written and any(each.has("channel") and "done" in each.kinds.get("flow", ()) for each in segments)


def of_a_matter(segment: Segment) -> bool:
    """Tell whether requests are those about one matter: 收到征地信息公开申请23件."""
    matter = False
    for token in segment.tokens:
        if token.kind == "request" and matter:
            return True
        goes_on = token.kind == "fill" and token.meaning.startswith(("政府信息", "信息公开", "类", "地"))
        matter = token.kind == "unknown" or (matter and goes_on)
    return False


def carried_and_closed(segment: Segment) -> bool:
    """Tell whether a segment says that what was carried over is closed, or 延续办理上年结转申请5件."""
    flows = segment.kinds.get("flow", [])
    closed = "done" in flows or "carry" in flows[flows.index("handled") :] if "handled" in flows else "done" in flows
    return "carry" in flows and closed and segment.has("last", "last-year")


def published_before(segment: Segment) -> bool:
    """Tell whether what was published before is counted: 主动公开范围5件, 已通过网站公开1件."""
    told = "已" in segment.kinds.get("fill", ()) and "公开" in segment.kinds.get("doubt", ())
    told = told or "disclosed" in segment.kinds.get("act", ())
    return told and segment.number is not None and "document" not in segment.kinds
