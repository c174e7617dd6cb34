"""From the words of a segment to what its number is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.claims.lexicon import lexicon
from disclosure_lint.claims.model import Subject
from disclosure_lint.claims.numerals import CASES
from disclosure_lint.claims.requests import distinct, request, rows

if TYPE_CHECKING:
    from disclosure_lint.claims.context import Context
    from disclosure_lint.claims.segments import Segment

_MONEY = frozenset({"元", "万元", "亿元"})
_DECIDED = frozenset({"", "件", "宗", "起", "例", "个"})


def subjects(segment: Segment, context: Context) -> list[Subject]:
    """Return what the number of a segment is about, in the way its words combine; nothing where that is open."""
    kinds, unit = segment.kinds, segment.quantity.unit if segment.quantity else ""
    if "document" in kinds or "act" in kinds:
        return _document(segment, context) if unit in _DECIDED | {"份", "部"} else []
    if "money" in kinds:
        return _money(kinds["money"][0]) if unit in _MONEY or not segment.quantity else []
    if context.money and unit in _MONEY and segment.before == "：" and not segment.has("unknown", "flow"):
        return _money(context.money)
    if "decision" in kinds:
        return _decision(segment, context) if unit in _DECIDED | {"份"} else []
    counted = unit in CASES or (unit == "次" and segment.has("court", "request"))
    return _counted(segment, context) if counted else []


def _counted(segment: Segment, context: Context) -> list[Subject]:
    kinds = segment.kinds
    if "verdict" in kinds or "court" in kinds or _of_the_cases(segment, context):
        return _dispute(segment, context)
    return request(segment, context)


def _of_the_cases(segment: Segment, context: Context) -> bool:
    """Tell whether a segment says how many of the cases just counted are about disclosure."""
    known = not segment.has("flow", "request", "outcome", "reason", "applicant", "unknown")
    about = any("信息公开" in word for word in segment.kinds.get("fill", ()))
    return segment.among and context.strayed and known and about and segment.number is not None


def _asked_for(segment: Segment) -> bool:
    """Tell whether the cases are what requests ask for: 涉及行政复议的申请."""
    kinds = [token.kind for token in segment.tokens if token.kind in ("court", "request")]
    return "court" in kinds and kinds[-1] == "request"


def _courts(segment: Segment, context: Context) -> list[str]:
    """Return the kinds of cases that a segment is about; 行政诉讼2件，均为复议后起诉 leaves one kind."""
    courts = distinct(segment.kinds.get("court", ())) or context.courts
    told_apart = any(court.startswith("litigation_") for court in courts)
    return [court for court in courts if not (told_apart and court == "litigation")]


def _dispute(segment: Segment, context: Context) -> list[Subject]:
    courts = _courts(segment, context)
    verdicts = distinct(segment.kinds.get("verdict", ()))
    if len(verdicts) > 1 or not courts or _asked_for(segment):
        return []
    if verdicts:
        return [_verdict(verdicts[0], courts)]
    # 受理、办理、审结行政复议 is what a review organ says of cases against others; 收到 may be either.
    flows = set(segment.kinds.get("flow", ()))
    if flows - {"received", "new"}:
        return []
    sure = not flows
    own = [Subject("court", court, rows(court), sure) for court in courts]
    if len(own) == 1 or segment.has("each") or not segment.quantity or not segment.quantity.value:
        return own
    joined = tuple(cell for each in own for cell in each.readings[0])
    return [Subject("court", "+".join(courts), (joined,), sure=False)]


def _verdict(verdict: str, courts: list[str]) -> Subject:
    """Return the outcome of cases: of all courts spoken of together or, less surely, of one of them."""
    column = lexicon().verdicts[verdict]
    each = [tuple(f"{cell.rpartition('/')[0]}/{column}" for cell in rows(court)[0]) for court in courts]
    if len(each) == 1:
        return Subject("verdict", f"{courts[0]}·{verdict}", (each[0],))
    joined = tuple(cell for cells_ in each for cell in cells_)
    return Subject("verdict", f"{'+'.join(courts)}·{verdict}", (joined, *each), sure=False)


def _document(segment: Segment, context: Context) -> list[Subject]:
    kinds = segment.kinds
    named, acts = distinct(kinds.get("document", ())), distinct(kinds.get("act", ()))
    if not acts and context.act and named and segment.before in ("", "、"):
        acts = [context.act]
    if not named and context.document:
        named = [context.document]
    if len(acts) != 1 or len(named) != 1 or segment.has("unknown"):
        return []
    row = f"/tables/proactive_disclosure/{named[0]}"
    readings = tuple((f"{row}/{column}",) for column in lexicon().acts[acts[0]])
    return [Subject("document", f"{named[0]}·{acts[0]}", readings)]


def _decision(segment: Segment, context: Context) -> list[Subject]:
    named = distinct(segment.kinds["decision"])
    # 受理行政许可申请 counts what was asked for.
    if len(named) != 1 or segment.has("request", "unknown") or set(segment.kinds.get("flow", ())) - {"handled", "done"}:
        return []
    # 申请内容涉及行政处罚6件 counts requests by what they ask for.
    if context.asked:
        return []
    cell = f"/tables/proactive_disclosure/{named[0]}/decisions"
    return [Subject("decision", named[0], ((cell,),))]


def _money(name: str) -> list[Subject]:
    cell = (("/tables/proactive_disclosure/administrative_fees/amount",),) if name == "administrative_fees" else ()
    return [Subject("money", name, cell)]
