"""Prose as tokens: the known words, numbers, years and separators, and what is unknown between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.claims.lexicon import lexicon
from disclosure_lint.claims.numerals import Quantity, quantity_at, read_numeral
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What is never part of a word of the lexicon, by the kind of its token.
_MARKS = {"，": "sep", "、": "sep", "；": "sep", "：": "sep", "（": "open", "）": "close"}
_IGNORED = frozenset("“”‘’\"'·*")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千")
_YEAR = pattern(r"(?P<year>(?:19|20)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度?|(?=[—-](?:19|20)))")
_DAY = pattern(r"(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|(?P<part>份|底|末|初|中旬|上旬|下旬))?")
_TITLE = pattern(r"《[^《》]{0,120}》|〔[^〔〕]{0,8}〕")
#: Quoted words with a number in them are names and mottos (“12345”热线, “办结一件申请”).
_MOTTO = pattern(r"“([^“”0-9一二两三四五六七八九十百]{0,30}[0-9一二两三四五六七八九十百][^“”]{0,40})”")
#: Digits that count nothing: codes, ordinals, telephone numbers, names.
_CODE = pattern(
    r"(?:第[0-9一二三四五六七八九十百]+[条款项号届期次批类季]?|[0-9]{21,}|[0-9]+(?:-[0-9]+)+|[0-9]+号|[A-Za-z][A-Za-z0-9./@:_-]*|[0-9]+[A-Za-z/][A-Za-z0-9/-]*)"
)
ANY_WAY = "等方式"
#: All the ways in which requests may come, which leaves none out: 通过网站、传真、信函等形式提交的.
_ANY_WAY = pattern(
    r"(?:通过|以|采取)[^，。；：、0-9]{1,16}(?:、[^，。；：、0-9]{1,16}){1,8}等(?P<every>多种|各种|各类|多个?|不同)?"
    r"(?:形式|方式|渠道|途径|平台)(?:提[交出]|递交|申请)?的?"
)


#: The body's own names with their kinds, by their first characters.
Own = dict[str, list[tuple[str, str]]]


class Token(NamedTuple):
    """A piece of folded text [start, end).

    `kind` is one of the lexicon's, or number, year, day, sep, open, close, title, unknown.
    """

    kind: str
    meaning: str
    start: int
    end: int
    quantity: Quantity | None = None


def tokens(text: str, start: int, end: int, names: Mapping[str, str]) -> Iterator[Token]:
    """Yield the tokens of a sentence; `names` gives further words (the agency's own) and their kinds."""
    unknown = at = start
    own: Own = {}
    for name, kind in names.items():
        own.setdefault(name[0], []).append((name, kind))
    mode: tuple[str, int] | None = None
    while at < end:
        token = _token(text, at, own)
        if token is None:
            at += 1
            continue
        if unknown < at:
            yield Token("unknown", text[unknown:at], unknown, at)
        if token.kind == "about":
            mode = (token.meaning, token.end)
        elif mode and token.quantity and mode[1] == at:
            token = _qualified(token, mode[0])
        yield token
        at = unknown = token.end
    if unknown < end:
        yield Token("unknown", text[unknown:end], unknown, end)


def _token(text: str, at: int, own: Own) -> Token | None:
    """Return the token that begins at an offset, None where nothing known does."""
    char = text[at]
    mark = _MARKS.get(char)
    if mark:
        return Token(mark, char, at, at + 1)
    phrase = _phrase(text, at, own) if char in "“通以采第" else None
    if phrase is not None:
        return phrase
    if char in _IGNORED:
        return Token("fill", char, at, at + 1)
    if (char.isascii() and char.isalnum()) or char in "第《〔":
        return _measured(text, at)
    word = _word(text, at, own)
    found = _measured(text, at) if char in _NUMERALS else None
    # 十四五期间 is no number of 期.
    return found if found and (word is None or word.end < found.end) else word


def _phrase(text: str, at: int, own: Own) -> Token | None:
    """Return a motto in quotation marks, a way of applying that stands for all, or a name that begins with 第."""
    char = text[at]
    if char == "第":
        return _word(text, at, own)
    if char == "“":
        match = _MOTTO.match(text, at)
        if match and match[1] not in lexicon().words.get(match[1][0], ()):
            return Token("title", match[0], at, match.end())
    match = _ANY_WAY.match(text, at) if char != "“" else None
    return Token("fill" if match["every"] else "channel", ANY_WAY, at, match.end()) if match else None


def _measured(text: str, at: int) -> Token | None:
    """Return a year, a day, a quantity, or digits and letters that count nothing."""
    char = text[at]
    if char in "《〔":
        match = _TITLE.match(text, at)
        return Token("title", match[0], at, match.end()) if match else None
    match = _YEAR.match(text, at)
    if match:
        return Token("year", str(read_numeral(match["year"]) if not char.isascii() else match["year"]), at, match.end())
    if char.isdigit():
        match = _DAY.match(text, at)
        if match:
            return Token("day", f"{match['month']}-{match['day'] or match['part'] or ''}", at, match.end())
    match = _CODE.match(text, at)
    if match:
        return Token("unknown" if char != "第" else "noise", match[0], at, match.end())
    quantity = quantity_at(text, at) if char.isdigit() or char in _NUMERALS else None
    return Token("number", quantity.unit, at, quantity.end, quantity) if quantity else None


def _word(text: str, at: int, own: Own) -> Token | None:
    """Return the longest word at an offset: the body's own names, or one of the lexicon."""
    first, (known, lengths) = text[at], lexicon()[:2]
    name, whose = next((each for each in own.get(first, ()) if text.startswith(each[0], at)), ("", ""))
    words = known.get(first)
    for length in lengths[first] if words else ():
        word = text[at : at + length]
        if length < len(name):
            break
        if words and word in words and len(word) == length:
            kind, meaning = words[word]
            return Token(kind, meaning, at, at + length)
    return Token(whose, name, at, at + len(name)) if name else None


def _qualified(token: Token, mode: str) -> Token:
    from disclosure_lint.claims.numerals import qualified

    assert token.quantity is not None  # noqa: S101 - the caller has seen it
    return Token("number", token.meaning, token.start, token.end, qualified(token.quantity, mode))
