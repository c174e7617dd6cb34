"""NIEM XML: what is read of it, where it stands, and what is said of files that are not in the format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import lint, read
from tests.us.exchange import clean, xml

SHARED = Path(__file__).parents[3] / "shared" / "reports" / "us"


def judged(text: str | bytes, name: str = "report.xml", **options: object):  # type: ignore[no-untyped-def]
    return lint(text.encode() if isinstance(text, str) else text, name=name, **options)


def codes(text: str | bytes) -> list[str]:
    return [each.code for each in judged(text).findings]


@pytest.mark.parametrize("version", ["1.02", "1.03"])
def test_what_was_written_is_read(version: str) -> None:
    report = read(xml(version=version).encode(), name="report.xml")
    assert report.data == clean()
    assert report.profile.id == "us-foia"


def test_the_clean_report_is_clean_in_english() -> None:
    result = judged(xml())
    assert (result.verdict, result.findings, result.not_assessed) == ("pass", [], [])
    changed = xml().replace(
        "<foia:ProcessingStatisticsReceivedQuantity>40<", "<foia:ProcessingStatisticsReceivedQuantity>41<", 1
    )
    assert "add up to" in judged(changed).findings[0].message


def test_footnotes_and_shared_statutes_are_kept() -> None:
    draft = clean()
    draft["tables"]["fees"]["footnotes"] = ["Fees & charges of one office were returned."]
    draft["tables"]["exemption_3_statutes"]["statutes"][0]["components"]["OPS"] = 0
    assert read(xml(draft).encode(), name="report.xml").data == draft


@pytest.mark.parametrize("between", ["", "\n", "\r\n  ", "<!-- <foia:FeesCollectedSection> -->", "\n" * 2200])
def test_a_figure_has_its_own_place(between: str) -> None:
    text = xml(between=between)
    report = read(text.encode(), name="report.xml")
    for pointer, value in (
        ("/tables/fees/components/LEG/amount", "105.5"),
        ("/tables/request_dispositions/overall/duplicate", None),
        ("/tables/request_exemptions/components/LEG/ex_6", "6"),
        ("/tables/oldest_requests/overall/oldest/3/date", "2024-09-20"),
        ("/tables/response_times/components/OPS/complex/highest", "90"),
        ("/tables/exemption_3_statutes/statutes/0/components/LEG", "1"),
        ("/year", "2024"),
    ):
        place = report.place(pointer)
        assert place is not None
        lines = text.replace("\r\n", "\n").split("\n")
        stated = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        assert stated == value if value else stated.startswith("<foia:RequestDisposition "), (pointer, stated)
        assert place.label == report.profile.label(pointer, "en")
    if len(between) > 2000:
        assert place is not None
        assert report.place("/tables/appeal_backlog_compared/overall/current").line > 65_535


def test_labels_are_those_of_practitioners() -> None:
    report = read(xml().encode(), name="report.xml")
    label = report.place("/tables/request_dispositions/components/LEG/full_denials").label
    assert label == "V.B.(1), component LEG, Number of Full Denials Based on Exemptions"


REFERENCE = '<nc:OrganizationReference s:ref="ORG2"/>'


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        (REFERENCE, '<nc:OrganizationReference s:ref=""/>', "U108"),
        (REFERENCE, "", "U108"),
        (REFERENCE, '<nc:OrganizationReference s:ref="ORG9"/>', "U108"),
        ('s:id="ORG2"><nc:OrganizationAbbreviationText>OPS<', 's:id="ORG2"><nc:OrganizationAbbreviationText>LEG<', "U109"),
        ('s:ref="fees1"/><nc:OrganizationReference s:ref="ORG2"', 's:ref="fees1"/><nc:OrganizationReference s:ref="ORG1"', "U109"),
        ("<foia:FeesCollectedAmount>0<", "<foia:FeesTaken>1</foia:FeesTaken><foia:FeesCollectedAmount>0<", "U107"),
        ("<foia:AppliedExemptionCode>Ex. 6<", "<foia:AppliedExemptionCode>Ex. 66<", "U107"),
        ('ComponentDataReference s:ref="fees1"', 'ComponentDataReference s:ref="fees7"', "U107"),
        ("<foia:ResponseTimeHighestDaysValue>30<", "<foia:ResponseTimeHighestDaysValue>N/A<", "U107"),
        ("<foia:PostedbyFOIAQuantity>12<", "<foia:PostedbyFOIAQuantity>N/A<", "U107"),
        ("<foia:FeesCollectedSection>", "<foia:FeesCollectedSection/><foia:FeesCollectedSection>", "U107"),
        ("<foia:ProcessingStatisticsReceivedQuantity>40<", "<foia:ProcessingStatisticsReceivedQuantity>40.0<", "U104"),
        ("<foia:ProcessingStatisticsReceivedQuantity>40<", "<foia:ProcessingStatisticsReceivedQuantity>-40<", "U105"),
        ("<foia:FeesCollectedCostPercent>0.0005<", "<foia:FeesCollectedCostPercent>5.95<", "U105"),
        ("<foia:FeesCollectedAmount>0<", "<foia:FeesCollectedAmount><", "U104"),
        ("<foia:OldItemReceiptDate>2024-08-01<", "<foia:OldItemReceiptDate>Invalid date entered<", "U106"),
        ("<foia:AdjudicationMedianDaysValue>6<", "<foia:AdjudicationMedianDaysValue>&lt;1<", "U104"),
        ("<foia:ResponseTimeLowestDaysCode>LT1<", "<foia:ResponseTimeLowestDaysCode>LT2<", "U104"),
    ],
)  # fmt: skip
def test_what_the_format_forbids_is_found(was: str, now: str, code: str) -> None:
    text = xml()
    assert was in text
    result = judged(text.replace(was, now, 1))
    assert code in [each.code for each in result.findings]
    assert "X003" not in [each.code for each in result.findings]
    found = next(each for each in result.findings if each.code == code)
    assert found.place is not None
    assert found.place.line == 2


def test_a_missing_section_is_one_finding() -> None:
    text = xml()
    start, end = text.index("<foia:SubsectionUsedSection>"), text.index("<foia:SubsectionPostSection>")
    assert codes(text[:start] + text[end:]) == ["U102"]


def test_a_row_without_a_component_counts_and_is_not_followed() -> None:
    draft = clean()
    draft["tables"]["fees"]["components"]["OPS"]["amount"] = 4
    draft["tables"]["fees"]["overall"]["amount"] = 109.5
    empty = '<nc:OrganizationReference s:ref=""'
    text = xml(draft)
    for table in ("fees", "requests_compared"):
        named = f's:ref="{table}1"/><nc:OrganizationReference s:ref="ORG2"'
        assert named in text
        text = text.replace(named, f's:ref="{table}1"/>{empty}')
    report = read(text.encode(), name="report.xml")
    assert set(report.data["tables"]["fees"]["components"]) == {"LEG", "?1"}
    assert codes(text) == ["U108"]
    assert "X, XII.D.(1)" in judged(text).findings[0].message


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("<html><head><title>502</title></head><body><p>Bad gateway</p></body></html>", "X006", "网页"),
        (
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>x</p></body></html>",
            "X006",
            "网页",
        ),
        ("<?xml version='1.0'?><project><name>x</name></project>", "X006", "project"),
        (xml().replace("/1.03", "/1.00"), "X006", "1.00"),
        (xml()[:5000], "X002", "XML"),
        ("", "X001", ""),
        ("{}", "X002", "XML"),
        (xml().replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n", 1), "X001", "实体"),
        (xml().replace("?>\n", "?>\n<!DOCTYPE x SYSTEM 'file:///etc/passwd'>\n", 1), "X001", "实体"),
    ],
)
def test_what_is_no_report_is_said(text: str, code: str, words: str) -> None:
    (found,) = judged(text).findings
    assert found.code == code
    assert words in found.message


def test_entities_are_not_resolved() -> None:
    bomb = (
        "<!DOCTYPE l ["
        + "".join(f"<!ENTITY l{n} '{'&l' + str(n - 1) + ';' * 1 if n else 'lol'}'>" for n in range(9))
        + "]>"
    )
    assert codes(xml().replace("?>\n", f"?>\n{bomb}\n", 1)) == ["X001"]


def test_other_encodings_are_read() -> None:
    text = (
        xml().replace("Harbor Records Board", "Conseil des ports, Évêché").replace('"1.0"?', '"1.0" encoding="utf-16"?')
    )
    report = read(text.encode("utf-16"), name="report.xml")
    assert report.data["agency"] == "Conseil des ports, Évêché"
    assert report.place("/year").column is not None


def test_nothing_of_the_office_is_taken_for_a_secret() -> None:
    draft = clean()
    draft["tables"]["fees"]["footnotes"] = [
        "Write to the FOIA Officer, foia@hrb.example, (202) 555-0123, docket 2024-00012345678."
    ]
    assert [each.code for each in judged(xml(draft)).findings] == []


LEAF = re.compile(r"<([\w:]+)(?: [^>]*)?(?:/>|>[^<]*</\1>)")
SECTION = re.compile(r"<foia:(\w+Section)>.*?</foia:\1>", re.DOTALL)
VALUES = ("", "N/A", "&lt;1", "-5", "1e9", "9" * 30, "NaN", "１２", "1,234", "\u00a0", "LT1", "2024-13-40")


def broken(text: str, kind: str, where: float, value: str) -> str:
    """Return a file in which something is left out, said twice, or said otherwise."""
    found = list((SECTION if kind == "section" else LEAF).finditer(text))
    match = found[int(where * len(found))]
    whole = match[0]
    if kind == "value":
        whole = re.sub(r">[^<]*</", f">{value}</", whole, count=1)
    elif kind == "reference":
        whole = re.sub(r'="[^"]*"', '="ORG1"' if value else '=""', whole, count=1)
    return (
        text[: match.start()]
        + {"twice": whole * 2, "value": whole, "reference": whole}.get(kind, "")
        + text[match.end() :]
    )


FAULT = st.tuples(
    st.sampled_from(["value", "reference", "twice", "gone", "section"]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(VALUES),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(FAULT, min_size=1, max_size=4))
def test_no_file_makes_a_check_crash(faults: list[tuple[str, float, str]]) -> None:
    text = xml()
    for kind, where, value in faults:
        text = broken(text, kind, where, value)
    assert not {"X003"} & set(codes(text))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not here")
def test_we_find_a_file_invalid_where_the_official_schema_does() -> None:
    from lxml import etree

    official = etree.XMLSchema(etree.parse(SHARED / "xsd" / "exchange" / "FoiaAnnualReport.xsd"))
    shape = frozenset(f"U10{number}" for number in range(1, 10))
    different = []
    for path in sorted(SHARED.rglob("*.xml"))[::6]:
        ours = not lint(path.read_bytes(), name=path.name, codes=shape).findings
        if ours != official.validate(etree.parse(path)):
            different.append(path.name)
    assert different == []
