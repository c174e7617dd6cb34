"""`rules`, `explain`, `profiles`, `schema`."""

from __future__ import annotations

import jsonschema
import pytest

from disclosure_lint.profiles import profiles
from disclosure_lint.ruleset import rules
from tests.cli.run import run


def test_rules_are_listed() -> None:
    listed = run("rules").out
    assert all(code in listed for code in rules())
    catalogue = run("rules", "--format", "json").json
    assert [each["code"] for each in catalogue["rules"]] == list(rules())
    jsonschema.Draft202012Validator(run("schema", "catalogue").json).validate(catalogue)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_is_explained(language: str) -> None:
    for code, rule in rules().items():
        done = run("explain", code, "--lang", language)
        assert done.status == 0
        assert rule.why[language] in done.out


def test_a_rule_is_explained_by_name() -> None:
    assert run("explain", "applicant-total").out == run("explain", "T203").out


def test_an_unknown_rule_is_2_with_what_was_meant() -> None:
    done = run("explain", "aplicant-total")
    assert done.status == 2
    assert "applicant-total" in done.err


def test_profiles_are_listed() -> None:
    assert all(each in run("profiles").out for each in profiles())
    assert [each["id"] for each in run("profiles", "--format", "json").json] == list(profiles())


@pytest.mark.parametrize("name", [*profiles(), "config", "findings", "catalogue"])
def test_schemas_are_whole_and_valid(name: str) -> None:
    printed = run("schema", name)
    assert ".schema.json#" not in printed.out
    jsonschema.Draft202012Validator.check_schema(printed.json)


def test_an_unknown_schema_is_2() -> None:
    done = run("schema", "cn-2012")
    assert done.status == 2
    assert "cn-20" in done.err


def test_version() -> None:
    assert run("--version").out.startswith("disclosure-lint, version ")
