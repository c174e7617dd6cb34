"""SARIF: valid by the official schema, and true where the schema cannot tell."""

from __future__ import annotations

import json
import os
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from disclosure_lint.formatters import Run, render, sarif_rules
from disclosure_lint.formatters.paths import uri
from tests.cli.run import FAULTY, ROOT
from tests.cli.run import run as command
from tests.formatters.sample import DRAFT, WORD, clean, run

SCHEMA = ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.schema.json"


def the_run(language: str = "zh") -> Any:
    (only,) = json.loads(render("sarif", run(language)))["runs"]
    return only


@pytest.fixture(scope="module")
def schema() -> Any:
    place = Path(os.environ.get("SARIF_SCHEMA", SCHEMA))
    if not place.exists():
        pytest.skip("the official schema is not at hand: SARIF_SCHEMA names it")
    return json.loads(place.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_official_schema_accepts_it(schema: Any, language: str, tmp_path: Path) -> None:
    validator = jsonschema.Draft7Validator(schema)
    validator.validate(json.loads(render("sarif", run(language))))
    validator.validate(json.loads(render("sarif", Run(language))))
    done = command("check", FAULTY, ROOT / "examples", "-f", "sarif", "--lang", language)
    log = json.loads(done.out)
    validator.validate(log)
    assert len(log["runs"][0]["results"]) > 5


def test_every_index_points_where_it_says() -> None:
    log = the_run()
    rules, artifacts = log["tool"]["driver"]["rules"], log["artifacts"]
    assert [each["id"] for each in rules] == sorted({each["id"] for each in rules})
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in [*result["locations"], *result.get("relatedLocations", [])]:
            location = place["physicalLocation"]["artifactLocation"]
            assert artifacts[location["index"]]["location"]["uri"] == location["uri"]
    for each in log["invocations"][0]["toolExecutionNotifications"]:
        assert rules[each["associatedRule"]["index"]]["id"] == each["associatedRule"]["id"]
        assert log["tool"]["driver"]["notifications"][each["descriptor"]["index"]]["id"] == each["descriptor"]["id"]


def test_a_region_stands_only_where_the_file_has_lines() -> None:
    results = the_run()["results"]
    by_file = {DRAFT: set(), WORD: set()}
    for result in results:
        (place,) = result["locations"]
        name = unquote(place["physicalLocation"]["artifactLocation"]["uri"])
        by_file[name].add(place["physicalLocation"].get("region", {}).get("startLine"))
    assert by_file == {DRAFT: {88, 90, None, 4}, WORD: {None}}
    (cell,) = (each for each in results if each["ruleId"] == "T211")
    assert cell["locations"][0]["logicalLocations"][0]["name"] == "表三 二、上年结转 · 总计"
    assert cell["locations"][0]["properties"] == {"page": 3, "table": 2, "row": 5, "cell": 8}


def test_what_was_accepted_and_what_was_known_is_marked() -> None:
    results = the_run()["results"]
    states = {each["ruleId"]: each["baselineState"] for each in results}
    assert states == {"T203": "new", "T208": "new", "S104": "unchanged", "D403": "new", "T211": "new"}
    (accepted,) = (each for each in results if "suppressions" in each)
    (reason,) = accepted["suppressions"]
    assert (accepted["ruleId"], reason["kind"], reason["justification"]) == ("D403", "inSource", "系统故障，已说明")
    plain = json.loads(render("sarif", Run(results=[clean()])))["runs"][0]
    assert not any("baselineState" in each for each in plain["results"])


def test_marks_of_alerts_differ_within_a_run_and_file() -> None:
    marks = [(each["ruleId"], each["partialFingerprints"]["primaryLocationLineHash"]) for each in the_run()["results"]]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rules_are_told_in_the_language(language: str) -> None:
    (rule,) = (each for each in the_run(language)["tool"]["driver"]["rules"] if each["id"] == "T203")
    assert rule["name"] == "applicant-total"
    assert ("总计" in rule["shortDescription"]["text"]) == (language == "zh")
    assert rule["help"]["markdown"].startswith("# T203 applicant-total")
    assert "国办公开办函" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert {"totals", "cn-2021"} <= set(rule["properties"]["tags"])


def test_the_help_address_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    class Named:
        def get_all(self, _: str) -> list[str]:
            return ["Documentation, https://example.org/docs/"]

    for given, expected in ((lambda _: Named(), "https://example.org/docs/rules/T203.md"), (missing, None)):
        sarif_rules.documentation.cache_clear()
        monkeypatch.setattr(metadata, "metadata", given)
        (rule,) = (each for each in the_run()["tool"]["driver"]["rules"] if each["id"] == "T203")
        assert rule.get("helpUri") == expected
    sarif_rules.documentation.cache_clear()


def missing(name: str) -> None:
    raise metadata.PackageNotFoundError(name)


def test_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "工作 夹"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert uri("年报/a b#1%.yaml") == ("%E5%B9%B4%E6%8A%A5/a%20b%231%25.yaml", True)
    assert uri(str(folder / "x.yaml")) == ("x.yaml", True)
    assert uri("./a/../b:c.yaml") == ("b%3Ac.yaml", True)
    outside, inside = uri("../别处.yaml")
    assert not inside
    assert urlsplit(outside).scheme == "file"
    assert unquote(urlsplit(outside).path).endswith("/别处.yaml")
    assert uri("\udcff.yaml")[0] == "%FF.yaml"
