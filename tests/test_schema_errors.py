"""What `schema_errors` says is wrong with data is what `jsonschema` says (of unknown keys in an order by chance)."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import schema
from disclosure_lint.schema_errors import UnknownKeywordError, errors
from tests.schema_drafts import clean
from tests.test_schemas import PROFILES, mutated

ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.sampled_from(["", "a", "2026-01-31", "5\n"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
FORM: dict[str, Any] = {
    "type": "object",
    "required": ["a", "b"],
    "additionalProperties": {"type": ["integer", "null"], "minimum": 0, "maximum": 2},
    "properties": {
        "a": {"type": "array", "items": {"type": "string", "minLength": 1, "pattern": "^[a5]$"}},
        "b": {"additionalProperties": False, "properties": {"c": {"format": "date"}}, "exclusiveMinimum": 1},
    },
}


def by_library(value: Any, form: dict[str, Any]) -> list[Any]:
    validator = jsonschema.Draft202012Validator(form, format_checker=jsonschema.FormatChecker(["date"]))
    found = validator.iter_errors(value)
    return [(tuple(each.absolute_path), each.validator, each.instance, each.schema) for each in found]


@settings(max_examples=300, deadline=None)
@given(value=ANY | st.fixed_dictionaries({}, optional=dict.fromkeys("abcd", ANY)))
def test_any_value(value: Any) -> None:
    assert sorted(errors(value, FORM), key=repr) == sorted(by_library(value, FORM), key=repr)


@pytest.mark.parametrize("profile", PROFILES)
@settings(max_examples=80, deadline=None)
@given(sample=st.data())
def test_drafts(profile: str, sample: st.DataObject) -> None:
    form = schema.load_schema(f"profiles/{profile}")
    data = mutated(clean(profile), sample.draw)
    try:
        found = errors(data, form)
    except UnknownKeywordError:
        assert profile not in ("cn-2019", "cn-2021")
        return
    assert sorted(found, key=repr) == sorted(by_library(data, form), key=repr)


def test_errors_come_in_the_order_of_the_schema() -> None:
    value = {"b": {"z": 1, "c": "x"}, "a": ["", 1], "y": -1, "x": -2}
    found = [(path, keyword) for path, keyword, _, _ in errors(value, FORM)]
    assert found == [
        (("y",), "minimum"),
        (("x",), "minimum"),
        (("a", 0), "minLength"),
        (("a", 0), "pattern"),
        (("a", 1), "type"),
        (("b",), "additionalProperties"),
        (("b", "c"), "format"),
    ]


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (True, {"enum": [1]}),
        ({"a": 1}, {"patternProperties": {"a": {"type": "string"}}, "additionalProperties": False}),
        ("a", {"format": "email"}),
        (1, {"anyOf": [{"type": "integer"}]}),
        ([1], {"items": False}),
    ],
)
def test_what_is_unknown_is_left_to_the_library(value: object, form: dict[str, object]) -> None:
    with pytest.raises(UnknownKeywordError):
        errors(value, form)
