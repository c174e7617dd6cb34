"""From bytes to text: which encoding a file is in, whatever it declares."""

from __future__ import annotations

import codecs
import re

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.sniffing import binary_kind, byte_order_mark
from disclosure_lint.records import NamedTuple

#: Characters of which any Chinese text of an office is full, in both scripts.
_COMMON = frozenset(
    "的一是不了在人有我他这個们中来上大為和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运府申请息项"
    "复议诉讼督监况依度施策县镇乡局委员办责任單位這們來為國說時會對過發後裡經現當沒動還進從實軍與長機關點"
    "業將兩間問戰頭體見產題爾東聲員論處義認條氣變總電數報結務場計資許統區隊則聽達強權書設類據邊該規萬覺術領"
    "確傳師觀讓識帶導爭運請項復議訴訟監況縣鎮鄉局辦責，。、；：（）《》“”〔〕"
)
_DECLARED = pattern(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*+=\s*+[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "csgb2312", "euc-cn", "chinese", "cp936", "hz-gb-2312")
_TAIWANESE = ("big5", "big5-hkscs", "x-x-big5", "cn-big5", "cp950")
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 20_000
#: One bad byte sequence in this many characters outside ASCII still leaves a UTF-8 text.
_GOOD_PER_BAD = 20
#: Below this share of common characters the text is in no encoding of Chinese that we know.
_READABLE = 0.12
_CONTROLS_ALLOWED = 0.02
_PAIRED = 0.3


class Decoded(NamedTuple):
    """A text whose lines end in a line feed, its encoding, and whether characters were lost in decoding."""

    text: str
    encoding: str
    lossy: bool


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a file: byte order mark, then UTF-8, then what it declares, then what it reads like.

    Raise ReadError X001 for a file that is empty ("empty") or no text
    ("binary", with its `kind`).
    """
    kind = binary_kind(raw)
    if kind is not None:
        raise ReadError("X001", "binary", {"kind": kind.upper()})
    decoded = _decode(raw, declared)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip(" \t\n\f\v\u3000\xa0\ufeff\u200b\x00"):
        raise ReadError("X001", "empty")
    if len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROLS_ALLOWED * min(len(text), _SAMPLE):
        raise ReadError("X001", "binary", {"kind": "BINARY"})
    return Decoded(text, decoded.encoding, decoded.lossy)


def _decode(raw: bytes, declared: str | None) -> Decoded:
    mark = byte_order_mark(raw)
    if mark is not None:
        encoding, length = mark
        return _replacing(raw[length:], encoding)
    if b"\x00" in raw:
        return _without_mark(raw)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", lossy=False)
    except UnicodeDecodeError:
        return _not_utf8(raw, declared)


def _replacing(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding, lossy=False)
    except UnicodeDecodeError:
        return Decoded(raw.decode(encoding, "replace"), encoding, lossy=True)


def _without_mark(raw: bytes) -> Decoded:
    """Read UTF-16 that has no byte order mark; other text has no NUL bytes, or very few."""
    best = max((_replacing(raw, name) for name in ("utf-16-le", "utf-16-be")), key=lambda each: _plain(each.text))
    if _plain(best.text) > 1 - _CONTROLS_ALLOWED:
        return best
    if raw.count(b"\x00") * 1000 < len(raw):
        return _decode(raw.replace(b"\x00", b" "), None)
    raise ReadError("X001", "binary", {"kind": "BINARY"})


def _plain(text: str) -> float:
    """Return the share of ASCII and Chinese characters."""
    sample = text[:_SAMPLE]
    return sum(" " <= each <= "~" or each in "\r\n\t" or _ideographic(each) for each in sample) / max(1, len(sample))


def _ideographic(character: str) -> bool:
    return "\u3000" <= character <= "\u303f" or "\u4e00" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _not_utf8(raw: bytes, declared: str | None) -> Decoded:
    utf8 = Decoded(raw.decode("utf-8", "replace"), "utf-8", lossy=True)
    bad = utf8.text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    outside = sum(each > "\x7f" for each in utf8.text[: 10 * _SAMPLE])
    if bad * _GOOD_PER_BAD <= outside:
        return utf8
    if _is_western(raw):
        return Decoded(raw.decode("cp1252", "replace"), "cp1252", lossy=False)
    said = _codec(declared) or _codec(_declared_in(raw))
    names = dict.fromkeys(filter(None, (said, "gb18030", "big5hkscs")))
    candidates = [_replacing(raw, name) for name in names if name != "utf-8"]
    best = max((utf8, *candidates), key=lambda each: _score(each.text))
    if _score(best.text) < _READABLE:
        raise ReadError("X001", "binary", {"kind": "BINARY"})
    return best


def _is_western(raw: bytes) -> bool:
    """Tell whether the bytes outside ASCII stand alone (curly quotes, é), as they never do in Chinese."""
    high = re.findall(rb"[\x80-\xff]+", raw[: 10 * _SAMPLE])
    paired = sum(len(each) for each in high if len(each) > 1)
    return paired < _PAIRED * sum(map(len, high))


def _score(text: str) -> float:
    """Return the share of common characters among those outside ASCII; lost ones count against it."""
    outside = [each for each in text[: 10 * _SAMPLE] if each > "\x7f"][:_SAMPLE]
    good = sum(each in _COMMON for each in outside)
    return (good - outside.count("\ufffd")) / max(1, len(outside))


def _declared_in(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:8192])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """Return Python's name for an encoding, in the widest form of its family."""
    lowered = (name or "").strip().lower()
    if lowered in _CHINESE:
        return "gb18030"
    if lowered in _TAIWANESE:
        return "big5hkscs"
    try:
        found = codecs.lookup(lowered).name if lowered else ""
    except (LookupError, ValueError):
        return None
    # A declaration that ASCII can read is not in UTF-16 (HTML standard, "prescan").
    return None if not found or found.startswith(("utf-16", "utf-32", "utf-8")) else found if _is_text(found) else None


def _is_text(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError, ValueError):
        return False
