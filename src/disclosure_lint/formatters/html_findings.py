"""The findings of one report in words, and beside them what was not judged or no longer counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.formatters.html_words import SIGNS, numbered, spot
from disclosure_lint.formatters.wording import bases

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding, RelatedPlace, Suppressed, Unassessed
    from disclosure_lint.formatters.html_document import Marked, Sheet
    from disclosure_lint.formatters.html_words import Words
    from disclosure_lint.result import Result
    from disclosure_lint.snippets import Snippet

#: So few other places stand unfolded.
_FEW = 3


def findings(marks: Sheet, *, shown: bool) -> Html:
    """Return the list of findings; `shown` says that the report's text is on the page, so that they lead into it."""
    if not marks.marked:
        return tag("p", text(marks.words["clean"] + marks.words["stop"]), class_="clean")
    return tag("ol", lines(_item(each, marks, shown=shown) for each in marks.marked), class_="findings")


def _item(marked: Marked, marks: Sheet, *, shown: bool) -> Html:
    finding, words = marked.finding, marks.words
    number = text(f"{marked.number}")
    there = words["to-text"].format(number=marked.number)
    href = f"#{marks.key}-m{marked.number}"
    link = tag("a", number, href=href, class_="number", aria_label=there, title=there) if shown else tag("b", number)
    title = tag("h4", tag("span", link, class_="at"), *_headline(finding, words))
    return tag(
        "li",
        title,
        tag("p", text(finding.message), class_="message"),
        _snippet(finding.shown) if finding.shown else NOTHING,
        tag("dl", *_facts(finding, words)),
        _related(finding, marks, shown=shown),
        tag("p", tag("a", text(words["rule"]), href=f"#rule-{finding.code}"), class_="more"),
        id=f"{marks.key}-f{marked.number}",
        class_=f"finding {finding.severity}",
        data_severity=finding.severity,
        data_code=finding.code,
        tabindex="-1",
    )


def _headline(finding: Finding, words: Words) -> list[Html]:
    level = f"{SIGNS[finding.severity]} {words[finding.severity]}"
    doubt = [tag("span", text(words["likely"]), class_="likely")] if finding.confidence == "likely" else []
    rule = tag(
        "span", text(finding.code), text(" "), tag("span", text(finding.name), class_="name"), class_="rule-name"
    )
    return [tag("span", text(level), class_="severity"), *doubt, rule]


def _snippet(snippet: Snippet) -> Html:
    before, inside = snippet.text[: snippet.start], snippet.text[snippet.start : snippet.end]
    return tag("blockquote", text(before), tag("mark", text(inside)), text(snippet.text[snippet.end :]))


def _facts(finding: Finding, words: Words) -> list[Html]:
    place = finding.place
    where = " · ".join(part for part in ((place.label if place else ""), spot(place, words)) if part)
    cited = bases(finding, words["lang"].partition("-")[0])
    fix = finding.fix.description if finding.fix else ""
    told = [("place", where or words["whole"]), ("basis", cited), ("fix", fix)]
    return [fact(name, value, words) for name, value in told if value]


def fact(name: str, value: str, words: Words) -> Html:
    """Return a named value, for a list of them."""
    return tag("div", tag("dt", text(words[name])), tag("dd", text(value)), class_=name)


def _related(finding: Finding, marks: Sheet, *, shown: bool) -> Html:
    """Return the other places of a finding, folded where they are many."""
    if not finding.related:
        return NOTHING
    items = tag("ul", *(tag("li", *_other(each, marks, shown=shown)) for each in finding.related))
    if len(finding.related) <= _FEW:
        return tag("div", tag("span", text(marks.words["related"])), items, class_="related")
    summary = tag("summary", text(numbered(marks.words["related"], len(finding.related), marks.words)))
    return tag("details", summary, items, class_="related")


def _other(related: RelatedPlace, marks: Sheet, *, shown: bool) -> list[Html]:
    piece = marks.places.get(related.pointer) if shown and not related.path else None
    label = related.place.label if related.place else ""
    where = " · ".join(part for part in (label, "" if piece is not None else spot(related.place, marks.words)) if part)
    told = text(related.message)
    link = told if piece is None else tag("a", told, href=f"#{marks.key}-b{piece}")
    return [link] if not where or (label and related.message.startswith(label)) else [text(f"{where} · "), link]


def gaps(result: Result, words: Words) -> Html:
    """Return the rules that could not be judged, with the reasons."""
    if not result.not_assessed:
        return NOTHING
    heading = tag("h3", text(numbered(words["not-assessed"], len(result.not_assessed), words)))
    note = tag("p", text(words["not-assessed-why"]), class_="note")
    items = lines(_gap(each, words) for each in result.not_assessed)
    return tag("section", heading, note, tag("ul", items), class_="gaps")


def _gap(gap: Unassessed, words: Words) -> Html:
    rule = tag("a", text(f"{gap.code} {gap.name}"), href=f"#rule-{gap.code}")
    return tag("li", rule, text(words["in"].format(text=words[gap.severity]) + gap.reason))


def set_aside(result: Result, words: Words) -> Html:
    """Return the findings that someone accepted, and those that were known before, folded."""
    accepted = [_accepted(each, words) for each in result.suppressed]
    known = [_brief(each, words) for each in result.baselined]
    return lines(
        _folded(words[name], items, words) for name, items in (("suppressed", accepted), ("baselined", known)) if items
    )


def _folded(name: str, items: list[Html], words: Words) -> Html:
    summary = tag("summary", tag("h3", text(numbered(name, len(items), words))))
    return tag("details", summary, tag("ul", lines(items)), class_="aside")


def _accepted(suppressed: Suppressed, words: Words) -> Html:
    told = (("reason", suppressed.reason), ("owner", suppressed.owner), ("until", suppressed.until))
    facts = [(words[name], value) for name, value in (*told, ("said-at", suppressed.where)) if value]
    rows = [tag("div", tag("dt", text(name)), tag("dd", text(value))) for name, value in facts]
    return _brief(suppressed.finding, words, tag("dl", *rows))


def _brief(finding: Finding, words: Words, more: Html = NOTHING) -> Html:
    where = finding.place.label if finding.place else ""
    rule = tag("a", text(f"{finding.code} {finding.name}"), href=f"#rule-{finding.code}")
    told = text(words["in"].format(text=words[finding.severity]) + finding.message + (f" · {where}" if where else ""))
    return tag("li", rule, told, more)
