"""The copies with comments that `check --annotate` writes. No file that is there is ever replaced."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.fixing.files import CHANGED

if TYPE_CHECKING:
    from disclosure_lint.result import Result

_NO_WORD = "不是 Word 文档（.docx），不能加批注 · no Word document, no comments"
_NOT_POSSIBLE = "不改动其他内容就加不了批注（如已签名）· no comments without changing more, as where it is signed"
_CLEAN = "没有发现问题，没有写批注 · nothing found, no copy written"


class Annotating:
    """Writes a copy of each Word document in which something was found: to a file, or with its name into a folder."""

    def __init__(self, target: str) -> None:
        self.target = Path(target)
        self.folder = self.target.is_dir() or target.endswith(("/", os.sep))

    def take(self, result: Result, language: str | None) -> tuple[str, bool]:
        """Write the copy of a result; return what is to be said of it ("" for nothing) and whether it failed.

        What is no Word document counts as a failure only where a single copy is asked for.
        """
        if result.format != "docx":
            return ("", False) if self.folder else (f"{result.path} {_NO_WORD}", True)
        if not result.findings and result.verdict != "undetermined":
            return f"{result.path} {_CLEAN}", False
        target = self.target / Path(result.path).name if self.folder else self.target
        why = _write(result, target, language or result.language)
        if why:
            return f"{target} 没有写成 · not written: {why}", True
        return f"带批注的副本 {target} 已写入 · copy with comments written", False


def _write(result: Result, target: Path, language: str) -> str:
    """Write a copy that was not there before; return why that is not possible, "" where it is done."""
    from disclosure_lint.review.word import annotated

    try:
        raw = Path(result.path).read_bytes()
        if hashlib.sha256(raw).hexdigest() != result.sha256:
            return CHANGED
        copy = annotated(raw, result, language)
        if copy is None:
            return _NOT_POSSIBLE
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            try:
                file.write(copy)
            except OSError:
                target.unlink()
                raise
    except FileExistsError:
        return "已经有这个文件，请换一个名字 · the file exists, choose another name"
    except OSError as error:
        return error.strerror or "?"
    return ""
