"""The schemas are valid, loaded in one piece, and both validators agree on them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import resources, schema
from disclosure_lint.profiles import profiles
from disclosure_lint.report import PLACEHOLDERS, Report, members
from tests.schema_drafts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = sorted(name.removeprefix("schemas/") for name in resources.names("schemas/"))
PROFILES = ["cn-2008", "cn-2019", "cn-2021"]
FORMATS = jsonschema.FormatChecker(["date"])


def below(node: Any) -> Iterator[Any]:
    """Yield a value and every value in it."""
    yield node
    for _, member in members(node):
        yield from below(member)


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.source(name))
    assert schema.source(name)["$id"] == f"https://disclosure-lint.github.io/schemas/{name}.json"


@pytest.mark.parametrize("name", NAMES)
def test_a_loaded_schema_is_in_one_piece(name: str) -> None:
    loaded = schema.load_schema(name)
    jsonschema.Draft202012Validator.check_schema(loaded)
    assert not [node for node in below(loaded) if isinstance(node, dict) and "$ref" in node]


def test_words_beside_a_reference_stay() -> None:
    cell = schema.load_schema("profiles/cn-2021")["properties"]["tables"]["properties"]["disputes"]["properties"]
    assert cell["litigation_direct"]["title"] == "未经复议直接起诉 / Litigation without review"
    assert cell["litigation_direct"]["required"] == ["upheld", "corrected", "other", "pending", "total"]


def test_an_unknown_schema() -> None:
    with pytest.raises(KeyError):
        schema.load_schema("profiles/cn-1999")


@pytest.mark.parametrize("name", PROFILES)
def test_the_schema_knows_every_row_of_the_profile(name: str) -> None:
    profile = profiles()[name]
    tables = schema.load_schema(profile.schema)["properties"]["tables"]["properties"]
    for key, form in profile.tables.items():
        for row in form.rows:
            at = tables[key]
            for part in row.key.split("/"):
                at = at["properties"][part]
            # A row of the statistics table is one number, not a set of columns.
            assert at.get("required", []) == ([] if key == "statistics" else list(row.columns)), row.key


@pytest.mark.parametrize("mark", sorted(PLACEHOLDERS))
def test_every_placeholder_may_stand_in_a_cell(mark: str) -> None:
    data = clean("cn-2021")
    data["tables"]["requests"]["carried_over"]["total"] = mark
    assert schema.is_valid("profiles/cn-2021", data)


@pytest.mark.parametrize("name", ["rule-pack", "profile"])
def test_our_own_files_fit_their_schemas(name: str) -> None:
    folder = "profiles" if name == "profile" else "cn"
    validator = jsonschema.Draft202012Validator(schema.load_schema(name))
    for file in sorted((resources.root() / "rules" / folder).glob("*.yaml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        if name == "profile" or "rules" in content:
            plain = json.loads(json.dumps(content, default=str))
            assert [f"{file.name}: {error.message}" for error in validator.iter_errors(plain)] == []


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            "",
            "/",
            "无\n",
            "－ ",
            "12",
            "2025-02-29",
            "2024-02-29",
            "2025-1-20",
            "0000-01-01",
            "2025-01-20\n",
            "２０２５-01-01",
        ]
    ),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def mutated(data: Any, draw: Any) -> Any:
    """Change, remove or add one thing somewhere in the data."""
    data = deepcopy(data)
    inner, depth = data, draw(st.integers(0, 6))
    while depth and isinstance(inner, dict):
        nested = [value for value in inner.values() if isinstance(value, dict) and value]
        if not nested:
            break
        inner, depth = draw(st.sampled_from(nested)), depth - 1
    kind = draw(st.sampled_from(["change", "remove", "add"]))
    key = draw(st.sampled_from(sorted(inner)))
    if kind == "remove":
        del inner[key]
    else:
        inner[key if kind == "change" else draw(st.text(max_size=4))] = draw(VALUES)
    return data


@pytest.mark.parametrize("profile", PROFILES)
@settings(max_examples=120, deadline=None)
@given(sample=st.data())
def test_both_validators_agree_and_every_fault_is_told(profile: str, sample: st.DataObject) -> None:
    pytest.importorskip("jsonschema_rs")
    name = f"profiles/{profile}"
    data = mutated(clean(profile), sample.draw)
    slow = jsonschema.Draft202012Validator(schema.load_schema(name), format_checker=FORMATS)
    valid = slow.is_valid(data)
    assert schema.is_valid(name, data) is valid
    report = Report("draft.yaml", "yaml", profiles()[profile], data)
    assert (not list(schema.problems(report))) is valid
