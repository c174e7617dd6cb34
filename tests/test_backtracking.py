"""Expressions whose time may double with every character are told from those that only look like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint import ruleset
from disclosure_lint.backtracking import may_explode
from disclosure_lint.packs import _PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPLODE = [
    r"(a+)+b", r"(a*)*b", r"(a|a)*b", r"(a|aa)+b", r"(\d+,?)+x", r"(?:[一-龥]+\s*)+。", r"(x+x+)+y", r"(?:a?a?)*b",
    r"([a-z]+)*\d", r"(.*)*", r"(?:(?:ab|a|b)+)x", r"(?:\d{1,3})+x", r"(?=(a+)+b)c", r"(?:\s*[-—]\s*)+x", r"(a{1,40}){1,40}b",
    r"(?i)(?:ab?|AB)+c", r"(?P<n>\w+?)*。",
]  # fmt: skip
HARMLESS = [
    r"\d+", r"(?:\d+,)+\d", r"(?:\d{8})+", r"[^。]*。", r"(?:[^，。]{1,20}，)*", r"(a|b)*c", r"\d{4}年\d{1,2}月\d{1,2}日",
    r"(?:第[一二三]+条、?)+", r"(?:ab|cd|ae)+", r"a+b+a+", r".*x.*", r"(?:[-—]\s*)+|x", r"(?>a+)+b", r"(?:(?!x).)*x",
    r"(?:a*+b)*c", r"(?i)(?:a|A)+b", r"(?:|a)b", r"(a)(?(1)b|c)\1", r"(?:甲|乙|丙){2,4}", "政务公开日", "",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPLODE)
def test_what_may_explode(pattern: str) -> None:
    assert may_explode(pattern)


@pytest.mark.parametrize("pattern", HARMLESS)
def test_what_may_not(pattern: str) -> None:
    assert not may_explode(pattern)


@given(st.from_regex(r"(\(\?:)?[ab.]?[*+?]?(\(?[ab.|]{1,3}\)?[*+?]?){0,4}", fullmatch=True))
def test_any_expression_gets_an_answer(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error:
        return
    assert may_explode(pattern) in (True, False)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(each)


def test_the_rules_of_the_tool_keep_to_it() -> None:
    every = ((rule.code, rule.parameters.get(name)) for rule in ruleset.rules().values() for name in _PATTERNS)
    found = [(code, text) for code, value in every for text in texts(value)]
    assert len(found) > 20
    assert [(code, text) for code, text in found if may_explode(text)] == []
