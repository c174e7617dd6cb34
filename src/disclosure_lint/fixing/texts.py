"""Edits made in the bytes of a text file: encoding, byte order mark and line endings stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.readers.decoding import decode
from disclosure_lint.readers.drafts import LINE
from disclosure_lint.readers.sniffing import byte_order_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.findings import Edit


def decoded(raw: bytes) -> tuple[str, str, int] | None:
    """Return a file's text with its own line endings, its encoding and the length of its byte order mark.

    None where the text does not give back the same bytes: nothing of such a file may be written.
    """
    read = decode(raw)
    mark = byte_order_mark(raw)
    length = mark[1] if mark else 0
    try:
        text = raw[length:].decode(read.encoding)
        exact = not read.lossy and text.encode(read.encoding) == raw[length:]
    except UnicodeError:
        return None
    return (text, read.encoding, length) if exact else None


def apply(raw: bytes, edits: Iterable[Edit]) -> bytes | None:
    """Return the file with the edits made, which must not overlap; None where that is not exactly possible."""
    found = decoded(raw)
    if found is None:
        return None
    text, encoding, length = found
    first = 1 if text.startswith("\ufeff") else 0
    starts = [first, *(match.end() for match in LINE.finditer(text))]
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        start, end = starts[edit.line - 1] + edit.column - 1, starts[edit.end_line - 1] + edit.end_column - 1
        if not done <= start <= end <= len(text):
            return None
        parts += (text[done:start], edit.text)
        done = end
    try:
        return raw[:length] + "".join((*parts, text[done:])).encode(encoding)
    except UnicodeEncodeError:
        return None
