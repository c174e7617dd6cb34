"""Data drafts in YAML.

Drafts are read from parser events, so that nothing in a file can construct an
object, nest without limit or multiply itself by aliases. Scalars have the types
of JSON: true, false, null (also ~ and nothing), integers without leading zero
and decimals without exponent. Everything else is text as written (2025-01-01,
012, no, 12:30, 0x1F, 1_000, 1e3, .inf), and so is all that is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from disclosure_lint.kept_patterns import of_imports
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.causes import told
from disclosure_lint.readers.drafts import MAX_DIGITS, Draft, Recorder, Source
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.yaml_text import align
from disclosure_lint.report import join

with of_imports():
    import yaml
    from yaml.events import (
        AliasEvent,
        CollectionEndEvent,
        DocumentStartEvent,
        MappingStartEvent,
        NodeEvent,
        ScalarEvent,
    )

if TYPE_CHECKING:
    from collections.abc import Iterator

#: libyaml where it was built in: ten times faster, the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INTEGER = pattern(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = pattern(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")
PROPERTIES = pattern(r"(?:[&!]\S*\s+)+")
UNACCEPTABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: What libyaml and PyYAML say, in part → the cause that is told, tried in order.
CAUSES = (
    ("nesting depth", "too-deep"),
    ("quoted scalar", "unclosed-quote"),
    ("escape", "bad-escape"),
    ("flow ", "unclosed-bracket"),
    ("cannot start any token", "unexpected-character"),
    ("mapping values are not allowed", "unexpected-colon"),
    ("could not find expected ':'", "missing-colon"),
    ("block ", "bad-indentation"),
)


def read(text: str) -> Draft:
    """Read a draft in YAML; raises `ReadError`."""
    source = Source(text)
    reader = _Reader(source)
    try:
        return reader.document(yaml.parse(source.text, Loader=LOADER))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        _refuse(source, error)
    except RecursionError:
        raise ReadError("X007", "too-deep") from None


def plain(text: str) -> Any:
    """Return the value of a scalar that is written without quotation marks."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text) if len(text.lstrip("-")) <= MAX_DIGITS else text
    # A decimal past the range of floats would become infinite.
    return float(text) if len(text) <= 300 and DECIMAL.fullmatch(text) else text


