"""Markdown: blocks, inline markup, pipe tables and HTML tables, with exact places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.outline import Outline, Paragraph, Table, locate
from disclosure_lint.readers.markdown import read_markdown
from disclosure_lint.readers.markup import scan

SENTENCE = "县水务局坚持以公开为常态、不公开为例外，及时发布各类政府信息。"


def texts(outline: Outline) -> list[str]:
    return [block.text for block in outline.paragraphs()]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def assert_exact(outline: Outline, text: str) -> None:
    lines = text.split("\n")
    for block in outline.blocks:
        for unit in [block] if isinstance(block, Paragraph) else block.cells:
            for offset, character in enumerate(unit.text):
                run = locate(unit.runs, offset)
                assert run is not None
                assert lines[run.line - 1][run.column - 1] == character


def test_headings_of_every_kind() -> None:
    text = f"# 年报 #\n\n## 一、总体情况\n{SENTENCE}\n\n**二、主动公开政府信息情况**\n\n三、其他\n\n标题\n===\n\n小标题\n---\n"
    outline = read_markdown(text)
    found = [(each.text, each.level, each.bold) for each in outline.paragraphs()]
    assert found == [
        ("年报", 1, False),
        ("一、总体情况", 2, False),
        (SENTENCE, None, False),
        ("二、主动公开政府信息情况", None, True),
        ("三、其他", None, False),
        ("标题", 1, False),
        ("小标题", 2, False),
    ]
    assert_exact(outline, text)
    assert outline.blocks[1].place.column == 4


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("**一、情况。**正文", "一、情况。正文"),
        ("*甲*和_乙_与~~丙~~", "甲和乙与丙"),
        ("见[网站](https://example.gov.cn/a)。", "见网站。"),
        ("国办函[2021](30)号", "国办函[2021](30)号"),
        ("`代码*`与\\*星", "代码*与*星"),
        ("5 * 3 与 a_b_c", "5 * 3 与 a_b_c"),
        ("<span class='x'>甲</span>&nbsp;乙&amp;丙<!-- 丁 -->", "甲\u00a0乙&丙"),
        ("<https://example.gov.cn>", "https://example.gov.cn"),
        ("甲![图](a.png)乙", "甲乙"),
        ("绝密★ 机密*10年", "绝密★ 机密*10年"),
    ],
)
def test_inline_markup_becomes_text(source: str, said: str) -> None:
    assert "".join(new for _, _, new in scan(source).pieces(source)) == said
    assert texts(read_markdown(source)) == [said]


def test_lists_say_who_draws_the_numbers() -> None:
    outline = read_markdown("1. 甲事项\n2. 乙事项\n\n- 丙\n\n一、丁\n")
    assert [(each.text, each.listed) for each in outline.paragraphs()] == [
        ("甲事项", True),
        ("乙事项", True),
        ("丙", False),
        ("一、丁", False),
    ]


def test_every_cell_of_a_ragged_table_is_kept() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n| `x` |\n| a\\|b<br>c | **5** |\n\n" + SENTENCE
    outline = read_markdown(text)
    table = next(outline.tables())
    assert rows(table) == [["甲", "乙", ""], ["1", "2", "3"], ["x", "", ""], ["a|b c", "5", ""]]
    assert [cell.header for cell in table.cells[:4]] == [True, True, True, False]
    place = table.cells[4].place
    assert (place.line, place.column, place.end_column, place.row, place.cell, place.table) == (3, 7, 8, 2, 2, 1)


def test_rows_that_a_tool_made_tables_stay_apart() -> None:
    text = "| 1.甲 | 0 | 1 |\n|---|---|---|\n| 2.乙 | 3 | 4 |\n| 5 | 6 |\n|---|---|\n\n2.重复\n申请\n| 7 | 8 |\n|---|---|\n"
    outline = read_markdown(text)
    assert [(rows(table), table.ruled) for table in outline.tables()] == [
        ([["1.甲", "0", "1"], ["2.乙", "3", "4"]], True),
        ([["5", "6"]], True),
        ([["2.重复"], ["申请"]], False),
        ([["7", "8"]], True),
    ]
    assert not outline.blocks[0].cells[0].header  # type: ignore[union-attr]
    assert_exact(outline, text)


def test_placeholders_are_no_delimiter_row() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| - | - |\n\n| 丙 | 丁 |\n|-|-|\n| 1 | 2 |"
    assert [rows(table)[1] for table in read_markdown(text).tables()] == [["-", "-"], ["1", "2"]]


def test_prose_right_below_a_table_is_no_row() -> None:
    outline = read_markdown(f"| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n{SENTENCE}")
    assert texts(outline) == [SENTENCE]


def test_flattened_rows_in_markdown() -> None:
    outline = read_markdown("## 二、主动公开\n\n第二十条第（一）项\n规章 0 0 0\n行政规范性文件 1 2 3\n\n" + SENTENCE)
    assert rows(next(outline.tables())) == [
        ["第二十条第（一）项"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "1", "2", "3"],
    ]


def test_front_matter_is_no_text() -> None:
    outline = read_markdown(f"---\ntitle: 清江县水务局年报\ndate: 2025-1-9\n---\n\n{SENTENCE}")
    assert outline.meta == {"title": "清江县水务局年报", "published_on": "2025-01-09"}
    assert [(each.text, each.place.line) for each in outline.paragraphs()] == [(SENTENCE, 6)]


def test_comments_are_dropped_and_code_is_kept() -> None:
    text = "<!-- 编写说明：略 -->\n\n```\n规章 0 0 0\n规章 0 0 0\n```\n"
    outline = read_markdown(text)
    assert texts(outline) == ["规章 0 0 0", "规章 0 0 0"]
    assert not list(outline.tables())


def test_html_tables_keep_their_lines() -> None:
    pytest.importorskip("disclosure_lint.readers.html")
    text = f"{SENTENCE}\n\n<table>\n<tr><td>规章</td>\n\n<td>7</td></tr>\n</table>\n\n{SENTENCE}"
    outline = read_markdown(text)
    table = next(outline.tables())
    assert rows(table) == [["规章", "7"]]
    assert [cell.place.line for cell in table.cells] == [4, 6]
    assert texts(outline) == [SENTENCE, SENTENCE]


def test_page_marks_and_pictures() -> None:
    wide = SENTENCE[:-1]
    outline = read_markdown(f"{wide}\n\n- 3 -\n\n并不断改进。\n\n![图](a.png)\n")
    assert texts(outline) == [wide + "并不断改进。"]
    assert outline.pictures == 1


@settings(max_examples=150, deadline=None)
@given(st.text("公开县（）*_`[]()<>!&;#|-\\~ \n.1a", max_size=120))
def test_places_are_exact_whatever_the_markup(text: str) -> None:
    lines = text.split("\n")
    for block in read_markdown(text).blocks:
        for unit in [block] if isinstance(block, Paragraph) else block.cells:
            for offset, character in enumerate(unit.text):
                run = locate(unit.runs, offset)
                assert run is None or character in " &<>" or lines[run.line - 1][run.column - 1] == character


HOSTILE = {
    "quotes": ">" * 10_000 + "a",
    "lists": "- " * 20_000 + "a",
    "hashes": "#" * 100_000,
    "brackets": "[" * 100_000,
    "links": "[a](" * 50_000,
    "emphasis": "*a **b " * 30_000,
    "ticks": "`a``b" * 40_000,
    "tags": "<a " * 60_000,
    "comments": "<!--" * 50_000,
    "entities": "&#" * 100_000,
    "pipes": "|" * 100_000,
    "backslashes": "\\" * 100_000,
    "tables": "<table>" * 200,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_takes_linear_time(name: str) -> None:
    start = time.process_time()
    read_markdown(HOSTILE[name])
    assert time.process_time() - start < 5
