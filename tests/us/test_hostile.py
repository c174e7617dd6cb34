"""NIEM XML as no one should write it: what it says is read, what it does not say is told, and nothing crashes."""

from __future__ import annotations

import re

import pytest

from disclosure_lint import lint, read
from tests.us.exchange import clean, xml

RECEIVED = "<foia:ProcessingStatisticsReceivedQuantity>"


def codes(text: str | bytes, name: str = "report.xml") -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    return sorted({each.code for each in lint(raw, name=name).findings})


def first(text: str, was: str, now: str) -> str:
    assert was in text
    return text.replace(was, now, 1)


@pytest.mark.parametrize("aside", ["<!-- 7 -->", "<?office 7?>"])
def test_comments_and_instructions_are_no_part_of_what_is_said(aside: str) -> None:
    everywhere = re.sub(r"(<(?:foia|nc|j):\w+(?: [^>]*)?>)", rf"\1{aside}", xml())
    assert read(everywhere.encode(), name="report.xml").data == clean()
    assert codes(everywhere) == []
    inside = first(xml(), f"{RECEIVED}40<", f"{RECEIVED}4{aside}0<")
    assert read(inside.encode(), name="report.xml").data == clean()


def test_a_figure_with_an_element_inside_is_no_figure() -> None:
    assert codes(first(xml(), f"{RECEIVED}40<", f"{RECEIVED}<b>40</b><")) == ["U104", "U107"]
    assert codes(first(xml(), f"{RECEIVED}40<", f"{RECEIVED}40<b/><")) == ["U107"]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("N/A", ["U104", "U107"]),
        ("1641.0", ["U104"]),
        ("&lt;1", ["U104"]),
        ("40\u00a0", ["U104"]),
        ("1,640", ["U104"]),
        ("", ["U104"]),
        ("9" * 40, ["U104"]),
        ("NaN", ["U104"]),
        (" \n40\t", []),
        ("+40", []),
        ("<![CDATA[40]]>", []),
        ("4&#48;", []),
    ],
)
def test_a_count_is_a_whole_number(now: str, found: list[str]) -> None:
    text = first(xml(), f"{RECEIVED}40<", f"{RECEIVED}{now}<")
    assert [each for each in codes(text) if each < "U2"] == found


@pytest.mark.parametrize("date", ["Invalid date entered", "2024-02-30", "10/01/2023", "0000-01-01", "9999-99-99", ""])
def test_a_date_is_a_day_of_the_calendar(date: str) -> None:
    text = re.sub(r"(<foia:OldItemReceiptDate>)[^<]*", rf"\g<1>{date}", xml(), count=1)
    assert "U106" in codes(text)


def test_other_prefixes_say_the_same() -> None:
    renamed = xml().replace("foia:", "annual:").replace("xmlns:foia", "xmlns:annual")
    assert read(renamed.encode(), name="report.xml").data == clean()
    default = xml().replace("<foia:", "<").replace("</foia:", "</").replace("xmlns:foia=", "xmlns=")
    assert read(default.encode(), name="report.xml").data == clean()


def test_a_section_of_another_version_is_unknown() -> None:
    mixed = xml().replace("extension/1.03", "extension/1.02")
    assert {"U101", "U102", "U107"} <= set(codes(mixed))


def test_without_an_agency_no_row_is_taken_for_it() -> None:
    text = re.sub(r"<nc:Organization .*?</nc:Organization>", "", xml(), flags=re.DOTALL)
    assert "U108" in codes(text)
    assert "U109" not in codes(text)
    nameless = re.sub(r' s:ref="ORG0"', ' s:ref=""', xml())
    assert "U108" in codes(nameless)


@pytest.mark.parametrize("inside", [" " * 11_000_000, "<a>" * 300 + "</a>" * 300])
def test_what_is_over_a_limit_of_the_parser_is_not_called_broken(inside: str) -> None:
    assert codes(first(xml(), "</iepd:", f"{inside}</iepd:")) == ["X007"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<?xml version="1.0"?><!DOCTYPE html><html><body><p>Not found</p></body></html>', "X006"),
        ('<?xml version="1.0"?>\n<!-- proxy -->\n<HTML>\n<body><p>Not found</p></body></HTML>', "X006"),
        ('<?xml version="1.0"?><page><html/></page>', "X006"),
        (xml()[:-40], "X002"),
        (
            xml().replace('<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd">'),
            "X001",
        ),
        ("", "X001"),
    ],
)
def test_what_cannot_be_judged_is_never_clear(text: str, code: str) -> None:
    assert codes(text) == [code]
    assert lint(text.encode(), name="report.xml").verdict == "fail"


def test_a_page_is_told_from_an_xml_file_that_mentions_one() -> None:
    page = '<?xml version="1.0"?>\n<!-- > -->\n<?x y?><!DOCTYPE html>\n<html><body>Not found</body></html>'
    assert "web page" in lint(page.encode(), name="report.xml", language="en").findings[0].message
    file = f'<?xml version="1.0"?><page>{"<!-- -->" * 9000}<html></html></page>'
    assert "root is page" in lint(file.encode(), name="report.xml", language="en").findings[0].message


@pytest.mark.parametrize("year", ["1999", "2008", "2012", "2031"])
def test_another_year_is_judged_by_its_own_dates(year: str) -> None:
    text = re.sub(r"(<foia:DocumentFiscalYearDate>)\d+", rf"\g<1>{year}", xml())
    assert codes(text) == (["U403"] if year == "2031" else ["U401"])
