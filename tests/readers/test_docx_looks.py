"""Word documents are read without what says how they look: nothing that they say or hide may be lost by it."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint.readers.docx import body_reader, read_docx
from disclosure_lint.readers.docx_body import Body
from disclosure_lint.readers.docx_looks import without_looks
from disclosure_lint.readers.docx_style_sheet import StyleSheet
from disclosure_lint.readers.docx_styles import Styles
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import Package, parse
from tests.generator.model import clean
from tests.generator.render.word import W, document, libre, packed, paragraph, run, styled, typed

LOOKS = (
    '<w:rFonts w:ascii="仿宋" w:eastAsia="仿宋"/>', "<w:b/>", '<w:b w:val="0"/>', "<w:i/>", "<w:vanish/>",
    '<w:color w:val="000000"/>', '<w:color w:val="FFFFFF"/>', '<w:color w:val="000000" w:themeColor="background1"/>',
    '<w:color w:val="auto" w:themeColor="text1" w:themeTint="BF"/>', '<w:sz w:val="21"/>', '<w:sz w:val="2"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>',
    '<w:shd w:val="clear" w:fill="FFFFFF"/>', '<w:highlight w:val="yellow"/>', '<w:highlight w:val="none"/>',
)  # fmt: skip
PARAGRAPHS = (
    '<w:pPr><w:jc w:val="center"/></w:pPr>', '<w:pPr><w:pStyle w:val="1"/></w:pPr>', "<w:pPr/>",
    "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    '<w:pPr><w:shd w:val="clear" w:fill="00FF00"/></w:pPr>', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
    '<w:pPr><w:ind w:left="2"/><w:pBdr><w:top w:val="single"/></w:pBdr><w:rPr><w:szCs w:val="2"/></w:rPr></w:pPr>',
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>',
)  # fmt: skip
CELLS = (
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', '<w:shd w:val="clear" w:fill="C6D9F1"/>',
    '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", "<w:hMerge/>",
    '<w:hMerge w:val="restart"/>', '<w:tcW w:w="9" w:type="dxa"/><w:tcBorders><w:top w:val="nil"/></w:tcBorders>',
)  # fmt: skip
ROWS = (
    "<w:hidden/>", "<w:tblHeader/>", '<w:gridBefore w:val="1"/>', '<w:del w:id="1"/>', "<w:cantSplit/>",
)  # fmt: skip
INSIDE = (
    "</w:t><w:br/><w:t>乙", "</w:t><w:tab/><w:t>丙", " </w:t></w:r><w:r><w:t> x", "</w:t><w:lastRenderedPageBreak/><w:t>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>新段", "</w:t></w:r><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:r><w:t>",
    "</w:t></w:r><w:del><w:r><w:delText>减</w:delText></w:r></w:del><w:r><w:t>", '&lt;w:rPr/&gt; w:rsidR="00AB">',
    ("</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>表</w:t></w:r>"
    "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"),
)  # fmt: skip
#: What is put where: behind a tag of this kind which has no properties yet, or before the end of a text.
CHANGES: tuple[tuple[str, Any], ...] = (
    (r"<w:r(?: [^>]*)?>(?!<w:rPr)", lambda rng: f"<w:rPr>{looks(rng)}</w:rPr>"),
    (r"<w:p(?: [^>]*)?>(?!<w:pPr)", lambda rng: rng.choice(PARAGRAPHS)),
    (r"<w:tcPr>(?!<w:(?:shd|gridSpan|[vh]Merge))", lambda rng: rng.choice(CELLS)),
    (r"<w:tr(?: [^>]*)?>(?!<w:trPr)", lambda rng: f"<w:trPr>{rng.choice(ROWS)}</w:trPr>"),
    (r"(?=</w:t>)", lambda rng: rng.choice(INSIDE)),
    (r"<w:(?:p|r|tr)(?=>)", lambda rng: rng.choice((' w:rsidR="00A1" w:rsidRPr="7"', ' w:rsidTr="1" w:other="x"'))),
)


def looks(rng: Random) -> str:
    """Return some properties of characters, none of them twice."""
    return "".join({each.split(" ")[0].strip("/>"): each for each in rng.sample(LOOKS, rng.randint(0, 4))}.values())


def changed(raw: bytes, rng: Random) -> bytes:
    """Return a document with properties, changes and tables put into it, and one of its styles with a look."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    xml = bytes(parts["word/document.xml"]).decode()  # type: ignore[arg-type]
    for _ in range(rng.randint(1, 15)):
        where, what = rng.choice(CHANGES)
        places = [found.end() for found in re.finditer(where, xml)]
        if places:
            at = rng.choice(places)
            xml = xml[:at] + what(rng) + xml[at:]
    parts["word/document.xml"] = xml
    if "word/styles.xml" in parts and rng.random() < 0.3:
        sheet = bytes(parts["word/styles.xml"]).decode()  # type: ignore[arg-type]
        parts["word/styles.xml"] = sheet.replace("</w:style>", f"<w:rPr>{looks(rng)}</w:rPr></w:style>", 1)
    return packed(parts)


