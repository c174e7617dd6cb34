"""Letters from a Word file: {{placeholders}} are filled, everything else stays as the office made it."""

from __future__ import annotations

import copy
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree

from disclosure_lint.formatters.wording import whole
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import Package, parse
from disclosure_lint.selection import ConfigError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"\{\{\s*([^{}\s]{1,40})\s*\}\}")
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml", re.IGNORECASE)
#: Letters that say the same are the same bytes: a zip's own date is the earliest that it can hold.
_DATE = (1980, 1, 1, 0, 0, 0)

#: Placeholders of a letter, and those of one finding: Chinese name, English name, key of the value.
LETTER = {
    "单位": "unit", "年度": "year", "报告": "report", "文件": "file", "数量": "count",
    "错误数": "errors", "警告数": "warnings",
    "整改期限": "correct_by", "应报日期": "due", "印发机关": "issuer", "联系方式": "contact", "日期": "date",
}  # fmt: skip
FINDING = {
    "问题": "finding", "序号": "number", "级别": "level", "代码": "code", "位置": "place", "说明": "message",
    "原文": "excerpt", "建议": "suggestion", "依据": "basis",
}  # fmt: skip
_KEYS = {**LETTER, **FINDING, **{each: each for each in (*LETTER.values(), *FINDING.values())}}


class Template:
    """A Word file with placeholders. Raises ConfigError where it cannot be used as a letter."""

    def __init__(self, raw: bytes, path: Path | None, needed: Iterable[tuple[str, ...]]) -> None:
        self.path = path
        try:
            package = Package(raw)
            with zipfile.ZipFile(BytesIO(raw)) as file:
                names = [each.filename for each in file.infolist() if not each.is_dir()]
            parts = {name: package.part(name) or b"" for name in names}
            self.trees = {name: parse(raw) for name, raw in parts.items() if _PARTS.fullmatch(name)}
        except (ReadError, zipfile.BadZipFile) as error:
            raise ConfigError({"zh": "读不出这个 Word 模板", "en": "cannot read this Word template"}, path) from error
        self.rest = {name: raw for name, raw in parts.items() if name not in self.trees}
        if not any(name.lower() == "word/document.xml" for name in self.trees):
            raise ConfigError({"zh": "这不是 Word 文件（.docx）", "en": "this is no Word file (.docx)"}, path)
        self._examine(needed)

    def _examine(self, needed: Iterable[tuple[str, ...]]) -> None:
        """Refuse a template with an unknown placeholder, or without one that a letter cannot do without."""
        used = [
            name for tree in self.trees.values() for part in tree.iter(f"{_W}p") for name in _MARK.findall(_text(part))
        ]
        for name in used:
            if name not in _KEYS:
                raise ConfigError(unknown("占位符", "placeholder", name, _KEYS), self.path)
        keys = {_KEYS[name] for name in used}
        for choices in needed:
            if not keys & {_KEYS[each] for each in choices}:
                shown = ["{{" + each + "}}" for each in choices]
                english = ["{{" + _KEYS[each] + "}}" for each in choices]
                told = {
                    "zh": f"模板里缺少占位符 {' 或 '.join(shown)}",
                    "en": f"the template lacks the placeholder {' or '.join(english)}",
                }
                raise ConfigError(told, self.path)

    def fill(self, values: Mapping[str, str], findings: list[Mapping[str, str]]) -> bytes:
        """Return a letter. What names a finding (a table row, or paragraphs in a row) is repeated for each."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, tree in self.trees.items():
                filled = copy.deepcopy(tree)
                _repeat(filled, findings)
                for paragraph in list(filled.iter(f"{_W}p")):
                    _put(paragraph, values)
                self._add(file, name, etree.tostring(filled, xml_declaration=True, encoding="UTF-8", standalone=True))
            for name, raw in self.rest.items():
                self._add(file, name, raw)
        return made.getvalue()

    @staticmethod
    def _add(file: zipfile.ZipFile, name: str, raw: bytes) -> None:
        entry = zipfile.ZipInfo(name, _DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        file.writestr(entry, raw)


def _text(part: Any) -> str:
    return "".join(each.text or "" for each in part.iter(f"{_W}t"))


def _names_finding(part: Any) -> bool:
    return any(_KEYS.get(name) in FINDING.values() for name in _MARK.findall(_text(part)))


def _repeat(tree: Any, findings: list[Mapping[str, str]]) -> None:
    for block in list(_blocks(tree)):
        for values in findings:
            for each in block:
                made = copy.deepcopy(each)
                made.tail = None
                block[0].addprevious(made)
                for paragraph in [made] if made.tag == f"{_W}p" else list(made.iter(f"{_W}p")):
                    _put(paragraph, values)
        for each in block:
            _remove(each)


def _blocks(tree: Any) -> Iterator[list[Any]]:
    """Yield what is repeated: table rows that name a finding, and runs of paragraphs that do."""
    rows = [each for each in tree.iter(f"{_W}tr") if _names_finding(each)]
    rows = [
        each for each in rows if not any(inner is not each and _names_finding(inner) for inner in each.iter(f"{_W}tr"))
    ]
    inside = {paragraph for row in rows for paragraph in row.iter(f"{_W}p")}
    yield from ([each] for each in rows)
    block: list[Any] = []
    for paragraph in tree.iter(f"{_W}p"):
        if paragraph in inside or not _names_finding(paragraph):
            continue
        if block and paragraph.getprevious() is not block[-1]:
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


def _put(paragraph: Any, values: Mapping[str, str]) -> None:
    """Fill the placeholders of a paragraph; where all that it names is empty, it goes."""
    nodes = list(paragraph.iter(f"{_W}t"))
    whole_text = "".join(each.text or "" for each in nodes)
    found = [each for each in _MARK.finditer(whole_text) if _KEYS.get(each[1]) in values]
    if not found:
        return
    if not any(values[_KEYS[each[1]]] for each in found):
        _remove(paragraph)
        return
    for each in reversed(found):
        _splice(nodes, each.start(), each.end(), _clean(values[_KEYS[each[1]]]))


def _splice(nodes: list[Any], start: int, end: int, text: str) -> None:
    """Put a text in place of characters that may be spread over several runs; the first run's form holds."""
    offset = 0
    for node in nodes:
        old = node.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(old))
        if first < last:
            node.text = old[:first] + text + old[last:]
            node.set(_XML_SPACE, "preserve")
            text = ""
        offset += len(old)


def _remove(element: Any) -> None:
    """Take an element away; a table cell keeps a paragraph, as Word demands."""
    above = element.getparent()
    if element.tag == f"{_W}p" and above.tag == f"{_W}tc" and len(above.findall(f"{_W}p")) == 1:
        for node in element.iter(f"{_W}t"):
            node.text = ""
        return
    above.remove(element)


def _clean(text: str) -> str:
    """Return a text as one line that XML can hold."""
    return "".join(char if char.isprintable() or char in " \u3000" else " " for char in whole(text))
