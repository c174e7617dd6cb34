"""Plain text, also as it comes out of a PDF or a word processor."""

from __future__ import annotations

import re

from disclosure_lint.outline import Outline
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.flow import flow
from disclosure_lint.readers.lines import source_lines

_DELIMITER_ROW = pattern(r"^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[ \t|:-]*$", re.MULTILINE)
_HEADING = pattern(r"^#{1,6} {0,3}\S", re.MULTILINE)
_FEW = 2


def read_text(text: str) -> Outline:
    """Read decoded text whose lines end with LF.

    Hard-wrapped lines are joined to paragraphs, flattened tables recovered
    (`Table.ruled` is False for them), page numbers dropped; text that is marked
    up as Markdown is read as such. Raises ReadError X007 for more table cells than the limits allow.
    """
    if _DELIMITER_ROW.search(text) or len(_HEADING.findall(text)) >= _FEW:
        from disclosure_lint.readers.markdown import read_markdown

        return read_markdown(text)
    return Outline(flow(list(source_lines(text))))
