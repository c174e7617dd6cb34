"""summary.xlsx: the tables as sheets, ready for filters and pivot tables. Written a row at a time by XlsxWriter."""

from __future__ import annotations

import datetime
import errno
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.batch.outputs import quick, rows
from disclosure_lint.batch.outputs.words import WORDS
from disclosure_lint.formatters.wording import basis
from disclosure_lint.ruleset import digest, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.outputs.overview import Overview
    from disclosure_lint.batch.outputs.rows import Column, Row, Table

#: A sheet holds 1,048,576 rows; further ones go on in the next.
SHEET = 1_048_576
#: More figures than these make a workbook that Excel opens in minutes; they stay in figures.csv.
FIGURES = 500_000
#: A cell holds 32,767 characters.
_LONGEST = 32_000
_EARLIEST = datetime.datetime(1900, 1, 1)  # noqa: DTZ001 - a sheet knows no time zones


def of(
    opening: Callable[[], Batch], known: Overview, target: Path, facts: list[tuple[str, str]], language: str
) -> None:
    """Write the workbook of a batch, which is opened for it: this may be another process."""
    batch = opening()
    made = rows.tables(batch, known, language)
    write([(each, rows.figures(batch) if each.name == "figures" else 0) for each in made], target, facts, language)
    batch.close()


def write(tables: Iterable[tuple[Table, int]], target: Path, facts: list[tuple[str, str]], language: str) -> None:
    """Write findings, submissions and figures; `facts` go on the last sheet.

    Each comes with its number of rows, of which only that of figures counts.
    """
    import xlsxwriter

    words = WORDS[language]
    by_name = {table.name: (table, count) for table, count in tables}
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(target), options) as book:
            book.set_properties({"title": words["heading-no-year"], "comments": f"disclosure-lint {__version__}"})
            pen = _Pen(book, language)
            told = []
            for name in ("submissions", "findings", "figures"):
                table, count = by_name[name]
                if name == "figures" and count > FIGURES:
                    told.append(words["figures-cut"].format(limit=FIGURES))
                else:
                    told.append(pen.table(words[f"sheet-{name}"], table.columns, table.rows()))
            pen.table(words["sheet-rules"], _rule_columns(), _catalogue(language))
            pen.about(words["sheet-about"], [*facts, *(("", each) for each in (*told, words["about-text"]))])
    except xlsxwriter.exceptions.FileCreateError as error:  # as where the workbook is open in Excel
        raise OSError(errno.EACCES, str(error), str(target)) from error


class _Pen:
    """Writes tables into sheets."""

    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language, self.words = book, language, WORDS[language]
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6F2", "bottom": 1, "text_wrap": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def table(self, name: str, columns: Iterable[Column], rows: Iterable[Row]) -> str:
        """Write a table into as many sheets as it takes; return how many rows it has."""
        columns, rows, number, total = tuple(columns), iter(rows), 0, 0
        while True:
            number += 1
            shown = name if number == 1 else self.words["continued"].format(name=name, number=number)
            count = self._sheet(shown, columns, islice(rows, SHEET - 1))
            total += count
            following = next(rows, None) if count == SHEET - 1 else None
            if following is None:
                return self.words["about-rows"].format(name=name, count=total)
            rows = chain([following], rows)

    def _sheet(self, name: str, columns: tuple[Column, ...], rows: Iterator[Row]) -> int:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.head(self.language), self.head)
        dates = {number for number, each in enumerate(columns) if each.key in ("signed_on", "published_on", "until")}
        count = 0
        if not dates and quick.possible(sheet):
            count = quick.write(sheet, rows, len(columns), _LONGEST)
        else:
            for count, row in enumerate(rows, 1):
                self._row(sheet, count, row, dates)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        return count

    def _row(self, sheet: Any, number: int, row: Row, dates: set[int]) -> None:
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                day = _day(value) if column in dates else None
                if day is not None:
                    sheet.write_datetime(number, column, day, self.day)
                else:
                    sheet.write_string(number, column, value[:_LONGEST])
            else:
                sheet.write_number(number, column, value)

    def about(self, name: str, facts: list[tuple[str, str]]) -> None:
        """Write the sheet that says how the workbook came to be."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 90)
        for number, (key, value) in enumerate(facts):
            sheet.write_string(number, 0, key)
            sheet.write_string(number, 1, value, self.wrapped)


def _day(text: str) -> datetime.datetime | None:
    """Return a date of a sheet; a text that is none stays a text."""
    try:
        day = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def _rule_columns() -> tuple[Column, ...]:
    from disclosure_lint.batch.outputs.rows import Column

    named = (("code", "代码", 8), ("name", "规则", 26), ("severity", "级别", 10), ("summary", "内容", 50))
    more = (("why", "为什么", 80), ("basis", "依据", 60), ("profiles", "适用版式", 20))
    return tuple(Column(*each) for each in (*named, *more))


def _catalogue(language: str) -> Iterator[Row]:
    words = WORDS[language]
    for rule in rules().values():
        bases = "；".join(basis(each, language == "zh") for each in rule.basis)
        used = ", ".join(rule.profiles) or words["all-profiles"]
        texts = rule.summary[language], rule.why[language].strip()
        yield rule.code, rule.name, words[rule.severity], *texts, bases, used


def facts(year: int | None, as_of: str, roster: str, language: str) -> list[tuple[str, str]]:
    """Return what outputs say of the run: version, rules, day, roster."""
    words = WORDS[language]
    told = (("year", str(year or "")), ("as-of", as_of), ("roster", roster))
    known = [(words[name], value) for name, value in told if value]
    return [(words["tool"], f"disclosure-lint {__version__}"), (words["ruleset"], digest()), *known]
