"""The blocks of a Markdown document, by markdown-it, as ranges of source lines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import pieces
from disclosure_lint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from disclosure_lint.readers.markdown_lines import Source

_TABLE = pattern(r"\s{0,12}<table\b", re.IGNORECASE)
_TABLE_TAG = pattern(r"<(/?)table\b", re.IGNORECASE)
_FENCE = pattern(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = pattern(r"=+\s*")
_RULE = pattern(r"\s{0,3}-{2,}\s*")
_LONGEST_HEADING = 60
_DEEPEST = 60


class Part(Record):
    """A block: source lines from `start` to before `end`, counted from 0.

    `sources` are the lines of text, code and pipe tables, without the marks of
    the block. `item` says that a list item begins here, `listed` that its list
    draws numbers.
    """

    kind: Literal["text", "code", "table", "html", "rule"]
    start: int
    end: int
    sources: list[Source]
    level: int | None = None
    listed: bool = False
    item: bool = False


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """Yield the blocks of the document in order.

    HTML tables are cut out first: in CommonMark a blank line would end them.
    """
    start = 0
    for first, end in _html_tables(lines):
        yield from _markdown(lines, start, first)
        yield Part("html", first, end, [])
        start = end
    yield from _markdown(lines, start, len(lines))


def _html_tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    depth, start, fence = 0, 0, ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line) if not depth else None
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence or (not depth and not _TABLE.match(line)):
            continue
        start = start if depth else index
        depth += sum(-1 if match[1] else 1 for match in _TABLE_TAG.finditer(line))
        if depth <= 0:
            depth = 0
            yield start, index + 1
    if depth:
        yield start, len(lines)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.disable(["code", "lheading", "reference"])
    parser.block.ruler.before("fence", "pipes", _pipe_table, {"alt": ["paragraph"]})
    return parser


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a header, its delimiter row and the rows that follow, whatever their cells."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if not pieces.is_delimiter(_text(state, start + 1), short=True) or "|" not in _text(state, start):
        return False
    if silent:
        return True
    line = start + 2
    while line < end and state.sCount[line] >= state.blkIndent and "|" in _text(state, line):
        line += 1
    token = state.push("pipes", "", 0)
    token.map = [start, line]
    token.meta = {"columns": [_column(state, each) for each in range(start, line)]}
    state.line = line
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _column(state: StateBlock, line: int) -> int:
    position = state.bMarks[line] + state.tShift[line]
    return position - state.src.rfind("\n", 0, position) - 1


def _markdown(lines: Sequence[str], start: int, end: int) -> Iterator[Part]:
    if start >= end:
        return
    source = "\n".join(lines[start:end])
    lists: list[bool] = []
    item = False
    level: int | None = None
    last: Part | None = None
    for token in _parser().parse(source):
        kind = token.type
        if kind.endswith("_list_open"):
            lists.append(kind.startswith("ordered"))
        elif kind.endswith("_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            item = True
        elif kind == "heading_open":
            level = int(token.tag[1:])
        elif token.map is not None and (part := _part(token, lines, start)) is not None:
            part.level, level = level or part.level, None
            part.listed, part.item, item = bool(lists and lists[-1]), item, False
            if last is not None:
                _underline(last, part, lines)
                yield last
            last = part
    if last is not None:
        yield last


def _part(token: Token, lines: Sequence[str], start: int) -> Part | None:
    first, end = (start + each for each in token.map or (0, 0))
    if token.type == "inline":
        contents = token.content.split("\n")
        sources = [_source(text, lines, first + index) for index, text in enumerate(contents)]
        part = Part("text", first, end, sources)
        return _overlined(part)
    if token.type in ("fence", "code_block"):
        inside = [n for n in range(first + 1, end) if not _FENCE.match(lines[n])]
        return Part("code", first, end, [(lines[n], n + 1, 1) for n in inside])
    if token.type == "pipes":
        columns = token.meta["columns"]
        return Part("table", first, end, [(lines[first + i][c:], first + i + 1, c + 1) for i, c in enumerate(columns)])
    if token.type in ("html_block", "hr"):
        return Part("html" if token.type == "html_block" else "rule", first, end, [])
    return None


def _source(text: str, lines: Sequence[str], index: int) -> Source:
    """Find where in its source line the content of a block stands."""
    raw = lines[min(index, len(lines) - 1)]
    column = raw.rfind(text) if len(raw.rstrip()) - len(text) <= raw.rfind(text) else raw.find(text)
    return text, index + 1, max(0, column) + 1


def _overlined(part: Part) -> Part:
    """Make a heading of a paragraph that = underlines."""
    if len(part.sources) > 1 and _UNDERLINE.fullmatch(part.sources[-1][0]):
        part.sources.pop()
        part.level = 1
    return part


def _underline(last: Part, rule: Part, lines: Sequence[str]) -> None:
    """Make a heading of a short line that - underlines."""
    if rule.kind != "rule" or last.kind != "text" or last.end != rule.start or len(last.sources) > 1:
        return
    text = last.sources[0][0]
    if _RULE.fullmatch(lines[rule.start]) and len(text) <= _LONGEST_HEADING and "。" not in text:
        last.level = last.level or 2
