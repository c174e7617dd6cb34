"""What `plain_schema` says yes to, a full JSON Schema validator says yes to; a clean draft is one it says yes to."""

from __future__ import annotations

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import schema
from disclosure_lint.plain_schema import fits
from tests.schema_drafts import clean
from tests.test_schemas import FORMATS, PROFILES, mutated


@pytest.mark.parametrize("profile", ["cn-2019", "cn-2021"])
def test_a_clean_draft_needs_no_library(profile: str) -> None:
    assert fits(clean(profile), schema.load_schema(f"profiles/{profile}"))


@pytest.mark.parametrize("profile", PROFILES)
@settings(max_examples=150, deadline=None)
@given(sample=st.data())
def test_a_yes_is_certain(profile: str, sample: st.DataObject) -> None:
    form = schema.load_schema(f"profiles/{profile}")
    data = mutated(clean(profile), sample.draw)
    if fits(data, form):
        assert jsonschema.Draft202012Validator(form, format_checker=FORMATS).is_valid(data)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("5\n", {"pattern": "^5$"}),
        (True, {"type": "integer"}),
        (True, {"enum": [1]}),
        ({"a": 1}, {"patternProperties": {"a": {"type": "string"}}, "additionalProperties": False}),
        ("a", {"format": "email"}),
        (1, {"anyOf": [{"type": "integer"}]}),
        ("2026-02-30", {"format": "date"}),
    ],
)
def test_what_is_doubtful_is_left_to_the_library(value: object, form: dict[str, object]) -> None:
    assert not fits(value, form)
