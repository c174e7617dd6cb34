"""What a line of plain text is: prose, a heading, or a part of a flattened table."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels, pieces

if TYPE_CHECKING:
    from disclosure_lint.readers.lines import Line


class Kind(Enum):
    """What a line is, from what belongs to no table to what can only be a row.

    ROW, FENCED and ANCHOR can begin a table; PAIR (a label and a value) can
    where several stand together; PART (a label, a header, a lone value) and
    SCRAP (a few words that may be half a label) only go on with one.
    """

    PROSE = auto()
    HEADING = auto()
    SCRAP = auto()
    PART = auto()
    PAIR = auto()
    FENCED = auto()
    ANCHOR = auto()
    ROW = auto()


STARTS = frozenset({Kind.ROW, Kind.ANCHOR})
MEMBERS = STARTS | {Kind.PAIR, Kind.PART, Kind.FENCED}

_STOP = pattern(r"[。!?;]")
_CLAUSE = pattern(r"[,:。!?;《》]")
_BRACKETED = pattern(r"\([^()]*\)?|“[^“”]*”?")
_NOTE = pattern(r"(?:注|备注|说明|附注|备 注)[:1-9]?")
#: An indicator of the statistics table with its unit: 四、行政复议数量 件
_COUNTED = pattern(r"(?:数|数量|费用)[ \t]*\(?(?:件|条|次|个|人|人次|万元)\)?$")
_SUBHEADING = pattern(r"\([一二三四五六七八九十]{1,2}\)|\d{1,2}[、.](?!\d)")
_LONGEST_ROW = 240
_LONGEST_LABEL = 40
_LONGEST_SCRAP = 26
_SURE = 3
_CERTAIN = 5


def kind_of(line: Line) -> Kind:  # noqa: PLR0911 (a cascade from the surest sign to the weakest)
    """Tell what a line is by itself."""
    plain = _without_typing(line.plain)
    if line.level is not None:
        return Kind.HEADING
    if line.verbatim or pieces.is_framed(plain):
        return Kind.PROSE
    if pieces.is_fenced(plain) or pieces.is_rule(plain):
        if not pieces.is_tabbed(plain):
            return Kind.FENCED
        if _STOP.search(plain):
            return Kind.PROSE
        if not labels.CHAPTER.match(plain) or labels.ROW_HEAD.match(plain):
            return Kind.FENCED
    if _length(plain) > _LONGEST_ROW:
        return Kind.PROSE
    (start, end), values = pieces.series(plain)
    label = plain[start:end]
    row_head = labels.ROW_HEAD.match(label) is not None
    if labels.CHAPTER.match(label) and not row_head:
        return _numbered(label, [plain[slice(*value)] for value in values])
    if values:
        return _with_values(label, len(values), row_head=row_head)
    return _without_values(plain, row_head=row_head)


def _without_typing(plain: str) -> str:
    """Strip tabs behind words that label no row: they are mere typing."""
    typed = plain[-1:] == "\t" and "\t" not in plain.strip() and not labels.is_official(plain)
    return plain.strip() if typed else plain


def _numbered(label: str, values: list[str]) -> Kind:
    """Tell a chapter heading, also in a table of contents, from a row of the statistics table."""
    if _CLAUSE.search(_BRACKETED.sub("", label)):
        return Kind.PROSE
    if len(values) >= _SURE:
        return Kind.ROW
    dashes = bool(values) and not any(digit.isdecimal() for value in values for digit in value)
    return Kind.PAIR if dashes or (values and _COUNTED.search(label)) else Kind.HEADING


def _with_values(label: str, count: int, *, row_head: bool) -> Kind:
    if not label:
        return Kind.ROW if count > 1 else Kind.PART
    if _STOP.search(label):
        return Kind.PROSE
    official = row_head or labels.is_official(label)
    if official:
        return Kind.ROW if len(label) > 1 or count >= _SURE else Kind.PART
    clauses = _CLAUSE.search(_BRACKETED.sub("", label)) is not None and not label.startswith("其中")
    if count >= _SURE and (not clauses or count >= _CERTAIN):
        return Kind.ROW
    return Kind.PROSE if clauses or len(_BRACKETED.sub("", label)) > _LONGEST_LABEL else Kind.PAIR


def _without_values(plain: str, *, row_head: bool) -> Kind:
    if labels.is_anchor(plain):
        return Kind.ANCHOR
    if row_head and not _STOP.search(plain) and len(plain) <= _LONGEST_LABEL:
        return Kind.PART
    if labels.TITLE.search(plain):
        return Kind.PROSE if _STOP.search(plain) or len(plain) > _LONGEST_LABEL else Kind.HEADING
    if labels.is_official(plain):
        return Kind.PART
    if _STOP.search(plain) or len(plain) > _LONGEST_SCRAP or _NOTE.match(plain):
        return Kind.PROSE
    return Kind.SCRAP


def is_subheading(plain: str) -> bool:
    """Tell whether a line begins with the number of a second or third level."""
    return _SUBHEADING.match(plain) is not None


def values_in(line: Line) -> int:
    """Return how many values stand on a line of a table."""
    plain = line.plain
    if pieces.is_fenced(plain):
        return sum(pieces.is_value(plain[slice(*span)]) for span in pieces.fenced(plain))
    return len(pieces.series(plain)[1]) if _length(plain) <= _LONGEST_ROW else 0


def _length(plain: str) -> int:
    """Count the characters of a line but for the spaces that line up its columns."""
    return len(plain) if len(plain) <= _LONGEST_ROW else len(" ".join(plain.split()))
