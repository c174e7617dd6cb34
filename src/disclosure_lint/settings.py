"""What a run asks for, and what holds for each of its files: the command line over the configuration."""

from __future__ import annotations

import datetime
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import catalogue
from disclosure_lint.config import Config, ConfigError, for_input, load
from disclosure_lint.readers.limits import Limits
from disclosure_lint.records import Record, field, fields
from disclosure_lint.result import Options
from disclosure_lint.selection import notices, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from disclosure_lint.catalogue import Sources
    from disclosure_lint.fixing.files import Fixing
    from disclosure_lint.ruleset import Text

#: Formats that say nothing of a file's SHA-256.
_UNHASHED = frozenset({"text", "compact", "github", "gitlab"})
#: The options of `check` that go over the configuration.
_GIVEN = ("profile", "select", "ignore", "fail_on", "lang", "unrecognised")


class Settings(Record, frozen=True, eq=False, repr=False):
    """What the command line asks for; each file's configuration lies below it.

    `file` is a configuration for every input, in place of the nearest ones; with
    `isolated` there is none.
    """

    given: Config
    as_of: str | None = None
    language: str | None = None
    fail_on: str | None = None
    convert: bool = False
    hashed: bool = True
    facsimile: bool = False
    fixing: Fixing | None = None
    file: Path | None = None
    isolated: bool = False
    previous: str | None = None
    cached: dict[Config | Path | None, tuple[Config, Options]] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave what is cached behind on the way to another process, while this one adds to it."""
        kept = {name: getattr(self, name) for name in fields(self) if name != "cached"}
        return partial(Settings, **kept), ()

    def config_of(self, path: Path) -> Config:
        """Return the configuration for a file or folder, without the options; raises ConfigError."""
        if self.isolated:
            return Config()
        return load(self.file) if self.file is not None else for_input(path)

    def of(self, path: Path) -> tuple[Config, Options]:
        """Return the configuration and options for a file; raises ConfigError."""
        config = self.config_of(path)
        if config.path not in self.cached:
            merged = config.merge(**_stated(self.given))
            self.cached[config.path] = merged, _options(merged, self)
        merged, options = self.cached[config.path]
        return merged, _for_file(path, merged, options) if merged.per_file_ignores else options

    def common(self) -> Options:
        """Return what holds where no file has a configuration of its own; raises ConfigError."""
        return _options(Config().merge(**_stated(self.given)), self)

    def sources(self) -> list[Sources]:
        """Return where the rules of the inputs so far came from."""
        return [config.sources for config, _ in self.cached.values()]

    def notices(self) -> list[Text]:
        """Return what the user should be told of the configurations so far, a sentence each."""
        found = {}
        for config, _ in self.cached.values():
            known = catalogue.of(config.sources)
            for notice in (*known.notices, *notices(config.selectors(), known.rules)):
                found[notice["zh"]] = notice
        return list(found.values())


def settings(given: Mapping[str, Any]) -> Settings:
    """Return the settings that the options of `check` ask for; raises ConfigError."""
    flags = {"preview": given.get("preview") or None, "plugins": False if given.get("no_plugins") else None}
    stated = {name: given.get(name) for name in _GIVEN}
    for name in ("select", "ignore"):  # as in other linters: --select T,N301
        stated[name] = tuple(part for each in stated[name] or () for part in each.split(",") if part.strip())
    config = Config().merge(**stated, **flags)
    made = Settings(
        config,
        given.get("as_of"),
        given.get("lang"),
        given.get("fail_on"),
        convert=bool(given.get("convert")),
        hashed=not _UNHASHED.issuperset(given.get("formats") or ("text",))
        or bool(given.get("fix") or given.get("diff") or given.get("annotate")),
        facsimile="html" in (given.get("formats") or ()),
        fixing=_fixing(given),
        file=Path(os.path.abspath(given["config"])) if given.get("config") else None,  # noqa: PTH100 - no links resolved
        isolated=bool(given.get("no_config")),
        previous=given.get("last_year"),
    )
    if made.file is not None:
        load(made.file)  # says what is wrong with it before any file is read
    return made


def _fixing(given: Mapping[str, Any]) -> Fixing | None:
    if not (given.get("fix") or given.get("diff")):
        return None
    from disclosure_lint.fixing.files import Fixing

    return Fixing(unsafe=bool(given.get("unsafe_fixes")), diff=bool(given.get("diff")))


def _stated(given: Config) -> dict[str, Any]:
    return {name: getattr(given, name) for name in (*_GIVEN, "preview", "plugins")}


def _options(config: Config, asked: Settings) -> Options:
    known = catalogue.of(config.sources)
    rules = known.rules
    if config.profile is not None and config.profile not in known.profiles:
        raise ConfigError(unknown("格式版本", "profile", config.profile, known.profiles))
    narrowed = bool(config.select or config.ignore or config.severity or config.preview)
    return Options(
        profile=config.profile,
        codes=frozenset(config.active(rules)) if narrowed else None,
        severities=tuple(sorted(config.severities(rules).items())),
        fail_on=config.fail_on or "error",
        language=config.lang,
        as_of=asked.as_of or datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat(),
        agency_kind=config.agency_kind,
        deadlines=tuple(sorted(config.deadlines.items())),
        limits=Limits(**{name: type(getattr(Limits(), name))(value) for name, value in config.limits.items()}),
        convert=asked.convert,
        hashed=asked.hashed,
        facsimile=asked.facsimile,
        sources=config.sources,
        previous=asked.previous,
    )


def _for_file(path: Path, config: Config, options: Options) -> Options:
    """Take from the rules of a file those that `per-file-ignores` names."""
    rules = catalogue.of(config.sources).rules
    gone = config.ignored_in(path, rules)
    if not gone:
        return options
    codes = options.codes if options.codes is not None else config.active(rules)
    return options._replace(codes=frozenset(codes - gone))
