"""Word documents that are broken, hostile or too large end in one finding, never in a crash."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from random import Random

import pytest

from disclosure_lint import lint
from disclosure_lint.readers import ooxml
from disclosure_lint.readers.docx import read_docx
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import Limits
from tests.generator.model import clean
from tests.generator.render.word import OFFICE, W, document, packed, paragraph, run, styled

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main(xml: str | bytes) -> bytes:
    return packed({"word/document.xml": xml})


USUAL = Limits()


def told(raw: bytes, name: str = "report.docx", limits: Limits = USUAL) -> tuple[str, str]:
    """Return code and message of the only finding."""
    (finding,) = lint(raw, name=name, language="en", limits=limits).findings
    return finding.code, finding.message


def body(inner: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + body(paragraph("<w:r><w:t>&b;</w:t></w:r>"))
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + body(paragraph("<w:r><w:t>&e;</w:t></w:r>"))


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (main(BOMB), "X001", "entities"),
        (main(OUTSIDE), "X001", "entities"),
        (main(OUTSIDE.encode("utf-16")), "X001", "entities"),
        (main("<w:document"), "X001", "damaged"),
        (main(b"\xff\xfe<\0w"), "X001", "damaged"),
        (main(f'<w:document xmlns:w="{W}"/>'), "X001", "no main part"),
        (main(body("<w:sdt><w:sdtContent>" * 9000 + "</w:sdtContent></w:sdt>" * 9000)), "X007", "deeply"),
        (main(body("<w:p>" + "<w:ins>" * 90_000 + "</w:ins>" * 90_000 + "</w:p>")), "X007", "deeply"),
        (main(body("<w:tbl><w:tr><w:tc>" * 9000 + "</w:tc></w:tr></w:tbl>" * 9000)), "X007", "deeply"),
        (main(body("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80)), "X006", "annual report"),
        (packed({"word/other.xml": "<x/>"}), "X001", "no main part"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "X001", "password"),
        (OLE + b"\0" * 600, "X005", "DOC"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(raw: bytes, code: str, words: str) -> None:
    found = told(raw)
    assert found[0] == code
    assert words in found[1]


def test_a_file_cut_off_anywhere() -> None:
    raw = styled(clean(1), Random(1))
    for end in (2000, len(raw) // 2, len(raw) - 30, len(raw) - 1):
        code, _ = told(raw[:end])
        assert code == "X001", end


def test_a_part_with_a_wrong_checksum() -> None:
    raw = bytearray(styled(clean(1), Random(1)))
    at = raw.index(b"word/document.xml") + 400
    raw[at : at + 4] = bytes(byte ^ 0x55 for byte in raw[at : at + 4])
    assert told(bytes(raw))[0] == "X001"


def test_a_password_on_the_zip() -> None:
    raw = bytearray(document(paragraph(run("甲"))))
    at = 0
    while (at := raw.find(b"PK\x01\x02", at) + 1) > 0:
        raw[at + 7] |= 1
    assert told(bytes(raw)) == (
        "X001",
        "the file is protected by a password and was not checked; remove the password first",
    )


def test_a_part_that_unpacks_to_too_much() -> None:
    assert told(main(body(paragraph(run("0" * 9_000_000)))))[0] == "X007"


def test_a_size_that_the_zip_only_claims() -> None:
    raw = bytearray(document(paragraph(run("甲"))))
    at = raw.index(b"PK\x01\x02", 0)
    raw[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
    assert told(bytes(raw))[0] == "X007"


def test_a_part_that_is_named_again_and_again() -> None:
    header = f'<w:hdr xmlns:w="{W}">{paragraph(run("页眉"))}{" " * 30_000}</w:hdr>'
    names = "".join(f'<Relationship Id="r{each}" Type="{OFFICE}/header" Target="h.xml"/>' for each in range(50))
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{names}</Relationships>'
    )
    parts = {"word/document.xml": body(paragraph(run("甲"))), "word/h.xml": header}
    assert len(read_docx(packed({**parts, "word/_rels/document.xml.rels": relations})).aside) == 1
    twice = relations.replace(
        "</Relationships>", f'<Relationship Id="x" Type="{OFFICE}/footer" Target="h.xml"/></Relationships>'
    )
    assert (
        told(packed({**parts, "word/_rels/document.xml.rels": twice}), limits=Limits(unpacked_megabytes=0.0625))[0]
        == "X007"
    )


def test_too_many_entries() -> None:
    raw = document(paragraph(run("甲")), **{f"x{number}": "<x/>" for number in range(30)})
    assert told(raw, limits=Limits(entries=20))[0] == "X007"


def test_too_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "NODES", 100)
    assert told(document(paragraph(run("甲")) * 60))[0] == "X007"


def test_too_many_squares() -> None:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="900"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
    assert told(document(f"<w:tbl>{row * 300}</w:tbl>"))[0] == "X007"


def test_numbers_that_are_no_numbers() -> None:
    wild = (
        '<w:gridSpan w:val="x"/>',
        '<w:gridSpan w:val="-4"/>',
        '<w:gridSpan w:val="99999999999999"/>',
        '<w:vMerge w:val="?"/>',
    )
    cells = "".join(f"<w:tc><w:tcPr>{each}</w:tcPr>{paragraph(run('甲'))}</w:tc>" for each in wild)
    listed = paragraph(
        run("乙"), '<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="-3"/>'
    )
    numbers = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="77"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    looped = f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    outline = read_docx(
        document(
            f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{listed}" + paragraph(run("丙"), '<w:pStyle w:val="a"/>'),
            numbering=numbers,
            styles=looped,
        )
    )
    assert [each.text for each in outline.paragraphs()] == ["乙", "丙"]


def test_names_that_lead_out_of_the_file_are_harmless(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    raw = packed({"word/document.xml": body(paragraph(run("甲"))), "../../evil.xml": "<x/>", "/abs.xml": "<x/>"})
    assert [each.text for each in read_docx(raw).paragraphs()] == ["甲"]
    assert list(tmp_path.iterdir()) == []


def test_a_broken_part_that_is_not_needed() -> None:
    raw = document(paragraph(run("甲")), styles="<w:styles", numbering="", comments="<<")
    assert [each.text for each in read_docx(raw).paragraphs()] == ["甲"]


def test_a_hundred_thousand_paragraphs() -> None:
    assert len(read_docx(document(paragraph(run("甲乙丙")) * 9_000)).blocks) == 9_000
    assert told(document(paragraph(run("甲乙丙")) * 100_000))[0] == "X007"


def test_a_text_under_the_name_of_a_document() -> None:
    page = "<html><body><h1>临江市水务局2025年政府信息公开工作年度报告</h1><p>一、总体情况</p></body></html>"
    assert lint(page.encode(), name="report.docx").format == "html"
    assert (
        lint(document(paragraph(run("临江市水务局2025年政府信息公开工作年度报告"))), name="report.doc").format == "docx"
    )


@pytest.mark.parametrize("seed", range(60))
def test_mutated_files(seed: int) -> None:
    """Bytes of the file, bytes of a part, or tags of a part changed by chance."""
    rng = Random(seed)
    raw = styled(clean(seed % 5), Random(seed))
    if seed % 3 == 0:
        mutated = _noise(raw, rng)
    else:
        parts = _parts(raw)
        name = rng.choice([each for each in parts if each.startswith("word/") and each.endswith(".xml")])
        parts[name] = _noise(parts[name], rng) if seed % 3 == 1 else _tags(parts[name], rng)
        mutated = packed(parts)
    with suppress(ReadError):
        read_docx(mutated)
    assert all(each.code != "X003" for each in lint(mutated, name="a.docx").findings)


def _parts(raw: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _noise(raw: str | bytes, rng: Random) -> bytes:
    data = bytearray(raw if isinstance(raw, bytes) else raw.encode())
    for _ in range(rng.randint(1, 12)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _tags(raw: str | bytes, rng: Random) -> str:
    """Swap, repeat and drop elements so that the part stays well-formed."""
    from lxml import etree

    root = etree.fromstring(raw if isinstance(raw, bytes) else raw.encode())
    for _ in range(rng.randint(1, 25)):
        every = list(root.iter())[1:]
        one, other = rng.choice(every), rng.choice(every)
        chance = rng.random()
        if chance < 0.3:
            one.getparent().remove(one)
        elif chance < 0.6:
            one.tag = other.tag
        elif one is not other and one not in other.iterancestors() and other not in one.iterancestors():
            other.insert(rng.randint(0, len(other)), one)
        if len(root) == 0:
            break
    return etree.tostring(root, encoding="unicode")


def test_a_word_file_that_lost_its_directory_is_damaged_and_no_zip() -> None:
    result = lint(b"PK\x03\x04" + b"\x00" * 40, name="report.docx")
    assert [(each.code, "已损坏" in each.message) for each in result.findings] == [("X001", True)]


def test_how_deeply_the_parsers_go() -> None:
    usual, deep = (b"<x>" * depth + b"</x>" * depth for depth in (256, 257))
    assert [len(list(parse(usual).iter())) for parse in (ooxml.parse, ooxml.parse_to_read)] == [256, 256]
    with pytest.raises(ReadError) as refused:
        ooxml.parse(deep)
    assert (refused.value.code, refused.value.reason) == ("X007", "too-deep")
    assert len(list(ooxml.parse_to_read(deep).iter())) == 257


@pytest.mark.parametrize(
    "raw",
    [
        b'<?xml version="1.0" encoding="GBK"?><x y="1">' + "甲".encode("gbk") + b"</x>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><x>a<!-- b -->c<?d e?></x>",
        b'<x xmlns:p="urn:p" p:y="&#65;&amp;" xml:space="preserve"> <![CDATA[<y>]]> <p:z/></x>',
    ],
)
def test_both_parsers_see_the_same(raw: bytes) -> None:
    one, other = (
        [(each.tag, each.text, dict(each.attrib)) for each in parse(raw).iter()]
        for parse in (ooxml.parse, ooxml.parse_to_read)
    )
    assert one == other


@pytest.mark.parametrize(
    "raw", [b"<x>&y;</x>", b"<p:x/>", b"<x>\xff</x>", b"<x", b"", b'<x y="1" y="2"/>', b"<x>\x01</x>"]
)
def test_both_parsers_refuse_the_same(raw: bytes) -> None:
    for parse in (ooxml.parse, ooxml.parse_to_read):
        with pytest.raises(ReadError):
            parse(raw)


def test_no_dtd_hides_in_an_encoding_of_its_own() -> None:
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + '<!DOCTYPE x [<!ENTITY a "甲">]><x>&a;</x>'.encode(
        "cp037", "replace"
    )
    with pytest.raises(ReadError):
        ooxml.parse_to_read(hidden)
