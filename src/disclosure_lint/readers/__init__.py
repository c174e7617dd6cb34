"""Readers: one module per format, chosen by content and suffix.

Data drafts (YAML, JSON) give data and places; documents give an `Outline`.
Every reader raises `ReadError`, and nothing else, for what it cannot read.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from disclosure_lint.readers.errors import ReadError
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from disclosure_lint.outline import Outline
    from disclosure_lint.readers.drafts import Draft

#: The formats that are read, by suffix.
SUFFIXES = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ofd": "ofd",
    ".xml": "xml",
}
#: Formats that are no text: the module here and the function that takes the bytes of a file and gives an Outline.
PACKED: dict[str, tuple[str, str]] = {
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("xlsx", "read_xlsx"),
    "ofd": ("ofd", "read_ofd"),
}
#: What a file may have and still be empty; most files show at once that they are not.
_BLANK, _HEAD = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe", 64
#: Formats that LibreOffice makes Word documents of, where it may (`convert`).
CONVERTED = ("doc", "rtf", "odt")
#: Formats that authors have and that are not read as they are; what to do is said instead.
UNREAD = {".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods"}


class Loaded(Record, eq=False, repr=False):
    """What was read of a file: a draft or an outline, and its text for excerpts."""

    format: str
    text: str
    draft: Draft | None = None
    outline: Outline | None = None


def load(name: str, raw: bytes, *, convert: bool = False) -> Loaded:
    """Read a file by its name and bytes; with `convert`, LibreOffice may turn other formats into Word documents."""
    from disclosure_lint.readers import decoding

    if not raw[:_HEAD].strip(_BLANK) and not raw.strip(_BLANK):
        raise ReadError("X001", "empty")
    form = _format(name, raw)
    if form in CONVERTED:
        from disclosure_lint.readers.conversion import to_docx

        return Loaded(form, "", outline=_packed("docx", to_docx(raw, form, allowed=convert)))
    if form in PACKED:
        return Loaded(form, "", outline=_packed(form, raw))
    if form == "xml":
        from disclosure_lint.readers.niem import read_niem

        draft, text = read_niem(raw)
        return Loaded(form, text, draft=draft)
    decoded = decoding.decode(raw)
    loaded = Loaded(form, decoded.text)
    if form in ("yaml", "json"):
        from disclosure_lint.readers import drafts

        loaded.draft = drafts.read_yaml(decoded.text) if form == "yaml" else drafts.read_json(decoded.text)
    else:
        loaded.outline = _outline(form, decoded.text)
    return loaded


def _packed(form: str, raw: bytes) -> Outline:
    """Read a format that is no text; what its text went through is repaired as in any other."""
    from importlib import import_module

    from disclosure_lint.repair.outlines import repair_outline

    module, function = PACKED[form]
    outline: Outline = getattr(import_module(f"disclosure_lint.readers.{module}"), function)(raw)
    return repair_outline(outline)


def _format(name: str, raw: bytes) -> str:
    """Choose the format: the content where it is unmistakable, else the suffix, else the content."""
    from disclosure_lint.readers.sniffing import sniff

    content = sniff(raw)
    if content in PACKED or content in CONVERTED:
        return content
    suffix = SUFFIXES.get(PurePath(name).suffix.lower())
    if content == "zip" and suffix in ("docx", "xlsx", "ofd"):
        raise ReadError("X001", "damaged")  # a document whose zip lost its directory is no ZIP to its author
    if suffix in PACKED:
        suffix = None  # a text under the name of another format: read as what it is
    if content == "encrypted":
        raise ReadError("X001", "encrypted")
    if content in ("html", "text", "markdown", "yaml", "json", "xml"):
        if content == "html" and suffix in (None, "text", "yaml", "json", "xml"):
            return "html"
        return suffix or content
    reason = "spreadsheet" if content in ("xls", "ods") else "no-reader"
    raise ReadError("X005", reason, {"kind": content.upper()})


def _outline(form: str, text: str) -> Outline:
    if form == "html":
        from disclosure_lint.readers.html import read_html
        from disclosure_lint.repair.outlines import repair_outline

        return repair_outline(read_html(text))
    from disclosure_lint.repair.mending import repair

    repaired = repair(text)
    if form == "markdown":
        from disclosure_lint.readers.markdown import read_markdown as read
    else:
        from disclosure_lint.readers.text import read_text as read
    outline = read(repaired.text)
    if repaired:
        from disclosure_lint.repair.outlines import replace_places

        outline = replace_places(outline, repaired.origin)
        outline.damage += repaired.damage
    return outline


__all__ = ["SUFFIXES", "UNREAD", "Loaded", "ReadError", "load"]
