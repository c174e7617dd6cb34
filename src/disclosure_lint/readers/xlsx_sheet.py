"""One sheet of a workbook: its squares as they are shown, merged ones together, hidden ones apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import current
from disclosure_lint.readers.xlsx_values import S, Style, rich, shown
from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.readers.xlsx_values import Book

_REFERENCE = pattern(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ROWS, _COLUMNS = 1_048_576, 16_384
#: A merged range may be as large as a sheet; what lies beyond this is cut off, since nobody writes there.
_MERGED = 2_000
#: The most characters of a sheet.
CHARACTERS = 2_000_000
_NO = (None, "0", "false")
#: Why a cell has no value: the file keeps the formula and not what it comes to.
UNCALCULATED = "formula-uncalculated"


class Square(Record, frozen=True):
    """A cell, merged or not: where it begins (row and column from 1), how far it goes, what it shows."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    bordered: bool = False
    unread: str = ""


class Sheet(Record):
    """The squares of a sheet that are shown, by row, and the texts of those that are not.

    `skipped` and `unseen` are the rows and columns that are hidden.
    """

    name: str
    skipped: set[int]
    unseen: set[int]
    squares: list[Square] = field(default_factory=list)
    hidden: list[tuple[int, int, str]] = field(default_factory=list)


def read_sheet(name: str, root: Any, book: Book) -> Sheet:
    """Return a sheet. Raises ReadError X007 for more table cells than the limits allow that hold something."""
    squares = _squares(root, book)
    rows, columns = _hidden_rows(root), _hidden_columns(root)
    sheet = Sheet(name, rows, columns)
    for square in _merged(root, squares):
        height = sum(row not in rows for row in range(square.row, square.row + square.rowspan))
        width = sum(column not in columns for column in range(square.column, square.column + square.colspan))
        if height and width:
            sheet.squares.append(square)
        elif square.text.strip():
            sheet.hidden.append((square.row, square.column, square.text))
    sheet.squares = _shown_only(sheet.squares, rows, columns)
    sheet.hidden += [(square.row, square.column, square.text) for square in sheet.squares if square.unread == "blank"]
    sheet.squares = [square for square in sheet.squares if square.unread != "blank"]
    return sheet


def _shown_only(squares: list[Square], rows: set[int], columns: set[int]) -> list[Square]:
    """Let merged squares begin and end where they are shown."""
    if not rows and not columns:
        return squares
    return [_without_hidden(square, rows, columns) for square in squares]


def _without_hidden(square: Square, rows: set[int], columns: set[int]) -> Square:
    down = [row for row in range(square.row, square.row + square.rowspan) if row not in rows]
    across = [column for column in range(square.column, square.column + square.colspan) if column not in columns]
    size = down[-1] - down[0] + 1, across[-1] - across[0] + 1
    return Square(down[0], across[0], *size, square.text, square.bordered, square.unread)


def _squares(root: Any, book: Book) -> dict[tuple[int, int], Square]:
    """Return the cells that hold text or have lines around them, by row and column."""
    found: dict[tuple[int, int], Square] = {}
    count = length = row = 0
    for line in root.iterfind(f"{S}sheetData/{S}row"):
        stated = line.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) <= 7 else row + 1
        column = 0
        for cell in line.iterfind(f"{S}c"):
            at = _at(cell.get("r", ""))
            column = at[1] if at else column + 1
            style = book.style(cell.get("s"))
            text, unread = _text(cell, book, style)
            count += bool(text)
            length += len(text)
            if count > current().cells or length > CHARACTERS:
                raise _over(count)
            if (text or unread or style.bordered) and row <= _ROWS and column <= _COLUMNS:
                found[row, column] = Square(row, column, 1, 1, text, style.bordered, unread)
    return found


def _over(count: int) -> ReadError:
    """Say which limit was met: a few strings may stand in many cells."""
    if count > current().cells:
        return current().over("cells", "too-many-cells")
    return ReadError("X007", "too-many-characters", {"limit": CHARACTERS})


def _text(cell: Any, book: Book, style: Style) -> tuple[str, str]:
    """Return what a cell shows, and why it shows nothing where that is not because it is blank."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return ("" if inline is None else rich(inline)), ""
    stored = cell.findtext(f"{S}v")
    if stored is None or not stored.strip():
        # Some programs write formulas without what they come to; a string formula may well come to nothing.
        lost = kind != "str" and cell.find(f"{S}f") is not None
        return "", UNCALCULATED if lost else ""
    if kind == "s":
        number = stored.strip()
        known = number.isdecimal() and len(number) < 10 and int(number) < len(book.strings)
        return (book.strings[int(number)] if known else ""), ""
    if kind == "b":
        return ("TRUE" if stored.strip() == "1" else "FALSE"), ""
    text = shown(stored, style, book.epoch) if kind == "n" else stored
    return text, "blank" if style.kind == "blank" else ""


def _at(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as C7."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _merged(root: Any, squares: dict[tuple[int, int], Square]) -> Iterator[Square]:
    """Yield the squares, those of a merged range as the one that is shown in their place."""
    covered: set[tuple[int, int]] = set()
    merged: dict[tuple[int, int], Square] = {}
    for each in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        start, _, end = each.get("ref", "").partition(":")
        first, last = _at(start), _at(end)
        if first is None or last is None or first[0] > last[0] or first[1] > last[1]:
            continue
        height, width = min(last[0] - first[0] + 1, _MERGED), min(last[1] - first[1] + 1, _MERGED)
        own = squares.get(first, Square(*first))
        if not own.text and not own.unread and not own.bordered and (height > 100 or width > 100):
            continue
        if len(covered) + height * width > current().cells:
            raise current().over("cells", "too-many-cells")
        inside = {(first[0] + row, first[1] + column) for row in range(height) for column in range(width)}
        if inside & covered:
            continue
        bordered = own.bordered or any(at in squares and squares[at].bordered for at in inside)
        covered |= inside
        merged[first] = Square(*first, height, width, own.text, bordered, own.unread)
    kept = [square for at, square in squares.items() if at not in covered]
    yield from sorted([*kept, *merged.values()], key=lambda each: (each.row, each.column))


def _hidden_rows(root: Any) -> set[int]:
    found = set()
    row = 0
    for line in root.iterfind(f"{S}sheetData/{S}row"):
        stated = line.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) <= 7 else row + 1
        height = line.get("ht", "1")
        flat = line.get("customHeight") not in _NO and height.strip("0.") == ""
        if line.get("hidden") not in _NO or flat:
            found.add(row)
    return found


def _hidden_columns(root: Any) -> set[int]:
    found: set[int] = set()
    end = 0
    for each in root.iterfind(f"{S}cols/{S}col"):
        first, last = each.get("min", ""), each.get("max", "")
        width = each.get("width", "1")
        flat = each.get("customWidth") not in _NO and width.strip("0.") == ""
        if (
            (each.get("hidden") not in _NO or flat)
            and first.isdecimal()
            and last.isdecimal()
            and len(first + last) < 12
        ):
            found.update(range(max(int(first), end + 1), min(int(last), _COLUMNS) + 1))
            end = max(end, int(last))  # ranges do not overlap, and thousands of them may not make it slow
    return found
