"""What an office finds in the folder of a batch: tables, workbook, Parquet."""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from disclosure_lint.batch.outputs import tables, workbook
from disclosure_lint.batch.outputs.rows import Column, Table
from tests.batch.folders import report, roster, write
from tests.cli.run import Done, run

if TYPE_CHECKING:
    from pathlib import Path

WATER, SCHOOLS, EVIL = "临江市水务局", "临江市教育局", '=HYPERLINK("http://x.example","临江市")</script><img/src=x>'
RESIDENT = "110105199003072831"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def faulty(agency: str) -> str:
    text = report(agency, published_on="2026-02-10").replace("年新收政府信息公开申请41件", "年新收政府信息公开申请42件")
    return text.replace("未发生责任追究情形", f"申请人身份证号{RESIDENT}")


def batch(folder: Path, *more: str | Path) -> Done:
    return run("batch", folder / "in", "-o", folder / "out", "--no-progress", "--as-of", "2026-03-02", *more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small batch: one passes, one has errors and is late, one of a hostile name is missing."""
    made = tmp_path_factory.mktemp("outputs")
    write(made / "in", {"a.yaml": report(WATER), "b.yaml": faulty(SCHOOLS), "copy.yaml": report(WATER)})
    rows = [
        {"id": "0", "name": "临江市人民政府", "expected": "无"},
        {"id": "1", "name": WATER, "parent": "0", "kind": "部门"},
        {"id": "2", "name": SCHOOLS, "parent": "0", "kind": "部门"},
        {"id": "../3", "name": EVIL, "parent": "0"},
    ]
    done = batch(made, "--roster", roster(made / "roster.csv", rows), "--issuer", "临江市人民政府办公室")
    assert done.status == 1, done.err
    return made


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """Return the texts of each sheet, by the name of the sheet."""
    with zipfile.ZipFile(path) as file:
        book = etree.fromstring(file.read("xl/workbook.xml"))
        names = [each.get("name") for each in book.iter(f"{_MAIN}sheet")]
        return {
            name: [
                ["".join(cell.itertext()) for cell in row]
                for row in etree.fromstring(file.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{_MAIN}row")
            ]
            for number, name in enumerate(names, 1)
        }


def test_every_unit_and_file_has_a_row(folder: Path) -> None:
    rows = read(folder / "out" / "submissions.csv")
    assert [(each["单位编号"], each["结论"], each["报送状态"], each["迟报天数"]) for each in rows] == [
        ("1", "合格", "有效", ""),
        ("2", "需修改", "有效", "10"),
        ("1", "合格", "重复文件", ""),
        ("../3", "未报送", "未报送", ""),
    ]
    assert rows[1]["上级单位"] == "临江市人民政府" and int(rows[1]["错误"]) >= 2


def test_findings_have_their_basis_and_place(folder: Path) -> None:
    (late,) = [each for each in read(folder / "out" / "findings.csv") if each["代码"] == "D403"]
    assert late["单位名称"] == SCHOOLS and "第四十九条" in late["依据"] and late["位置"].startswith("第 9 行")


def test_every_figure_has_a_row(folder: Path) -> None:
    rows = read(folder / "out" / "figures.csv")
    water = [each for each in rows if each["单位编号"] == "1"]
    assert len({each["指针"] for each in water}) == len(water) > 150
    (total,) = [each for each in water if each["指针"] == "/tables/requests/new_received/total"]
    assert (total["表"], total["数值"]) == ("表三", "41") and "新收" in total["项目"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_no_text_is_a_formula(value: str) -> None:
    assert tables.plain(value) == f"'{value}"
    assert tables.plain(-1) == -1


def test_a_hostile_name_is_text_everywhere(folder: Path) -> None:
    assert read(folder / "out" / "submissions.csv")[-1]["单位名称"] == f"'{EVIL}"
    with zipfile.ZipFile(folder / "out" / "summary.xlsx") as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())
    assert EVIL in [cell for row in sheets(folder / "out" / "summary.xlsx")["报送情况"] for cell in row]


def test_the_workbook_holds_the_tables(folder: Path) -> None:
    found = sheets(folder / "out" / "summary.xlsx")
    assert list(found) == ["报送情况", "检查结果", "表格数据", "规则", "说明"]
    for sheet, name in (("报送情况", "submissions"), ("检查结果", "findings"), ("表格数据", "figures")):
        with (folder / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(found[sheet]) == len(list(csv.reader(file)))
    assert any("sha256:" in cell for row in found["说明"] for cell in row)
    assert {"T203", "D403"} <= {row[0] for row in found["规则"]}


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET", 11)
    columns = (Column("unit", "单位"), Column("signed_on", "成文日期"))

    def table(name: str, count: int) -> tuple[Table, int]:
        return Table(name, columns, lambda: ((f"u{number}", "2026-01-20") for number in range(count))), count

    workbook.write(
        [table("submissions", 10), table("findings", 11), table("figures", 25)], tmp_path / "x.xlsx", [], "zh"
    )
    found = {name: rows for name, rows in sheets(tmp_path / "x.xlsx").items() if not name.startswith("规则")}
    assert {name: len(rows) - 1 for name, rows in found.items()} == {
        "报送情况": 10,
        "检查结果": 10,
        "检查结果（2）": 1,
        "表格数据": 10,
        "表格数据（2）": 10,
        "表格数据（3）": 5,
        "说明": len(found["说明"]) - 1,
    }


def test_too_many_figures_stay_in_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "FIGURES", 1)

    def never() -> Any:
        raise AssertionError

    empty = [(Table(name, (Column("unit", "单位"),), lambda: iter(())), 0) for name in ("submissions", "findings")]
    workbook.write([*empty, (Table("figures", (), never), 2)], tmp_path / "x.xlsx", [], "zh")
    found = sheets(tmp_path / "x.xlsx")
    assert "表格数据" not in found and any("figures.csv" in cell for row in found["说明"] for cell in row)


def test_without_the_library_a_sentence(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    known = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "xlsxwriter" else known(name))
    done = run("batch", folder / "in" / "a.yaml", "-o", tmp_path, "--no-progress", "--no-letters")
    assert "disclosure-lint[batch]" in done.out and not (tmp_path / "summary.xlsx").exists()


def test_a_workbook_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "summary.xlsx").mkdir()
    done = run("batch", folder / "in" / "a.yaml", "-o", tmp_path, "--no-progress", "--no-letters")
    assert done.status == 2 and "summary.xlsx" in done.err and "Traceback" not in done.err


def test_parquet(folder: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    odd = 'a "quoted", text\nwith lines = 你好'
    columns = (Column("name", "名称"), Column("count", "数", 9, "INTEGER"))
    tables.write_parquet(Table("it's", columns, lambda: iter([(odd, 3), ("=1", None), (None, 1)])), tmp_path)
    kept = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path!s}/*.parquet')").fetchall()
    assert kept == [(odd, 3), ("=1", None), (None, 1)]
    assert [each.name for each in tmp_path.iterdir()] == ["it's.parquet"]
    batch(folder, "--roster", folder / "roster.csv", "--parquet", "--no-letters", "--no-xlsx")
    figures = f"read_parquet('{folder / 'out' / 'figures.parquet'}')"
    assert duckdb.sql(
        f"SELECT value FROM {figures} WHERE unit = '1' AND pointer LIKE '%new_received/total'"
    ).fetchall() == [(41.0,)]


def test_personal_values_reach_no_output(folder: Path) -> None:
    for path in (folder / "out").rglob("*"):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as file:
                content = b"".join(file.read(name) for name in file.namelist())
        else:
            content = path.read_bytes() if path.is_file() else b""
        assert RESIDENT.encode() not in content, path.name
    assert any(each["代码"] == "C506" for each in read(folder / "out" / "findings.csv"))


def test_in_english(folder: Path, tmp_path: Path) -> None:
    arguments = ("--roster", folder / "roster.csv", "--no-progress", "--lang", "en", "--as-of", "2026-03-02")
    run("batch", folder / "in", "-o", tmp_path, *arguments)
    rows = read(tmp_path / "submissions.csv")
    assert [each["verdict"] for each in rows] == ["pass", "needs changes", "pass", "missing"]
    assert list(sheets(tmp_path / "summary.xlsx")) == ["submissions", "findings", "figures", "rules", "about"]
    page = (tmp_path / "summary.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page and "1 are missing" in page
    assert {each.suffix for each in (tmp_path / "letters").iterdir()} == {".docx", ".csv"}
