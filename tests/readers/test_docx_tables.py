"""Tables of Word documents, and files that LibreOffice has saved."""

from __future__ import annotations

import shutil
import subprocess
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from disclosure_lint import lint, read
from disclosure_lint.cli import cli
from disclosure_lint.outline import Table
from disclosure_lint.readers.docx import read_docx
from tests.corpus.facts import SHARED, needs_reports
from tests.generator.model import clean, comparable
from tests.generator.render.word import W, document, paragraph, run, styled, typed

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")


def cell(text: str, about: str = "", inner: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner}{paragraph(run(text) if text else '')}</w:tc>"


def row(*cells: str, about: str = "") -> str:
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def grid(body: str) -> list[list[str]]:
    """Return the only table of a document as text, covered squares repeating their cell; . where there is none."""
    (found,) = read_docx(document(body)).tables()
    return [[each.text if each else "." for each in line] for line in found.grid()]


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_spans_and_merges() -> None:
    body = table(
        row(cell("甲", RESTART), cell("乙", span(2))),
        row(cell("", GOES_ON), cell("1"), cell("2", RESTART)),
        row(cell("丙"), cell("3"), cell("", '<w:vMerge w:val="continue"/>')),
    )
    assert grid(body) == [["甲", "乙", "乙"], ["甲", "1", "2"], ["丙", "3", "2"]]


def test_a_merge_of_several_columns_and_two_merges_below_each_other() -> None:
    body = table(
        row(cell("甲", span(2) + RESTART), cell("1")),
        row(cell("", span(2) + GOES_ON), cell("2")),
        row(cell("乙", span(2) + RESTART), cell("3")),
        row(cell("", span(2) + GOES_ON), cell("4")),
    )
    assert grid(body) == [["甲", "甲", "1"], ["甲", "甲", "2"], ["乙", "乙", "3"], ["乙", "乙", "4"]]


def test_a_continuation_of_nothing_stands_for_itself() -> None:
    assert grid(table(row(cell("甲", GOES_ON), cell("1")), row(cell("乙"), cell("2")))) == [["甲", "1"], ["乙", "2"]]


def test_a_merge_whose_edges_lie_on_both_sides_of_a_sliver() -> None:
    body = table(
        row(cell("甲"), cell("乙", span(2) + RESTART), cell("1")),
        row(cell("丙", span(2)), cell("", GOES_ON), cell("2")),
        widths=(900, 1, 900, 900),
    )
    assert grid(body) == [["甲", "乙", "1"], ["丙", "乙", "2"]]


def test_rows_that_begin_later() -> None:
    body = table(row(cell("甲"), cell("乙"), cell("丙")), row(cell("1"), cell("2"), about='<w:gridBefore w:val="1"/>'))
    assert grid(body) == [["甲", "乙", "丙"], [".", "1", "2"]]


def test_old_horizontal_merges() -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")),
        row(cell("1"), cell("2"), cell("3")),
    )
    assert grid(body) == [["甲", "甲", "乙"], ["1", "2", "3"]]


def test_slivers_are_no_columns() -> None:
    body = table(
        row(cell("甲", span(2)), cell("乙"), cell("丙")),
        row(cell("1"), cell("2", span(2)), cell("3")),
        widths=(900, 1, 900, 900),
    )
    assert grid(body) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_narrow_column_that_holds_text_is_one() -> None:
    assert grid(table(row(cell("甲"), cell("乙"), cell("丙")), widths=(40, 40, 900))) == [["甲", "乙", "丙"]]


def test_lines_and_paragraphs_of_a_cell_are_joined() -> None:
    inner = paragraph(run("本年新")) + paragraph(run("制作\n数量"))
    assert grid(
        table(row(f"<w:tc>{inner}</w:tc>", cell("A B"), f"<w:tc>{paragraph(run('one'))}{paragraph(run('two'))}</w:tc>"))
    ) == [["本年新制作数量", "A B", "one two"]]


def test_deleted_and_hidden_rows_are_gone() -> None:
    body = table(
        row(cell("甲"), cell("1")),
        row(cell("乙"), cell("2"), about='<w:del w:author="x"/>'),
        row(cell("丙"), cell("3"), about="<w:hidden/>"),
        row(cell("丁"), cell("4"), about='<w:ins w:author="x"/>'),
    )
    assert grid(body) == [["甲", "1"], ["丁", "4"]]
    told = [(each.kind, each.text) for each in read_docx(document(body)).hidden]
    assert told == [("deletion", "乙2"), ("hidden-text", "丙 3")]


