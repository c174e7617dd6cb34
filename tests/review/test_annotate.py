"""Findings as comments in a copy of a Word document: at the right paragraphs and cells, and nothing else changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest

from disclosure_lint.readers.docx_names import W
from disclosure_lint.review.word import annotated
from tests.cli.run import GOOD, run
from tests.fixing.run import judge
from tests.fixing.test_word import FAULT, main, report, rewritten, with_part
from tests.generator.model import clean
from tests.generator.run import rendered

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.result import Result

STYLES = ("docx-styled", "docx-typed", "docx-libre")
PUT = re.compile(
    rb'<(?:\w+:)?commentRange(?:Start|End)[^<>]*/>|<(?:\w+:)?r(?: xmlns:w="[^"]*")?><(?:\w+:)?commentReference[^<>]*/></(?:\w+:)?r>'
)
NUMBER = "110101199003077870"


def faulty(style: str = "docx-typed", seed: int = 7) -> bytes:
    """A report with a total that is wrong, a blank one, a slip of the pen and an identity number."""
    script = clean(seed, "cn-2021")
    results = script.data["tables"]["requests"]["results"]
    results["granted"]["total"] += 1
    script.data["tables"]["disputes"]["litigation_direct"]["total"] = None
    script.data["sections"]["overview"]["text"] += [FAULT, f"申请人的证件号码为{NUMBER}。"]
    return rendered(script, style, seed)[0]


def copy(raw: bytes, language: str = "zh") -> tuple[Result, bytes]:
    result = judge(raw, "年报.docx")
    made = annotated(raw, result, language)
    assert made is not None
    return result, made


def anchored(raw: bytes) -> dict[str, tuple[Any, str]]:
    """Return each comment by its number: the comment, and the text of the paragraph that it begins in."""
    document = docx.Document(BytesIO(raw))
    starts = document.element.xpath("//w:commentRangeStart")
    place = {each.get(f"{W}id"): "".join(text.text or "" for text in each.getparent().iter(f"{W}t")) for each in starts}
    ends = [each.get(f"{W}id") for each in document.element.xpath("//w:commentRangeEnd")]
    assert sorted(place) == sorted(ends) == sorted(document.element.xpath("//w:commentReference/@w:id"))
    return {str(each.comment_id): (each, place[str(each.comment_id)]) for each in document.comments}


def same_but_for_comments(raw: bytes, new: bytes) -> None:
    with zipfile.ZipFile(BytesIO(raw)) as one, zipfile.ZipFile(BytesIO(new)) as other:
        assert other.testzip() is None
        assert [each.filename for each in one.infolist()] == other.namelist()[: len(one.namelist())]
        for name in one.namelist():
            if name not in ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
                assert one.read(name) == other.read(name), name
        assert PUT.sub(b"", other.read("word/document.xml")) == one.read("word/document.xml")
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert re.sub(rb"<(?:Override|Relationship) xmlns=[^<>]*/>", b"", other.read(name)) == one.read(name)


@pytest.mark.parametrize("style", STYLES)
def test_a_comment_stands_where_its_finding_is(style: str) -> None:
    raw = faulty(style)
    result, new = copy(raw)
    same_but_for_comments(raw, new)
    found = list(anchored(new).values())
    assert len(found) == len(result.findings)
    assert {each.author for each, _ in found} == {"disclosure-lint"}
    by_code = {re.search(r"[A-Z]\d{3}", each.text)[0]: (each.text, place) for each, place in found}  # type: ignore[index]
    for finding in result.findings:
        assert finding.message in "\n".join(each.text for each, _ in found)
    assert by_code["W604"][1].strip() == FAULT
    assert "依据：GB/T 15834—2011" in by_code["W604"][0]
    assert "可以这样修正：" in by_code["W604"][0]
    (total,) = (each for each in result.findings if each.code == "T203")
    assert by_code["T203"][1].strip() == total.excerpt
    assert by_code["T207"][1].strip() == ""
    assert NUMBER in by_code["C506"][1]
    assert NUMBER[6:14] not in "".join(each.text for each, _ in found)


def test_the_copy_reads_as_the_report_did() -> None:
    raw = faulty()
    result, new = copy(raw)
    again = judge(new, "年报.docx")
    assert again.report is not None and result.report is not None
    assert again.report.data == result.report.data
    fresh = [each for each in again.findings if each.fingerprint not in {old.fingerprint for old in result.findings}]
    assert [each.code for each in fresh] == ["C511"]  # the comments themselves: the copy is not for publication
    twice = annotated(new, again, "en")
    assert twice is not None
    assert len(anchored(twice)) == len(result.findings) + len(again.findings)


def test_comments_that_were_there_stay() -> None:
    document = docx.Document(BytesIO(faulty()))
    document.add_comment(document.paragraphs[0].runs[0], text="请领导审阅", author="张三")
    saved = BytesIO()
    document.save(saved)
    _, new = copy(saved.getvalue())
    found = anchored(new)
    assert found["0"][0].text == "请领导审阅"
    assert {each.author for number, (each, _) in found.items() if number != "0"} == {"disclosure-lint"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FAULT, f"{FAULT}</w:t></w:r><w:r><w:t>"),
        ("<w:body>", '<w:body><w:p/><w:p w:rsidR="00AA00BB" />'),
    ],
)
def test_odd_markup(old: str, new: str) -> None:
    raw = rewritten(faulty(), old, new)
    result, made = copy(raw)
    same_but_for_comments(raw, made)
    assert len(anchored(made)) == len(result.findings)


def test_an_empty_paragraph_takes_a_comment() -> None:
    """A blank cell may hold <w:p/> alone."""
    raw = faulty()
    xml = main(raw)
    blank = re.search(
        r"<w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?(?:<w:r>(?:<w:t ?/>|<w:t></w:t>)?</w:r>)?</w:p></w:tc>", xml
    )
    assert blank, "the blank total is no longer written so"
    raw = with_part(raw, "word/document.xml", xml.replace(blank[0], '<w:p w:rsidR="00AA00BB"/></w:tc>').encode())
    result, made = copy(raw)
    assert len(anchored(made)) == len(result.findings)
    assert judge(made, "年报.docx").report.data == result.report.data  # type: ignore[union-attr]


def test_a_namespace_without_prefix() -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "政府信息公开工作年度报告"
    xml = f'<document xmlns="{namespace}"><body><p><r><t>临江市水务局2025年{words}</t></r></p></body></document>'
    raw = with_part(faulty(), "word/document.xml", xml.encode())
    result, made = copy(raw)
    assert PUT.sub(b"", main(made).encode()).decode() == xml
    assert len(anchored(made)) == len(result.findings) > 5


def test_a_box_holds_no_comments() -> None:
    """Word takes none there: they go to the paragraph in which the box stands."""
    box = (
        f"</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>{FAULT}"
        "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>"
    )
    raw = rewritten(faulty(), f">{FAULT}<", f">前文。{box}后文。<")
    result, made = copy(raw)
    assert "W604" in {each.code for each in result.findings}
    assert len(anchored(made)) == len(result.findings)
    assert not docx.Document(BytesIO(made)).element.xpath("//w:txbxContent//w:commentRangeStart")


def test_a_signed_document_is_left_alone() -> None:
    raw = with_part(faulty(), "_xmlsignatures/sig1.xml", b"<Signature/>")
    assert annotated(raw, judge(raw, "a.docx"), "zh") is None


def test_the_command(tmp_path: Path) -> None:
    path, target = tmp_path / "年报.docx", tmp_path / "批注.docx"
    path.write_bytes(faulty())
    done = run("check", path, "--annotate", target, "--lang", "en", "--no-config")
    assert done.status == 1
    assert done.err == f"disclosure-lint: 带批注的副本 {target} 已写入 · copy with comments written\n"
    assert path.read_bytes() == faulty()
    assert any("basis: " in each.text for each, _ in anchored(target.read_bytes()).values())
    before = target.read_bytes()
    for taken in (target, path):
        done = run("check", path, "--annotate", taken)
        assert done.status == 2
        assert "已经有这个文件" in done.err
    assert (path.read_bytes(), target.read_bytes()) == (faulty(), before)


def test_a_folder_takes_the_copies_of_many(tmp_path: Path) -> None:
    for name in ("甲.docx", "乙.docx"):
        (tmp_path / name).write_bytes(faulty())
    (tmp_path / "丙.docx").write_bytes(rendered(clean(3, "cn-2021"), "docx-typed", 3)[0])
    shutil.copy(GOOD, tmp_path / "丁.yaml")
    done = run("check", tmp_path, "--annotate", f"{tmp_path}/批注/", "--no-config")
    assert done.status == 1
    assert sorted(each.name for each in (tmp_path / "批注").iterdir()) == ["乙.docx", "甲.docx"]
    assert "丙.docx 没有发现问题，没有写批注" in done.err


@pytest.mark.parametrize("name", ["garden-bureau.yaml", "garden-bureau.html"])
def test_what_is_no_word_document_is_one_sentence(name: str, tmp_path: Path) -> None:
    done = run("check", GOOD.with_name(name), "--annotate", tmp_path / "a.docx", "--no-config")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "不是 Word 文档" in done.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("style", ["docx-styled", "docx-typed"])
def test_libreoffice_opens_the_copy_and_keeps_the_comments(style: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    result, new = copy(faulty(style))
    path.write_bytes(new)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for form in ("docx", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "out"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "out" / "a.pdf").read_bytes().startswith(b"%PDF")
    kept = docx.Document(str(tmp_path / "out" / "a.docx"))
    texts = [each.text for each in kept.comments]
    assert len(texts) == len(result.findings)
    assert all(any(each.message in text for text in texts) for each in result.findings)


def test_a_report_that_could_not_be_judged_says_so() -> None:
    result, new = copy(report(5))
    assert result.verdict == "undetermined"
    first, place = anchored(new)["0"]
    assert first.text.startswith("无法判定\n")
    assert [each.reason in first.text for each in result.not_assessed if each.severity == "error"] == [True]
    assert "报告" in place
