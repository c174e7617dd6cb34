"""CSV files that Excel and WPS open as they are, and Parquet files for programs."""

from __future__ import annotations

import csv
import errno
from typing import TYPE_CHECKING

from disclosure_lint.formatters.csv import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.batch.outputs.rows import Row, Table


def write_csv(table: Table, folder: Path, language: str) -> int:
    """Write a table as CSV (RFC 4180) and return its number of rows.

    Without the mark at the beginning Excel takes the file for one in the computer's code page.
    """
    target, count = folder / f"{table.name}.csv", 0
    with target.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow([each.head(language) for each in table.columns])
        for count, row in enumerate(table.rows(), 1):  # noqa: B007 - the last one is the number of rows
            writer.writerow([plain(each) for each in row])
    return count


#: One thread keeps the rows in their order, and memory flat.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"threads": "1", "memory_limit": "512MB"}

_DIALECT = "delim = ',', quote = '\"', escape = '\"', new_line = '\\n', parallel = false, max_line_size = 2097152"


def write_parquet(table: Table, folder: Path) -> Path:
    """Write a table as Parquet, with English heads and values as they are; DuckDB is asked (extra `parquet`)."""
    import duckdb

    raw, target = folder / f".{table.name}.raw.csv", folder / f"{table.name}.parquet"
    try:
        with raw.open("w", encoding="utf-8", newline="", errors="replace") as file:
            csv.writer(file, lineterminator="\n").writerows(_flat(table))
        columns = {each.key: each.type for each in table.columns}
        with duckdb.connect(config=_SETTINGS | {"temp_directory": str(folder)}) as database:
            read = f"read_csv({_quoted(raw)}, header = false, auto_detect = false, columns = {columns}, {_DIALECT})"
            database.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")
    except duckdb.Error as error:
        raise OSError(errno.EIO, str(error).partition("\n")[0], str(target)) from error
    finally:
        raw.unlink(missing_ok=True)
    return target


def _flat(table: Table) -> Iterator[Row]:
    for row in table.rows():
        yield tuple(each.replace("\r", " ") if isinstance(each, str) else each for each in row)


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"
