"""Tables pasted as text: tabs keep blank cells, spaces lose them, and figures may be misprinted."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_lint import lint, read

TITLE = "澜浦市水务局2024年政府信息公开工作年度报告"
TABLE_TWO = [
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "", "", ""],
    ["行政规范性文件", "3", "1", "12"],
    ["第二十条第（五）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", "423"],
    ["第二十条第（六）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政处罚", "3"],
    ["行政强制", ""],
    ["第二十条第（八）项"],
    ["信息内容", "本年收费金额（单位：万元）"],
    ["行政事业性收费", ""],
]
PARTIES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def report(rows: list[list[str]], between: str, *, stripped: bool = False, chapter: str = "") -> bytes:
    """Return a report whose only table has these rows, one on a line."""
    lines = [between.join(row) for row in rows]
    lines = [line.rstrip() for line in lines] if stripped else lines
    return "\n".join([TITLE, "一、总体情况", "全年工作平稳。", chapter or "二、主动公开政府信息情况", *lines, "五、存在的主要问题及改进情况", "解读不够。"]).encode()  # fmt: skip


def told(raw: bytes, name: str = "r.txt") -> list[tuple[str, str]]:
    """Return the findings about tables that are there."""
    found = [(each.code, each.pointer) for each in lint(raw, name=name).findings]
    return [(code, pointer) for code, pointer in found if pointer.startswith("/tables/") and code != "S108"]


@pytest.mark.parametrize("name", ["r.txt", "r.md"])
@pytest.mark.parametrize("stripped", [False, True])
@pytest.mark.parametrize("between", ["\t", " | ", "  "])
def test_blank_cells_at_the_end_of_a_row(between: str, name: str, *, stripped: bool) -> None:
    """The row is there: its cells are blank, and it is not missing."""
    raw = report(TABLE_TWO, between, stripped=stripped)
    found = read(raw, name=name).data["tables"]["proactive_disclosure"]
    assert found["regulations"] == {"issued": None, "repealed": None, "in_force": None}
    assert found["normative_documents"] == {"issued": 3, "repealed": 1, "in_force": 12}
    assert found["coercion"] == {"decisions": None}
    assert found["administrative_fees"] == {"amount": None}
    assert [code for code, _ in told(raw, name)] == ["T206"]


def test_some_figures_of_a_row_lost() -> None:
    """Nobody can tell which of the three cells two figures are: that is said and no finding."""
    rows = [["行政规范性文件", "3", "12"] if row[0] == "行政规范性文件" else row for row in TABLE_TWO]
    result = lint(report(rows, "  ", stripped=True), name="r.txt")
    assert not [each for each in result.findings if each.pointer.endswith("normative_documents")]
    assert [each.pointer for each in result.not_assessed if each.code == "S109"] == [
        "/tables/proactive_disclosure/normative_documents"
    ]


def test_a_row_that_is_not_there_is_missing() -> None:
    rows = [row for row in TABLE_TWO if row[0] != "行政强制"]
    assert ("S109", "/tables/proactive_disclosure/coercion") in told(report(rows, "  ", stripped=True))


def test_tabs_keep_the_blank_cells_of_table_three() -> None:
    rows = [
        ["", *PARTIES],
        ["一、本年新收政府信息公开申请数量", "5", "1", "", "", "", "", "6"],
        ["二、上年结转政府信息公开申请数量", "", "", "", "", "", "", ""],
        ["三、本年度办理结果", "（一）予以公开", "5", "1", "", "", "", "", "6"],
        ["（七）总计", "5", "1", "", "", "", "", "6"],
        ["四、结转下年度继续办理", "", "", "", "", "", "", ""],
    ]
    raw = report(rows, "\t", chapter="三、收到和处理政府信息公开申请情况")
    found = read(raw, name="r.txt").data["tables"]["requests"]
    assert list(found["new_received"].values()) == [5, 1, None, None, None, None, 6]
    assert set(found["carried_over"].values()) == {None}
    assert found["results"]["granted"]["total"] == 6


def test_tabs_behind_prose_are_mere_typing() -> None:
    data = read(
        f"{TITLE}\n一、总体情况\t\n（一）主动公开\t\n全年公开信息31条\t\n六、其他需要报告的事项\n无。\n".encode(),
        name="r.txt",
    ).data
    assert data["sections"]["overview"]["text"] == ["（一）主动公开", "全年公开信息31条"]
    assert not data.get("tables")


@pytest.mark.parametrize("between", [" ", "\t", " | ", "\n"])
def test_words_in_the_place_of_a_figure(between: str) -> None:
    rows = [["行政许可", "四百件"] if row[0] == "行政许可" else [cell or "0" for cell in row] for row in TABLE_TWO]
    assert told(report(rows, between)) == [("T209", "/tables/proactive_disclosure/licensing/decisions")]


def test_a_letter_among_the_figures_of_a_row() -> None:
    rows = [
        PARTIES,
        ["一、本年新收政府信息公开申请数量", *"5100006"],
        ["二、上年结转政府信息公开申请数量", *"1000001"],
        ["三、本年度办理结果", "（一）予以公开", *"21O0003"],
        ["四、结转下年度继续办理", *"1000001"],
    ]
    raw = report(rows, " ", chapter="三、收到和处理政府信息公开申请情况")
    assert ("T209", "/tables/requests/results/granted/research_institution") in told(raw)


OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


@pytest.mark.parametrize(
    ("figures", "code"),
    [("100O10000010001", "T209"), ("1 1 1 1", ""), ("100010000010001", "")],
)
def test_table_four_in_text(figures: str, code: str) -> None:
    """Blank cells that text lost are no missing columns, for every column has its header."""
    values = figures.split() if " " in figures else list(figures)
    rows = [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], OUTCOMES * 3, values]
    result = lint(report(rows, " ", chapter="四、政府信息公开行政复议、行政诉讼情况"), name="r.txt")
    found: list[Any] = [each.code for each in result.findings if each.pointer.startswith("/tables/disputes")]
    assert found == ([code] if code else [])
    gaps = {each.code for each in result.not_assessed if each.pointer == "/tables/disputes"}
    assert ("S111" in gaps) == (len(values) < 15)


def test_what_came_in_and_went_in_one_cell() -> None:
    """本年增/减 filled in as 0/0 is one figure, so that no other is out of its column; it is no number all the same."""
    rows = [["第二十条第（五）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "4", "0/0", "7"], ["其他对外管理服务事项", "2", "+1/-1", "9"]]  # fmt: skip
    raw = report(rows, "\n").decode().replace("2024年", "2020年").encode()
    found = read(raw, name="r.txt").data["tables"]["proactive_disclosure"]
    assert found["licensing"] == {"last_year_items": 4, "change": "0/0", "decisions": 7}
    assert found["other_external_services"] == {"last_year_items": 2, "change": "+1/-1", "decisions": 9}
    codes = [code for code, pointer in told(raw) if pointer.endswith("change") and "licensing" in pointer]
    assert codes == ["T209"]
