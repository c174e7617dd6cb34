"""What a fault is, and the register of all of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

from tests.generator.model import Manuscript, clean
from tests.generator.prose import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.generator.model import Manuscript as Script

    Apply = Callable[[Script, Random], "Expected | None"]

#: Text layers in which a blank cell leaves no trace.
TRACELESS = ("txt-flattened", "txt-cells")
#: Styles whose dates a site may print as it likes.
WEB = ("html-semantic", "html-editor", "html-word", "html-gb2312", "html-fragment")


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a fault is found: at, or below, one of the pointers; "" is anywhere.

    `fragment` stands in the message, `secret` must not stand in any output.
    """

    pointers: tuple[str, ...]
    fragment: str = ""
    secret: str = ""

    def at(self, pointer: str) -> bool:
        """Tell whether a finding's pointer is one of those expected."""
        return any(pointer == each or pointer.startswith(f"{each}/") or not each for each in self.pointers)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to get a report wrong.

    `apply` changes a manuscript and says what must be found, or None where the
    manuscript leaves it no room. `printed` faults exist in documents only;
    `profile` and `kind` limit the reports, `without` names styles it cannot be in.
    """

    code: str
    name: str
    apply: Apply
    profile: str = "cn-2021"
    kind: str | None = None
    printed: bool = False
    without: tuple[str, ...] = ()
    bare: bool = True

    def inject(self, seed: int) -> tuple[Manuscript, Expected]:
        """Return a report with the fault in it: that of the seed, or the next one with room for it."""
        start = crc32(self.name.encode()) + seed * 1000
        for number in range(start, start + 200):
            script = copy.deepcopy(clean(number, self.profile, self.kind, bare=self.bare))
            expected = self.apply(script, Random(number))
            if expected is not None:
                return script, expected
        message = f"no report has room for {self.code} {self.name}"
        raise AssertionError(message)


FAULTS: list[Fault] = []


def fault(
    code: str,
    *,
    profile: str = "cn-2021",
    kind: str | None = None,
    printed: bool = False,
    without: tuple[str, ...] = (),
    bare: bool = True,
) -> Callable[[Apply], Apply]:
    """Register a function as a fault that a rule must find."""

    def register(apply: Apply) -> Apply:
        name = apply.__name__.replace("_", "-")
        FAULTS.append(Fault(code, name, apply, profile, kind, printed, without, bare))
        return apply

    return register


def renumber(script: Manuscript) -> None:
    """Give the chapters new numbers, in the order they stand in."""
    for number, section in zip(NUMERALS, script.data["sections"].values(), strict=False):
        section["heading"] = f"{number}、{section['heading'].partition('、')[2]}"
