"""Read a Word document (DOCX, DOTX, DOCM; Word, WPS, LibreOffice) straight from the XML in its zip.

The numbers that Word writes before the paragraphs of a list are put into the
text, since a reader of the document sees them; `Paragraph.listed` is only set
for bullets. Tracked changes are read as accepted. White text and text of one
point stay in the text (searching and copying find them) and are recorded,
like what is not shown at all, in `Outline.hidden`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Hidden, Outline, Paragraph, Place
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.docx_body import Body
from disclosure_lint.readers.docx_looks import without_looks
from disclosure_lint.readers.docx_names import W
from disclosure_lint.readers.docx_numbering import Numbering
from disclosure_lint.readers.docx_style_sheet import StyleSheet
from disclosure_lint.readers.docx_styles import Styles
from disclosure_lint.readers.docx_tables import lines
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.ooxml import Relation

_PAGE_NUMBER = pattern(r"[\s\-—–－·第页共Pageof/0-9]*", 2)  # re.IGNORECASE
_FIELDS = (
    ("docProps/core.xml", ("creator", "lastModifiedBy")),
    ("docProps/app.xml", ("Manager", "Company")),
)
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_NOT_TEXT = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(raw: bytes) -> Outline:
    """Return the outline of a Word document.

    Raise ReadError X001 for a file that is broken or encrypted, X007 for one
    over a limit (see `ooxml`) or with more table cells than that allows.
    """
    try:
        return _outline(Package(raw, quick=True))
    except RecursionError as error:
        raise ReadError("X007", "too-deep") from error


def _outline(package: Package) -> Outline:
    main = package.main("word/document.xml")
    targets = package.relations(main)
    reader = body_reader(package, targets)
    document = package.xml(main, needed=True, without=partial(without_looks, styles=reader.styles))
    if document is None or document.find(f"{W}body") is None:
        raise ReadError("X001", "no-document")
    outline = Outline(reader.document(document), {}, reader.writer.pictures)
    outline.aside = list(_aside(package, targets, reader, {each.text for each in outline.paragraphs()}))
    outline.hidden = [*reader.hidden.told(_comments(package, targets)), *_people(package)]
    return outline


def body_reader(package: Package, targets: dict[str, Relation], kind: type[Body] = Body) -> Body:
    """Return a reader, of a kind, of the blocks of a document, with what else they need."""
    names = {each.kind: each.target for each in targets.values() if each.kind in _PARTS}
    sheet = package.part(names["styles"]) if "styles" in names else None
    styles = Styles(StyleSheet(sheet, package.parse))

    def part(kind: str) -> list[Any]:
        root = package.xml(names[kind]) if kind in names else None
        return [] if root is None else list(root)

    notes = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnotes", "endnotes")
        for note in part(kind)
        if note.get(f"{W}type") not in _NOT_TEXT
    }
    return kind(styles, Numbering(partial(part, "numbering"), styles), notes, targets)


def _comments(package: Package, targets: dict[str, Relation]) -> dict[str, str]:
    """Return the text of each comment by its id."""
    root: Any | None = next((package.xml(each.target) for each in targets.values() if each.kind == "comments"), None)
    return {
        each.get(f"{W}id", ""): "".join(text.text or "" for text in each.iter(f"{W}t"))
        for each in (() if root is None else root)
    }


def _people(package: Package) -> Iterator[Hidden]:
    """Yield what the properties of the file name as author, editor, manager and company."""
    for part, names in _FIELDS:
        root = package.xml(part)
        for each in () if root is None else root:
            name, text = each.tag.rpartition("}")[2], (each.text or "").strip()
            if name in names and text and not (name == "Company" and text.isascii()):
                yield Hidden("author", Place(), text)


def _aside(package: Package, targets: dict[str, Relation], reader: Body, shown: set[str]) -> Iterator[Paragraph]:
    """Yield what headers, footers and watermarks say, each text once, without page numbers and texts of the body."""
    seen = set(shown)
    for relation in dict.fromkeys(each for each in targets.values() if each.kind in ("header", "footer")):
        root = package.xml(relation.target)
        reader.writer.marks.clear()
        texts = [] if root is None else list(lines(reader.blocks(root, filled=True)))
        label = "页眉" if relation.kind == "header" else "页脚"
        for text in [*texts, *reader.writer.marks]:
            if text not in seen and not _PAGE_NUMBER.fullmatch(text):
                seen.add(text)
                yield Paragraph(text, Place(label=label))
