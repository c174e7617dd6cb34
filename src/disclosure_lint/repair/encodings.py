"""Text that was decoded with the wrong encoding, decoded again with the right one.

Bytes that the wrong decoder lost stay unknown: the character they belonged to
becomes a `Hole`, which `disclosure_lint.repair.holes` completes or leaves.
"""

from __future__ import annotations

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple, Record
from disclosure_lint.repair.vocabulary import GARBAGE, HANZI, commonness

LOST = "\ufffd"
_MARK = 0xFF
_QUESTION = 0x3F
_ASCII = 0x80
_FEW = 8
#: The share of common characters that any Chinese text has, and garbage has not.
_MEANINGFUL = 0.25
_EURO = "€"

#: What Windows-1252 shows for the bytes 80 to 9F.
_WINDOWS = {ord(bytes([code]).decode("cp1252", "replace")): code for code in range(0x80, 0xA0)}
_LATIN = pattern("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_LATIN_ONLY = pattern("[\u0080-\u009f\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00ff]")
_GARBAGE = frozenset("".join(GARBAGE.values()))
_SIGNS = {codec: pattern(f"[{signs}]") for codec, signs in GARBAGE.items()}


class Hole(NamedTuple):
    """A character of which bytes are lost: where it stands and what is left of it.

    `bytes_` has None for each byte that is lost; `follower` is the byte after it.
    """

    position: int
    bytes_: tuple[int | None, ...]
    codec: str = "utf-8"
    follower: int = 0


class Decoded(Record, eq=False, repr=False):
    """A line decoded again: its text, where each character began in the damaged line."""

    text: str
    stood: list[int]
    holes: list[Hole]
    orphans: int = 0

    @property
    def sound(self) -> bool:
        """Whether nearly all of the line follows the pattern of the right encoding."""
        whole = sum(character >= "\x80" for character in self.text)
        return whole > 0 and self.orphans * 8 <= whole + 4 and self.orphans < whole


def kind(text: str) -> str:
    """Return which wrong decoding a text has gone through: a variant of W601, or ""."""
    latin = len(_LATIN_ONLY.findall(text)) if _LATIN_ONLY.search(text) else 0
    hanzi = len(HANZI.findall(text)) if latin > _FEW or not _GARBAGE.isdisjoint(text) else 0
    if latin > _FEW and latin * 5 > len(text.split()) * 5 + hanzi * 5 and latin * 6 > len(text):
        return _latin_kind(text)
    if latin > _FEW and (lines := [line for line in text.split("\n") if _mostly_latin(line)]):
        return _latin_kind("\n".join(lines))
    if hanzi:
        for codec, name in (("gb18030", "utf8-as-gbk"), ("cp950", "utf8-as-big5")):
            if len(_SIGNS[codec].findall(text)) > _FEW and _garbled(text, codec):
                return name
    return ""


def _mostly_latin(line: str) -> bool:
    """Tell whether a line is hardly anything but letters of Latin-1, in an otherwise clean text too."""
    found = len(_LATIN_ONLY.findall(line))
    return found > _FEW and found * 2 > len(line.strip())


def _garbled(text: str, codec: str) -> bool:
    """Tell whether there are lines that consist of garbage, in an otherwise clean text too."""
    signs = 0
    for line in text.split("\n"):
        found = len(_SIGNS[codec].findall(line))
        if found and found * 7 > len(HANZI.findall(line)) and commonness(line) < _MEANINGFUL:
            signs += found
    return signs > _FEW


def garbage(line: str) -> bool:
    """Tell whether a line of a damaged text shows the damage."""
    return any(sign.search(line) for sign in _SIGNS.values()) or _LATIN.search(line) is not None


def _latin_kind(text: str) -> str:
    utf8 = decode(text, "latin-1")
    if utf8.sound and HANZI.search(utf8.text):
        return "utf8-as-latin"
    gbk = decode_gbk(text)
    return "gbk-as-latin" if gbk.sound and commonness(gbk.text) > _MEANINGFUL else ""


def redecode(line: str, damage: str) -> Decoded | None:
    """Decode a line of a text with such damage again; None where the line is whole."""
    if line.isascii() or commonness(line) > 2 * _MEANINGFUL:
        return None
    if damage == "gbk-as-latin":
        best = decode_gbk(line)
    else:
        codec = {"utf8-as-gbk": "gb18030", "utf8-as-big5": "cp950", "utf8-as-latin": "latin-1"}[damage]
        tries = [decode(line, codec, euro) for euro in ((False, True) if _EURO in line else (False,))]
        best = min(tries, key=lambda each: (each.orphans, len(each.holes)))
    if not (LOST in line or garbage(line)) and (best.holes or best.orphans or not commonness(best.text)):
        return None
    return best if best.sound else None


def decode(line: str, codec: str, euro: bool = False) -> Decoded:  # noqa: FBT001, FBT002
    """Decode a line as UTF-8 that had been decoded with `codec`.

    `euro` says that the euro sign stands for the byte 80, as in Windows-936.
    """
    data, owner = _bytes(line, codec, euro=euro)
    result = Decoded("", [], [])
    parts: list[str] = []
    at = 0
    while at < len(data):
        end, piece, left = _sequence(data, at)
        if left is not None:
            result.orphans += not any(each in (_MARK, _QUESTION) for each in data[at:end]) and end < len(data)
            result.holes.append(Hole(len(parts), left, "utf-8", data[end] if end < len(data) else 0x0A))
        elif piece == LOST:
            result.orphans += 1
        parts.append(piece)
        result.stood.append(owner[at])
        at = end
    result.text = "".join(parts)
    return result


def _bytes(line: str, codec: str, *, euro: bool) -> tuple[list[int], list[int]]:
    data: list[int] = []
    owner: list[int] = []
    for position, character in enumerate(line):
        code = ord(character)
        if code < _ASCII:
            new = [code]
        elif character == LOST:
            new = [_MARK]
        elif euro and character == _EURO:
            new = [0x80]
        elif codec == "latin-1":
            new = [_WINDOWS.get(code, code)] if _WINDOWS.get(code, code) < _MARK + 1 else [_MARK]
        else:
            new = list(character.encode(codec, "replace"))
        data += new
        owner += [position] * len(new)
    return data, owner


def _length(lead: int) -> int:
    if 0xC2 <= lead < 0xE0:
        return 2
    if 0xE0 <= lead < 0xF0:
        return 3
    return 4 if 0xF0 <= lead < 0xF5 else 1


def _sequence(data: list[int], at: int) -> tuple[int, str, tuple[int | None, ...] | None]:
    """Return the end of the character at `at`, its text, and its bytes if some are lost."""
    lead = data[at]
    if lead < _ASCII:
        return at + 1, chr(lead), None
    length = _length(lead)
    end = at + 1
    while end < len(data) and end - at < length and (0x80 <= data[end] < 0xC0 or data[end] == _MARK):
        end += 1
    found = data[at:end]
    if length > 1 and len(found) < length and found[-1] != _MARK and end < len(data) and data[end] == _QUESTION:
        end += 1
    if length == len(found) and _MARK not in found:
        try:
            return end, bytes(found).decode("utf-8"), None
        except UnicodeDecodeError:
            return at + 1, LOST, None
    if length == 1:
        return _orphan(data, at)
    left = [None if byte == _MARK else byte for byte in found]
    return end, LOST, (*left, *[None] * (length - len(left)))


def _orphan(data: list[int], at: int) -> tuple[int, str, tuple[int | None, ...] | None]:
    """Return a character whose first byte is lost, or one stray byte."""
    end = at + 1
    while end < len(data) and end - at < 3 and 0x80 <= data[end] < 0xC0:
        end += 1
    if data[at] == _MARK and end - at == 3:
        return end, LOST, (None, data[at + 1], data[at + 2])
    return at + 1, LOST, None


def decode_gbk(line: str) -> Decoded:
    """Decode a line as GBK that had been decoded as Latin-1 or Windows-1252."""
    data, owner = _bytes(line, "latin-1", euro=True)
    result = Decoded("", [], [])
    parts: list[str] = []
    at = 0
    while at < len(data):
        piece, length = _pair(data, at)
        result.orphans += piece == LOST
        parts.append(piece)
        result.stood.append(owner[at])
        at += length
    result.text = "".join(parts)
    return result


def _pair(data: list[int], at: int) -> tuple[str, int]:
    if data[at] < _ASCII:
        return chr(data[at]), 1
    try:
        return bytes(data[at : at + 2]).decode("gbk"), 2
    except UnicodeDecodeError:
        return LOST, 1
