"""Rules across reports in a batch: the right unit is told, and what is told of it."""

from __future__ import annotations

import builtins
import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from disclosure_lint.batch.across import outcomes
from disclosure_lint.batch.batch import Batch
from disclosure_lint.batch.roster import roster_of
from disclosure_lint.batch.view import Reports, report_of
from disclosure_lint.checks import REGISTRY
from disclosure_lint.cli import cli
from disclosure_lint.findings import Finding
from disclosure_lint.ruleset import function
from tests.batch_cases import submission
from tests.generator.model import clean
from tests.generator.run import EFFORT, rendered
from tests.generator.years import FAULTS, can_have, pair

if TYPE_CHECKING:
    from pathlib import Path


def of_bodies(count: int, year: int = 2025) -> list[Any]:
    """Return the records of clean reports of different bodies, all of one year."""
    found: dict[str, Any] = {}
    seed = 0
    while len(found) < count:
        seed += 1
        data = clean(seed, "cn-2021").data
        if data["year"] == year:
            found.setdefault(data["agency"], data)
    return [submission(data, f"{number}.yaml", unit=name) for number, (name, data) in enumerate(found.items())]


def told(batch: Any, *codes: str) -> list[tuple[str, str, str]]:
    outcomes_ = outcomes(batch, batch.submissions(), lambda code, _: code in codes, "zh")
    found = [each for _, each in outcomes_ if isinstance(each, Finding)]
    return [(each.path, each.code, each.message) for each in found]


def test_units_that_draw_on_the_same_phrases_are_no_copies() -> None:
    assert told(Reports(of_bodies(60 * EFFORT)), "B704", "B707") == []


def test_of_many_units_the_two_that_share_a_text_are_told_of_each_other() -> None:
    kept = of_bodies(40)
    one, two = kept[7], kept[31]
    two.prose = [each._replace(text=each.text.replace(one.agency, two.agency)) for each in one.prose]
    found = told(Reports(kept), "B704")
    assert [path for path, _, _ in found] == [one.path, two.path]
    assert two.agency in found[0][2]
    assert one.path in found[1][2]


def test_of_many_units_the_two_that_share_a_table_are_told_of_each_other() -> None:
    kept = of_bodies(40)
    one = next(each for each in kept if each.tables["requests"]["new_received"]["total"] > 100)
    two = next(each for each in kept if each is not one)
    two.tables = {**two.tables, "requests": one.tables["requests"]}
    assert {path for path, _, _ in told(Reports(kept), "B707")} == {one.path, two.path}


def test_without_the_library_it_is_said_that_others_were_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "rensa":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    batch = Reports(of_bodies(2))
    found = list(outcomes(batch, batch.submissions(), lambda code, _: code == "B704", "zh"))
    assert {outcome.reason for _, outcome in found} == {"没有安装 rensa，没有与其他单位比较"}


def test_a_check_that_crashes_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any, **__: Any) -> Any:
        raise ValueError("330102199001011234")

    alone = Reports(of_bodies(1))
    function("across.stock")
    monkeypatch.setitem(REGISTRY, "across.stock", crash)
    function.cache_clear()
    try:
        found = [outcome for _, outcome in outcomes(alone, alone.submissions(), lambda code, _: code[0] == "B", "zh")]
    finally:
        function.cache_clear()
    assert [each.code for each in found if isinstance(each, Finding)] == ["X003"]
    assert "330102" not in str(found)
    assert "B701" in {each.code for each in found}


def test_a_record_is_a_report_again() -> None:
    (kept,) = of_bodies(1)
    report = report_of(kept)
    assert [each.text for each in report.texts()] == [each.text for each in kept.prose]
    cell = "/tables/requests/new_received/total"
    assert report.place(cell).line == kept.places[cell]["line"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of 12 bodies; the first ones have a fault each between the years."""
    made = tmp_path_factory.mktemp("batch")
    seed, faults = 0, list(FAULTS)
    planted: dict[str, str] = {}
    names: set[str] = set()
    for place in ("last", "this"):
        (made / place).mkdir()
    while len(names) < 12:
        seed += 1
        two = pair(seed)
        name = two.this.body.name
        if two.this.data["year"] != 2025 or name in names:
            continue
        if faults and can_have(faults[0], two):
            code, put_in = FAULTS[faults.pop(0)]
            two = put_in(two, Random(seed))
            planted[name] = code
        names.add(name)
        for place, script in (("last", two.last), ("this", two.this)):
            (made / place / f"{len(names)}.yaml").write_bytes(rendered(script, "yaml", seed)[0])
    (made / "planted.json").write_text(json.dumps(planted))
    return made


def run(folder: Path, name: str, *arguments: str) -> dict[str, set[str]]:
    """Return the codes of what is told across reports by agency."""
    given = ["batch", *arguments, "-o", str(folder / name), "--as-of", "2026-02-01", "--no-progress", "--jobs", "1"]
    done = CliRunner().invoke(cli, given)
    assert done.exit_code in (0, 1), done.output
    batch = Batch(folder / name / "batch.sqlite", roster_of([]))
    found: dict[str, set[str]] = {}
    for each in batch.submissions():
        codes = {finding["code"] for finding in each.findings if finding["code"].startswith(("B", "T212"))}
        if codes and each.year == 2025:
            found[each.agency or ""] = codes
    batch.close()
    return found


def agrees(folder: Path, found: dict[str, set[str]]) -> bool:
    planted: dict[str, str] = json.loads((folder / "planted.json").read_text())
    assert len(planted) == len(FAULTS)
    assert {name: code for name, code in planted.items() if code not in found.get(name, set())} == {}
    assert {name: codes for name, codes in found.items() if name not in planted} == {}
    return True


def test_both_years_in_one_batch(folder: Path) -> None:
    assert agrees(folder, run(folder, "both", str(folder / "this"), str(folder / "last"), "--year", "2025"))


def test_last_year_given_apart(folder: Path) -> None:
    assert agrees(folder, run(folder, "apart", str(folder / "this"), "--previous", str(folder / "last")))
