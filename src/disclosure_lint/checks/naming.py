"""The title, and whose report it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.extract.agencies import kind_of, same_body
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

_YEAR = r"(?:20[0-9]{2}|二[〇○零Oo0][一二三四五六七八九〇○零Oo0]{2})年"
_YEARS = pattern(_YEAR)
#: 关于 before a title, and the year or a remark in brackets behind it.
_FRAME = pattern(r"^关于|的?[（(][^（）()]{0,12}[）)]$")
_SCHOOL_YEAR = pattern(r"20[0-9]{2}(?:年)?[—–\-至]+20[0-9]{2}(?:年)?学年度?")
_NAME = r"(?:了|并|出|本|此)?([\u4e00-\u9fff（）()]{4,32}?)"
_MADE = ("编制", "编写", "制作", "撰写")
#: Whose report a preface says this is.
_ISSUERS = (
    pattern(
        rf"报告(?:是)?由{_NAME}(?:根据|依据|依照|按照|负责|组织|{'|'.join(_MADE)})", first=r"报告(?:是)?由[^、]{5}"
    ),
    pattern(
        rf"(?:现将|公布|发布|编制|编写|形成|撰写|制定|报告)《?{_NAME}的?{_YEAR}度?的?(?:政府|政务|信息)[^。，]{{0,14}}(?:报告|年报|情况)"
    ),
    pattern(
        rf"(?:^|[，,。；;])(?:现由|由|现)?{_NAME}(?:特|现|组织)?(?:{'|'.join(_MADE)})(?:了|的|并|本|此|完成|形成|发布|公布|{_YEAR})",
        needs=tuple(made + behind for made in _MADE for behind in "了的并本此完形发公2二"),
    ),
    pattern(rf"^(?:现由|由)?{_NAME}(?:根据|依据|依照|按照)", first=r"^[^《]{4,35}(?:根据|依据|依照|按照)"),
)
#: What stands in such a place and is no body: 汇总全镇政府信息公开工作情况编制.
_NO_BODY = pattern(r"^(?:汇总|综合|结合|整理|收集)|情况$")
_SENTENCES = 3


@check("naming.title")
def title(report: Report, *, name: str, also: list[str] | None = None) -> Iterator[Problem | NotAssessed]:
    """The title is agency, year and the official name of the report, or year, agency and name.

    `also` are other names that were in use before there was a form; they are only hinted at.
    """
    stated = report.get("/title")
    if not isinstance(stated, str) or not stated.strip():
        damaged = report.outline is not None and any(each.lossy for each in report.outline.damage)
        yield NotAssessed("/title", "text-damaged") if damaged else Problem("/title", {"name": name}, variant="missing")
        return
    squeezed = "".join(stated.split())
    if "\ufffd" in squeezed:
        yield NotAssessed("/title", "text-damaged")
        return
    fault = _fault(report, squeezed, name)
    if fault:
        lowered = "info" if fault == "twice" and _only_a_word(squeezed, name) else ""
        if fault == "name" and any(each in squeezed for each in also or ()):
            lowered = "info"
        yield Problem("/title", {"title": squeezed, "name": name}, variant=fault, severity=lowered)


def _fault(report: Report, squeezed: str, name: str) -> str:
    """Return what is wrong with a title, as a variant of the message; "" for nothing."""
    bracketed = _YEARS.search(squeezed[-10:]) and squeezed.endswith(("）", ")"))
    core = squeezed if bracketed else _FRAME.sub("", squeezed)
    core = core.removeprefix("关于").replace(f"的{name}", name)
    years = _SCHOOL_YEAR.findall(core) or _YEARS.findall(core)
    rest = _YEARS.sub("", _SCHOOL_YEAR.sub("", core, count=1), count=1)
    if not years:
        return "year"
    if len(years) > 1 or "年度" in core.replace(name, "", 1):
        return "twice" if name in rest or len(years) > 1 else "name"
    if name not in rest:
        return "name"
    named = rest.replace(name, "").strip("度的（）()《》、")
    return "" if named or _named_below(report) else "agency"


def _only_a_word(squeezed: str, name: str) -> bool:
    """Tell whether 年度 stands twice in a title that is in order otherwise."""
    if "年年度" in squeezed or "年度年度" in squeezed:
        return False
    return len(_YEARS.findall(squeezed)) == 1 and name in squeezed and "年度" in squeezed.replace(name, "", 1)


def _named_below(report: Report) -> bool:
    """Tell whether the body stands on a line of its own under the title."""
    line, first = report.places.get("/signed_by"), report.places.get("/sections/overview")
    if not report.printed or line is None or first is None or line.line is None or first.line is None:
        return False
    return line.line < first.line


@check("naming.issuer")
def issuer(report: Report) -> Iterator[Problem | NotAssessed]:
    """Title, preface and signature name the same body."""
    agency = report.get("/agency")
    if not isinstance(agency, str):
        yield NotAssessed("/agency", "agency-unknown")
        return
    related = (Related("/title", {"value": agency}),)
    signed = report.get("/signed_by")
    if isinstance(signed, str) and same_body(agency, signed) is False:
        where = {"zh": "落款", "en": "signature"}
        yield Problem("/signed_by", {"title": agency, "other": signed, "where": where}, related=related)
    where = {"zh": "前言", "en": "preface"}
    for pointer, name, span in _named_in_preface(report):
        if same_body(agency, name) is False:
            values = {"title": agency, "other": name, "where": where}
            yield Problem(pointer, values, span=span, related=related)
            return


def _named_in_preface(report: Report) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield the bodies that a preface says have made the report: pointer, name, span."""
    for key in ("/preface", "/sections/overview/text"):
        texts = report.get(key)
        for index, text in enumerate(texts[:_SENTENCES] if isinstance(texts, list) else ()):
            for each in _ISSUERS if isinstance(text, str) else ():
                for found in each.finditer(text):
                    if kind_of(found[1]) is not None and not _NO_BODY.search(found[1]):
                        yield f"{key}/{index}", found[1], found.span(1)
