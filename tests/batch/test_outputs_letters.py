"""letters/*.docx: who gets one, what it says, templates of the office, names of files."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from disclosure_lint.batch.outputs import letter_forms
from disclosure_lint.batch.outputs.letters import NEEDED, safe
from disclosure_lint.batch.outputs.template import Template
from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.readers.docx import read_docx
from disclosure_lint.selection import ConfigError
from tests.batch.folders import report, roster, write
from tests.batch.test_outputs import RESIDENT, SCHOOLS, WATER, faulty
from tests.cli.run import Done, run

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = "临江市档案馆"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in", {"a.yaml": report(WATER), "b.yaml": faulty(SCHOOLS)})
    rows = [{"id": "1", "name": WATER}, {"id": "2", "name": SCHOOLS, "kind": "部门"}, {"id": "3", "name": ARCHIVE}]
    roster(tmp_path / "roster.csv", rows)
    return tmp_path


def batch(folder: Path, *more: str | Path) -> Done:
    copied = ("--ignore", "B704", "--ignore", "B707")  # the reports of these tests are much alike
    arguments = (*copied, "--roster", folder / "roster.csv", "--no-progress", "--as-of", "2026-03-02", "--no-xlsx")
    return run("batch", folder / "in", "-o", folder / "out", *arguments, *more)


def letters(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((folder / "out" / "letters").glob("*.docx"))}


def text(raw: bytes) -> str:
    """Return what the project's own reader sees in a letter."""
    blocks = read_docx(raw).blocks
    return "\n".join(
        each.text if isinstance(each, Paragraph) else " | ".join(cell.text for cell in each.cells)
        for each in blocks
        if isinstance(each, (Paragraph, Table))
    )


