"""What follows once every report is judged: findings across reports, waivers, verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import catalogue, ruleset
from disclosure_lint.batch import deadlines, gathering
from disclosure_lint.batch.across import Active
from disclosure_lint.batch.recording import submission_of
from disclosure_lint.batch.rows import json_of, unpack
from disclosure_lint.batch.store import connect
from disclosure_lint.batch.work import accepted
from disclosure_lint.findings import Finding, Unassessed, words
from disclosure_lint.formatters.json import unassessed_object
from disclosure_lint.records import replace
from disclosure_lint.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.roles import Passed
    from disclosure_lint.batch.store import Store
    from disclosure_lint.batch.waivers import Waiver
    from disclosure_lint.settings import Settings

_PAGE = 500


def clear(store: Store) -> None:
    """Take away what an earlier run said across reports: all of it is judged anew."""
    with store.transaction():
        store.connection.execute("DELETE FROM findings WHERE origin = 'batch'")
        store.connection.execute("DELETE FROM gaps WHERE origin = 'batch'")
        store.connection.execute(
            "UPDATE findings SET state = 'open', waiver = NULL WHERE state IN ('waived', 'overruled')"
        )
        store.connection.execute("UPDATE gaps SET state = 'open' WHERE state != 'open'")
        store.connection.execute("UPDATE submissions SET verdict = judged WHERE verdict != judged")


class Across:
    """Writes what is said across reports, by the configuration of the file that it is said of."""

    def __init__(self, store: Store, batch: Batch, asked: Settings) -> None:
        self.store, self.batch, self.asked = store, batch, asked
        self.wanted = Active(asked)

    def duplicates(self, passed: Iterable[Passed]) -> None:
        """Tell the reports that another one replaces (B706)."""
        for each in passed:
            if each.role != "version" and self.wanted("B706", each.row.path):
                unit = self.batch.roster.get(each.row.unit)
                name = unit.name if unit else str(each.row.unit)
                self.add(each.row.id, gathering.duplicate(each, name, self.batch.language))

    def missing(self) -> None:
        """Tell the units without a report (B705)."""
        if not self.wanted("B705", self.batch.roster.path or "."):
            return
        rule = ruleset.rules()["B705"]
        for unit, found in gathering.missing(self.batch):
            if isinstance(found, str):
                values = {"path": found, "unit": unit.name}
                reason = words(ruleset.reasons()["submission-ambiguous"], self.batch.language, values)
                gap = Unassessed(self.batch.roster.path, rule.code, rule.name, rule.severity, "", reason)
                self.add(None, gap)
            else:
                lacks = "report" if found.severity == rule.severity else "format"
                self.add(None, found, unit=unit.id, lacks=lacks)

    def deadlines(self) -> None:
        """Judge D403 again where the roster knows more than the report."""
        told = {unit.id: unit for unit in self.batch.roster.units if unit.kind or unit.deadline}
        for id_, number in self.batch.rows("id, unit", "role = 'current'") if told else ():
            if (unit := told.get(number)) is None:
                continue
            submission = self.batch.get(id_)
            if deadlines.differs(unit, submission) and self.wanted(deadlines.CODE, submission.path):
                for table in ("findings", "gaps"):
                    self.store.connection.execute(
                        f"UPDATE {table} SET state = 'overruled' WHERE submission = ? AND code = ? AND state = 'open'",
                        (submission.id, deadlines.CODE),
                    )
                for outcome in deadlines.judge(unit, submission, self.batch.language):
                    self.add(submission.id, outcome)

    def rules(self, jobs: int) -> None:
        """Run the rules across reports in so many processes."""
        from disclosure_lint.batch.shares import judged

        for submission, told in judged(self.batch, self.asked, jobs):
            self.add(submission, told)

    def add(self, submission: int | None, told: Finding | Unassessed, **more: Any) -> None:
        """Write a finding or a gap at the level that the configuration sets."""
        config, options = self.asked.of(Path(told.path or "."))
        level = _level(told, config.severities(catalogue.of(config.sources).rules).get(told.code))
        if isinstance(told, Finding):
            made = submission_of(accepted(Result(told.path, findings=[replace(told, severity=level)]), config, options))
            self.store.add(submission, findings=[{**each, **more} for each in (*made.findings, *made.suppressed)])
        else:
            self.store.add(submission, gaps=[{**unassessed_object(told), "severity": level}])


def _level(told: Finding | Unassessed, stated: str | None) -> str:
    """Return the configured level; what the rule itself lowered for its context stays as low."""
    if stated is None:
        return told.severity
    rule = ruleset.rules().get(told.code)
    lowered = rule is not None and told.severity != rule.severity
    return min(stated, told.severity, key=ruleset.SEVERITIES.index) if lowered else stated


def waive(store: Store, waivers: list[Waiver], as_of: str) -> set[int]:
    """Take the findings that waivers cover out of the verdicts; return the numbers of the waivers that were needed."""
    used: set[int] = set()
    open_ = [each for each in waivers if each.until is None or each.until >= as_of]
    if not open_:
        return used

    reader = connect(store.path, readonly=True)
    rows = reader.execute(
        "SELECT f.id, f.code, s.unit, s.path, f.content FROM findings f LEFT JOIN submissions s ON s.id = f.submission"
        " WHERE f.state = 'open' AND (f.submission IS NULL OR (s.run = ? AND s.source = 'batch'))",
        (store.run,),
    )
    with store.transaction():
        for id_, code, unit, path, content in rows:
            if not any(code in each.codes for each in open_):
                continue
            found = unpack(content)
            where = (code, unit or found.get("unit"), path or found["path"], found["pointer"])
            waiver = next((each for each in open_ if each.covers(*where)), None)
            if waiver is not None:
                used.add(waiver.number)
                store.connection.execute(
                    "UPDATE findings SET state = 'waived', waiver = ? WHERE id = ?", (json_of(waiver.told()), id_)
                )
    reader.close()
    return used


def settle(store: Store, asked: Settings) -> None:
    """Write the verdicts of reports of which something was said across reports, waived or judged again."""
    said = "SELECT submission FROM {} WHERE submission IS NOT NULL AND (origin = 'batch' OR state != 'open')"
    touched = f"{said.format('findings')} UNION {said.format('gaps')}"
    with store.transaction():
        for id_, path in _all(
            store,
            f"SELECT id, path FROM submissions WHERE run = ? AND recognised AND id IN ({touched})",
        ):
            _, options = asked.of(Path(path))
            store.connection.execute(
                "UPDATE submissions SET verdict = ? WHERE id = ?", (_verdict(store, id_, options.fail_on), id_)
            )


def _all(store: Store, query: str) -> Iterator[tuple[Any, ...]]:
    yield from store.connection.execute(query, (store.run,)).fetchall()


def _verdict(store: Store, id_: int, fail_on: str) -> str:
    levels = ruleset.SEVERITIES
    query = "SELECT DISTINCT severity FROM {} WHERE submission = ? AND state = 'open'"
    found = [each for (each,) in store.connection.execute(query.format("findings"), (id_,))]
    if any(levels.index(each) >= levels.index(fail_on) for each in found):
        return "fail"
    gaps = [each for (each,) in store.connection.execute(query.format("gaps"), (id_,))]
    return "undetermined" if "error" in gaps else "pass"