class _Slow(Body):
    plain_rows = False


def slowly(raw: bytes) -> tuple[list[Any], list[Any]]:
    """Return blocks and hidden content as they are read from all of the XML by lxml, cell by cell."""
    package = Package(raw)
    main = package.main("word/document.xml")
    reader = body_reader(package, package.relations(main), _Slow)
    return reader.document(package.xml(main)), told(reader.hidden.told({}))


def told(hidden: list[Any]) -> list[Any]:
    return [(each.kind, each.text, each.count, each.place) for each in hidden if each.kind not in ("author", "comment")]


@given(st.integers(1, 40), st.sampled_from([styled, typed, libre]), st.randoms(use_true_random=False))
def test_nothing_is_lost(seed: int, make: Any, rng: Random) -> None:
    raw = changed(make(clean(seed, profile="cn-2021"), Random(seed)), rng)
    outline = read_docx(raw)
    assert (outline.blocks, told(outline.hidden)) == slowly(raw)


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ('<w:color w:val="FFFFFF"/>', "white-text"),
        ('<w:sz w:val="2"/>', "tiny-text"),
        ("<w:vanish/>", "hidden-text"),
        ('<w:color w:val="00FFFF"/>', ""),
    ],
)
@pytest.mark.parametrize("of", ["style", "default"])
def test_what_a_style_hides_its_text_may_show(look: str, kind: str, of: str) -> None:
    inner = (
        f'<w:style w:type="paragraph" w:styleId="h"><w:rPr>{look}</w:rPr></w:style>'
        if of == "style"
        else f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    seen = '<w:vanish w:val="0"/><w:color w:val="000000"/><w:sz w:val="21"/>'
    body = paragraph(run("甲乙丙丁", seen) + run("戊己"), '<w:pStyle w:val="h"/>' if of == "style" else "")
    raw = document(body, styles=f'<w:styles xmlns:w="{W}">{inner}</w:styles>')
    outline = read_docx(raw)
    assert [(each.kind, each.text) for each in outline.hidden] == ([(kind, "戊己")] if kind else [])
    assert [each.text for each in outline.paragraphs()] == ["甲乙丙丁" if kind == "hidden-text" else "甲乙丙丁戊己"]


def test_what_a_document_says_of_its_looks_in_words_stays() -> None:
    words = '写作 w:rsidR="00A1" 的属性，<w:rFonts/> 和 <w:rPr></w:rPr>'
    (found,) = read_docx(document(paragraph(run(words)))).paragraphs()
    assert found.text == words


@pytest.mark.parametrize("broken", ["<w:rPr></w:pPr>", "<w:tcPr><w:tcW/></w:rPr>", "<w:pPr></w:tcPr>"])
def test_what_is_broken_stays_broken(broken: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_docx(document(paragraph(run("甲") + broken)))
    assert (refused.value.code, refused.value.reason) == ("X001", "damaged")


def test_what_only_looks_like_the_end_of_a_tag() -> None:
    said = run("甲", '<w:lang w:val="a/>b"/><w:rFonts w:ascii="c>d"/>')
    assert [each.text for each in read_docx(document(paragraph(said))).paragraphs()] == ["甲"]


def test_most_of_a_usual_document_is_left_out() -> None:
    usual = (
        '<w:p w14:paraId="77193D20" w:rsidR="00A1" w:rsidRDefault="00A2"><w:pPr><w:pStyle w:val="a"/>'
        '<w:spacing w:line="240"/><w:rPr><w:rFonts w:ascii="宋体"/><w:color w:val="000000" w:themeColor="text1"/>'
        '<w:sz w:val="20"/></w:rPr></w:pPr><w:r w:rsidRPr="00B1"><w:rPr><w:rFonts w:hint="eastAsia"/>'
        '<w:sz w:val="20"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    )
    assert left(usual, "") == "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
    assert left(usual, '<w:sz w:val="1"/>') == (
        '<w:p><w:pPr><w:rPr><w:color w:val="000000" w:themeColor="text1"/><w:sz w:val="20"/></w:rPr></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    )


def left(xml: str, look: str) -> str:
    """Return what is left of XML where the usual style has a look."""
    usual = f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr>{look}</w:rPr></w:style>'
    sheet = StyleSheet(f'<w:styles xmlns:w="{W}">{usual}</w:styles>'.encode(), parse)
    return without_looks(xml.encode(), Styles(sheet)).decode()


def test_the_usual_style_is_named_where_it_numbers() -> None:
    numbers = "<w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr>"
    usual = f'<w:style w:type="paragraph" w:default="1" w:styleId="a">{numbers}</w:style>'
    sheet = StyleSheet(f'<w:styles xmlns:w="{W}">{usual}</w:styles>'.encode(), parse)
    xml = b'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>'
    assert without_looks(xml, Styles(sheet)) == xml
