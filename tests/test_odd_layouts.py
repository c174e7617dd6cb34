"""Layouts that few reports have: the same figures are read, and chapters found."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_lint import lint, read

TITLE = "澜浦市水务局2024年政府信息公开工作年度报告"
PARTIES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def table(*rows: list[str | tuple[str, str]]) -> str:
    """Return an HTML table; a cell may come with attributes."""
    cells = [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows]
    return f"<table>{''.join('<tr>' + ''.join(f'<td {how}>{text}</td>' for text, how in row) + '</tr>' for row in cells)}</table>"


def page(*parts: str) -> bytes:
    """Return a page of a report with these parts."""
    return f"<html><body><h1>{TITLE}</h1>{''.join(parts)}</body></html>".encode()


def tables(raw: bytes, name: str = "r.html") -> dict[str, Any]:
    """Return the tables of a report."""
    found: dict[str, Any] = read(raw, name=name).data["tables"]
    return found


def total(number: int) -> list[str | tuple[str, str]]:
    """Return figures of a row of 表三 with one applicant kind."""
    return [str(number), "0", "0", "0", "0", "0", str(number)]


def test_group_and_item_in_one_cell() -> None:
    """（三）不予公开1.属于国家秘密 is the first row of its group."""
    rows = [
        ["", *PARTIES, "总计"],
        ["一、本年新收政府信息公开申请数量", *total(9)],
        ["（三）不予公开1.属于国家秘密", *total(4)],
        ["三、本年度办理结果-（三）不予公开-2.其他法律行政法规禁止公开", *total(3)],
        ["（四）无法提供：1.本机关不掌握相关政府信息", *total(2)],
        ["三、本年度办理结果（七）总计", *total(9)],
    ]
    report = read(page("<p>三、收到和处理政府信息公开申请情况</p>", table(*rows)), name="r.html")  # type: ignore[arg-type]
    results = report.data["tables"]["requests"]["results"]
    assert results["denied"]["state_secret"]["total"] == 4
    assert results["denied"]["prohibited_by_law"]["total"] == 3
    assert results["unavailable"]["not_held"]["total"] == 2
    assert results["total"]["total"] == 9
    assert report.found["/tables/requests"].rows["/tables/requests/results/unavailable/not_held"].startswith("1.")


def test_group_that_covers_a_row_too_many() -> None:
    """A rowspan that was not reduced with the rows pushes the next row to the right; its figures stay its own."""
    rows = [
        [("", "colspan=2"), *PARTIES, "总计"],
        [("一、本年新收政府信息公开申请数量", "colspan=2"), *total(9)],
        [("（五）不予处理", "rowspan=3"), "1.信访举报投诉类申请", *total(4)],
        ["3.要求提供公开出版物", *total(1)],
        [
            ("（六）其他处理", "rowspan=2"),
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            *total(3),
        ],
        ["3.其他", *total(2)],
    ]
    results = tables(page("<p>三、收到和处理政府信息公开申请情况</p>", table(*rows)))["requests"]["results"]  # type: ignore[arg-type]
    assert results["other_handling"]["uncorrected_overdue"]["natural_person"] == 3
    assert results["other_handling"]["other"]["total"] == 2


def test_headings_in_the_first_rows_of_tables() -> None:
    """The heading of a chapter may be a row of its table, and one table may hold two chapters."""
    both = table(
        [("三、收到和处理政府信息公开申请情况", "colspan=8")],
        ["", *PARTIES, "总计"],
        ["一、本年新收政府信息公开申请数量", *total(9)],
        [("四、政府信息公开行政复议、行政诉讼情况", "colspan=8")],
    )
    chapters = (
        "<p>一、总体情况</p><p>情况正常。</p>",
        both,
        "<p>五、存在的主要问题及改进情况</p><p>更新不够及时。</p>",
    )
    sections = read(page(*chapters), name="r.html").data["sections"]
    assert list(sections) == ["overview", "requests", "disputes", "problems"]


def test_a_title_above_the_figures_is_no_second_heading() -> None:
    """A caption row that repeats the heading stays in the table."""
    caption = table(
        [("三、收到和处理政府信息公开申请情况", "colspan=8")],
        ["", *PARTIES, "总计"],
        ["一、本年新收政府信息公开申请数量", *total(9)],
    )
    data = read(page("<p>三、收到和处理政府信息公开申请情况</p>", caption), name="r.html").data
    assert data["sections"]["requests"] == {"heading": "三、收到和处理政府信息公开申请情况", "text": []}
    assert "extra_sections" not in data


def test_outcomes_down_and_kinds_of_case_across() -> None:
    """表四 turned by a right angle."""
    rows = [["事项", "行政复议", "未经复议直接起诉", "复议后起诉"]]
    rows += [[name, str(index), str(index + 10), str(index + 20)] for index, name in enumerate(OUTCOMES)]
    read_back = tables(page("<p>四、政府信息公开行政复议、行政诉讼情况</p>", table(*rows)))["disputes"]  # type: ignore[arg-type]
    assert list(read_back["administrative_review"].values()) == [0, 1, 2, 3, 4]
    assert list(read_back["litigation_after_review"].values()) == [20, 21, 22, 23, 24]


def test_subtotals_in_text_without_ruled_columns() -> None:
    """A 小计 before 总计 is not taken for the total."""
    lines = [
        TITLE,
        "三、收到和处理政府信息公开申请情况",
        "申请人情况",
        "自然人 法人或其他组织 总计",
        "商业企业 科研机构 社会公益组织 法律服务机构 其他 小计",
        "一、本年新收政府信息公开申请数量 5 1 0 0 1 0 2 7",
        "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 0 1",
        "（一）予以公开 4 1 0 0 0 0 1 5",
    ]
    read_back = tables("\n".join(lines).encode(), "r.txt")["requests"]
    assert read_back["new_received"]["total"] == 7
    assert read_back["results"]["granted"] == dict(zip(read_back["new_received"], [4, 1, 0, 0, 0, 0, 5], strict=True))


def test_columns_lined_up_by_many_spaces() -> None:
    """A row is one however far its columns stand apart."""
    lines = [
        TITLE,
        "三、收到和处理政府信息公开申请情况",
        f"{'':60}" + "".join(f"{each:30}" for each in (*PARTIES, "总计")),
        f"{'一、本年新收政府信息公开申请数量':60}" + "".join(f"{each:<40}" for each in total(9)),
        f"{'二、上年结转政府信息公开申请数量':60}" + "".join(f"{each:<40}" for each in total(1)),
        f"{'（一）予以公开':60}" + "".join(f"{each:<40}" for each in total(8)),
    ]
    read_back = tables("\n".join(lines).encode(), "r.txt")["requests"]
    assert read_back["new_received"]["total"] == 9
    assert read_back["carried_over"]["natural_person"] == 1


def test_a_table_of_contents_is_no_statement() -> None:
    """三、收到和处理政府信息公开申请情况 3 in a table of contents does not say that three came."""
    heads = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    contents = [f"{head}\t{page}" for page, head in enumerate(heads, 1)]
    text = "\n".join(
        [TITLE, "目  录", *contents, "本报告由澜浦市水务局编制。", *(f"{head}\n情况正常。" for head in heads)]
    )
    data = read(text.encode(), name="r.txt").data
    assert data["preface"] == ["本报告由澜浦市水务局编制。"]
    assert list(data["sections"]) == ["overview", "proactive_disclosure", "requests", "disputes"]
    assert not [each for each in lint(text.encode(), name="r.txt").findings if each.code[:2] == "N3"]


def test_long_remark_in_a_label_of_the_statistics_table() -> None:
    """What stands in brackets does not make a row a sentence; tabs part an indicator and its unit."""
    rows = [
        "统计指标 单位 统计数",
        "三、依申请公开情况 —— ——",
        "（一）收到申请数 件 5",
        "四、行政复议数量\t件\t2",
        "八、机构建设和保障经费情况 —— ——",
        "（三）从事政府信息公开工作人员数 人 3",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） 万元 1.5",
    ]
    text = "\n".join([TITLE.replace("2024", "2016"), "一、概述", "情况正常。", "附件：统计表", *rows])
    statistics = repr(tables(text.encode(), "r.txt")["statistics"])
    assert "1.5" in statistics
    assert "'total': 2" in statistics


def stacked(rows: list[list[str]], *, fill: str = "") -> str:
    """Return rows as pages are stored: every cell on a line of its own, closed by a pipe."""
    return "\n".join(
        "\n".join([*(f"{cell} |" if cell else "|" for cell in row), *([fill] if fill else [])]) for row in rows
    )


@pytest.mark.parametrize("fill", ["", "|", "||"])
def test_blank_cells_on_lines_of_their_own(fill: str) -> None:
    """A pipe alone is a blank cell, and figures stay in their columns; what covers merged cells is none."""
    rows = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        PARTIES[1:],
        ["一、本年新收政府信息公开申请数量", "", "3", "", "", "", "", "3"],
        ["二、上年结转政府信息公开申请数量", "", "", "", "", "", "", ""],
        ["三、本年度办理结果", "（一）予以公开", "", "2", "", "", "", "", "2"],
        ["（三）不予公开", "1.属于国家秘密", "", "", "", "", "", "", ""],
        ["2.其他法律行政法规禁止公开", "", "1", "", "", "", "", "1"],
    ]
    text = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n{stacked(rows, fill=fill)}\n"
    found = tables(text.encode(), "r.md")["requests"]
    assert found["new_received"]["natural_person"] is None
    assert found["new_received"]["commercial_enterprise"] == found["new_received"]["total"] == 3
    assert set(found["carried_over"].values()) == set(found["results"]["denied"]["state_secret"].values()) == {None}
    assert found["results"]["granted"]["total"] == 2
    assert found["results"]["denied"]["prohibited_by_law"]["commercial_enterprise"] == 1


def test_blank_cells_between_figures_of_table_two_and_four() -> None:
    """Header words are told from labels, so that figures below them are a row."""
    two = [
        ["第二十条第（五）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "9", "", "4"],
    ]
    four = [
        ["行政复议", "行政诉讼"],
        ["未经复议直接起诉", "复议后起诉"],
        OUTCOMES * 3,
        ["", "1", *[""] * 2, "1", *[""] * 10],
    ]
    text = (
        f"{TITLE.replace('2024', '2020')}\n二、主动公开政府信息情况\n{stacked(two, fill='|')}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{stacked(four)}\n"
    )
    found = tables(text.encode(), "r.md")
    assert found["proactive_disclosure"]["licensing"] == {"last_year_items": 9, "change": None, "decisions": 4}
    assert list(found["disputes"]["administrative_review"].values()) == [None, 1, None, None, 1]
    assert set(found["disputes"]["litigation_after_review"].values()) == {None}


def test_pipes_alone_behind_the_last_cell_cover_nothing() -> None:
    """What a merged header cell covers is printed as pipes at the end of every row."""
    rows = [
        "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | ||||||||",
        "| 自然人 | 法人或其他组织 | 总计 | |||||||",
        f"| {' | '.join(PARTIES[1:])} | |||||",
        "| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 | ||",
        "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||",
        "| 三、本年度办理结果 | （一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 | |",
    ]
    text = "\n".join([TITLE, "三、收到和处理政府信息公开申请情况", *rows, "四、政府信息公开行政复议、行政诉讼情况"])
    found = tables(text.encode(), "r.md")["requests"]
    assert found["new_received"] == dict(zip(found["new_received"], [3, 0, 0, 0, 0, 0, 3], strict=True))
    assert set(found["carried_over"].values()) == {0}
    assert found["results"]["granted"]["total"] == 2
    assert "total" not in found["results"]


def test_pipes_on_lines_between_the_cells() -> None:
    """A pipe alone closes the cell above it, or is a blank one below another pipe."""
    cells = [
        "第二十条第（五）项",
        "信息内容",
        "上一年项目\n数量",
        "本年增/减",
        "处理决定数量",
        "行政许可",
        "9",
        "",
        "4",
    ]
    body = "\n".join(f"{cell}\n|" if cell else "|" for cell in cells)
    text = f"{TITLE.replace('2024', '2020')}\n二、主动公开政府信息情况\n{body}\n"
    found = tables(text.encode(), "r.md")["proactive_disclosure"]
    assert found["licensing"] == {"last_year_items": 9, "change": None, "decisions": 4}
