"""Configuration: finding, checking and merging `.disclosure-lint.yaml`.

The nearest file upward from an input counts, no further up than the root of
its repository. Keys are those of `schemas/config.schema.json`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from disclosure_lint import ruleset, schema
from disclosure_lint.faults import type_name
from disclosure_lint.profiles import profiles
from disclosure_lint.selection import ConfigError, expand, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from disclosure_lint.faults import Fault
    from disclosure_lint.readers.drafts import Draft
    from disclosure_lint.readers.errors import ReadError
    from disclosure_lint.ruleset import Rule, Text
    from disclosure_lint.suppress.configured import ConfiguredSuppression

__all__ = ["NAME", "Config", "ConfigError", "expand", "find", "for_input", "forget", "load"]

NAME = ".disclosure-lint.yaml"
_SCHEMA = "config"


@dataclass(frozen=True)
class Config:
    """The settings for one input; None or empty means that nothing is set.

    `severity` maps selectors of rules to error, warning, info or off;
    `deadlines` a kind of body to MM-DD; `limits` megabytes to a number. `path` is the file it was read from.
    """

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    fail_on: str | None = None
    lang: str | None = None
    agency_kind: str | None = None
    unrecognised: str | None = None
    deadlines: dict[str, str] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    suppressions: tuple[ConfiguredSuppression, ...] = ()
    path: Path | None = None

    def merge(self, **options: Any) -> Self:
        """Return the configuration with options laid over it.

        An option of None or "" changes nothing. `ignore` adds to what the
        file ignores, mappings are merged, everything else replaces.
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
                changes[name] = (*old, *new) if name == "ignore" else new
            else:
                changes[name] = value
        return replace(self, **changes)

    def active(self, rules: Mapping[str, Rule]) -> set[str]:
        """Return the codes of the rules that are selected and not ignored or off."""
        chosen = expand(self.select, rules) if self.select else set(rules)
        off = {code for code, severity in self.severities(rules).items() if severity == "off"}
        return chosen - expand(self.ignore, rules) - off

    def severities(self, rules: Mapping[str, Rule]) -> dict[str, str]:
        """Return the set severities by code; what names fewer rules goes before what names more."""
        wide_first = sorted(
            ((expand([each], rules), severity) for each, severity in self.severity.items()),
            key=lambda pair: -len(pair[0]),
        )
        return {code: severity for codes, severity in wide_first for code in codes}


def unknown_profile(profile: str) -> ConfigError:
    """Return the error for a profile that does not exist."""
    return ConfigError(unknown("格式版本", "profile", profile, profiles()))


