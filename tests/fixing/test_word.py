"""Word documents: texts split over runs, and everything that is no text of the body, stay as they are."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from tests.cli.run import run
from tests.fixing.run import fixed, fixes, judge
from tests.fixing.test_styles import same_but_for_texts
from tests.generator.model import clean
from tests.generator.run import rendered

if TYPE_CHECKING:
    from pathlib import Path

FAULT = "工作平稳。。做好信息信息公开。"


def report(seed: int = 5, style: str = "docx-styled") -> bytes:
    script = clean(seed, "cn-2021")
    script.data["sections"]["overview"]["text"].append(FAULT)
    return rendered(script, style, seed)[0]


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """Return a document with a part added or replaced."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            if entry.filename != name:
                made.writestr(entry, source.read(entry))
        made.writestr(name, content)
    return target.getvalue()


def main(raw: bytes) -> str:
    with zipfile.ZipFile(BytesIO(raw)) as source:
        return source.read("word/document.xml").decode()


def rewritten(raw: bytes, old: str, new: str) -> bytes:
    """Return a document whose main part has something else in one place."""
    xml = main(raw)
    assert xml.count(old) == 1
    return with_part(raw, "word/document.xml", xml.replace(old, new).encode())


def test_a_text_split_over_runs_keeps_its_runs() -> None:
    split = '工作平稳。</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">。做好信</w:t></w:r><w:r><w:t>息信息公开。'
    raw = rewritten(report(5, "docx-typed"), FAULT, split)
    assert len(fixes(judge(raw, "a.docx"))) >= 2
    done = fixed(raw, "a.docx", "W604", "W605")
    same_but_for_texts(raw, done.raw)
    document = docx.Document(BytesIO(done.raw))
    paragraph = next(each for each in document.paragraphs if "工作平稳。做好" in each.text)
    assert paragraph.text.strip().endswith("工作平稳。做好信息公开。")
    assert len(paragraph.runs) >= 3


def test_deleted_text_and_text_boxes_stay() -> None:
    deleted = f"{FAULT}</w:t></w:r><w:del w:id='9'><w:r><w:delText>删去。。</w:delText></w:r></w:del><w:r><w:t>"
    raw = rewritten(report(5, "docx-typed"), FAULT, deleted)
    done = fixed(raw, "a.docx", "W604", "W605")
    assert done.made == 2
    assert "删去。。" in main(done.raw)


def test_a_comment_in_the_xml_does_not_shift_the_texts() -> None:
    """A w:t that is a comment looks like one to the eye of a pattern: then nothing is written."""
    raw = rewritten(report(5, "docx-typed"), FAULT, f"{FAULT}</w:t></w:r><!-- <w:t>x</w:t> --><w:r><w:t>")
    assert fixed(raw, "a.docx", "W604").raw == raw


def test_a_signed_document_is_left_alone() -> None:
    raw = with_part(report(), "_xmlsignatures/sig1.xml", b"<Signature/>")
    assert fixes(judge(raw, "a.docx"), "W604")
    assert fixed(raw, "a.docx").raw == raw


def test_what_a_fix_changes_is_told_in_words() -> None:
    """No format can show edits of a document without lines."""
    (slip,) = fixes(judge(report(), "a.docx"), "W604")
    assert (slip.edits, slip.description) == ((), "重复的标点只留一个：“。。” → “。”")


def test_equal_paragraphs_are_told_apart() -> None:
    """Two paragraphs of the same words, each with its fault."""
    script = clean(5, "cn-2021")
    script.data["sections"]["overview"]["text"] += [FAULT, FAULT]
    raw, name = rendered(script, "docx-typed", 5)
    done = fixed(raw, name, "W604", "W605")
    assert done.made == 4
    assert main(done.raw).count("工作平稳。做好信息公开。") == 2


def test_the_difference_shows_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    raw = report()
    path.write_bytes(raw)
    done = run("check", path, "--diff", "--unsafe-fixes", "--select", "W604", "--select", "W605")
    changed = [line for line in done.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(changed) == 2
    assert changed[1].endswith("工作平稳。做好信息公开。")
    assert path.read_bytes() == raw


@pytest.mark.parametrize("style", ["docx-styled", "docx-typed", "docx-libre"])
def test_python_docx_opens_what_was_fixed(style: str) -> None:
    raw = report(5, style)
    done = fixed(raw, "a.docx", "W604", "W605")
    assert done.made == 2
    same_but_for_texts(raw, done.raw)
    texts = "\n".join(each.text for each in docx.Document(BytesIO(done.raw)).paragraphs)
    assert "工作平稳。做好信息公开。" in texts


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_was_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(fixed(report(), "a.docx", "W604", "W605").raw)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=300)
    assert "工作平稳。做好信息公开。" in (tmp_path / "a.txt").read_text(encoding="utf-8")
