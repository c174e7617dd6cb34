"""Every figure of the real reports is read as a careful reader reads it."""

from __future__ import annotations

import pytest

from disclosure_lint import lint, read
from disclosure_lint.profiles import profiles
from tests.corpus.facts import BLOCKS, COLUMNS, OUTCOMES, SHARED, Facts, needs_reports, read_facts

REPORTS = {
    "G01_shanghai_gov_office_2019.html": "G01",
    "G02_shanghai_stcsm_2024.md": "G02",
    "G05_suqian_city_2024.txt": "G05-2024",
    "G07_hongze_district_2023.pdf": "G07",
    "G12_shuyang_county_2025_ocr.txt": "G12",
    **{
        f"damaged/G07_hongze_district_2023.{kind}.txt": "G07"
        for kind in (
            "brand_words", "date_separators_lost", "emoji", "gbk_off_by_one", "trad", "trad_toned_pinyin",
            "trad_untoned_pinyin", "utf8_as_gbk", "zero_width_as_question",
        )
    },
}  # fmt: skip


@needs_reports
@pytest.mark.parametrize("name", REPORTS)
def test_figures(name: str) -> None:
    facts = read_facts()[REPORTS[name]]
    report = read(SHARED / name, profile="cn-2021" if REPORTS[name] != "G01" else None)
    assert wrong_cells(report, facts, detached=name.startswith("G02")) == []


def wrong_cells(report, facts: Facts, *, detached: bool) -> list[str]:
    """Return the cells that differ, as "pointer: read, true"."""
    single_row = len(facts.requests) == 23
    rows = profiles()["cn-2019" if single_row else "cn-2021"].tables["requests"].rows
    assert len(rows) == len(facts.requests)
    wrong = []
    for row, (_, cells) in zip(rows, facts.requests.items(), strict=True):
        wrong += compare(report, f"/tables/requests/{row.key}", COLUMNS, cells)
    for block in BLOCKS:
        wrong += compare(report, f"/tables/disputes/{block}", OUTCOMES, facts.disputes[block])
    if "disputes" not in report.data["tables"] and not report.has("/sections/disputes"):
        wrong = [each for each in wrong if "/disputes/" not in each]  # a print-out that left table 4 out
    if detached:  # the tool that made this file lost the last cell of its last row
        wrong.remove("/tables/requests/carried_forward/total: None, 1")
    return wrong


def compare(report, pointer: str, columns: tuple[str, ...], cells: list[int | None]) -> list[str]:
    stated = [report.get(f"{pointer}/{column}", "absent") for column in columns]
    return [
        f"{pointer}/{column}: {was}, {true}"
        for column, was, true in zip(columns, stated, cells, strict=True)
        if was != true
    ]


@needs_reports
def test_the_wrong_totals_of_a_pdf_are_told_at_their_cells() -> None:
    result = lint(SHARED / "G07_hongze_district_2023.pdf", language="zh")
    told = {each.pointer: each.place for each in result.findings if each.code == "T204"}
    assert set(told) == {
        "/tables/disputes/administrative_review/total",
        "/tables/disputes/litigation_after_review/total",
    }
    assert {(place.page, place.row, place.cell) for place in told.values()} == {(4, 4, 5), (4, 4, 15)}
    assert [each.place.page for each in result.findings if each.code == "S107"] == [4]


@needs_reports
def test_table_two_of_a_pdf() -> None:
    table = read(SHARED / "G07_hongze_district_2023.pdf").data["tables"]["proactive_disclosure"]
    assert [list(row.values()) for row in table.values()] == [[0, 0, 0], [0, 5, 5], [550], [4119], [195], [7730.28]]


@needs_reports
def test_two_reports_side_by_side_are_no_report() -> None:
    (finding,) = lint(SHARED / "G05_suqian_city_2023_vs_2024.pdf", language="zh").findings
    assert finding.code == "X006"
    assert "两份报告" in finding.message
