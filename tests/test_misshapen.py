"""Drafts whose values have the wrong shape: told as such, and no rule crashes on them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from disclosure_lint import lint

CLEAN = Path(__file__).parent / "rules" / "_clean"
JUNK: tuple[Any, ...] = (
    None, 5, -3, 2.5, True, "", [], {}, "abc", [1, [2]], {"a": {"b": 1}}, "2025-02-30", {"total": "x"}, [{}], [None],
)  # fmt: skip


def pointers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        found += pointers(member, (*path, key))
    return found


@pytest.mark.parametrize("profile", ["cn-2008", "cn-2019", "cn-2021"])
def test_no_rule_crashes_on_a_value_of_any_shape(profile: str) -> None:
    clean = yaml.safe_load((CLEAN / f"{profile}.yaml").read_text(encoding="utf-8"))
    paths = pointers(clean)
    for seed in range(60):
        random = Random(seed)
        draft = copy.deepcopy(clean)
        for path in random.sample(paths, 3):
            parent = draft
            for key in path[:-1]:
                parent = parent[key] if isinstance(parent, (dict, list)) and key in _keys(parent) else {}
            if isinstance(parent, (dict, list)) and path[-1] in _keys(parent):
                parent[path[-1]] = random.choice(JUNK)
        text = json.dumps(draft, ensure_ascii=False, default=str)
        result = lint(text.encode(), name="draft.json", profile=profile)
        assert "X003" not in {each.code for each in result.findings}, (seed, text)


def _keys(parent: Any) -> Any:
    return parent if isinstance(parent, dict) else range(len(parent))


def test_a_number_for_a_mapping_is_one_finding() -> None:
    result = lint(b"year: 2025\nsections: 5\n", name="draft.yaml")
    assert [each.pointer for each in result.findings if each.code == "S100"] == ["/sections"]
