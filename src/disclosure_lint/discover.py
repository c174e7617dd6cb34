"""Which files a run looks at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.config import for_input
from disclosure_lint.readers import SUFFIXES, UNREAD
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from disclosure_lint.config import Config

#: Folders that hold no reports.
_SKIPPED = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".ruff_cache"}


class Input(NamedTuple):
    """A file to judge; `named` says that the user named it, not that a folder was walked."""

    path: Path
    named: bool


def inputs(paths: Iterable[Path], config_of: Callable[[Path], Config] = for_input) -> Iterator[Input]:
    """Yield each file once: those named, and those in folders whose suffix may hold a report.

    What a configuration excludes is left out even where it is named; what it
    includes is looked at in folders in place of what the suffix tells.
    A path that does not exist raises FileNotFoundError. Links to folders are
    not followed, so that no walk runs in circles.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(str(path))
        walked = path.is_dir()
        found = _walk(path, config_of) if walked else [path] if not config_of(path).excludes(path) else []
        for each in (Input(file, named=not walked) for file in found):
            if (key := each.path.absolute()) not in seen:
                seen.add(key)
                yield each


def _walk(folder: Path, config_of: Callable[[Path], Config]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        config = config_of(Path(root))
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED and not (config.exclude and config.excludes(Path(root, name)))
        )
        for name in sorted(files):
            path = Path(root, name)
            if _may_hold_report(path, config):
                yield path


def _may_hold_report(path: Path, config: Config) -> bool:
    if path.name.startswith((".", "~$")):
        return False
    included = config.includes(path)
    suffix = path.suffix.lower()
    if not (included if included is not None else suffix in SUFFIXES or suffix in UNREAD) or config.excludes(path):
        return False
    # A pipe would be waited for. A broken link is kept: that it cannot be read must be said.
    return not path.is_fifo() and not path.is_socket()
