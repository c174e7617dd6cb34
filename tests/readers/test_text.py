"""Plain text: paragraphs out of wrapped lines, tables out of flattened rows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.outline import Outline, Paragraph, Table, locate
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.lines import is_page_mark
from disclosure_lint.readers.text import read_text

SENTENCE = "县水务局坚持以公开为常态、不公开为例外，围绕供水保障和河道治理等群众关心的事项，及时发布各类政府信息。"


def wrapped(text: str, width: int = 28) -> str:
    """Cut a text into lines as a PDF does: a first line is indented by two characters."""
    first, rest = text[: width - 2], text[width - 2 :]
    return "\n".join([first, *(rest[at : at + width] for at in range(0, len(rest), width))])


def texts(outline: Outline) -> list[str]:
    return [block.text for block in outline.paragraphs()]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def assert_exact(outline: Outline, text: str) -> None:
    """Every character stands where its run says."""
    lines = text.split("\n")
    for block in outline.blocks:
        for unit in [block] if isinstance(block, Paragraph) else block.cells:
            for offset, character in enumerate(unit.text):
                run = locate(unit.runs, offset)
                assert run is not None
                assert lines[run.line - 1][run.column - 1] == character
            if unit.text:
                place = unit.place
                assert lines[place.line - 1][place.column - 1] == unit.text[0]
                assert lines[place.end_line - 1][place.end_column - 2] == unit.text[-1]


def test_wrapped_lines_are_joined_and_headings_stand_alone() -> None:
    first, second = SENTENCE * 3, SENTENCE * 2
    text = "\n".join(
        [
            "清江县水务局",
            "2024年政府信息公开工作年度报告",
            "一、总体情况",
            wrapped(first),
            "（一）主动公开情况。" + wrapped(second, 18),
            "（二）依申请公开情况。",
            wrapped(SENTENCE),
            "清江县水务局",
            "2025年1月20日",
        ]
    )
    found = texts(read_text(text))
    assert found[:4] == ["清江县水务局", "2024年政府信息公开工作年度报告", "一、总体情况", first]
    assert found[-4:] == ["（二）依申请公开情况。", SENTENCE, "清江县水务局", "2025年1月20日"]
    assert_exact(read_text(text), text)


def test_one_paragraph_per_line_is_left_alone() -> None:
    lines = ["一、总体情况", SENTENCE, SENTENCE[:-1], "目前情况良好。", "（一）做法", "某县水务局"]
    assert texts(read_text("\n".join(lines))) == lines


def test_lines_cut_after_a_number_of_characters() -> None:
    first = "2024年1月1日至12月31日，" + SENTENCE * 2 + "共受理1234567件，占1234567890%，" + SENTENCE
    lines = ["某县水务局2024年度报告", "", " " * 40 + "发布时间：2025-01-20 09:30", ""]
    for each in (first, SENTENCE * 3, SENTENCE):
        indented = "　　" + each
        lines += [indented[at : at + 30] for at in range(0, len(indented), 30)]
    text = "\n".join(lines)
    assert texts(read_text(text))[1:] == ["发布时间：2025-01-20 09:30", first, SENTENCE * 3, SENTENCE]
    assert_exact(read_text(text), text)


def test_a_title_on_two_lines_is_one() -> None:
    text = "清江县水务局\n2024年清江县水务局政府信息公开工作\n年度报告\n\n一、总体情况\n" + SENTENCE
    assert texts(read_text(text))[:2] == ["清江县水务局", "2024年清江县水务局政府信息公开工作年度报告"]


@pytest.mark.parametrize("mark", ["- 4 -", "— 1 —", "－ 3 －", "第 3 页 共 5 页", "第3页", "\f", "12\n\f"])
def test_page_marks_do_not_part_a_sentence(mark: str) -> None:
    text = (
        f"{SENTENCE}\n全年共公开政府信息，其中通过政府网站公开的信息\n{mark}\n\n占到七成，比上年有所增加。\n{SENTENCE}"
    )
    found = texts(read_text(text))
    assert found == [SENTENCE, "全年共公开政府信息，其中通过政府网站公开的信息占到七成，比上年有所增加。", SENTENCE]


@pytest.mark.parametrize("text", ["2024", "1,234", "-1.5", "第三页说明", "4", "—", "- -", "第二十条第（一）项"])
def test_figures_and_words_are_no_page_marks(text: str) -> None:
    assert not is_page_mark(text)


TABLES = """\
二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性文件 3 2 31
第二十条第（五）项
- 2 -

