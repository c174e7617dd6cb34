"""What is wrong with a NIEM report as a file, and can not be seen in its data.

Each fault comes out under a rule of the profile's country (`niem.faults` of the
profile maps the kinds below to codes); many of one kind are one finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from disclosure_lint.checks import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers.niem_places import Places

#: So many sections a message names.
_NAMED = 6


class Faults:
    """Collects faults while a file is read; `found` tells them."""

    def __init__(self) -> None:
        self._each: list[tuple[str, str, _Element | None, dict[str, Any]]] = []
        self._printed: dict[tuple[str, str, str], list[_Element]] = {}
        self._unowned: list[tuple[str, int, _Element]] = []

    def strange(self, pointer: str, element: _Element) -> None:
        """Note an element that the format does not have there; comments and instructions are none."""
        if not isinstance(element.tag, str):
            return
        self._each.append(("unknown-element", pointer, element, {"element": etree.QName(element).localname[:60]}))

    def misplaced(self, pointer: str, element: _Element) -> None:
        """Note an element that comes twice, or in the wrong order."""
        self._each.append(("misplaced-element", pointer, element, {"element": etree.QName(element).localname[:60]}))

    def dangling(self, pointer: str, element: _Element) -> None:
        """Note an association that names no row of its section."""
        self._each.append(("no-such-row", pointer, element, {"element": etree.QName(element).localname[:60]}))

    def twice(self, component: str, element: _Element) -> None:
        """Note two components of one abbreviation."""
        self._each.append(("component-twice", "/components", element, {"component": component[:60]}))

    def row_twice(self, pointer: str, row: str) -> None:
        """Note two rows of one component in a section."""
        self._each.append(("row-twice", row, None, {"table": pointer}))

    def printed(self, pointer: str, element: _Element, text: str) -> None:
        """Note words in an element that takes a number only."""
        name = etree.QName(element).localname[:60]
        self._printed.setdefault((pointer, name, text), []).append(element)

    def _words(self, codes: dict[str, str], places: Places) -> Iterator[tuple[str, Problem]]:
        """Yield the words for numbers: one problem for each kind of element in a section."""
        for (pointer, name, text), elements in self._printed.items():
            values = {"element": name, "text": text, "count": len(elements)}
            problem = Problem(pointer, values, variant="words-for-number", place=places.of(elements[0]))
            yield codes["words-for-number"], problem

    def unowned(self, pointer: str, count: int, element: _Element) -> None:
        """Note rows whose reference to a component is empty, missing or leads nowhere."""
        self._unowned.append((pointer, count, element))

    def found(self, profile: Profile, places: Places) -> Iterator[tuple[str, Problem]]:
        """Yield everything that was noted, each with the code of its rule."""
        codes = profile.raw["niem"]["faults"]
        yield from self._words(codes, places)
        for kind, pointer, element, values in self._each:
            place = places.of(element) if element is not None else None
            yield codes[kind], Problem(pointer, values, variant=kind, place=place)
        if self._unowned:
            pointer, _, element = self._unowned[0]
            names = list(dict.fromkeys(profile.section(each[0]) for each in self._unowned))
            more = f" (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
            values = {"count": sum(each[1] for each in self._unowned), "tables": ", ".join(names[:_NAMED]) + more}
            yield codes["no-component"], Problem(pointer, values, place=places.of(element))
