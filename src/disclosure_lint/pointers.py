"""JSON Pointers (RFC 6901)."""

from __future__ import annotations


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
