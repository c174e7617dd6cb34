"""Workbooks that are broken, hostile or too large end in one finding, never in a crash."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from disclosure_lint import lint, read
from disclosure_lint.readers import ooxml, xlsx, xlsx_sheet
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import Limits
from disclosure_lint.readers.xlsx import read_xlsx
from tests.generator.model import clean
from tests.generator.render.sheets import report
from tests.readers.test_xlsx import ROWS, outline, parts, put, texts, workbook

USUAL = Limits()


def told(raw: bytes, name: str = "a.xlsx", limits: Limits = USUAL) -> tuple[str, str]:
    (finding,) = lint(raw, name=name, language="en", limits=limits).findings
    return finding.code, finding.message


def test_what_is_broken_is_said() -> None:
    raw = report(clean(1), Random(1))
    assert told(raw[: len(raw) // 2]) == told(raw[:-40])
    assert told(raw[: len(raw) // 2])[0] == "X001"
    assert told(parts(raw, sheet1=lambda _: "<worksheet"))[0] == "X001"
    assert told(parts(raw, sheet1=lambda _: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'))[0] == "X001"
    assert told(parts(raw, workbook=lambda _: "<workbook/>")) == (
        "X001",
        "the file has no sheets, so it is no complete workbook; save it again",
    )
    assert read(parts(raw, styles=lambda _: "<<"), name="a.xlsx").data == read(raw, name="a.xlsx").data


def test_old_and_locked_workbooks() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    code, message = told(ole + "Workbook".encode("utf-16-le") + b"\0" * 600, "a.xls")
    assert (code, "save it as .xlsx" in message) == ("X005", True)
    assert told(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)[0] == "X001"


def test_sheets_of_several_years_are_no_report() -> None:
    years = [lambda sheet, _: put(sheet, ROWS)] * 2
    assert told(workbook(*years, names=("2024年", "2025年")))[0] == "X006"
    assert "2024、2025" in told(workbook(*years, names=("2024年", "2025年")))[1]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def many(sheet: Any, _: Any) -> None:
        put(sheet, [list(range(100))] * 60)

    def far(sheet: Any, _: Any) -> None:
        put(sheet, ROWS)
        sheet.write(1_048_575, 16_383, "远")

    def wide(xml: str) -> str:
        return xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    assert [texts(table) for table in outline(far).tables()] == [
        texts(table) for table in outline(lambda s, _: put(s, ROWS)).tables()
    ]
    assert told(parts(workbook(lambda sheet, _: put(sheet, ROWS)), sheet1=wide))[0] == "X007"
    for limits in (Limits(cells=5000), Limits(cells=9), Limits(seconds=-1)):
        assert told(workbook(many), limits=limits)[0] == "X007", limits
    for module, name, limit in (
        (xlsx, "BLOCKS", 0),
        (xlsx_sheet, "CHARACTERS", 9),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, limit)
            assert told(workbook(many))[0] == "X007"
    monkeypatch.setattr(ooxml, "NODES", 100)
    assert told(workbook(many))[0] == "X007"


def test_numbers_that_are_no_numbers() -> None:
    wild = {
        'r="A1"': 'r="ZZZZ99999999999"',
        'r="B2"': 'r=""',
        "<v>1</v>": "<v>1e999</v>",
        "<v>2</v>": "<v>nan</v>",
        "<v>3</v>": "<v>99999999999999999999999</v>",
        'r="3"': 'r="-7"',
    }

    def change(xml: str) -> str:
        for old, new in wild.items():
            xml = xml.replace(old, new)
        return xml.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="B2"/><mergeCell ref="C9:A1"/><mergeCell ref="?"/></mergeCells>',
        )

    assert read_xlsx(parts(workbook(lambda sheet, _: put(sheet, ROWS)), sheet1=change)).blocks


@pytest.mark.parametrize("seed", range(60))
def test_mutated_files(seed: int) -> None:
    """Bytes of the file, or of a part, changed by chance end in findings."""
    rng = Random(seed)
    raw = report(clean(seed % 5), Random(seed))
    if seed % 3 == 0:
        mutated = noise(raw, rng)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            chosen = rng.choice([name for name in old.namelist() if name.startswith("xl/") and name.endswith("xml")])
            for name in old.namelist():
                new.writestr(name, noise(old.read(name), rng) if name == chosen else old.read(name))
        mutated = out.getvalue()
    assert all(each.code != "X003" for each in lint(mutated, name="a.xlsx").findings)
    with suppress(ReadError):
        read_xlsx(mutated)


def noise(raw: bytes, rng: Random) -> bytes:
    data = bytearray(raw)
    for _ in range(rng.randint(1, 12)):
        data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), rng.choice(b"<>0123456789\"'/= ")))
    return bytes(data)
