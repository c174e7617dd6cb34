"""What fixes would change, as a unified diff."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from disclosure_lint.fixing.texts import decoded
from disclosure_lint.readers.drafts import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.fixing.mending import Mended
    from disclosure_lint.result import Result

_NO_END = "\\ No newline at end of file\n"


def difference(name: str, raw: bytes, mended: Mended, before: Result) -> str:
    """Return the difference of a file before and after its fixes, "" where there is none.

    A Word document is compared by the texts of its paragraphs and cells.
    Personal values are masked as everywhere.
    """
    if mended.raw == raw:
        return ""
    if before.format == "docx":
        one, other = list(_word(raw)), list(_word(mended.raw))
    else:
        one, other = list(_lines(raw)), list(_lines(mended.raw))
    told = difflib.unified_diff(one, other, f"a/{name.lstrip('/')}", f"b/{name.lstrip('/')}")
    return "".join(_shown(each, before) for each in told)


def _lines(raw: bytes) -> Iterator[str]:
    """Yield the lines of a text file; line endings all look the same, for none was changed."""
    found = decoded(raw)
    text = LINE.sub("\n", found[0].removeprefix("\ufeff")) if found else ""
    yield from text.split("\n")[:-1] if text.endswith("\n") else [*text.split("\n")[:-1], text.split("\n")[-1] + "\0"]


def _word(raw: bytes) -> Iterator[str]:
    from disclosure_lint.readers.docx import read_docx
    from disclosure_lint.readers.docx_tables import lines

    yield from (line.replace("\n", " ") for line in lines(read_docx(raw).blocks))


def _shown(line: str, result: Result) -> str:
    """Return a line of the difference as it may be shown."""
    from disclosure_lint.checks.suspects import hide
    from disclosure_lint.masking import mask_text

    endless = line.endswith("\0")
    line = line.rstrip("\0\n")
    shown = hide(result.report, line) if result.report is not None else mask_text(line)
    shown = "".join(each if each.isprintable() or each == "\t" else "·" for each in shown)
    return f"{shown}\n{_NO_END if endless else ''}"
