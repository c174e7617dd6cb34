"""The names of WordprocessingML (ISO/IEC 29500-1, 17) that readers ask for."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

VAL = f"{W}val"
ALTERNATE = f"{MC}AlternateContent"
#: Elements that only wrap what they hold.
THROUGH = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "sdt")
) | {
    f"{M}{name}"
    for name in ("oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "f", "sSup", "sSub", "d", "rad")
}
#: The same, and the tracked changes that are read as accepted.
WRAPPERS = THROUGH | {f"{W}ins", f"{W}moveTo"}
_FALSE = frozenset(("0", "false", "off", "none"))


def chosen(alternate: Any) -> Any | None:
    """Return the branch of an mc:AlternateContent that is read: the first that holds anything."""
    return next((branch for branch in alternate if len(branch)), None)


def child(parent: Any | None, name: str) -> Any | None:
    """Return the first child of a name (without namespace)."""
    return None if parent is None else parent.find(W + name)


def children(parent: Any | None) -> dict[str, Any]:
    """Return the children of an element of properties by their names; of two of a name the last."""
    return {} if parent is None else {each.tag: each for each in parent}


def value(parent: Any | None, name: str) -> str | None:
    """Return the w:val of a child of an element, None where there is no such child or value."""
    return val(child(parent, name))


def val(element: Any | None) -> str | None:
    """Return the w:val of an element, None where there is no such element or value."""
    found: str | None = None if element is None else element.get(VAL)
    return found


def is_on(element: Any | None) -> bool | None:
    """Return a toggle: True where an element stands without a value that denies it; None where it is absent."""
    return None if element is None else element.get(VAL, "1") not in _FALSE


def whole(text: str | None, default: int = 0) -> int:
    """Return a number of a file; the default where the file states none, or nonsense."""
    try:
        return int(float(text)) if text and len(text) < 12 else default
    except (ValueError, OverflowError):
        return default
