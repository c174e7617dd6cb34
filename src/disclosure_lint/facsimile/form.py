"""The form that a data draft fills: its sections, and the tables as the profile's official form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.facsimile import Grid, Line, Piece, Reading
from disclosure_lint.facsimile.masked import hidden
from disclosure_lint.masking import mask_text
from disclosure_lint.report import join, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

#: What stands above the text of a report, and what below it.
_ABOVE = ("document_number", "agency", "agency_kind", "year", "period", "published_on")
_BELOW = ("signed_by", "signed_on", "contact")
#: How the parts of a key are named.
_PARTS = {
    "start": {"zh": "起", "en": "from"},
    "end": {"zh": "止", "en": "until"},
    "address": {"zh": "地址", "en": "address"},
    "phone": {"zh": "电话", "en": "phone"},
    "email": {"zh": "电子邮箱", "en": "email"},
    "postcode": {"zh": "邮编", "en": "postcode"},
}
#: Keys that are no part of the report's text.
_SILENT = ("/profile", "/$schema")


def blocks(report: Report, language: str) -> list[Line | Grid]:
    """Return the form in the order in which it is printed; what belongs to no part of it comes last."""
    return list(_Form(report, language).blocks())


class Pieces:
    """Makes pieces of the values of a draft, and remembers which were shown."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.shown: set[str] = set(_SILENT)

    def value(self, pointer: str, *also: str) -> Piece:
        """Return the value at a pointer, as it was written; `also` are pointers marked at the same place."""
        self.shown.add(pointer)
        readings = (self.reading(pointer, 0), *(self.reading(each, None) for each in also))
        return Piece(hidden(self.report, self.text(pointer)), self.report.places.get(pointer), readings)

    def words(self, text: str, *pointers: str) -> Piece:
        """Return words of the form itself, at which what is said of these pointers is marked."""
        place = next((self.report.places[each] for each in pointers if each in self.report.places), None)
        return Piece(text, place, tuple(self.reading(each, None) for each in pointers))

    def text(self, pointer: str) -> str:
        """Return what was written at a pointer; "" for a blank, a missing value or anything but a scalar."""
        written = self.report.as_found(pointer)
        value = written if isinstance(written, str) else self.report.get(pointer)
        return "" if value is None or isinstance(value, (dict, list)) else str(value)

    def reading(self, pointer: str, offset: int | None) -> Reading:
        """Return a pointer as it may be shown."""
        return Reading(mask_text(pointer), offset)


class _Form:
    def __init__(self, report: Report, language: str) -> None:
        self.report = report
        self.language = language
        self.pieces = Pieces(report)

    def blocks(self) -> Iterator[Line | Grid]:
        data = self.report.data
        if isinstance(data.get("title"), str):
            yield Line(self.pieces.value("/title"), level=1, centred=True)
        yield from self._labelled(_ABOVE)
        yield from self._paragraphs("/preface")
        tables = data.get("tables")
        waiting = [str(key) for key, _ in members(tables)] if isinstance(tables, dict) else []
        for pointer in self._chapters():
            yield from self._chapter(pointer)
            key = pointer.rpartition("/")[2]
            if key in waiting and not pointer.startswith("/extra_sections"):
                waiting.remove(key)
                yield from self._table(key)
        for key in waiting:
            yield from self._table(key)
        yield from self._labelled(_BELOW)
        yield from self._rest()

    def _labelled(self, keys: tuple[str, ...]) -> Iterator[Line]:
        for key in keys:
            if key in self.report.data and (key != "agency_kind" or f"/{key}" in self.report.places):
                label = self.report.profile.label(f"/{key}", self.language)
                for index, pointer in enumerate(_leaves(f"/{key}", self.report.data[key])):
                    also = (f"/{key}",) if pointer != f"/{key}" and not index else ()
                    part = mask_text(pointer.removeprefix(f"/{key}").removeprefix("/"))
                    name = f"{label} {_PARTS.get(part, {}).get(self.language, part)}".strip()
                    yield Line(self.pieces.value(pointer, *also), label=name)

    def _chapters(self) -> Iterator[str]:
        for key in (self.report.profile.chapters, "extra_sections"):
            for name, chapter in members(self.report.data.get(key)):
                if isinstance(chapter, dict):
                    yield join(f"/{key}", name)

    def _chapter(self, pointer: str) -> Iterator[Line]:
        if self.report.has(f"{pointer}/heading"):
            yield Line(self.pieces.value(f"{pointer}/heading", pointer), level=2)
        else:
            label = self.report.profile.label(pointer, self.language)
            yield Line(self.pieces.words(label, pointer), level=2)
        yield from self._paragraphs(f"{pointer}/text")

    def _paragraphs(self, pointer: str) -> Iterator[Line]:
        for index, text in members(self.report.get(pointer)):
            if isinstance(text, str):
                yield Line(self.pieces.value(join(pointer, index)))

    def _table(self, key: str) -> Iterator[Grid]:
        form = self.report.profile.tables.get(key)
        if form is not None and isinstance(self.report.get(f"/tables/{key}"), dict):
            from disclosure_lint.facsimile.tables import drawn

            label = self.report.profile.label(f"/tables/{key}", self.language)
            yield Grid(self.pieces.words(label, f"/tables/{key}"), tuple(drawn(form, self.pieces)))

    def _rest(self) -> Iterator[Line]:
        """Yield the values that have no part in the form, named by their keys."""
        for pointer in _leaves("", self.report.data):
            if pointer not in self.pieces.shown and (pointer != "/agency_kind" or pointer in self.report.places):
                name = hidden(self.report, pointer.removeprefix("/").replace("/", " · "))
                yield Line(self.pieces.value(pointer), label=name)


def _leaves(pointer: str, value: Any) -> Iterator[str]:
    """Yield the pointers of all values in a value that are no containers."""
    inside = list(members(value))
    if not inside and not isinstance(value, (dict, list)):
        yield pointer
    for key, member in inside:
        yield from _leaves(join(pointer, key), member)
