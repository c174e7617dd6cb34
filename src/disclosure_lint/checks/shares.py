"""Stated shares and growths, with the figures beside them from which they follow."""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING

from disclosure_lint.checks.breakdown_lists import wholes_of
from disclosure_lint.checks.breakdown_parts import COMING
from disclosure_lint.checks.closing import other_scope
from disclosure_lint.checks.figures import figure
from disclosure_lint.checks.narrative import own_claims
from disclosure_lint.claims.requests import rows
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Cells, Claim, Sentence
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.segments import Segment
    from disclosure_lint.report import Report

#: 占全部信息的, 占总数的: the whole is named.
_WHOLE = pattern(
    r"占(?:比)?(?:全年|本年|同期|上述|所有|全部|总|申请|办理|办结|答复|信息|公开|发布|推送|受理|收到|解读|制发|印发|发文|公文)"
    r"[^，。；%]{0,16}$"
)
_COMPARED = ("delta", "than", "last", "part")
_SUMMED = ("合计", "共", "总", "累计", "一共", "分别")
_PLAIN = frozenset({"fill", "share", "number", "about", "all"})
#: So many characters of a name must be said again for the number to be found by it.
_NAMED = 4
#: So many numbers of a paragraph are tried as wholes.
_TRIED = 40
_RESULTS = pattern(r"(?:办理|答复|处理)(?:结果|类型|方式|情况)")
#: All that the share of a result may be told with.
_OF_RESULTS = frozenset({"fill", "outcome", "share", "number", "about"})
_REQUESTS: tuple[Cells, ...] = (
    ("/tables/requests/results/total/total",),
    ("/tables/requests/new_received/total",),
    ("/tables/requests/new_received/total", "/tables/requests/carried_over/total"),
)


class Share(NamedTuple):
    """A stated percentage, the part it is of, and the numbers that may be the whole, the likeliest first.

    `sums` are those of the part with what is listed before it (公开12件、部分公开4件，占39%).
    Of a growth, `part` is this year's figure and the wholes are last year's; `instead` are other growths that
    may be meant, in per cent.
    """

    sentence: Sentence
    stated: Quantity
    part: float
    wholes: list[float]
    growth: bool = False
    sums: tuple[float, ...] = ()
    instead: tuple[float, ...] = ()


def shares(report: Report, sentence: Sentence, earlier: list[Sentence], above: list[Sentence]) -> Iterator[Share]:
    """Yield the shares of a sentence whose part and whole are known.

    `earlier` are the sentences of its paragraph, `above` those of the paragraphs before it in its chapter: what
    came in there may be the whole of what became of it.
    """
    for index, segment in enumerate(sentence.segments):
        stated = percentage(segment)
        bracketed = segment.before == "（" and len(segment.tokens) == 1
        if stated is None or segment.has(*_COMPARED) or not (segment.has("share") or bracketed):
            continue
        summed = _summed(sentence.segments, index)
        if summed:
            wholes = _wholes(report, [*earlier, sentence], sentence.segments[index - 2], segment)
            if wholes:
                yield Share(sentence, stated, summed, wholes)
            continue
        part = own_part(sentence.segments, index) or _named_part(sentence, segment, [*earlier, sentence])
        if part is not None and part.quantity and part.quantity.exact:
            wholes = _wholes(report, [*earlier, sentence], part, segment)
            if wholes:
                wholes += _came_in(above, part)
                yield Share(sentence, stated, part.quantity.value, wholes, sums=_sums(sentence.segments[:index]))
        elif part is None:
            yield from _of_results(report, sentence, segment, stated)


def _of_results(report: Report, sentence: Sentence, segment: Segment, stated: Quantity) -> Iterator[Share]:
    """Yield the share of results that is stated without their number: 予以公开或部分公开占58.5%."""
    outcomes = segment.kinds.get("outcome", ())
    if not outcomes or not {token.kind for token in segment.tokens} <= _OF_RESULTS:
        return
    if other_scope(report, sentence) or any(each.has("last", "year") for each in sentence.segments[1:]):
        return
    if not _RESULTS.search(sentence.text) and not _counts_requests(report, sentence):
        return
    cells = tuple(cell for each in dict.fromkeys(outcomes) for cell in rows(each)[0])
    part, wholes = figure(report, cells), [figure(report, each) for each in _REQUESTS]
    if part and wholes[0] and wholes[0].value:
        yield Share(sentence, stated, part.value, [each.value for each in wholes if each and each.value])


def _counts_requests(report: Report, sentence: Sentence) -> bool:
    """Tell whether a sentence says how many requests there are, so that results are shares of them."""
    return any(claim.subject.kind == "flow" for claim in _claims_of(report, sentence))


def _claims_of(report: Report, sentence: Sentence) -> list[Claim]:
    """Return the claims of a sentence about the report's own figures."""
    if "own claims by sentence" not in report.memo:
        found: dict[int, list[Claim]] = {}
        for claim in own_claims(report):
            found.setdefault(claim.sentence, []).append(claim)
        report.memo["own claims by sentence"] = found
    known: dict[int, list[Claim]] = report.memo["own claims by sentence"]
    return known.get(sentence.number, [])


def percentage(segment: Segment) -> Quantity | None:
    """Return the percentage that a segment states."""
    found = (token.quantity for token in segment.tokens if token.quantity and token.quantity.unit == "%")
    return next(found, None)


