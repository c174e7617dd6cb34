"""The styles of a styles.xml by their ids, each parsed when it is asked for.

Word and python-docx write down a hundred styles and more, of which a report has ten;
parsing all of them takes three times as long as reading the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.docx_names import W
from disclosure_lint.readers.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

#: A root with a longer tag than this is not read again for each style.
_LONGEST = 20_000
_ROOT = pattern(rb"<w:styles\b[^<>]*[^<>/]>")
_TAG, _END, _SLASH = pattern(rb"<w:style [^<>]*>"), b"</w:style>", ord("/")
_DEFAULTS, _DEFAULTS_END = b"<w:docDefaults>", b"</w:docDefaults>"
_ID, _USUAL = pattern(rb'w:styleId="([^"&]*)"'), pattern(rb'w:default="(?:1|true|on)"')
_OTHER_ENCODING = pattern(rb"<\?xml[^<>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", 2)  # re.IGNORECASE


class StyleSheet:
    """Styles as elements; `usual` is the id of the usual paragraph style ("" without one), `defaults` w:docDefaults."""

    def __init__(self, raw: bytes | None, parse: Callable[[bytes], Any]) -> None:
        self._parse = parse
        self._begins: dict[str, int] = {}
        self._elements: dict[str, Any | None] = {}
        self.usual = ""
        self.defaults: Any | None = None
        if raw is None:
            return
        self._raw, root = raw, _ROOT.search(raw)
        self._begin = b"" if root is None else raw[: root.end()]
        plain = 0 < len(self._begin) <= _LONGEST and _is_plain(raw, self._begin)
        if not plain or not self._cut(raw):
            self._whole(raw)

    def get(self, name: str) -> Any | None:
        """Return the w:style of an id; None where there is none, or a broken one."""
        if name not in self._elements:
            begin = self._begins.get(name)
            self._elements[name] = None if begin is None else self._element(self._piece(begin))
        return self._elements[name]

    def _cut(self, raw: bytes) -> bool:
        """Tell styles apart by their tags; False where an id is written in an unusual way."""
        at, end = raw.find(_DEFAULTS), raw.find(_DEFAULTS_END)
        if 0 <= at < end:
            self.defaults = self._element(raw[at : end + len(_DEFAULTS_END)])
        for tag in _TAG.finditer(raw):
            found = _ID.search(tag[0])
            if found is None and b"styleId" in tag[0]:
                return False
            if found is not None:
                name = found[1].decode("utf-8", "replace")
                self._begins[name] = tag.start()
                if not self.usual and _USUAL.search(tag[0]) and b'w:type="paragraph"' in tag[0]:
                    self.usual = name
        return True

    def _piece(self, begin: int) -> bytes:
        tag = self._raw.index(b">", begin) + 1
        return self._raw[begin : tag if self._raw[tag - 2] == _SLASH else self._raw.find(_END, tag) + len(_END)]

    def _element(self, piece: bytes) -> Any | None:
        try:
            return next(iter(self._parse(self._begin + piece + b"</w:styles>")), None)
        except ReadError as error:
            if error.code == "X007":
                raise
            return None

    def _whole(self, raw: bytes) -> None:
        try:
            root = self._parse(raw)
        except ReadError as error:
            if error.code == "X007":
                raise
            return
        self.defaults = root.find(f"{W}docDefaults")
        for each in root.findall(f"{W}style"):
            name = each.get(f"{W}styleId")
            if name is None:
                continue
            self._elements[name] = each
            usual = each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true", "on")
            if usual and not self.usual:
                self.usual = name


def _is_plain(raw: bytes, begin: bytes) -> bool:
    """Tell whether what looks like a tag is one: no comments, CDATA, instructions, other encodings."""
    instructed = raw.count(b"?") > begin.count(b"?") and raw.count(b"<?") > 1
    return not instructed and (b"!" not in raw or b"<!" not in raw) and not _OTHER_ENCODING.search(begin)
