"""The comments of a report that are addressed to this program, each with its place.

A `#` in a YAML text and a `<!--` in a code block or a script are no comments:
YAML's scanner, the blocks of Markdown and the tokens of HTML tell.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.positions import Place
from disclosure_lint.records import NamedTuple
from disclosure_lint.suppress import is_marked
from disclosure_lint.suppress.directives import is_directive

if TYPE_CHECKING:
    from collections.abc import Iterator

_HASH = pattern(r"(?:^|(?<=[ \t\n]))#")
_OPEN, _CLOSE = "<!--", "-->"


class Comment(NamedTuple):
    """The text of a comment, where it stands, and whether nothing stands before it on its line."""

    text: str
    place: Place
    alone: bool

    @property
    def start(self) -> tuple[int, int]:
        """Line and column of its first character."""
        return self.place.line or 1, self.place.column or 1


def comments(form: str, text: str) -> list[Comment]:
    """Return the directives in the text (LF lines) of a report in a format, in order."""
    if form not in _FINDERS or not is_marked(text):
        return []
    starts = [0]
    while (at := text.find("\n", starts[-1])) >= 0:
        starts.append(at + 1)
    return [_comment(text, starts, *span) for span in _FINDERS[form](text) if is_directive(text[span[2] : span[3]])]


def _comment(text: str, starts: list[int], start: int, end: int, inner: int, inner_end: int) -> Comment:
    line, end_line = bisect_right(starts, start), bisect_right(starts, end)
    before = text[starts[line - 1] : start]
    place = Place(line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)
    return Comment(text[inner:inner_end], place, not before.strip())


#: Start and end of a comment and of the text in it.
_Span = tuple[int, int, int, int]


def _yaml(text: str) -> Iterator[_Span]:
    import yaml

    from disclosure_lint.readers.yaml_draft import LOADER

    closed: list[tuple[int, int]] = []
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):  # a comment may stand behind the sign that opens the block
                start = text.find("\n", start) if "\n" in text[start:end] else end
            closed.append((start, end))
    done = 0
    for match in _HASH.finditer(text):
        at = match.start()
        index = bisect_right(closed, (at, len(text))) - 1
        if at < done or (index >= 0 and at < closed[index][1]):
            continue
        end = text.find("\n", at)
        done = end = end if end >= 0 else len(text)
        yield at, end, at + 1, end


def _html(text: str) -> Iterator[_Span]:
    from disclosure_lint.readers.html_tokens import comment_spans

    return ((start, end, start + 4, end - (4 if text[end - 2] == "!" else 3)) for start, end in comment_spans(text))


def _markdown(text: str) -> Iterator[_Span]:
    from disclosure_lint.readers.front_matter import front_matter
    from disclosure_lint.readers.markdown_blocks import parts

    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    _, skipped = front_matter(lines)
    lines[:skipped] = [""] * skipped
    for part in parts(lines):
        if part.kind == "html":
            begin = starts[part.start]
            inside = _html(text[begin : starts[part.end] - 1])
            yield from ((a + begin, b + begin, c + begin, d + begin) for a, b, c, d in inside)
        elif part.kind in ("text", "table"):
            offsets = [(content, starts[number - 1] + column - 1) for content, number, column in part.sources]
            yield from _inline(offsets)


def _inline(sources: list[tuple[str, int]]) -> Iterator[_Span]:
    """Yield the comments among the inline markup of lines, each given with its offset."""
    from disclosure_lint.readers.markup import scan

    content = "\n".join(line for line, _ in sources)
    if _OPEN not in content:
        return
    begins: list[int] = [0]
    for line, _ in sources:
        begins.append(begins[-1] + len(line) + 1)

    def offset(at: int) -> int:
        index = bisect_right(begins, at) - 1
        return sources[index][1] + at - begins[index]

    for start, end in scan(content).drops:
        if content.startswith(_OPEN, start) and content.endswith(_CLOSE, start, end):
            first, last = offset(start), offset(end - 1) + 1
            yield first, last, first + len(_OPEN), last - len(_CLOSE)


_FINDERS = {"yaml": _yaml, "html": _html, "markdown": _markdown}
