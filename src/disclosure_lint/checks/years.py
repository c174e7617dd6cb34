"""Years that are left from last year's report, or that belong to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.extract.dates import fold_digits, read_number
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from disclosure_lint.report import Passage, Report

_YEAR = r"(?<![0-9\-—–])(?:(?:19|20)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?=\s*年)"
_TOKEN = pattern(rf"(?P<year>{_YEAR})\s*+年")
_SENTENCE = pattern(r"[^。；;!！?？\n]+[。；;!！?？\n]*")
_QUOTED = pattern(
    r"《[^《》]{0,80}》|“[^“”]{0,60}”|〔[^〔〕]{0,6}〕|[（(][^（）()]{0,16}(?:修订|修正|版|施行|印发)[^（）()]{0,6}[）)]"
)
_BEGIN = (
    r"^\s*+(?:[（(]?[一二三四五六七八九十0-9]{1,3}(?:[)）.．、]|是|方面)\s*+)?"
    r"(?:[^，。；：0-9]{1,14}[：:，]\s*+(?=在?\s*+[0-9二]))?(?:在|回顾|纵观|虽然|尽管|总体上|总的来看|总体来看)?[，,]?\s*+"
)
_SELF = (
    r"(?:(?:我|本|全)(?:局|委|办|厅|部|省|市|县|区|州|旗|盟|镇|乡|街道|街|院|校|中心|单位|机关|行政机关|系统|站|所|处|队|年度|年)"
    r"|市|县|区|州)"
)
_DEED = (
    r"(?:共|累计|总共|合计|主动公开|公开|发布|收到|新收|接收|受理|办理|办结|答复|未|没有|无|制发|制定|作出|收取|通过"
    r"|组织|开展|举办|召开|参加|编制|更新|推送|回应|编发|印发|政府信息公开工作|政务公开工作|信息公开工作)"
    r"(?![\u4e00-\u9fff]{0,3}的)"
)
_OPENING = pattern(
    rf"{_BEGIN}(?P<year>{_YEAR})\s*+年(?:度|全年)?\s*+(?:[，,]|(?=(?:{_SELF}|{_DEED}|(?:以(?![来前后上下外])|围绕|坚持|按照|深入|认真|严格|全面)|[\u4e00-\u9fff]{{2,12}}(?:局|委|办|厅|政府|街道|镇|乡)(?:{_DEED}|认真|坚持|深入|严格|在))))"
)
_INSIDE = pattern(
    rf"(?:{_SELF}|局|委|厅|政府|办事处|街道|镇|乡|机关)\s*+(?:在|于)?\s*+(?P<year>{_YEAR})\s*+年(?:度|全年)?\s*+(?:内)?\s*+{_DEED}"
)
_REPORT = pattern(
    rf"(?P<year>{_YEAR})\s*+年(?!\s*+[0-9一二三四五六七八九十]{{1,3}}\s*+月)(?:度)?[^，。；：《》（）()]{{0,24}}?"
    r"(?:政府信息|政务公开|信息公开|政务信息|公开工作|年度报告|年报|工作报告|工作情况|开展情况|工作总结|统计数据|各项数据)"
)
#: What a preface announces, whatever other years it names: 现将我局2024年度政府信息公开工作情况公布如下.
_ANNOUNCED = pattern(
    rf"现[将对就][^，。；：《》0-9]{{0,20}}(?P<year>{_YEAR})\s*+年度?[^，。；：《》]{{0,12}}公开[^，。；：《》]{{0,20}}(?:如下|公布|汇报|报告)"
)
#: Words that tell a future 将 from the 将 that takes an object (将公开纳入考核).
_WILL_DO = (
    "会|在|以|从|把|对|着|通过|围绕|按|针对|结合|根据|紧|立足|坚|继|不断|持|进|切|努|认|严|全|深|更|积|大|重|主|采|聚|推|做|抓|完|强|优"
    "|提|健|建|开|规|落|拓|扩|丰|创|组|贯|一|狠|扎|有|力|突|牢|充|改|探|加|巩|夯|精|增|畅|及时|定期"
)
_WILL = rf"(?:将|拟|计划|打算|(?<![需重主])要)(?:{_WILL_DO})"
_PLAN = pattern(
    rf"(?:^|[，,；：:]|在|展望|面对|进入|迎接|下一步|下一阶段|今后)\s*+(?P<year>{_YEAR})\s*+年(?:度)?(?:里|中|的工作中|工作中|期间)?\s*+[，,]?\s*+"
    rf"(?:[^，。；：将拟]{{0,20}}?(?:[，,]\s*+)?)?{_WILL}",
    needs=("将", "拟", "计划", "打算", "要"),
)
_PLAN_HEAD = pattern(
    rf"^\s*+(?:[（(]?[一二三四五六七八九十0-9]{{1,3}}[)）.．、]\s*+)?(?P<year>{_YEAR})\s*+年(?:度)?(?:的|下一步)?(?:工作|政务公开工作|政府信息公开工作)?(?:的)?(?:打算|思路|安排|努力方向|改进措施|重点工作|工作重点|计划)\s*+(?:[：:]|。?\s*+$)",
    needs=("打算", "思路", "安排", "努力方向", "改进措施", "重点工作", "工作重点", "计划"),
)
_NEXT = pattern(
    rf"(?:(?:下一步|下一阶段|今后|下步)[，,:：]?\s*+(?:在)?\s*+(?P<year>{_YEAR})\s*+年(?:度)?\s*+(?:[，,里中]|工作中|的工作|我|本|将|要|全)"
    rf"|(?:下一步|下步|下一阶段|今后|打算|改进措施|改进方向|努力方向)[^。；0-9]{{0,8}}[：:，,]\s*+(?:[^，。；0-9]{{1,20}}?将?在\s*+)?(?P<later>{_YEAR})\s*+年度?[，,]?[^，。；0-9]{{0,10}}?"
    r"(?:将|要|继续|进一步|加强|着力|重点|持续|不断)(?!了))",
    needs=("下一步", "下步", "下一阶段", "今后", "打算", "改进措施", "改进方向", "努力方向"),
)
_ACCUSATIVE = pattern(
    r"将[^，。；]{1,24}(?:纳入|作为|列入|列为|摆在|摆上|放在|融入|当作|转化|同步|与[^，。；]{1,10}结合|整合|划归|移交|报送|上报)"
)
_ASKED = pattern(r"(?<=.)[^，。；]{0,8}?(?:要求|通知|部署|意见|规定|要点|栏目|专栏)")
#: What came after what was done in an earlier year, and what the bodies above did then.
_AFTERWARDS = pattern(r"\s*年度?[^，,。；]{2,80}(?:后|以来)(?=[，,])")
#: What is made of something of an earlier year: 2024年我局印发的办法已废止.
_MADE_THEN = pattern(
    rf"\s*年度?(?:{_SELF})?(?:全年)?(?:共|累计)?(?:牵头|公开|公布|制定|印发|发布|开展|办理|收到|实施|出台|组织|承办|受理|答复|建设|上线)"
    r"的(?!(?:政府)?信息(?:共|总)|(?:信息|数量|总数)?[共为])"
)
_DONE = pattern(r"已|了|取得|完成|存在|[0-9][件条次个]")
_CENTRAL = pattern(
    r"(?:国务院(?:办公厅)?|中央(?:办公厅)?|中办|国办|国家[^，,。；、0-9]{2,12}[局委])\s*+(?:在|于)?\s*+$"
)
_CARRIED = pattern(r"(?:上年|上一年)度?\s*结转|结转\s*(?:上年|上一年)度?")


class Sentence(NamedTuple):
    """A sentence at `start` of its passage, what it quotes blanked out, with its neighbours."""

    text: str
    start: int
    around: str
    first: bool


class Part(NamedTuple):
    """Which part of a report a passage belongs to: lead, overview, problems or other."""

    name: str
    first: bool = False


@check("years.stale")
def year_of_another_report(
    report: Report, *, compared: str, past: str, proposed: str, plans: str
) -> Iterator[Problem | NotAssessed]:
    """A sentence about this year names this year, one about next year's plans the next.

    `compared`, `past` and `proposed` are patterns of words that give another
    year a reason (than last year; history; what was announced before); `plans`
    marks headings and sentences about what is to come.
    """
    year = report.year
    if year is None:
        yield NotAssessed("/year", "year-unknown")
        return
    words = Words(*map(pattern, (compared, past, proposed, plans)))
    seen: set[str] = set()
    for passage in report.texts():
        part = _part(report, passage, words, seen)
        if part is None:
            continue
        for sentence in sentences(passage.text):
            found = stale(sentence, year, part, words)
            if found is not None:
                (start, end), variant, expected = found
                span = (sentence.start + start, sentence.start + end)
                values = {"stated": passage.text[slice(*span)], "expected": expected}
                yield Problem(passage.pointer, values, span, variant=variant)


class Words(NamedTuple):
    """The patterns that rules give: see `year_of_another_report`."""

    compared: re.Pattern[str]
    past: re.Pattern[str]
    proposed: re.Pattern[str]
    plans: re.Pattern[str]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text."""
    blank = _QUOTED.sub(lambda match: "□" * len(match.group()), fold_digits(text))
    pieces = [(match.start(), match.group()) for match in _SENTENCE.finditer(blank)]
    for index, (start, piece) in enumerate(pieces):
        near = pieces[max(0, index - 1) : index + 2]
        yield Sentence(piece, start, "".join(each for _, each in near), index == 0)


