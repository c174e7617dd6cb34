"""Last year's reports: a folder of files, or the store of last year's batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.batch.store import StoreError, connect
from disclosure_lint.batch.walk import walk
from disclosure_lint.batch.work import Item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.batch.store import Store

STORE = "batch.sqlite"
_COLUMNS = (
    "path, sha256, ruleset, options, size, mtime, format, profile, title, agency, signed_by, year, signed_on,"
    " published_on, recognised, figures, judged, verdict, marks, record"
)


def store_in(path: Path) -> Path | None:
    """Return the store that a path names: the file itself or the output folder of a batch; None for other folders."""
    if path.is_file():
        return path
    return path / STORE if (path / STORE).is_file() else None


def items(path: Path) -> Iterator[Item]:
    """Yield the files of a folder, to be judged as last year's."""
    for each in walk([path]).files:
        yield Item(each.path, source="previous")


def bring(store: Store, path: Path) -> int:
    """Copy the current reports of another store into this run; return how many. Raises StoreError."""
    connect(path, readonly=True).close()  # says what is wrong with it
    if path.resolve() == store.path.resolve():
        raise StoreError(f"{path}: 上年的库就是本次的库 · last year's store is this one")
    database = store.connection
    database.execute("ATTACH ? AS last", (f"{path.absolute().as_uri()}?mode=ro",))
    try:
        with store.transaction():
            database.execute("DELETE FROM main.submissions WHERE source = 'previous'")
            cursor = database.execute(
                f"INSERT INTO main.submissions (source, run, {_COLUMNS}) SELECT 'previous', ?, {_COLUMNS}"
                " FROM last.submissions WHERE role = 'current' AND source = 'batch'"
                " AND run = (SELECT max(id) FROM last.runs)",
                (store.run,),
            )
    finally:
        database.execute("DETACH last")
    return cursor.rowcount
