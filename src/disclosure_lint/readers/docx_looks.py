"""What a Word document says of looks that no reader of its text asks for, taken out before its XML is parsed.

Nine tenths of a document.xml say how borders, fonts and distances look and which
editing session wrote what; parsing and walking it takes a third of the time without them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.readers.docx_styles import Styles

#: Elements without children of which nothing is asked.
_NAMES = (
    "adjustRightInd autoSpaceDE autoSpaceDN bCs bdr bidi bookmarkEnd bookmarkStart bottom cantSplit cnfStyle cols "
    "contextualSpacing docGrid eastAsianLayout em end fitText framePr hideMark i iCs ind insideH insideV keepLines "
    "keepNext kern kinsoku lang left mirrorIndents noProof noWrap outline overflowPunct pageBreakBefore pgMar pgSz "
    "position proofErr rFonts right shadow snapToGrid spacing start suppressAutoHyphens suppressLineNumbers szCs "
    "tblCellSpacing tblInd tblLayout tblLook tblW tcW textAlignment textDirection tl2br top topLinePunct tr2bl "
    "trHeight u vAlign w widowControl wordWrap"
)
#: Elements of which nothing is asked where they are empty, or hold nothing but such elements.
_HOLDERS = "pBdr pPr rPr tblBorders tblCellMar tblPrEx tcBorders tcMar tcPr trPr"
#: A colour that is not white, a size of five points or more, a ground that is the paper's.
_SEEN = (
    r'|color w:val="[0-9A-Ea-e]\w*"(?: w:theme\w+="(?![bl])\w*")*/>|sz w:val="[1-9][0-9]+"/>'
    r'|shd w:val="clear"(?: w:color="\w*")?(?: w:fill="auto")?/>'
)
_EMPTY = tuple(f"<w:{each}></w:{each}>".encode() for each in ("rPr", "pPr", "tcPr", "trPr", "tblPrEx"))
_SESSIONS = pattern(rb' (?:(?<=<w:[pr] )|(?<=<w:tr ))(?:(?:w:rsid\w+|w14:\w+)="\w*" ?)+(?=/?>)')
_NAMED = pattern(rb'Style (?<=<w:[pr]Style )w:val="([^"]*)"')


def _tree(names: Iterable[str]) -> str:
    """Return an expression for one of the names that decides by one letter after the other."""
    groups = [(first, [each[1:] for each in group]) for first, group in groupby(sorted(names), lambda name: name[:1])]
    parts = [first + _tree(rest) for first, rest in reversed(groups) if first]
    if not groups[0][0]:
        parts.append("")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _expression(seen: str) -> bytes:
    """Return an expression for an element without meaning, and for one with nothing but such elements.

    The most frequent of the others (p, r, t) are told by their first letters.
    """
    one = rf"{_tree(f'{_NAMES} {_HOLDERS}'.split())}(?: [^>]*)?/>{seen}"
    return rf"<w:(?![prt][ >])(?:({_tree(_HOLDERS.split())})>(?:<w:(?:{one}))*+</w:\1>|{one})".encode()


_LOOKS = {True: pattern(_expression(_SEEN)), False: pattern(_expression(""))}


def without_looks(document: bytes, styles: Styles) -> bytes:
    """Return a document.xml without what says nothing to a reader of text.

    Where no style that it names hides any text, the looks of text that is not hidden say nothing either;
    nor does the name of the usual style.
    """
    named = {each.decode("utf-8", "replace") for each in _NAMED.findall(document)}
    document = _LOOKS[not styles.hide(named)].sub(b"", document)
    if styles.usual and not styles.get(None).num_id:
        document = document.replace(f'<w:pStyle w:val="{styles.usual}"/>'.encode(), b"")
    if b" w:rsid" in document or b" w14:" in document:
        document = _SESSIONS.sub(b"", document)
    for each in _EMPTY:
        document = document.replace(each, b"")
    return document
