"""Words by which patterns are known from afar: without them nothing is compiled, so they must be in every match."""

from __future__ import annotations

import importlib
import pkgutil
import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

import disclosure_lint
from disclosure_lint import resources
from disclosure_lint.checks.leftovers import _held
from disclosure_lint.checks.people import SIGNS, TRIGGERS
from disclosure_lint.patterns import _Guarded

quick = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def guarded() -> list[tuple[str, _Guarded]]:
    found = []
    modules = pkgutil.walk_packages(disclosure_lint.__path__, "disclosure_lint.")
    for each in (each for each in modules if not each.name.endswith("__main__")):
        module = importlib.import_module(each.name)
        for name, value in vars(module).items():
            members = value if type(value) is tuple else (value,)
            found += [(f"{each.name}.{name}", member) for member in members if isinstance(member, _Guarded)]
    return found


def usual(name: str, text: str) -> bool:
    """The one exception: a statute that has its usual name is found for nothing."""
    return not name.endswith("losses._STATUTE") or "政府信息公开" not in text


def leftovers() -> list[tuple[str, str]]:
    (rule,) = (each for each in resources.data("rules/cn/wording")["rules"] if each["check"] == "leftovers.unfilled")
    return [(kind, source) for kind in rule["with"]["signs"] for source in rule["with"]["patterns"][kind]]


@pytest.mark.parametrize(("name", "pattern"), guarded())
def test_every_match_holds_what_its_pattern_needs(name: str, pattern: _Guarded) -> None:
    source, flags = pattern.pattern.given

    @quick
    @given(st.from_regex(re.compile(source, flags)))
    def holds(text: str) -> None:
        assume(usual(name, text))
        assert pattern.may_match(text), (name, text)

    with suppress(Unsatisfiable):  # some patterns look around themselves more than Hypothesis can follow
        holds()


@pytest.mark.parametrize(("kind", "source"), leftovers())
def test_every_leftover_holds_a_sign(kind: str, source: str) -> None:
    (rule,) = (each for each in resources.data("rules/cn/wording")["rules"] if each["check"] == "leftovers.unfilled")

    @quick
    @given(st.from_regex(source))
    def holds(text: str) -> None:
        assume(re.search(source, text))
        assert kind in _held(text, rule["with"]["signs"])

    holds()


@quick
@given(st.from_regex(TRIGGERS))
def test_every_personal_value_holds_a_sign(text: str) -> None:
    assert any(sign in text for sign in SIGNS) or text != text.lower()
