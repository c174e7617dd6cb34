"""The bodies of a province: who is below whom, what the roster calls them and what they call themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.generator.bodies import BUREAUS, COMMISSIONS, FIRST, HOSPITALS, OFFICES, SECOND, Body

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHOOLS = ("第一中学", "第二中学", "实验小学", "职业技术学校", "实验幼儿园")
#: The town that several counties have.
COMMON = "城关镇人民政府"
_COMMON_TOWNS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a province is. `counties` are those of each city, `bodies` all that report.

    With one city there is no level above it. Of each city's counties the last one
    reports for its own office alone: what its bodies get wrong is nobody's sum.
    """

    cities: int = 5
    counties: int = 8
    bodies: int = 1000
    year: int = 2025

    def of_a_county(self, number: int) -> int:
        """Return how many bodies the county of a number has, counted from 0."""
        above = self.cities * (2 + _CITY) + (2 + _PROVINCE if self.cities > 1 else 0)
        all_ = self.cities * self.counties
        left = self.bodies - above
        return left // all_ + (number < left % all_)


_CITY, _PROVINCE = 3, 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the roster and the body behind it.

    `name` is the roster's, `body` as it reports this year, `before` as it reported last year. `sums` says that its
    report adds up those of the units below it; `declared`, that the roster says so and the report does not.
    `summed` says that a report above adds its figures up.
    """

    id: str
    name: str
    kind: str
    body: Body
    before: Body
    parent: str = ""
    aliases: tuple[str, ...] = ()
    sums: bool = False
    declared: bool = False
    summed: bool = True


@dataclass(frozen=True, slots=True)
class Seat:
    """A government and the bodies directly below it, the seats below it apart."""

    head: Unit
    members: list[Unit] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


def province(shape: Shape, seed: int) -> Seat:
    """Return the seat at the top, with everything below it."""
    rng = Random(seed)
    stems = [first + second for first in FIRST for second in SECOND]
    rng.shuffle(stems)
    names = iter(stems)
    top = None
    if shape.cities > 1:
        top = _seat(f"{next(names)}省", "0", "province", None, list(OFFICES[:_PROVINCE]))
    cities = []
    for city in range(shape.cities):
        bureaus = rng.sample(BUREAUS, _CITY)
        made = _seat(f"{next(names)}市", f"{city + 1}", "city", top, bureaus)
        for county in range(shape.counties):
            number = city * shape.counties + county
            name = f"{next(names)}{rng.choice(('县', '县', '区'))}"
            alone = county == shape.counties - 1
            made.seats.append(_county(rng, stems, (name, shape.of_a_county(number), number), made, alone=alone))
        cities.append(made)
    if top is None:
        return cities[0]
    top.seats.extend(cities)
    return top


def _seat(place: str, number: str, level: str, above: Seat | None, names: list[str]) -> Seat:
    area = f"全{place[-1]}"
    parent = above.head.id if above else ""
    ours = f"{place[-1]}政府"
    government = Body(f"{place}人民政府", "government", level, ours, area, f"{place[0]}政发")
    head = Unit(number, government.name, "government", government, government, parent, sums=True)
    made = Seat(head, [_office(head, place, level)])
    made.members.extend(_bureau(head, f"{number}-{at}", place, level, name) for at, name in enumerate(names, 1))
    return made


def _office(head: Unit, place: str, level: str, **more: bool) -> Unit:
    name = f"{place}人民政府{'办公厅' if level == 'province' else '办公室'}"
    body = Body(name, "department", level, f"本{name[-3:]}", f"全{place[-1]}", f"{place[0]}政办发")
    return Unit(f"{head.id}-0", name, "government_office", body, body, head.id, **more)


def _bureau(head: Unit, number: str, place: str, level: str, name: str, *, summed: bool = True) -> Unit:
    body = Body(f"{place}{name}", "department", level, f"我{name[-1]}", f"全{place[-1]}", f"{place[0]}{name[0]}发")
    return Unit(number, body.name, "department", body, body, head.id, summed=summed)


def _county(rng: Random, stems: list[str], about: tuple[str, int, int], above: Seat, *, alone: bool) -> Seat:
    """Return a county with so many bodies; its number decides on what is out of the ordinary."""
    place, count, number = about
    city = above.head.body.name.removesuffix("人民政府")
    area, id_ = f"全{place[-1]}", f"{above.head.id}.{number % 1000}"
    called = Body(f"{place}人民政府", "government", "county", f"{place[-1]}政府", area, f"{place[0]}政发")
    head = Unit(
        id_, f"{city}{called.name}", "government", called, called, above.head.id,
        sums=not alone, declared=not alone and number % 3 == 1,
    )  # fmt: skip
    made = Seat(head, [] if alone else [_office(head, place, "county")])
    towns = iter(rng.sample(stems, len(stems)))
    if number < _COMMON_TOWNS:
        made.members.append(_common(head, f"{id_}-t", place, summed=not alone))
    kinds = [_bureau(head, "", place, "county", name, summed=not alone) for name in (*BUREAUS, *COMMISSIONS)]
    others = _lower(head, place, towns, summed=not alone)
    while len(made.members) < count - 1:
        unit = kinds.pop(rng.randrange(len(kinds))) if kinds and rng.random() < 0.5 else next(others)
        made.members.append(_renamed(_numbered(unit, f"{id_}-{len(made.members)}"), place, len(made.members)))
    return made


def _numbered(unit: Unit, number: str) -> Unit:
    return Unit(number, unit.name, unit.kind, unit.body, unit.before, unit.parent, summed=unit.summed)


def _renamed(unit: Unit, place: str, number: int) -> Unit:
    """Let some bodies report under a name that the roster has as an alias, and some under another name last year."""
    if unit.kind != "department" or number % 4 != 1:
        return unit
    tail = unit.name.removeprefix(place)
    old = f"{place}{tail[:2]}管理局"
    former = Body(old, unit.body.kind, unit.body.level, unit.body.ours, unit.body.area, unit.body.mark)
    this = former if number % 8 == 1 else unit.body
    return Unit(unit.id, unit.name, unit.kind, this, former, unit.parent, (old, f"{tail[:2]}办"), summed=unit.summed)


def _common(head: Unit, number: str, place: str, *, summed: bool) -> Unit:
    """Return the town whose name is the same in several counties: the roster has the name without the county."""
    body = Body(f"{place}{COMMON}", "township", "below", "我镇", "全镇", "关政发")
    return Unit(number, COMMON, "township", body, body, head.id, summed=summed)


def _lower(head: Unit, place: str, towns: Iterator[str], *, summed: bool) -> Iterator[Unit]:
    """Yield towns, subdistricts, schools and hospitals of a county, without end."""
    for number, stem in enumerate(towns):
        kind, body = "township", Body("", "township", "below", "我镇", "全镇", f"{stem[0]}政发")
        name = f"{place}{stem}{'镇' if number % 3 else '乡'}人民政府"
        if number % 3 == 0:
            body = Body("", "township", "below", "我乡", "全乡", f"{stem[0]}政发")
        if number % 5 == 4:
            kind, name = "school", f"{place}{stem}{SCHOOLS[number // 5 % len(SCHOOLS)]}"
            body = Body("", "school", "below", "学校", "全校", "校发")
        elif number % 11 == 10:
            kind, name = "hospital", f"{place}{stem}{HOSPITALS[number // 11 % len(HOSPITALS)]}"
            body = Body("", "hospital", "below", "我院", "全院", "院发")
        elif number % 7 == 6:
            name = f"{place}{stem}街道办事处"
            body = Body("", "subdistrict", "below", "本街道", "全街道", f"{stem[0]}街发")
        whole = Body(name, body.kind, body.level, body.ours, body.area, body.mark)
        yield Unit("", name, kind, whole, whole, head.id, summed=summed)


def units(seat: Seat) -> Iterator[Unit]:
    """Yield all units of a seat, those above first."""
    yield seat.head
    yield from seat.members
    for each in seat.seats:
        yield from units(each)
