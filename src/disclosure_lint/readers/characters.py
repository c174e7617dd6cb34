"""What readers of documents ask of single characters."""

from __future__ import annotations

#: White space at the ends of a paragraph or a cell.
TRIMMED = " \t\n\f\v\xa0\u3000"
_SIGNS = frozenset("\u2014\u2018\u2019\u201c\u201d\u2026")


def wide(character: str) -> bool:
    """Tell whether a character is Chinese or a full-width sign, beside which a line break is no space."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uff00" <= character <= "\uffef"
        or character in _SIGNS
        or "\uf900" <= character <= "\ufaff"
        or "\ufe30" <= character <= "\ufe4f"
        or "\U00020000" <= character <= "\U0003ffff"
    )
