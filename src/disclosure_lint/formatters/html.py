"""One HTML page for an office: what was found, beside the report's own text. It loads nothing and needs no script."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint import __version__
from disclosure_lint.formatters.html_report import report, row
from disclosure_lint.formatters.html_rules import explanations
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.formatters.html_words import SIGNS, WORDS
from disclosure_lint.ruleset import digest

if TYPE_CHECKING:
    from disclosure_lint.formatters import Run
    from disclosure_lint.formatters.html_words import Words
    from disclosure_lint.result import Result

#: So many characters of markup hold the texts of all reports; a browser carries that with ease.
_ROOM = 40_000_000


def render(run: Run, colour: bool = False) -> str:  # noqa: ARG001, FBT001, FBT002 - the signature of formatters
    """Return the whole run as one page."""
    words = WORDS[run.language]
    script = _asset("html_page.js")
    body = tag(
        "body",
        tag("a", text(words["skip"]), href="#main", class_="skip"),
        _top(run, words),
        tag("main", *_main(run, words), id="main", tabindex="-1"),
        _foot(run, words),
        tag("script", Html(script)),
    )
    return "<!DOCTYPE html>\n" + tag("html", _head(words, script), body, lang=words["lang"]) + "\n"


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _head(words: Words, script: str) -> Html:
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        # Quotation marks of the policy are no text of a report; escaped or not, browsers read the same.
        tag("meta", http_equiv="Content-Security-Policy", content=f"{allowed}script-src 'sha256-{mark}'"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(words["title"])),
        tag("style", Html(_asset("html_page.css"))),
    )


def _top(run: Run, words: Words) -> Html:
    told = []
    if len(run.results) > 1:
        verdicts = Counter(each.verdict for each in run.results)
        present = [each for each in ("pass", "fail", "undetermined") if verdicts[each]]
        names = [f"{SIGNS[each]} {words[each]} {verdicts[each]}" for each in present]
        told.append(words["several"].format(files=len(run.results), verdicts=words["comma"].join(names)))
    elif not run.results:
        told.append(words["nothing"])
    if run.skipped:
        told.append(words["skipped"].format(count=run.skipped))
    return tag("header", tag("h1", text(words["title"])), *(tag("p", text(each)) for each in told), class_="top")


def _main(run: Run, words: Words) -> list[Html]:
    alone = len(run.results) == 1
    reports, room = [], _ROOM
    for number, result in enumerate(run.results, 1):
        reports.append(report(result, number, words, alone=alone, room=room))
        room = max(0, room - len(reports[-1]))
    return [
        _filters(run, words),
        NOTHING if alone or not run.results else _index(run, words),
        *reports,
        explanations(_codes(run.results), run.language, words),
    ]


def _codes(results: list[Result]) -> set[str]:
    codes: set[str] = set()
    for result in results:
        codes.update(each.code for each in (*result.findings, *result.baselined))
        codes.update(each.code for each in result.not_assessed)
        codes.update(each.finding.code for each in result.suppressed)
    return codes


def _index(run: Run, words: Words) -> Html:
    names = ("number", "verdict", "report", "agency", "year", "error", "warning", "info", "not-assessed")
    head = tag("thead", tag("tr", *(tag("th", text(words[each]), scope="col") for each in names)))
    rows = lines(row(result, number, words) for number, result in enumerate(run.results, 1))
    table = tag("table", tag("caption", text(words["index"])), head, tag("tbody", rows))
    return tag("nav", tag("div", table, class_="scroll"), class_="index", aria_label=words["index"])


def _filters(run: Run, words: Words) -> Html:
    """Return what narrows the list; it needs the script, which shows it."""
    counts = run.counts()
    if not counts:
        return NOTHING
    levels = [
        tag(
            "label",
            tag("input", type="checkbox", name="severity", value=level, checked=True),
            text(f" {SIGNS[level]} {words[level]} {counts[level]}"),
        )
        for level in ("error", "warning", "info")
        if counts[level]
    ]
    names = sorted({(each.code, each.name) for result in run.results for each in result.findings})
    options = [tag("option", text(f"{code} {name}"), value=code) for code, name in names]
    rule = tag("select", tag("option", text(words["all-rules"]), value=""), *options, id="rule", name="rule")
    search = tag("input", type="search", id="search", name="search", placeholder=words["search-in"], autocomplete="off")
    return tag(
        "form",
        tag("fieldset", tag("legend", text(words["severity"])), *levels),
        tag("div", tag("label", text(words["by-rule"]), for_="rule"), rule),
        tag("div", tag("label", text(words["search"]), for_="search"), search),
        tag("output", data_words=words["shown"], aria_live="polite"),
        tag("p", text(words["keys"]), class_="keys"),
        class_="filters",
        role="search",
        aria_label=words["filter"],
        hidden=True,
    )


def _foot(run: Run, words: Words) -> Html:
    day = next((each.as_of for each in run.results if each.as_of), None)
    facts = [("tool", f"disclosure-lint {__version__}"), ("ruleset", digest()), ("as-of", day)]
    rows = [tag("div", tag("dt", text(words[name])), tag("dd", text(value))) for name, value in facts if value]
    return tag("footer", tag("dl", *rows), tag("p", text(words["about"])))