def word(*paragraphs: str) -> bytes:
    """Return a Word file; "|" parts the runs of a paragraph."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for each in paragraphs:
        paragraph = document.add_paragraph()
        for run_ in each.split("|"):
            paragraph.add_run(run_)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_each_gets_its_own_letter(folder: Path) -> None:
    done = batch(folder, "--issuer", "临江市人民政府办公室", "--contact", "李四，0000-1234567")
    assert "整改通知 1 份、催报通知 1 份" in done.out
    found = letters(folder)
    assert list(found) == [f"2-{SCHOOLS}-整改通知.docx", f"3-{ARCHIVE}-催报通知.docx"]
    correction, reminder = map(text, found.values())
    for said in (
        f"{SCHOOLS}：",
        "10个工作日内",
        "应改正",
        "表三",
        "第四十九条",
        "临江市人民政府办公室",
        "2026年3月2日",
        "李四",
    ):
        assert said in correction
    assert f"{ARCHIVE}：" in reminder and "没有收到" in reminder and SCHOOLS not in reminder
    assert "{{" not in correction + reminder and RESIDENT not in correction


def test_a_letter_holds_the_errors_and_warnings_of_its_unit(folder: Path) -> None:
    batch(folder)
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [each for each in csv.DictReader(file) if each["单位编号"] == "2" and each["级别"] != "info"]
    letter = text(letters(folder)[f"2-{SCHOOLS}-整改通知.docx"])
    assert found and all(each["问题"] in letter for each in found)
    assert f"发现{len(found)}处问题" in letter


def test_letters_name_no_folder_of_the_office(folder: Path) -> None:
    run("batch", folder / "in", "-o", folder / "out", "--no-progress", "--no-xlsx")
    found = [text(each) for each in letters(folder).values()]
    assert len(found) == 2 and any("a.yaml" in each and "相似" in each for each in found)
    assert not any(str(folder) in each for each in found)


def test_the_day_and_no_contact(folder: Path) -> None:
    batch(folder, "--correct-by", "2026-03-20")
    letter = text(letters(folder)[f"2-{SCHOOLS}-整改通知.docx"])
    assert "请于2026年3月20日前" in letter and "联系方式" not in letter and "［印发机关］" in letter


def test_letters_that_are_not_needed_go_and_edited_ones_stay(folder: Path) -> None:
    batch(folder)
    edited = folder / "out" / "letters" / f"3-{ARCHIVE}-催报通知.docx"
    edited.write_bytes(edited.read_bytes() + b"edited")
    write(folder / "in", {"b.yaml": report(SCHOOLS)})
    done = batch(folder)
    assert list(letters(folder)) == [f"3-{ARCHIVE}-催报通知-2.docx", edited.name]
    assert edited.read_bytes().endswith(b"edited") and "改动过" in done.out
    before = letters(folder)
    batch(folder)
    assert letters(folder) == before


def test_a_template_of_the_office(folder: Path) -> None:
    template = folder / "ours.docx"
    template.write_bytes(
        word(
            "某办〔2026〕5号", "致{{单|位}}（{{ 年度 }}）", "{{序号}}) {|{说明}|}", "   {{建议}}", "{{整改期限}}", "完"
        )
    )
    batch(folder, "--letter-template", template)
    lines = text(letters(folder)[f"2-{SCHOOLS}-整改通知.docx"]).split("\n")
    assert lines[:2] == ["某办〔2026〕5号", f"致{SCHOOLS}（2025）"] and lines[-1] == "完"
    numbers = [each.partition(")")[0] for each in lines if ")" in each[:3]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)] and len(numbers) >= 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (("{{单位}} {{年度}} {{整改期限}}",), "缺少占位符 {{问题}} 或 {{说明}}"),
        (("{{单位}} {{年度}} {{问题}}",), "缺少占位符 {{整改期限}}"),
        (("{{单位}} {{年度}} {{整改期限}} {{问题}} {{整改期}}",), "没有“整改期”这个占位符"),
        (None, "读不出这个 Word 模板"),
    ],
)
def test_a_template_that_cannot_be_used(folder: Path, content: tuple[str, ...] | None, said: str) -> None:
    template = folder / "ours.docx"
    template.write_bytes(word(*content) if content else b"PK no zip")
    done = batch(folder, "--letter-template", template)
    assert done.status == 2 and said in done.err and "Traceback" not in done.err
    assert not (folder / "out").exists()


def test_no_such_template_and_no_such_day(folder: Path) -> None:
    assert batch(folder, "--letter-template", folder / "none.docx").status == 2
    done = batch(folder, "--correct-by", "2026-02-30")
    assert done.status == 2 and "--correct-by" in done.err


def test_no_letters(folder: Path) -> None:
    batch(folder, "--no-letters")
    assert not (folder / "out" / "letters").exists()


def test_entities_in_a_template_are_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as file:
        file.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x">&b;</w:document>')
    with pytest.raises(ConfigError):
        Template(raw.getvalue(), None, NEEDED["reminder"])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../a/b\\c", "_a_b_c"),
        ('a<b>:"|?*', "a_b______"),
        ("甲" * 99, "甲" * 60),
        ("x. .", "x"),
        ("\u202egpj\n", "_gpj_"),
        ("..", "_"),
    ],
)
def test_names_of_files(name: str, kept: str) -> None:
    assert safe(name) == kept


def test_units_of_equal_names_have_letters_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.yaml": report(WATER)})
    rows = [{"id": "a/b", "name": "城关镇/人民政府"}, {"id": "a?b", "name": "城关镇?人民政府"}]
    roster(tmp_path / "roster.csv", rows)
    batch(tmp_path)
    assert list(letters(tmp_path)) == ["a_b-城关镇_人民政府-催报通知-2.docx", "a_b-城关镇_人民政府-催报通知.docx"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["correction", "reminder"])
def test_our_own_templates_are_complete(kind: str, language: str) -> None:
    Template(letter_forms.form(kind, language), None, NEEDED[kind])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_letters_open_in_libreoffice(folder: Path) -> None:
    batch(folder)
    (path,) = (folder / "out" / "letters").glob("*整改通知.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    import pypdfium2

    with pypdfium2.PdfDocument(folder / f"{path.stem}.pdf") as document:
        first = document[0].get_textpage().get_text_bounded().replace("\r\n", "")
    assert SCHOOLS in first and "整改2025年度" in first.replace(" ", "")
