"""The store of a batch: one SQLite file, written by one process, readable while it is written.

Results go in as they come, a chunk in a transaction, so that a run which is killed loses at most the chunks under
way. A submission is known by its path, the hash of its bytes, the hash of the rules and the hash of the options.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_lint.batch.submission import packed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from disclosure_lint.batch.submission import Submission

#: Stores of another version are made anew: everything in them can be had again from the files.
VERSION = 1
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
    matched TEXT NOT NULL DEFAULT 'certain', current INTEGER, record BLOB NOT NULL,
    UNIQUE (path, sha256, ruleset, options, source)
);
CREATE INDEX submissions_unit ON submissions (unit, year);
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

#: Columns that hold what the record has under the same name.
_COPIED = (
    *("size", "mtime", "format", "profile", "title", "agency", "signed_by", "year", "signed_on", "published_on"),
    *("recognised", "verdict"),
)


class Key(NamedTuple):
    """What a judged file is known by. `source` is batch, or previous for last year's reports."""

    path: str
    sha256: str
    ruleset: str
    options: str
    source: str = "batch"


class StoreError(Exception):
    """A store that cannot be used; the message is a sentence."""


def pack(value: Any) -> bytes:
    """Return a value as the store keeps it."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(blob: bytes) -> Any:
    """Return a value that the store keeps."""
    return json.loads(zlib.decompress(blob))


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
        if fresh or not _usable(path):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            create(path)
        self.connection = connect(path)
        # What is committed must outlive this program, not the machine's power: then a chunk is judged again.
        self.connection.executescript("PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 60000;")
        self.run = 0

    def begin(self, started: str, about: dict[str, Any]) -> int:
        """Open a run and return its number; earlier runs stay as they ended."""
        cursor = self.connection.execute(
            "INSERT INTO runs (started, about) VALUES (?, ?)", (started, json.dumps(about, ensure_ascii=False))
        )
        self.run = cursor.lastrowid or 0
        return self.run

    def known(self, key: Key, mtime: float) -> bool:
        """Tell whether a file is judged already, and count it to this run."""
        cursor = self.connection.execute(
            "UPDATE submissions SET run = ?, mtime = ? WHERE path = ? AND sha256 = ? AND ruleset = ?"
            " AND options = ? AND source = ?",
            (self.run, mtime, *key),
        )
        return cursor.rowcount > 0

    def keep(self, judged: Iterable[tuple[Key, Submission]]) -> None:
        """Write the results of a chunk in one transaction."""
        with self.transaction():
            for key, submission in judged:
                self._keep(key, submission)

    def _keep(self, key: Key, submission: Submission) -> None:
        one = submission
        self._forget(key)
        values = {
            **key._asdict(),
            **{name: getattr(one, name) for name in _COPIED},
            "run": self.run,
            "figures": hashlib.sha256(json.dumps(one.tables, sort_keys=True).encode()).hexdigest()
            if one.tables
            else "",
            "judged": one.verdict,
            "record": packed(one),
        }
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        cursor = self.connection.execute(
            f"INSERT INTO submissions ({names}) VALUES ({marks})",  # noqa: S608 - names of columns
            tuple(values.values()),
        )
        self.add_findings((cursor.lastrowid, each) for each in one.findings)
        self.add_gaps((cursor.lastrowid, each) for each in one.not_assessed)

    def _forget(self, key: Key) -> None:
        """Take away what the same key had, with what hangs on it."""
        where = "path = ? AND sha256 = ? AND ruleset = ? AND options = ? AND source = ?"
        for (known,) in self.connection.execute(f"SELECT id FROM submissions WHERE {where}", key).fetchall():  # noqa: S608 - fixed words
            for table, column in (("findings", "submission"), ("gaps", "submission"), ("submissions", "id")):
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (known,))  # noqa: S608 - fixed words

    def add_findings(self, found: Iterable[tuple[int | None, dict[str, Any]]], origin: str = "report") -> None:
        """Add findings, each with the id of its submission (None: of the batch); origin is report or batch."""
        self.connection.executemany(
            "INSERT INTO findings (submission, origin, code, severity, content) VALUES (?, ?, ?, ?, ?)",
            ((id_, origin, each["code"], each["severity"], pack(each)) for id_, each in found),
        )

    def add_gaps(self, gaps: Iterable[tuple[int | None, dict[str, Any]]], origin: str = "report") -> None:
        """Add what could not be judged, in the same way."""
        names = ("code", "severity", "pointer", "reason", "name", "path")
        self.connection.executemany(
            "INSERT INTO gaps (submission, origin, code, severity, pointer, reason, name, path)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((id_, origin, *(each[name] for name in names)) for id_, each in gaps),
        )

    def transaction(self) -> _Transaction:
        """Return a context in which everything is written or nothing."""
        return _Transaction(self.connection)

    def close(self) -> None:
        """Close the store; what was written stays."""
        self.connection.close()


def _digest(tables: dict[str, Any]) -> str:
    """Return what equal figures have in common, "" without any."""
    text = json.dumps(tables, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest() if tables else ""


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
