"""Whether data fits a schema, for the few keywords that the schemas of reports use.

Says yes only where that is certain, and then saves the import of a JSON Schema
library, which costs a single draft more than all its rules. Any keyword that is
not known here is a no; the library then has the last word.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]

#: Keywords that ask for nothing.
NOTES = frozenset(("$schema", "$id", "$comment", "title", "description", "examples", "default", "x-unit"))
_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "null": lambda value: value is None,
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "boolean": lambda value: isinstance(value, bool),
}


def fits(value: Any, schema: Any) -> bool:
    """Tell whether a value certainly fits a schema."""
    if not isinstance(schema, dict):
        return schema is True
    return all(name in NOTES or (name in _KEYWORDS and _KEYWORDS[name](value, schema)) for name in schema)


def _type(value: Any, schema: Schema) -> bool:
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return any(_TYPES[name](value) for name in names)


def _properties(value: Any, schema: Schema) -> bool:
    known = schema["properties"]
    return not isinstance(value, dict) or all(fits(member, known[key]) for key, member in value.items() if key in known)


def _additional(value: Any, schema: Schema) -> bool:
    allowed = schema["additionalProperties"]
    known = schema.get("properties", {})
    if not isinstance(value, dict) or "patternProperties" in schema:
        return not isinstance(value, dict)
    return all(fits(member, allowed) for key, member in value.items() if key not in known)


def _date(value: Any, schema: Schema) -> bool:
    if schema["format"] != "date" or not isinstance(value, str):
        return not isinstance(value, str)
    try:
        return len(value) == len("2026-01-31") and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def _pattern(value: Any, schema: Schema) -> bool:
    if not isinstance(value, str):
        return True
    # Python's $ also stands before a last line feed, that of JSON Schema does not.
    return not value.endswith("\n") and pattern(schema["pattern"]).search(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_KEYWORDS: dict[str, Callable[[Any, Schema], bool]] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": lambda value, schema: not isinstance(value, dict) or all(key in value for key in schema["required"]),
    "enum": lambda value, schema: any(type(value) is type(each) and value == each for each in schema["enum"]),
    "items": lambda value, schema: not isinstance(value, list) or all(fits(each, schema["items"]) for each in value),
    "minimum": lambda value, schema: not _is_number(value) or value >= schema["minimum"],
    "exclusiveMinimum": lambda value, schema: not _is_number(value) or value > schema["exclusiveMinimum"],
    "minLength": lambda value, schema: not isinstance(value, str) or len(value) >= schema["minLength"],
    "maximum": lambda value, schema: not _is_number(value) or value <= schema["maximum"],
    "pattern": _pattern,
    "format": _date,
}
