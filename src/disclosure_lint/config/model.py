"""What a configuration says: the settings for one input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from disclosure_lint.catalogue import Sources
from disclosure_lint.records import Record, field, replace
from disclosure_lint.selection import chosen, expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from disclosure_lint.config.globs import Glob
    from disclosure_lint.ruleset import Rule
    from disclosure_lint.suppress.configured import ConfiguredSuppression

#: Settings that add to those of the file that is extended; other lists and values replace them.
ADDED = ("ignore", "exclude", "per_file_ignores", "packs", "profiles", "suppressions")


class Config(Record, frozen=True, slots=False):
    """The settings for one input; None or empty means that nothing is set.

    `severity` maps selectors of rules to error, warning, info or off,
    `deadlines` a kind of body to MM-DD, `limits` what is limited to a number.
    `packs` and `profiles` are absolute paths. `path` is the file it was read
    from, `origins` tells of each value ("lang", "select/T201", "severity/T201")
    the file and line.
    """

    profile: str | None = None
    include: tuple[Glob, ...] = ()
    exclude: tuple[Glob, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[Glob, tuple[str, ...]], ...] = ()
    packs: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    suppressions: tuple[ConfiguredSuppression, ...] = ()
    limits: dict[str, float] = field(default_factory=dict)
    lang: str | None = None
    fail_on: str | None = None
    agency_kind: str | None = None
    deadlines: dict[str, str] = field(default_factory=dict)
    unrecognised: str | None = None
    preview: bool | None = None
    plugins: bool | None = None
    path: Path | None = None
    origins: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Sources:
        """Return where the rules and profiles in force come from."""
        return Sources(self.packs, self.profiles, self.plugins is not False)

    def merge(self, **options: Any) -> Self:
        """Return the configuration with options laid over it.

        An option of None or "" changes nothing. What is named in ADDED is
        added to, mappings are merged, everything else replaces.
        """
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if value in (None, "", (), [], {}):
                continue
            old = getattr(self, name)
            if isinstance(old, dict):
                changes[name] = {**old, **value}
            elif isinstance(old, tuple):
                new = (value,) if isinstance(value, str) else tuple(value)
                changes[name] = (*old, *(each for each in new if each not in old)) if name in ADDED else new
            else:
                changes[name] = value
        if "origins" not in options:  # what replaces a value stands in no file
            gone = {name for name in changes if name not in ADDED}
            changes["origins"] = {key: origin for key, origin in self.origins.items() if key.split("/")[0] not in gone}
        return replace(self, **changes)

    def selectors(self) -> Iterator[str]:
        """Yield every word by which a rule is named."""
        yield from (*self.select, *self.ignore, *self.severity)
        yield from (each for _, listed in self.per_file_ignores for each in listed)
        yield from (each.rule for each in self.suppressions)

    def excludes(self, path: Path) -> bool:
        """Tell whether a file or folder is not to be looked at, even where it is named."""
        return any(glob.matches(path) for glob in self.exclude)

    def includes(self, path: Path) -> bool | None:
        """Tell whether a file of a folder that is walked is to be looked at; None: as its suffix says."""
        return any(glob.matches(path) for glob in self.include) if self.include else None

    def active(self, rules: Mapping[str, Rule]) -> set[str]:
        """Return the codes of the rules that are selected and not ignored or off."""
        off = {code for code, severity in self.severities(rules).items() if severity == "off"}
        return chosen(self.select, rules, preview=bool(self.preview)) - expand(self.ignore, rules) - off

    def ignored_in(self, path: Path, rules: Mapping[str, Rule]) -> set[str]:
        """Return the codes that `per-file-ignores` takes away from a file."""
        named = [selectors for glob, selectors in self.per_file_ignores if glob.matches(path)]
        return {code for selectors in named for code in expand(selectors, rules)}

    def severities(self, rules: Mapping[str, Rule]) -> dict[str, str]:
        """Return the set severities by code; what names fewer rules goes before what names more."""
        wide_first = sorted(
            ((expand([each], rules), severity) for each, severity in self.severity.items()),
            key=lambda pair: -len(pair[0]),
        )
        return {code: severity for codes, severity in wide_first for code in codes}
