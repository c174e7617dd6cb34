"""Replacements made in a Word document: only the text of w:t elements of its main part changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from disclosure_lint.fixing.packing import packed
from disclosure_lint.fixing.traces import Traces
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import Package, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.checks import Replacement
    from disclosure_lint.fixing.traces import Cut
    from disclosure_lint.report import Report

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: The parts of a signature, which a change would make void.
SIGNED = "_xmlsignatures/"


def apply(raw: bytes, report: Report, replacements: Sequence[Replacement]) -> bytes | None:
    """Return the document with every replacement made; None where one cannot be made exactly.

    The other parts keep their bytes, their order and their kind of compression.
    A signed document is left alone, for its signature would no longer hold.
    """
    try:
        package = Package(raw)
        name = package.main("word/document.xml")
        part = package.part(name)
        if part is None or any(each.startswith(SIGNED) for each in package.names()):
            return None
        root = parse(part)
        traces = Traces(package, root, name)
    except ReadError:
        return None
    cuts: list[Cut] = []
    for each in replacements:
        found = traces.cuts(report, each)
        if found is None:
            return None
        cuts += found
    changed = _rewritten(part, traces.nodes, cuts)
    return None if changed is None else packed(raw, {name: changed})


def _rewritten(part: bytes, nodes: list[Any], cuts: list[Cut]) -> bytes | None:
    """Return the XML with the texts cut; None where its bytes do not show the same texts one by one."""
    try:
        xml = part.decode("utf-8")
    except UnicodeDecodeError:
        return None
    found = list(_pattern(nodes).finditer(xml)) if nodes else []
    if len(found) != len(nodes) or "<![CDATA[" in xml:
        return None
    texts = {cut.node: nodes[cut.node].text or "" for cut in cuts}
    for cut in sorted(cuts, reverse=True):
        text = texts[cut.node]
        texts[cut.node] = text[: cut.start] + cut.text + text[cut.end :]
    parts, done = [], 0
    for number, text in sorted(texts.items()):
        match = found[number]
        old = nodes[number].text or ""
        if match["text"] is None or _unescaped(match["text"]) != old:
            return None
        if _edged(text) and not _edged(old) and nodes[number].get(_SPACE) != "preserve":
            return None
        start, end = match.span("text")
        parts += [xml[done:start], escape(text)]
        done = end
    return "".join((*parts, xml[done:])).encode("utf-8")


def _pattern(nodes: list[Any]) -> re.Pattern[str]:
    names = {f"{each.prefix}:t" if each.prefix else "t" for each in nodes}
    either = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf"<({either})(?:\s[^<>]*)?(?:(?<!/)>(?P<text>[^<]*)</\1\s*>|(?<=/)>)")


def _edged(text: str) -> bool:
    """Tell whether white space at an end of a text counts only where the file says so."""
    return text != text.strip(" \t\r\n")


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text).replace("\r\n", "\n")
