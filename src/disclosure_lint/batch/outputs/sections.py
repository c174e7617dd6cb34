"""The parts of the summary page that count: standing, districts, rules, progress, years."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from disclosure_lint.batch.outputs import charts
from disclosure_lint.batch.outputs.overview import COUNTED
from disclosure_lint.batch.outputs.words import SIGNS
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.outputs.groups import Group
    from disclosure_lint.batch.outputs.units import Sheet

#: So many rules are in the heat map and in the bars.
_RULES, _BARS = 24, 15
#: The heat map has so many shades.
_SHADES = 5
#: So many deadlines are drawn.
_LIMITS = 3


def section(key: str, title: str, *content: Html) -> Html:
    """Return a section with its heading; empty ones are left out."""
    if not any(content):
        return NOTHING
    heading = tag("h2", text(title), id=f"{key}-title")
    return tag("section", heading, *content, id=key, aria_labelledby=f"{key}-title")


def name(sheet: Sheet, group: Group) -> str:
    """Return how a group is called."""
    if group.head is None:
        return sheet.words["own-no-head"]
    alone = len(sheet.known.groups) > 1 and group.key == "g1" and group.head.parent is None
    own = alone and group.head.id not in {each.id for each in group.units[1:]} and _heads_others(sheet, group)
    return sheet.words["own"].format(name=group.head.name) if own else group.head.name


def _heads_others(sheet: Sheet, group: Group) -> bool:
    inside = {each.id for each in group.units}
    return any(each.id not in inside for each in sheet.batch.roster.children(group.head.id if group.head else ""))


def standing(sheet: Sheet) -> Html:
    """Return the sentence for the director, the numbers and the bar."""
    known, words = sheet.known, sheet.words
    submitted = sum(known.total[each] for each in ("pass", "fail", "undetermined"))
    due = sum(known.total[each] for each in COUNTED)
    sentence = words["sentence" if sheet.batch.roster.path else "sentence-no-roster"]
    told = sentence.format(due=due, submitted=submitted, **{each: known.total[each] for each in COUNTED})
    rate = f"{known.total['pass'] / submitted:.1%}" if submitted else "—"
    figures = [
        ("due", due), ("submitted", submitted), ("missing", known.total["missing"]), ("late", len(known.late)),
        *((each, known.total[each]) for each in ("pass", "fail", "undetermined")), ("rate", rate),
    ]  # fmt: skip
    cells = [
        tag("div", tag("dt", text(words[key])), tag("dd", text(str(value))), class_=f"n-{key}")
        for key, value in figures
    ]
    return Html(
        tag("p", text(told), class_="lead")
        + tag("dl", *cells, class_="figures")
        + charts.bar(known.total, words)
        + charts.legend(known.total, words)
    )


def districts(sheet: Sheet) -> Html:
    """Return a row with a bar per group."""
    words, shown = sheet.words, [each for each in sheet.known.groups if _counted(sheet, each)]
    if len(shown) < 2:
        return NOTHING
    widest = max(_counted(sheet, each) for each in shown)
    heads = ("group", "units", "verdicts", "pass", "fail", "undetermined", "missing", "rate")
    head = tag("thead", tag("tr", *(tag("th", text(words[each]), scope="col") for each in heads)))
    rows = []
    for group in shown:
        counts = sheet.known.by_group[group.key]
        submitted = sum(counts[each] for each in ("pass", "fail", "undetermined"))
        rate = f"{counts['pass'] / submitted:.0%}" if submitted else "—"
        title = tag("a", text(name(sheet, group)), href=_target(sheet, group), data_group=group.key)
        figures = [
            _counted(sheet, group),
            *(counts[each] for each in ("pass", "fail", "undetermined", "missing")),
            rate,
        ]
        cells = [tag("td", text(str(each)), class_="figure") for each in figures]
        drawn = tag("td", charts.bar(counts, words, widest=widest, label=name(sheet, group)), class_="drawn")
        rows.append(tag("tr", tag("th", title, scope="row"), cells[0], drawn, *cells[1:]))
    table = tag("table", head, tag("tbody", lines(rows)), class_="districts sortable")
    return tag("div", table, class_="scroll", tabindex="0")


def _counted(sheet: Sheet, group: Group) -> int:
    return sum(sheet.known.by_group.get(group.key, Counter[str]())[each] for each in COUNTED)


def _target(sheet: Sheet, group: Group) -> str:
    first = group.head or group.units[0]
    page = sheet.pages.get(group.units[0].id)
    return f"{page or ''}#u{sheet.numbers[first.id]}"


def heat(sheet: Sheet) -> Html:
    """Return rules against groups: a number in a shade."""
    words, known = sheet.words, sheet.known
    columns = [each for each in known.groups if _counted(sheet, each)]
    serious = [each for each in known.rules if each.severity != "info"][:_RULES]
    if not serious or not columns:
        return NOTHING
    heads = [tag("th", tag("span", text(name(sheet, each).replace("人民政府", ""))), scope="col") for each in columns]
    head = tag("thead", tag("tr", tag("th", text(words["rule-head"]), scope="col", class_="corner"), *heads))
    rows = []
    for rule in serious:
        link = tag("a", text(f"{SIGNS[rule.severity]} {rule.code}"), href=f"#rule-{rule.code}")
        told = rules()[rule.code].summary[sheet.language] if rule.code in rules() else ""
        cells = [_cell(sheet, rule.code, group) for group in columns]
        first = tag("th", link, text(" " + told), scope="row", class_=rule.severity)
        rows.append(tag("tr", first, *cells, class_=rule.severity))
    rest = len([each for each in known.rules if each.severity != "info"]) - len(serious)
    more = tag("p", text(words["heat-more"].format(count=rest)), class_="note") if rest else NOTHING
    note = tag("p", text(words["heat-note"]), class_="note")
    table = tag("table", head, tag("tbody", lines(rows)), class_="heat")
    return Html(note + tag("div", table, class_="scroll", tabindex="0") + more)


def _cell(sheet: Sheet, code: str, group: Group) -> Html:
    count = sheet.known.matrix[code, group.key]
    if not count:
        return tag("td", text("·"), class_="none")
    counts = sheet.known.by_group[group.key]
    submitted = sum(counts[each] for each in ("pass", "fail", "undetermined")) or 1
    shade = min(_SHADES, 1 + int(count / submitted * 4 * _SHADES / 2))
    title = f"{name(sheet, group)} {code}: {count} / {submitted}"
    link = tag("a", text(str(count)), href=_target(sheet, group), data_rule=code, data_group=group.key, title=title)
    return tag("td", link, class_=f"h{shade}")


def by_rule(sheet: Sheet) -> Html:
    """Return a bar per rule."""
    shown = sorted(sheet.known.rules, key=lambda each: (-each.reports, each.code))
    shown = [each for each in shown if each.severity != "info"][:_BARS]
    if not shown:
        return NOTHING
    summaries = {each.code: rules()[each.code].summary[sheet.language] for each in shown if each.code in rules()}
    return Html(
        tag("p", text(sheet.words["by-rule-note"]), class_="note") + charts.rule_bars(shown, summaries, sheet.words)
    )


def progress(sheet: Sheet) -> Html:
    """Return the curve of submissions against the deadlines."""
    known, year = sheet.known, sheet.batch.year
    if year is None or not sum(count for day, count in known.days.items() if day):
        return NOTHING
    due = sum(known.total[each] for each in COUNTED) if sheet.batch.roster.path else 0
    drawn = charts.curve(known.days, due, _deadlines(sheet, year), sheet.words)
    note = sheet.words["progress-note"].format(undated=known.days.get("", 0))
    return Html(tag("p", text(note), class_="note") + tag("div", drawn, class_="scroll chart", tabindex="0"))


def _deadlines(sheet: Sheet, year: int) -> Iterator[tuple[date, str]]:
    """Yield the days on which most units are due: the roster's, else those of D403 for their kinds."""
    given = rules()["D403"].parameters["deadlines"] if "D403" in rules() else {}
    counts: Counter[str] = Counter()
    for unit in sheet.batch.roster.units:
        day = unit.deadline or given.get(unit.kind or "")
        if day:
            counts[day[-5:] if len(day) <= 5 or day[:4] == str(year + 1) else ""] += 1
    chosen = [day for day, _ in counts.most_common(_LIMITS) if day] or sorted(set(given.values()))
    for day in sorted(chosen):
        yield date.fromisoformat(f"{year + 1}-{day}"), ""


def years(sheet: Sheet) -> Html:
    """Return a bar per year, where there are several."""
    found = sheet.known.years
    if len(found) < 2:
        return NOTHING
    widest = max(sum(each.values()) for each in found.values())
    rows = []
    for year, counts in sorted(found.items()):
        told = [f"{SIGNS[each]} {counts[each]}" for each in ("pass", "fail", "undetermined")]
        share = f"{counts['pass'] / max(1, sum(counts.values())):.0%}"
        rows.append(
            tag(
                "tr",
                tag("th", text(str(year)), scope="row"),
                tag("td", charts.bar(counts, sheet.words, widest=widest, label=str(year)), class_="drawn"),
                *(tag("td", text(each), class_="figure") for each in (*told, f"{sheet.words['rate']} {share}")),
            )
        )
    table = tag("table", tag("tbody", lines(rows)), class_="bars years")
    return Html(tag("p", text(sheet.words["years-note"]), class_="note") + table)
