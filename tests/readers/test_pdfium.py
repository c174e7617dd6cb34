"""PDFium is called as its own headers say, and reads the same on machines with and without Chinese fonts."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2_raw
import pytest

from disclosure_lint.readers import pdfium
from disclosure_lint.readers.pdf import read_pdf
from tests.readers.pdf_files import pdf, write

if TYPE_CHECKING:
    from collections.abc import Iterable

FUNCTIONS = sorted(name for name in vars(pdfium) if name.startswith("FPDF"))
CONSTANTS = {
    "ANNOT_LINK": "FPDF_ANNOT_LINK",
    "ANNOT_POPUP": "FPDF_ANNOT_POPUP",
    "ANNOT_WIDGET": "FPDF_ANNOT_WIDGET",
    "OBJECT_TEXT": "FPDF_PAGEOBJ_TEXT",
    "OBJECT_PATH": "FPDF_PAGEOBJ_PATH",
    "OBJECT_IMAGE": "FPDF_PAGEOBJ_IMAGE",
    "OBJECT_SHADING": "FPDF_PAGEOBJ_SHADING",
    "OBJECT_FORM": "FPDF_PAGEOBJ_FORM",
}


def kinds(types: Iterable[Any]) -> list[str]:
    """Return what the machine is told of types: an address, or a number of some kind and size."""
    return [_kind(each) for each in types]


def _kind(kind: Any) -> str:
    if kind is None:
        return "nothing"
    code = getattr(kind, "_type_", None)
    if not isinstance(code, str) or code in "PzZ":
        return "address"
    return f"{'real' if code in 'fd' else 'whole'} {ctypes.sizeof(kind)}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_declared_as_in_the_bindings(name: str) -> None:
    ours, theirs = getattr(pdfium, name), getattr(pypdfium2_raw, name)
    assert kinds(ours.argtypes) == kinds(theirs.argtypes)
    assert kinds([ours.restype]) == kinds([theirs.restype])


def test_constants_and_structures_are_those_of_the_bindings() -> None:
    assert {name: getattr(pdfium, name) for name in CONSTANTS} == {
        name: getattr(pypdfium2_raw, theirs) for name, theirs in CONSTANTS.items()
    }
    for name in ("FS_MATRIX", "FS_RECTF"):
        assert list(getattr(pdfium, name)._fields_) == list(getattr(pypdfium2_raw, name)._fields_)


def test_a_character_by_itself_in_a_font_that_is_not_in_the_file() -> None:
    def page(canvas: Any) -> None:
        for at, text in enumerate(("临江市水务局", "年", "7", "度")):
            write(canvas, 100, 100 + 40 * at, text, 14)

    assert [each.text for each in read_pdf(pdf(page)).paragraphs()] == ["临江市水务局", "年", "7", "度"]
