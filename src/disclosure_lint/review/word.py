"""Comments put into a copy of a Word document: what else is in it stays byte for byte."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from disclosure_lint.fixing.packing import packed
from disclosure_lint.fixing.traces import Traces, key_of
from disclosure_lint.fixing.word import SIGNED
from disclosure_lint.readers.docx_names import W
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.ooxml import Package, parse
from disclosure_lint.records import NamedTuple
from disclosure_lint.review.comments import anchors, comments, markup
from disclosure_lint.review.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.outline import Place
    from disclosure_lint.result import Result
    from disclosure_lint.review.comments import Comment
    from disclosure_lint.review.paragraphs import Stretch

_BOX, _PARAGRAPH = f"{W}txbxContent", f"{W}p"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class _Document(NamedTuple):
    """A document's package, the name and bytes of its main part, and that part's paragraphs as elements and bytes."""

    package: Package
    name: str
    part: bytes
    traces: Traces
    elements: list[Any]
    stretches: list[Stretch]


def annotated(raw: bytes, result: Result, language: str) -> bytes | None:
    """Return a document with a comment for each finding.

    None where that cannot be done without changing anything else: it is signed, not in UTF-8, or no plain zip.
    """
    try:
        document = _opened(raw)
        if document is None:
            return None
        parts = _parts(document, list(comments(result, language)), result.as_of)
    except ReadError:
        return None
    return None if parts is None else packed(raw, parts)


def _opened(raw: bytes) -> _Document | None:
    package = Package(raw)
    name = package.main("word/document.xml")
    part = package.part(name)
    if part is None or any(each.startswith(SIGNED) for each in package.names()):
        return None
    root, stretches = parse(part), paragraphs(part)
    elements = list(root.iter(_PARAGRAPH))
    if not stretches or len(elements) != len(stretches):
        return None
    return _Document(package, name, part, Traces(package, root, name), elements, stretches)


def _parts(document: _Document, told: Sequence[Comment], day: str | None) -> dict[str, bytes] | None:
    """Return the parts that change, by name."""
    package, name = document.package, document.name
    namespace = document.stretches[0].namespace
    known = next((each.target for each in package.relations(name).values() if each.kind == "comments"), None)
    old = package.part(known) if known else None
    first = _unused(old)
    added = "".join(markup(each, first + number, namespace, day) for number, each in enumerate(told))
    parts: dict[str, bytes | None] = {name: _anchored(document, [each.place for each in told], first)}
    if known and old:
        parts[known] = _appended(old, "comments", added)
    else:
        new = _free(package, posixpath.dirname(name))
        parts[new] = f'{_HEAD}<w:comments xmlns:w="{namespace}">{added}</w:comments>'.encode()
        parts |= _registered(document, new, namespace)
    whole = {each: content for each, content in parts.items() if content is not None}
    return whole if len(whole) == len(parts) else None


def _anchored(document: _Document, places: Sequence[Place | None], first: int) -> bytes:
    """Return the main part with the ranges and references of the comments."""
    numbers = {id(each): number for number, each in enumerate(document.elements)}
    wanted: dict[int, list[int]] = {}
    for number, place in enumerate(places, first):
        wanted.setdefault(numbers.get(id(_element(document, place)), 0), []).append(number)
    puts: list[tuple[int, int, bytes]] = []
    for paragraph, own in wanted.items():
        stretch = document.stretches[paragraph]
        begin, end = (each.encode() for each in anchors(own, stretch.prefix, stretch.namespace))
        if stretch.closed is None:
            puts += [(stretch.first, stretch.first, begin), (stretch.last, stretch.last, end)]
        else:  # <w:p/> becomes <w:p>…</w:p>
            tag = f"{stretch.prefix}:p" if stretch.prefix else "p"
            slash = document.part.rindex(b"/", 0, stretch.closed)
            puts.append((slash, stretch.closed, b">" + begin + end + f"</{tag}>".encode()))
    made, done = [], 0
    for start, end_, content in sorted(puts):
        made += [document.part[done:start], content]
        done = end_
    return b"".join((*made, document.part[done:]))


def _element(document: _Document, place: Place | None) -> Any:
    """Return the paragraph that a place is in; the first one for what is nowhere in the text."""
    elements, blank = document.traces.elements, document.traces.blank
    found = None
    if place is not None:
        key = key_of(place)
        found = next(iter(elements.get(key, ())), blank.get(key))
        if found is None and place.table is not None:
            inside = (each for each in elements if len(each) > 1 and each[0] == place.table)
            found = next((elements[each][0] for each in inside), None)
    if found is None:
        found = next((each for each in document.elements if "".join(each.itertext()).strip()), document.elements[0])
    # Word takes no comments inside text boxes: they go to the paragraph that holds the box.
    above = [found, *found.iterancestors()]
    outermost = max((at for at, each in enumerate(above) if each.tag == _BOX), default=-1)
    return next((each for each in above[outermost + 1 :] if each.tag == _PARAGRAPH), found)


def _unused(comments_part: bytes | None) -> int:
    """Return the first number that no comment has."""
    if not comments_part:
        return 0
    numbers = [each.get(f"{W}id", "") for each in parse(comments_part)]
    return max((int(each) for each in numbers if re.fullmatch(r"\d{1,9}", each)), default=-1) + 1


def _free(package: Package, folder: str) -> str:
    names, number = set(package.names()), 0
    while posixpath.join(folder, f"comments{number or ''}.xml").lower() in names:
        number += 1
    return posixpath.join(folder, f"comments{number or ''}.xml")


def _registered(document: _Document, new: str, namespace: str) -> dict[str, bytes | None]:
    """Return the parts that name a new part: the relations of the main one, and the types of all."""
    package, (folder, base) = document.package, posixpath.split(document.name)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    old, types = package.part(relations), package.part("[Content_Types].xml")
    kind = f"{_relations_of(namespace)}/comments"
    attributes = f'Id="rIdDisclosureLint" Type="{kind}" Target="{posixpath.basename(new)}"'
    relation = f'<Relationship xmlns="{_RELATIONS}" {attributes}/>'
    override = f'<Override xmlns="{_TYPES}" PartName="/{new}" ContentType="{_TYPE}"/>'
    empty = f'{_HEAD}<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
    return {
        relations: _appended(old or empty, "Relationships", relation),
        "[Content_Types].xml": _appended(types, "Types", override) if types else None,
    }


def _relations_of(namespace: str) -> str:
    """Return what the kinds of relations begin with, which is another in strict files."""
    strict = namespace.startswith("http://purl.oclc.org/")
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    return f"{base}/officeDocument/relationships" if strict else f"{base}/officeDocument/2006/relationships"


def _appended(xml: bytes, name: str, content: str) -> bytes | None:
    """Return a part in UTF-8 with something put at the end of its root element; None where that end is not found."""
    ends = list(re.finditer(rb"</(?:[\w.\-]+:)?%s\s*>" % name.encode(), xml))
    if ends:
        return xml[: ends[-1].start()] + content.encode() + xml[ends[-1].start() :]
    empty = re.search(rb"<((?:[\w.\-]+:)?%s)\b[^<>]*(/>)\s*\Z" % name.encode(), xml)
    if empty is None:
        return None
    return xml[: empty.start(2)] + b">" + content.encode() + b"</" + empty[1] + b">"
