"""What a Word document says of looks that no reader of its text asks for, taken out before its XML is parsed.

Nine tenths of a document.xml say how borders, fonts and distances look and which
editing session wrote what; parsing and walking it takes a third of the time without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.readers.docx_styles import Styles

#: Elements of which nothing is asked where they are empty, or hold nothing but elements without meaning.
_HOLDERS = "pBdr|pPr|rPr|t(?:bl(?:Borders|CellMar|PrEx)|c(?:Borders|Mar|Pr)|rPr)"
#: Elements without children of which nothing is asked, by their first letters: that is matched in half the time.
_NAMES = (
    "adjustRightInd|autoSpaceD[EN]|b(?:Cs|dr|idi|ottom|ookmark(?:End|Start))|c(?:antSplit|nfStyle|ols|ontextualSpacing)"
    "|docGrid|e(?:m|nd|astAsianLayout)|f(?:itText|ramePr)|hideMark|i(?:Cs|nd|nside[HV])?|k(?:eepLines|eepNext|ern|insoku)"
    "|l(?:ang|eft)|mirrorIndents|no(?:Proof|Wrap)|o(?:utline|verflowPunct)"
    "|p(?:Bdr|Pr|ageBreakBefore|gMar|gSz|osition|roofErr)|r(?:Fonts|Pr|ight)"
    "|s(?:hadow|napToGrid|pacing|tart|uppress(?:AutoHyphens|LineNumbers)|zCs)"
    "|t(?:bl(?:Borders|Cell(?:Mar|Spacing)|Ind|Layout|Look|PrEx|W)|c(?:Borders|Mar|Pr|W)|ext(?:Alignment|Direction)"
    "|l2br|op(?:LinePunct)?|r(?:2bl|Height|Pr))|u|vAlign|w(?:idowControl|ordWrap)?"
)
#: A colour that is not white, a size of five points or more, a ground that is the paper's.
_SEEN = (
    r'|color w:val="[0-9A-Ea-e]\w*"(?: w:theme\w+="(?![bl])\w*")*/>|sz w:val="[1-9][0-9]+"/>'
    r'|shd w:val="clear"(?: w:color="\w*")?(?: w:fill="auto")?/>'
)
_EMPTY = tuple(f"<w:{each}></w:{each}>".encode() for each in ("rPr", "pPr", "tcPr", "trPr", "tblPrEx"))
_SESSIONS = pattern(rb' (?:(?<=<w:[pr] )|(?<=<w:tr ))(?:(?:w:rsid\w+|w14:\w+)="\w*" ?)+(?=/?>)')
_NAMED = pattern(rb'Style (?<=<w:[pr]Style )w:val="([^"]*)"')


def _expression(seen: str) -> bytes:
    """Return an expression for an element without meaning, and for one with nothing but such elements.

    The most frequent of the others (p, r, t) are told by their first letters. None of these elements holds text, so
    that what stands before the next tag ends with the element.
    """
    one = rf"(?:{_NAMES})(?: [^<]*)?/>{seen}"
    return rf"<w:(?![prt][ >])(?:({_HOLDERS})>(?:<w:(?:{one}))*+</w:\1>|{one})".encode()


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
