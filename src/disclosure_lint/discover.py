"""Which files a run looks at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_lint.readers import SUFFIXES, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Folders that hold no reports.
_SKIPPED = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".ruff_cache"}


class Input(NamedTuple):
    """A file to judge; `named` says that the user named it, not that a folder was walked."""

    path: Path
    named: bool


def inputs(paths: Iterable[Path]) -> Iterator[Input]:
    """Yield each file once: those named, and those in folders whose suffix may hold a report.

    A path that does not exist raises FileNotFoundError. Links to folders are
    not followed, so that no walk runs in circles.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(str(path))
        walked = path.is_dir()
        for each in (Input(file, named=not walked) for file in (_walk(path) if walked else [path])):
            if (key := each.path.absolute()) not in seen:
                seen.add(key)
                yield each


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if (suffix in SUFFIXES or suffix in UNREAD) and not name.startswith((".", "~$")):
                path = Path(root, name)
                # A pipe would be waited for. A broken link is kept: that it cannot be read must be said.
                if not path.is_fifo() and not path.is_socket():
                    yield path
