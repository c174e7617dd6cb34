"""Rules of installed distributions: entry points of the group `disclosure_lint.rules`.

The object of such an entry point has `PACKS`, the paths of rule packs in YAML,
and importing it registers the checks that they name (`disclosure_lint.checks.check`).
A plugin that cannot be used is named in a notice, and everything else goes on.
Nothing is ever imported from the working directory.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import checks, kept
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

    from disclosure_lint.catalogue import Catalogue
    from disclosure_lint.ruleset import Text

GROUP = "disclosure_lint.rules"
_OWN = "disclosure_lint."
_KEPT = "plugins"
#: So many nanoseconds after its last change a folder of modules is taken for settled.
_SETTLED = 60 * 10**9


class _UnusableError(Exception):
    """A plugin that does not keep to the contract; `words` is one sentence by language."""

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words


def add(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with the rules of every plugin that can be used."""
    for folder in metadata_folders():
        from importlib.metadata import PathDistribution

        named = folder.name.removesuffix(".dist-info").replace("-", " ")
        try:
            points = list(PathDistribution(folder).entry_points.select(group=GROUP))
        except Exception as error:  # noqa: BLE001 - what another package installed is no reason to stop
            catalogue = _without(catalogue, named, _cause(error))
            continue
        for point in points:
            catalogue = _with_plugin(catalogue, named, point)
    return catalogue


def _cause(error: BaseException) -> Text:
    cause = f"{type(error).__name__}: {error}".partition("\n")[0]
    return {"zh": f"载入失败（{cause}）", "en": f"it cannot be loaded ({cause})"}


def _without(catalogue: Catalogue, named: str, words: Text) -> Catalogue:
    """Return a catalogue that only tells of a plugin that it cannot be used."""
    notice = {
        "zh": f"插件 {named} 未使用：{words['zh']}",
        "en": f"the plugin {named} is not used: {words['en']}",
    }
    return replace(catalogue, notices=(*catalogue.notices, notice))


def metadata_folders() -> list[Path]:
    """Return the metadata of the installed distributions that have plugins.

    Looks into the folders itself: nearly always there is no plugin, and importing
    importlib.metadata would cost more than judging a draft. What a folder has is
    kept until it changes: every installation and removal changes it. One that has
    just changed may be in the middle of that, and is looked into again.
    """
    known = kept.load(_KEPT) or {}
    seen: dict[str, list[Any]] = {}
    settled = time.time_ns() - _SETTLED
    here = os.path.realpath(Path.cwd())
    for entry in dict.fromkeys(sys.path):
        if not entry or os.path.realpath(entry) == here:
            continue
        try:
            changed = os.stat(entry).st_mtime_ns  # noqa: PTH116 - the fast way
            usual = known.get(entry)
            seen[entry] = usual if usual and usual[0] == changed else [changed, _with_plugins(entry)]
        except OSError:
            continue
    sure = {entry: each for entry, each in seen.items() if each[0] < settled}
    if any(known.get(entry) != each for entry, each in sure.items()):
        kept.save(_KEPT, {**known, **sure})
    found: dict[str, Path] = {}
    for entry, (_, names) in seen.items():
        for name in names:
            found.setdefault(name.partition("-")[0].lower(), Path(entry, name))
    return list(found.values())


def _with_plugins(entry: str) -> list[str]:
    """Return the names of the metadata folders in a folder of modules that name plugins."""
    names = sorted(name for name in os.listdir(entry) if name.endswith(".dist-info"))  # noqa: PTH208 - the fast way
    return [name for name in names if _has_plugin(f"{entry}/{name}/entry_points.txt")]


def _has_plugin(file: str) -> bool:
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return False
    try:
        return GROUP.encode() in os.read(descriptor, 1_000_000)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _with_plugin(catalogue: Catalogue, named: str, point: EntryPoint) -> Catalogue:
    from disclosure_lint.packs import with_packs
    from disclosure_lint.selection import ConfigError

    before = dict(checks.REGISTRY)
    try:
        with _away_from_here():
            packs = _packs(point.load())
        _check_names(before)
        found = with_packs(catalogue, packs)
    except _UnusableError as error:
        words = error.words
    except ConfigError as error:
        words = {language: error.text(language) for language in ("zh", "en")}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin does, the rest goes on
        words = _cause(error)
    else:
        return replace(found, added={**found.added, f"plugin {named} {point.name}": None})
    _forget_since(before)
    return _without(catalogue, named, words)


@contextmanager
def _away_from_here() -> Iterator[None]:
    """Take the working directory out of where modules are looked for."""
    here, kept = os.path.realpath(Path.cwd()), list(sys.path)
    sys.path[:] = [entry for entry in kept if entry and os.path.realpath(entry) != here]
    try:
        yield
    finally:
        sys.path[:] = kept


def _packs(plugin: Any) -> list[Path]:
    packs = getattr(plugin, "PACKS", None)
    if not isinstance(packs, (list, tuple)) or not all(isinstance(each, (str, os.PathLike)) for each in packs):
        raise _UnusableError(
            {"zh": "没有 PACKS（规则包路径的列表）", "en": "it has no PACKS, a list of paths of rule packs"}
        )
    return [Path(each) for each in packs]


def _check_names(before: dict[str, Any]) -> None:
    """Refuse checks under the names of others, or of a module of the tool's own."""
    from importlib.util import find_spec

    for name, function in checks.REGISTRY.items():
        if before.get(name) is function or function.__module__.startswith(_OWN):
            continue
        module = name.partition(".")[0]
        if name in before or find_spec(f"disclosure_lint.checks.{module}") is not None:
            words = {
                "zh": f"检查“{name}”已有，请另起名称",
                "en": f"there is a check “{name}” already, or its first part",
            }
            raise _UnusableError(words)


def _forget_since(before: dict[str, Any]) -> None:
    for name, function in list(checks.REGISTRY.items()):
        if not function.__module__.startswith(_OWN):
            del checks.REGISTRY[name]
    checks.REGISTRY.update(before)
