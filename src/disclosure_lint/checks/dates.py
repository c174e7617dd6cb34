"""Dates: the period, the deadline, the signature, the document number, the form of dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import Correction, NotAssessed, Problem, Related, Replacement, check
from disclosure_lint.extract.dates import FoundPeriod, find_dates, find_period, find_periods, fold
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Passage, Report

_MENTION = pattern(
    r"统\s*计\s*(?:期\s*限|时\s*限|时\s*间|周\s*期)[^。；0-9〇一二]{0,20}[0-9〇一二](?!、)|1\s*月\s*1\s*日[^。；]{0,16}12\s*月\s*31\s*日"
)
_FOUNDED = pattern(r"成立|组建|挂牌|设立|新设|合并|机构改革|划转|整合")
_NUMBER_YEAR = pattern(r"[〔\[【（(［]\s*([0-9]{4})\s*[〕\]】）)］]")
_BAD_YEAR = pattern(r"(?<![0-9])20[0-9]{3}\s*年(?=\s*(?:[0-9]{1,2}\s*月|度|[，,]))")
_BAD_MONTH = pattern(r"(?<![0-9])(?:19|20)[0-9]{2}\s*年\s*(?:0?0|1[3-9]|[2-9][0-9])\s*月(?!\s*[0-9]{1,2}\s*[日号])")
_SCHOOL_MONTHS = (7, 8, 9)


def day(value: Any) -> date | None:
    """Return the day that an ISO string names, None where it names none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@check("dates.period")
def period_is_not_the_year(report: Report) -> Iterator[Problem | NotAssessed]:
    """The stated period, in the data and in the text, is the reporting year.

    A school may report its school year, a new body from its first day.
    """
    year = report.year
    if year is None:
        yield NotAssessed("/period", "year-unknown")
        return
    start, end = (day(report.get(f"/period/{side}")) for side in ("start", "end"))
    stated = (start, end) if start and end else None
    if stated:
        yield from _compare(report, "/period", start, end, None)
    for passage in report.texts():
        for found in find_periods(passage.text):
            if not found.cued:
                continue
            first, last = day(found.start_iso), day(found.end_iso)
            if first and last and (first, last) != stated:
                yield from _compare(report, passage.pointer, first, last, found.span)
            elif not (first and last) and stated is None:
                yield NotAssessed(passage.pointer, "period-unreadable", {"text": found.raw})


def _compare(
    report: Report, pointer: str, start: date | None, end: date | None, span: tuple[int, int] | None
) -> Iterator[Problem]:
    year = report.year or 0
    if start is None or end is None or (start, end) == (date(year, 1, 1), date(year, 12, 31)):
        return
    if _is_school_year(report, start, end) or _is_first_year(report, start, end):
        return
    wrong = ("start" if start != date(year, 1, 1) else "") + ("end" if end != date(year, 12, 31) else "")
    at = f"{pointer}/{wrong}" if pointer == "/period" and wrong in ("start", "end") else pointer
    yield Problem(at, {"start": start.isoformat(), "end": end.isoformat(), "year": year}, span)


def _is_school_year(report: Report, start: date, end: date) -> bool:
    school = report.get("/agency_kind") == "school" or any("学年" in passage.text for passage in report.texts())
    months = start.month in _SCHOOL_MONTHS and end.month in _SCHOOL_MONTHS
    return school and months and end.year == start.year + 1 and report.year in (start.year, end.year)


def _is_first_year(report: Report, start: date, end: date) -> bool:
    """Tell whether the text says that the body was founded when its period begins."""
    if end != date(start.year, 12, 31) or start.year != report.year:
        return False
    month = pattern(rf"{start.year}\s*年\s*0?{start.month}\s*月|(?<![0-9])0?{start.month}\s*月")
    return any(
        _FOUNDED.search(sentence) and month.search(sentence)
        for passage in report.texts()
        for sentence in pattern("[。；]").split(passage.text)
    )


