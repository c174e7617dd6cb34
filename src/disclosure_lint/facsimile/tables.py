"""The official tables as a form has them, filled with the values of a draft."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from disclosure_lint.facsimile import Square
from disclosure_lint.report import join, members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.facsimile import Piece
    from disclosure_lint.facsimile.form import Pieces
    from disclosure_lint.profiles import Row, TableForm

#: What heads the labels of the groups of 表二.
_CONTENT = "信息内容"


def drawn(form: TableForm, pieces: Pieces) -> Iterator[Square]:
    """Yield the cells of a table in its official layout, and below it the rows that the form does not have."""
    sheet = _Sheet(form, pieces)
    _LAYOUTS.get(form.layout, _Sheet.plain)(sheet)
    sheet.extra_rows()
    yield from sheet.squares


class _Sheet:
    """A table under way: `row` is the next row to write."""

    def __init__(self, form: TableForm, pieces: Pieces) -> None:
        self.form = form
        self.pieces = pieces
        self.base = f"/tables/{form.key}"
        self.row = 0
        self.squares: list[Square] = []

    def matrix(self) -> None:
        """Rows under the same columns: group, label, a value a column (表三)."""
        columns = self.form.rows[0].columns
        self._words("", 0, 2)
        for at, texts in enumerate(columns.values()):
            self._words(texts[0], 2 + at)
        self.row += 1
        first = next((row.key for row in self.form.rows if row.key.startswith("results/")), "")
        for group, rows in groupby(self.form.rows, key=lambda row: row.group):
            several = list(rows)
            if group:
                parent = several[0].key.rpartition("/")[0]
                self._words(group, 0, 1, len(several), (f"{self.base}/{parent}",))
            for row in several:
                if row.key == first:
                    self._results(2 + len(columns))
                self._labelled(row, 1 if group else 0, 2)
                self.row += 1

    def _results(self, width: int) -> None:
        """Write the line that heads the results of the year."""
        from disclosure_lint.extract.official import RESULTS

        self._words(RESULTS, 0, width, pointers=(f"{self.base}/results",))
        self.row += 1

    def groups(self) -> None:
        """Groups of rows under headers of their own (表二)."""
        width = 1 + max(len(row.columns) for row in self.form.rows)
        for group, rows in groupby(self.form.rows, key=lambda row: row.group):
            self._words(group, 0, width)
            self.row += 1
            for texts, alike in groupby(rows, key=lambda row: tuple(each[0] for each in row.columns.values())):
                self._words(_CONTENT, 0)
                self._spread([self.pieces.words(text) for text in texts], width, header=True)
                self.row += 1
                for row in alike:
                    pointer = f"{self.base}/{row.key}"
                    self._words(row.label, 0, pointers=(pointer,))
                    self._spread([self.pieces.value(join(pointer, key)) for key in row.columns], width)
                    self.row += 1

    def blocks(self) -> None:
        """Blocks of columns side by side over one row of figures (表四)."""
        at = 0
        for group, rows in groupby(self.form.rows, key=lambda row: row.group):
            several = list(rows)
            if group:
                self._words(group, at, sum(len(row.columns) for row in several))
            for row in several:
                pointer = f"{self.base}/{row.key}"
                self._words(row.label, at, len(row.columns), 1 if group else 2, (pointer,), below=1 if group else 0)
                for key, texts in row.columns.items():
                    self._words(texts[0], at, below=2)
                    self.squares.append(Square(self.pieces.value(join(pointer, key)), self.row + 3, at))
                    at += 1
        self.row += 4

    def plain(self) -> None:
        """A row a line, its group before it: statistics, and forms that have no layout of their own."""
        for group, rows in groupby(self.form.rows, key=lambda row: row.group):
            several = list(rows)
            if group:
                self._words(group, 0, 1, len(several))
            for row in several:
                self._labelled(row, 1 if group else 0, 2)
                self.row += 1

    def extra_rows(self) -> None:
        """Write the rows that authors added to the form."""
        for index, row in members(self.pieces.report.get(f"{self.base}/extra_rows")):
            pointer = join(f"{self.base}/extra_rows", index)
            if isinstance(row, dict):
                label = self.pieces.value(f"{pointer}/label", pointer)
                self.squares.append(Square(label, self.row, 0, 1, 2, header=True))
                for at, (key, _) in enumerate(members(row.get("values"))):
                    self.squares.append(Square(self.pieces.value(join(f"{pointer}/values", key)), self.row, 2 + at))
                self.row += 1

    def _words(
        self, text: str, column: int, width: int = 1, height: int = 1, pointers: tuple[str, ...] = (), below: int = 0
    ) -> None:
        piece = self.pieces.words(text, *pointers)
        self.squares.append(Square(piece, self.row + below, column, height, width, header=True))

    def _labelled(self, row: Row, first: int, end: int) -> None:
        """Write a row: its label in the columns [first, end), then its values."""
        pointer = f"{self.base}/{row.key}"
        self._words(row.label, first, end - first, pointers=(pointer,))
        inside = isinstance(self.pieces.report.get(pointer), dict) or self.form.layout == "matrix"
        values = [join(pointer, key) for key in row.columns] if inside else [pointer]
        for at, each in enumerate(values):
            self.squares.append(Square(self.pieces.value(each), self.row, end + at))

    def _spread(self, values: list[Piece], width: int, *, header: bool = False) -> None:
        """Write values from the second column on; the last one takes what is left of the row."""
        for at, piece in enumerate(values):
            span = width - 1 - at if at == len(values) - 1 else 1
            self.squares.append(Square(piece, self.row, 1 + at, 1, span, header))


_LAYOUTS: dict[str, Callable[[_Sheet], None]] = {
    "matrix": _Sheet.matrix,
    "groups": _Sheet.groups,
    "blocks": _Sheet.blocks,
}
