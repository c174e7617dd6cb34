"""What totals rules say besides that a sum is wrong: terms, related cells, and why a sum could not be judged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.batch_cases import ABSENT
from tests.test_rules import judge

ROWS = ("new_received", "carried_over", "results", "carried_forward")


def gaps(code: str, draft: dict[str, Any], profile: str = "cn-2021", **options: Any) -> list[tuple[str, str]]:
    result = judge({"draft": draft, "options": options}, profile)
    return [(each.pointer, each.reason) for each in result.not_assessed if each.code == code]


def first(code: str, draft: dict[str, Any], **options: Any) -> Any:
    return next(each for each in judge({"draft": draft, "options": options}, "cn-2021").findings if each.code == code)


@pytest.mark.parametrize(
    ("count", "chinese", "english"),
    [
        (1, "报告中没有“表三 （三）不予公开 1.属于国家秘密”这一格", "表三"),
        (3, "、", ", "),
        (4, "等 4 处”", " and 1 more"),
        (5, "等 5 处”", " and 2 more"),
    ],
)
def test_missing_rows_are_named_and_counted(count: int, chinese: str, english: str) -> None:
    keys = ("state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights", "process_information")
    draft = {
        "tables": {"requests": {"results": {"denied": dict.fromkeys(keys[:count], ABSENT), "total": {"total": 40}}}}
    }
    ((pointer, reason),) = gaps("T202", draft)
    assert pointer == "/tables/requests/results/denied/state_secret"
    assert chinese in reason
    assert ("等" in reason) == (count > 3)
    assert reason.count("、") == min(count, 3) - 1
    ((_, told),) = gaps("T202", draft, language="en")
    assert english in told or count == 1
    assert told.endswith(("国家秘密", "more", "一稳定”")), told
    assert ("more" in told) == (count > 3)
    assert told.count(", ") >= min(count, 3) - 1


def test_a_missing_row_of_zeros_needs_no_word() -> None:
    assert gaps("T202", {"tables": {"requests": {"results": {"denied": {"state_secret": ABSENT}}}}}) == []


def test_strange_cells_are_quoted_in_part() -> None:
    row = {"natural_person": "数据核实中数据核实中数据核实中数据核实中", "other": "约三件"}
    draft = {"tables": {"requests": {"carried_over": {**row, "natural_person": row["natural_person"] + "再核实"}}}}
    ((pointer, reason),) = gaps("T203", draft)
    assert pointer == "/tables/requests/carried_over/natural_person"
    assert f"（{row['natural_person']}、约三件）" in reason
    assert "表三 二、上年结转政府信息公开申请数量 · 自然人、表三 二、上年结转政府信息公开申请数量 · 其他" in reason


def test_rows_of_another_table_balance_nothing() -> None:
    draft = {"tables": {"requests": {**dict.fromkeys(ROWS, ABSENT), "extra_rows": [{"label": "其他", "values": [1]}]}}}
    ((pointer, reason),) = gaps("T201", draft)
    assert pointer == "/tables/requests/new_received"
    assert "等 4 处" in reason
    ((pointer, reason),) = gaps("T202", draft)
    assert pointer == "/tables/requests/results/total"
    assert "“表三 （七）总计”" in reason
    assert gaps("T203", draft) == []


def test_sides_are_shown_as_they_are_added() -> None:
    row = {"natural_person": 36, "total": 43}
    empty = dict.fromkeys(("natural_person", "commercial_enterprise", "legal_service_institution", "total"), 0)
    draft = {"tables": {"requests": {"new_received": row, "carried_over": empty}}}
    messages = [each.message for each in judge({"draft": draft}, "cn-2021").findings if each.code == "T201"]
    assert any("为 5，" in message and "为 6" in message for message in messages), messages
    found = first("T201", {"tables": {"requests": {"results": {"total": empty}, "carried_forward": empty}}})
    assert "“（七）总计”加“四、结转下年度”为 0，" in found.message
    assert "34 + 2 = 36" in found.message


def test_every_other_term_is_related_with_its_value() -> None:
    found = first("T203", {"tables": {"requests": {"results": {"granted": {"total": 13}, "total": {"total": 42}}}}})
    assert found.pointer not in {each.pointer for each in found.related}
    assert [each.pointer.rpartition("/")[2] for each in found.related] == [
        "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
        "legal_service_institution", "other",
    ]  # fmt: skip
    assert [each.message for each in found.related] == [f"此格为 {value}" for value in (9, 2, 0, 0, 1, 0)]


def test_a_table_that_may_be_a_picture() -> None:
    page = """<html><head><meta charset="utf-8"></head><body><h1>临江市水务局2025年政府信息公开工作年度报告</h1>
    <h2>一、总体情况</h2><p>统计期限自2025年1月1日起至2025年12月31日止。</p><h2>二、主动公开政府信息情况</h2>
    <p>见图。</p>{}<h2>三、收到和处理政府信息公开申请情况</h2><p>见图。</p></body></html>"""
    for pictures, said in (("", "没有找到"), ('<img src="a.png"><img src="b.png">', "文中有 2 张图片")):
        result = judge({"document": page.format(pictures), "format": "html"}, "cn-2021")
        reasons = {each.code: each.reason for each in result.not_assessed}
        assert said in reasons["T201"]
        assert ("图片" in reasons["T201"]) == bool(pictures)


def test_a_row_of_another_form_leaves_its_group_complete() -> None:
    row = dict.fromkeys(("natural_person", "commercial_enterprise", "research_institution", "total"), 0)
    whole = {**row, "public_welfare_organization": 0, "legal_service_institution": 0, "other": 0}
    handling = dict.fromkeys(("uncorrected_overdue", "unpaid_overdue", "other"), ABSENT)
    draft = {"tables": {"requests": {"results": {"other_handling": {**handling, "undivided": whole}}}}}
    assert first("T202", draft).severity == "error"
    assert gaps("T202", draft) == []
    del handling["other"]
    assert gaps("T202", {"tables": {"requests": {"results": {"other_handling": {**handling}, "total": {"total": 44}}}}})


def statistics(**changes: Any) -> list[Any]:
    year = changes.pop("year", 2016)
    draft = {"year": year, "tables": {"statistics": changes}}
    return [each for each in judge({"draft": draft}, "cn-2008").findings if each.code == "T205"]


@pytest.mark.parametrize(("year", "count"), [(2013, 0), (2014, 1), (2018, 1), (2019, 0)])
def test_the_statistics_table_is_that_of_its_years(year: int, count: int) -> None:
    assert len(statistics(year=year, requests={"received": {"letter": 4}})) == count


def test_terms_of_the_statistics_table() -> None:
    (found,) = statistics(administrative_review={"total": 3, "upheld": 0})
    assert "为 3，各分项之和为 0（0），相差 3" in found.message
    assert [(each.pointer.rpartition("/")[2], each.message) for each in found.related] == [
        ("upheld", "此格为 0"), ("corrected", "此格为 0"), ("other", "此格为 0"),
    ]  # fmt: skip
    (part,) = statistics(responses={"press_conferences_by_head": 2})
    assert [each.message for each in part.related] == ["此格为 1"]
    assert "主要负责同志参加新闻发布会次数”为 2，大于“" in part.message
    assert "参加或举办新闻发布会总次数”的 1" in part.message
    assert statistics(responses={"press_conferences": ABSENT}) == []
    assert statistics(responses={"press_conferences_by_head": ABSENT}) == []
    assert part.related[0].pointer == "/tables/statistics/responses/press_conferences"


@pytest.mark.parametrize(
    ("values", "total", "count"),
    [
        ([[1]], 13, 0),
        ([[2], [3]], 17, 0),
        ([[2], [3]], 14, 0),
        ([[2], [3]], 16, 1),
        ([[3]], 9, 1),
        ([[True], ["5"]], 13, 1),
    ],
)
def test_local_rows_explain_what_they_add_up_to(values: list[list[Any]], total: int, count: int) -> None:
    extra = [{"label": f"{number}.其他申请数", "values": each} for number, each in enumerate(values, start=5)]
    assert len(statistics(requests={"received": {"total": total}}, extra_rows=extra)) == count


def test_statistics_that_cannot_be_judged() -> None:
    received = {"fax": ABSENT, "online": ABSENT, "total": 12}
    ((pointer, reason),) = gaps("T205", {"tables": {"statistics": {"requests": {"received": received}}}}, "cn-2008")
    assert pointer == "/tables/statistics/requests/received/fax"
    assert "“统计表 （一）收到申请数 2.传真申请数”" in reason
    text = "数据核实中数据核实中数据核实中数据核实中"
    draft = {"tables": {"statistics": {"requests": {"received": {"fax": text + "再核实", "letter": "若干"}}}}}
    ((pointer, reason),) = gaps("T205", draft, "cn-2008")
    assert pointer == "/tables/statistics/requests/received/fax"
    assert f"“统计表 （一）收到申请数 2.传真申请数”这一格不是数字（{text}）" in reason
    lone = dict.fromkeys(("fax", "online", "letter"), ABSENT)
    draft = {"tables": {"statistics": {"requests": {"received": {**lone, "total": ABSENT, "in_person": 9}}}}}
    assert gaps("T205", draft, "cn-2008") == []
    assert statistics(requests={"received": {**lone, "in_person": 13}}) == []
    assert statistics(requests={"received": {"total": ABSENT}}) == []
