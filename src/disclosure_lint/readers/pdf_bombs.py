"""Small PDFs that grow without bounds when they are opened: refused before PDFium sees them.

PDFium cannot be stopped while it reads a page, so that what streams unpack to,
and how often drawings contain one another, is counted first.
"""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import a85decode
from collections import Counter

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import current
from disclosure_lint.records import Record, field

#: Pictures may unpack to so many times what else may; how often drawings may be repeated.
PICTURES = 6
REPEATED = 50_000

_STREAM = pattern(rb"stream\r?\n")
_NUMBER = pattern(rb"(\d{1,9})\s{1,5}\d{1,5}\s{1,5}$")
_PACKED = pattern(rb"/(?:FlateDecode|Fl)\b")
_TWICE_PACKED = pattern(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\s{0,9}/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
_CONTENTS = pattern(rb"/Contents\s{0,9}\[([\d\sR]{0,200000})\]")
_REFERENCE = pattern(rb"(\d{1,9})\s+\d{1,5}\s+R")
_DRAWN = pattern(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,9}Do\b")
_RESOURCES = pattern(rb"/(?:Resources|XObject)\s{0,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R")
_HEAD = 6000
#: No more than this comes out of a byte: deflate gives 1032, after what stands for four bytes in base 85.
_EXPANDS = 4 * 1040
_SAME = 3


class _Forms(Record):
    """The drawings of a file by number: their dictionaries, and what each draws how often."""

    heads: dict[int, bytes] = field(default_factory=dict)
    drawn: dict[int, Counter[bytes]] = field(default_factory=dict)
    packed: list[bytes] = field(default_factory=list)


def refuse_bombs(raw: bytes) -> None:
    """Raise ReadError X007 where a file would take more memory or time than any report does."""
    if _TWICE_PACKED.search(raw) or any(_repeats(array[1]) for array in _CONTENTS.finditer(raw)):
        raise _refusal()
    forms = _Forms()
    most = current().unpacked_megabytes * 1_000_000
    plain = 0
    others: list[tuple[int, int, bytes]] = []
    starts = [match.end() for match in _STREAM.finditer(raw)]
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=False):
        number, head = _head(raw, start)
        if b"/Image" in head or not (b"/ObjStm" in head or b"/Form" in head):
            others.append((start, end, head))
            continue
        data = _content(raw[start:end], head)
        plain += len(data)
        _note(forms, number, head, data)
        if plain > most:
            raise _refusal()
    if plain + sum(end - start for start, end, _ in others) * _EXPANDS > most:
        _measure(raw, others, plain, most)
    done: dict[int, int] = {}
    if any(_repetitions(number, forms, raw, done, set()) > REPEATED for number in forms.drawn):
        raise ReadError("X007", "too-many-objects", {"limit": REPEATED})


def _measure(raw: bytes, streams: list[tuple[int, int, bytes]], plain: int, most: float) -> None:
    """Unpack streams, each (start, end, dictionary), as far as it takes to know that they are no bombs."""
    pictures = 0
    for start, end, head in streams:
        if b"/Image" in head:
            pictures += _size(raw[start:end], PICTURES * most) if _PACKED.search(head) else 0
        else:
            plain += len(_content(raw[start:end], head))
        if plain > most or pictures > PICTURES * most:
            raise _refusal()


def _refusal() -> ReadError:
    return current().over("unpacked_megabytes", "unpacked")


def _repeats(array: bytes) -> bool:
    """Tell whether a page's content is one stream again and again."""
    counts = Counter(_REFERENCE.findall(array))
    return bool(counts) and max(counts.values()) > _SAME


def _head(raw: bytes, start: int) -> tuple[int, bytes]:
    """Return the number and the dictionary of the stream that begins at `start`."""
    begin = raw.rfind(b"obj", max(0, start - _HEAD), start)
    number = _NUMBER.search(raw[max(0, begin - 20) : max(0, begin)])
    return (int(number[1]) if number else 0, raw[max(0, begin, start - _HEAD) : start])


def _content(piece: bytes, head: bytes) -> bytes:
    """Return what a stream unpacks to, up to the limit; as it is where it is packed in no known way."""
    if b"85" in head:
        try:
            piece = a85decode(piece.partition(b"~>")[0])
        except (ValueError, binascii.Error):
            return b""
    if not _PACKED.search(head):
        return piece
    try:
        return zlib.decompressobj().decompress(piece, int(current().unpacked_megabytes * 1_000_000) + 1)
    except zlib.error:
        return b""


def _size(piece: bytes, most: float) -> int:
    """Return to how many bytes a picture unpacks, without keeping them."""
    unpack = zlib.decompressobj()
    size = 0
    try:
        while piece and size <= most:
            size += len(unpack.decompress(piece, 1_000_000))
            piece = unpack.unconsumed_tail
    except zlib.error:
        return size
    return size


def _note(forms: _Forms, number: int, head: bytes, data: bytes) -> None:
    if b"/ObjStm" in head:
        forms.packed.append(data)
    elif b"/Form" in head and (drawn := _DRAWN.findall(data)):
        forms.heads[number] = head
        forms.drawn[number] = Counter(drawn)


def _repetitions(number: int, forms: _Forms, raw: bytes, done: dict[int, int], above: set[int]) -> int:
    """Return how many drawings one drawing comes to, with all that it contains."""
    if number in done or number in above or len(above) > _HEAD:
        return done.get(number, 0)
    total = 1
    for name, count in forms.drawn[number].items():
        inner = [each for each in _targets(name, forms.heads[number], forms, raw) if each in forms.drawn]
        total += count * max((_repetitions(each, forms, raw, done, above | {number}) for each in inner), default=1)
        if total > REPEATED:
            break
    done[number] = total
    return total


def _targets(name: bytes, head: bytes, forms: _Forms, raw: bytes) -> list[int]:
    """Return the numbers of the objects that a name may stand for in a drawing."""
    named = re.compile(rb"/" + re.escape(name) + rb"\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R")
    texts = [head]
    for reference in _RESOURCES.findall(head):
        texts += [
            raw[match.end() : match.end() + _HEAD] for match in re.finditer(rb"\b%s\s+\d+\s+obj" % reference, raw)
        ]
        texts += forms.packed
    return [int(number) for text in texts for number in named.findall(text)]
