"""Marks of secrecy: what says of itself that it is not to be published (C501 to C505).

Words inside a sentence are never a mark (国家秘密, 涉密, 内部事务信息): a mark has
a ★, stands on a line of its own, in brackets, or before a space at the head of
a line. A sentence that quotes the marking rules quotes a mark, it bears none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.suspects import marked_passages, place_outside
from disclosure_lint.masking import excerpt, fold, mask_text, sentence
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Place
    from disclosure_lint.report import Passage, Report

_LEVEL = r"(?:绝[ ]*密|机[ ]*密|秘[ ]*密)"
_PERIOD = r"(?:[0-9]{1,3}[ ]*(?:年|个?月|日|天)|[一二三五十]{1,3}年|长[ ]*期|解[ ]*密|启用前)"
_OPEN, _CLOSE = r"[(【〔\[<〈《{]", r"[)】〕\]>〉》}]"
_QUOTES = "“‘\"'「『《"
_EDGE = r"[ ,、·:.!。-]*"
_LONGEST_LINE = 40
_STARS = "★☆⭐✩✭✮✯*"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return pattern(source)


def _passages(report: Report, words: Sequence[str]) -> Iterator[tuple[Passage, str]]:
    """Yield the passages that may hold a mark and hold one of the words, with their folded text."""
    for passage in marked_passages(report):
        text = fold(passage.text)
        tight = text.replace(" ", "")
        if any(word in tight for word in words):
            yield passage, text


def _any(words: Sequence[str]) -> str:
    """Return an alternation in which the characters of a word may stand apart."""
    return _alternation(tuple(words))


@lru_cache(64)
def _alternation(words: tuple[str, ...]) -> str:
    return "|".join("[ ]*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its offset, without the spaces around it."""
    offset = 0
    for line in text.split("\n"):
        stripped = line.strip()
        yield offset + line.find(stripped), stripped
        offset += len(line) + 1


def _is_quoted(text: str, start: int, end: int, quoting: Sequence[str]) -> bool:
    """Tell whether [start, end) is quoted: in quotation marks, or by a word before it in its sentence."""
    if start and text[start - 1] in _QUOTES:
        return True
    first, last = sentence(text, start, end)
    words = _any(quoting)
    if re.search(words, text[first:start]):
        return True
    after = text[end : min(last, end + 8)]
    return pattern(r"[)】〕\]]?[”’」』]?(?:等|的)?(?:字样|标志|标识|标记|标注|形式|样式)").match(after) is not None


def _mark(passage: Passage, start: int, end: int, *, confidence: str = "certain", severity: str = "") -> Problem:
    return Problem(
        passage.pointer,
        {"mark": " ".join(mask_text(passage.text)[start:end].split())},
        span=(start, end),
        severity=severity,
        confidence=confidence,
        place=place_outside(passage, start, end),
        excerpt=excerpt(passage.text, start, end),
    )


@check("confidentiality.secret_mark")
def bears_secret_mark(report: Report, *, quoting: Sequence[str]) -> Iterator[Problem]:
    """No text bears 绝密, 机密 or 秘密 with ★ (保密法 Art. 22; order No. 3 of 1990, Art. 3).

    `quoting` are words before a mark that show it to be quoted.
    """
    star = rf"{_LEVEL}[ ]*[★☆⭐✩✭✮✯](?:[ ]*{_PERIOD})?"
    asterisk = rf"(?<![\u4e00-\u9fff*]){_LEVEL}[ ]*\*(?!\*)[ ]*(?:{_PERIOD}|(?=$|\n))"
    for passage, text in _passages(report, _STARS):
        for match in _pattern(f"{star}|{asterisk}").finditer(text):
            if not _is_quoted(text, *match.span(), quoting):
                yield _mark(passage, *match.span())


@check("confidentiality.secret_line")
def bears_secret_line(report: Report) -> Iterator[Problem]:
    """No line before the first chapter consists of a level of secrecy (GB/T 9704—2012, 7.2.2).

    A copy number of six digits before it and a period behind it belong to the line.
    """
    line_form = _pattern(rf"(?:(?:份号:?[ ]*)?[0-9]{{6}}[ ]+)?(?:密[ ]*级:?[ ]*)?({_LEVEL})(?:[ ]*{_PERIOD})?")
    head_form = _pattern(rf"({_LEVEL})(?:[ ]*{_PERIOD})?[ ]+(?=\S)")
    first = _first_section(report)
    for passage in marked_passages(report):
        at_top = _stands_at_top(passage, first)
        if at_top is None:
            continue
        for offset, line in _lines(fold(passage.text)):
            match = line_form.fullmatch(line) or (passage.pointer == "/title" and head_form.match(line)) or None
            if match:
                start, end = match.start(1) + offset, offset + len(match[0].rstrip())
                yield _mark(passage, start, end, confidence="certain" if at_top else "likely")


def _first_section(report: Report) -> Place | None:
    keys = list(report.data.get("sections") or {})
    return report.place(f"/sections/{keys[0]}/heading") if keys else None


def _stands_at_top(passage: Passage, first: Place | None) -> bool | None:
    """Tell whether a passage stands before the first chapter; False where its place is unknown, None if it does not."""
    if passage.pointer:
        return True if passage.pointer.split("/")[1] in ("title", "preface", "agency", "document_number") else None
    place = passage.place
    if place is None or first is None:
        return False
    if place.cell is not None:
        return None
    for mine, other in ((place.line, first.line), (place.paragraph, first.paragraph), (place.page, first.page)):
        if mine is not None and other is not None and mine != other:
            return True if mine < other else None
    return False


