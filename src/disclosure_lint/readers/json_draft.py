"""Data drafts in JSON (RFC 8259).

Numbers mean what they mean to `json`: 1e3 is the decimal 1000.0, not a count.
What JSON cannot say exactly stays text as written: integers of more than 18
digits and numbers past the range of floats. NaN and Infinity are refused.
Half of a surrogate pair becomes U+FFFD, and is said.
"""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError
from math import isinf
from typing import Any

from disclosure_lint.masking import mask_text
from disclosure_lint.patterns import pattern
from disclosure_lint.readers.causes import told
from disclosure_lint.readers.drafts import MAX_DIGITS, Draft, Recorder, Source
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.report import join

SPACE = pattern(r"[ \t\r\n]*")
TOKEN = pattern(
    r"""(?P<mark>[{}\[\],:])
    |(?P<text>"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")
    |(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![-+.\w]))
    |(?P<word>(?:true|false|null)(?!\w))""",
    re.VERBOSE,
)
ESCAPE = pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
SURROGATE = pattern("[\ud800-\udfff]")
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
#: How a wrong token begins → the cause that is told.
CAUSES = {'"': "bad-text", "'": "single-quotes", "/": "comment", "#": "comment", "“": "full-width-quotes"}


def read(text: str) -> Draft:
    """Read a draft in JSON; raises `ReadError`."""
    return _Reader(Source(text)).document()


class _Reader(Recorder):
    """Reads one JSON text from left to right."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.text = source.text
        self.start = self.end = 0
        self.kind = self.token = ""

    def document(self) -> Draft:
        """Read the whole text."""
        if not self.text.strip():
            raise ReadError("X001", "empty")
        self.advance()
        start = self.start
        value = self.value("", 1, None)
        self.advance()
        if self.kind:
            raise self.unexpected("end")
        return self.draft(value, start)

    def advance(self) -> None:
        """Go on to the next token; its kind is "" at the end."""
        space = SPACE.match(self.text, self.end)
        self.start = self.end = space.end() if space else self.end
        self.kind = self.token = ""
        match = TOKEN.match(self.text, self.start)
        if match is not None:
            self.kind, self.token, self.end = match.lastgroup or "", match.group(), match.end()
        elif self.start < len(self.text):
            self.kind = "wrong"

    def unexpected(self, expected: str) -> ReadError:
        """Return the error of a token that is not what should stand here."""
        found = self.token or self.text[self.start : self.start + 1]
        cause = "unexpected-token" if self.kind else "unexpected-end"
        if self.kind == "wrong":
            rest = self.text[self.start : self.start + 9].lstrip("-")
            cause = CAUSES.get(found, "not-json")
            cause = "not-finite" if rest.startswith(("NaN", "Infinity")) else cause
        elif found in ("}", "]") and self.text[: self.start].rstrip().endswith(","):
            cause = "trailing-comma"
        end = max(self.end, min(self.start + 1, len(self.text)))
        found = mask_text(found)[:20]
        return self.error("X002", "json-syntax", self.start, end, **told(cause), expected=expected, found=found)

    def value(self, pointer: str | None, depth: int, key: tuple[int, int] | None) -> Any:
        """Read the value that begins with the present token."""
        start, end = self.start, self.end
        self.check_depth(depth, start)
        self.add(1, start)
        if self.kind == "text":
            return self.string(pointer)
        if self.kind == "number":
            value: Any = _number(self.token)
        elif self.kind == "word":
            value = WORDS[self.token]
        elif self.token == "{":
            value = self.mapping(pointer, depth)
        elif self.token == "[":
            value = self.items(pointer, depth)
        else:
            raise self.unexpected("value")
        if pointer:
            inner = value is None or isinstance(value, (dict, list))
            self.places[pointer] = self.source.place(*(key if inner and key else (start, end)))
            if isinstance(value, str):
                self.runs[pointer] = self.source.runs([(0, start)])
        return value

    def mapping(self, pointer: str | None, depth: int) -> dict[str, Any]:
        """Read an object, of which the first of equal keys counts."""
        data: dict[str, Any] = {}
        known: dict[str, int] = {}
        self.advance()
        while self.token != "}" or data or known:
            if self.kind != "text":
                raise self.unexpected("key")
            at = self.start, self.end
            key = self.string(None)
            new = key not in known
            child = self.member(pointer, key, known, *at)
            self.advance()
            if self.token != ":":
                raise self.unexpected("colon")
            self.advance()
            value = self.value(child, depth + 1, at)
            if new:
                data[key] = value
            self.advance()
            if self.token == "}":
                break
            self.comma("comma or }")
        return data

    def items(self, pointer: str | None, depth: int) -> list[Any]:
        """Read an array."""
        data: list[Any] = []
        self.advance()
        while self.token != "]" or data:
            child = None if pointer is None else join(pointer, len(data))
            data.append(self.value(child, depth + 1, None))
            self.advance()
            if self.token == "]":
                break
            self.comma("comma or ]")
        return data

    def comma(self, expected: str) -> None:
        """Step over a comma."""
        if self.token != ",":
            raise self.unexpected(expected)
        self.advance()

    def string(self, pointer: str | None) -> str:
        """Return the text of the present token, and note where it and its characters stand."""
        start, end = self.start, self.end
        value = self.token[1:-1]
        pairs = [(0, start + 1)]
        if "\\" in value:
            try:
                value = json.loads(self.token)
            except JSONDecodeError as error:
                at = start + error.pos
                raise self.error("X002", "json-syntax", at, at + 1, **told("bad-escape"), found=self.text[at]) from None
            pairs = _stretches(self.token, start)
        if SURROGATE.search(value):
            value = SURROGATE.sub("\ufffd", value)
            self.problem("lone-surrogate", start, end)
        if pointer:
            self.places[pointer] = self.source.place(start, end)
            self.runs[pointer] = self.source.runs(pairs)
        return value


def _stretches(token: str, start: int) -> list[tuple[int, int]]:
    """Return pairs (offset in the text, index in the source), split at escapes; the token begins at `start`."""
    pairs = [(0, start + 1)]
    shift = 1
    for escape in ESCAPE.finditer(token):
        offset = escape.start() - shift
        shift += len(escape.group()) - 1
        pairs += [(offset, start + escape.start()), (offset + 1, start + escape.end())]
    unique = dict(pairs)
    return sorted((offset, index) for offset, index in unique.items() if index < start + len(token) - 1 or not offset)


def _number(token: str) -> int | float | str:
    """Return the value of a number, or its text where no number is exact enough."""
    if token.lstrip("-").isdecimal():
        return int(token) if len(token.lstrip("-")) <= MAX_DIGITS else token
    value = float(token)
    return token if isinf(value) else value
