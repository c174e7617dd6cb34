"""What judges a report: the rules and profiles that its configuration puts in force.

The tool's own rules and profiles always are. A configuration may add rule packs
and profiles of an office, and installed distributions may add rules; different
reports of one run may have different ones. `using` puts a catalogue in force for
what runs inside it; `ruleset.rules()` and `profiles.profiles()` give its content.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.profiles import Profile
    from disclosure_lint.ruleset import Rule, Text


class Sources(NamedTuple):
    """Where rules and profiles come from beside the tool's own: absolute paths, and installed plugins."""

    packs: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    plugins: bool = False


class Catalogue(Record, frozen=True, slots=False, eq=False, repr=False):
    """Rules by code and profiles by id. `added` is what came from elsewhere, for the hash.

    `notices` say in a sentence each what could not be used, as a broken plugin.
    """

    rules: dict[str, Rule]
    profiles: dict[str, Profile]
    added: dict[str, Any] = field(default_factory=dict)
    notices: tuple[Text, ...] = ()


_IN_FORCE: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


@cache
def of(sources: Sources) -> Catalogue:
    """Return the catalogue of some sources; raises ConfigError for a pack or a profile that cannot be used."""
    if sources.packs or sources.profiles:
        from disclosure_lint import packs

        return packs.add(of(Sources(plugins=sources.plugins)), sources)
    if sources.plugins:
        from disclosure_lint import plugins

        return plugins.add(of(Sources()))
    from disclosure_lint import profiles, ruleset

    return Catalogue(ruleset.built_in(), profiles.built_in())


def current() -> Catalogue:
    """Return the catalogue in force: the tool's own where nothing else was asked for."""
    return _IN_FORCE.get() or of(Sources())


@contextmanager
def using(*sources: Sources) -> Iterator[Catalogue]:
    """Put in force, for what runs inside, the catalogue of some sources, or all of several together."""
    found = joined(of(each) for each in dict.fromkeys(sources))
    token = _IN_FORCE.set(found)
    try:
        yield found
    finally:
        _IN_FORCE.reset(token)


def joined(catalogues: Iterable[Catalogue]) -> Catalogue:
    """Return one catalogue with all that is in several; of two rules of one code the first counts."""
    several = list(dict.fromkeys(catalogues)) or [of(Sources())]
    if len(several) == 1:
        return several[0]
    rules = {code: rule for each in reversed(several) for code, rule in each.rules.items()}
    profiles = {name: profile for each in reversed(several) for name, profile in each.profiles.items()}
    notices = dict.fromkeys((note["zh"], note["en"]) for each in several for note in each.notices)
    return Catalogue(
        dict(sorted(rules.items())),
        profiles,
        {"several": sorted(json.dumps(each.added, sort_keys=True) for each in several)},
        tuple({"zh": chinese, "en": english} for chinese, english in notices),
    )
