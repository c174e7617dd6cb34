"""The parts of an Office Open XML file: a zip of XML, opened with limits and without trust.

Nothing is ever written to disk, so a part's name can lead nowhere. Entities,
DTDs and the network are refused, as the standard itself forbids DTDs
(ISO/IEC 29500-2, 7.3.4).
"""

from __future__ import annotations

import posixpath
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import zips
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import current
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Of what may be unpacked in all, a part may come to a half, and what is never read to four times as much.
PART = 0.5
UNREAD = 4
_MEGABYTE = 1_000_000
#: How tightly a part may be packed, and the XML nodes that it may have.
RATIO = 200
#: Below this size a part may be packed as tightly as it likes.
RATIO_FROM = 8_000_000
NODES = 1_500_000

#: What `zipfile` raises, its own BadZipFile aside.
_BROKEN = (zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, LookupError)
_OTHER_ENCODING = pattern(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", 2)  # re.IGNORECASE
#: ISO strict files name the same things otherwise; longest first, for one prefixes another.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip


class Relation(NamedTuple):
    """What a part refers to: the last word of its kind (header, comments, …) and the name of the other part."""

    kind: str
    target: str


class Package:
    """The parts of a file by name. Every method raises ReadError, and nothing else, for what it cannot read.

    Where nothing is to be changed, `quick` gives the elements of the standard library (see `parse_to_read`).
    """

    def __init__(self, raw: bytes, *, quick: bool = False) -> None:
        self.parse = parse_to_read if quick else parse
        self._read = 0
        found = zips.entries(raw)
        self._content: Callable[[Any], bytes] = partial(zips.content, raw)
        entries: Sequence[Any]
        if found is not None:
            entries = found
        else:
            entries, self._content = _by_zipfile(raw)
        self._limits = current()
        if len(entries) > self._limits.entries:
            raise self._limits.over("entries", "too-many-parts")
        if sum(entry.file_size for entry in entries) > self._limits.unpacked_megabytes * _MEGABYTE * UNREAD:
            raise self._limits.over("unpacked_megabytes", "unpacked")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def names(self) -> Iterator[str]:
        """Yield the names of the parts, in lower case and without a leading slash."""
        yield from self._entries

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part; None where there is no such part."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise ReadError("X001", "encrypted")
        packed = max(1, entry.compress_size)
        self._read += entry.file_size
        most = self._limits.unpacked_megabytes * _MEGABYTE
        tight = entry.file_size > RATIO_FROM and entry.file_size / packed > RATIO
        if tight or self._read > most or entry.file_size > most * PART:
            raise self._limits.over("unpacked_megabytes", "unpacked")
        try:
            return self._content(entry)
        except _BROKEN as error:
            raise ReadError("X001", "damaged") from error

    def xml(self, name: str, *, needed: bool = False, without: Callable[[bytes], bytes] | None = None) -> Any | None:
        """Return the root element of a part; None where the part is missing, or broken and not needed.

        `without` takes out of the bytes what the reader never asks for; where XML is left that is none, all is read.
        """
        raw = self.part(name)
        if raw is None:
            return None
        try:
            return self.parse(raw) if without is None else self._without(raw, without)
        except ReadError as error:
            if needed or error.code == "X007":
                raise
            return None

    def _without(self, raw: bytes, without: Callable[[bytes], bytes]) -> Any:
        try:
            return self.parse(without(raw))
        except ReadError as error:
            if error.code == "X007":
                raise
            return self.parse(raw)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """Return what a part ("" for the file itself) refers to inside the file, by id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for each in root if root is not None else ():
            if each.get("TargetMode") == "External":
                continue
            target = unquote(each.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], path)
        return found

    def main(self, usual: str) -> str:
        """Return the name of the main part: what the file itself names, else the usual one."""
        targets = (each.target for each in self.relations().values() if each.kind == "officeDocument")
        return next((name for name in targets if name.lower() in self._entries), usual)


def _by_zipfile(raw: bytes) -> tuple[list[Any], Callable[[Any], bytes]]:
    """Return the entries of an archive that is out of the ordinary, and what reads one."""
    import zipfile
    from io import BytesIO

    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, *_BROKEN) as error:
        raise ReadError("X001", "damaged") from error

    def content(entry: Any) -> bytes:
        try:
            return archive.read(entry)
        except zipfile.BadZipFile as error:
            raise ReadError("X001", "damaged") from error

    return archive.infolist(), content


def parse(raw: bytes) -> Any:
    """Return the root element of XML in UTF-8 or UTF-16, without comments; strict namespaces become transitional.

    Raise ReadError X001 for XML that is broken or declares entities, X007 for more than 1,500,000 nodes
    or more than 256 levels.
    """
    return _parsed(_checked(raw))


def parse_to_read(raw: bytes) -> Any:
    """Return the same as `parse` in elements of `xml.etree`: they are walked in half the time, and lxml stays away.

    They may lie in each other as deeply as they like: who walks them has to expect a RecursionError.
    `xml.etree` expands entities; without a DTD, which is refused, there are none. What it cannot read, lxml is asked.
    """
    from xml.etree.ElementTree import ParseError, XMLParser

    raw = _checked(raw)
    if _OTHER_ENCODING.match(raw):  # in which a DTD may be hidden
        return _parsed(raw)
    parser = XMLParser()  # noqa: S314 - see above
    try:
        parser.feed(raw)
        root = parser.close()
    except (ParseError, ValueError, LookupError):
        return _parsed(raw)
    return root


def _checked(raw: bytes) -> bytes:
    """Return XML in the encoding and the namespaces that are read; refuse a DTD and too many nodes."""
    raw = _utf8(raw)
    if b"<!DOCTYPE" in raw:
        raise ReadError("X001", "entities")
    if len(raw) > NODES and raw.count(b"<") + raw.count(b'="') > NODES:
        raise ReadError("X007", "too-many-nodes", {"limit": NODES})
    if b"purl.oclc.org" in raw:
        for strict, transitional in _STRICT:
            raw = raw.replace(strict, transitional)
    return raw


def _parsed(raw: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise ReadError("X007", "too-deep") from error
        raise ReadError("X001", "damaged") from error
    except ValueError as error:
        raise ReadError("X001", "damaged") from error


def _utf8(raw: bytes) -> bytes:
    """Return XML that is in UTF-16 as UTF-8, without its declaration."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif raw.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif raw.startswith(b"\0<"):
        encoding = "utf-16-be"
    else:
        return raw
    text = raw.decode(encoding, "replace").lstrip("\ufeff")
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    return text.encode("utf-8", "replace")