def stale(sentence: Sentence, year: int, part: Part, words: Words) -> tuple[tuple[int, int], str, int] | None:
    """Return the wrong year of a sentence: its span, the kind of mistake, the year it should be."""
    named = {read_number(token["year"]) for token in _TOKEN.finditer(sentence.text)}
    if not named:
        return None
    plan = _stale_plan(sentence, year, part, words)
    if plan is not None:
        return plan, "plan", year + 1
    if named == {year}:
        return None
    if part.name == "lead" and (found := _stale_lead(sentence, year, words)):
        return found, "lead", year
    found = _stale_deed(sentence, year, part, words)
    return (found, "", year) if found else None


def _part(report: Report, passage: Passage, words: Words, seen: set[str]) -> Part | None:
    section, _, _ = passage.pointer.partition("/text/")
    if passage.pointer.startswith("/preface/"):
        return Part("lead")
    if section == passage.pointer:
        return None
    first = section not in seen
    seen.add(section)
    heading = str(report.get(f"{section}/heading", ""))
    if words.plans.search(heading) or section.endswith("/problems"):
        return Part("problems", first)
    if section.endswith("/overview") or "概述" in heading or "概况" in heading or "总体情况" in heading:
        return Part("overview", first)
    return Part("other", first)


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("year" if match["year"] else "later")


