"""What later segments of a paragraph refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from disclosure_lint.claims.model import Subject
    from disclosure_lint.claims.segments import Segment

#: Subjects that may be totals of what follows.
_TOTALS = ("flow", "outcome", "reason")
#: 从申请渠道看, 按申请内容分 divides the requests spoken of.
_BY = frozenset({"从", "按", "就"})
#: Words that say by themselves that requests for information are meant.
_NAMING = frozenset({"new", "volume"})
#: What else offices receive and answer.
_MATTERS = frozenset({"信访", "热线", "咨询", "信箱", "建议", "提案", "举报", "投诉"})
_COMING_IN = frozenset({"received", "new", "accepted"})


class Context(Record, eq=False, repr=False):
    """What earlier segments said.

    `head` is the last total, `totals` are those of the sentence, to one of which
    其中 may refer; `courts` are the kinds of cases spoken of, `document` and `act`
    the kind of document and what befell it. `requests` says that the paragraph
    speaks of requests for information, `strayed` that it came to cases or other matters since,
    `asked` that the sentence speaks of them,
    `money` a sum that was named and not yet told.
    """

    head: Subject | None = None
    totals: list[Subject] = field(default_factory=list)
    courts: list[str] = field(default_factory=list)
    document: str = ""
    act: str = ""
    requests: bool = False
    strayed: bool = False
    asked: bool = False
    money: str = ""

    def begin(self, *, goes_on: bool) -> None:
        """Begin a sentence; one that goes on with 其中 keeps the totals of the one before."""
        self.document = self.act = self.money = ""
        self.asked &= goes_on
        if not goes_on:
            self.totals.clear()

    def remember(self, segment: Segment, found: list[Subject], last: Segment | None) -> None:
        """Keep what later segments refer to; `last` is the segment before."""
        kinds = segment.kinds
        self.asked |= segment.has("request")
        if segment.has("request") and (segment.has("decision", "doubt") or _of_others(segment)):
            self.strayed = True
        elif (
            segment.has("request", "outcome")
            or not _NAMING.isdisjoint(kinds.get("flow", ()))
            or any("依申请" in word for word in kinds.get("fill", ()))
        ):
            self.requests, self.strayed = True, False
        elif _of_another_matter(segment):
            self.strayed, self.head = True, None
        if "court" in kinds:
            courts = [*self.courts, *kinds["court"]] if _goes_on(segment, last) else kinds["court"]
            self.courts, self.strayed, self.head = list(dict.fromkeys(courts)), True, None
        self.money = "" if segment.number else kinds.get("money", [self.money])[-1]
        self.act = kinds.get("act", [self.act])[-1]
        if "document" in kinds:
            # Of documents that are only counted (收录45件) what follows is a part; 校内规范性文件 are others.
            other = (segment.number and not self.act) or segment.has("unknown")
            self.document = "" if other else kinds["document"][-1]
        if segment.quantity:
            totals = [each for each in found if each.kind in _TOTALS]
            self.totals += totals
            self.head = totals[-1] if totals else self.head


def _goes_on(segment: Segment, last: Segment | None) -> bool:
    """Tell whether a segment about cases continues a list of them."""
    listed = last is not None and last.has("court") and segment.depth == last.depth
    return listed and segment.before in ("、", "，", "")


def _of_another_matter(segment: Segment) -> bool:
    """Tell whether other things come in than requests: 收到群众诉求326件, 县长信箱来信30件."""
    if segment.has("neg", "outcome", "reason", "applicant", "court"):
        return False
    named = sum(len(word) for word in segment.kinds.get("unknown", ())) > 1
    came_in = bool(segment.number) and named and not _COMING_IN.isdisjoint(segment.kinds.get("flow", ()))
    return came_in or (bool(segment.number) and not _MATTERS.isdisjoint(segment.kinds.get("doubt", ())))


def _of_others(segment: Segment) -> bool:
    """Tell whether requests may be for other things: 不动产登记申请, 申请低保; not 对收到的申请逐件研究."""
    tokens, seen = segment.tokens, False
    if tokens[0].meaning in _BY:
        return False
    if not segment.has("unknown") or _COMING_IN.isdisjoint(segment.kinds.get("flow", ())):
        return segment.has("unknown")
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "unknown" and (not seen or (before is not None and before.kind == "request")):
            return True
        seen |= token.kind == "request"
    return False
