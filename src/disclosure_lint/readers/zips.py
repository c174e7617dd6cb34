"""Zip archives as office programs write them, read without `zipfile`, whose import takes longer than a document.

Whatever is out of the ordinary (comments, archives within other files, 64 bits,
passwords, other methods than deflate, names that are not ASCII) is left to
`zipfile`: then `entries` returns None.
"""

from __future__ import annotations

import zlib
from struct import Struct, error

from disclosure_lint.records import NamedTuple

# PKWARE's APPNOTE.TXT, 4.3.16, 4.3.12 and 4.3.7; the fields that are read, others are skipped (x).
_END = Struct("<4s4H2LH")
_ENTRY = Struct("<4s4x2H4x3L3H8xL")
_LOCAL = Struct("<4s22x2H")
_STORED, _DEFLATED = 0, 8
#: Encrypted (twice), or a patch of another archive.
_ODD = 0x1 | 0x20 | 0x40
_UNKNOWN = 0xFFFFFFFF
_OTHER_NAME = b"up"  # an extra field with the name in Unicode


class Entry(NamedTuple):
    """A file in an archive, with the names that `zipfile.ZipInfo` has for the same."""

    filename: str
    flag_bits: int
    compress_type: int
    CRC: int
    compress_size: int
    file_size: int
    header_offset: int


def entries(raw: bytes) -> list[Entry] | None:
    """Return what an archive holds, in the order of its directory; None where `zipfile` has to look."""
    start = len(raw) - _END.size
    if start < 0:
        return None
    mark, disk, other, here, every, size, at, comment = _END.unpack_from(raw, start)
    if mark != b"PK\5\6" or disk or other or comment or here != every or at + size != start:
        return None
    found: list[Entry] = []
    try:
        for _ in range(every):
            mark, flags, method, crc, packed, unpacked, name, extra, note, offset = _ENTRY.unpack_from(raw, at)
            end = at + _ENTRY.size + name
            label = raw[at + _ENTRY.size : end]
            odd = flags & _ODD or method not in (_STORED, _DEFLATED) or _UNKNOWN in (packed, unpacked, offset)
            if (
                mark != b"PK\1\2"
                or odd
                or not label.isascii()
                or b"\0" in label
                or _OTHER_NAME in raw[end : end + extra]
            ):
                return None
            found.append(Entry(label.decode(), flags, method, crc, packed, unpacked, offset))
            at = end + extra + note
    except error:
        return None
    return found if at == start else None


def content(raw: bytes, entry: Entry) -> bytes:
    """Return the bytes of a file; raise ValueError where they are not those that were packed."""
    try:
        mark, name, extra = _LOCAL.unpack_from(raw, entry.header_offset)
        start = entry.header_offset + _LOCAL.size
        if mark != b"PK\3\4" or raw[start : start + name] != entry.filename.encode():
            raise ValueError(entry.filename)
        start += name + extra
        packed = raw[start : start + entry.compress_size]
        unpacked = packed if entry.compress_type == _STORED else _inflated(packed, entry.file_size)
    except (error, zlib.error):
        raise ValueError(entry.filename) from None
    if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
        raise ValueError(entry.filename)
    return unpacked


def _inflated(packed: bytes, size: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
