"""Figures as component tables print them: 1,234, $1,234.50, 0.05%, <1, N/A."""

from __future__ import annotations

from disclosure_lint.patterns import pattern

_WHOLE = pattern(r"-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]{1,15}")
_DECIMAL = pattern(r"\$?\s*(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})?(?:\.[0-9]{1,10})?)")
_SHARE = pattern(r"(-?[0-9]{1,9}(?:\.[0-9]{1,10})?)\s*%")


def figure(text: str, kind: str) -> float | str:
    """Return the figure in a cell; its text where it is none of its kind, as `N/A` and `<1`."""
    text = text.strip()
    if kind == "share" and (match := _SHARE.fullmatch(text)):
        return round(float(match[1]) / 100, 12)
    if kind in ("text", "date"):
        return text
    if _WHOLE.fullmatch(text):
        return int(text.replace(",", ""))
    match = _DECIMAL.fullmatch(text)
    if kind != "count" and match is not None and match[1] not in ("", "-"):
        return float(match[1].replace(",", ""))
    return text
