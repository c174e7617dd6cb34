"""From a correction of a report's data to edits in the coordinates of its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from disclosure_lint.findings import Edit
from disclosure_lint.masking import mask_text
from disclosure_lint.outline import locate
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.checks import Correction, Replacement
    from disclosure_lint.outline import Run
    from disclosure_lint.report import Report

#: Formats whose characters have lines and columns.
TEXTS = frozenset({"yaml", "json", "markdown", "text", "html"})
#: What stands for one character in a text of JSON.
_ESCAPE = pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")

#: Nobody wrote what goes on for longer, and every character of it would be looked up.
_LONGEST = 2_000


def edits_for(report: Report, correction: Correction) -> tuple[tuple[Edit, ...], tuple[Replacement, ...]] | None:
    """Return the edits that make a correction, and the replacements that they make.

    What cannot be located to the character is left out; None where nothing is
    left. Nothing is offered that would write a personal value into an output.
    A Word document has no edits (it has no lines), only replacements.
    """
    edits: list[Edit] = []
    made: list[Replacement] = []
    for each in correction.replacements:
        found = None if _tells(report, each) else _edits(report, each)
        if found is not None:
            edits += found
            made.append(each)
    return (tuple(edits), tuple(made)) if made else None


def _tells(report: Report, replacement: Replacement) -> bool:
    from disclosure_lint.checks.suspects import hide

    hidden = hide(report, replacement.text) != replacement.text
    return hidden or mask_text(replacement.pointer) != replacement.pointer


def _edits(report: Report, replacement: Replacement) -> list[Edit] | None:
    if report.format == "docx":
        return [] if _in_word(report, replacement) else None
    if report.format not in TEXTS:
        return None
    if replacement.line:
        return _line_edits(report, replacement)
    if replacement.span is None:
        return _printed_edits(report, replacement)
    text, (start, end) = report.get(replacement.pointer), replacement.span
    if not isinstance(text, str) or end - start > _LONGEST:
        return None
    return _span_edits(report, replacement.pointer, text, start, end, replacement.text) or _span_edits(
        report, replacement.pointer, text, *_trimmed(text, start, end, replacement.text)
    )


def _in_word(report: Report, replacement: Replacement) -> bool:
    place = report.places.get(replacement.pointer)
    known = place is not None and (place.paragraph is not None or place.cell is not None)
    return known and not replacement.line


def _line_edits(report: Report, replacement: Replacement) -> list[Edit] | None:
    if replacement.span is None or replacement.line > len(report.source):
        return None
    start, end = replacement.span
    return [Edit(replacement.line, start + 1, replacement.line, end + 1, replacement.text)]


def _printed_edits(report: Report, replacement: Replacement) -> list[Edit] | None:
    """Return the edit of what is printed at a pointer, if that is exactly what stands at its place."""
    place, printed = report.places.get(replacement.pointer), report.as_found(replacement.pointer)
    if place is None or place.line is None or place.column is None or place.end_column is None:
        return None
    if place.end_line != place.line or place.line > len(report.source) or not isinstance(printed, str):
        return None
    written = report.source[place.line - 1][place.column - 1 : place.end_column - 1]
    if not report.printed and written[:1] in ("'", '"'):
        written = written[1:-1]
    if written != printed.strip() and written != printed:
        return None
    return [Edit(place.line, place.column, place.line, place.end_column, replacement.text)]


def _span_edits(report: Report, pointer: str, text: str, start: int, end: int, new: str) -> list[Edit] | None:
    """Return the edits of characters [start, end) of a text: one for each stretch of the file they stand in.

    None where a character does not stand in the file as it is (an escape, an entity).
    """
    stretches = list(_stretches(report, pointer, start, end))
    source = "".join(_source(report, *each) for each in stretches)
    if report.format == "json":
        source, new = _unescaped(source), json.dumps(new, ensure_ascii=source.isascii())[1:-1]
    if not stretches or source != text[start:end]:
        return None
    edits = [Edit(line, first, line, last, "") for line, first, last in stretches]
    return [edits[0]._replace(text=new), *edits[1:]]


def _stretches(report: Report, pointer: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (line, first column, column behind the last) of each unbroken stretch."""
    runs = report.runs.get(pointer, ())
    open_stretch: tuple[int, int, int] | None = None
    for offset in range(start, end):
        at = locate(runs, offset)
        if at is None or not at.line:
            return
        if open_stretch is not None and (at.line, at.column) == (open_stretch[0], open_stretch[2]):
            open_stretch = (*open_stretch[:2], at.column + _width(report, at))
            continue
        if open_stretch is not None:
            yield open_stretch
        open_stretch = (at.line, at.column, at.column + _width(report, at))
    if open_stretch is not None:
        yield open_stretch


def _width(report: Report, at: Run) -> int:
    """Return how many characters of the file are one of the text: an escape of JSON is longer."""
    if report.format != "json" or at.line > len(report.source):
        return 1
    escape = _ESCAPE.match(report.source[at.line - 1], at.column - 1)
    return len(escape[0]) if escape else 1


def _unescaped(source: str) -> str:
    try:
        return str(json.loads(f'"{source}"'))
    except ValueError:
        return ""


def _source(report: Report, line: int, first: int, last: int) -> str:
    return report.source[line - 1][first - 1 : last - 1] if line <= len(report.source) else ""


def _trimmed(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Leave out what stays at the beginning and at the end of a replacement."""
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new
