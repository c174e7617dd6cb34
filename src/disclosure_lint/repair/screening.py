"""A quick look that tells whether a text is certainly undamaged.

What says yes here, `repair` gives back as it is. Most texts are clean, and
looking for characters is cheaper than loading what repairs them.
"""

from __future__ import annotations

from disclosure_lint.patterns import pattern
from disclosure_lint.repair import invisible, questions
from disclosure_lint.repair.vocabulary import GARBAGE, HANZI, TRADITIONAL

#: Every kind of loss and most kinds of wrong decoding leave one of these.
_TELLING = frozenset("?？\ufffd锟").union(*GARBAGE.values())
#: How many characters of Latin-1, traditional characters and brackets no damage is without: see
#: `encodings.kind`, `residue.traditional` and `residue.pinyin`.
_LATIN, _TRADITIONAL, _BRACKETS = 8, 8, 2
#: What damage leaves in a text without Chinese, beside runs of question marks and letters of Latin-1.
_LEFT = pattern("[？\ufffd]|[?][！!]")
_OF_LATIN = pattern("[\x80-\x9f\xa1-\xb6\xb8-\xff]")


def certainly_clean(text: str) -> bool:
    """Tell whether nothing in a text can be damaged; False says nothing."""
    if text.isascii() and "?" not in text:
        return True
    if not HANZI.search(text):
        left = _LEFT.search(text) or questions.RUN.search(text) or invisible.suspect(text)
        return not left and (len(_OF_LATIN.findall(text)) <= _LATIN or _is_latin(text))
    characters = set(text)
    return (
        characters.isdisjoint(_TELLING)
        and text.count("(") < _BRACKETS
        and len(characters.intersection(TRADITIONAL)) < _TRADITIONAL
        and sum(text.count(each) for each in characters if "\x80" <= each <= "\xff") <= _LATIN
        and not invisible.suspect(text)
    )


def _is_latin(text: str) -> bool:
    """Tell whether the letters of Latin-1 in a text without Chinese are meant, as § and é are."""
    from disclosure_lint.repair import encodings

    return not encodings.kind(text)
