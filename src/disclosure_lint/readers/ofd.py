"""OFD (GB/T 33190-2016): the national format of fixed pages, a zip of XML, to an outline.

Text and ruled lines go through the same grid reader as those of a PDF. What
stands on template pages (headers, frames) belongs to every page that names
them. Annotations, attachments and the author are recorded in `Outline.hidden`.
"""

from __future__ import annotations

import posixpath
import time
from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Outline, Place
from disclosure_lint.positions import page_ranges
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.fixed.document import outline_of
from disclosure_lint.readers.fixed.page import Page
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.ofd_page import CHARACTERS, POINTS, Canvas
from disclosure_lint.readers.ofd_shapes import numbers
from disclosure_lint.readers.ooxml import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

_A4 = [0.0, 0.0, 210.0, 297.0]
_SMALLEST, _LARGEST = 10.0, 5_000.0
#: Annotations that are part of what is printed, or mere links.
_SHOWN = ("Watermark", "Stamp", "Link")
_SAMPLE = 200


def read_ofd(raw: bytes) -> Outline:
    """Read the bytes of an OFD.

    Raises ReadError X001 where it is broken, encrypted or has no text at all
    (scanned), X006 where two reports stand side by side, X007 over a limit.
    """
    document = _Document(Package(raw))
    pages = list(document.pages())
    if not any(glyph.text != " " for page in pages for glyph in page.glyphs if not page.unread):
        unread = [page.number for page in pages if page.unread]
        if not unread:
            raise ReadError("X001", "empty")
        raise ReadError("X001", "scanned", {"pages": page_ranges(unread)}, Place(page=unread[0]))
    for page in pages:
        if page.unread:
            page.glyphs = []
    outline = outline_of(pages)
    outline.hidden += document.hidden
    return outline


class _Document:
    """The first document of a file, its pages read one after the other."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.hidden: list[Hidden] = []
        if package.part("encryptions.xml") is not None:
            raise ReadError("X001", "encrypted")
        entry = package.xml("ofd.xml", needed=True)
        body = _first(entry, "DocBody")
        root = _text(_first(body, "DocRoot"))
        self.name = _join("", root or "Doc_0/Document.xml")
        found = package.xml(self.name, needed=True)
        if found is None:
            raise ReadError("X001", "damaged")
        self.root: Any = found
        self.common = _first(found, "CommonData")
        self.templates: dict[str, Any] = {}
        author = _text(_first(_first(body, "DocInfo"), "Author"))
        if author:
            self.hidden.append(Hidden("author", Place(), author))

    def pages(self) -> Iterator[Page]:
        """Yield the pages, within the limits, and record what is hidden on them."""
        listed = list(_all(_first(self.root, "Pages"), "Page"))
        if len(listed) > current().pages:
            raise current().over("pages", "too-many-pages", pages=len(listed))
        deadline = time.monotonic() + current().seconds
        notes = dict(self._annotations())
        characters = 0
        for number, each in enumerate(listed, 1):
            canvas = self._page(self._part(each), number)
            characters += len(canvas.page.glyphs)
            if characters > CHARACTERS:
                raise ReadError("X007", "too-many-characters", {"limit": CHARACTERS})
            self._hide(canvas, number, notes.get(each.get("ID", ""), []))
            yield canvas.page
            if time.monotonic() > deadline:
                raise current().over("seconds", "too-slow")
        self._attachments()

    def _page(self, root: Any | None, number: int) -> Canvas:
        """Return a page; one whose part is broken or missing is told as unread."""
        box = self._box(root)
        page = Page(number, box[2] * POINTS, box[3] * POINTS)
        canvas = Canvas(page, box[0], box[1])
        if root is None:
            page.unread = True
            return canvas
        for each in _all(root, "Template"):
            template = self._template(each.get("TemplateID", ""))
            if template is not None:
                canvas.draw(template)
        canvas.draw(root)
        canvas.finish()
        return canvas

    def _box(self, root: Any | None) -> list[float]:
        """Return the area of a page in millimetres: its own, the document's, or A4."""
        for area in (_first(root, "Area"), _first(self.common, "PageArea")):
            box = numbers(_text(_first(area, "PhysicalBox")))
            if len(box) == 4 and all(_SMALLEST <= size <= _LARGEST for size in box[2:]):
                return box
        return _A4

    def _template(self, identifier: str) -> Any | None:
        if identifier not in self.templates:
            named = (each for each in _all(self.common, "TemplatePage") if each.get("ID") == identifier)
            found = next(named, None)
            self.templates[identifier] = None if found is None else self._part(found)
        return self.templates[identifier]

    def _part(self, each: Any, base: str = "") -> Any | None:
        """Return the part that an element names, relative to the part that it stands in."""
        return self.package.xml(_join(base or self.name, each.get("BaseLoc", "")))

    def _annotations(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the annotations of each page by its id."""
        location = _text(_first(self.root, "Annotations"))
        name = _join(self.name, location)
        root = self.package.xml(name) if location else None
        for each in _all(root, "Page"):
            target = _text(_first(each, "FileLoc"))
            page = self.package.xml(_join(name, target)) if target else None
            found = [note for note in _all(page, "Annot") if note.get("Type") not in _SHOWN]
            yield each.get("PageID", ""), [_remark(note) for note in found]

    def _hide(self, canvas: Canvas, number: int, notes: list[str]) -> None:
        self.hidden += [Hidden(why, Place(page=number), text) for why, text in canvas.hidden.items() if text.strip()]
        if notes:
            self.hidden.append(Hidden("annotation", Place(page=number), notes[0][:_SAMPLE], len(notes)))

    def _attachments(self) -> None:
        location = _text(_first(self.root, "Attachments"))
        root = self.package.xml(_join(self.name, location)) if location else None
        names = [each.get("Name", "") for each in _all(root, "Attachment")]
        if names:
            self.hidden.append(Hidden("embedded", Place(), "、".join(names)[:_SAMPLE], len(names)))


def _remark(note: Any) -> str:
    """Return what an annotation says."""
    said = _text(_first(note, "Remark"))
    return said or "".join(each.text or "" for each in note.iter() if each.tag.rpartition("}")[2] == "TextCode").strip()


def _all(parent: Any | None, name: str) -> Iterator[Any]:
    """Yield the children of a name, whatever the version of the format's namespace."""
    return (each for each in (() if parent is None else parent) if str(each.tag).rpartition("}")[2] == name)


def _first(parent: Any | None, name: str) -> Any | None:
    return next(_all(parent, name), None)


def _text(each: Any | None) -> str:
    return "" if each is None else (each.text or "").strip()


def _join(base: str, location: str) -> str:
    """Return the name of a part that is named from another; a leading slash is the file itself."""
    location = location.strip().replace("\\", "/")
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))
