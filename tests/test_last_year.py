"""`check --previous`: pairs of generated reports that agree raise nothing, and each fault between two years is found."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from disclosure_lint import lint
from disclosure_lint.cli.check import check
from tests.generator.run import EFFORT, rendered, shown
from tests.generator.years import FAULTS, Pair, can_have, growth, pair, tell

ACROSS = ("B", "T212")


def styles(seed: int) -> list[str]:
    from tests.generator.render import RENDERERS

    known = sorted(RENDERERS)
    return [known[seed % len(known)], known[(seed * 7 + 3) % len(known)]]


def judged(two: Pair, folder: Path, seed: int, names: list[str]) -> Any:
    raw, name = rendered(two.last, names[0], seed)
    (folder / "last").mkdir(exist_ok=True)
    (folder / "last" / name).write_bytes(raw)
    raw, name = rendered(two.this, names[1], seed)
    return lint(raw, name=name, language="zh", previous=str(folder / "last"))


def across(result: Any) -> list[Any]:
    return [each for each in result.findings if each.code.startswith(ACROSS)]


@pytest.mark.parametrize("seed", range(30 * EFFORT))
def test_a_pair_that_agrees_raises_nothing(seed: int, tmp_path: Path) -> None:
    two = pair(seed)
    sentence, told = growth(two)
    result = judged(tell(two, sentence) if told else two, tmp_path, seed, styles(seed))
    assert shown(across(result)) == []
    gaps = [each.code for each in result.not_assessed if each.reason.startswith("没有本单位")]
    assert gaps == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("seed", range(10 * EFFORT))
def test_a_fault_between_two_years_is_found(fault: str, seed: int, tmp_path: Path) -> None:
    code, put_in = FAULTS[fault]
    number = next(each for each in range(seed * 50, seed * 50 + 50) if can_have(fault, pair(each)))
    two = put_in(pair(number), Random(number))
    found = across(judged(two, tmp_path, number, styles(number)))
    assert code in {each.code for each in found}, shown(found)
    # A copied table brings its own carry-over along; nothing else may be said of one fault.
    assert {each.code for each in found} - {code} <= ({"B701"} if fault == "copied table" else set()), shown(found)


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(check, [*arguments, "-f", "json"])
    return done.exit_code, json.loads(done.output) if done.output.startswith("{") else {"said": done.output}


def write(folder: Path, two: Pair) -> tuple[str, str]:
    paths = []
    for name, script in (("last", two.last), ("this", two.this)):
        (folder / name).mkdir()
        raw, file = rendered(script, "yaml", 1)
        (folder / name / file).write_bytes(raw)
        paths.append(str(folder / name))
    return paths[0], paths[1]


def test_the_other_file_is_named_in_related_places(tmp_path: Path) -> None:
    last, this = write(tmp_path, FAULTS["carried forward"][1](pair(3), Random(3)))
    status, told = run(this, "--previous", last)
    (found,) = [each for each in told["findings"] if each["code"] == "B701"]
    there = [each for each in found["related"] if "last" in each["message"]]
    assert there and all(each["place"]["line"] for each in there)
    assert status == 0


def test_a_rule_can_be_turned_off(tmp_path: Path) -> None:
    last, this = write(tmp_path, FAULTS["carried forward"][1](pair(3), Random(3)))
    assert run(this, "--previous", last, "--ignore", "B701")[1]["findings"] == []
    assert run(this, "--previous", last, "--select", "B702")[1]["findings"] == []


def test_configuration_makes_it_an_error(tmp_path: Path) -> None:
    last, this = write(tmp_path, FAULTS["carried forward"][1](pair(3), Random(3)))
    (Path(this) / ".disclosure-lint.yaml").write_text("severity: {B701: error}\n")
    assert run(this, "--previous", last)[0] == 1


def test_without_a_report_of_the_body_nothing_is_judged_and_that_is_said(tmp_path: Path) -> None:
    _, this = write(tmp_path, pair(3))
    other = tmp_path / "other"
    other.mkdir()
    raw, name = rendered(pair(4).last, "yaml", 1)
    (other / name).write_bytes(raw)
    _, told = run(this, "--previous", str(other))
    year = pair(3).last.data["year"]
    assert {each["code"] for each in told["not_assessed"] if f"没有本单位 {year} 年度" in each["reason"]} >= {
        "B701",
        "B702",
        "T212",
    }
    assert [each for each in told["findings"] if each["code"].startswith(ACROSS)] == []


def test_without_previous_the_rules_are_silent(tmp_path: Path) -> None:
    _, this = write(tmp_path, FAULTS["carried forward"][1](pair(3), Random(3)))
    _, told = run(this)
    assert not [each for each in told["findings"] + told["not_assessed"] if each["code"].startswith("B")]


def test_no_such_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    _, this = write(tmp_path, pair(3))
    done = CliRunner().invoke(check, [this, "--previous", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
