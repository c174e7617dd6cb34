"""What a batch writes for people, in the folder that the user names."""

from __future__ import annotations

import importlib.util
from functools import partial
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.outputs.letters import Request
    from disclosure_lint.batch.outputs.overview import Overview


class Options(NamedTuple):
    """What the outputs are asked for. `remarks` are what the run noted, one sentence each; no `letters`, no letters.

    With more `jobs` than one, the workbook is written in a process of its own.
    """

    language: str = "zh"
    remarks: tuple[str, ...] = ()
    workbook: bool = True
    parquet: bool = False
    letters: Request | None = None
    jobs: int = 1


def write(batch: Batch, folder: Path, options: Options) -> list[str]:
    """Write every output into a folder that exists; return what is to be told about them, one sentence each."""
    from disclosure_lint.batch.outputs import page, tables, workbook
    from disclosure_lint.batch.outputs.overview import overview
    from disclosure_lint.batch.outputs.rows import tables as tables_of
    from disclosure_lint.batch.outputs.words import WORDS

    told, language = [], options.language
    known = overview(batch)
    facts = workbook.facts(batch.year, batch.as_of, roster_hash(batch), language)
    end = None
    if options.workbook and importlib.util.find_spec("xlsxwriter") is None:
        told.append(WORDS[language]["xlsx-lacking"])
    elif options.workbook:
        end = _workbook(batch, known, folder / "summary.xlsx", facts, options)
    for each in tables_of(batch, known, language):
        tables.write_csv(each, folder, language)
        if options.parquet:
            tables.write_parquet(each, folder)
    page.write(batch, known, folder, facts, language, options.remarks)
    if options.letters is not None:
        told += _letters(batch, known, folder, options.letters, language)
    if end is not None:
        end()
    return told


def _workbook(
    batch: Batch, known: Overview, target: Path, facts: list[tuple[str, str]], options: Options
) -> Callable[[], Any]:
    """Begin the workbook, which takes as long as all the rest; return what waits for its end."""
    from disclosure_lint.batch.aside import begun
    from disclosure_lint.batch.outputs import workbook

    given = (batch.opening(), known, target, facts, options.language)
    return begun(workbook.of, *given) if options.jobs > 1 else partial(workbook.of, *given)


def _letters(batch: Batch, known: Overview, folder: Path, request: Request, language: str) -> list[str]:
    from disclosure_lint.batch.outputs import letters
    from disclosure_lint.batch.outputs.words import WORDS

    words, written = WORDS[language], letters.write(batch, known, folder, request, language)
    told = [words["letters-done"].format(corrections=written.corrections, reminders=written.reminders)]
    return told + [words["letter-kept"].format(name=each) for each in written.kept]


def roster_hash(batch: Batch) -> str:
    """Return the hash of the roster's file, "" without one."""
    import hashlib
    from pathlib import Path

    path = Path(batch.roster.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if batch.roster.path and path.is_file() else ""
