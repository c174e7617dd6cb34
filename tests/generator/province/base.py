"""What is planted in a province, and where it must be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tests.generator.faults import FAULTS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.generator.model import Manuscript
    from tests.generator.province.figures import Figures
    from tests.generator.province.units import Unit


class Told(NamedTuple):
    """A finding that must come: its rule, the unit's id, the places (one of them, or below), words of the message.

    `path` is the file's where the finding is not of the report that counts.
    """

    code: str
    unit: str
    pointers: tuple[str, ...] = ("",)
    fragment: str = ""
    path: str = ""

    def fits(self, code: str, unit: str | None, path: str, pointer: str, message: str) -> bool:
        """Tell whether a finding is the one."""
        at = any(pointer == each or pointer.startswith(f"{each}/") or not each for each in self.pointers)
        same = code == self.code and (self.path in path if self.path else unit == self.unit)
        return same and at and self.fragment in message


@dataclass(slots=True)
class Dossier:
    """A unit's two reports in the making, and the files that they become: this year's and last year's.

    `neighbours` are units before it below the same seat, without faults of their own.
    """

    unit: Unit
    figures: Figures
    rng: Random
    neighbours: list[Dossier] = field(default_factory=list)
    last: Manuscript | None = None
    this: Manuscript | None = None
    style: str = "yaml"
    #: Further files of this year: manuscript, style, stem of the name ("" for one of its own).
    more: list[tuple[Manuscript, str, str]] = field(default_factory=list)
    stem: str = ""
    absent: bool = False
    #: Whether every unit that a whole adds up has submitted its report.
    complete: bool = True
    #: Columns of the roster.
    deadline: str = ""
    expected: str = ""

    def script(self) -> Manuscript:
        """Return this year's report; there is one once it is written."""
        assert self.this is not None
        return self.this

    def before(self) -> Manuscript:
        """Return last year's report; there is one once it is written."""
        assert self.last is not None
        return self.last


@dataclass(frozen=True, slots=True)
class Planting:
    """A fault. `stage` is figures, text or files; `who` tells which units can have it.

    `put` puts it in and returns what must be found, None where the unit leaves no room. `fault` is that of single
    reports.
    """

    name: str
    stage: str
    put: Callable[[Dossier], list[Told] | None]
    who: Callable[[Unit], bool]
    fault: Fault | None = None


PLANTINGS: list[Planting] = []


def anyone(unit: Unit) -> bool:
    """Any unit but a government: its reports are on time by another day."""
    return unit.kind != "government"


def unsummed(unit: Unit) -> bool:
    """A unit whose figures nobody adds up."""
    return not unit.summed


def summing(unit: Unit) -> bool:
    """A government that adds up."""
    return unit.sums


def planting(
    stage: str, who: Callable[[Unit], bool] = anyone
) -> Callable[[Callable[[Dossier], list[Told] | None]], Callable[[Dossier], list[Told] | None]]:
    """Register a function as a fault between reports."""

    def register(put: Callable[[Dossier], list[Told] | None]) -> Callable[[Dossier], list[Told] | None]:
        PLANTINGS.append(Planting(put.__name__.replace("_", " "), stage, put, who))
        return put

    return register


def of_one_report(fault: Fault) -> Planting:
    """Return a fault of single reports as one that a unit of a province can have."""

    def put(dossier: Dossier) -> list[Told] | None:
        if fault.kind and dossier.unit.body.kind != fault.kind:
            return None
        expected = fault.apply(dossier.script(), dossier.rng)
        return [Told(fault.code, dossier.unit.id, expected.pointers, expected.fragment)] if expected else None

    alters = fault.code[0] == "T" or "S107" <= fault.code <= "S113"
    who = unsummed if alters else summing if fault.kind == "government" else anyone
    return Planting(f"{fault.code} {fault.name}", "text", put, who, fault)


def all_plantings() -> list[Planting]:
    """Return every fault: those between reports first, then one of single reports per rule, then the others."""
    usable = [each for each in FAULTS if each.profile == "cn-2021"]
    first = {each.code: each for each in reversed(usable)}
    ordered = [
        *(each for each in usable if first[each.code] is each),
        *(each for each in usable if first[each.code] is not each),
    ]
    return [*PLANTINGS, *map(of_one_report, ordered)]