def test_rows_and_cells_in_content_controls() -> None:
    body = table(
        f"<w:sdt><w:sdtContent>{row(cell('甲'), '<w:sdt><w:sdtContent>' + cell('1') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    )
    assert grid(body) == [["甲", "1"]]


def test_header_rows_and_places() -> None:
    body = table(row(cell("甲"), cell("乙"), about="<w:tblHeader/>"), row(cell("1"), cell("2")))
    outline = read_docx(document(table(row(cell("x"), cell("y"))) + body))
    (_, found) = outline.tables()
    assert [each.header for each in found.cells] == [True, True, False, False]
    assert [(each.place.table, each.place.row, each.place.cell) for each in found.cells] == [
        (2, 1, 1),
        (2, 1, 2),
        (2, 2, 1),
        (2, 2, 2),
    ]


def test_a_frame_around_a_page_is_no_table() -> None:
    inner = table(row(cell("甲"), cell("1")), row(cell("乙"), cell("2")))
    frame = table(row(cell("说明如下。", inner=paragraph(run("年度报告")) + inner)))
    found = read_docx(document(frame)).blocks
    assert [each.height if isinstance(each, Table) else each.text for each in found] == ["年度报告", 2, "说明如下。"]


def test_a_small_table_in_a_cell_is_its_text() -> None:
    inner = table(row(cell("其中"), cell("2")))
    assert grid(table(row(cell("甲"), cell("1")), row(cell("乙", inner=inner), cell("3")))) == [
        ["甲", "1"],
        ["其中 2 乙", "3"],
    ]


def test_lists_draw_numbers_in_cells_too() -> None:
    numbers = '<w:numbering xmlns:w="{}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    listed = paragraph(run("重复申请"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    body = table(row(f"<w:tc>{listed}</w:tc>", cell("1")), row(f"<w:tc>{listed}</w:tc>", cell("2")))
    raw = document(body, numbering=numbers.format("http://schemas.openxmlformats.org/wordprocessingml/2006/main"))
    (found,) = read_docx(raw).tables()
    assert [each.text for each in found.cells] == ["1、重复申请", "1", "2、重复申请", "2"]


def test_a_wrong_total_is_told_with_table_row_and_cell(tmp_path: Path) -> None:
    script = clean(3, profile="cn-2021")
    script.data["tables"]["requests"]["new_received"]["total"] += 5
    path = tmp_path / "report.docx"
    path.write_bytes(styled(script, Random(1)))
    (found,) = [each for each in lint(path).findings if each.code == "T203"]
    place = found.place
    (printed,) = [
        each.text
        for each in [*read_docx(path.read_bytes()).tables()][(place.table or 0) - 1].cells
        if (each.place.row, each.place.cell) == (place.row, place.cell)
    ]
    assert printed == str(script.data["tables"]["requests"]["new_received"]["total"])
    for language, words in (
        ("zh", f"表 {place.table} 第 {place.row} 行第 {place.cell} 格"),
        ("en", f"table {place.table}, row {place.row}"),
    ):
        shown = CliRunner().invoke(cli, ["check", str(path), "--lang", language]).output
        assert words in shown


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_gives_the_same_data(tmp_path: Path) -> None:
    for seed, maker in ((0, styled), (1, typed)):
        (tmp_path / f"{seed}.docx").write_bytes(maker(clean(seed), Random(seed)))
    profile = (tmp_path / "profile").as_uri()
    command = [
        SOFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        tmp_path / "out",
    ]
    subprocess.run([*command, *sorted(tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=120)
    for seed in (0, 1):
        assert comparable(read(tmp_path / "out" / f"{seed}.docx").data) == comparable(clean(seed).data)


@needs_reports
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_real_page_saved_as_a_word_document_gives_the_same_findings(tmp_path: Path) -> None:
    page = SHARED / "G01_shanghai_gov_office_2019.html"
    (tmp_path / "G01.html").write_bytes(page.read_bytes())
    profile = (tmp_path / "profile").as_uri()
    command = [
        SOFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
    ]
    subprocess.run(
        [*command, "docx:MS Word 2007 XML", "--outdir", tmp_path, tmp_path / "G01.html"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = [{(each.code, each.pointer) for each in lint(path).findings} for path in (page, tmp_path / "G01.docx")]
    assert told[0] == told[1]


@needs_reports
def test_the_blank_form_has_every_row_and_cell() -> None:
    path = SHARED / "G09_blank_template_2021_format.docx"
    report = read(path, profile="cn-2021")
    rows = [report.get(pointer) for pointer in report.select("/tables/requests/**")]
    assert (len(rows), {len(each) for each in rows}, {value for each in rows for value in each.values()}) == (
        25,
        {7},
        {None},
    )
    assert {key: len(each) for key, each in report.get("/tables/disputes").items()} == dict.fromkeys(
        report.get("/tables/disputes"), 5
    )
    assert list(report.get("/tables/proactive_disclosure")) == [
        "regulations", "normative_documents", "licensing", "penalties", "coercion", "administrative_fees",
    ]  # fmt: skip
    assert len(report.get("/sections")) == 6
    assert [each.code for each in lint(path).findings] == ["X006"]


@needs_reports
def test_a_report_of_seventy_tables_opens() -> None:
    outline = read_docx((SHARED.parent / "us" / "samples" / "DOJ_2016.docx").read_bytes())
    assert len(list(outline.tables())) > 30
    assert max(each.place.page or 0 for each in outline.blocks) > 40


def test_tables_in_cells_are_not_counted() -> None:
    inner = table(row(cell("其中"), cell("2")))
    outer = table(row(cell("甲"), cell("1")), row(cell("乙", inner=inner), cell("3")))
    tables = list(read_docx(document(outer + table(row(cell("丙"), cell("4")), row(cell("丁"), cell("5"))))).tables())
    assert [(each.place.table, {cell.place.table for cell in each.cells}) for each in tables] == [(1, {1}), (2, {2})]


def test_what_a_table_in_a_table_hides_is_told_at_the_outer_cell() -> None:
    white = cell("", inner=paragraph(run("甲", '<w:color w:val="FFFFFF"/>')))
    innermost = table(row(white, cell("1")))
    inner = table(row(cell("其中"), cell("2", inner=innermost)), row(cell("二"), cell("3")))
    outer = table(row(cell("甲"), cell("1")), row(cell("乙", inner=inner), cell("3")), row(cell("丙"), cell("4")))
    (found,) = read_docx(document(outer)).hidden
    assert (found.kind, found.text, found.place.table, found.place.row, found.place.cell) == (
        "white-text",
        "甲",
        1,
        2,
        1,
    )


@pytest.mark.parametrize(
    ("about", "style", "seen"),
    [
        ("", "", False),
        ('<w:shd w:val="clear" w:fill="1F4E79"/>', "", True),
        ('<w:tblStyle w:val="x"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>', True),
        ('<w:tblStyle w:val="x"/>', '<w:shd w:val="clear" w:fill="auto"/>', False),
    ],
)
def test_white_text_in_a_table_with_a_ground(about: str, style: str, *, seen: bool) -> None:
    white = cell("", inner=paragraph(run("白", '<w:color w:val="FFFFFF"/>')))
    body = table(row(white, cell("1")), row(cell("二"), cell("3"))).replace("<w:tblPr/>", f"<w:tblPr>{about}</w:tblPr>")
    sheet = f'<w:style w:type="table" w:styleId="x"><w:tblStylePr><w:tcPr>{style}</w:tcPr></w:tblStylePr></w:style>'
    raw = document(body, styles=f'<w:styles xmlns:w="{W}">{sheet}</w:styles>')
    assert [each.kind for each in read_docx(raw).hidden] == ([] if seen else ["white-text"])


def test_a_table_that_arranges_the_page_says_pages() -> None:
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r></w:p>"
    frame = table(row(cell("乙")), row(cell("丙")))
    paragraphs = list(read_docx(document(broken + frame + paragraph(run("丁")))).paragraphs())
    assert [(each.text, each.place.page) for each in paragraphs] == [("甲", 2), ("乙", 2), ("丙", 2), ("丁", 2)]
