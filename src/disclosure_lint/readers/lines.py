"""Lines of a document on their way to paragraphs and table rows, with exact places."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

from disclosure_lint.outline import Place, Run, Runs, locate
from disclosure_lint.patterns import pattern
from disclosure_lint.records import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What stands between a line and the one before it: nothing, a page mark or form
#: feed, blank lines, or a boundary that the markup draws (never joined across).
Gap = Literal["", "page", "blank", "block"]

SPACES = " \t\f\v\r\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
_SPACES_WITHOUT_TAB = SPACES.replace("\t", "")
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(space): 0x20 for space in "\u3000\xa0\u2002\u2003\u2009"}
_FOLD |= {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}

_PAGE_MARK = pattern(
    r"[-–—―─~·•]{1,3} ?\d{1,4} ?[-–—―─~·•]{1,3}"
    r"|(?:共 ?\d{1,4} ?页 ?[,/]? ?)?第 ?\d{1,4} ?页 ?[,/]? ?(?:共 ?\d{1,4} ?页)?"
    r"|[Pp]age ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
)
_SENTENCE_MARKS = frozenset("。；！？")
_LONGEST_PAGE_MARK = 30
_LONGEST_NUMBER = 3


class Line(Record, eq=False, repr=False):
    """One line without its margins; `plain` is the same length, for matching.

    In `plain`, full-width characters, ideographic spaces and Kangxi radicals are
    replaced by their ordinary forms. `indent` counts half-width columns. `level`,
    `listed`, `bold` and `centred` are those of a `Paragraph`; `verbatim` lines
    are never parts of a table.
    """

    text: str
    runs: Runs
    plain: str = ""
    before: Gap = ""
    indent: int = 0
    level: int | None = None
    listed: bool = False
    bold: bool = False
    verbatim: bool = False

    def __post_init__(self) -> None:
        self.plain = fold(self.text)

    @property
    def width(self) -> int:
        """The printed width in half-width columns."""
        return display_width(self.plain)


def fold(text: str) -> str:
    """Replace full-width forms and radicals by ordinary characters, one for one."""
    return text if text.isascii() else text.translate(_FOLD)


def display_width(text: str) -> int:
    """Return the width of a text in half-width columns."""
    return len(text.encode("gbk", "replace"))


def is_page_mark(text: str) -> bool:
    """Tell whether a whole line is nothing but a page number, such as "- 4 -" or 第 3 页."""
    text = text.strip(SPACES)
    if not text or len(text) > _LONGEST_PAGE_MARK:
        return False
    plain = pattern(r"\s+").sub(" ", fold(text))
    return _PAGE_MARK.fullmatch(plain) is not None


def source_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a plain text; blank lines and page marks become gaps."""
    gap: Gap = "block"
    raws = text.split("\n")
    for number, raw in enumerate(raws, 1):
        stripped = raw.strip(SPACES)
        mark = is_page_mark(stripped) or _is_page_number(stripped, raws, number)
        if mark or "\f" in raw:
            gap = "page" if gap != "block" else gap
        if mark:
            continue
        if not stripped:
            gap = gap or "blank"
            continue
        stripped = without_margins(raw)
        start = raw.index(stripped)
        margin = raw[:start]
        run = Run(0, number, start + 1)
        yield Line(stripped, (run,), before=gap, indent=display_width(margin.expandtabs(4)))
        gap = "page" if raw.endswith("\f") else ""


def without_margins(text: str) -> str:
    """Strip a line; where tabs part it, and no sentence ends on it, tabs at its ends are blank cells and stay."""
    if "\t" in text.lstrip(SPACES) and _SENTENCE_MARKS.isdisjoint(text):
        return text.strip(_SPACES_WITHOUT_TAB)
    return text.strip(SPACES)


def _is_page_number(stripped: str, raws: list[str], following: int) -> bool:
    """Tell whether a lone number is the last line before a form feed."""
    if not stripped.isdecimal() or len(stripped) > _LONGEST_NUMBER:
        return False
    rest = (raw for raw in raws[following : following + 3] if raw.strip(SPACES) or "\f" in raw)
    return next(rest, "").startswith("\f")


def piece(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs of the characters [start, end) of a text."""
    first = locate(runs, start) if len(runs) > 1 else None
    if first is None:
        return (_moved(runs[0], start),) if runs else ()
    inner = (Run(run.offset - start, run.line, run.column, run.page) for run in runs if start < run.offset < end)
    return (Run(0, first.line, first.column, first.page), *inner)


def _moved(run: Run, start: int) -> Run:
    return Run(0, run.line, run.column + start - run.offset, run.page)


def glue(left: str, right: str) -> str:
    """Return what joins two lines: a space between Latin words, nothing beside Chinese."""
    if not left or not right:
        return ""
    latin = left[-1].isascii() and right[0].isascii()
    return " " if latin and (left[-1].isalnum() or left[-1] in ".,;:!?)") and right[0].isalnum() else ""


def trimmed(line: Line) -> Line:
    """Return a line without tabs at its ends, and without the pipes that frame a text of several sentences."""
    text = line.text.strip(SPACES)
    if text.count("。") > 1:
        text = text.strip(f"|{SPACES}")
    if len(text) == len(line.text):
        return line
    start = line.text.index(text)
    return replace(line, text=text, runs=piece(line.runs, start, start + len(text)))


def joined(lines: Sequence[Line]) -> tuple[str, Runs]:
    """Join lines to one text, with a run for each stretch of the source."""
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    last = ""
    for line in lines:
        between = glue(last, line.text)
        length += len(between)
        parts += (between, line.text)
        runs += later(line.runs, length)
        length += len(line.text)
        last = line.text
    return "".join(parts), tuple(runs)


def later(runs: Runs, length: int) -> list[Run]:
    """Return the runs of a text that comes to stand `length` characters further on."""
    return [Run(run.offset + length, run.line, run.column, run.page) for run in runs]


def extent(runs: Runs, length: int) -> Place:
    """Return the place of a whole text of that length; a blank one has no width."""
    if not runs:
        return Place()
    first, last = runs[0], runs[-1]
    return Place(first.line, first.column, last.line, last.column + length - last.offset, first.page)
