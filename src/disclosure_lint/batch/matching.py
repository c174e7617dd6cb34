"""Which unit of the roster a report is of: told by the names in the report, not by the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from disclosure_lint.batch.roster import Unit, roster_of
from disclosure_lint.extract.agencies import core, plain, short_form
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.roster import Roster

_PLACE_END = re.compile(r"(?:自治区|自治州|自治县|地区|街道|苏木|[省市县区旗州盟镇乡])")
_SHORTEST = 3
_LEAST_OF_NAME = 2


class Match(NamedTuple):
    """The unit of a report. `sure` is certain or likely; `why` says why there is none.

    `why` is no-agency, unknown-agency or ambiguous; then `candidates` are the ids of the units it may be of.
    """

    unit: str | None
    sure: str = "certain"
    why: str = ""
    candidates: tuple[str, ...] = ()


def normal(name: str) -> str:
    """Return a name in one spelling: half width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class Matcher:
    """Finds units by names. Names that fit as they are go before short forms, these before names without a place."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.sure: list[dict[str, list[Unit]]] = [defaultdict(list) for _ in range(2)]
        # By short form without its place, then by what an office is reduced to, with its place and without.
        self.likely: list[dict[str, list[Unit]]] = [defaultdict(list) for _ in range(3)]
        for unit in roster.units:
            for name in dict.fromkeys(normal(each) for each in (unit.name, *unit.aliases)):
                _put(self.sure[0], name, unit)
                _put(self.sure[1], short_form(name), unit)
                for tail in tails(short_form(name)):
                    _put(self.likely[0], tail, unit)
                _put(self.likely[1], core(name), unit)
                for tail in tails(core(name)):
                    _put(self.likely[2], tail, unit)

    def match(self, agency: str | None, signed_by: str | None, *around: str | None) -> Match:
        """Return the unit of a report by its agency, else its signature.

        `around` are the texts in which the names of superior units tell equal names apart: title, signature, path.
        """
        if not agency and not signed_by:
            return Match(None, why="no-agency")
        found = self._by_name(agency, around) if agency else Match(None, why="unknown-agency")
        if found.why == "unknown-agency" and signed_by and signed_by != agency:
            other = self._by_name(signed_by, around)
            return other._replace(sure="likely") if other.unit else found
        return found

    def _by_name(self, agency: str, around: Iterable[str | None]) -> Match:
        name = normal(agency)
        for index, form in zip(self.sure, (name, short_form(name)), strict=True):
            if units := index.get(form):
                return self._one_of(units, around, "certain")
        for units in self._candidates(name):
            if units:
                return self._one_of(units, around, "likely")
        return Match(None, why="unknown-agency")

    def _candidates(self, name: str) -> Iterator[list[Unit]]:
        """Yield the units that a name may mean: a name without its place, a roster without places, an office's body.

        A body itself goes before its office: 甲县人民政府 is 乙市甲县人民政府, not 甲县人民政府办公室.
        """
        short, whole = short_form(name), core(name)
        yield self.likely[0].get(short, [])
        for tail in tails(short):
            yield self.sure[1].get(tail, [])
        yield self.likely[1].get(whole, [])
        yield self.likely[2].get(whole, [])
        for tail in tails(whole):
            yield self.likely[1].get(tail, [])

    def _one_of(self, units: list[Unit], around: Iterable[str | None], sure: str) -> Match:
        if len(units) == 1:
            return Match(units[0].id, sure)
        text = normal(" ".join(each for each in around if each))
        points = {unit.id: self._points(unit, text) for unit in units}
        best = max(points.values())
        winners = [number for number, count in points.items() if count == best]
        if best and len(winners) == 1:
            return Match(winners[0], "likely")
        return Match(None, why="ambiguous", candidates=tuple(winners))

    def _points(self, unit: Unit, text: str) -> int:
        """Count the superior units whose place is named."""
        places = {_place_of(normal(above.name)) for above in self.roster.ancestors(unit)}
        return sum(len(place) >= _LEAST_OF_NAME and place in text for place in places)


def _put(index: dict[str, list[Unit]], name: str, unit: Unit) -> None:
    if name and unit not in index[name]:
        index[name].append(unit)


def tails(name: str) -> Iterator[str]:
    """Yield a name without its place: 临江市水务局 → 水务局; the longest first."""
    for match in _PLACE_END.finditer(name):
        rest = name[match.end() :]
        if match.start() >= 1 and len(rest) >= _SHORTEST:
            yield rest


def _place_of(name: str) -> str:
    """Return the place in a name of a body, without the places above it: 江北省临江市人民政府 → 临江市."""
    ends = [match.end() for match in _PLACE_END.finditer(name)]
    if not ends:
        return ""
    return name[ends[-2] if len(ends) > 1 and ends[-1] - ends[-2] >= _LEAST_OF_NAME else 0 : ends[-1]]


def same_names(first: str, second: str) -> bool:
    """Tell whether two names of reports of one unit mean one body, not one of its offices or parts."""
    one, other = short_form(normal(first)), short_form(normal(second))
    shorter, longer = sorted((one, other), key=len)
    return one == other or (longer.endswith(shorter) and shorter in tails(longer))


def derived(agencies: Iterable[str]) -> Roster:
    """Return a roster made of the names of the agencies that submitted."""
    units: dict[str, Unit] = {}
    for name in agencies:
        key = short_form(normal(name))
        if key and key not in units:
            units[key] = Unit(key, plain(normal(name)))
    return roster_of(units.values())
