"""What a batch writes for people, in the folder that the user names."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.batch.batch import Batch


class Options(NamedTuple):
    """What the outputs are asked for. `remarks` are what the run noted, one sentence each."""

    language: str = "zh"
    remarks: tuple[str, ...] = ()
    workbook: bool = True
    parquet: bool = False


def write(batch: Batch, folder: Path, options: Options) -> list[str]:
    """Write every output into a folder that exists; return what is to be told about them, one sentence each."""
    from disclosure_lint.batch.outputs import page, tables, workbook
    from disclosure_lint.batch.outputs.overview import overview
    from disclosure_lint.batch.outputs.rows import tables as tables_of
    from disclosure_lint.batch.outputs.words import WORDS

    told, language = [], options.language
    known = overview(batch)
    made = tables_of(batch, known, language)
    counts = []
    for each in made:
        counts.append(tables.write_csv(each, folder, language))
        if options.parquet:
            tables.write_parquet(each, folder)
    facts = workbook.facts(batch.year, batch.as_of, roster_hash(batch), language)
    page.write(batch, known, folder, facts, language, options.remarks)
    if options.workbook and importlib.util.find_spec("xlsxwriter") is None:
        told.append(WORDS[language]["xlsx-lacking"])
    elif options.workbook:
        workbook.write(zip(made, counts, strict=True), folder / "summary.xlsx", facts, language)
    return told


def roster_hash(batch: Batch) -> str:
    """Return the hash of the roster's file, "" without one."""
    import hashlib
    from pathlib import Path

    path = Path(batch.roster.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if batch.roster.path and path.is_file() else ""
