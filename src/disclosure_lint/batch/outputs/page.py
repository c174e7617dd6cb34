"""summary.html: one page for the director of an office. It loads nothing; without script it only lacks the filters."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint import formatters
from disclosure_lint.batch.outputs import sections, units
from disclosure_lint.batch.outputs.groups import tops
from disclosure_lint.batch.outputs.lists import lists
from disclosure_lint.batch.outputs.overview import COUNTED
from disclosure_lint.batch.outputs.units import Sheet
from disclosure_lint.batch.outputs.words import SIGNS, WORDS
from disclosure_lint.formatters.html_rules import explanations
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.outputs.overview import Overview

#: Up to so many units and findings the page holds everything; what is more goes into pages of its own.
UNITS, FINDINGS = 3_000, 8_000
#: So many units are on one of these.
PAGE = 500
FOLDER = "units"

Facts = list[tuple[str, str]]


def write(
    batch: Batch, known: Overview, folder: Path, facts: Facts, language: str, remarks: Iterable[str] = ()
) -> None:
    """Write summary.html and, where the batch is large, units/*.html."""
    detached = len(batch.roster.units) > UNITS or known.findings > FINDINGS
    numbers = {unit.id: number for number, unit in enumerate(batch.roster.units, 1)}
    pages = dict(_pages(known)) if detached else {}
    _clear(folder / FOLDER)
    sheet = Sheet(batch, known, WORDS[language], language, numbers, pages, inside=not detached)
    title = _title(sheet)
    _put(folder / "summary.html", document(title, _body(sheet, title, facts, remarks), sheet, script=True))
    if detached:
        _write_pages(sheet, folder, facts)


def _title(sheet: Sheet) -> str:
    words, year = sheet.words, sheet.batch.year
    return words["heading"].format(year=year) if year is not None else words["heading-no-year"]


def _put(target: Path, parts: Iterator[Html]) -> None:
    with target.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for part in parts:
            file.write(part)
            file.write("\n")


def _clear(folder: Path) -> None:
    """Take away the pages of an earlier run."""
    for each in folder.glob("[0-9]*.html"):
        each.unlink()


def _pages(known: Overview) -> Iterator[tuple[str, str]]:
    """Yield each unit with the page that holds its findings."""
    number = 0
    for group in known.groups:
        for start in range(0, len(group.units), PAGE):
            number += 1
            for unit in group.units[start : start + PAGE]:
                yield unit.id, f"{FOLDER}/{number:03d}.html"


def _write_pages(sheet: Sheet, folder: Path, facts: Facts) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    inner = sheet._replace(inside=True, pages={})
    for group in sheet.known.groups:
        for start in range(0, len(group.units), PAGE):
            members = group.units[start : start + PAGE]
            title = sheet.words["page-title"].format(group=sections.name(sheet, group))
            if start:
                title += " " + sheet.words["next"].format(number=start // PAGE + 1)
            back = tag("p", tag("a", text(f"← {sheet.words['back']}"), href="../summary.html"))
            content = _page([back, tag("h1", text(title))], (units.leaf(inner, each) for each in members), sheet, facts)
            _put(folder / sheet.pages[members[0].id], document(title, content, sheet, script=False))


def _page(head: list[Html], items: Iterator[Html], sheet: Sheet, facts: Facts) -> Iterator[Html]:
    yield tag("header", *head, class_="top")
    yield Html('<main id=main><ul class="tree">')
    yield from items
    yield Html("</ul>")
    yield explanations(_codes(sheet), sheet.language, sheet.words)
    yield Html("</main>")
    yield _foot(sheet, facts)


def document(title: str, body: Iterator[Html], sheet: Sheet, *, script: bool) -> Iterator[Html]:
    """Yield a page; its policy lets nothing run but its own script."""
    code = _asset("page.js") if script else ""
    mark = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    allowed = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    yield Html(f'<!DOCTYPE html>\n<html lang="{sheet.words["lang"]}">')
    style = Path(formatters.__file__).with_name("html_page.css").read_text(encoding="utf-8") + _asset("page.css")
    yield tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=f"{allowed}script-src 'sha256-{mark}'"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(title)),
        tag("style", Html(style)),
    )
    yield Html("<body class=batch>")
    yield tag("a", text(sheet.words["skip"]), href="#main", class_="skip")
    yield from body
    if script:
        yield tag("script", Html(code))
    yield Html("</body></html>")


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _body(sheet: Sheet, title: str, facts: Facts, remarks: Iterable[str]) -> Iterator[Html]:
    words = sheet.words
    yield tag(
        "header", tag("h1", text(title)), tag("p", text(words["judged-on"].format(day=sheet.batch.as_of))), class_="top"
    )
    yield Html('<main id=main tabindex="-1">')
    yield sections.section("standing", words["standing"], sections.standing(sheet))
    yield sections.section("districts", words["districts"], sections.districts(sheet))
    yield sections.section("by-rule", words["by-rule"], sections.by_rule(sheet))
    yield sections.section("heat", words["heat"], sections.heat(sheet))
    yield sections.section("progress", words["progress"], sections.progress(sheet))
    yield sections.section("years", words["years"], sections.years(sheet))
    yield from _units(sheet)
    yield sections.section("lists", words["lists"], lines(lists(sheet)), _remarks(remarks, words))
    yield explanations(_codes(sheet), sheet.language, words)
    yield Html("</main>")
    yield _foot(sheet, facts)


def _remarks(remarks: Iterable[str], words: Mapping[str, str]) -> Html:
    items = [tag("li", text(each)) for each in remarks]
    return tag("div", tag("h3", text(words["remarks"])), tag("ul", *items), class_="list-of") if items else NOTHING


def _codes(sheet: Sheet) -> set[str]:
    gaps = sheet.batch.connection.execute("SELECT DISTINCT code FROM gaps WHERE state = 'open'")
    waived = sheet.batch.connection.execute(
        "SELECT DISTINCT code FROM findings WHERE state IN ('waived', 'suppressed')"
    )
    return {each.code for each in sheet.known.rules} | {code for rows in (gaps, waived) for (code,) in rows}


def _units(sheet: Sheet) -> Iterator[Html]:
    words = sheet.words
    yield Html('<section id="units" aria-labelledby="units-title">')
    yield tag("h2", text(words["tree"]), id="units-title")
    yield _filters(sheet)
    yield tag("p", text(words["tree-note" if sheet.inside else "detached"]), class_="note")
    yield tag("p", text(words["none-found"]), class_="none-found", hidden=True)
    yield Html('<ul class="tree top-level">')
    yield from units.tree(sheet, tops(sheet.batch.roster))
    yield Html("</ul></section>")
    if not sheet.inside:
        states = sheet.known.states.values()
        names = [
            [each.unit.name, each.status, f"{sheet.pages[each.unit.id]}#u{sheet.numbers[each.unit.id]}"]
            for each in states
        ]
        told = json.dumps(
            {"units": names, "words": {each: f"{SIGNS[each]} {words[each]}" for each in SIGNS if each in words}},
            ensure_ascii=False,
        )
        safe = told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        yield tag("script", Html(safe), type="application/json", id="names")


def _filters(sheet: Sheet) -> Html:
    """Return what narrows the tree; it needs the script, which shows it."""
    words, known = sheet.words, sheet.known
    states = [
        tag("option", text(f"{SIGNS[each]} {words[each]} {known.total[each]}"), value=each)
        for each in COUNTED
        if known.total[each]
    ]
    codes = [tag("option", text(f"{each.code} {each.reports}"), value=each.code) for each in known.rules]
    state = tag("select", tag("option", text(words["any-state"]), value=""), *states, id="state", name="state")
    rule = tag("select", tag("option", text(words["all-rules"]), value=""), *codes, id="rule", name="rule")
    search = tag(
        "input", type="search", id="search", name="search", placeholder=words["search-unit"], autocomplete="off"
    )
    parts = [tag("div", tag("label", text(words["search"]), for_="search"), search)]
    parts.append(tag("div", tag("label", text(words["verdict"]), for_="state"), state))
    if sheet.inside:
        parts.append(tag("div", tag("label", text(words["by-rule-short"]), for_="rule"), rule))
        keys = ("open-all", "close-all")
        parts += [tag("button", text(words[key]), type="button", data_do=key) for key in keys]
    parts.append(tag("output", data_words=words["shown-units"], aria_live="polite"))
    return tag("form", *parts, class_="filters", role="search", aria_label=words["filter-units"], hidden=True)


def _foot(sheet: Sheet, facts: Facts) -> Html:
    rows = [tag("div", tag("dt", text(name)), tag("dd", text(value))) for name, value in facts]
    return tag("footer", tag("dl", *rows), tag("p", text(sheet.words["method"])))
