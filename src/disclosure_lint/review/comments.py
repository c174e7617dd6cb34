"""What a Word comment says of a finding, and the markup of it (ISO/IEC 29500-1, 17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from disclosure_lint.formatters.wording import WORDS, bases, safe, whole
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.outline import Place
    from disclosure_lint.result import Result

AUTHOR = "disclosure-lint"
_FIX = {"zh": "可以这样修正", "en": "how to mend it"}
_RELATED = 6


class Comment(NamedTuple):
    """The paragraphs of a comment, and the place that they are about; None is the document as a whole."""

    place: Place | None
    lines: tuple[str, ...]


def comments(result: Result, language: str) -> Iterator[Comment]:
    """Yield a comment for what could not be judged, where that kept the report from a verdict, and one per finding."""
    words = WORDS[language]
    if result.verdict == "undetermined":
        gaps = [f"{gap.code} {gap.reason}" for gap in result.not_assessed if gap.severity == "error"]
        yield Comment(None, (words["undetermined"], *gaps))
    for finding in result.findings:
        yield Comment(finding.place, tuple(_lines(finding, language)))


def _lines(finding: Finding, language: str) -> Iterator[str]:
    words = WORDS[language]
    level = words[finding.severity] + (words["likely"] if finding.confidence == "likely" else "")
    yield f"{level} {finding.code}{words['colon']}{finding.message}"
    yield from (f"{words['see']}{words['colon']}{each.message}" for each in finding.related[:_RELATED])
    if len(finding.related) > _RELATED:
        yield f"… {words['more'].format(more=len(finding.related) - _RELATED)}"
    if finding.fix is not None:
        yield f"{_FIX[language]}{words['colon']}{finding.fix.description}"
    if finding.basis and not finding.code.startswith("X"):
        yield f"{words['basis']}{words['colon']}{bases(finding, language)}"


def markup(comment: Comment, number: int, namespace: str, day: str | None) -> str:
    """Return the w:comment of a comment; it brings its namespace, so that it can stand in any file."""
    date = f' w:date="{day}T00:00:00Z"' if day else ""
    paragraphs = "".join(_paragraph(line, bold=not at) for at, line in enumerate(comment.lines))
    opening = f'<w:comment xmlns:w={quoteattr(namespace)} w:id="{number}" w:author="{AUTHOR}"{date} w:initials="DL">'
    return f"{opening}{paragraphs}</w:comment>"


def _paragraph(line: str, *, bold: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(whole(safe(line)))}</w:t></w:r></w:p>'


def anchors(numbers: list[int], prefix: str, namespace: str) -> tuple[str, str]:
    """Return what stands at the beginning and at the end of a paragraph that comments of some numbers are about.

    `prefix` is what the file calls the namespace; "" where it has no name there.
    """
    name, stated = (prefix, "") if prefix else ("w", f" xmlns:w={quoteattr(namespace)}")
    begin = "".join(f'<{name}:commentRangeStart{stated} {name}:id="{each}"/>' for each in numbers)
    end = "".join(
        f'<{name}:commentRangeEnd{stated} {name}:id="{each}"/>'
        f'<{name}:r{stated}><{name}:commentReference {name}:id="{each}"/></{name}:r>'
        for each in numbers
    )
    return begin, end