@check("dates.period_stated")
def period_is_not_stated(report: Report) -> Iterator[Problem | NotAssessed]:
    """The period is stated, in the data or anywhere in the text."""
    if report.has("/period") or any(_mentions_period(passage) for passage in report.texts()):
        return
    damage = report.outline.damage if report.outline is not None else []
    if any(each.lossy for each in damage):
        yield NotAssessed("/period", "text-damaged")
    else:
        yield Problem("/period")


def _mentions_period(passage: Passage) -> bool:
    found: FoundPeriod | None = find_period(passage.text)
    return found is not None or _MENTION.search(fold(passage.text)) is not None


@check("dates.signature")
def signature_out_of_order(report: Report) -> Iterator[Problem | NotAssessed]:
    """The report is signed after its period and not after its publication."""
    signed, published = day(report.get("/signed_on")), day(report.get("/published_on"))
    if signed is None:
        return
    end = _end_of_period(report)
    if end is not None and signed <= end:
        # The report for 2017 signed in early 2017: the date of the last round was kept.
        variant = "cycle" if signed.year == end.year and signed.month <= 6 else "early"
        yield Problem("/signed_on", {"signed": signed.isoformat(), "end": end.isoformat()}, variant=variant)
    elif published is not None and signed > published:
        values = {"signed": signed.isoformat(), "published": published.isoformat()}
        related = (Related("/published_on", values, "published"),)
        sure = "likely" if report.printed else "certain"
        yield Problem("/signed_on", values, variant="after", related=related, confidence=sure)


def _end_of_period(report: Report) -> date | None:
    start, end = day(report.get("/period/start")), day(report.get("/period/end"))
    if start and end and (report.year is None or _is_school_year(report, start, end)):
        return end
    return date(report.year, 12, 31) if report.year else None


@check("dates.document_number")
def number_of_another_year(report: Report) -> Iterator[Problem | NotAssessed]:
    """The report's own number is of the year in which it is made."""
    found = _NUMBER_YEAR.search(fold(str(report.get("/document_number", ""))))
    if found is None or report.year is None:
        return
    signed = day(report.get("/signed_on"))
    stated, expected = int(found[1]), report.year + 1
    if stated != expected and not (signed and signed.year == stated > expected):
        yield Problem("/document_number", {"stated": stated, "expected": expected}, found.span())


@check("dates.valid")
def no_such_date(report: Report) -> Iterator[Problem | NotAssessed]:
    """Every date in the text, and every date printed around it, exists."""
    sure = "likely" if report.outline is not None and report.outline.lossy else "certain"
    for pointer in ("/signed_on", "/published_on"):
        printed = report.as_found(pointer, "")
        if any(not each.possible for each in find_dates(printed)):
            yield Problem(pointer, {"date": printed}, confidence=sure)
    for passage in report.texts():
        text = fold(passage.text)
        spans = [(each.start, each.end) for each in find_dates(text, with_yearless=True) if not each.possible]
        spans += [match.span() for pattern in (_BAD_MONTH, _BAD_YEAR) for match in pattern.finditer(text)]
        for span in sorted(spans):
            yield Problem(passage.pointer, {"date": passage.text[slice(*span)]}, span, confidence=sure)


@check("dates.form")
def signature_date_form(report: Report, *, since: str, formats: list[str]) -> Iterator[Problem | NotAssessed]:
    """The date of the signature is printed as 2026年1月20日.

    Only in documents of the given formats: pages of a site have their own form.
    """
    printed = report.as_found("/signed_on", "")
    signed = str(report.get("/signed_on", ""))
    if report.format not in formats or not printed or signed < since:
        return
    found = next(iter(find_dates(printed)), None)
    if found is None:
        return
    variant = found.form if found.form in ("chinese", "mixed", "numeric") else ""
    if not variant and pattern(r"[年月]\s*0[0-9]").search(fold(printed)):
        variant = "padded"
    if variant:
        form = f"{found.year}年{found.month}月{found.day}日"
        same = found.iso == signed and (found.start, found.end) == (0, len(printed))
        fix = Correction((Replacement("/signed_on", form),), safe=True) if same else None
        yield Problem("/signed_on", {"printed": printed, "form": form}, variant=variant, fix=fix)
