"""Schemas, rules and profiles: inside the wheel, or at the top of a checkout.

People write them as YAML and JSON; what runs is one compiled JSON file, so that
start-up never parses YAML. A wheel carries it (see `hatch_build.py`); in a
checkout it is made when a source has changed, and kept in the user's cache
under the hash of its sources.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

COMPILED = "compiled.json"


@cache
def root() -> Path:
    """Return the folder that holds `schemas/` and `rules/`."""
    inside = Path(__file__).parent / "data"
    return inside if inside.is_dir() else Path(__file__).parents[2]


def sources() -> list[Path]:
    """Return every file that the compiled form is made from, in a fixed order."""
    rules, schemas = root() / "rules", root() / "schemas"
    return sorted([*rules.rglob("*.yaml"), *schemas.rglob("*.json")])


def compile_sources(files: list[Path]) -> dict[str, Any]:
    """Parse the sources: name below the root without suffix → content."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    compiled: dict[str, Any] = {}
    for file in files:
        name = file.relative_to(root()).with_suffix("").as_posix()
        text = file.read_text(encoding="utf-8")
        try:
            compiled[name] = json.loads(text) if file.suffix == ".json" else yaml.load(text, loader)  # noqa: S506 - safe
        except (ValueError, yaml.YAMLError) as error:
            raise ValueError(f"{file}: {error}") from None
    # Dates in YAML (from: 2021-09-26) become text, as everywhere in this project.
    return json.loads(json.dumps(compiled, default=str, ensure_ascii=False))  # type: ignore[no-any-return]


@cache
def everything() -> dict[str, Any]:
    """Return all sources, parsed: name below the root without suffix → content."""
    ready = root() / COMPILED
    if ready.is_file():
        return _read(ready)
    files = sources()
    import hashlib

    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root()).as_posix().encode() + b"\0" + file.read_bytes())
    kept = cache_folder() / f"{digest.hexdigest()[:32]}.json"
    try:
        return _read(kept)
    except (OSError, ValueError):
        compiled = compile_sources(files)
        write_whole(kept, json.dumps(compiled, ensure_ascii=False).encode())
        return compiled


def data(name: str) -> Any:
    """Return one parsed source, such as `rules/reasons` or `schemas/config.schema`."""
    return everything()[name]


def names(prefix: str) -> list[str]:
    """Return the names of the sources that begin with a prefix."""
    return [name for name in everything() if name.startswith(prefix)]


def _read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_bytes())  # type: ignore[no-any-return]


def cache_folder() -> Path:
    """Return where the user's cache keeps what this program makes again and again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "disclosure-lint"


def write_whole(file: Path, content: bytes) -> None:
    """Keep something if the user has a place for it; write it whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(file)
    except OSError:
        return
