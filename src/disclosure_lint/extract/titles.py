"""The title of a report: which lines it is, and the body and the year that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.agencies import kind_of, level_of, looks_like_body
from disclosure_lint.extract.dates import fold, fold_digits, read_number
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|二[〇○零OＯo0][〇○零OＯo0一二三四五六七八九]{2}"
_SUBJECT = r"(?:政府政务|政府信息|政务信息|政务|政府|信息|校务|厂务|院务)?(?:信息)?公开"
_KIND = r"(?:年度报告|年度总结|年报|工作报告|总结报告|情况报告|情况的报告|工作总结|的报告|年度的报告|报告)"
_TITLE = pattern(rf"(?:{_SUBJECT}[^，。；：]*{_KIND}|年报)(?:[（(][^（）()]{{0,20}}[）)])?$")
_YEARLY = pattern(rf"年度|年报|{YEAR}|工作报告|[—-]学年")
_SENTENCE = pattern(
    r"[。；：，,:;!！?？]|根据|按照|现将|现公布|编制本|如下|向社会|请与|[>＞»›→]|^首页|^附|^[^《]*+《(?>.*?》).*(?:通知|规定)"
)
_FRAME = pattern(
    rf"(?:{YEAR})\s*(?:[—\-–至]\s*(?:{YEAR}))?\s*(?:学年)?(?:年度?(?!报)|度)?|^(?:关于|附件\d*[:：]?)|年度$"
)
#: How the first line of a title ends that is broken within the name of the report.
_BROKEN = ("政府", "政府信息", "信息", "政务", "公开", "政府信息公开", "工作", "度", "年")
_NOISE = pattern(r"^[#*\s　]+|[*\s　]+$")
_LONGEST = 90


class Title(NamedTuple):
    """A title made of the lines [first, end) of a document."""

    text: str
    agency: str | None
    year: int | None
    first: int
    end: int


def squeeze(text: str) -> str:
    """Return a line without the spaces that layout puts between characters and digits."""
    text = _NOISE.sub("", text)
    return pattern(r"(?<=[^\x00-\x7f])[ \t\u3000\xa0\n]+|(?<![ \t\u3000\xa0\n])[ \t\u3000\xa0\n]+(?=[^\x00-\x7f])").sub(
        "", text
    )


def is_title(text: str) -> bool:
    """Tell whether a line, its spaces gone, can be the title of a yearly report."""
    folded = fold(text)
    return (
        len(text) <= _LONGEST
        and _TITLE.search(folded) is not None
        and _YEARLY.search(folded) is not None
        and _SENTENCE.search(text) is None
    )


def find_title(lines: Sequence[str]) -> Title | None:
    """Return the title among lines, joined where it is set over up to four of them."""
    squeezed = [squeeze(line) for line in lines]
    for end in range(1, len(squeezed) + 1):
        for first in range(end - 1, max(-1, end - 5), -1):
            line = squeezed[first]
            if not line or len(line) > _LONGEST or _SENTENCE.search(line):
                break
            if is_title("".join(squeezed[first:end])):
                return _with_body(squeezed, first, end)
    return None


def _with_body(lines: list[str], first: int, end: int) -> Title:
    """Take the lines around a title that belong to it: the body's name, the year, the rest."""
    while end < len(lines) and lines[end] in ("年度报告", "工作年度报告", "报告"):
        end += 1
    while first > 0 and _opens(lines[first - 1], "".join(lines[first:end])):
        first -= 1
    text = "".join(lines[first:end])
    return Title(text, *parse_title(text), first, end)


def _opens(line: str, title: str) -> bool:
    """Tell whether a line is the beginning of the title that stands below it."""
    agency, year = parse_title(title)
    if agency is None and year is None and line.endswith(_BROKEN) and is_title(line + title):
        return True
    stem = _FRAME.sub("", fold(line))
    has_year = stem != fold(line)
    if has_year and year is None and not stem:
        return True
    if agency is None:
        return (not has_year or year is None) and looks_like_body(stem)
    # A name broken in two: 临江市住房和城乡 / 建设局2023年…
    whole = line + agency
    named = looks_like_body(whole) and level_of(whole) is not None and level_of(agency) is None
    return named and not has_year and not looks_like_body(line)


def parse_title(text: str) -> tuple[str | None, int | None]:
    """Return the body and the reporting year that a title names."""
    folded = fold(text)
    years = [read_number(found.translate(_ZEROS)) for found in pattern(YEAR).findall(folded)]
    school = pattern(rf"({YEAR})\s*[—\-–至]\s*({YEAR})\s*学年").search(folded)
    year = read_number(school[2].translate(_ZEROS)) if school else years[0] if years else None
    stem = pattern(rf"{_SUBJECT}|年报|年度报告").split(_FRAME.sub("", folded), maxsplit=1)[0]
    stem = pattern(r"^关于|关于$|^年度|年度$|的$|[《》]").sub("", stem.strip())
    if stem.endswith("人民"):
        stem += "政府"
    return (stem if len(stem) > 1 else None), year


_WIDE = str.maketrans(",;:()", "，；：（）")
_ZEROS = str.maketrans("○OＯo零", "〇〇〇〇〇")


def page_title(text: str) -> str | None:
    """Return the part of a page's own title that is the report's, without the site's name."""
    parts = [squeeze(part) for part in pattern(r"[_|｜>»]|\s[-—–]\s|--+").split(text)]
    named = [part for part in parts if is_title(part)]
    return max(named, key=lambda part: (parse_title(part)[1] is not None, len(part)), default=None)


def body_in_sentence(text: str) -> str | None:
    """Return the body that a preface says has made the report."""
    text = squeeze(text).translate(_WIDE)
    for maker in _MAKERS:
        found = maker.search(text)
        if found and kind_of(found[1]) is not None and len(found[1]) > 3:
            return found[1]
    return None


def stated_year(text: str) -> int | None:
    """Return the year whose report a preface says it publishes."""
    # Not the year of a document's number: 〔2021〕30号.
    found = pattern(rf"(?<![〔\[（(])({YEAR})\s*年?度?[^，,。；《》〕]{{0,24}}?(?:公开|年度报告|年报)").search(
        fold_digits(text)
    )
    return read_number(found[1].translate(_ZEROS)) if found else None


_NAME = r"([\u4e00-\u9fff（）()]{4,30}?)"
_MAKERS = (
    pattern(rf"报告(?:是)?由{_NAME}(?:根据|依据|按照|结合|综合|汇总|依照|参照|对照|牵头|负责|组织|编制|制作|撰写)"),
    pattern(rf"[，。]由{_NAME}(?:根据|依据|按照|结合|综合|汇总|牵头|负责|组织|编制|制作|撰写)"),
    pattern(rf"[，。]{_NAME}(?:特)?(?:编制|制作|撰写)(?:了|并|本|此|完成|\d)"),
    pattern(rf"(?:现将|现公布|特公布){_NAME}(?:的)?(?:{YEAR})"),
    pattern(rf"^{_NAME}(?:根据|依据|按照)"),
    pattern(rf"请(?:与|联系|向|致电){_NAME}(?:联系|咨询|[（(]|反映)"),
)
