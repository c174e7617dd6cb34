"""One line of a flattened table: where its cells begin and end."""

from __future__ import annotations

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels

#: The characters [start, end) of a line.
Span = tuple[int, int]

_UNITS = "件|万元|元|人次|[个项条次宗份起人篇期场例名]"
_NUMBER = r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,17})(?:\.\d{1,9})?"
_VALUE = pattern(rf"{_NUMBER}(?:{_UNITS}|%)?(?:\([^()]*\))?|[+-]?\d{{1,9}}/[+-]?\d{{1,9}}|[/\\\-—–―─_]{{1,6}}|无")
_TOKEN = pattern(r"[^\s(]*\([^()]*\)\S*|\S+")
_FENCE = pattern(r"[|│┃║\t]")
_BAR = pattern(r"[|│┃║]")
#: Pipes with nothing between them behind cells that are set apart by spaces: what a merged cell covers.
_FILL = pattern(r"(?<=[^\s|] \| )\|{2,}$")
#: No cell of an official table holds so much.
_LONGEST_CELL = 240
_LONGEST_WORD = 8
_WIDE_GAP = pattern(r" {2,}|\t")
#: A line of a drawn table that holds nothing but rules.
_RULE = pattern(r"[\s|│┃║+:=\-─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]+")
_DRAWN = pattern(r"[─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]|-{2}|={2}")
_DASHES = r"\s*+(?::-++:?|-++:|-{3,}+)\s*+"
_DELIMITER = pattern(rf"^\|?{_DASHES}(?:\|{_DASHES})*+\|?")
_SHORT_DELIMITER = pattern(r"^\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?")
_PARTIAL_RULE = pattern(r"[─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]+")


def is_value(text: str) -> bool:
    """Tell whether a piece (folded) is a number or what authors write in its place."""
    return _VALUE.fullmatch(text) is not None


def is_fenced(plain: str) -> bool:
    """Tell whether tabs, pipes or drawn lines cut the line into cells."""
    return _FENCE.search(plain) is not None


def is_tabbed(plain: str) -> bool:
    """Tell whether tabs alone cut the line into cells, which may be mere typing."""
    return "\t" in plain and _BAR.search(plain) is None


def is_framed(plain: str) -> bool:
    """Tell whether a line is prose in the only cell of a table that holds a whole page."""
    core = plain.strip("| ")
    return len(core) > _LONGEST_CELL and "|" in plain and "|" not in core and "\t" not in core and core.count("。") > 1


def is_rule(plain: str) -> bool:
    """Tell whether a line draws a table's rules and says nothing."""
    return _DRAWN.search(plain) is not None and _RULE.fullmatch(plain) is not None


def is_delimiter(plain: str, *, short: bool = False) -> bool:
    """Tell whether a line is the delimiter row of a Markdown table.

    `short` also allows single dashes, which in other rows stand for no value.
    """
    pattern = _SHORT_DELIMITER if short else _DELIMITER
    return "|" in plain and "-" in plain and pattern.fullmatch(plain) is not None


def is_empty(plain: str) -> bool:
    """Tell whether a line holds no more than pipes."""
    return not _BAR.sub("", plain).strip()


def fenced(plain: str, *, edged: bool = True) -> list[Span]:
    """Return the cells of a line cut by tabs or pipes, blank ones included.

    A pipe at either end is a border and makes no cell; an escaped pipe is text.
    Nor do pipes alone at the end where spaces part the other cells. In a table
    that is not `edged`, a pipe at the beginning ends a blank cell.
    """
    bars = _BAR if _BAR.search(plain) else pattern(r"\t")
    cuts = [match.start() for match in bars.finditer(plain) if not escaped(plain, match.start())]
    starts = [0, *(cut + 1 for cut in cuts)]
    ends = [*cuts, len(plain)]
    spans = [trim(plain, start, end) for start, end in zip(starts, ends, strict=True)]
    fill = _FILL.search(plain)
    if fill:
        spans = [span for span in spans if span[0] <= fill.start()]
    if cuts and bars is _BAR:
        first = 1 if edged and spans[0][0] == spans[0][1] else 0
        last = len(spans) - 1 if len(spans) - first > 1 and spans[-1][0] == spans[-1][1] else len(spans)
        spans = spans[first:last]
    return spans


def escaped(text: str, position: int) -> bool:
    """Tell whether a backslash takes the character at a position out of the markup."""
    count = 0
    while position - count > 0 and text[position - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def trim(text: str, start: int, end: int) -> Span:
    """Narrow a span to its text without margins and drawn rules."""
    part = text[start:end]
    if _PARTIAL_RULE.search(part):
        part = _PARTIAL_RULE.sub(lambda match: " " * len(match[0]), part)
    left = len(part) - len(part.lstrip())
    return (start + left, start + max(left, len(part.rstrip())))


def series(plain: str, start: int = 0, end: int | None = None) -> tuple[Span, list[Span]]:
    """Split [start, end) of a line into its label and the values that stand behind it."""
    end = len(plain) if end is None else end
    tokens = [match.span() for match in _TOKEN.finditer(plain, start, end)]
    count = 0
    while count < len(tokens) and is_value(plain[slice(*tokens[-1 - count])]):
        count += 1
    values = tokens[len(tokens) - count :]
    label = trim(plain, start, values[0][0] if values else end)
    return label, values


def loose(plain: str, *, words: bool) -> list[Span]:
    """Return the cells of a line in which only spaces part them.

    Wide gaps part cells; single spaces part values, and `words` where the line
    is a row of column headers.
    """
    spans: list[Span] = []
    start = 0
    for gap in [*_WIDE_GAP.finditer(plain), None]:
        end = gap.start() if gap else len(plain)
        label, values = series(plain, start, end)
        if words:
            spans += [match.span() for match in _TOKEN.finditer(plain, *label)]
        elif label[0] < label[1]:
            spans += _named(plain, label)
        spans += values
        start = gap.end() if gap else end
    return spans


def _named(plain: str, label: Span) -> list[Span]:
    """Part the label of a row from words that stand where its figures belong: 行政许可 四百件."""
    spans = [match.span() for match in _TOKEN.finditer(plain, *label)]
    words = [plain[slice(*span)] for span in spans]
    count = next((index for index, word in enumerate(words) if not labels.is_whole(word)), len(words))
    rest = words[count:]
    short = all(is_value(word) or (len(word) <= _LONGEST_WORD and not labels.is_official(word)) for word in rest)
    return spans if rest and short and (count or is_value(words[0])) else [label]
