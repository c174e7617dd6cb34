"""Which configuration is an input's: the nearest upward, no further than its repository."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from disclosure_lint.config.model import Config

NAME = ".disclosure-lint.yaml"
_PYPROJECT = "pyproject.toml"


@cache
def load(path: Path) -> Config:
    """Read and check a configuration file and what it extends; raises ConfigError."""
    from disclosure_lint.config import loading

    return loading.load(path)


def for_input(path: Path) -> Config:
    """Return the configuration for an input, a file or a folder; raises ConfigError."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - no links resolved: the folder as the user names it
    return for_folder(here if here.is_dir() else here.parent)


@cache
def for_folder(folder: Path) -> Config:
    """Return the configuration for what stands in an absolute folder; raises ConfigError."""
    path = find(folder)
    return load(path) if path is not None else Config()


def forget() -> None:
    """Read configuration files anew when they are next needed, for programs that keep running."""
    from disclosure_lint import catalogue

    for remembered in (for_folder, find, load, catalogue.of):
        remembered.cache_clear()


@cache
def find(folder: Path) -> Path | None:
    """Return the nearest configuration file from an absolute folder upward, None without one.

    In one folder `.disclosure-lint.yaml` goes before pyproject.toml, which counts
    only where it has a table [tool.disclosure-lint].
    """
    path = folder / NAME
    if path.is_file():
        return path
    if _has_table(folder / _PYPROJECT):
        return folder / _PYPROJECT
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return find(folder.parent)


def _has_table(path: Path) -> bool:
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    if b"disclosure-lint" not in raw:  # most have no such table, and tomllib need not be imported to see that
        return False
    import tomllib

    try:
        return "disclosure-lint" in tomllib.loads(raw.decode("utf-8-sig")).get("tool", {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, RecursionError):
        # Broken, and it speaks of this program: reading it says what is wrong.
        return b"tool.disclosure-lint" in raw