class _Reader(Recorder):
    """Builds the data of one document from its events."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        #: What each anchor stands for: the value, its number of values, its height; None while it is open.
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.height = 0

    def document(self, events: Iterator[Any]) -> Draft:
        """Read the only document of a stream."""
        self.events = events
        next(events)
        if not isinstance(next(events), DocumentStartEvent):
            raise ReadError("X001", "empty")
        root = next(events)
        start, _ = _ends(root)
        if isinstance(root, ScalarEvent) and not root.value and root.implicit[0]:
            raise ReadError("X001", "empty")
        value = self.node(root, "", 1, None)
        next(events)
        more = next(events)
        if isinstance(more, DocumentStartEvent):
            raise self.error("X002", "several-documents", *_ends(more))
        return self.draft(value, start)

    def node(self, event: Any, pointer: str | None, depth: int, key: tuple[int, int] | None) -> Any:
        """Build the value that begins with an event.

        `pointer` is None for what is not kept; `key` is where the key of the value stands.
        """
        start, end = _ends(event)
        self.check_depth(depth, start)
        if isinstance(event, AliasEvent):
            return self.alias(event, pointer, depth, key)
        self.add(1, start)
        anchor = event.anchor if isinstance(event, NodeEvent) else None
        before = self.count
        if anchor is not None:
            self.anchors[anchor] = None
        if isinstance(event, ScalarEvent):
            self.height = 0
            value = self.scalar(event, pointer, key)
        else:
            self.tag(event)
            value = self.mapping(pointer, depth) if isinstance(event, MappingStartEvent) else self.items(pointer, depth)
            if pointer:
                block = isinstance(event, MappingStartEvent) and not event.flow_style
                end = self.source.text.find("\n", start) if block else start + 1
                self.places[pointer] = self.source.place(*key) if key else self.source.first_line(start, end)
        if anchor is not None:
            self.anchors[anchor] = (value, self.count - before + 1, self.height)
        return value

    def mapping(self, pointer: str | None, depth: int) -> dict[str, Any]:
        """Build a mapping, of which the first of equal keys counts."""
        data: dict[str, Any] = {}
        known: dict[str, int] = {}
        height = 0
        while not isinstance(event := next(self.events), CollectionEndEvent):
            at = _ends(event)
            if not isinstance(event, ScalarEvent):
                raise self.error("X002", "complex-key", at[0], at[0] + 1)
            if event.value == "<<" and event.implicit[0]:
                raise self.error("X002", "merge-key", *at)
            new = event.value not in known
            child = self.member(pointer, event.value, known, *at)
            value = self.node(next(self.events), child, depth + 1, at)
            if new:
                data[event.value] = value
            height = max(height, self.height)
        self.height = height + 1
        return data

    def items(self, pointer: str | None, depth: int) -> list[Any]:
        """Build a list."""
        data: list[Any] = []
        height = 0
        while not isinstance(event := next(self.events), CollectionEndEvent):
            child = None if pointer is None else join(pointer, len(data))
            data.append(self.node(event, child, depth + 1, None))
            height = max(height, self.height)
        self.height = height + 1
        return data

    def alias(self, event: Any, pointer: str | None, depth: int, key: tuple[int, int] | None) -> Any:
        """Return what an alias stands for, as long as that neither repeats itself nor grows too large."""
        start, end = _ends(event)
        name: str = event.anchor
        if name not in self.anchors:
            raise self.error("X002", "unknown-alias", start, end, name=name)
        known = self.anchors[name]
        if known is None:
            raise self.error("X002", "recursive-alias", start, end, name=name)
        value, number, self.height = known
        self.add(number, start, "alias-bomb")
        self.check_depth(depth + self.height, start)
        if pointer:
            self.places[pointer] = self.source.place(*(key or (start, end)))
        return value

    def scalar(self, event: Any, pointer: str | None, key: tuple[int, int] | None) -> Any:
        """Return the value of a scalar, and note where it and its characters stand."""
        self.tag(event)
        quoted = event.style not in (None, "")
        value = event.value if quoted or event.tag is not None else plain(event.value)
        if not pointer:
            return value
        start, end = _ends(event)
        if event.anchor or event.tag:
            properties = PROPERTIES.match(self.source.text, start, end)
            start = properties.end() if properties else start
        if value is None:
            self.places[pointer] = self.source.place(*(key or (start, max(start + 1, end))))
            return value
        if event.style in ("|", ">"):
            end = start + len(self.source.text[start:end].rstrip())
        self.places[pointer] = self.source.place(start, end)
        if isinstance(value, str):
            self.runs[pointer] = self.source.runs(align(self.source.text, start, end, value, event.style or ""))
        return value

    def tag(self, event: Any) -> None:
        """Refuse to construct what a tag asks for; the value is read as if it were not tagged."""
        if event.tag not in TEXT_TAGS:
            start, _ = _ends(event)
            self.problem("tag", start, start + 1, tag=event.tag)


def _ends(event: Any) -> tuple[int, int]:
    """Return where an event begins and ends in the source."""
    return event.start_mark.index, event.end_mark.index


def _refuse(source: Source, error: Exception) -> NoReturn:
    """Raise what the YAML library found wrong as a `ReadError` with its exact place."""
    if not isinstance(error, yaml.MarkedYAMLError):
        bad = UNACCEPTABLE.search(source.text)
        at = bad.start() if bad else 0
        character = f"U+{ord(source.text[at]):04X}"
        raise ReadError(
            "X002", "control-character", {**told("control-character"), "character": character}, source.place(at, at + 1)
        ) from None
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''} {error.problem or ''}"
    cause = next((cause for words, cause in CAUSES if words in said), "other")
    place = source.place(mark.index, mark.index) if mark else None
    if cause == "too-deep":
        raise ReadError("X007", cause, {}, place) from None
    start = source.text.rfind("\n", 0, mark.index) + 1 if mark else 0
    line = source.text[start:].partition("\n")[0]
    before = source.text[:start].rstrip().rpartition("\n")[2]
    if cause != "unclosed-bracket" and any("：" in each and ":" not in each for each in (line, before)):
        cause = "full-width-colon"
    elif cause == "unexpected-character" and line[: line.find("\t") + 1].strip() == "" and "\t" in line:
        cause = "tab-indentation"
    raise ReadError("X002", "yaml-syntax", {**told(cause), "detail": error.problem or ""}, place) from None
