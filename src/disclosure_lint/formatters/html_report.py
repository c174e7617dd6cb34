"""One report on the page: the verdict, its findings, and beside them its own text."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from disclosure_lint.formatters import html_findings
from disclosure_lint.formatters.html_document import document, sheet
from disclosure_lint.formatters.html_text import NOTHING, Html, tag, text
from disclosure_lint.formatters.html_words import SIGNS, counted, numbered
from disclosure_lint.masking import mask_text
from disclosure_lint.profiles import profiles

if TYPE_CHECKING:
    from disclosure_lint.formatters.html_words import Words
    from disclosure_lint.result import Result

_KIND = {"zh": "zh", "zh-CN": "zh", "en": "en"}


def name(result: Result) -> str:
    """Return how a report is called: its title or, where none was read, its file."""
    return result.title or mask_text(PurePath(result.path).name or result.path)


def report(result: Result, number: int, words: Words, *, alone: bool, room: int) -> Html:
    """Return a report: open where it is the only one, else folded. Its text is left out where it has no `room`."""
    key = f"r{number}"
    body = _body(result, key, words, room)
    heading = tag("h2", text(name(result)), id=f"{key}-title")
    search = " ".join(part for part in (name(result), result.agency, mask_text(result.path)) if part)
    if alone:
        return tag("section", heading, body, class_="report", id=key, aria_labelledby=f"{key}-title", data_name=search)
    summary = tag("summary", _badge(result, words), heading, tag("span", text(_short(result)), class_="tally"))
    return tag("details", summary, body, class_="report", id=key, data_name=search)


def _badge(result: Result, words: Words) -> Html:
    return tag("span", text(f"{SIGNS[result.verdict]} {words[result.verdict]}"), class_=f"badge {result.verdict}")


def _short(result: Result) -> str:
    counts = Counter(each.severity for each in result.findings)
    return " ".join(f"{SIGNS[level]} {counts[level]}" for level in ("error", "warning", "info") if counts[level])


def _body(result: Result, key: str, words: Words, room: int) -> Html:
    marks = sheet(key, words, result.findings, result.facsimile)
    shown = document(result.facsimile, marks) if result.facsimile is not None else NOTHING
    fits = bool(shown) and len(shown) <= room
    title = tag("h3", text(numbered(words["findings"], len(marks.marked), words)), id=f"{key}-findings")
    left = tag(
        "section",
        title,
        html_findings.findings(marks, shown=fits),
        html_findings.gaps(result, words),
        html_findings.set_aside(result, words),
        class_="list",
        aria_labelledby=f"{key}-findings",
    )
    heading = words["form" if result.facsimile is not None and result.facsimile.drawn else "document"]
    lacking = "no-text" if result.profile is None else "left-out"
    paper = (
        tag("div", shown, class_="paper", lang=_language(result))
        if fits
        else tag("p", text(words[lacking]), class_="notice")
    )
    right = tag(
        "section",
        tag("h3", text(heading), id=f"{key}-text"),
        paper,
        class_="text",
        aria_labelledby=f"{key}-text",
    )
    return tag("div", _summary(result, words), tag("div", left, right, class_="columns"), class_="body")


def _summary(result: Result, words: Words) -> Html:
    counts = Counter(each.severity for each in result.findings)
    sentence = counted(counts, len(result.not_assessed), words)
    doubt = tag("p", text(words["open-question"])) if result.verdict == "undetermined" else NOTHING
    verdict = tag("p", _badge(result, words), text(sentence), class_="verdict")
    facts = [
        ("agency", result.agency),
        ("year", str(result.year) if result.year is not None else None),
        ("profile", _form(result, words)),
        ("file", mask_text(result.path)),
        ("sha256", result.sha256),
    ]
    rows = [html_findings.fact(label, value, words) for label, value in facts if value]
    return tag("div", verdict, doubt, tag("dl", *rows), class_="summary")


def _form(result: Result, words: Words) -> str | None:
    if result.profile is None or result.profile not in profiles():
        return result.profile
    names = profiles()[result.profile].name
    return (names.get(_KIND[words["lang"]]) or names["zh"]) + words["in"].format(text=result.profile)


def _language(result: Result) -> str | None:
    """Return the language that the report itself is written in, for fonts and voices."""
    known = profiles().get(result.profile or "")
    return {"zh": "zh-CN"}.get(known.language, known.language) if known else None


def row(result: Result, number: int, words: Words) -> Html:
    """Return the row of a report in the index."""
    counts = Counter(each.severity for each in result.findings)
    figures = [counts["error"], counts["warning"], counts["info"], len(result.not_assessed)]
    link = tag("a", text(name(result)), href=f"#r{number}")
    cells = [
        tag("td", text(str(number)), class_="figure"),
        tag("td", _badge(result, words)),
        tag("th", link, tag("span", text(mask_text(result.path)), class_="path"), scope="row"),
        tag("td", text(result.agency or "—")),
        tag("td", text(str(result.year) if result.year is not None else "—"), class_="figure"),
        *(tag("td", text(str(each) if each else "—"), class_="figure") for each in figures),
    ]
    return tag("tr", *cells, data_report=f"r{number}")