def for_input(path: Path) -> Config:
    """Return the configuration for an input, a file or a folder; raises ConfigError."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - no links resolved: the folder as the user names it
    return _for_folder(here if here.is_dir() else here.parent)


def forget() -> None:
    """Read configuration files anew when they are next needed, for programs that keep running."""
    for remembered in (_for_folder, find, load):
        remembered.cache_clear()


@cache
def _for_folder(folder: Path) -> Config:
    path = find(folder)
    return load(path) if path is not None else Config()


@cache
def find(folder: Path) -> Path | None:
    """Return the nearest configuration file from an absolute folder upward, None without one."""
    path = folder / NAME
    if path.is_file():
        return path
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return find(folder.parent)


@cache
def load(path: Path) -> Config:
    """Read and check a configuration file; raises ConfigError."""
    draft = _read(path)
    if not schema.is_valid(_SCHEMA, draft.data):
        _raise_shape(draft, path)
    values = {key.replace("-", "_"): value for key, value in draft.data.items()}
    known = {each.name for each in fields(Config)} - {"path"}
    if "suppressions" in values:
        values["suppressions"] = _suppressions(draft, path)
    config = Config(path=path).merge(**{key: value for key, value in values.items() if key in known})
    _check_names(config, draft, path)
    return config


def _suppressions(draft: Draft, path: Path) -> tuple[ConfiguredSuppression, ...]:
    from disclosure_lint.suppress.configured import ConfiguredSuppression

    optional = ("pointer", "fingerprint", "owner", "until")
    return tuple(
        ConfiguredSuppression(
            rule=each["rule"],
            path=each.get("path", ""),
            reason=each["reason"],
            file=path,
            line=_line(draft, f"/suppressions/{index}"),
            **{key: each.get(key) for key in optional},
        )
        for index, each in enumerate(draft.data["suppressions"])
    )


def _read(path: Path) -> Draft:
    from disclosure_lint.readers import drafts
    from disclosure_lint.readers.errors import ReadError

    try:
        text = path.read_bytes().decode("utf-8-sig")
        if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
            return drafts.Draft({})
        draft = drafts.read_yaml(text)
    except ReadError as error:
        raise ConfigError(_words(error), path, error.place.line if error.place else None) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError({"zh": f"读不出配置文件（{error}）", "en": f"cannot read it ({error})"}, path) from None
    for code, reason, values, place in draft.problems:
        raise ConfigError(_words(ReadError(code, reason, values)), path, place.line)
    return draft


def _words(error: ReadError) -> Text:
    """Return what the rule for files that cannot be read says of an error."""
    from disclosure_lint.findings import words

    rule = ruleset.rules().get(error.code)
    if rule is None:
        return {"zh": f"不是有效的 YAML（{error.reason}）", "en": f"this is not valid YAML ({error.reason})"}
    texts = rule.variants.get(error.reason, rule.message)
    return {language: words(texts, language, error.values) for language in ("zh", "en")}


def _raise_shape(draft: Draft, path: Path) -> None:
    from disclosure_lint import shape

    for fault in shape.faults_of(draft.data, schema.load_schema(_SCHEMA)):
        pointer = f"{fault.pointer}/{fault.key}" if fault.key else fault.pointer
        raise ConfigError(_fault_words(fault), path, _line(draft, pointer))


def _fault_words(fault: Fault) -> Text:
    key = fault.pointer.lstrip("/").replace("/", ".")
    if fault.keyword == "additionalProperties":
        return unknown("键", "key", fault.key, fault.schema["properties"])
    if fault.keyword == "enum":
        allowed = fault.schema["enum"]
        return {
            "zh": f"“{key}”应为 {'、'.join(allowed)} 之一，现为“{fault.value}”",
            "en": f"“{key}” should be one of {', '.join(allowed)}, it is “{fault.value}”",
        }
    title, _, english = fault.schema.get("title", key).partition(" / ")
    stated = fault.value if type_name(fault.value) not in ("array", "object") else "…"
    return {
        "zh": f"“{key}”（{title}）不能写作“{stated}”",
        "en": f"“{key}” ({english or title}) cannot be “{stated}”",
    }


def _check_names(config: Config, draft: Draft, path: Path) -> None:
    """Raise ConfigError, with its line, for a rule or a profile that does not exist."""
    if config.profile is not None and config.profile not in profiles():
        message = unknown("格式版本", "profile", config.profile, profiles())
        raise ConfigError(message, path, _line(draft, "/profile"))
    for pointer, selector in _selectors(config, draft.data):
        try:
            expand([selector], ruleset.rules())
        except ConfigError as error:
            raise ConfigError(error.message, path, _line(draft, pointer)) from None


def _selectors(config: Config, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("select", "ignore"):
        listed = isinstance(data.get(name), list)
        for index, selector in enumerate(getattr(config, name)):
            yield f"/{name}/{index}" if listed else f"/{name}", selector
    for selector in config.severity:
        yield f"/severity/{selector}", selector
    for index, each in enumerate(config.suppressions):
        yield f"/suppressions/{index}/rule", each.rule


def _line(draft: Draft, pointer: str) -> int | None:
    """Return the line of a pointer, or of the nearest thing above it that has one."""
    while pointer:
        if pointer in draft.places:
            return draft.places[pointer].line
        pointer = pointer.rpartition("/")[0]
    return None
