"""How a batch stands: the state of each unit and the counts that the outputs show, taken from the store by SQL.

What is kept here grows with the units (some hundred bytes each), never with findings or texts.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.outputs.groups import Group, groups
from disclosure_lint.batch.roster import NOTHING
from disclosure_lint.batch.rows import unpack
from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.roster import Unit

#: What a unit may be: its report's verdict, or why there is none; "grouping" submits nothing itself.
STATES = ("pass", "fail", "undetermined", "missing", "excused", "unclear", "grouping")
#: Those that a unit counts for.
COUNTED = STATES[:-1]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CURRENT = "s.run = ? AND s.source = 'batch' AND s.role = 'current' AND s.year IS ?"


class Tally(NamedTuple):
    """Findings by level, those that someone accepted (waived or suppressed), and what could not be judged."""

    error: int = 0
    warning: int = 0
    info: int = 0
    waived: int = 0
    gaps: int = 0


class State(NamedTuple):
    """How a unit stands. `submission` is the id of its current report, dates are ISO or None."""

    unit: Unit
    status: str
    submission: int | None = None
    path: str = ""
    signed_on: str | None = None
    published_on: str | None = None
    tally: Tally = Tally()


class RuleCount(NamedTuple):
    """How often a rule fired: findings, and reports that have one. `severity` is the gravest met."""

    code: str
    severity: str
    findings: int
    reports: int


class Overview(Record):
    """The counts of a batch.

    `matrix` maps rule and key of a group to reports, `late` submission ids to days (None where unknown), `days` ISO
    days to reports dated so, `years` years to verdicts, `by_group` keys of groups and `below` ids of units to states.
    """

    groups: list[Group]
    states: dict[str, State] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    rules: list[RuleCount] = field(default_factory=list)
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    late: dict[int, int | None] = field(default_factory=dict)
    days: Counter[str] = field(default_factory=Counter)
    years: dict[int, Counter[str]] = field(default_factory=dict)
    by_group: dict[str, Counter[str]] = field(default_factory=dict)
    below: dict[str, Counter[str]] = field(default_factory=dict)
    total: Counter[str] = field(default_factory=Counter)
    findings: int = 0


def overview(batch: Batch) -> Overview:
    """Return the counts of a batch's year."""
    made = Overview(groups(batch.roster))
    made.tallies = _tallies(batch)
    made.late = _late(batch)
    _states(batch, made)
    group_of = {unit.id: group.key for group in made.groups for unit in group.units}
    _rules(batch, made, group_of)
    _years(batch, made)
    for state in made.states.values():
        for counter in (made.total, made.by_group.setdefault(group_of[state.unit.id], Counter())):
            counter[state.status] += 1
        for above in (state.unit, *batch.roster.ancestors(state.unit)):
            made.below.setdefault(above.id, Counter())[state.status] += 1
    return made


def _tallies(batch: Batch) -> dict[int, Tally]:
    counts: dict[int, Counter[str]] = {}
    found = batch.connection.execute(
        "SELECT f.submission, CASE f.state WHEN 'open' THEN f.severity ELSE 'waived' END, count(*)"
        " FROM findings f JOIN submissions s ON s.id = f.submission WHERE s.run = ? AND s.source = 'batch'"
        " AND f.state != 'overruled' GROUP BY 1, 2",
        (batch.run,),
    )
    gaps = batch.connection.execute(
        "SELECT g.submission, 'gaps', count(*) FROM gaps g JOIN submissions s ON s.id = g.submission"
        " WHERE s.run = ? AND s.source = 'batch' AND g.state = 'open' GROUP BY 1",
        (batch.run,),
    )
    for rows in (found, gaps):
        for submission, name, count in rows:
            counts.setdefault(submission, Counter())[name] += count
    return {id_: Tally(**{name: each[name] for name in Tally._fields}) for id_, each in counts.items()}


def _late(batch: Batch) -> dict[int, int | None]:
    """Return how many days late the reports with D403 are: its message tells both days."""
    late: dict[int, int | None] = {}
    rows = batch.connection.execute(
        f"SELECT f.submission, f.content FROM findings f JOIN submissions s ON s.id = f.submission"
        f" WHERE {_CURRENT} AND f.code = 'D403' AND f.state = 'open'",
        (batch.run, batch.year),
    )
    for submission, content in rows:
        days = [date.fromisoformat(each) for each in _DAY.findall(unpack(content)["message"])]
        late[submission] = abs((days[0] - days[1]).days) if len(days) > 1 else None
    return late


def _states(batch: Batch, made: Overview) -> None:
    lacking: dict[str, str] = {}
    for kept in batch.findings(None):
        if kept.content.get("lacks") == "report":
            lacking[str(kept.content.get("unit"))] = "missing" if kept.state == "open" else "excused"
    rows = batch.rows("unit, id, path, verdict, signed_on, published_on", "role = 'current' AND year IS ?", batch.year)
    current = {unit: rest for unit, *rest in rows}
    for unit in batch.roster.units:
        if unit.id in current:
            id_, path, verdict, signed, published = current[unit.id]
            tally = made.tallies.get(id_, Tally())
            made.states[unit.id] = State(unit, verdict, id_, path, signed, published, tally)
            made.days[published or signed or ""] += 1
        else:
            without = "grouping" if unit.expected == NOTHING or not batch.roster.path else "unclear"
            made.states[unit.id] = State(unit, lacking.get(unit.id, without))


def _rules(batch: Batch, made: Overview, group_of: dict[str, str]) -> None:
    counts: dict[str, list[Any]] = {}
    rows = batch.connection.execute(
        f"SELECT s.unit, f.code, max(CASE f.severity WHEN 'error' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END), count(*)"
        f" FROM findings f JOIN submissions s ON s.id = f.submission WHERE {_CURRENT} AND f.state = 'open'"
        " GROUP BY s.unit, f.code",
        (batch.run, batch.year),
    )
    for unit, code, level, count in rows:
        known = counts.setdefault(code, [0, 0, 0])
        known[:] = max(known[0], level), known[1] + count, known[2] + 1
        made.matrix[code, group_of.get(unit, "")] += 1
        made.findings += count
    levels = ("info", "warning", "error")
    order = sorted(counts.items(), key=lambda each: (-each[1][0], -each[1][2], each[0]))
    made.rules = [RuleCount(code, levels[level], found, reports) for code, (level, found, reports) in order]


def _years(batch: Batch, made: Overview) -> None:
    rows = batch.connection.execute(
        "SELECT year, verdict, count(*) FROM submissions WHERE run = ? AND role = 'current' AND year IS NOT NULL"
        " GROUP BY year, verdict ORDER BY year",
        (batch.run,),
    )
    for year, verdict, count in rows:
        made.years.setdefault(year, Counter())[verdict] += count
