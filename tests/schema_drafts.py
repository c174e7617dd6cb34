"""Clean drafts made from the schemas themselves, and changes of them."""

from __future__ import annotations

from typing import Any

from disclosure_lint.report import tokens
from disclosure_lint.schema import load_schema

YEARS = {"cn-2008": 2015, "cn-2019": 2020, "cn-2021": 2025}


def clean(profile: str) -> dict[str, Any]:
    """Return a draft that has everything its schema knows, every count 0."""
    data = _filled(load_schema(f"profiles/{profile}"))
    data |= {"profile": profile, "year": YEARS[profile], "title": "临江市水务局政府信息公开工作年度报告"}
    del data["$schema"], data["extra_sections"]
    return data  # type: ignore[no-any-return]


def with_change(data: dict[str, Any], pointer: str, value: object) -> dict[str, Any]:
    """Set what a pointer names, or remove it where the value is `...`."""
    *path, last = tokens(pointer)
    inner = data
    for key in path:
        inner = inner[key]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return data


def _filled(schema: dict[str, Any]) -> Any:
    kind = schema["type"]
    if kind == "object":
        return {key: _filled(member) for key, member in schema.get("properties", {}).items() if key != "extra_rows"}
    if kind == "array":
        return []
    if kind == "string":
        return "2026-01-20" if "format" in schema else "临江市水务局"
    return 0 if "integer" in kind or "number" in kind else "x"
