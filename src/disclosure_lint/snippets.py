"""The piece of a report that a finding is about, as it is shown to people."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from disclosure_lint.occurrences import holds_any
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from disclosure_lint.outline import Place
    from disclosure_lint.report import Report

#: How many characters are shown on either side of the place.
_REACH = 38
#: So many digits of a number tell it.
_TELLING = 8
#: Marks, tags, escapes and the addresses of links, which may stand inside a value.
_MARKUP = pattern(r"<[^<>]*>|\]\([^()]*\)|&#?[0-9A-Za-z]+;|[\\`*\[\u200b-\u200d\u2060\ufeff\u00ad]")
#: Formats whose source lines authors read themselves; of others the text is shown.
_SOURCES = frozenset({"yaml", "json", "markdown", "text"})


class Snippet(NamedTuple):
    """A masked line and the characters [start, end) to mark in it."""

    text: str
    start: int
    end: int


def snippet(report: Report, pointer: str, span: tuple[int, int] | None, place: Place | None) -> Snippet | None:
    """Return the line to show: of the source, or of the text where the source is markup."""
    line = _source_line(report, place)
    if line is not None and place is not None:
        start = (place.column or 1) - 1
        end = place.end_column - 1 if place.end_column and place.end_line in (None, place.line) else len(line)
        return _clip(report, line, start, max(end, start + 1))
    found = report.as_found(pointer)
    text = found if isinstance(found, str) else report.get(pointer)
    if isinstance(text, str) and text:
        return _clip(report, text, *(span or (0, len(text))))
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return _clip(report, str(text), 0, len(str(text)))
    return None


def _source_line(report: Report, place: Place | None) -> str | None:
    """Return the line of the source, None where it would show a personal value.

    In the source an escape or a mark of emphasis may stand inside or beside a
    value, where masking does not see it.
    """
    if report.format not in _SOURCES or place is None or not place.line or place.line > len(report.source):
        return None
    known: dict[int, str | None] = report.memo.setdefault("source lines", {})
    if place.line not in known:
        known[place.line] = _harmless(report, report.source[place.line - 1])
    return known[place.line]


def _harmless(report: Report, line: str) -> str | None:
    from disclosure_lint.checks.suspects import hide, sensitive_passages

    bare = _MARKUP.sub("", line)
    if bare != line and _masks(report, bare) > _masks(report, line):
        return None
    personal = sensitive_passages(report)
    secrets = {_letters(passage.text[each.start : each.end]) for passage, found in personal for each in found}
    pieces = {piece for secret in secrets for piece in _pieces(secret)}
    return None if pieces and holds_any(_letters(hide(report, bare)), pieces) else line


def _masks(report: Report, text: str) -> int:
    from disclosure_lint.checks.suspects import hide

    return hide(report, text).count("*") - text.count("*")


def _pieces(secret: str) -> set[str]:
    """Return what must not be shown of a secret: all of it, or so many digits in a row that it is none any more."""
    if not secret[:-1].isdecimal():
        return {secret}
    return {secret[at : at + _TELLING] for at in range(max(1, len(secret) - _TELLING + 1))}


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _clip(report: Report, line: str, start: int, end: int) -> Snippet:
    """Mask, then cut around the place; "…" stands for what is cut."""
    from disclosure_lint.checks.suspects import hide

    line = hide(report, line)
    end = min(end, start + 2 * _REACH)
    first, last = max(0, start - _REACH), min(len(line), end + _REACH)
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    shift = len(head) - first
    shown = line[first:last].replace("\t", " ").replace("\r", " ")
    return Snippet(head + shown + tail, start + shift, min(end, last) + shift)


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal: Chinese characters take two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def caret(shown: Snippet) -> str:
    """Return the line of carets below a snippet."""
    return " " * width(shown.text[: shown.start]) + "^" * max(1, width(shown.text[shown.start : shown.end]))
