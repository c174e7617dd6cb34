"""A manuscript in every format and in the styles that authors use.

A renderer takes a manuscript and a source of chance and returns the bytes of
the file; its suffix stands in `RENDERERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.render import drafts, markdown, ofd, plain, printed, sheets, web, web_old, word

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.generator.model import Manuscript

    Renderer = Callable[[Manuscript, Random], bytes]

#: style → (suffix, renderer).
RENDERERS: dict[str, tuple[str, Renderer]] = {
    "yaml": (".yaml", drafts.as_yaml),
    "json": (".json", drafts.as_json),
    "md-headings": (".md", markdown.headings),
    "md-bold": (".md", markdown.bold),
    "md-plain": (".md", markdown.lines),
    "txt-pipes": (".txt", plain.pipes),
    "txt-tabs": (".txt", plain.tabs),
    "txt-flattened": (".txt", plain.flattened),
    "txt-cells": (".txt", plain.one_cell_a_line),
    "html-semantic": (".html", web.semantic),
    "html-editor": (".html", web.editor),
    "html-word": (".html", web_old.word_paste),
    "html-gb2312": (".html", web_old.gb2312),
    "html-fragment": (".html", web.fragment),
    "docx-styled": (".docx", word.styled),
    "docx-typed": (".docx", word.typed),
    "docx-libre": (".docx", word.libre),
    "pdf": (".pdf", printed.report),
    "xlsx": (".xlsx", sheets.report),
    "ofd": (".ofd", ofd.report),
}
DRAFTS = ("yaml", "json")
DOCUMENTS = tuple(style for style in RENDERERS if style not in DRAFTS)