@check("confidentiality.internal_mark")
def bears_internal_mark(
    report: Report, *, marks: Sequence[str], bare: Sequence[str], warnings: Sequence[str], quoting: Sequence[str]
) -> Iterator[Problem]:
    """No text is marked as internal (保密法 Art. 64: work secrets).

    `marks` are words such as 内部资料 that are a mark on a line of their own;
    `bare` are marks only before the first chapter; `warnings` (注意保存) may follow a
    mark, and make it one in brackets or at the head of a line; `quoting` as for secret_mark.
    """
    warned = rf"(?:{_any(marks)}|{_any(bare)}){_EDGE}(?:{_any(warnings)})"
    own_line = _pattern(rf"{_OPEN}?[ ]*((?:{_any(marks)})(?:{_EDGE}(?:{_any(warnings)}))?|{warned})[ ]*{_CLOSE}?[!。]?")
    bracketed = _pattern(rf"{_OPEN}[ ]*({warned})[ ]*{_CLOSE}")
    head = _pattern(rf"({warned})(?:[ ]+\S|[!。])")
    top_line = _pattern(rf"{_OPEN}?[ ]*({_any(bare)})[ ]*{_CLOSE}?")
    first = _first_section(report)
    for passage, text in _passages(report, (*marks, *bare)):
        if passage.pointer.endswith("/heading"):
            continue
        for offset, line in _lines(text):
            match = own_line.fullmatch(line) or head.match(line) or bracketed.search(line)
            if match is None and _stands_at_top(passage, first):
                match = top_line.fullmatch(line)
            if match is not None:
                start, end = match.start(1) + offset, match.end(1) + offset
                if not _is_quoted(text, start, end, quoting):
                    yield _mark(passage, start, end)


@check("confidentiality.nonpublic_attribute")
def says_it_is_not_public(
    report: Report, *, attributes: Sequence[str], labels: Sequence[str], subjects: Sequence[str], quoting: Sequence[str]
) -> Iterator[Problem]:
    """No text says of itself that it is not public (Regulations Art. 15 and 17).

    `attributes`: 依申请公开, 不予公开, …; `subjects` are words for the document
    (此件) before an attribute, `labels` words for the property (公开属性).
    """
    attribute, subject, label = _any(attributes), _any(subjects), _any(labels)
    tail = r"(?=[ ]*(?:$|\n|[.。;)】〕\]]|[ ][^或和及]))"
    forms = (
        rf"{_OPEN}[ ]*((?:{subject})[ ]*[:为]?[ ]*(?:{attribute}))[ ]*[。!]?{_CLOSE}",
        rf"(?:^|\n)[ ]*((?:{subject})[ ]*[:为]?[ ]*(?:{attribute}))[ ]*[。!]?(?=$|\n)",
        rf"(?:^|\n)[ ]*{_OPEN}[ ]*({attribute})[ ]*{_CLOSE}[ ]*(?=$|\n)",
        rf"((?:{label})[ ]*:[ ]*{_OPEN}?(?:{attribute})){tail}",
        rf"(?:{label})[ ]*:[^\n。;]{{0,20}}(?<=[□ ])([☑■✔][ ]*(?:{attribute}))",
    )
    for passage, text in _passages(report, attributes):
        for match in _pattern("|".join(forms)).finditer(text):
            group = match.lastindex or 0
            if not _is_quoted(text, *match.span(group), quoting):
                yield _mark(passage, *match.span(group))


@check("confidentiality.nonpublic_citation")
def cites_what_is_not_public(
    report: Report,
    *,
    levels: Sequence[str],
    organs: Sequence[str],
    telegram: str,
    published: Sequence[str],
    exempt: Sequence[str],
) -> Iterator[Problem]:
    """No document is cited whose number or title says that it is not public.

    `levels` (密, 内, …) mark a number when they close its letters and follow one of
    `organs` (政, 府, 办, …): 内政发 is Inner Mongolia, 高密 a city (`exempt`).
    `telegram` numbers (明电) count unless the sentence has one of `published`.
    """
    year = r"[〔(\[【](?:19|20)[0-9]{2}[〕)\]】][ ]*第?([0-9]{1,5})[ ]*号"
    level = rf"[\u4e00-\u9fff]{{0,12}}?(?:{_any(organs)})(?:{_any(levels)})[字发函电]?{year}"
    wire = rf"[\u4e00-\u9fff]{{0,12}}?{re.escape(telegram)}{year}"
    title = r"》[ ]*([(](?:内部|内部文件|内部资料|秘密|机密|绝密)[)])"
    for passage, text in _passages(report, ("号", "》")):
        for match in _pattern(f"{level}|{wire}|{title}").finditer(text):
            if not _is_exempt(text, match, telegram, published, exempt):
                yield _citation(passage, match)


def _is_exempt(text: str, match: re.Match[str], telegram: str, published: Sequence[str], exempt: Sequence[str]) -> bool:
    if any(word in match[0] for word in exempt):
        return True
    first, last = sentence(text, *match.span())
    return telegram in match[0] and any(word in text[first:last] for word in published)


def _citation(passage: Passage, match: re.Match[str]) -> Problem:
    """Build the problem; the serial of the number is masked."""
    start, end = match.span()
    raw = passage.text[start:end]
    serial = next((group for group in (1, 2) if match[group]), 0)
    masked = raw
    if serial:
        left, right = match.start(serial) - start, match.end(serial) - start
        masked = raw[:left] + "*" * (right - left) + raw[right:]
    elif match[3]:
        start, masked = match.start(3), passage.text[match.start(3) : end]
    return Problem(
        passage.pointer,
        {"mark": masked},
        span=(start, end),
        place=place_outside(passage, start, end),
        excerpt=excerpt(passage.text, start, end, masked),
    )
