"""Workbooks: cells as they are shown, tables and prose apart, hidden content, what is broken or too large."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from disclosure_lint import lint
from disclosure_lint.outline import Paragraph
from disclosure_lint.readers.xlsx import read_xlsx
from tests.generator.model import clean
from tests.generator.render.sheets import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_lint.outline import Outline, Table

ROWS = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", 1, 2, 3], ["行政规范性文件", 4, 5, 6]]


def workbook(*sheets: Callable[[Any, Any], None], names: tuple[str | None, ...] = ()) -> bytes:
    """Return a workbook with a sheet for each function that fills one."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for index, fill in enumerate(sheets):
        fill(book.add_worksheet(names[index] if names else None), book)
    book.close()
    return file.getvalue()


def outline(*sheets: Callable[[Any, Any], None], names: tuple[str | None, ...] = ()) -> Outline:
    return read_xlsx(workbook(*sheets, names=names))


def put(sheet: Any, rows: list[list[Any]], first: int = 0, look: Any = None) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            sheet.write(number, column, value, look)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def parts(raw: bytes, **changes: Callable[[str], str]) -> bytes:
    """Return a file with some of its parts changed, each named by the end of its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for end, change in changes.items():
                content = change(content) if name.endswith(f"{end}.xml") else content
            new.writestr(name, content)
    return out.getvalue()


def test_numbers_are_shown_as_numbers() -> None:
    def fill(sheet: Any, book: Any) -> None:
        put(sheet, [["甲", 1636, 96171.6, 0.1 + 0.2, -3, 1e20, "１２", "/"]])
        sheet.write_number(1, 0, 0.125, book.add_format({"num_format": "0.0%"}))
        sheet.write_datetime(1, 1, datetime.datetime(2026, 1, 20), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        sheet.write_number(1, 2, 46042, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        sheet.write_number(1, 3, 46042.5, book.add_format({"num_format": 22}))
        sheet.write_boolean(1, 4, True)
        sheet.write_number(1, 5, 7, book.add_format({"num_format": '0"件"'}))
        sheet.write_rich_string(1, 6, "规", book.add_format({"bold": True}), "章")

    (table,) = outline(fill).tables()
    assert texts(table) == [
        ["甲", "1636", "96171.6", "0.3", "-3", "1e+20", "１２", "/"],
        ["12.5%", "2026-01-20", "2026-01-20", "2026-01-20 12:00", "TRUE", "7", "规章", ""],
    ]


def test_days_counted_from_1904() -> None:
    def fill(sheet: Any, book: Any) -> None:
        put(sheet, [["日期", 44580]], look=book.add_format({"num_format": 14}))

    raw = parts(workbook(fill), workbook=lambda xml: xml.replace("<workbookPr", '<workbookPr date1904="1"'))
    (table,) = read_xlsx(raw).tables()
    assert texts(table) == [["日期", "2026-01-20"]]


def test_cells_say_where_they_stand() -> None:
    made = outline(lambda sheet, _: put(sheet, ROWS, 4), names=("表二",))
    (table,) = made.tables()
    cell = table.rows()[1][2]
    assert (cell.text, cell.place.sheet, cell.place.row, cell.place.cell) == ("2", "表二", 6, 3)
    assert (table.caption, table.place.table, table.place.sheet) == ("表二", 1, "表二")


def test_merged_cells_span() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.merge_range("A1:B2", "申请人情况")
        sheet.merge_range("C1:D1", "法人")
        put(sheet, [["", "", "企业", "机构"], ["一", "二", 1, 2]], 1)

    (table,) = outline(fill).tables()
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells][:2] == [
        ("申请人情况", 0, 0, 2, 2),
        ("法人", 0, 2, 1, 2),
    ]


def test_prose_around_tables_is_prose() -> None:
    def fill(sheet: Any, book: Any) -> None:
        ruled = book.add_format({"border": 1})
        sheet.merge_range("A1:D1", "临江市水务局2025年政府信息公开工作年度报告")
        sheet.write("A2", "二、主动公开政府信息情况")
        put(sheet, [["填报单位：临江市水务局", "", "", "单位：件"]], 2)
        sheet.merge_range("A4:D4", "第二十条第（一）项", ruled)
        put(sheet, ROWS, 4, ruled)
        sheet.write("A8", "三、收到和处理政府信息公开申请情况")
        put(
            sheet,
            [
                [
                    "五、存在的主要问题及改进情况",
                    "一年来存在的主要问题是公开的内容还不够全面，\n有的栏目更新不及时。下一步将逐项改进，按时更新。",
                ]
            ],
            8,
        )

    made = outline(fill)
    assert [each.text if isinstance(each, Paragraph) else "table" for each in made.blocks] == [
        "临江市水务局2025年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "填报单位：临江市水务局",
        "单位：件",
        "table",
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
        "一年来存在的主要问题是公开的内容还不够全面，",
        "有的栏目更新不及时。下一步将逐项改进，按时更新。",
    ]
    assert texts(next(made.tables()))[0] == ["第二十条第（一）项"]


def test_labels_with_blank_figures_stay_in_the_table() -> None:
    rows = [*ROWS[:2], ["行政规范性文件"], ["其他文件"], ["行政许可", 1, 2, 3]]
    (table,) = outline(lambda sheet, _: put(sheet, rows)).tables()
    assert texts(table)[2:4] == [["行政规范性文件", "", "", ""], ["其他文件", "", "", ""]]


def test_a_sheet_may_be_named_as_its_chapter() -> None:
    made = outline(lambda sheet, _: sheet.write("A1", "全年主动公开信息120条。"), names=("一、总体情况",))
    assert [each.text for each in made.paragraphs()] == ["一、总体情况", "全年主动公开信息120条。"]


def test_what_is_hidden_is_recorded_and_not_read() -> None:
    def fill(sheet: Any, book: Any) -> None:
        put(sheet, [[*row, "内部", "尾"] for row in ROWS])
        sheet.set_column("E:E", None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.write("F3", 9, book.add_format({"num_format": ";;;"}))
        sheet.write_comment("A1", "数据待核")

    def secret(sheet: Any, _: Any) -> None:
        put(sheet, ROWS)
        sheet.hide()

    made = outline(fill, secret)
    (table,) = made.tables()
    assert texts(table) == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "尾"],
        ["行政规范性文件", "4", "5", "6", ""],
    ]
    found = {(each.kind, each.place.sheet): each.count for each in made.hidden}
    assert found == {("hidden-text", "Sheet1"): 9, ("comment", "Sheet1"): 1, ("hidden-text", "Sheet2"): 12}


def test_a_formula_counts_by_its_kept_value() -> None:
    def fill(sheet: Any, _: Any) -> None:
        put(sheet, ROWS)
        sheet.write_formula("B2", "=1+40", None, 41)
        sheet.write_formula("C2", '=""', None, "nothing")

    raw = parts(workbook(fill), sheet1=lambda xml: xml.replace("<v>nothing</v>", "<v></v>"))
    (table,) = read_xlsx(raw).tables()
    assert [(cell.text, cell.unread) for cell in table.rows()[1]] == [("规章", ""), ("41", ""), ("", ""), ("3", "")]


def test_a_formula_without_a_value_is_no_blank_cell() -> None:
    """As libraries leave it that write formulas and calculate nothing."""
    script = clean(7)
    figures = script.data["tables"]["requests"]
    for row in (figures["new_received"], figures["results"]["total"]):
        row["total"] = 987_654
    raw = tables(script, Random(8), apart=True)
    cell = re.compile(r"(<c [^>]*>)(?:<f>[^<]*</f>)?<v>987654</v>")
    sheets = [f"sheet{number}" for number in range(1, 8)]
    bare = parts(raw, **dict.fromkeys(sheets, lambda xml: cell.sub(r"\1<f>SUM(A1:B1)</f>", xml)))
    result = lint(bare, name="表.xlsx", language="zh")
    assert [each.code for each in result.findings if each.severity != "info"] == []
    blank = parts(raw, **dict.fromkeys(sheets, lambda xml: cell.sub(r"\1", xml)))
    assert {each.code for each in lint(blank, name="表.xlsx").findings} & {"T203", "T206"}
    assert any(each.code == "S109" and "公式" in each.reason for each in result.not_assessed)


def test_findings_name_the_cell() -> None:
    from disclosure_lint.formatters import Run, render

    script = clean(7)
    script.data["tables"]["requests"]["new_received"]["natural_person"] += 50
    run = Run("zh")
    run.add(lint(tables(script, Random(7), apart=True), name="表.xlsx", language="zh"))
    text = render("text", run, colour=False)
    assert re.search(r"位置: 工作表“\d{4}年表三 申请办理” [A-Z]\d+ ", text)


@pytest.mark.parametrize("apart", [False, True])
def test_a_workbook_of_tables_alone_is_not_blamed_for_the_rest(apart: bool) -> None:
    result = lint(tables(clean(7), Random(7), apart=apart), name="表.xlsx", language="zh")
    assert [each.code for each in result.findings if each.severity != "info"] == []
    told = {each.code for each in result.not_assessed if "只有表格" in each.reason}
    assert {"S101", "S117", "S104"} <= told
    assert result.verdict == "undetermined"
