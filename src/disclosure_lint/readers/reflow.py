"""Lines of prose back to paragraphs: undo hard wrapping, where a document has it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.patterns import pattern
from disclosure_lint.readers import labels
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.readers.lines import Line

_TERMINAL = frozenset("。！？；!?;…")
_CLOSING = "”’」』）)】》〉"
_HANGING = tuple("，,、；;：:。．！？!?）)》〉】”’」』%％")
_GOES_ON = tuple("，,、“‘（(《〈【「『第及和与或的：:")
_BRACKETS = {"“": "”", "（": "）", "(": ")", "《": "》", "「": "」", "【": "】"}

_NUMERAL = "[一二三四五六七八九十]"
_SUBHEADING = pattern(rf"\({_NUMERAL}{{1,3}}\)(?![项款目])|{_NUMERAL}{{1,3}} ?、|第{_NUMERAL}{{1,3}}(?:部分|章)")
_ITEM = pattern(r"\d{1,2}(?:、|\.(?!\d)|[)])|\(\d{1,2}\)|[①-⑳]|[●○■□◆▪•·*-] ?(?=\S)|#{1,6} ")
_COUNTED = pattern(rf"{_NUMERAL}是|[第其]{_NUMERAL}[,是、]")
_DAY = r"[\d一二三四五六七八九十]{1,3}"
_DATE = pattern(rf"\(?(?:\d{{4}}|[二〇○零一九]{{4}}) ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?\)?")
_TITLE_END = pattern(r"(?:\d{4} ?)?(?:年度?)? ?(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:报告|年报)\)?")
_TITLE_START = pattern(r"信息公开(?:工作)?$|(?:19|20)\d\d ?年度?$|公开工作(?:19|20)\d\d ?年?$")
_HALF_WORD = pattern(r"[\u4e00-\u9fff][，。；]")
_SENTENCE = pattern(r"[。，,；：]")
_LATIN = pattern(r"[!-~]+")

_SHORTEST_PROSE = 24
_LONGEST_TITLE = 80
_SLACK = 8
_INDENT = 3
_FEW = 3
_MOSTLY = 0.6
_SHARE = 0.4


class Wrapping(NamedTuple):
    """How the lines of a document are wrapped.

    `width` is the width of a full line with its margin, 0 where a line is a whole
    paragraph: in characters if `counted`, else in half-width columns. `hanging`
    says that first lines are narrower by their lost indentation, `margin` is the
    indentation of the other lines in columns.
    """

    width: int = 0
    counted: bool = False
    hanging: bool = False
    margin: int = 0

    def measure(self, line: Line) -> int:
        """Return how far a line reaches."""
        if self.counted:
            return len(line.text) + (line.runs[0].column - 1 if line.runs else 0)
        return line.width + line.indent

    @property
    def slack(self) -> int:
        """By how much a full line may fall short."""
        return _SLACK // 2 if self.counted else _SLACK


def wrapping(lines: Sequence[Line]) -> Wrapping:
    """Measure how the prose of a document is wrapped: by width or by number of characters."""
    pairs = [(line, after) for line, after in pairwise(lines) if after.before in ("", "page")]
    long = [(line, after) for line, after in pairs if line.level is None and line.width >= _SHORTEST_PROSE]
    cut = [line for line, after in long if not (is_finished(line) or _is_heading(line) or _starts(after))]
    if len(cut) < _FEW or len(cut) < _SHARE * len(long):
        return Wrapping()
    found = [wrap for counted in (False, True) if (wrap := _fitted(cut, long, counted=counted)).width]
    if not found:
        return Wrapping()
    wrap = min(found, key=lambda each: _spread(cut, each))
    margin = min(line.indent for line in cut if abs(wrap.measure(line) - wrap.width) <= wrap.slack)
    return wrap._replace(hanging=_is_hanging(lines, wrap), margin=margin)


def _fitted(cut: Sequence[Line], long: Sequence[tuple[Line, Line]], *, counted: bool) -> Wrapping:
    """Return the width at which most of the lines are cut and which few exceed."""
    trial = Wrapping(1, counted=counted)
    widths = sorted(map(trial.measure, cut))
    width = widths[(3 * len(widths)) // 4]
    close = sum(abs(each - width) <= trial.slack for each in widths)
    longer = sum(trial.measure(line) > width + 2 * trial.slack for line, _ in long)
    fits = close >= _MOSTLY * len(widths) and longer <= (1 - _MOSTLY) * len(long)
    return Wrapping(width if fits else 0, counted=counted)


def _spread(cut: Sequence[Line], wrap: Wrapping) -> float:
    """Return by how much the lines miss the width on average, as a part of it."""
    return sum(min(abs(wrap.measure(line) - wrap.width), 2 * wrap.slack) for line in cut) / wrap.width


def _is_hanging(lines: Sequence[Line], wrap: Wrapping) -> bool:
    """Tell whether first lines of paragraphs are short by an indentation that was lost."""
    full, least = wrap.width - wrap.slack, wrap.width - 2 * wrap.slack
    first = [
        wrap.measure(line)
        for last, line in pairwise(lines)
        if wrap.measure(last) < least and wrap.measure(line) >= full and not is_finished(line)
    ]
    return len(first) >= _FEW and sum(each <= _first_line(wrap) for each in first) >= _MOSTLY * len(first)


def _first_line(wrap: Wrapping) -> int:
    """Return the most that a first line measures without its two characters of indentation."""
    return wrap.width - (_INDENT // 2 + 1 if wrap.counted else _INDENT)


def is_finished(line: Line) -> bool:
    """Tell whether a line ends with its sentence."""
    text = line.text.rstrip(_CLOSING) or line.text
    return text[-1] in _TERMINAL


def _starts(line: Line) -> bool:
    """Tell whether a line looks like the first of a heading or a numbered paragraph."""
    return line.level is not None or any(pattern.match(line.plain) for pattern in (_SUBHEADING, _ITEM))


def paragraphs(lines: Sequence[Line], wrap: Wrapping) -> Iterator[list[Line]]:
    """Group lines of prose into paragraphs."""
    group: list[Line] = []
    chapters = False
    for line in lines:
        if group and not _goes_on(group, line, wrap, title=not chapters):
            yield group
            group = []
        group.append(line)
        chapters = chapters or labels.CHAPTER.match(line.plain) is not None
    if group:
        yield group


def _goes_on(  # noqa: PLR0911 (a cascade from the surest sign to the weakest)
    group: list[Line], line: Line, wrap: Wrapping, *, title: bool
) -> bool:
    last = group[-1]
    if line.level is not None or last.level is not None or line.before == "block":
        return False
    if title and line.before != "blank" and _completes_title(group, line):
        return True
    if line.verbatim or last.verbatim:
        return False
    cut = not is_finished(last) and (last.text.endswith(_GOES_ON) or _is_open(last.text))
    if _starts(line) and not cut:
        return False
    if wrap.width:
        alone = len(group) == 1 and labels.TITLE.search(last.plain) is not None and not _SENTENCE.search(last.text)
        return not alone and _goes_on_wrapped(last, line, wrap)
    if _COUNTED.match(line.plain) or is_finished(last) or _DATE.fullmatch(line.plain):
        return False
    if line.text.startswith(_HANGING) or (_HALF_WORD.match(line.text) and _SENTENCE.search(last.text)):
        return True
    prose = len(group) > 1 or _SENTENCE.search(last.text) is not None
    broken = cut and not last.text.endswith(("：", ":"))
    return prose and (line.before == "page" or (broken and _closes(last.text, line.text)))


def _goes_on_wrapped(last: Line, line: Line, wrap: Wrapping) -> bool:
    finished = is_finished(last)
    if line.before == "blank" and finished:
        return False
    indented = line.indent >= wrap.margin + _INDENT and (finished or line.indent != last.indent)
    if indented or last.indent > wrap.margin + _SLACK or not _is_full(last, line, wrap):
        return False
    short = wrap.measure(line) < wrap.width - wrap.slack
    if _is_heading(last):
        return short and not _SENTENCE.search(line.text) and not _DATE.fullmatch(line.plain)
    if not finished:
        return True
    first = wrap.hanging and wrap.measure(line) <= _first_line(wrap)
    return is_finished(line) if short else not first


def _is_full(last: Line, line: Line, wrap: Wrapping) -> bool:
    """Tell whether the next word would not have fitted on the line."""
    word = _LATIN.match(line.plain)
    return wrap.measure(last) + (len(word[0]) if word else 0) >= wrap.width - wrap.slack


def _is_heading(line: Line) -> bool:
    return labels.CHAPTER.match(line.plain) is not None and not _SENTENCE.search(line.text)


def _completes_title(group: list[Line], line: Line) -> bool:
    """Tell whether a line is the rest of the report's title (…工作 / 年度报告)."""
    start = group[-1].plain
    if len(start) > _LONGEST_TITLE or _SENTENCE.search(start) or is_finished(group[-1]):
        return False
    return _TITLE_START.search(start) is not None and _TITLE_END.fullmatch(line.plain) is not None


def _is_open(text: str) -> bool:
    """Tell whether a bracket or quotation mark opened on the line is not closed on it."""
    return any(text.rfind(mark) > text.rfind(closing) for mark, closing in _BRACKETS.items())


def _closes(last: str, text: str) -> bool:
    """Tell whether a line closes the bracket that the last one left open."""
    return any(
        last.rfind(mark) > last.rfind(closing) and closing in text and mark not in text[: text.index(closing)]
        for mark, closing in _BRACKETS.items()
    )
