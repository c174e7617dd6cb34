"""Archives of the usual kind are read as `zipfile` reads them; all others are left to it."""

from __future__ import annotations

import io
import struct
import zipfile
from random import Random

import pytest

from disclosure_lint.readers import zips
from tests.generator.model import clean
from tests.generator.render.word import styled

REPORT = styled(clean(1), Random(1))


def archive(name: str = "a.xml", content: bytes = b"<a/>" * 50, **how: object) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **how) as made:  # type: ignore[call-overload]
        made.writestr(name, content)
        made.comment = b"" if how.get("allowZip64", True) else b"a comment"
    return file.getvalue()


@pytest.mark.parametrize("raw", [REPORT, archive(), archive(compression=zipfile.ZIP_DEFLATED), archive(content=b"")])
def test_the_same_as_zipfile(raw: bytes) -> None:
    found = zips.entries(raw)
    assert found is not None
    with zipfile.ZipFile(io.BytesIO(raw)) as theirs:
        for ours, info in zip(found, theirs.infolist(), strict=True):
            assert {name: getattr(info, name) for name in ours._fields} == ours._asdict()
            assert zips.content(raw, ours) == theirs.read(info)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK",
        archive(compression=zipfile.ZIP_BZIP2),
        archive(compression=zipfile.ZIP_LZMA),
        archive("文.xml"),
        archive(allowZip64=False),
        b"before" + archive(),
        archive() + b"behind",
        REPORT[:-1],
        REPORT.replace(b"PK\1\2", b"PK\1\3"),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_zipfile(raw: bytes) -> None:
    assert zips.entries(raw) is None


def _with_password(raw: bytes) -> bytes:
    changed = bytearray(raw)
    changed[raw.index(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def test_a_password_is_left_to_zipfile() -> None:
    assert zips.entries(_with_password(archive())) is None


@pytest.mark.parametrize("at", [14, 26, 40, 60])
def test_what_is_not_as_it_was_packed_is_refused(at: int) -> None:
    raw = bytearray(archive(compression=zipfile.ZIP_DEFLATED, content=bytes(range(256))))
    if at == 14:
        start = raw.index(b"PK\1\2") + 16  # the check sum in the directory
        raw[start : start + 4] = struct.pack("<L", 1)
    else:
        raw[at] ^= 0x55
    (entry,) = zips.entries(bytes(raw)) or ()
    with pytest.raises(ValueError, match=r"a\.xml"):
        zips.content(bytes(raw), entry)
    with zipfile.ZipFile(io.BytesIO(raw)) as theirs, pytest.raises(Exception):  # noqa: B017 - zlib's or its own
        theirs.read("a.xml")


def test_no_more_is_unpacked_than_the_directory_says() -> None:
    raw = bytearray(archive(compression=zipfile.ZIP_DEFLATED, content=b"a" * 1_000_000))
    at = raw.index(b"PK\1\2") + 24
    raw[at : at + 4] = struct.pack("<L", 10)
    (entry,) = zips.entries(bytes(raw)) or ()
    with pytest.raises(ValueError, match=r"a\.xml"):
        zips.content(bytes(raw), entry)
