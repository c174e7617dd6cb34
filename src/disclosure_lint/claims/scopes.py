"""Whose figures, and of which time, a sentence speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.claims.names import own_area
from disclosure_lint.claims.tokens import ANY_WAY
from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from disclosure_lint.claims.segments import Segment

OWN, AREA, FILED = "own", "area", "filed"
#: Another year's report, whose figures may be quoted.
_REPORT_YEAR = pattern(r"(20[0-9]{2})年[^》]{0,20}(?:年度报告|年报|报告)")
#: What shows that a number counts something else.
_RESTRICTING = ("noise", "channel", "delta", "wish")
_WITH = frozenset({"与", "同", "和", "跟"})
#: The last day of the year, as tokens name days.
_LAST_DAYS = frozenset({"12-31", "12-底", "12-末"})


class Scope(Record, eq=False, repr=False):
    """The body, and what was read so far.

    `who` is own or area, `named` whether an area or the body itself was last named;
    `elsewhere` says that the time is another one, `filed` that cases filed with the
    body (备案) are counted, `deciding` that it speaks as a review organ.
    """

    year: int | None
    agency: str | None
    kind: str | None
    who: str = OWN
    elsewhere: bool = False
    filed: bool = False
    named: str = ""
    deciding: bool = False

    def begin(self) -> None:
        """Begin a sentence: times and 备案 do not outlast it."""
        self.elsewhere = self.filed = self.deciding = False

    @property
    def reviews(self) -> bool:
        """Whether the body may decide on review, so that 收到行政复议申请 may be of cases against others."""
        return self.kind in (None, "government", "government_office") or "司法" in (self.agency or "")

    def enter(self, segment: Segment) -> None:
        """Read what a segment says of years and of whose figures follow."""
        self._years(segment)
        self.elsewhere |= segment.has("assist")
        self.filed |= "备案" in segment.kinds.get("doubt", ())
        self.deciding |= any("复议机关" in word for word in segment.kinds.get("foreign", ()))
        if self.deciding:
            self.who = AREA
            return
        # A segment without a number says whose they are only where all its words are known.
        if not segment.number and segment.has("unknown"):
            return
        areas = [word for word in segment.kinds.get("area", ()) if not own_area(word, self.agency, self.kind)]
        if areas or segment.has("foreign"):
            self.who = AREA
        elif segment.has("self", "area"):
            self.who, self.named = OWN, "area" if segment.has("area") else "self"

    def _years(self, segment: Segment) -> None:
        """Note years that are not the report's; beside 结转 they say whence or whither."""
        years = [int(year) for year in segment.kinds.get("year", ())]
        years += [int(year) for title in segment.kinds.get("title", ()) for year in _REPORT_YEAR.findall(title)]
        if self.year is None or not years:
            return
        # 比2024年（31件）下降29%，答复22件: what follows is of this year again.
        if self.year not in years and _compared(segment):
            return
        if self.year in years and _into(segment, self.year):
            segment.kinds.setdefault("last-year", []).append(str(self.year))
            self.elsewhere = False
        elif self.year in years:
            self.elsewhere = len(set(years)) > 1
        elif "carry" in segment.kinds.get("flow", ()) or "over" in segment.kinds.get("flow", ()):
            name = "next-year" if max(years) > self.year else "last-year"
            segment.kinds.setdefault(name, []).append(str(years[0]))
        else:
            self.elsewhere = True

    def _ever_since(self, segment: Segment) -> bool:
        """Tell whether the time is the year from its beginning: 2023年以来."""
        return str(self.year) in segment.kinds.get("year", ()) and set(segment.kinds["last"]) == {"以来"}

    def excludes(self, segment: Segment) -> bool:
        """Tell whether the number of a segment is of another time, a comparison or a part of what the tables count."""
        flows = segment.kinds.get("flow", ())
        carried = "carry" in flows or "over" in flows
        days = segment.kinds.get("day", ())
        if segment.has("part") or (days and _LAST_DAYS.isdisjoint(days)):
            self.elsewhere = True
        last = segment.has("last") and not carried and not self._ever_since(segment)
        if last and not segment.number:
            # 上年度未办结、结转到本年度的 goes on to what was carried over.
            self.elsewhere = not segment.has("than") and "forward" not in flows
        left_out = _left_out(segment) and not segment.has("channel", "delta", "wish")
        restricted = segment.has(*_RESTRICTING) and not left_out and not _but_for(segment)
        return self.elsewhere or restricted or last or (segment.has("than") and not carried)


def _compared(segment: Segment) -> bool:
    """Tell whether another year is only compared with: 比2024年（31件）下降, 与2024年的31件相比."""
    if segment.has("number") and segment.tokens[0].meaning in _WITH and not segment.has("flow"):
        segment.kinds.setdefault("than", []).append(segment.tokens[0].meaning)
        return True
    return segment.has("than") and segment.has("delta")


def _into(segment: Segment, year: int) -> bool:
    """Tell whether requests were carried into a year: 转入2025年办理, not 2025年结转."""
    pairs = zip(segment.tokens, segment.tokens[1:], strict=False)
    return any(one.meaning == "carry" and next_.meaning == str(year) for one, next_ in pairs)


def _left_out(segment: Segment) -> bool:
    """Tell whether a number is that of what is not counted along: 收到41件（不含上年结转3件）."""
    apart = set(segment.kinds.get("noise", ())) <= {"不含", "不包括", "不计"}
    return apart and "carry" in segment.kinds.get("flow", ()) and segment.has("last", "last-year")


def _but_for(segment: Segment) -> bool:
    """Tell whether what seems to restrict does not.

    The exception is what is carried on (除3件结转下年度办理外，均已答复), or nothing
    came in any way (未收到通过信函、网络等方式提交的申请), or all that came is
    counted (通过信函、网络等方式共收到).
    """
    restricting = [word for kind in _RESTRICTING for word in segment.kinds.get(kind, ())]
    if restricting == ["除"]:
        flows = segment.kinds.get("flow", ())
        return "forward" in flows or ("carry" in flows and segment.has("next", "next-year"))
    counted = not segment.among and any(word.startswith(("共", "总", "累计")) for word in segment.kinds.get("fill", ()))
    return set(restricting) == {ANY_WAY} and (counted if segment.number else segment.has("neg"))
