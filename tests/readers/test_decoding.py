"""Encodings, declared rightly, wrongly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint.readers.decoding import decode
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.sniffing import sniff

TEXT = "临江市水务局2025年政府信息公开工作年度报告\n一、总体情况\n我局共收到政府信息公开申请31件，均已答复。\n"
TRADITIONAL = "臨江市水務局2025年政府資訊公開工作年度報告\n一、總體情況\n本局共收到申請31件，均已答覆，並無行政訴訟。\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb2312"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_encodings(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding, decoded.lossy) == (TEXT, encoding, False)


def test_traditional_characters_in_either_encoding() -> None:
    assert decode(TRADITIONAL.encode("big5")).text == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030")).text == TRADITIONAL


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "utf-16", "iso-8859-1", "no-such", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_wrong_declaration_does_not_matter(declared: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">{TEXT}'
    assert decode(page.encode(encoding)).text == page
    assert decode(TEXT.encode(encoding), declared).text == TEXT


def test_a_few_bad_bytes_are_replaced_and_said() -> None:
    raw = (TEXT * 3).encode()
    decoded = decode(raw[:100] + b"\xff" + raw[100:])
    assert decoded.lossy
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") >= 1
    cut = decode((TEXT * 3).encode("gb18030") + b"\x81")
    assert (cut.lossy, cut.encoding) == (True, "gb18030")


def test_western_text() -> None:
    assert (
        decode(b"The agency\x92s report \x96 processed 12 requests").text
        == "The agency’s report – processed 12 requests"
    )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
        (b"\x89PNG\r\n\x1a\n", "IMAGE"),
        (bytes(range(256)) * 8, "BINARY"),
    ],
)
def test_what_is_no_text(raw: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as raised:
        decode(raw)
    assert (raised.value.code, raised.value.reason, raised.value.values) == ("X001", "binary", {"kind": kind})


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_empty(raw: bytes) -> None:
    with pytest.raises(ReadError) as raised:
        decode(raw)
    assert raised.value.reason == "empty"


def test_line_ends_count_as_in_an_editor() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw).text, str)
    except ReadError as error:
        assert error.code == "X001"
    assert sniff(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "html"),
        ("<p style='x'>一、</p>".encode(), "html"),
        (b"\xff\xfe" + "<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><iepd:FoiaAnnualReport>', "xml"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        (b'{"profile": "cn-2021"}', "json"),
        (b"# draft\nprofile: cn-2021\n", "yaml"),
        (b"---\ntitle: x\n", "yaml"),
        ("# 报告\n\n正文".encode(), "markdown"),
        (b"x\n| a | b |\n|---|---|\n", "markdown"),
        (TEXT.encode(), "text"),
        (TEXT.encode("gb18030"), "text"),
        (b"%PDF-1.4", "pdf"),
        (b"PK\x03\x04 xl/workbook.xml", "xlsx"),
        (b"{\\rtf1", "rtf"),
        (b"BMW is a car maker", "text"),
    ],
)
def test_sniff(raw: bytes, kind: str) -> None:
    assert sniff(raw) == kind
