"""A draft as it stands in an editor, judged under its own name and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint import runner
from disclosure_lint.readers import SUFFIXES
from disclosure_lint.readers.drafts import LINE
from disclosure_lint.records import NamedTuple
from disclosure_lint.settings import settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from disclosure_lint.catalogue import Sources
    from disclosure_lint.result import Result

#: The formats that an editor shows as text.
TEXTS = frozenset({"yaml", "json", "markdown", "text", "html"})
#: A file that cannot be read is spoken of only if it says that it is one of these.
_NAMED = ("信息公开", "FOIA", "disclosure")
_MARK = b"\xef\xbb\xbf"


class Judged(NamedTuple):
    """A text of a version, its lines, what was found of it, and where the rules came from."""

    path: Path
    text: str
    version: int | None
    lines: list[str]
    result: Result | None = None
    sources: tuple[Sources, ...] = ()


def judge(path: Path, text: str, version: int | None, given: Mapping[str, Any]) -> Judged:
    """Judge a text by the options `given` over the configuration of its file; raises ConfigError.

    There is no result for what is no report and for what the configuration excludes.
    """
    lines = LINE.split(text)
    form, asked = SUFFIXES.get(path.suffix.lower(), ""), settings(given)
    if form not in TEXTS or (config := asked.of(path)[0]).excludes(path):
        return Judged(path, text, version, lines)
    result = runner.judge_bytes(str(path), encoded(text, form), asked)
    codes = {each.code for each in result.findings}
    strange = "X006" in codes and config.unrecognised != "error"
    broken = result.report is None and not any(name in text for name in _NAMED)
    found = None if strange or broken else result
    return Judged(path, text, version, lines, found, tuple(asked.sources()))


def fixed(judged: Judged, given: Mapping[str, Any]) -> str:
    """Return the text with every safe fix made, each of them read again as `check --fix` does."""
    asked = settings({**given, "fix": True})
    form = SUFFIXES.get(judged.path.suffix.lower(), "")
    return runner.fix_bytes(str(judged.path), encoded(judged.text, form), asked).raw.decode("utf-8-sig")


def encoded(text: str, form: str) -> bytes:
    """Return the bytes of a text; the mark of a page goes before the encoding that its head names."""
    return (_MARK if form == "html" else b"") + text.encode("utf-8", "surrogatepass")