def own_part(segments: list[Segment], index: int) -> Segment | None:
    """Return the number that a share is of: the one just in front, where nothing else is named."""
    before = segments[index - 1] if index else None
    if before is None or before.has("delta", "than", "last") or segments[index].tokens[0].kind not in _PLAIN:
        return None
    # 15件、10件、8件，合计占80.5% is the share of all of them.
    tokens = takewhile(lambda token: token.kind != "share", segments[index].tokens)
    if any(token.kind == "fill" and token.meaning.startswith(_SUMMED) for token in tokens):
        return None
    quantity = before.quantity
    return before if quantity and quantity.unit not in ("%", "个百分点") else None


def _summed(segments: list[Segment], index: int) -> float | None:
    """Return what the two or three numbers in front of a share add up to: 公开60件、部分公开20件，两项合计占66.7%."""
    count = segments[index - 1].quantity if index else None
    if count is None or count.unit != "项" or not segments[index].has("share"):
        return None
    sums = _sums(segments[: index - 1])
    return sums[int(count.value) - 2] if 1 < count.value <= len(sums) + 1 else None


def _sums(segments: list[Segment]) -> tuple[float, ...]:
    """Return what the last numbers of a list add up to: the last two, the last three and so on."""
    values: list[float] = []
    for segment in reversed(segments):
        if segment.quantity is None or segment.unit != segments[-1].unit:
            break
        values.append(segment.quantity.value)
        if segment.among:
            break
    return tuple(accumulate(values))[1:]


def _named_part(sentence: Sentence, segment: Segment, paragraph: list[Sentence]) -> Segment | None:
    """Return the earlier number whose words a share names again: 网站公开的信息占…."""
    share = next((token for token in segment.tokens if token.kind == "share"), None)
    if share is None or share.start - segment.start < _NAMED:
        return None
    name = sentence.prose.text[segment.start : share.start]
    found = [
        each
        for other in paragraph
        for each in other.segments
        if each is not segment and each.number and _alike(other.prose.text[each.start : each.number.start], name)
    ]
    return found[0] if len(found) == 1 else None


def _alike(words: str, name: str) -> bool:
    return len(words) >= _NAMED and (name.startswith(words) or words.startswith(name))


def _wholes(report: Report, paragraph: list[Sentence], part: Segment, segment: Segment) -> list[float]:
    """Return what a part may be a share of; nothing where no whole is named."""
    broken = wholes_of(report, part)
    tables = _tables(report, paragraph[-1], part)
    number = percentage(segment)
    end = number.start if number else segment.end
    explicit = _WHOLE.search(paragraph[-1].prose.text[segment.start : end])
    if not explicit and not tables:
        return broken or _told_before(paragraph[-1], part)
    stated = list(islice(_counted(paragraph, part), _TRIED))
    largest = sorted(stated, reverse=True)
    sums = [one + other for one in largest for other in largest if one > other] if tables else []
    return list(dict.fromkeys([*broken, *tables[:1], *largest, *tables, *sums]))


def _told_before(sentence: Sentence, part: Segment) -> list[float]:
    """Return the whole that a sentence begins with: 在公开的46条信息中，政策类10条，占21.7%."""
    first = sentence.segments[0]
    text = sentence.prose.text[first.start : first.end]
    told = text.startswith("在") and text.endswith("中") and first is not part
    return [first.quantity.value] if told and first.quantity and first.unit == part.unit else []


def _came_in(above: list[Sentence], part: Segment) -> list[float]:
    """Return the numbers of requests that came in, where a part says what became of some: 公开7件，占总数的70%."""
    if not part.has("outcome", "reason"):
        return []
    return [
        each.quantity.value
        for sentence in above
        for each in sentence.segments
        if each.quantity and each.unit == part.unit and not COMING.isdisjoint(each.kinds.get("flow", ()))
    ]


def _counted(paragraph: list[Sentence], part: Segment) -> Iterator[float]:
    """Yield the numbers of a paragraph that have the unit of a part and are not less, and are no parts beside it."""
    for sentence in paragraph:
        beside = part in sentence.segments
        for index, segment in enumerate(sentence.segments):
            found, own = segment.quantity, part.quantity
            if segment is part or found is None or own is None or segment.unit != part.unit:
                continue
            if beside and _shared(sentence.segments, index):
                continue
            if found.exact and found.value >= max(own.value, 1):
                yield found.value


def _shared(segments: list[Segment], index: int) -> bool:
    """Tell whether a number has a share of its own behind it: 法规类9条，占总体的3.83%."""
    behind = segments[index + 1 : index + 2]
    return bool(behind) and behind[0].has("share") and own_part(segments, index + 1) is segments[index]


def _tables(report: Report, sentence: Sentence, part: Segment) -> list[float]:
    """Return the totals of table 3, where a part is one of its figures."""
    if part.quantity is None:
        return []
    at = sentence.prose.span(part.quantity.start, part.quantity.end)
    about = any(
        claim.span == at
        and claim.pointer == sentence.pointer
        and claim.subject.kind in ("outcome", "reason", "applicant")
        for claim in _claims_of(report, sentence)
    )
    figures = (figure(report, cells) for cells in _REQUESTS) if about else ()
    return [found.value for found in figures if found and found.value]
