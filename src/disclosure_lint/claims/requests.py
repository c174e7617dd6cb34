"""What a number about requests for information counts: what came in, results, reasons, applicants."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.claims.lexicon import lexicon
from disclosure_lint.claims.model import Readings, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.claims.context import Context
    from disclosure_lint.claims.segments import Segment

#: 受理 is 收到 of requests; of cases it is what a review organ does.
_PLAIN = {"accepted": "received"}
#: How words for requests end before the number of them all.
_COUNTED = ("申请", "申请数", "申请数量", "政府信息")
#: What is said of other matters in the same words.
_BARE = {"done", "handled", "received", "over", "forward"}
#: Flow subjects in the order in which one of them rules the others of its segment.
_FLOWS = ("forward", "taken_in", "handled_along", "over", "new", "done", "received", "handled", "volume")


@cache
def rows(key: str) -> Readings:
    """Return the total cells of each reading of a subject; a reason stands for its own row."""
    found = lexicon().subjects.get(key) or [[f"requests/results/{key}"]]
    return tuple(tuple(f"/tables/{row}/total" for row in each) for each in found)


def distinct(values: Iterable[str]) -> list[str]:
    """Return values without repetitions, in order."""
    return list(dict.fromkeys(values))


def request(segment: Segment, context: Context) -> list[Subject]:
    """Return the subject of a segment about requests."""
    kinds, flow = segment.kinds, _flow(segment, context)
    if (
        segment.has("neg")
        and set(kinds.get("flow", ())) <= {"carry", "handled", "done"}
        and "carry" in kinds.get("flow", ())
    ):
        return _nothing_carried(segment, context)
    if "applicant" in kinds:
        return _applicant(segment, flow, context)
    if "outcome" in kinds or "reason" in kinds:
        if _and_others(segment):
            return []
        return _outcome(segment, distinct(kinds.get("outcome", ())), distinct(kinds.get("reason", ())))
    if flow is None and not kinds.get("flow") and (segment.has("request") or _upon_request(segment)):
        return _request_alone(segment, context)
    return [flow] if flow else []


def _nothing_carried(segment: Segment, context: Context) -> list[Subject]:
    """Read 无结转, which is onward unless it says whence, and 无上年结转和结转下年度的申请, which is both."""
    over, forward = segment.has("last", "last-year"), segment.has("next", "next-year")
    named = segment.has("request") or context.requests
    if not named or (segment.number and segment.quantity and segment.quantity.value > 1):
        return []
    keys = [key for key, told in (("over", over), ("forward", forward or not over)) if told]
    return [Subject("flow", key, rows(key), sure=over or forward) for key in keys]


def _upon_request(segment: Segment) -> bool:
    """Tell whether a number is that of what was disclosed upon request: 依申请公开信息4条, 依申请公开3次."""
    tokens = segment.tokens
    at = next((index for index, token in enumerate(tokens) if token is segment.number), 0)
    word = tokens[at - 1] if at else None
    named = word is not None and word.kind in ("fill", "request") and word.meaning.startswith("依申请公开")
    return named and segment.unit in ("条", "件", "次", "项", "例") and not segment.has("unknown", "doubt", "channel")


def _and_others(segment: Segment) -> bool:
    """Tell whether what is not named is counted along: 不予处理及其他7件."""
    tokens = segment.tokens
    named = next((number for number, token in enumerate(tokens) if token.kind in ("outcome", "reason")), len(tokens))
    return any(token.kind == "fill" and token.meaning.startswith(("其他", "其它", "其余")) for token in tokens[named:])


def _outcome(segment: Segment, outcomes: list[str], reasons: list[str]) -> list[Subject]:
    if not reasons:
        joined = tuple(cell for each in outcomes for cell in rows(each)[0])
        return [Subject("outcome", "+".join(outcomes), (joined,))]
    if len(outcomes) > 1 or (len(reasons) > 1 and not outcomes):
        return []
    if not outcomes:
        return [Subject("reason", reasons[0], rows(reasons[0]))]
    if not all(each.startswith(outcomes[0]) for each in reasons):
        return []
    # 因不掌握等原因无法提供 is the group; 因不掌握无法提供 may be the reason alone.
    summed = tuple(cell for each in reasons for cell in rows(each)[0])
    alone = () if "等" in segment.kinds.get("fill", ()) else (summed,)
    return [Subject("outcome", outcomes[0], rows(outcomes[0]) + alone, sure=False)]


def _request_alone(segment: Segment, context: Context) -> list[Subject]:
    """Read 无政府信息公开申请, and 其中属于政府信息公开申请的 41 件 of a total that holds other matters too."""
    if segment.has("neg") and not segment.number:
        return [Subject("flow", "new", rows("new"))]
    if segment.number and _upon_request(segment) and not segment.has("neg"):
        return [Subject("flow", "upon_request", rows("upon_request"), sure=False)]
    if segment.number and not segment.among and _counts_all(segment):
        put = any(word.startswith("提") for word in segment.kinds.get("fill", ()))
        key = "received" if put else "volume"
        return [Subject("flow", key, rows(key), sure=False)]
    if segment.among and segment.number and context.head and context.head.key in ("received", "new"):
        return [context.head._replace(sure=False)]
    return []


def _counts_all(segment: Segment) -> bool:
    """Tell whether a number is that of all requests though nothing is said of their receipt: 共有46件申请, 请求9件."""
    asked = any(word.endswith("请求") for word in segment.kinds.get("request", ()))
    all_of_them = any(word.startswith(("共", "总", "全年", "本年")) for word in segment.kinds.get("fill", ()))
    all_of_them = all_of_them or segment.has("year")
    return asked or (all_of_them and any(word.endswith(_COUNTED) for word in segment.kinds.get("request", ())))


def _flow(segment: Segment, context: Context) -> Subject | None:
    """Return which of received, carried over, done and carried forward a segment speaks of."""
    flows = {_PLAIN.get(each, each) for each in segment.kinds.get("flow", ())}
    if "carry" in flows:
        over = segment.has("last", "last-year")
        if over == segment.has("next", "next-year"):
            return None
        flows = (flows - {"carry", "handled"}) | {"over"} if over else {"forward"}
    named = segment.has("request") or context.requests or _named(segment)
    if not flows or not (named or flows & {"forward", "over", "volume"}):
        return None
    loose = flows == {"handled"} and not _handled_of(segment, context)
    if not segment.has("request"):
        if loose and segment.number and _upon_request(segment):
            return Subject("flow", "handled", rows("upon_request"), sure=False)
        if loose or (context.strayed and flows <= _BARE):
            return None
    return _combined(flows, sure=named)


def _handled_of(segment: Segment, context: Context) -> bool:
    """Tell whether a number is how many of those that came in were handled.

    收到申请58件，已处理54件; 收到申请58件，上年结转2件，办理54件.
    """
    head = context.head.key if context.head else ""
    already = any(word.startswith("已") for word in segment.kinds.get("fill", ()))
    counted = head == "over" or (already and head in ("received", "new", "taken_in"))
    return counted and not segment.has("unknown", "doubt", "channel", "self", "area")


def _named(segment: Segment) -> bool:
    """Tell whether a segment names what is disclosed upon request: 新收到依申请公开政府信息57件."""
    return any(word.startswith("依申请公开") for word in segment.kinds.get("fill", ()))


def _combined(flows: set[str], *, sure: bool) -> Subject | None:
    if "over" in flows and flows & {"done", "forward"}:
        return None
    if {"over", "new"} <= flows:
        flows = {"taken_in"}
    elif {"over", "received"} <= flows:
        return Subject("flow", "over", rows("over") + rows("taken_in"), sure=False)
    elif "done" in flows and flows & {"received", "new"}:
        return Subject("flow", "done", rows("done") + rows("received"), sure=False)
    key = next(each for each in _FLOWS if each in flows)
    return Subject("flow", key, rows(key), sure and key not in ("handled", "handled_along", "volume"))


def _applicant(segment: Segment, flow: Subject | None, context: Context) -> list[Subject]:
    """Return a kind of applicant under the total that it is part of."""
    names, outcomes = distinct(segment.kinds["applicant"]), distinct(segment.kinds.get("outcome", ()))
    # 商业企业等单位7件 counts others too.
    etc = "等" in segment.kinds.get("fill", ()) and names[0] != "organizations"
    if len(names) != 1 or len(outcomes) > 1 or etc:
        return []
    head = Subject("outcome", outcomes[0], rows(outcomes[0])) if outcomes else flow or _head(segment, context)
    if head is None:
        return []
    columns = lexicon().columns[names[0]]
    readings = tuple(
        tuple(f"{cell.rpartition('/')[0]}/{column}" for cell in each for column in columns) for each in head.readings
    )
    return [Subject("applicant", f"{head.key}·{names[0]}", readings, head.sure)]


def _head(segment: Segment, context: Context) -> Subject | None:
    """Return the total that a part is of; any of several in the sentence, none of them surely."""
    if not segment.depth and len(context.totals) > 1:
        readings = tuple(dict.fromkeys(cells for total in context.totals for cells in total.readings))
        return Subject("flow", context.totals[0].key, readings, sure=False)
    if context.head is not None:
        return context.head
    named = context.requests or segment.has("request")
    return Subject("flow", "received", rows("received") + rows("done"), sure=False) if named else None
