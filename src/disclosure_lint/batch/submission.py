"""A submission: one judged report as a batch keeps it, plain data that goes between processes and into the store."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple, Record, field, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is kept beside the tables because rules across reports point at it.
KEYS = ("title", "agency", "year", "signed_on", "signed_by", "published_on")


class Prose(NamedTuple):
    """A paragraph of a report; `text` is masked, `place` is `Place.known()`."""

    pointer: str
    text: str
    place: dict[str, Any]


class Restated(NamedTuple):
    """What a report says of the year before: its figure, or the growth that it computes from one.

    `subject` is the pointer of the row or cell that it speaks of, `number` the figure as printed (masked prose
    around it stays in `pointer`, `span`), `unit` "" for counts and "%" for growth; `places` is the number of
    decimals stated. `direction` is 1 for growth, -1 for decline, 0 for a figure.
    """

    subject: str
    number: float
    unit: str
    places: int
    direction: int
    pointer: str
    span: tuple[int, int]


class Submission(Record):
    """One judged report. Everything in it is masked and can be written as JSON.

    `tables` are the report's data, `findings` and `not_assessed` in the form of the JSON output (the latter with
    their `severity`), `places` maps the pointers of tables and cells to `Place.known()`. `unit` is the id of the
    roster's unit, None while unmatched; `role` is current, superseded, duplicate, version (another format of the
    current one) or unmatched; `matched` is certain or likely. `id` is the store's, 0 before it is stored. `marks` are
    those of batch.marks.
    `printed` is False for data drafts. `suppressed` are findings that the file or its configuration suppresses, each
    with its `waiver` (reason, owner, until, where); the store gives them by `Batch.findings`.
    """

    path: str
    format: str
    sha256: str
    size: int = 0
    profile: str | None = None
    title: str | None = None
    agency: str | None = None
    agency_kind: str | None = None
    year: int | None = None
    period: dict[str, str] = field(default_factory=dict)
    signed_on: str | None = None
    published_on: str | None = None
    verdict: str = "fail"
    recognised: bool = True
    tables: dict[str, Any] = field(default_factory=dict)
    prose: list[Prose] = field(default_factory=list)
    restated: list[Restated] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    not_assessed: list[dict[str, Any]] = field(default_factory=list)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    unit: str | None = None
    role: str = "current"
    id: int = 0
    mtime: float = 0.0
    signed_by: str | None = None
    printed: bool = False
    matched: str = "certain"
    suppressed: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)

    def place(self, pointer: str) -> dict[str, Any] | None:
        """Return the place of a pointer: its own or its nearest ancestor's that has one."""
        while pointer:
            if pointer in self.places:
                return self.places[pointer]
            pointer = pointer.rpartition("/")[0]
        return None

    def get(self, pointer: str, default: Any = None) -> Any:
        """Return the value at a pointer such as /tables/requests/new_received/total."""
        value: Any = {"tables": self.tables, **{key: getattr(self, key) for key in KEYS}}
        for token in pointer.split("/")[1:]:
            if not isinstance(value, dict) or token not in value:
                return default
            value = value[token]
        return value


#: What the store keeps in columns and tables of its own.
COLUMNS = (
    "path",
    "sha256",
    "size",
    "mtime",
    "findings",
    "not_assessed",
    "suppressed",
    "unit",
    "role",
    "id",
    "matched",
    "verdict",
    "marks",
)


def packed(submission: Submission) -> bytes:
    """Return what the store keeps as one compressed value."""
    names = (name for name in fields(Submission) if name not in (*COLUMNS, "places"))
    content = {name: getattr(submission, name) for name in names}
    return _compressed(content) + _compressed(submission.places)


def _compressed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(blob: bytes, **columns: Any) -> Submission:
    """Return the submission of a compressed value and the columns beside it."""
    first = zlib.decompressobj()
    content = json.loads(first.decompress(blob))
    content["places"] = _Places(first.unused_data)
    content["prose"] = [Prose(*each) for each in content["prose"]]
    content["restated"] = [Restated(*each)._replace(span=tuple(each[-1])) for each in content["restated"]]
    return Submission(**content, **columns)


class _Places(dict[str, dict[str, Any]]):
    """Places that are unpacked when one is asked for: most submissions are read for their figures or texts."""

    def __init__(self, blob: bytes) -> None:
        super().__init__()
        self._blob = blob

    def _filled(self) -> None:
        if self._blob:
            blob, self._blob = self._blob, b""
            self.update(json.loads(zlib.decompress(blob)))

    def get(self, key: str, default: Any = None) -> Any:
        """Return the place of a pointer."""
        self._filled()
        return super().get(key, default)

    def __getitem__(self, key: str) -> dict[str, Any]:
        self._filled()
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._filled()
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._filled()
        return super().__iter__()

    def __len__(self) -> int:
        self._filled()
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        self._filled()
        if isinstance(other, _Places):
            other._filled()
        return super().__eq__(other)

    __hash__ = None
