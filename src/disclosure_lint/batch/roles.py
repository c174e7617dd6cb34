"""Which report of a unit counts: matching them to units, and telling the current one from the others."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.matching import Matcher, derived, normal, same_names
from disclosure_lint.batch.store import connect
from disclosure_lint.extract.agencies import short_form
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.roster import Roster
    from disclosure_lint.batch.store import Store

#: Words by which a report says that it replaces another.
_CORRECTED = re.compile(r"更正|修订|修正|修改稿|订正|重新公布|corrected|revised", re.IGNORECASE)
#: Of several formats of one report, the one that says most exactly what stands where.
_FORMATS = ("yaml", "json", "docx", "xlsx", "html", "ofd", "markdown", "text", "pdf")
_ROW = (
    "id, path, sha256, format, title, agency, signed_by, year, signed_on, published_on, mtime, figures, matched, unit,"
    " source"
)


class Row(NamedTuple):
    """What matching and ranking ask of a submission: columns of the store."""

    id: int
    path: str
    sha256: str
    format: str
    title: str | None
    agency: str | None
    signed_by: str | None
    year: int | None
    signed_on: str | None
    published_on: str | None
    mtime: float
    figures: str
    matched: str
    unit: str | None
    source: str


class Passed(NamedTuple):
    """A report that does not count, the one that does, and on what ground.

    `ground` is same-file (then `current` is the file that it is a copy of), date, corrected or by-time, and "" for
    another format of the same report (role version).
    """

    row: Row
    current: Row
    role: str
    ground: str = ""
    date: str = ""


def match_all(store: Store, roster: Roster) -> Roster:
    """Write the unit of every report of the run; return the roster, or one made of what submitted."""
    reader = connect(store.path, readonly=True)
    if not roster.path:
        names = reader.execute(
            "SELECT DISTINCT coalesce(agency, signed_by) FROM submissions WHERE run = ? AND recognised ORDER BY 1",
            (store.run,),
        )
        roster = derived(name for (name,) in names if name)
    matcher = Matcher(roster)
    with store.transaction():
        rows = reader.execute(f"SELECT {_ROW}, recognised, profile FROM submissions WHERE run = ?", (store.run,))
        store.connection.executemany(
            "UPDATE submissions SET unit = ?, matched = ?, why = ?, role = 'unmatched', current = NULL WHERE id = ?",
            (
                _matched(matcher, Row(*row), recognised=bool(recognised), profile=profile)
                for *row, recognised, profile in rows
            ),
        )
    reader.close()
    return roster


def _matched(matcher: Matcher, row: Row, recognised: int, profile: str | None) -> tuple[str | None, str, str, int]:
    if not recognised or profile is None:
        return None, "certain", "unreadable" if recognised else "no-report", row.id
    found = matcher.match(row.agency, row.signed_by, row.title, row.signed_by, row.path)
    if found.unit is not None and row.year is None:
        return None, "certain", "no-year", row.id
    why = f"{found.why}:{';'.join(found.candidates[:_SHOWN])}" if found.candidates else found.why
    return found.unit, found.sure, why, row.id


_SHOWN = 20


def rank_all(store: Store) -> Iterator[Passed]:
    """Write the role of every matched report, and yield those that another replaces."""
    reader = connect(store.path, readonly=True)
    rows = reader.execute(
        f"SELECT {_ROW} FROM submissions WHERE run = ? AND unit IS NOT NULL ORDER BY source, unit, year, path",
        (store.run,),
    )
    for _, group in groupby((Row(*each) for each in rows), key=lambda each: (each.source, each.unit, each.year)):
        yield from _rank(store.connection, list(group))
    reader.close()


def _rank(connection: sqlite3.Connection, rows: list[Row]) -> Iterator[Passed]:
    rows, doubtful = _of_one_body(rows)
    for each in doubtful:
        connection.execute(
            "UPDATE submissions SET unit = NULL, why = ? WHERE id = ?", (f"ambiguous:{each.unit}", each.id)
        )
    current, found = _passed(rows)
    connection.execute("UPDATE submissions SET role = 'current' WHERE id = ?", (current.id,))
    connection.executemany(
        "UPDATE submissions SET role = ?, current = ? WHERE id = ?",
        ((each.role, current.id, each.row.id) for each in found),
    )
    yield from found


def _of_one_body(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Keep apart what only seems to be of the same body: no report is set aside for another body's."""
    if len({short_form(normal(each.agency or "")) for each in rows}) == 1:
        return rows, []
    anchor = next((each for each in rows if each.matched == "certain"), rows[0])
    kept = [each for each in rows if each.matched == "certain" or same_names(each.agency or "", anchor.agency or "")]
    return kept, [each for each in rows if each not in kept]


def _passed(rows: list[Row]) -> tuple[Row, list[Passed]]:
    """Return the report of a unit and year that counts, and those that do not, in the order of their paths."""
    unique: dict[str, Row] = {}
    for each in rows:
        unique.setdefault(each.sha256, each)
    families = _families(list(unique.values()))
    key, ground = _order(families)
    newest = max(families, key=key)
    current = min(newest, key=lambda each: (_rank_of(each.format), each.path))
    family_of = {each.id: family for family in families for each in family}
    found = []
    for each in rows:
        first = unique[each.sha256]
        if first is not each:
            found.append(Passed(each, first, "duplicate", "same-file"))
        elif each not in newest:
            last, signed = _date(newest)
            found.append(
                Passed(each, current, "superseded", ground, signed if last == _date(family_of[each.id])[0] else last)
            )
        elif each is not current:
            found.append(Passed(each, current, "version"))
    return current, found


def _families(rows: list[Row]) -> list[list[Row]]:
    """Put the formats of one report together: equal figures, or equal names but for the suffix."""
    families: list[list[Row]] = []
    for each in rows:
        for family in families:
            other_format = each.format not in {member.format for member in family}
            if other_format and any(_same_report(each, member) for member in family):
                family.append(each)
                break
        else:
            families.append([each])
    return families


def _same_report(one: Row, other: Row) -> bool:
    stems = PurePath(one.path).with_suffix(""), PurePath(other.path).with_suffix("")
    return stems[0] == stems[1] or bool(one.figures and one.figures == other.figures)


def _rank_of(format_: str) -> int:
    return _FORMATS.index(format_) if format_ in _FORMATS else len(_FORMATS)


def _date(family: Iterable[Row]) -> tuple[str, str]:
    """Return the last date of a report, and the day on which it was signed."""
    members = list(family)
    signed = max(each.signed_on or "" for each in members)
    return max(signed, *(each.published_on or "" for each in members)), signed


def _later(family: list[Row], other: list[Row]) -> str:
    """Return the date by which a report is later than another."""
    last, signed = _date(family)
    return signed if last == _date(other)[0] else last


def _order(families: list[list[Row]]) -> tuple[Any, str]:
    """Return what tells which of several reports is the last one, and its name."""

    def corrected(family: list[Row]) -> bool:
        return any(_CORRECTED.search(f"{each.title} {PurePath(each.path).name}") for each in family)

    def time(family: list[Row]) -> tuple[float, str]:
        return max(each.mtime for each in family), max(each.path for each in family)

    dates = [_date(family) for family in families]
    if all(last for last, _ in dates) and len(set(dates)) == len(dates):
        return (lambda family: (_date(family), *time(family))), "date"
    if sum(corrected(family) for family in families) == 1:
        return (lambda family: (corrected(family), *time(family))), "corrected"
    return (lambda family: (_date(family), *time(family))), "by-time"
