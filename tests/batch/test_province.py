"""A small province: every planted fault is found at its unit, and nothing is told of anybody else."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from disclosure_lint.batch.batch import Batch
from disclosure_lint.batch.roster_file import read_roster
from tests.cli.run import run
from tests.generator.province import Built, Shape, build
from tests.generator.province.base import PLANTINGS
from tests.generator.province.judging import compared

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = Shape(cities=1, counties=3, bodies=60)
FORMATS = {"yaml", "json", "md", "html", "docx", "pdf", "txt"}


def judged(folder: Path, *more: str | Path) -> Batch:
    """Judge a province and return the batch."""
    given = ("--roster", folder / "roster.csv", "--as-of", "2026-06-01", "--no-progress", *more)
    assert run("batch", folder / "this", "-o", folder / "out", *given).status == 1
    return Batch(folder / "out" / "batch.sqlite", read_roster(folder / "roster.csv")[0], year=SHAPE.year)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("province"), SHAPE, seed=SEED)


#: One that leaves room for every fault between reports.
SEED = 7


def test_what_is_planted(province: Built) -> None:
    assert {each.name for each in PLANTINGS} <= set(province.planted)
    assert len(province.planted) >= 40
    assert {style.partition("-")[0] for style in province.files} == FORMATS
    assert {"docx-styled", "docx-libre"} <= set(province.files)


def test_what_is_planted_is_found_and_nothing_else(province: Built) -> None:
    batch = judged(province.folder, "--previous", province.folder / "last")
    left, more = compared(batch, province.told)
    unmatched = list(batch.rows("path, why", "role = 'unmatched'"))
    batch.close()
    assert not left
    assert not more
    assert not unmatched


def test_without_faults_nothing_is_found(tmp_path: Path) -> None:
    made = build(tmp_path, Shape(1, 3, 50), seed=7, faults=False)
    given = ("--roster", tmp_path / "roster.csv", "--as-of", "2026-06-01", "--no-progress", "--year", "2025")
    folders = (tmp_path / "this", tmp_path / "last")
    assert run("batch", *folders, "-o", tmp_path / "out", *given).status == 0
    batch = Batch(tmp_path / "out" / "batch.sqlite", read_roster(tmp_path / "roster.csv")[0], year=2025)
    assert compared(batch, made.told) == ([], [])
    batch.close()


def test_the_roster_as_a_workbook(province: Built) -> None:
    target = province.folder / "roster.xlsx"
    with (
        (province.folder / "roster.csv").open(encoding="utf-8-sig", newline="") as file,
        xlsxwriter.Workbook(target) as book,
    ):
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(file)):
            sheet.write_row(number, 0, row)
    assert read_roster(target)[0].units == read_roster(province.folder / "roster.csv")[0].units
