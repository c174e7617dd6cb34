"""The title, and whose report it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.extract.agencies import same_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

_YEAR = r"(?:20\d{2}|二[〇○零Oo0][一二三四五六七八九〇○零Oo0]{2})年"
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


@check("naming.title")
def title(report: Report, *, name: str) -> Iterator[Problem]:
    """The title is agency, year and the official name of the report, or year, agency and name."""
    stated = report.get("/title")
    if not isinstance(stated, str) or not stated.strip():
        yield Problem("/title", {"name": name}, variant="missing")
        return
    squeezed = "".join(stated.split())
    whole = re.sub(r"^关于|[（(]" + _YEAR + r"度?[）)]$", lambda match: match[0].strip("（()）") if "年" in match[0] else "", squeezed)
    years = re.findall(_YEAR, whole)
    values = {"title": squeezed, "name": name}
    rest = re.sub(_YEAR, "", whole, count=1)
    if not years:
        yield Problem("/title", values, variant="year")
    elif len(years) > 1 or rest.count("年度") > 1:
        yield Problem("/title", values, variant="twice")
    elif name not in rest:
        yield Problem("/title", values, variant="name")
    elif not rest.replace(name, "").strip("度（）()《》、"):
        yield Problem("/title", values, variant="agency")


@check("naming.issuer")
def issuer(report: Report) -> Iterator[Problem | NotAssessed]:
    """Title, preface and signature name the same body."""
    agency = report.get("/agency")
    if not isinstance(agency, str):
        yield NotAssessed("/agency", "agency-unknown")
        return
    others = {"/signed_by": report.get("/signed_by")}
    lead = report.as_found("/preface_agency")
    if lead:
        others[lead[0]] = lead[1]
    for pointer, other in others.items():
        if isinstance(other, str) and same_body(agency, other) is False:
            values = {"title": agency, "other": other, "where": {"zh": "落款" if pointer == "/signed_by" else "前言", "en": "signature" if pointer == "/signed_by" else "preface"}}
            yield Problem(pointer, values, related=(Related("/title", {"value": agency}),))
