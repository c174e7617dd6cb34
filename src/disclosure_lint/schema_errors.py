"""In which ways data breaks a schema, for the few keywords that the schemas of reports use.

The same errors as those of `jsonschema`, in the order of the schema and, for
unknown keys, of the data; the import of the library takes longer than the check
of a report. A schema with any other keyword is left to it.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.plain_schema import NOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Schema = dict[str, Any]
#: Where in the data, the keyword, the value, the part of the schema that it breaks.
Error = tuple[tuple[str | int, ...], str, Any, Schema]
_Path = tuple[str | int, ...]

_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnknownKeywordError(Exception):
    """A schema uses what is not known here."""


def errors(value: Any, schema: Any) -> list[Error]:
    """Return every way in which a value breaks a schema; raise UnknownKeywordError where the library has to tell."""
    return list(_errors((), value, schema))


def _errors(path: _Path, value: Any, schema: Any) -> Iterator[Error]:
    if not isinstance(schema, dict):
        raise UnknownKeywordError
    for keyword, asked in schema.items():
        if keyword in _INNER:
            yield from _INNER[keyword](path, value, schema)
        elif keyword == "required":
            if isinstance(value, dict):
                yield from ((path, keyword, value, schema) for key in asked if key not in value)
        elif keyword in _PLAIN:
            if not _PLAIN[keyword](value, asked):
                yield path, keyword, value, schema
        elif keyword not in NOTES:
            raise UnknownKeywordError(keyword)


def _properties(path: _Path, value: Any, schema: Schema) -> Iterator[Error]:
    if isinstance(value, dict):
        for key, inner in schema["properties"].items():
            if key in value:
                yield from _errors((*path, key), value[key], inner)


def _additional(path: _Path, value: Any, schema: Schema) -> Iterator[Error]:
    if "patternProperties" in schema:
        raise UnknownKeywordError
    if not isinstance(value, dict):
        return
    allowed, known = schema["additionalProperties"], schema.get("properties", {})
    others = [key for key in value if key not in known]
    if isinstance(allowed, dict):
        for key in others:
            yield from _errors((*path, key), value[key], allowed)
    elif not allowed and others:
        yield path, "additionalProperties", value, schema


def _items(path: _Path, value: Any, schema: Schema) -> Iterator[Error]:
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _errors((*path, index), each, schema["items"])


def _has_type(value: Any, asked: Any) -> bool:
    names = asked if isinstance(asked, list) else [asked]
    return any(_TYPES[name](value) for name in names)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _is_one_of(value: Any, asked: list[Any]) -> bool:
    if isinstance(value, (list, dict, bool)) or not all(each is None or isinstance(each, str) for each in asked):
        raise UnknownKeywordError  # where 1 is not True, and [1] not [True]
    return value in asked


def _is_date(value: Any, asked: str) -> bool:
    if asked != "date":
        raise UnknownKeywordError(asked)
    if not isinstance(value, str):
        return True
    try:
        return _DATE.fullmatch(value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "null": lambda value: value is None,
    "integer": _is_whole,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
}
_INNER: dict[str, Callable[[_Path, Any, Schema], Iterator[Error]]] = {
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
}
_PLAIN: dict[str, Callable[[Any, Any], bool]] = {
    "type": _has_type,
    "enum": _is_one_of,
    "minimum": lambda value, asked: not _is_number(value) or value >= asked,
    "exclusiveMinimum": lambda value, asked: not _is_number(value) or value > asked,
    "maximum": lambda value, asked: not _is_number(value) or value <= asked,
    "minLength": lambda value, asked: not isinstance(value, str) or len(value) >= asked,
    "pattern": lambda value, asked: not isinstance(value, str) or pattern(asked).search(value) is not None,
    "format": _is_date,
}
