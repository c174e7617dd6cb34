"""Sentences as segments: stretches between separators that each hold at most one number.

A bracket is read after the words before it, and what follows the bracket goes on
where they stopped: 其他处理（含申请人撤回）341件 is one segment and a bracket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.tokens import Token

#: Tokens that carry no subject.
_EMPTY = frozenset({"fill", "number", "year", "day", "all", "each", "self", "title", "about", "request"})

#: Words with a number, and what such a number alone may have beside it.
_TELLING = frozenset({"为", "有", "计", "是", "达"})
_PLAIN = frozenset({"fill", "number", "about"})


class Segment(Record, eq=False, repr=False):
    """`before` is the separator in front, `depth` counts brackets, `among` says that 其中 came before."""

    tokens: list[Token]
    before: str = ""
    depth: int = 0
    among: bool = False
    number: Token | None = None
    kinds: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the meanings of the tokens by their kinds."""
        for token in self.tokens:
            self.kinds.setdefault(token.kind, []).append(token.meaning)
            if token.kind == "number" and self.number is None:
                self.number = token

    @property
    def quantity(self) -> Quantity | None:
        """The number of the segment."""
        return self.number.quantity if self.number else None

    @property
    def unit(self) -> str:
        """The unit of the number, "" without one; 宗 is what 件 is elsewhere."""
        unit = self.number.quantity.unit if self.number and self.number.quantity else ""
        return "件" if unit == "宗" else unit

    @property
    def start(self) -> int:
        """Where the segment begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the segment ends."""
        return self.tokens[-1].end

    def has(self, *kinds: str) -> bool:
        """Tell whether any token is of one of the kinds."""
        known = self.kinds
        for kind in kinds:  # noqa: SIM110 - asked seventy times a sentence, and a generator takes twice as long
            if kind in known:
                return True
        return False


class _Open(Record, eq=False, repr=False):
    """A stretch that goes on: its tokens so far and how it began."""

    depth: int
    before: str = ""
    among: bool = False
    tokens: list[Token] = field(default_factory=list)


def segments(tokens: Iterable[Token]) -> list[Segment]:
    """Return the segments of a sentence; a list of subjects with one number (行政复议、行政诉讼5件) is one."""
    found: list[Segment] = []
    for segment in _cut(tokens):
        last = found[-1] if found else None
        if last and (_lists(last, segment) if segment.before == "、" else _tells(last, segment)):
            found[-1] = Segment([*last.tokens, *segment.tokens], last.before, last.depth, last.among)
        else:
            found.append(segment)
    return found


def _lists(last: Segment, segment: Segment) -> bool:
    told = segment.number or segment.tokens[-1].kind == "neg"
    kinds = (("court", "court"), ("outcome", "outcome"), ("reason", "reason"), ("reason", "outcome"))
    same = told and any(last.has(one) and segment.has(other) for one, other in kinds)
    return bool(same) and not last.number and last.depth == segment.depth and not last.has("neg", "unknown")


def _tells(last: Segment, segment: Segment) -> bool:
    """Tell whether a number is what the words in front count: 部分公开的申请占少数，为4件."""
    if segment.before != "，" or not segment.number or last.number or last.depth != segment.depth:
        return False
    plain = segment.tokens[0].meaning in _TELLING and all(token.kind in _PLAIN for token in segment.tokens)
    return plain and last.has("outcome", "reason", "applicant", "verdict") and not last.has("neg", "all", "flow")


def _cut(tokens: Iterable[Token]) -> Iterator[Segment]:
    """Yield segments, what stands in brackets before what they interrupt goes on."""
    stack = [_Open(0)]
    for token in tokens:
        top = stack[-1]
        if token.kind == "open":
            # A number ends what the bracket explains; words alone go on behind it.
            if any(each.kind == "number" for each in top.tokens):
                yield from _finished(top)
                top.tokens = []
            stack.append(_Open(len(stack), "（"))
        elif token.kind == "close":
            if len(stack) > 1:
                yield from _finished(stack.pop())
        elif token.kind in ("sep", "among"):
            yield from _finished(top)
            stack[-1] = _Open(top.depth, token.meaning if token.kind == "sep" else top.before, token.kind == "among")
        else:
            top.tokens.append(token)
    while stack:
        yield from _finished(stack.pop())


def _finished(stretch: _Open) -> Iterator[Segment]:
    """Cut a stretch with several numbers so that each piece has one."""
    if not stretch.tokens:
        return
    before, among = stretch.before, stretch.among
    for tokens in _pieces(stretch.tokens):
        yield Segment(tokens, before, stretch.depth, among)
        before, among = "", False


def _pieces(tokens: list[Token]) -> Iterator[list[Token]]:
    """Words come before their number (办结41件结转3件) or behind it (12件予以公开4件部分公开)."""
    numbers = [index for index, token in enumerate(tokens) if token.kind == "number"]
    if len(numbers) < 2:
        yield tokens
        return
    leading = all(token.kind in _EMPTY for token in tokens[: numbers[0]])
    trailing = any(token.kind not in _EMPTY for token in tokens[numbers[-1] + 1 :])
    cuts = numbers[1:] if leading and trailing else [index + 1 for index in numbers[:-1]]
    for start, stop in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
        yield tokens[start:stop]
