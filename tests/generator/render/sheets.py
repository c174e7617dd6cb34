"""Workbooks: a whole report on one sheet, or its tables alone, on a sheet each or one below the other."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tests.generator.layout import arrangement
from tests.generator.render.flow import blocks

if TYPE_CHECKING:
    from random import Random

    from tests.generator.layout import Grid
    from tests.generator.model import Manuscript

NAMES = ("表二 主动公开", "表三 申请办理", "表四 复议诉讼", "表五", "表六", "表七", "表八")
WIDTH = 10


class Writer:
    """Writes down a sheet, row by row."""

    def __init__(self, rng: Random) -> None:
        self.file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True})
        self.rng = rng
        self.ruled = rng.random() < 0.7
        self.as_text = rng.random() < 0.3
        self.cell = self.book.add_format({"border": 1, "text_wrap": True} if self.ruled else {})
        self.top = self.book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self.sheet: Any = None
        self.row = 0

    def turn(self, name: str | None = None) -> None:
        self.sheet, self.row = self.book.add_worksheet(name), 0

    def line(self, text: str, look: Any = None) -> None:
        """Write a text into a row, merged over the width of the page at times."""
        if self.rng.random() < 0.5:
            self.sheet.merge_range(self.row, 0, self.row, WIDTH - 1, text, look)
        else:
            self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def table(self, grid: Grid) -> None:
        taken: set[tuple[int, int]] = set()
        for number, line in enumerate(grid):
            column = 0
            for square in line:
                while (number, column) in taken:
                    column += 1
                self._square(self.row + number, column, square)
                taken |= {
                    (number + down, column + side) for down in range(square.rows) for side in range(square.columns)
                }
        self.row += max(row for row, _ in taken) + 1

    def _square(self, row: int, column: int, square: Any) -> None:
        if square.rows * square.columns > 1:
            self.sheet.merge_range(row, column, row + square.rows - 1, column + square.columns - 1, "", self.cell)
        text = square.text
        if not text:
            self.sheet.write_blank(row, column, None, self.cell)
        elif text.replace(".", "", 1).isdecimal() and not self.as_text:
            if self.rng.random() < 0.2:
                self.sheet.write_formula(row, column, f"={text}+0", self.cell, float(text))
            else:
                self.sheet.write_number(row, column, float(text), self.cell)
        else:
            self.sheet.write_string(row, column, text, self.cell)

    def done(self) -> bytes:
        self.book.close()
        return self.file.getvalue()


def report(script: Manuscript, rng: Random) -> bytes:
    """Return a workbook with the whole report on one sheet."""
    writer = Writer(rng)
    writer.turn()
    for block in blocks(script, arrangement(rng), rng):
        if block.grid:
            writer.table(block.grid)
            writer.row += rng.random() < 0.5
        else:
            writer.line(block.text, writer.top if block.kind == "title" else None)
    return writer.done()


def tables(script: Manuscript, rng: Random, *, apart: bool) -> bytes:
    """Return a workbook with the tables alone, and the year in the title or in the sheet's name."""
    writer = Writer(rng)
    grids = [block.grid for block in blocks(script, arrangement(rng), rng) if block.grid]
    year = script.data["year"]
    for index, grid in enumerate(grids):
        if apart or not index:
            writer.turn(f"{year}年{NAMES[index]}" if apart else None)
        if not apart and not index:
            writer.line(script.data["title"], writer.top)
        writer.table(grid)
        writer.row += 1
    return writer.done()