信息内容 本年处理决定数量
行政许可 1,636
三、收到和处理政府信息公开申请情况
申请人情况
（本列数据的勾稽关系为：第一项加第二项之和，等
于第三项加第四项之和）
自然人 法人或其他组织 总计
一、本年新收政府信息公开申请数量 4 1 0 0 0 0 5
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果
（一）予以公开 2 0 0 0 0 0 2
4.无正当理由大量反复 申请
0 0 0 0 0 0 0
出具已获取信息
三
、
本 （七）总计 4 1 0 0 0 0 5
四、结转下年度继续办理 0 0 0 0 0 0 0
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
结果维持 结果纠正 总 计
1 0 / - 1 0 0 0 0 0 0 0 0 0 0
五、存在的主要问题及改进情况
"""


def test_flattened_tables_become_zones() -> None:
    outline = read_text(TABLES + SENTENCE)
    second, third, fourth = outline.tables()
    assert texts(outline)[-2:] == ["五、存在的主要问题及改进情况", SENTENCE]
    assert [len(texts(outline)), second.ruled, third.ruled] == [5, False, False]
    assert ["规章", "0", "0", "0"] in rows(second)
    assert ["行政许可", "1,636"] in rows(second)
    assert ["4.无正当理由大量反复 申请"] in rows(third)
    assert ["本 （七）总计", "4", "1", "0", "0", "0", "0", "5"] in rows(third)
    assert rows(third)[-1][0] == "四、结转下年度继续办理"
    assert rows(fourth)[-1] == ["1", "0", "/", "-", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
    assert_exact(outline, TABLES + SENTENCE)


def test_one_cell_on_each_line() -> None:
    text = "信息内容\n本年制发件数\n规章\n0\n0\n0\n行政规范性文件\n3\n2\n31\n" + SENTENCE
    outline = read_text(text)
    assert rows(outline.blocks[0])[-4:] == [["行政规范性文件"], ["3"], ["2"], ["31"]]  # type: ignore[arg-type]
    assert texts(outline) == [SENTENCE]


@pytest.mark.parametrize(
    "value", ["22（其中修订 16件）", "12件", "251000元", "+2/-1", "１２", "无", "——", "59237.2449", "/"]
)
def test_what_counts_as_a_value(value: str) -> None:
    outline = read_text(f"信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 {value}")
    assert rows(outline.blocks[0])[1] == ["规章", "0", "0", value]  # type: ignore[arg-type]


def test_pipes_and_tabs_keep_blank_cells() -> None:
    ruled = read_text("项目 | 制发 | 废止 |\n规章 | | 0 |\n|\n文件 | 3 | 2 |")
    ragged = read_text("项目 | 制发 | 废止\n规章 | 0\n文件 | 3 | 2")
    tabbed = read_text("项目\t制发\t废止\n规章\t\t0\n文件\t3\t\n")
    assert [rows(table) for table in ruled.tables()] == [
        [["项目", "制发", "废止"], ["规章", "", "0"], ["文件", "3", "2"]]
    ]
    assert [table.ruled for outline in (ruled, ragged, tabbed) for table in outline.tables()] == [True, False, True]
    assert rows(next(tabbed.tables()))[1:] == [["规章", "", "0"], ["文件", "3", ""]]


def test_drawn_tables_are_ruled() -> None:
    text = "┌────┬───┐\n│项目│数量│\n├────┼───┤\n│行政│12 │\n│许可│   │\n└────┴───┘"
    table = next(read_text(text).tables())
    assert (table.ruled, rows(table)) == (True, [["项目", "数量"], ["行政许可", "12"]])


def test_a_lone_row_of_figures_in_prose_is_no_table() -> None:
    text = f"{SENTENCE}\n账号 6222 0202 0000 1234\n{SENTENCE}"
    assert not list(read_text(text).tables())


def test_a_table_of_contents_is_no_table() -> None:
    text = (
        "目录\n一、总体情况 1\n二、主动公开政府信息情况 2\n三、收到和处理政府信息公开申请情况 4\n一、总体情况\n"
        + SENTENCE
    )
    assert not list(read_text(text).tables())


WORDS = st.text("公开政府信息县局办理件条一二年月的和及0123456789 2024", min_size=1, max_size=60)
PROSE = st.lists(WORDS, min_size=1, max_size=4).map(lambda parts: "全年" + "，".join(parts) + "。")


@settings(max_examples=60, deadline=None)
@given(st.lists(PROSE, min_size=1, max_size=8))
def test_prose_never_becomes_a_table(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    outline = read_text(text)
    assert not list(outline.tables())
    assert "".join("".join(texts(outline)).split()) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(PROSE, min_size=1, max_size=3), st.lists(PROSE, min_size=1, max_size=3))
def test_zones_swallow_no_prose(before: list[str], after: list[str]) -> None:
    outline = read_text("\n".join([*before, TABLES.strip(), *after]))
    cells = {cell.text for table in outline.tables() for cell in table.cells}
    assert len(list(outline.tables())) == 3
    assert not any("。" in cell for cell in cells)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("公开县局（）“”、，。：:|#*-—0 1\t　年一二三四（一）", max_size=40), max_size=25))
def test_nothing_is_lost_and_every_place_is_exact(lines: list[str]) -> None:
    text = "\n".join(lines)
    outline = read_text(text)
    marks = [block.text for block in outline.blocks if isinstance(block, Paragraph)]
    assert all(mark.strip() for mark in marks)
    for block in outline.blocks:
        for unit in [block] if isinstance(block, Paragraph) else block.cells:
            for offset, character in enumerate(unit.text):
                run = locate(unit.runs, offset)
                assert run is not None
                assert character == " " or lines[run.line - 1][run.column - 1] == character


def test_too_many_cells() -> None:
    with pytest.raises(ReadError) as caught:
        read_text("a|" * 200_001 + "\n" + "1|" * 9)
    assert (caught.value.code, caught.value.reason) == ("X007", "too-many-cells")


@pytest.mark.parametrize("text", ["我" * 1_000_000, "0 " * 300_000, "（" * 100_000, "|" * 100_000, "总计\n" * 5_000])
def test_long_inputs_take_linear_time(text: str) -> None:
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 5
