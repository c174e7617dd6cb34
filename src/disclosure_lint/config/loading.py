"""A configuration file: read, checked, and laid over those it extends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import catalogue
from disclosure_lint.config.globs import Glob, mistake
from disclosure_lint.config.model import Config
from disclosure_lint.config.source import check_shape, line_of, plain, read, stop
from disclosure_lint.report import join
from disclosure_lint.selection import ConfigError, expand, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.catalogue import Catalogue
    from disclosure_lint.readers.drafts import Draft
    from disclosure_lint.suppress.configured import ConfiguredSuppression

_SCHEMA = "config"
#: Keys whose values may be one text for a list of one.
_LISTS = ("include", "exclude", "select", "ignore", "packs", "profiles")
_PATHS = ("packs", "profiles")
_GLOBS = ("include", "exclude")


def load(path: Path) -> Config:
    """Read and check a configuration file and what it extends; raises ConfigError."""
    layers = list(_layers(path, ()))
    config = Config(path=path)
    for file, draft in layers:
        config = config.merge(**_values(draft, file), origins=dict(_origins(draft, file)))
    known = catalogue.of(config.sources)
    for file, draft in layers:
        _check_names(draft, file, known)
    return config


def _layers(path: Path, below: tuple[Path, ...]) -> Iterator[tuple[Path, Draft]]:
    """Yield the files to lay over each other, what is extended first."""
    draft = read(path)
    check_shape(draft, _SCHEMA, path)
    _check_globs(draft, path)
    for key in ("extends", *_PATHS):
        for pointer, name in _listed(draft.data, key):
            if not _beside(path, name).is_file():
                stop({"zh": f"没有文件“{name}”", "en": f"there is no file “{name}”"}, path, draft, pointer)
    chain = (*below, path)
    for pointer, name in _listed(draft.data, "extends"):
        base = _beside(path, name)
        if base in chain:
            names = " → ".join(each.name for each in (*chain[chain.index(base) :], base))
            words = {
                "zh": f"配置互相引用，没有尽头：{names}",
                "en": f"these configurations extend each other in a circle: {names}",
            }
            stop(words, path, draft, pointer)
        yield from _layers(base, chain)
    yield path, draft


def _listed(data: dict[str, Any], key: str) -> Iterator[tuple[str, Any]]:
    """Yield the members of a list, or the one text in its place, with their pointers."""
    return _each(data.get(key, []), f"/{key}")


def _each(value: str | list[Any], pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str):
        yield pointer, value
    else:
        yield from ((f"{pointer}/{index}", member) for index, member in enumerate(value))


def _beside(path: Path, name: str) -> Path:
    return Path(os.path.normpath(path.parent / name))


def _values(draft: Draft, path: Path) -> dict[str, Any]:
    """Return what a file says as `Config` has it: absolute paths, globs with their folder."""
    root = str(path.parent)
    values = {key: value for key, value in plain(draft.data).items() if key != "extends"}
    for key in _LISTS:
        if key in values:
            values[key] = tuple(value for _, value in _listed(draft.data, key))
    for key in _GLOBS:
        values[key] = tuple(Glob(root, each) for each in values.get(key, ()))
    for key in _PATHS:
        values[key] = tuple(str(_beside(path, each)) for each in values.get(key, ()))
    ignores = values.get("per_file_ignores", {})
    values["per_file_ignores"] = tuple(
        (Glob(root, glob), (each,) if isinstance(each, str) else tuple(each)) for glob, each in ignores.items()
    )
    values["suppressions"] = tuple(
        _suppression(each, path, line_of(draft, f"/suppressions/{index}"))
        for index, each in enumerate(values.get("suppressions", ()))
    )
    return values


def _suppression(entry: dict[str, str], path: Path, line: int | None) -> ConfiguredSuppression:
    from disclosure_lint.suppress.configured import ConfiguredSuppression

    optional = {key: entry.get(key) for key in ("pointer", "fingerprint", "owner", "until")}
    return ConfiguredSuppression(
        rule=entry["rule"], path=entry.get("path", ""), reason=entry["reason"], file=path, line=line, **optional
    )


def _origins(draft: Draft, path: Path) -> Iterator[tuple[str, str]]:
    """Yield where each value stands, by its key, and for lists and mappings by what is in them."""
    for key, value in draft.data.items():
        name = key.replace("-", "_")
        for pointer, member in _stated(key, value):
            line = line_of(draft, pointer)
            shown = str(_beside(path, member)) if key in _PATHS else member
            yield f"{name}/{shown}" if member else name, f"{path}:{line}" if line else str(path)


def _stated(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the pointer of each value below a key, with its name there; "" for a value of its own."""
    if isinstance(value, dict):
        yield from ((join(f"/{key}", name), name) for name in value)
    elif key in _LISTS:
        yield from _each(value, f"/{key}")
    else:
        yield f"/{key}", ""


def _check_globs(draft: Draft, path: Path) -> None:
    for pointer, glob in _globs(draft.data):
        wrong = mistake(glob)
        if wrong is not None:
            stop(
                {"zh": f"路径样式“{glob}”{wrong['zh']}", "en": f"the glob “{glob}” {wrong['en']}"}, path, draft, pointer
            )


def _globs(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _GLOBS:
        yield from _listed(data, key)
    yield from ((join("/per-file-ignores", glob), glob) for glob in data.get("per-file-ignores", {}))
    for index, entry in enumerate(data.get("suppressions", ())):
        if "path" in entry:
            yield f"/suppressions/{index}/path", entry["path"]


def _check_names(draft: Draft, path: Path, known: Catalogue) -> None:
    """Raise ConfigError, with its line, for a rule or a profile that does not exist."""
    profile = draft.data.get("profile")
    if profile is not None and profile not in known.profiles:
        stop(unknown("格式版本", "profile", profile, known.profiles), path, draft, "/profile")
    for pointer, selector in _selectors(draft.data):
        try:
            expand([selector], known.rules)
        except ConfigError as error:
            stop(error.message, path, draft, pointer)


def _selectors(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("select", "ignore"):
        yield from _listed(data, key)
    yield from ((join("/severity", selector), selector) for selector in data.get("severity", {}))
    for glob, selectors in data.get("per-file-ignores", {}).items():
        yield from _each(selectors, join("/per-file-ignores", glob))
    for index, entry in enumerate(data.get("suppressions", ())):
        yield f"/suppressions/{index}/rule", entry["rule"]
