"""JSON Schemas: loading them, and telling what in some data breaks them.

The schema of a profile is the whole truth about the shape of its reports. Each
failure comes out under the rule that owns it; `disclosure_lint.shape` says which.
Whether data is valid is asked of jsonschema_rs, where it is installed, unless
`plain_schema` can tell without importing it; the slower jsonschema is imported
only where something must be explained.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint import resources
from disclosure_lint.plain_schema import fits
from disclosure_lint.report import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from disclosure_lint.checks import NotAssessed, Problem
    from disclosure_lint.report import Report

_SUFFIX = ".schema"
Schema = dict[str, Any]


def source(name: str) -> Schema:
    """Return a schema as it is written: "config", "profiles/cn-2021" (with or without ".schema")."""
    return resources.data(f"schemas/{name.removesuffix(_SUFFIX)}{_SUFFIX}")  # type: ignore[no-any-return]


@cache
def load_schema(name: str) -> Schema:
    """Return a schema in one piece, every `$ref` replaced by what it names.

    Keywords beside a `$ref` (title, description) stay and go before the same
    keywords of what it names. Equal references share one object: do not change it.
    Raises KeyError for an unknown schema.
    """
    folder = name.rpartition("/")[0]
    inlined = _inline(source(name), name, folder, {})
    return {key: value for key, value in inlined.items() if key != "$defs"}


def _inline(node: Any, name: str, folder: str, seen: dict[tuple[str, str], Any]) -> Any:
    if isinstance(node, list):
        return [_inline(item, name, folder, seen) if isinstance(item, list | dict) else item for item in node]
    if not isinstance(node, dict):
        return node
    if not isinstance(node.get("$ref"), str):
        return {
            key: _inline(value, name, folder, seen) if isinstance(value, list | dict) else value
            for key, value in node.items()
        }
    beside = {key: _inline(value, name, folder, seen) for key, value in node.items() if key != "$ref"}
    file, _, pointer = node["$ref"].partition("#")
    other = f"{folder}/{file.removesuffix('.schema.json')}".lstrip("/") if file else name
    if (other, pointer) not in seen:
        target: Any = source(other)
        for token in tokens(pointer):
            target = target[token]
        seen[other, pointer] = _inline(target, other, other.rpartition("/")[0], seen)
    return {**seen[other, pointer], **beside}


@cache
def fast(name: str) -> Any:
    """Return the validator of a schema by jsonschema_rs, None where that is not installed."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    return jsonschema_rs.validator_for(load_schema(name), validate_formats=True)


def is_valid(name: str, data: Any) -> bool | None:
    """Tell whether data fits a schema; None where only `disclosure_lint.shape` can tell."""
    if "jsonschema_rs" not in sys.modules and fits(data, load_schema(name)):
        return True
    check = fast(name)
    if check is None:
        return None
    try:
        return bool(check.is_valid(data))
    except (TypeError, ValueError, OverflowError):  # keys or numbers that are not JSON
        return None


def examine(report: Report) -> None:
    """Note in the memo of a report whether it is `valid` and, where that can be told, its `faults`."""
    valid = report.memo["valid"] = is_valid(report.profile.schema, report.data)
    if valid:
        report.memo["faults"] = []
    elif valid is False:
        from disclosure_lint import shape

        report.memo["faults"] = shape.of_report(report)


def problems(report: Report, silent: AbstractSet[str] = frozenset()) -> Iterator[tuple[str, Problem | NotAssessed]]:
    """Yield what is wrong with the shape of a report, each with the code of the rule that owns it.

    `silent` holds the pointers of tables that have another year's form (S107):
    below them only the cells are judged (T209, T210), by the form they have.
    """
    valid = report.memo["valid"] if "valid" in report.memo else is_valid(report.profile.schema, report.data)
    if valid:
        return
    from disclosure_lint import shape

    yield from shape.explain(report, silent)
