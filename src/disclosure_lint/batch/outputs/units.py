"""The tree of units on the summary page, and the findings of each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.batch.outputs.charts import ORDER
from disclosure_lint.batch.outputs.groups import DEEPEST, below
from disclosure_lint.batch.outputs.rows import cited, where
from disclosure_lint.batch.outputs.words import SIGNS
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.records import NamedTuple
from disclosure_lint.ruleset import SEVERITIES

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from disclosure_lint.batch.batch import Batch, Kept
    from disclosure_lint.batch.outputs.overview import Overview, State
    from disclosure_lint.batch.roster import Unit
    from disclosure_lint.formatters.html_words import Words

#: So many findings of one report are shown; the rest is in findings.csv.
MOST = 60


class Sheet(NamedTuple):
    """What the tree is made from. `numbers` maps ids of units to their position in the roster, for anchors.

    `pages` maps ids of units to the page that holds their findings; empty where this page does.
    """

    batch: Batch
    known: Overview
    words: Words
    language: str
    numbers: dict[str, int]
    pages: dict[str, str]
    inside: bool = True


def tree(sheet: Sheet, units: list[Unit], depth: int = 0) -> Iterator[Html]:
    """Yield units, each with those below it folded in."""
    for unit in units:
        children = list(sheet.batch.roster.children(unit.id))
        if not children:
            yield leaf(sheet, unit)
        elif depth >= DEEPEST:
            yield from (leaf(sheet, each) for each in below(sheet.batch.roster, unit))
        else:
            counts = sheet.known.below[unit.id]
            page = sheet.pages.get(unit.id)
            opened = {"open": True} if depth == 0 and len(units) == 1 else {}
            yield Html(
                f"<li class=branch data-name={_quoted(unit.name)}>" + ("<details open>" if opened else "<details>")
            )
            yield tag("summary", tag("b", text(unit.name)), _counts(counts, sheet.words))
            yield Html('<ul class="tree">')
            if page:
                yield _link(sheet, unit, page, sum(counts[name] for name in ORDER))
            if not page or depth < 1:
                yield leaf(sheet, unit)
                yield from tree(sheet, children, depth + 1)
            yield Html("</ul></details></li>")


def _quoted(name: str) -> str:
    return f'"{text(name)}"'


def _link(sheet: Sheet, unit: Unit, page: str, count: int) -> Html:
    link = tag("a", text(sheet.words["to-page"].format(count=count)), href=f"{page}#u{sheet.numbers[unit.id]}")
    return tag("li", link, class_="link")


def _counts(counts: Counter[str], words: Words) -> Html:
    told = [
        tag("span", text(f"{SIGNS[name]} {words[name]} {counts[name]}"), class_=f"t-{name}")
        for name in ORDER
        if counts[name]
    ]
    return tag("span", *told, class_="counts")


def leaf(sheet: Sheet, unit: Unit) -> Html:
    """Return a unit by itself: its verdict, its dates, its findings folded in."""
    state, words = sheet.known.states[unit.id], sheet.words
    badge = tag("span", text(f"{SIGNS[state.status]} {words[state.status]}"), class_=f"badge {state.status}")
    told = tag("span", text(_facts(sheet, state)), class_="facts")
    name = tag("span", text(unit.name), class_="unit-name")
    given = {"id": f"u{sheet.numbers[unit.id]}", "data_state": state.status, "data_name": unit.name}
    something = state.submission is not None and (any(state.tally[:4]) or state.tally.gaps)
    if not something or state.submission is None:
        return tag("li", tag("div", badge, name, told, class_="row"), class_="unit", **given)
    page = sheet.pages.get(unit.id) if not sheet.inside else None
    if page:
        link = tag("a", name, href=f"{page}#u{sheet.numbers[unit.id]}")
        return tag("li", tag("div", badge, link, told, class_="row"), class_="unit", **given)
    codes, listed = _findings(sheet, state)
    summary = tag("summary", badge, name, told)
    return tag("li", tag("details", summary, listed), class_="unit", data_codes=codes, **given)


def _facts(sheet: Sheet, state: State) -> str:
    words, tally, late = sheet.words, state.tally, sheet.known.late.get(state.submission or 0, 0)
    parts = [f"{SIGNS[name]} {getattr(tally, name)}" for name in ("error", "warning", "info") if getattr(tally, name)]
    parts += [words["waived-short"].format(count=tally.waived)] if tally.waived else []
    parts += [words["gaps-short"].format(count=tally.gaps)] if tally.gaps else []
    parts += [state.published_on or state.signed_on or ""]
    parts += [words["late-days"].format(days=late if late is not None else "?")] if late != 0 else []
    return " · ".join(each for each in parts if each)


def _findings(sheet: Sheet, state: State) -> tuple[str, Html]:
    """Return the codes of a unit's findings, and these as a list, the gravest first."""
    kept = [each for each in sheet.batch.findings(state.submission) if each.state != "overruled"]
    kept.sort(key=lambda each: (each.state != "open", -SEVERITIES.index(each.content["severity"])))
    codes = " ".join(dict.fromkeys(each.content["code"] for each in kept if each.state == "open"))
    items = [_item(sheet, each) for each in kept[:MOST]]
    if len(kept) > MOST:
        more = sheet.words["more-rows"].format(count=len(kept) - MOST, file="findings.csv")
        items.append(tag("li", text(more), class_="more"))
    file = tag("p", text(f"{sheet.words['file']} {state.path}"), class_="path")
    gaps = lines(_gaps(sheet, state)) if state.tally.gaps else NOTHING
    return codes, Html(file + tag("ul", lines(items), class_="kept") + gaps)


def _item(sheet: Sheet, kept: Kept) -> Html:
    found, words = kept.content, sheet.words
    head = tag("a", text(f"{SIGNS[found['severity']]} {found['code']}"), href=f"#rule-{found['code']}")
    likely = text(words["in"].format(text=words["likely"])) if found["confidence"] == "likely" else NOTHING
    spot = where(found["place"], sheet.language)
    parts = [head, likely, text(" " + found["message"])]
    parts += [tag("span", text(spot), class_="spot")] if spot else []
    parts += [tag("q", text(found["excerpt"]))] if found["excerpt"] else []
    parts += [tag("span", text(cited(found, sheet.language)), class_="cited")]
    if kept.waiver:
        told = [f"{words[name]} {kept.waiver[name]}" for name in ("reason", "owner", "until") if kept.waiver.get(name)]
        parts.append(tag("span", text(f"{SIGNS['excused']} " + words["semicolon"].join(told)), class_="waiver"))
    return tag("li", *parts, class_=f"{found['severity']}{'' if kept.state == 'open' else ' waived'}")


def _gaps(sheet: Sheet, state: State) -> Iterator[Html]:
    rows = sheet.batch.connection.execute(
        "SELECT code, severity, reason FROM gaps WHERE submission = ? AND state = 'open' ORDER BY id LIMIT ?",
        (state.submission, MOST),
    )
    yield tag("p", text(sheet.words["gaps-note"]), class_="note")
    items = [
        tag("li", tag("a", text(f"? {code}"), href=f"#rule-{code}"), text(f" {reason}"), class_="gap")
        for code, _, reason in rows
    ]
    yield tag("ul", *items, class_="kept")
