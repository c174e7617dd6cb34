"""From the words of a segment to what its number is about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from disclosure_lint.claims.lexicon import lexicon
from disclosure_lint.claims.model import Cells, Readings, Subject
from disclosure_lint.claims.numerals import CASES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.claims.segments import Segment

_RESULTS = "requests/results/"
_MONEY = frozenset({"元", "万元", "亿元"})
_DECIDED = frozenset({"", "件", "宗", "起", "例", "个"})
#: 受理 is 收到 of requests; of cases it is what a review organ does.
_PLAIN = {"accepted": "received"}
#: Flow subjects in the order in which one of them rules the others of its segment.
_FLOWS = ("forward", "taken_in", "over", "new", "done", "received", "handled", "volume")


@dataclass(slots=True)
class Context:
    """What earlier segments said: the last total, the cases spoken of, the kind of document and what befell it.

    `requests` says that the paragraph speaks of requests for information.
    """

    head: Subject | None = None
    #: The totals of the sentence, to one of which 其中 may refer.
    totals: list[Subject] = field(default_factory=list)
    courts: list[str] = field(default_factory=list)
    document: str = ""
    act: str = ""
    requests: bool = False
    #: Whether cases were spoken of after requests.
    disputed: bool = False

    def begin(self, *, goes_on: bool) -> None:
        """Begin a sentence; one that goes on with 其中 keeps the totals of the one before."""
        self.document = self.act = ""
        if not goes_on:
            self.totals.clear()


def subjects(segment: Segment, context: Context) -> list[Subject]:
    """Return what the number of a segment is about, in the way its words combine; nothing where that is open."""
    kinds, unit = segment.kinds, segment.quantity.unit if segment.quantity else ""
    if "document" in kinds or "act" in kinds:
        return _document(segment, context) if unit in _DECIDED | {"份", "部"} else []
    if "money" in kinds:
        return _money(kinds["money"][0]) if unit in _MONEY or not segment.quantity else []
    if "decision" in kinds:
        return _decision(segment) if unit in _DECIDED else []
    if unit not in CASES:
        return []
    if "verdict" in kinds or "court" in kinds:
        return _dispute(segment, context)
    return _request(segment, context)


def cells(rows: Iterable[str], columns: Iterable[str] = ("total",)) -> Cells:
    """Return the pointers of the cells of rows of tables 3 and 4."""
    return tuple(f"/tables/{row}/{column}" for row in rows for column in columns)


def _rows(key: str, columns: Iterable[str] = ("total",)) -> Readings:
    """Return the readings of a subject; a reason stands for its own row."""
    rows = lexicon().subjects.get(key) or [[_RESULTS + key]]
    return tuple(cells(each, columns) for each in rows)


def _request(segment: Segment, context: Context) -> list[Subject]:
    kinds = segment.kinds
    flow = _flow(segment, context)
    if "applicant" in kinds:
        return _applicant(segment, flow, context)
    outcomes, reasons = _distinct(kinds.get("outcome", ())), _distinct(kinds.get("reason", ()))
    if len(outcomes) > 1 and not reasons:
        joined = tuple(cell for each in outcomes for cell in _rows(each)[0])
        return [Subject("outcome", "+".join(outcomes), (joined,))]
    if len(outcomes) > 1 or len(reasons) > 1:
        return []
    if outcomes and reasons:
        readings = _rows(outcomes[0])
        within = reasons[0].startswith(outcomes[0])
        return (
            [
                Subject(
                    "outcome",
                    outcomes[0],
                    readings + (() if "等" in kinds.get("fill", ()) else _rows(reasons[0])),
                    sure=False,
                )
            ]
            if within
            else []
        )
    if outcomes:
        return [Subject("outcome", outcomes[0], _rows(outcomes[0]))]
    if reasons:
        return [Subject("reason", reasons[0], _rows(reasons[0]))]
    if flow is None and segment.has("request") and not kinds.get("flow"):
        return _request_alone(segment, context)
    return [flow] if flow else []


def _request_alone(segment: Segment, context: Context) -> list[Subject]:
    """Read 无政府信息公开申请, and 其中属于政府信息公开申请的 41 件 of a total that holds other matters too."""
    if segment.has("neg") and not segment.number:
        return [Subject("flow", "new", _rows("new"))]
    if segment.among and segment.number and context.head and context.head.key in ("received", "new"):
        return [doubted(context.head)]
    return []


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _flow(segment: Segment, context: Context) -> Subject | None:
    """Return which of received, carried over, done and carried forward a segment speaks of."""
    flows = {_PLAIN.get(each, each) for each in segment.kinds.get("flow", ())}
    if "carry" in flows:
        flows.discard("carry")
        if segment.has("last", "last-year") == segment.has("next", "next-year"):
            return None
        over = segment.has("last", "last-year")
        flows = (flows - {"handled"}) | {"over"} if over else {"forward"}
    about_requests = segment.has("request") or context.requests
    if not flows or not (about_requests or flows & {"forward", "over", "volume"}):
        return None
    if context.disputed and not segment.has("request") and flows <= {"done", "handled", "received"}:
        return None
    return _combined(flows, sure=about_requests)


def _combined(flows: set[str], *, sure: bool) -> Subject | None:
    if "over" in flows and flows & {"done", "forward"}:
        return None
    if "over" in flows and "new" in flows:
        flows = {"taken_in"}
    elif "over" in flows and "received" in flows:
        return Subject("flow", "over", _rows("over") + _rows("taken_in"), sure=False)
    elif flows & {"received", "new"} and "done" in flows:
        return Subject("flow", "done", _rows("done") + _rows("received"), sure=False)
    key = next(each for each in _FLOWS if each in flows)
    return Subject("flow", key, _rows(key), sure and key not in ("handled", "volume"))


def _applicant(segment: Segment, flow: Subject | None, context: Context) -> list[Subject]:
    names = _distinct(segment.kinds["applicant"])
    outcomes = _distinct(segment.kinds.get("outcome", ()))
    if len(names) != 1 or len(outcomes) > 1:
        return []
    columns = lexicon().columns[names[0]]
    head = flow or context.head
    if flow is None and not segment.depth and len(context.totals) > 1:
        readings = tuple(dict.fromkeys(cells_ for total in context.totals for cells_ in total.readings))
        head = Subject("flow", context.totals[0].key, readings, sure=False)
    if outcomes:
        head = Subject("outcome", outcomes[0], _rows(outcomes[0]))
    if head is None or head.kind not in ("flow", "outcome", "reason"):
        open_rows = _rows("received") + _rows("done")
        head = Subject("flow", "received", open_rows, sure=False) if context.requests else None
    if head is None:
        return []
    readings = tuple(
        tuple(f"{cell.rpartition('/')[0]}/{column}" for cell in each for column in columns) for each in head.readings
    )
    return [Subject("applicant", f"{head.key}·{names[0]}", readings, head.sure)]


def _dispute(segment: Segment, context: Context) -> list[Subject]:
    courts = _distinct(segment.kinds.get("court", ())) or context.courts
    verdicts = _distinct(segment.kinds.get("verdict", ()))
    if len(verdicts) > 1 or not courts:
        return []
    if verdicts:
        return [_verdict(verdicts[0], courts)]
    # 受理、办理、审结行政复议 is what a review organ says of cases against others; 收到 may be either.
    flows = set(segment.kinds.get("flow", ()))
    if flows - {"received", "new"}:
        return []
    sure = not flows
    own = [Subject("court", court, _rows(court), sure) for court in courts]
    if len(own) == 1 or segment.has("each") or not segment.quantity or not segment.quantity.value:
        return own
    joined = tuple(cell for each in own for cell in each.readings[0])
    return [Subject("court", "+".join(courts), (joined,), sure=False)]


def _verdict(verdict: str, courts: list[str]) -> Subject:
    """Return the outcome of cases: of all courts spoken of together or, less surely, of one of them."""
    column = lexicon().verdicts[verdict]
    each = [tuple(f"{cell.rpartition('/')[0]}/{column}" for cell in _rows(court)[0]) for court in courts]
    if len(each) == 1:
        return Subject("verdict", f"{courts[0]}·{verdict}", (each[0],))
    joined = tuple(cell for cells_ in each for cell in cells_)
    return Subject("verdict", f"{'+'.join(courts)}·{verdict}", (joined, *each), sure=False)


def _document(segment: Segment, context: Context) -> list[Subject]:
    kinds = segment.kinds
    named, acts = _distinct(kinds.get("document", ())), _distinct(kinds.get("act", ()))
    if not acts and context.act and segment.before in "、" and named:
        acts = [context.act]
    if not named and context.document:
        named = [context.document]
    if len(acts) != 1 or len(named) != 1:
        return []
    row = f"/tables/proactive_disclosure/{named[0]}"
    readings = tuple((f"{row}/{column}",) for column in lexicon().acts[acts[0]])
    return [Subject("document", f"{named[0]}·{acts[0]}", readings)]


def _decision(segment: Segment) -> list[Subject]:
    named = _distinct(segment.kinds["decision"])
    if len(named) != 1:
        return []
    cell = f"/tables/proactive_disclosure/{named[0]}/decisions"
    return [Subject("decision", named[0], ((cell,),))]


def _money(name: str) -> list[Subject]:
    cell = (("/tables/proactive_disclosure/administrative_fees/amount",),) if name == "administrative_fees" else ()
    return [Subject("money", name, cell)]


def remember(segment: Segment, found: list[Subject], context: Context, last: Segment | None) -> None:
    """Keep what later segments refer to; `last` is the segment before."""
    kinds = segment.kinds
    joined = last is not None and last.has("court") and segment.depth == last.depth and segment.before in ("、", "，", "")
    if segment.has("request", "outcome") or "new" in kinds.get("flow", ()):
        context.requests, context.disputed = True, False
    if "court" in kinds:
        before = context.courts if joined else []
        context.courts = _distinct([*before, *kinds["court"]])
        context.disputed = True
        context.head = None
    if "document" in kinds:
        context.document = kinds["document"][-1]
    if "act" in kinds:
        context.act = kinds["act"][-1]
    if segment.quantity:
        for each in found:
            if each.kind in ("flow", "outcome", "reason"):
                context.head = each
                context.totals.append(each)


def doubted(subject: Subject) -> Subject:
    """Return a subject as one that the words leave open."""
    return replace(subject, sure=False)
