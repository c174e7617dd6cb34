"""The rows of a table with one number to a row (统计表) that prose speaks of in the words of their labels."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_apart import compared
from disclosure_lint.checks.closing import other_scope
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.extract.labels import bare, unexplained
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.claims.model import Sentence
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.profiles import Profile
    from disclosure_lint.report import Report

#: How labels end before their number, in the table and in the text.
_COUNT = pattern(r"(?:总次数|总数|数量|次数|人次|数)$")
_COUNTS = ("总次数", "总数量", "总数", "数量", "次数", "人次", "数")
_LINKS = ("共计", "合计", "总计", "共", "计", "为", "是", "有", "的", "了", "达")
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


def by_label(report: Report, whole: list[str], words: Mapping[str, str]) -> Iterator[Said]:
    """Yield the numbers that stand behind labels of rows.

    `words` are other labels; of the rows of `whole`, only numbers of the whole year and body.
    """
    labels = {**words, **_labels(report.profile)}
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
    text = bare(_unlinked(sentence.prose.text[segment.start : number.start]))
    for start in range(len(text)):
        row = labels.get(text[start:])
        if row is not None:
            return row if _FRONT.fullmatch(text[:start]) else None
    return None


def _unlinked(text: str) -> str:
    """Return words without what links them to their number: 当面申请数共为."""
    while text.endswith(_LINKS):
        text = text[: -len(next(each for each in _LINKS if text.endswith(each)))]
    ending = next((each for each in _COUNTS if text.endswith(each)), "")
    return text.removesuffix(ending)


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
