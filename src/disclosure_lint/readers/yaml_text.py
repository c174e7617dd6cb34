"""Where the characters of a YAML scalar stand in the source."""

from __future__ import annotations

from disclosure_lint.patterns import pattern

BREAK = pattern(r"\r\n|[\n\r\x85\u2028\u2029]")
#: The blanks of YAML; a no-break or full-width space is text.
BLANK = pattern(r"[ \t\r\n\x85\u2028\u2029]+")
HEX_DIGITS = {"x": 2, "u": 4, "U": 8}


def align(source: str, start: int, end: int, value: str, style: str) -> list[tuple[int, int]]:
    """Return pairs (offset in `value`, index in `source`), one for each unbroken stretch.

    `style` is the character that begins the scalar: ' or ", | or >, or "".
    """
    if style in ("|", ">"):
        return _block(source, start, end, value)
    if style:
        start, end = start + 1, end - 1
    if source[start:end] == value:
        return [(0, start)]
    return _flow(source, start, end, value, style)


def _block(source: str, start: int, end: int, value: str) -> list[tuple[int, int]]:
    """Align a block scalar line by line, past its header."""
    pairs: list[tuple[int, int]] = []
    header = BREAK.search(source, start, end)
    at, offset = header.end() if header else end, 0
    while at < end:
        found = BREAK.search(source, at, end)
        stop = found.start() if found else end
        line = source[at:stop].rstrip() if stop == end else source[at:stop]
        content = line.lstrip(" ")
        if content.strip():
            where = value.find(content, offset)
            if where < 0:
                break
            pairs.append((where, stop - len(source[at:stop].lstrip(" "))))
            offset = where + len(content)
        at = found.end() if found else end
    return pairs or [(0, start)]


def _flow(source: str, start: int, end: int, value: str, style: str) -> list[tuple[int, int]]:
    """Align a quoted or plain scalar with escapes or with line breaks folded away."""
    pairs: list[tuple[int, int]] = [(0, start)]
    at, offset = start, 0
    while at < end and offset < len(value):
        before = at, offset
        if style == '"' and source[at] == "\\":
            at, offset = _escape(source, at, end, offset)
        elif style == "'" and source.startswith("''", at):
            at, offset = at + 2, offset + 1
        elif source[at] == value[offset] and not _folds(source, at, end):
            at, offset = at + 1, offset + 1
            continue
        else:
            gap = BLANK.match(source, at, end)
            at = gap.end() if gap else at + 1
            while gap and offset < len(value) and BLANK.match(value, offset):
                offset += 1
        if before[1] < offset and pairs[-1][0] != before[1]:
            pairs.append((before[1], before[0]))
        if pairs[-1][0] == offset:
            pairs[-1] = (offset, at)
        else:
            pairs.append((offset, at))
    return [pair for pair in pairs if pair[0] < len(value) or not pair[0]]


def _escape(source: str, at: int, end: int, offset: int) -> tuple[int, int]:
    """Step over the escape at `at`: one character, or a line break that is not one."""
    kind = source[at + 1 : at + 2]
    if BREAK.match(kind):
        gap = BLANK.match(source, at + 1, end)
        return (gap.end() if gap else at + 2), offset
    return at + 2 + HEX_DIGITS.get(kind, 0), offset + 1


def _folds(source: str, at: int, end: int) -> bool:
    """Whether the blank at `at` belongs to a line break and the blanks around it."""
    gap = BLANK.match(source, at, end)
    return gap is not None and BREAK.search(gap.group()) is not None
