"""What a file is, by its content alone."""

from __future__ import annotations

import re

from disclosure_lint.patterns import pattern

#: First bytes of formats that are no text, and the kind that each is.
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"{\\rtf", "rtf"),
)
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Parts by which a zip is known.
_PARTS = ((b"word/document.xml", "docx"), (b"xl/workbook.xml", "xlsx"), (b"OFD.xml", "ofd"))
_HEAD = 65_536
_BITMAP = pattern(rb"BM.{4}\x00{4}", re.DOTALL)
_HTML = pattern(
    r"<(?:!doctype\s+html|html|head|body|table|t[rdh]|div|p|h[1-6]|span|br|meta|font|center|ul|ol|article|section)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_MARKDOWN = pattern(r"^(?:#{1,6}[ \t]+\S|\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$)", re.MULTILINE)
_YAML = pattern(r"(?:---(?:[ \t].*)?|%YAML .*|[A-Za-z_][\w-]*:(?:[ \t].*)?)(?:\n|$)")
_JSON = pattern(r"(?:\{\s*[\"}]|\[\s*[\"{\[\]\d])")


def byte_order_mark(raw: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names and the mark's length, or None."""
    return next(((name, len(mark)) for mark, name in _BOMS if raw.startswith(mark)), None)


def binary_kind(raw: bytes) -> str | None:
    """Return the kind of a file in a format that is no text (pdf, docx, xlsx, zip, doc, image, …)."""
    kind = next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)
    if kind == "zip":
        return _zip_kind(raw)
    if kind == "doc":
        return _ole_kind(raw)
    if raw.startswith(b"BM") and not _BITMAP.match(raw):
        kind = None
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "image"
    if kind is None and b"%PDF-" in raw[:1024] and b"<" not in raw[: raw.index(b"%PDF-")]:
        return "pdf"
    return kind


def _ole_kind(raw: bytes) -> str:
    """Return what an OLE file is, by the names of its streams."""
    names = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"))
    return next((kind for name, kind in names if name.encode("utf-16-le") in raw), "doc")


def _zip_kind(raw: bytes) -> str:
    if raw[30:38] == b"mimetype":  # OpenDocument begins with what it is, unpacked
        head = raw[38:120]
        kinds = ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"))
        return next((kind for name, kind in kinds if name in head), "zip")
    names = _names(raw)
    for name, kind in _PARTS:
        if name in names:
            return kind
    # The main part may have another name, and the list of names at the end may be cut off.
    if b"[Content_Types].xml" in raw and b"word/" in raw:
        return "docx"
    return "zip"


def _names(raw: bytes) -> bytes:
    """Return the names of what a zip holds; all of a broken one, in which they may still be found."""
    from disclosure_lint.readers.zips import entries

    if found := entries(raw):
        return "\n".join(each.filename for each in found).replace("\\", "/").encode()
    import io
    import struct
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            return "\n".join(file.namelist()).replace("\\", "/").encode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return raw


def sniff(raw: bytes) -> str:
    """Return what a file is by its content.

    One of html, yaml, json, markdown, text, xml, pdf, docx, xlsx, ofd, odt, ods, zip,
    doc (any OLE file but a workbook, xls), encrypted (an Office file behind a password),
    rtf, image, or another archive's name. Text that shows no markup at all is "text".
    """
    kind = binary_kind(raw)
    if kind is not None:
        return kind
    mark = byte_order_mark(raw)
    if mark is None:
        return _text_kind(raw[:_HEAD].decode("latin-1"))
    encoding, length = mark
    return _text_kind(raw[length : length + _HEAD].decode(encoding, "replace"))


def _text_kind(head: str) -> str:
    head = head.lstrip("\ufeff \t\r\n\f")
    if head.startswith("<?xml") and not _ROOT_OF_A_PAGE.match(head):
        return "xml"
    text = head.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("<"):
        return "html" if _HTML.search(text) or not pattern(r"<[A-Za-z][\w.:-]*[\s>]").match(text) else "xml"
    if _JSON.match(text):
        return "json"
    if _YAML.match(_without_comments(text)):
        return "yaml"
    if len(_HTML.findall(text)) >= _TAGS_OF_A_PAGE and not _MARKDOWN.search(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"


_TAGS_OF_A_PAGE = 3
#: The first tag of a page, behind declarations and comments.
_ROOT_OF_A_PAGE = pattern(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(?:!doctype\s+)?html[\s>]", re.IGNORECASE | re.DOTALL)


def _without_comments(text: str) -> str:
    at = 0
    while text.startswith(("#", "\n"), at):
        end = text.find("\n", at)
        if end < 0:
            return ""
        at = end + 1
    return text[at:]