def _number(match: re.Match[str]) -> int:
    return read_number(match.string[slice(*_span(match))])


def _stale_plan(sentence: Sentence, year: int, part: Part, words: Words) -> tuple[int, int] | None:
    """Find this year or an earlier one where the plan is for the next."""
    text = sentence.text
    found = _NEXT.search(text) or (_PLAN_HEAD.search(text) if part.name == "problems" else None)
    if found is None and (part.name == "problems" or words.plans.search(sentence.around)):
        found = _PLAN.search(text)
        if found and (_ACCUSATIVE.search(text) or pattern(r"已经?|了(?=[，。；])|完成了|曾").search(text)):
            found = None
    if found is None or _number(found) > year or words.proposed.search(text):
        return None
    named = {read_number(token["year"]) for token in _TOKEN.finditer(text)}
    return None if year + 1 in named else _span(found)


def _stale_lead(sentence: Sentence, year: int, words: Words) -> tuple[int, int] | None:
    """Find another year than the report's where the preface says what is published."""
    announced = _ANNOUNCED.search(sentence.text)
    if announced and _number(announced) == year - 1 and not words.compared.search(sentence.text):
        return _span(announced)
    found = _REPORT.search(sentence.text)
    if found is None or _number(found) == year or words.compared.search(sentence.text):
        return None
    named = {read_number(token["year"]) for token in _TOKEN.finditer(sentence.text)}
    asked = "关于" in found.group() or _ASKED.match(sentence.text, found.end())
    return None if year in named or asked else _span(found)


def _stale_deed(sentence: Sentence, year: int, part: Part, words: Words) -> tuple[int, int] | None:
    """Find another year where a sentence says what was done in this one."""
    found = _OPENING.search(sentence.text) or _INSIDE.search(sentence.text)
    if found is None or _number(found) == year or _number(found) < year - 1:
        return None
    stated, rest = _number(found), sentence.text[found.end("year") :]
    near = {read_number(token["year"]) for token in _TOKEN.finditer(sentence.around)}
    reasons = (
        year in near,
        words.compared.search(_CARRIED.sub("", sentence.around)),
        words.past.search(_CARRIED.sub("", sentence.text)) and not _opens_overview(sentence, part, rest),
        _AFTERWARDS.match(rest) or _MADE_THEN.match(rest) or _CENTRAL.search(sentence.text[: found.start("year")]),
        stated > year and pattern(r"\s*+年度?[，,]?\s*+是").match(rest),
        stated == year + 1 and (pattern(rf"{_WILL}|拟").search(rest) or words.plans.search(sentence.around)),
        stated == year + 1 and part.name == "problems" and not _DONE.search(rest),
    )
    return None if any(reasons) else _span(found)


def _opens_overview(sentence: Sentence, part: Part, rest: str) -> bool:
    """Tell whether a sentence opens the overview: its year is the report's, whatever it tells."""
    opens = part.name == "overview" and part.first and sentence.first
    return opens and pattern(r"\s*+年度?\s*+(?:[，,]|我|本)").match(rest) is not None
