"""Pages as the tests look at them."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from disclosure_lint.engine import lint_bytes
from disclosure_lint.formatters import Run, render
from disclosure_lint.result import Options, Result

ROOT = Path(__file__).parents[2]
FAULTY = ROOT / "examples" / "faulty" / "education-bureau.html"
GOOD = ROOT / "examples" / "good" / "garden-bureau.yaml"
DAY = "2026-02-10"


def judged(raw: bytes, name: str, language: str = "zh") -> Result:
    """Judge a file as `check -f html` does; every report that was read must have its picture."""
    result = lint_bytes(name, raw, Options(language=language, as_of=DAY, facsimile=True))
    assert (result.facsimile is None) == (result.report is None)
    return result


def written(*results: Result, language: str = "zh") -> str:
    """Return the page of some results."""
    return render("html", Run(language, results=list(results)))


def parsed(*results: Result, language: str = "zh") -> html.HtmlElement:
    """Return the page of some results as a tree."""
    return html.document_fromstring(written(*results, language=language).encode())


def faulty(language: str = "zh") -> Result:
    """Judge the example with faults."""
    return judged(FAULTY.read_bytes(), FAULTY.name, language)


def said(element: html.HtmlElement) -> str:
    """Return the text of an element without the numbers of findings in it."""
    return "".join(element.xpath(".//text()[not(ancestor::a[contains(@class, 'chip')])]"))
