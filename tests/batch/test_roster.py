"""Rosters: CSV in any usual encoding, workbooks, Chinese headers; what is wrong is told by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from disclosure_lint.batch.roster_file import read_roster
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = (
    "编号,名称,别名,类别,上级,截止日期,应报格式\n"
    "1,临江市人民政府,市政府,政府,,3月31日,docx;pdf\n"
    "2,临江市水务局,市水务局；水务局,部门,临江市人民政府,2026年1月15日,无\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_chinese(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(CHINESE, encoding=encoding)
    found, remarks = read_roster(path)
    government, bureau = found.units
    assert remarks == []
    assert government[1:] == ("临江市人民政府", ("市政府",), "government", None, "03-31", ("docx", "pdf"), 2, None)
    assert bureau[1:] == ("临江市水务局", ("市水务局", "水务局"), "department", "1", "2026-01-15", ("none",), 3, None)
    assert found.children("1") == (bureau,)


def test_workbook(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["id", "name", "kind", "deadline"])
        sheet.write_row(1, 0, [1, "临江市水务局", "department"])
        sheet.write_number(1, 3, 46037, day)
    ((unit,), remarks) = read_roster(path)[0].units, read_roster(path)[1]
    assert (unit.id, unit.name, unit.deadline, remarks) == ("1", "临江市水务局", "2026-01-15", [])


def read(tmp_path: Path, text: str) -> tuple[list[str], list[tuple[int, str]]]:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    found, remarks = read_roster(path)
    return [each.id for each in found.units], [(each.row, each.message["en"]) for each in remarks]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the roster is empty"),
        ("id,name\n", "the roster names no unit"),
        ("id,title\n1,a\n", "no column is called name"),
        ("id,name,名称\n1,a,b\n", "two columns are “name”"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    assert said in error.value.text("en")


@pytest.mark.parametrize(
    ("text", "units", "said"),
    [
        ("id,name\n1,甲局\n1,乙局\n", ["1", "1#3"], (3, "used twice, first in row 2; here it is “1#3”")),
        ("id,name\n1,甲局\n1,甲局\n", ["1"], (3, "the unit of row 2; not used")),
        ("id,name,parent\n1,甲局,1\n", ["1"], (2, "甲局 → 甲局; none is used")),
        ("id,name,parent\n1,甲局,9\n", ["1"], (2, "row 2: the parent “9” is not in the roster")),
        ("id,name\n1,甲局\n2,\n", ["1"], (3, "row 3: no name; the row is not used")),
        ("id,name,deadline\n1,甲局,02-30\n", ["1"], (2, "row 2: “deadline” cannot be “02-30”; it is not used")),
        ("id,name,kind\n1,甲局,衙门\n", ["1"], (2, "row 2: “kind” cannot be “衙门”; it is not used")),
        ("id,name\n1,城关镇人民政府\n2,城关镇人民政府\n", ["1", "2"], (3, "comes 2 times (rows 2, 3)")),
    ],
)
def test_what_is_named_and_goes_on(tmp_path: Path, text: str, units: list[str], said: tuple[int, str]) -> None:
    found, ((row, sentence),) = read(tmp_path, text)
    assert (found, row) == (units, said[0])
    assert said[1] in sentence


def test_parents_that_run_in_a_circle(tmp_path: Path) -> None:
    """The link that is wrong is not known: none of the circle counts; who is below it stays there."""
    path = tmp_path / "roster.csv"
    path.write_text("id,name,parent\n0,子局,2\n1,甲局,3\n2,乙局,1\n3,丙局,2\n4,丁局,\n", encoding="utf-8")
    found, ((row, sentence),) = read_roster(path)
    assert [each.parent for each in found.units] == ["2", None, None, None, None]
    assert (row, sentence["zh"]) == (
        3,
        "第 3 行：上级关系绕成了圈：乙局 → 甲局 → 丙局 → 乙局；这些单位都按没有上级处理",
    )


def test_several_remarks_on_one_row(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("id,name,parent,kind\n1,甲局,,\n1,乙局,9,衙门\n", encoding="utf-8")
    _, remarks = read_roster(path)
    assert [row for row, _ in remarks] == [3, 3, 3]
    assert len({sentence["zh"] for _, sentence in remarks}) == 3


def test_a_title_above_the_names_of_the_columns(tmp_path: Path) -> None:
    assert read(tmp_path, "全市应报送单位名单,\n填表单位：市政府办公室,\n\n编号,单位名称\n7,甲局\n") == (["7"], [])


def test_names_are_ids_where_there_are_none(tmp_path: Path) -> None:
    assert read(tmp_path, "name\n甲局\n\n乙局\n") == (["甲局", "乙局"], [])


@pytest.mark.parametrize("raw", [b"PK\x03\x04broken", b'"\n', bytes(range(128, 256))])
def test_other_files(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(raw)
    with pytest.raises(ConfigError):
        read_roster(path)
