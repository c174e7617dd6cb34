"""What is missing or has the wrong shape comes out once, under the rule that owns it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from disclosure_lint import schema
from disclosure_lint.checks import Problem
from disclosure_lint.profiles import profiles
from disclosure_lint.report import Report
from tests.schema_drafts import clean, with_change

Told = tuple[str, Problem]


def problems(data: dict[str, Any], profile: str = "cn-2021", silent: frozenset[str] = frozenset()) -> list[Told]:
    """Return the problems of a draft, all of them problems."""
    report = Report("draft.yaml", "yaml", profiles()[profile], data)
    return [(code, problem) for code, problem in schema.problems(report, silent) if isinstance(problem, Problem)]


def brief(found: list[Told]) -> list[tuple[str, str, str]]:
    """Return code, pointer and variant of each problem."""
    return [(code, problem.pointer, problem.variant) for code, problem in found]


@pytest.mark.parametrize("profile", ["cn-2008", "cn-2019", "cn-2021"])
def test_a_clean_draft_has_none(profile: str) -> None:
    assert problems(clean(profile), profile) == []


GRANTED = "/tables/requests/results/granted"
FEES = "/tables/proactive_disclosure/administrative_fees/amount"
CASES: list[tuple[str, str, Any, list[tuple[str, str, str]]]] = [
    ("a chapter", "/sections/problems", ..., [("S101", "/sections/problems", "")]),
    ("a table", "/tables/requests", ..., [("S108", "/tables/requests", "")]),
    ("an empty table", "/tables/requests", {}, [("S108", "/tables/requests", "")]),
    (
        "all tables",
        "/tables",
        ...,
        [("S108", f"/tables/{each}", "") for each in ("proactive_disclosure", "requests", "disputes")],
    ),
    ("a group", "/tables/requests/results/denied", ..., [("S109", "/tables/requests/results/denied", "group")]),
    ("an empty group", "/tables/requests/results/denied", {}, [("S109", "/tables/requests/results/denied", "group")]),
    ("a row", GRANTED, ..., [("S109", GRANTED, "")]),
    ("an empty row", GRANTED, {}, [("S109", GRANTED, "")]),
    ("a cell", f"{GRANTED}/total", ..., [("S109", f"{GRANTED}/total", "cells")]),
    ("a decimal count", f"{GRANTED}/total", 1.5, [("T209", f"{GRANTED}/total", "schema")]),
    ("a count in words", f"{GRANTED}/total", "三件", [("T209", f"{GRANTED}/total", "schema")]),
    ("true for a count", f"{GRANTED}/total", True, [("T209", f"{GRANTED}/total", "schema")]),
    ("an amount in words", FEES, "约三万", [("T209", FEES, "amount")]),
    ("a decimal amount", FEES, 12.5, []),
    ("a negative amount", FEES, -0.5, [("T210", FEES, "schema")]),
    ("a negative count", f"{GRANTED}/total", -1, [("T210", f"{GRANTED}/total", "schema")]),
    ("a blank cell", f"{GRANTED}/total", None, []),
    ("a stroke", f"{GRANTED}/total", "/", []),
    ("a stroke with spaces", f"{GRANTED}/total", " —— ", []),
    ("no such day", "/signed_on", "2025-02-30", [("D407", "/signed_on", "")]),
    ("a date of digits", "/signed_on", "20250101", [("D407", "/signed_on", "form")]),
    ("a date as a number", "/signed_on", 20250101, [("D407", "/signed_on", "form")]),
    ("a date in Chinese", "/period/start", "2025年1月20日", [("D407", "/period/start", "form")]),
    ("a list for a date", "/published_on", [], [("S100", "/published_on", "wrong-type")]),
    ("an unknown key", "/signed_onn", "2026-01-20", [("S100", "/signed_onn", "unknown-key")]),
    ("an unknown key of a row", f"{GRANTED}/women", 3, [("S100", f"{GRANTED}/women", "unknown-key")]),
    ("text for a list", "/sections/overview/text", "一段话", [("S100", "/sections/overview/text", "wrong-type")]),
    ("a number for a row", GRANTED, 3, [("S100", GRANTED, "wrong-type")]),
    ("a list for a cell", f"{GRANTED}/total", [1], [("S100", f"{GRANTED}/total", "wrong-type")]),
    ("a year in quotation marks", "/year", "2025", [("S100", "/year", "wrong-type")]),
    ("a year far off", "/year", 25, [("S100", "/year", "")]),
    ("a kind of body of one's own", "/agency_kind", "observatory", []),
    ("a further contact", "/contact", {"phone": 2155550100, "wechat": "lj"}, []),
    ("other rows", "/tables/requests/extra_rows", [{"label": "其他", "values": [1, 2]}], []),
    (
        "other rows without a name",
        "/tables/requests/extra_rows",
        [{"values": [1]}],
        [("S100", "/tables/requests/extra_rows/0/label", "missing-key")],
    ),
    ("other chapters", "/extra_sections", [{"heading": "七、附件", "text": []}], []),
]


@pytest.mark.parametrize(
    ("pointer", "value", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_fault_is_told_once(pointer: str, value: object, expected: list[tuple[str, str, str]]) -> None:
    assert brief(problems(with_change(clean("cn-2021"), pointer, value))) == expected


def test_a_misspelt_row_is_one_fault() -> None:
    data = clean("cn-2021")
    requests = data["tables"]["requests"]
    requests["carried_ovr"] = requests.pop("carried_over")
    [(code, problem)] = problems(data)
    assert (code, problem.values["hint"]["en"]) == ("S100", "; did you mean “carried_over”?")


def test_several_missing_cells_of_a_row_are_one_fault() -> None:
    data = clean("cn-2021")
    del data["tables"]["requests"]["carried_over"]["other"], data["tables"]["requests"]["carried_over"]["total"]
    [(code, problem)] = problems(data)
    assert (code, problem.pointer, problem.variant) == ("S109", "/tables/requests/carried_over/other", "cells")
    assert problem.values["cells"]["zh"] == "“其他”、“总计”"
    assert [related.pointer for related in problem.related] == ["/tables/requests/carried_over/total"]


def test_a_column_that_no_row_has_is_one_fault() -> None:
    data = clean("cn-2021")
    for row in data["tables"]["disputes"].values():
        del row["pending"]
    [(code, problem)] = problems(data)
    assert (code, problem.pointer) == ("S109", "/tables/disputes/administrative_review/pending")
    assert problem.values == {"column": {"zh": "尚未审结", "en": "Pending"}, "count": 3}


def test_a_table_of_another_year_tells_only_of_its_cells() -> None:
    data = clean("cn-2021")
    data["tables"]["proactive_disclosure"] = deepcopy(clean("cn-2019")["tables"]["proactive_disclosure"])
    data["tables"]["proactive_disclosure"]["other_external_services"]["decisions"] = 1.5
    data["tables"]["proactive_disclosure"]["central_procurement"]["projects"] = -2
    data["tables"]["proactive_disclosure"]["licensing"]["change"] = -2
    table = "/tables/proactive_disclosure"
    found = brief(problems(data, silent=frozenset({table})))
    assert found == [
        ("T209", f"{table}/other_external_services/decisions", "schema"),
        ("T210", f"{table}/central_procurement/projects", "schema"),
    ]


def test_a_change_may_be_negative_and_an_amount_of_2019_may_be_text() -> None:
    data = clean("cn-2019")
    data["tables"]["proactive_disclosure"]["penalties"]["change"] = -3
    data["tables"]["proactive_disclosure"]["central_procurement"]["amount"] = "251000元"
    assert problems(data, "cn-2019") == []


def test_values_are_masked_and_cut() -> None:
    data = with_change(clean("cn-2021"), f"{GRANTED}/total", "联系人手机 13800138000" + "，" * 60)
    [(_, problem)] = problems(data)
    assert "13800138000" not in str(problem)
    assert len(problem.values["text"]) == 40


def test_2008_has_no_fixed_chapters() -> None:
    data = {
        "year": 2015,
        "sections": {"any": {"heading": "一、概述", "text": []}},
        "topics": {"fees": {"text": ["未收费。"]}},
    }
    assert problems(data, "cn-2008") == []
    data["topics"]["fee"] = {}  # type: ignore[index]
    assert [code for code, _ in problems(data, "cn-2008")] == ["S100"]


def test_a_cell_is_told_by_s100_where_no_rule_of_the_profile_owns_it() -> None:
    data = {"year": 2015, "tables": {"statistics": {"complaints": "若干", "fees": -1}}}
    assert brief(problems(data, "cn-2008")) == [
        ("S100", "/tables/statistics/complaints", "wrong-type"),
        ("S100", "/tables/statistics/fees", ""),
    ]
