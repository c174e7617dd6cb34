"""What a chapter must speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

_SUBHEADING = pattern(r"^\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|\d{1,2}\s*[、.．]|[一二三四五六七八九十]{1,2}\s*、)\s*([^。：:；;]{2,40})")


@check("topics.covered")
def covered(report: Report, *, section: str, topics: dict[str, dict[str, str]]) -> Iterator[Problem]:
    """A chapter covers its topics: by its sub-headings where it has them, else by its sentences.

    Each topic has the words of a sub-heading (`heading`) and of a sentence (`text`).
    """
    texts = [text for text in report.get(f"/sections/{section}/text", []) if isinstance(text, str)]
    if not texts:
        return
    headings = [match[1] for text in texts if (match := _SUBHEADING.match(text))]
    missing = []
    for name, words in topics.items():
        told = headings if len(headings) >= 3 else texts
        pattern = words["heading"] if len(headings) >= 3 else words["text"]
        named = any(re.search(pattern, each) for each in told)
        if not named and not any(re.search(words["strong"], text) for text in texts):
            missing.append(name)
    if missing:
        yield Problem(f"/sections/{section}", {"missing": "、".join(missing)})


@check("topics.results")
def results(report: Report, *, kinds: list[str], words: dict[str, str]) -> Iterator[Problem | NotAssessed]:
    """The reports of governments state some results somewhere in their chapters."""
    kind = report.get("/agency_kind")
    if kind is None:
        yield NotAssessed("/agency", "kind-unknown")
    elif kind in kinds and str(report.get("/agency", "")).rstrip().endswith("政府"):
        texts = "\n".join(passage.text for passage in report.texts())
        missing = [name for name, pattern in words.items() if not re.search(pattern, texts)]
        if missing and report.has("/sections/overview"):
            yield Problem("/sections/overview", {"missing": "、".join(missing)})


@check("topics.stated")
def stated(report: Report, *, section: str, pattern: str) -> Iterator[Problem]:
    """A chapter states something; elsewhere in the report is less than in its own chapter."""
    if not report.has(f"/sections/{section}"):
        return
    texts = [str(text) for text in report.get(f"/sections/{section}/text", [])]
    if any(re.search(pattern, text) for text in texts):
        return
    elsewhere = any(re.search(pattern, p.text) for p in report.texts() if p.pointer.startswith("/sections/"))
    yield Problem(f"/sections/{section}", severity="info" if elsewhere else "", variant="elsewhere" if elsewhere else "")
