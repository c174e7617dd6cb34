"""The styles of a Word document, each parsed when it is asked for."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from disclosure_lint.readers.docx import read_docx
from disclosure_lint.readers.docx_style_sheet import StyleSheet
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import parse, parse_to_read
from tests.generator.render.word import STYLES, W, document, paragraph, run

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PLAIN = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:latentStyles w:count="2"><w:lsdException w:name="heading 1" w:qFormat="1"/></w:latentStyles>'
    '<w:style w:styleId="x" w:type="character" w:default="1"/><w:style w:type="paragraph"><w:name w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="正文"><w:name w:val="Normal &amp; 1"/></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="later"/>'
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style></w:styles>'
)
IDS = ("x", "正文", "later", "a", "", "b", "R&D")


def told(sheet: StyleSheet) -> list[Any]:
    """Return all that a sheet says of the styles asked for."""
    each = [sheet.defaults, *map(sheet.get, IDS)]
    return [sheet.usual, *(None if one is None else [(part.tag, part.attrib) for part in one.iter()] for one in each)]


@pytest.mark.parametrize("reader", [parse, parse_to_read])
@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        HEAD + PLAIN,
        PLAIN.replace('w:styleId="a"', 'w:styleId="R&amp;D"'),
        HEAD + PLAIN.replace('w:styleId="a"', "w:styleId='b'"),
        STYLES,
    ],
)
def test_one_by_one_they_say_what_they_say_as_a_whole(raw: str, reader: Any) -> None:
    expected = told(StyleSheet(raw.replace("</w:styles>", "<!-- --></w:styles>").encode(), reader))
    assert told(StyleSheet(raw.encode(), reader)) == expected
    assert expected[0] or raw is STYLES
    assert any(expected[2:])


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.replace("<w:latentStyles", '<!-- <w:style w:styleId="b"> --><w:latentStyles').encode(),
        (PLAIN.replace("<w:latentStyles", '<?b <w:style w:styleId="b">?><w:latentStyles')).encode(),
        ('<?xml version="1.0" encoding="GBK"?>' + PLAIN).encode("gbk"),
        ("\ufeff" + PLAIN).encode("utf-16-le"),
        PLAIN.replace("w:", "v:").replace("xmlns:w=", "xmlns:v=").encode(),
    ],
)
def test_unusual_files_are_parsed_as_a_whole(raw: bytes) -> None:
    assert told(StyleSheet(raw, parse_to_read)) == told(StyleSheet(PLAIN.encode(), parse_to_read))


def test_a_broken_style_is_none_and_the_others_stay() -> None:
    sheet = StyleSheet(PLAIN.replace("&amp; 1", "& 1").encode(), parse_to_read)
    assert (sheet.usual, sheet.get("正文")) == ("正文", None)
    assert sheet.get("a") is not None


@pytest.mark.parametrize("raw", [None, b"", b"<w:styles", b"\xff\xfe<", f'<w:styles xmlns:w="{W}"/>'.encode()])
def test_no_styles(raw: bytes | None) -> None:
    assert told(StyleSheet(raw, parse_to_read)) == ["", *[None] * (len(IDS) + 1)]


def test_limits_hold_for_one_style_too() -> None:
    many = PLAIN.replace("<w:b/>", "<w:b/>" * 1_600_000)
    for raw in (many, many.replace("</w:styles>", "<!-- --></w:styles>")):
        with pytest.raises(ReadError) as refused:
            StyleSheet(raw.encode(), parse_to_read).get("a")
        assert refused.value.code == "X007"


def test_the_many_styles_of_python_docx() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("一、总体情况", 1)
    made.add_paragraph("正文", style="Title")
    file = io.BytesIO()
    made.save(file)
    raw = file.getvalue()
    with zipfile.ZipFile(file) as archive:
        styles = archive.read("word/styles.xml")
    ids = [each.style_id for each in made.styles]
    assert len(ids) > 100
    one, whole = (
        [[(part.tag, part.attrib, part.text) for part in sheet.get(each).iter()] for each in ids]
        for sheet in (StyleSheet(styles, parse_to_read), StyleSheet(styles + b"<!-- -->", parse_to_read))
    )
    assert one == whole
    assert [each.level for each in read_docx(raw).paragraphs()] == [1, None]


def test_a_style_behind_styles_that_are_not_there() -> None:
    latent = '<w:latentStyles w:count="2"><w:lsdException w:name="heading 1" w:qFormat="1"/></w:latentStyles>'
    sheet = STYLES.replace("<w:style ", latent + "<w:style ", 1)
    raw = document(paragraph(run("甲"), '<w:pStyle w:val="1"/>'), styles=sheet)
    assert [each.level for each in read_docx(raw).paragraphs()] == [1]
