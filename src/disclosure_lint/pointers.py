"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tokens(pointer: str) -> list[str]:
    """Split a JSON Pointer into its unescaped tokens."""
    parts = pointer.split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts] if "~" in pointer else parts


def join(pointer: str, key: str | int) -> str:
    """Return the pointer of a member of what `pointer` names."""
    token = str(key)
    if "~" in token or "/" in token:
        token = token.replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{token}"


def selected(data: Any, pattern: str) -> list[tuple[str, Any]]:
    """Return the pointers into data that match a pattern (see `Report.select`), each with its value."""
    path = tokens(pattern)
    found: list[tuple[str, Any]] = [("", data)]
    for token in path[:-1] if path[-1:] == ["**"] else path:
        found = [(join(at, key), member) for at, value in found for key, member in _named(value, token)]
    return [row for at, value in found for row in _rows(at, value)] if path[-1:] == ["**"] else found


def members(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the members of a mapping or a list with their keys; none of anything else."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _named(value: Any, token: str) -> Iterable[tuple[str | int, Any]]:
    """Return the members of a value that a token of a pattern names."""
    if token == "*":
        return members(value)
    if isinstance(value, dict):
        return ((token, value[token]),) if token in value else ()
    return [each for each in members(value) if str(each[0]) == token]


def _rows(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        return
    if not any(isinstance(member, dict) for member in value.values()):
        yield pointer, value
    for key, member in value.items():
        yield from _rows(join(pointer, key), member)
