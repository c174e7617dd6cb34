"""The store of a batch: one SQLite file, written by one process, readable while it is written.

Results go in as they come, a chunk in a transaction, so that a run which is killed loses at most the chunks under
way. A submission is known by its path, the hash of its bytes, the hash of the rules and the hash of the options.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.rows import ADDED, Same, finding_row, gap_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from disclosure_lint.batch.rows import Key, Prepared

#: Stores of another version are made anew: everything in them can be had again from the files.
VERSION = 2
_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, about TEXT NOT NULL
);
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, ruleset TEXT NOT NULL, options TEXT NOT NULL,
    source TEXT NOT NULL, run INTEGER NOT NULL, size INTEGER NOT NULL, mtime REAL NOT NULL,
    format TEXT NOT NULL, profile TEXT, title TEXT, agency TEXT, signed_by TEXT, year INTEGER,
    signed_on TEXT, published_on TEXT, recognised INTEGER NOT NULL, figures TEXT NOT NULL, judged TEXT NOT NULL,
    verdict TEXT NOT NULL, unit TEXT, role TEXT NOT NULL DEFAULT 'unmatched', why TEXT NOT NULL DEFAULT '',
    matched TEXT NOT NULL DEFAULT 'certain', current INTEGER, marks TEXT NOT NULL, record BLOB NOT NULL,
    UNIQUE (path, sha256, ruleset, options, source)
);
CREATE INDEX submissions_unit ON submissions (unit, year);
CREATE INDEX submissions_current ON submissions (current);
CREATE INDEX submissions_hash ON submissions (sha256);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, submission INTEGER, origin TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open', waiver TEXT, content BLOB NOT NULL
);
CREATE INDEX findings_submission ON findings (submission);
CREATE TABLE gaps (
    id INTEGER PRIMARY KEY, submission INTEGER, origin TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL,
    pointer TEXT NOT NULL, reason TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
);
CREATE INDEX gaps_submission ON gaps (submission);
"""

_WHERE = "WHERE path = ? AND sha256 = ? AND ruleset = ? AND options = ? AND source = ?"


class StoreError(Exception):
    """A store that cannot be used; the message is a sentence."""


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a store that exists. Raises StoreError where the file is none of this version."""
    try:
        uri = f"{path.absolute().as_uri()}{'?mode=ro' if readonly else ''}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=60)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    if version != VERSION:
        connection.close()
        raise StoreError(f"{path}: 不是本版本的批量检查库 · no store of this version")
    return connection


def seal(path: Path) -> None:
    """Put everything into the one file, so that it can be copied and read where nothing can be written.

    Where another program is reading the store, it stays as it is: complete, in three files.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=1)
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _locked(path: Path) -> sqlite3.Connection:
    """Keep other batches out of a folder for as long as this program lives. Raises StoreError where one is at work."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        busy = f"{path.parent}: 另一个批量检查正在写入 · another batch is writing here"
        raise StoreError(busy) from None
    return connection


def create(path: Path) -> None:
    """Make an empty store, whole or not at all."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    finally:
        connection.close()


class Store:
    """The one writer of a store."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        self.lock = _locked(path.with_name(".batch.lock"))
        if fresh or not _usable(path):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            create(path)
        self.connection = connect(path)
        # What is committed must outlive this program, not the machine's power: then a chunk is judged again.
        self.connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        self.run = 0

    def judged(self, path: str, source: str = "batch") -> list[tuple[str, str, str]]:
        """Return what is known of a path: hash of the bytes, of the rules, of the options."""
        return self.connection.execute(
            "SELECT sha256, ruleset, options FROM submissions WHERE path = ? AND source = ? AND sha256 != ''",
            (path, source),
        ).fetchall()

    def begin(self, started: str, about: dict[str, Any]) -> int:
        """Open a run and return its number; earlier runs stay as they ended."""
        cursor = self.connection.execute(
            "INSERT INTO runs (started, about) VALUES (?, ?)", (started, json.dumps(about, ensure_ascii=False))
        )
        self.run = cursor.lastrowid or 0
        return self.run

    def keep(self, judged: Iterable[Prepared | Same]) -> None:
        """Write results in one transaction; what has not changed is counted to this run."""
        with self.transaction():
            for each in judged:
                if isinstance(each, Same):
                    self.connection.execute(
                        f"UPDATE submissions SET run = ?, mtime = ? {_WHERE}", (self.run, each.mtime, *each.key)
                    )
                    continue
                self._forget(each.key)
                values = {**each.key._asdict(), **each.columns, "run": self.run}
                names, marks = ", ".join(values), ", ".join("?" * len(values))
                cursor = self.connection.execute(
                    f"INSERT INTO submissions ({names}) VALUES ({marks})",
                    tuple(values.values()),
                )
                self._add("findings", cursor.lastrowid, each.findings)
                self._add("gaps", cursor.lastrowid, each.gaps)

    def _add(self, table: str, submission: int | None, rows: Iterable[tuple[Any, ...]], origin: str = "report") -> None:
        names = ADDED[table]
        marks = ", ".join("?" * (len(names) + 2))
        self.connection.executemany(
            f"INSERT INTO {table} (submission, origin, {', '.join(names)}) VALUES ({marks})",
            ((submission, origin, *row) for row in rows),
        )

    def _forget(self, key: Key) -> None:
        """Take away what the same key had, with what hangs on it."""
        self._drop(f"SELECT id FROM submissions {_WHERE}", key)

    def drop_stale(self) -> None:
        """Take away what was judged of files that this run judged anew: changed ones, or under other rules."""
        seen = "SELECT path, source FROM submissions WHERE run = ?"
        stale = f"SELECT id FROM submissions WHERE run != ? AND (path, source) IN ({seen})"
        with self.transaction():
            self._drop(stale, (self.run, self.run))

    def _drop(self, which: str, values: tuple[Any, ...]) -> None:
        for known in self.connection.execute(which, values).fetchall():
            for table, column in (("findings", "submission"), ("gaps", "submission"), ("submissions", "id")):
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", known)

    def usual_year(self) -> int | None:
        """Return the year that most reports of the run are of, the later one of two."""
        row = self.connection.execute(
            "SELECT year FROM submissions WHERE run = ? AND source = 'batch' AND year IS NOT NULL"
            " GROUP BY year ORDER BY count(*) DESC, year DESC LIMIT 1",
            (self.run,),
        ).fetchone()
        return row[0] if row else None

    def finish(self, finished: str) -> None:
        """Note that the run came to its end."""
        self.connection.execute("UPDATE runs SET finished = ? WHERE id = ?", (finished, self.run))

    def add(self, submission: int | None, *, findings: Iterable[Any] = (), gaps: Iterable[Any] = ()) -> None:
        """Add what rules across reports say, as dicts of the JSON output; `submission` None: of no single report."""
        self._add("findings", submission, (finding_row(each) for each in findings), "batch")
        self._add("gaps", submission, (gap_row(each) for each in gaps), "batch")

    def transaction(self) -> _Transaction:
        """Return a context in which everything is written or nothing."""
        return _Transaction(self.connection)

    def close(self) -> None:
        """Close the store; what was written stays."""
        self.connection.close()
        self.lock.close()


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self.connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _usable(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        connect(path).close()
    except StoreError:
        return False
    return True
