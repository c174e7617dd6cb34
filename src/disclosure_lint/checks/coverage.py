"""What a report without a fixed form must speak of, whatever its chapters are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

_SUBHEADING = pattern(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|\d{1,2}\s*[、.．]|[一二三四五六七八九十]{1,2}\s*、)"
    r"\s*([^。：:；;]{2,40})"
)


@check("coverage.required")
def required(
    report: Report, *, topics: dict[str, dict[str, str]], parts: str, tables: dict[str, list[str]], optional: list[str]
) -> Iterator[Problem | NotAssessed]:
    """Each topic is spoken of somewhere, whatever the chapters are called.

    A topic has the words of a heading (`heading`) and of a sentence (`text`),
    and may be told by a table. `parts` knows the sentence that only lists the
    chapters. What is `optional` may have nothing to say.
    """
    headings, sentences = _told(report, parts)
    if not sentences and not headings:
        pictures = report.outline.pictures if report.outline else 0
        yield NotAssessed("", "text-is-picture" if pictures else "text-missing", {"pictures": pictures})
        return
    for key, words in topics.items():
        if report.has(f"/topics/{key}") or any(report.has(table) for table in tables.get(key, ())):
            continue
        named = any(pattern(words["heading"]).search(each) for each in headings)
        if not named and not any(pattern(words["text"]).search(each) for each in sentences):
            values = {"topic": words["name"]}
            if key in optional:
                yield Problem(f"/topics/{key}", values, variant="optional", severity="info")
            else:
                yield Problem(f"/topics/{key}", values)


def _told(report: Report, parts: str) -> tuple[list[str], list[str]]:
    """Return the headings of chapters and within them, and the paragraphs; the preface where there is no chapter."""
    headings: list[str] = []
    texts: list[str] = []
    preface: list[str] = []
    for passage in report.texts():
        if passage.pointer.startswith("/preface"):
            preface.append(passage.text)
        elif passage.pointer.endswith("/heading"):
            headings.append(passage.text)
        elif passage.pointer != "/title":
            texts.append(passage.text)
    sentences = [each for text in (texts or preface) for each in pattern(r"(?<=[。！？])").split(text)]
    told = [each for each in sentences if each and not re.search(parts, each)]
    subheadings = [match[1] for text in texts or preface if (match := _SUBHEADING.match(text))]
    return headings + subheadings, told
