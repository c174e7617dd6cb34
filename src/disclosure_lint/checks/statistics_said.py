"""Prose against a table with one number to a row: what the text says of a row of the 统计表 is what the row says.

The text speaks of a row in the words of its label (当面申请数3件, 政策解读稿件发布6篇)
or in free words that claims are read from (收到申请12件, 未发生行政复议).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.breakdown_apart import compared
from disclosure_lint.checks.closing import other_scope
from disclosure_lint.checks.figures import named, plain
from disclosure_lint.checks.narrative import absent, own_claims
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.extract.labels import bare, unexplained
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.claims.model import Claim, Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.profiles import Profile
    from disclosure_lint.report import Report

#: How labels end before their number, in the table and in the text.
_COUNT = pattern(r"(?:总次数|总数|数量|次数|人次|数)$")
_BEHIND = pattern(r"(?:总次数|总数量|总数|数量|次数|人次|数)?(?:共计|合计|总计|共|计|为|是|有|的|了|达)*$")
#: What may stand in front of a label and leave it the whole of the year and of the body.
_FRONT = pattern(
    r"(?:其中|20[0-9]{2}年度?|全年|本年度?|今年|年内|共|总共|其|了"
    r"|全[市县区省州镇乡]|[我本](?:局|委|办|厅|部|院|校|镇|乡|街道|单位|机关|部门|县|市|区|省|州)(?:政府)?|[0-9]{1,2}\.)*+"
)
#: A label so short says too little in free text.
_SHORTEST = 4
_BY_WAY = pattern(r"通过|利用|网站|微博|微信|公报|平台|栏|累计|历年|截至|截止|以来")
_WAN = 10_000


class Said(NamedTuple):
    """What a text says of rows: any of `readings`, each of which adds up rows, may be meant."""

    pointer: str
    span: tuple[int, int]
    sentence: int
    words: str
    stated: str
    low: float
    high: float
    readings: tuple[tuple[str, ...], ...]
    sure: bool

    @property
    def about(self) -> str:
        """The first row that may be meant."""
        return self.readings[0][0]


@check("statistics_said.differs")
def said_differs(
    report: Report, *, table: str, years: list[int], claims: Mapping[str, list[list[str]]], whole: list[str]
) -> Iterator[Problem | NotAssessed]:
    """Numbers that the text gives for rows of a table are those of the rows.

    `claims` map the keys of claims to the rows, below `table`, that they may mean; outer lists are readings, inner
    ones add up. Of the rows of `whole` (主动公开政府信息数) a text tells parts in the same words, which are
    left alone (通过微博主动公开35条). A government reports for its offices and for its area: where one number of a
    row agrees, no other of it is told.
    """
    year = report.year
    said = list(_by_label(report, whole))
    labelled = {(each.pointer, each.span) for each in said}  # 按时办结11件 is no number of all that was closed
    said += [each for each in _in_words(report, claims) if (each.pointer, each.span) not in labelled]
    wide = report.get("/agency_kind") in ("government", "government_office")
    due = year is not None and years[0] <= year <= years[1]
    if not due or not isinstance(report.get(table), dict):
        if said and due:
            yield absent(report, table)
        yield from () if wide else _told_twice(said, whole)
        return
    right = [each for each in said if _agrees(report, table, each)]
    told: set[tuple[str, tuple[int, int]]] = set()
    for each in said:
        found = _figures(report, table, each)
        excused = any(
            other.about == each.about and (wide or (other.pointer, other.sentence) == (each.pointer, each.sentence))
            for other in right
        )
        if found and each not in right and not excused and (each.pointer, each.span) not in told:
            told.add((each.pointer, each.span))
            yield _problem(report, table, each, found[0])


def _told_twice(said: list[Said], whole: list[str]) -> Iterator[Problem]:
    """Yield the totals that two paragraphs state differently, in the same words; 受理 need not be 收到."""
    known: list[Said] = []
    told: set[str] = set()
    for each in said:
        total = each.about.endswith("/total") or each.about in whole
        chapter = each.pointer.rpartition("/")[0]
        if each.about in whole and any(one.about in whole and one.pointer.startswith(chapter) for one in known):
            continue  # in one chapter, a later number of what was published is that of a matter
        if not total or not each.sure or each.low != each.high or len(each.readings) > 1:
            continue
        other = next((one for one in known if _contradicts(one, each)), None)
        known.append(each)
        if other and each.about not in told:
            told.add(each.about)
            values = {"subject": each.words, "stated": each.stated, "other": other.stated}
            related = (Related(other.pointer, {"value": other.stated}, "other"),)
            yield Problem(each.pointer, values, each.span, "twice", related, confidence="likely")


def _contradicts(one: Said, other: Said) -> bool:
    alike = ("受理" in one.words) == ("受理" in other.words) or not one.low or not other.low
    return alike and one.about == other.about and one.low != other.low and one.pointer != other.pointer


def _figures(report: Report, table: str, said: Said) -> list[float]:
    """Return what the rows of each reading add up to, nothing where a row that may be meant cannot be read."""
    found = []
    for rows in said.readings:
        values = [_value(report, f"{table}/{row}") for row in rows]
        if None in values:
            return []
        found.append(sum(value for value in values if value is not None))
    return found


def _value(report: Report, cell: str) -> float | None:
    if not report.has(cell) or report.get(cell) is None:
        return None
    value = report.get(cell)
    if isinstance(value, float):
        return value
    return report.count(cell)


def _agrees(report: Report, table: str, said: Said) -> bool:
    """Tell whether a figure is that of a row, or what the rows below it add up to (T205 tells where those differ)."""
    found = _figures(report, table, said)
    group = said.about.removesuffix("/total")
    if group != said.about:
        parts = report.get(f"{table}/{group}")
        rows = [f"{table}/{group}/{key}" for key in parts if key != "total"] if isinstance(parts, dict) else []
        values = [_value(report, f"{row}/total" if isinstance(report.get(row), dict) else row) for row in rows]
        found.append(sum(value or 0 for value in values))
    return any(said.low <= value <= said.high for value in found)


def _problem(report: Report, table: str, said: Said, value: float) -> Problem:
    cell = f"{table}/{said.about}"
    values = {"subject": said.words, "stated": said.stated, "total": plain(value), "cell": named(report, cell)}
    sure = said.sure and len(said.readings) == 1
    related = (Related(cell, {"value": plain(value)}, "cell"),)
    return Problem(said.pointer, values, said.span, related=related, confidence="certain" if sure else "likely")


def _in_words(report: Report, claims: Mapping[str, list[list[str]]]) -> Iterator[Said]:
    """Yield what claims say of rows."""
    for claim in own_claims(report):
        rows = claims.get(claim.key)
        if rows and claim.form in ("number", "zero") and claim.subject.kind != "applicant":
            readings = tuple(tuple(each) for each in rows)
            yield Said(
                claim.pointer, claim.span, claim.sentence, claim.words, _stated(report, claim),
                claim.quantity.low, claim.quantity.high, readings, claim.sure,
            )  # fmt: skip


def _stated(report: Report, claim: Claim) -> str:
    if claim.form == "zero":
        return "0"
    return str(report.get(claim.pointer))[slice(*claim.span)].strip()


def _by_label(report: Report, whole: list[str]) -> Iterator[Said]:
    labels = _labels(report.profile)
    for sentence in read_claims(report).sentences:
        if not any(each.number for each in sentence.segments):
            continue
        scoped = _scoped(report, sentence)
        for segment in sentence.segments:
            scoped = scoped or any(year != str(report.year) for year in segment.kinds.get("year", ()))
            row = None if scoped or compared(segment) else _row(sentence, segment, labels)
            if row and not (row in whole and _by_way(sentence, segment)):
                yield from _said(sentence, segment, row)


def _scoped(report: Report, sentence: Sentence) -> bool:
    """Tell whether a sentence is about others than the body; channels are what labels name."""
    narrowed = any(each.has("future", "wish", "part", "foreign", "assist") for each in sentence.segments)
    return narrowed or (not any(each.has("channel") for each in sentence.segments) and other_scope(report, sentence))


def _by_way(sentence: Sentence, segment: Segment) -> bool:
    """Tell whether a number is that of a channel, a matter or several years, or a part: 其中通过微博主动公开35条."""
    number, text = segment.number, sentence.prose.text
    assert number is not None  # noqa: S101 - only numbers have rows
    before = [each for each in sentence.segments if each.start < segment.start]
    counted = any(each.unit == segment.unit for each in before)
    matters = any(not each.number and not _FRONT.fullmatch(bare(text[each.start : each.end])) for each in before)
    return counted or matters or segment.among or bool(_BY_WAY.search(text, sentence.start, number.end))


def _row(sentence: Sentence, segment: Segment, labels: Mapping[str, str]) -> str | None:
    """Return the row whose label stands right before the number of a segment, and nothing else but who and when."""
    number = segment.number
    if number is None or not segment.quantity:
        return None
    text = bare(_BEHIND.sub("", sentence.prose.text[segment.start : number.start]))
    for start in range(len(text)):
        row = labels.get(text[start:])
        if row is not None:
            return row if _FRONT.fullmatch(text[:start]) else None
    return None


def _said(sentence: Sentence, segment: Segment, row: str) -> Iterator[Said]:
    quantity = segment.quantity
    assert quantity is not None  # noqa: S101 - the caller looked
    money = quantity.unit in ("元", "万元")
    if money != (row in ("fees", "organization/budget")):
        return
    scale = 1 / _WAN if quantity.unit == "元" else 1
    half = 0.5 * 10.0**-quantity.decimals if money else 0
    span = sentence.prose.span(quantity.start, quantity.end)
    number_at = sentence.prose.text[quantity.start : quantity.end]
    words = sentence.prose.text[segment.start : quantity.start]
    low, high = (quantity.low - half) * scale - 1e-6 * money, (quantity.high + half) * scale + 1e-6 * money
    yield Said(sentence.pointer, span, sentence.number, words, number_at, low, high, ((row,),), sure=quantity.exact)


@cache
def _labels(profile: Profile) -> dict[str, str]:
    """Return the rows by the words of their labels, without those that several rows share."""
    found: dict[str, set[str]] = {}
    for row in profile.tables["statistics"].rows:
        for label in (row.label, *row.names):
            core = _COUNT.sub("", bare(unexplained(label.removeprefix("其中："))))
            for word in {core, core.replace("政府信息", "信息")}:
                if len(word) >= _SHORTEST:
                    found.setdefault(word, set()).add(row.key)
    return {word: rows.pop() for word, rows in found.items() if len(rows) == 1}
