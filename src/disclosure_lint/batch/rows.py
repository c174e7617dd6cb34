"""Rows of a batch's store, made in the processes that judge."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.submission import packed
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from disclosure_lint.batch.submission import Submission

#: Columns that hold what the record has under the same name.
_COPIED = (
    *("size", "mtime", "format", "profile", "title", "agency", "signed_by", "year", "signed_on", "published_on"),
    *("recognised", "verdict"),
)
#: Columns of what hangs on a submission.
ADDED = {
    "findings": ("code", "severity", "content", "state", "waiver"),
    "gaps": ("code", "severity", "pointer", "reason", "name", "path"),
}


class Key(NamedTuple):
    """What a judged file is known by. `source` is batch, or previous for last year's reports."""

    path: str
    sha256: str
    ruleset: str
    options: str
    source: str = "batch"


class Same(NamedTuple):
    """A file that was judged before and has not changed since."""

    key: Key
    mtime: float


class Prepared(NamedTuple):
    """A judged file as the store takes it: made in the processes that judge, written by the one that keeps."""

    key: Key
    columns: dict[str, Any]
    findings: list[tuple[Any, ...]]
    gaps: list[tuple[Any, ...]]


def prepare(key: Key, submission: Submission) -> Prepared:
    """Return a submission as the store takes it."""
    columns = {
        **{name: getattr(submission, name) for name in _COPIED},
        "figures": _digest(submission.tables),
        "judged": submission.verdict,
        "record": packed(submission),
        "marks": json_of(submission.marks),
    }
    findings = [finding_row(each) for each in (*submission.findings, *submission.suppressed)]
    return Prepared(key, columns, findings, [gap_row(each) for each in submission.not_assessed])


def finding_row(found: dict[str, Any]) -> tuple[Any, ...]:
    """Return the columns of a finding; one that is suppressed has its `waiver` in it."""
    content = {name: value for name, value in found.items() if name != "waiver"}
    waiver = found.get("waiver")
    state = "suppressed" if waiver else "open"
    return found["code"], found["severity"], pack(content), state, json_of(waiver) if waiver else None


def gap_row(gap: dict[str, Any]) -> tuple[Any, ...]:
    """Return the columns of what could not be judged."""
    return tuple(gap[name] for name in ADDED["gaps"])


def pack(value: Any) -> bytes:
    """Return a value as the store keeps it."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def json_of(value: Any) -> str:
    """Return a value as short JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack(blob: bytes) -> Any:
    """Return a value that the store keeps."""
    return json.loads(zlib.decompress(blob))


def _digest(tables: dict[str, Any]) -> str:
    """Return what equal figures have in common, "" without any."""
    text = json.dumps(tables, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest() if tables else ""
