"""Read a workbook (XLSX, XLSM; Excel, WPS, LibreOffice) straight from the XML in its zip.

A report's tables may stand on one sheet or on a sheet each, with titles and
prose in cells around them. Formulas are read by the value that the file keeps
of them; where it keeps none, the cell says so (`Cell.unread`) and is not taken
for a blank one. Hidden sheets, rows and columns are no part of the report and
are recorded in `Outline.hidden`. Why not calamine: docs/dependencies.md.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Outline, Paragraph, Place, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.labels import CHAPTER
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.lines import fold
from disclosure_lint.readers.ooxml import Package
from disclosure_lint.readers.xlsx_blocks import blocks
from disclosure_lint.readers.xlsx_sheet import read_sheet
from disclosure_lint.readers.xlsx_values import S, book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Block
    from disclosure_lint.readers.ooxml import Relation
    from disclosure_lint.readers.xlsx_sheet import Sheet
    from disclosure_lint.readers.xlsx_values import Book

#: The most paragraphs and tables of a workbook, and the seconds that it may take.
BLOCKS = 20_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_UNNAMED = pattern(r"(?:sheet|工作表|表格?|table)\s*\(?\d{0,4}\)?", re.IGNORECASE)
_CODES = pattern(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z&])')
_FIELDS = (("docProps/core.xml", ("creator", "lastModifiedBy")), ("docProps/app.xml", ("Manager",)))
_YEAR = pattern(r"(?<!\d)20\d{2}(?!\d)")
_EMBEDDED = ("oleObject", "package")
_SHOWN = ("", "visible")
_SAMPLE = 200


def read_xlsx(raw: bytes) -> Outline:
    """Return the outline of a workbook.

    Raise ReadError X001 for a file that is broken or encrypted, X006 for sheets
    of several years, X007 for a file over a limit (see `ooxml`) or with more
    than 200,000 cells.
    """
    package, workbook, targets, shared = _opened(raw)
    return _Reader(package, shared).outline(workbook, targets)


def first_sheet(raw: bytes) -> Sheet:
    """Return the first sheet that is shown, for lists that are no reports; raises ReadError as `read_xlsx` does."""
    package, workbook, targets, shared = _opened(raw)
    for each in workbook.iterfind(f"{S}sheets/{S}sheet"):
        target = targets.get(each.get(f"{_R}id", ""))
        if target is not None and target.kind == "worksheet" and each.get("state", "") in _SHOWN:
            return read_sheet(each.get("name", ""), package.xml(target.target, needed=True), shared)
    raise ReadError("X001", "no-sheets")


def _opened(raw: bytes) -> tuple[Package, Any, dict[str, Relation], Book]:
    package = Package(raw)
    main = package.main("xl/workbook.xml")
    workbook = package.xml(main, needed=True)
    if workbook is None or workbook.find(f"{S}sheets") is None:
        raise ReadError("X001", "no-sheets")
    targets = package.relations(main)
    parts: dict[str, Any] = {
        each.kind: package.xml(each.target) for each in targets.values() if each.kind in ("sharedStrings", "styles")
    }
    return package, workbook, targets, book(parts.get("sharedStrings"), parts.get("styles"), workbook)


class _Reader:
    """Reads the sheets of a package one after the other into an outline."""

    def __init__(self, package: Package, shared: Any) -> None:
        self.package = package
        self.book = shared
        self.made = Outline([])

    def outline(self, workbook: Any, targets: dict[str, Relation]) -> Outline:
        names = []
        deadline = time.monotonic() + current().seconds
        for each in workbook.iterfind(f"{S}sheets/{S}sheet"):
            target = targets.get(each.get(f"{_R}id", ""))
            if target is None or target.kind != "worksheet":
                continue
            root = self.package.xml(target.target, needed=True)
            if root is None:
                raise ReadError("X001", "damaged")
            sheet = read_sheet(each.get("name", ""), root, self.book)
            if each.get("state", "") in _SHOWN:
                names.append(sheet.name)
                self.made.blocks += _named(sheet, list(blocks(sheet)))
                self._around(root, sheet.name, target.target)
            else:
                sheet.hidden += [(square.row, square.column, square.text) for square in sheet.squares if square.text]
            self._hide(sheet)
            self._within_limits(deadline)
        for index, table in enumerate(self.made.tables(), 1):
            table.place = table.place._replace(table=index)
        self._refuse_several_years()
        self.made.meta["sheets"] = " ".join(names)
        self.made.hidden += _people(self.package)
        return self.made

    def _refuse_several_years(self) -> None:
        """Raise ReadError X006 where sheets with tables are named by different years."""
        found = [_YEAR.search(table.place.sheet or "") for table in self.made.tables()]
        years = sorted({match[0] for match in found if match})
        if len(years) > 1:
            raise ReadError("X006", "several-years", {"years": "、".join(years)})

    def _within_limits(self, deadline: float) -> None:
        if sum(len(table.cells) for table in self.made.tables()) > current().cells:
            raise current().over("cells", "too-many-cells")
        if len(self.made.blocks) > BLOCKS:
            raise ReadError("X007", "too-many-paragraphs", {"limit": BLOCKS})
        if time.monotonic() > deadline:
            raise current().over("seconds", "too-slow")

    def _hide(self, sheet: Sheet) -> None:
        """Record what a sheet holds and does not show, as one."""
        if sheet.hidden:
            row, column, _ = sheet.hidden[0]
            text = " ".join(text for _, _, text in sheet.hidden[:_SAMPLE])[:_SAMPLE]
            place = Place(sheet=sheet.name, row=row, cell=column)
            self.made.hidden.append(Hidden("hidden-text", place, text, len(sheet.hidden)))

    def _around(self, root: Any, name: str, part: str) -> None:
        """Record what stands around the cells: headers and footers, drawings, comments, embedded files."""
        place = Place(sheet=name)
        for each in root.iterfind(f"{S}headerFooter/*"):
            self._aside(_CODES.sub("", each.text or ""), place)
        for relation in self.package.relations(part).values():
            if relation.kind in ("comments", "threadedComment"):
                self._comments(relation.target, place)
            elif relation.kind == "drawing":
                self._drawing(relation.target, place)
            elif relation.kind in _EMBEDDED:
                self.made.hidden.append(Hidden("embedded", place, relation.target.rpartition("/")[2]))

    def _aside(self, text: str, place: Place) -> None:
        if text.strip() and all(text.strip() != each.text for each in self.made.aside):
            self.made.aside.append(Paragraph(text.strip(), place))

    def _comments(self, part: str, place: Place) -> None:
        root = self.package.xml(part)
        texts = [] if root is None else [each for each in root.iter() if each.tag.rpartition("}")[2] == "text"]
        found = ["".join(each.itertext()).strip() for each in texts]
        if found:
            self.made.hidden.append(Hidden("comment", place, found[0][:_SAMPLE], len(found)))

    def _drawing(self, part: str, place: Place) -> None:
        root = self.package.xml(part)
        if root is not None:
            self._aside("".join(each.text or "" for each in root.iter(_DRAWN)), place)
        self.made.pictures += sum(each.kind == "image" for each in self.package.relations(part).values())


def _named(sheet: Sheet, found: list[Block]) -> list[Block]:
    """Let the name of a sheet stand for the heading or the caption that the sheet itself lacks."""
    name = sheet.name.strip()
    if not found or _UNNAMED.fullmatch(name):
        return found
    if CHAPTER.match(fold(name)) and not any(isinstance(each, Paragraph) and name in each.text for each in found):
        return [Paragraph(name, Place(sheet=sheet.name)), *found]
    if isinstance(found[0], Table):
        found[0].caption = name
    return found


def _people(package: Package) -> Iterator[Hidden]:
    """Yield what the properties of the file name as author, editor and manager."""
    for part, names in _FIELDS:
        root = package.xml(part)
        for each in () if root is None else root:
            if each.tag.rpartition("}")[2] in names and (each.text or "").strip():
                yield Hidden("author", Place(), (each.text or "").strip())
