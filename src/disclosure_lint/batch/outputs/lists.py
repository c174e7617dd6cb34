"""The lists of the summary page: who is missing or late, what is there twice, what was not assessed or waived."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.formatters.html_words import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from disclosure_lint.batch.outputs.units import Sheet

    Rows = Iterator[tuple[Any, ...]]

#: So many rows of a list are on the page, and so many unfolded.
_MOST, _OPEN = 300, 12


def lists(sheet: Sheet) -> Iterator[Html]:
    """Yield each list, folded where it is long."""
    made: tuple[tuple[str, Sequence[str], Callable[[Sheet], Rows], str], ...] = (
        ("list-missing", ("unit", "superior", "verdict"), _missing, "submissions.csv"),
        ("list-late", ("unit", "superior", "signed_on", "published_on", "days"), _late, "submissions.csv"),
        ("list-duplicate", ("unit", "file", "role", "replaced-by"), _replaced, "submissions.csv"),
        ("list-unmatched", ("agency", "file", "why"), _unmatched, "submissions.csv"),
        ("list-unread", ("file", "why"), _unread, "submissions.csv"),
        ("list-other", ("unit", "year", "file"), _other, "submissions.csv"),
        ("list-gaps", ("rule-head", "severity", "why", "count"), _gaps, "findings.csv"),
        ("list-waived", ("rule-head", "unit", "reason", "owner", "until"), _waived, "findings.csv"),
    )
    for name, heads, rows, file in made:
        yield _list(sheet, name, heads, rows, file)


def _list(sheet: Sheet, name: str, heads: Sequence[str], rows: Callable[[Sheet], Rows], file: str) -> Html:
    words, found = sheet.words, rows(sheet)
    shown = list(islice(found, _MOST))
    more = sum(1 for _ in found) if len(shown) == _MOST else 0
    title = tag("h3", text(numbered(words[name], len(shown) + more, words)))
    if not shown:
        return tag("div", title, tag("p", text(words["nobody"]), class_="note"), class_="list-of", id=name)
    head = tag("thead", tag("tr", *(tag("th", text(words[each]), scope="col") for each in heads)))
    body = lines(tag("tr", *(tag("td", text("" if each is None else str(each))) for each in row)) for row in shown)
    rest = tag("p", text(words["more-rows"].format(count=more, file=file)), class_="note") if more else NOTHING
    note = tag("p", text(words["gaps-note"]), class_="note") if name == "list-gaps" else NOTHING
    table = tag("div", tag("table", head, tag("tbody", body), class_="sortable"), class_="scroll", tabindex="0")
    opened = len(shown) <= _OPEN
    return tag("details", tag("summary", title), note, table, rest, class_="list-of", id=name, open=opened)


def _unit(sheet: Sheet, number: str | None) -> tuple[str, str]:
    unit = sheet.batch.roster.get(number)
    above = sheet.batch.roster.get(unit.parent) if unit else None
    return unit.name if unit else (number or ""), above.name if above else ""


def _missing(sheet: Sheet) -> Rows:
    for state in sheet.known.states.values():
        if state.status in ("missing", "excused", "unclear"):
            yield (*_unit(sheet, state.unit.id), sheet.words[state.status])


def _late(sheet: Sheet) -> Rows:
    by_submission = {each.submission: each for each in sheet.known.states.values() if each.submission is not None}
    for id_, days in sorted(sheet.known.late.items(), key=lambda each: -(each[1] or 0)):
        state = by_submission.get(id_)
        if state is not None:
            yield (*_unit(sheet, state.unit.id), state.signed_on, state.published_on, "?" if days is None else days)


def _replaced(sheet: Sheet) -> Rows:
    rows = sheet.batch.rows("unit, path, role, current", "role IN ('duplicate', 'superseded')")
    for unit, path, role, current in rows:
        other = next(sheet.batch.rows("path", "id = ?", current), ("",))[0]
        yield _unit(sheet, unit)[0], path, sheet.words[role], PurePath(other).name


def _unmatched(sheet: Sheet) -> Rows:
    wanted = "recognised AND role = 'unmatched' AND why != 'unreadable'"
    for agency, signed, path, why in sheet.batch.rows("agency, signed_by, path, why", wanted):
        reason, _, candidates = why.partition(":")
        names = [_unit(sheet, each)[0] for each in candidates.split(";") if each]
        told = sheet.words.get(reason, reason)
        told += sheet.words["in"].format(text=sheet.words["comma"].join(names)) if names else ""
        yield agency or signed, path, told


def _unread(sheet: Sheet) -> Rows:
    for path, id_ in sheet.batch.rows("path, id", "recognised AND why = 'unreadable'"):
        messages = [each.content["message"] for each in sheet.batch.findings(id_)]
        yield path, messages[0] if messages else ""


def _other(sheet: Sheet) -> Rows:
    rows = sheet.batch.rows("unit, year, path", "role = 'current' AND year IS NOT ?", sheet.batch.year)
    for unit, year, path in rows:
        yield _unit(sheet, unit)[0], year, path


def _gaps(sheet: Sheet) -> Rows:
    rows = sheet.batch.connection.execute(
        "SELECT g.code, g.name, g.severity, g.reason, count(*) FROM gaps g"
        " LEFT JOIN submissions s ON s.id = g.submission WHERE g.state = 'open'"
        " AND (g.submission IS NULL OR (s.run = ? AND s.source = 'batch'))"
        " GROUP BY g.code, g.severity, g.reason ORDER BY g.severity = 'error' DESC, count(*) DESC, g.code",
        (sheet.batch.run,),
    )
    for code, name, severity, reason, count in rows:
        yield f"{code} {name}", sheet.words[severity], reason, count


def _waived(sheet: Sheet) -> Rows:
    rows = sheet.batch.connection.execute(
        "SELECT f.code, s.unit, json_extract(f.waiver, '$.reason'), json_extract(f.waiver, '$.owner'),"
        " json_extract(f.waiver, '$.until') FROM findings f LEFT JOIN submissions s ON s.id = f.submission"
        " WHERE f.state IN ('waived', 'suppressed') AND (f.submission IS NULL OR (s.run = ? AND s.source = 'batch'))"
        " ORDER BY f.id",
        (sheet.batch.run,),
    )
    for code, unit, *rest in rows:
        yield (code, _unit(sheet, unit)[0], *rest)
