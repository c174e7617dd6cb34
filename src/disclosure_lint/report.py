"""A report: its data, and where in the file each value came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.pointers import join, members, selected, tokens
from disclosure_lint.positions import Place, Runs, span_place
from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Outline
    from disclosure_lint.profiles import Profile

__all__ = ["MISSING", "PLACEHOLDERS", "Passage", "Printed", "Report", "Unread", "join", "members", "tokens"]

#: What authors write into a cell that has nothing to say; read as 0, and said (T208).
PLACEHOLDERS = frozenset(["/", "／", "-", "－", "—", "–", "―", "─", "——", "--", "//", "\\", "无"])
MISSING: Any = object()


class Passage(NamedTuple):
    """A piece of text that a reader of the report sees; `pointer` is "" outside the data."""

    pointer: str
    text: str
    place: Place | None = None
    runs: Runs = ()


class Report(Record, eq=False, repr=False):
    """One report.

    `places` and `runs` map JSON Pointers to places and to the positions of the
    characters of a text. `found` maps the pointer of a table, row or cell to
    what was printed there (see `as_found`). `leftover` is text of the document
    that belongs to no key. `text` is that of the file, where it is one. `memo` is
    for what several checks would compute again.
    """

    path: str
    format: str
    profile: Profile
    data: dict[str, Any]
    places: dict[str, Place] = field(default_factory=dict)
    runs: dict[str, Runs] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    outline: Outline | None = None
    leftover: list[Passage] = field(default_factory=list)
    sha256: str = ""
    text: str = ""
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def printed(self) -> bool:
        """Whether the report was read from a document, not from a data draft."""
        return self.outline is not None

    @property
    def source(self) -> list[str]:
        """The lines of the file, none where it has none."""
        known: list[str] | None = self.memo.get("source")
        if known is None:
            known = self.memo["source"] = self.text.split("\n") if self.text else []
        return known

    @property
    def year(self) -> int | None:
        """The reporting year."""
        year = self.data.get("year")
        return year if isinstance(year, int) and not isinstance(year, bool) else None

    def get(self, pointer: str, default: Any = None) -> Any:
        """Return the value at a pointer, or `default` where there is none."""
        value: Any = self.data
        for token in tokens(pointer):
            if isinstance(value, dict) and token in value:
                value = value[token]
            elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                return default
        return value

    def has(self, pointer: str) -> bool:
        """Tell whether the report states the key at a pointer."""
        return self.get(pointer, MISSING) is not MISSING

    def select(self, pattern: str) -> Iterator[str]:
        """Yield the pointers that match a pattern: `*` is any one key, a last `**` any depth.

        `**` yields every mapping, at any depth, that holds no mapping itself (a row).
        """
        yield from (at for at, _ in selected(self.data, pattern))

    def count(self, pointer: str) -> int | None:
        """Return the count in a cell: 0 where it is blank or a placeholder.

        None where the report has no such cell or it holds no count, which S109
        and T209 report.
        """
        value = self.get(pointer, MISSING)
        if value is None or (isinstance(value, str) and value.strip() in PLACEHOLDERS):
            return 0
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def place(self, pointer: str, span: tuple[int, int] | None = None, label: str = "") -> Place | None:
        """Return the place of a pointer: its own or its nearest ancestor's that has one; `label` where it is known."""
        label = label or self.profile.label(pointer, self.profile.language)
        while pointer:
            place = self.places.get(pointer)
            if place is not None:
                if span is not None and pointer in self.runs:
                    place = span_place(self.runs[pointer], *span, place)
                return place if place.label else _labelled(place, label)
            pointer, span = pointer.rpartition("/")[0], None
        return None

    def as_found(self, pointer: str, default: Any = None) -> Any:
        """Return what was printed at a pointer: a table's `Printed`, a row's label, a cell's text.

        A data draft has nothing printed but the text of cells that were written
        otherwise than as a plain number.
        """
        return self.found.get(pointer, default)

    def texts(self) -> Iterator[Passage]:
        """Yield the prose in the data, in reading order: title, preface, headings, paragraphs."""
        for key in ("title", "preface", "sections", "topics", "extra_sections"):
            yield from self._strings(f"/{key}", self.data.get(key))

    def passages(self) -> Iterator[Passage]:
        """Yield every text of the document, cells included but no dates, and what belongs to no key."""
        known = self.memo.get("passages")
        if known is None:
            known = self.memo["passages"] = list(self._passages())
        yield from known

    def _passages(self) -> Iterator[Passage]:
        texts = self.profile.raw.get("texts") if "faults" in self.memo else None
        for key, value in self.data.items():
            if key != "profile" and not (key == "tables" and texts is not None):
                yield from self._strings(join("", key), value)
        if texts is not None:  # the form says where text may stand; what else is no figure breaks the schema
            named = {at: value for pattern in texts for at, value in selected(self.data, pattern)}
            odd = [fault.pointer for fault in self.memo["faults"] if fault.pointer.startswith("/tables")]
            for pointer in (*named, *(each for each in dict.fromkeys(odd) if each not in named)):
                yield from self._strings(pointer, named[pointer] if pointer in named else self.get(pointer))
        for pointer, printed in self.found.items():
            if isinstance(printed, str) and not isinstance(self.get(pointer), str):
                yield Passage(pointer, printed)
        yield from self.leftover

    def _strings(self, pointer: str, value: Any) -> Iterator[Passage]:
        if isinstance(value, str):
            if not _is_date(value):
                yield Passage(pointer, value, None, self.runs.get(pointer, ()))
        else:
            for below, text in _texts(value):
                at = pointer + below
                yield Passage(at, text, None, self.runs.get(at, ()))


def _texts(value: Any) -> list[tuple[str, str]]:
    """Return the texts in a mapping or a list, each with its pointer from there; dates are none."""
    found: list[tuple[str, str]] = []
    for key, member in members(value):
        kind = member.__class__
        if kind is str:
            if not _is_date(member):
                found.append((join("", key), member))
        elif kind is dict or kind is list:
            below = _texts(member)
            if below:
                at = join("", key)
                found += [(at + pointer, text) for pointer, text in below]
    return found


class Printed(Record, eq=False, repr=False):
    """What was printed of a table.

    `form` is the profile whose form the table has. `headers` are the column
    headers in order, `columns` the keys they were read as (None: unknown),
    `rows` the row labels as printed by the pointer they were read as.
    `caption` is the text of header and caption cells. `loose` says that the
    rows were recovered from text in which blank cells may have vanished.
    `odd_width` is the number of figures on every row where that is not the
    form's, so that none could be told apart. `misheaded` are the headers of rows
    that stand under those of other rows, by the pointer of the row; `overfull` says
    how many figures a row has that has more than columns.
    """

    form: str
    headers: list[str] = field(default_factory=list)
    columns: list[str | None] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)
    caption: str = ""
    loose: bool = False
    odd_width: int | None = None
    misheaded: dict[str, list[str]] = field(default_factory=dict)
    overfull: dict[str, int] = field(default_factory=dict)


class Unread(NamedTuple):
    """What was found at the pointer of a cell that the file does not tell, and why (rules/reasons.yaml)."""

    reason: str


def _is_date(text: str) -> bool:
    """Tell whether a value has the form of an ISO date, which is no text."""
    return len(text) == len("2026-01-31") and text[4] == "-" == text[7]


def _labelled(place: Place, label: str) -> Place:
    return Place(*place[:-1], label)  # its last field
