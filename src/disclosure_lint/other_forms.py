"""Annual reports that have a form of their own, by which they are not judged here.

Universities and colleges report a school year to the education authority by
《高等学校信息公开办法》(教育部令第29号): other chapters, no tables, another day. Such a
report is told apart by what it cites; one that fills in the tables of the
government's form is judged by that form all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.report import Report

#: Checks that hold a report against the form, the period or the deadline of the government's.
_OF_THE_FORM = (
    "structure.order", "structure.wording", "structure.extra", "topics.", "coverage.", "naming.title",
    "dates.period", "dates.signature", "deadline.",
)  # fmt: skip
_SCHOOLS_RULES = pattern(r"高等学校信息公开(?:办法|事项清单|条例)|高校信息公开(?:工作)?年度报告|高校信息公开报告")
_SCHOOL_YEAR = pattern(r"学年度?[^。，]{0,12}信息公开")
_KINDS = ("school", None)
#: The basis is cited in the first passages: title, preface, the first lines of the overview.
_FIRST = 8


def is_of_schools(report: Report) -> bool:
    """Tell whether a document is the annual report of a university by the rules of the education ministry."""
    known = report.memo.get("of-schools")
    if known is None:
        known = report.memo["of-schools"] = _is_of_schools(report)
    return bool(known)


def _is_of_schools(report: Report) -> bool:
    if report.outline is None or report.profile.raw.get("country") != "cn" or report.get("/tables"):
        return False
    if report.get("/agency_kind") not in _KINDS:
        return False
    title = report.get("/title")
    if isinstance(title, str) and (_SCHOOL_YEAR.search(title) or "高校信息公开" in title):
        return True
    first = [passage.text for passage, _ in zip(report.texts(), range(_FIRST), strict=False)]
    return any(_SCHOOLS_RULES.search(text) for text in first)


def is_about_the_form(check: str) -> bool:
    """Tell whether a check holds a report against the form that 《政府信息公开条例》 prescribes."""
    return check.startswith(_OF_THE_FORM)
