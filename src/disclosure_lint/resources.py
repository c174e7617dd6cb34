"""Schemas, rules and profiles: inside the wheel, or at the top of a checkout.

People write them as YAML and JSON; what runs is one compiled JSON file, so that
start-up never parses YAML. A wheel carries it (see `hatch_build.py`); in a
checkout it is made when a source has changed.
"""

from __future__ import annotations

import json
import marshal
import os
import zlib
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
    return {name: data(name) for name in _packed()}


@cache
def data(name: str) -> Any:
    """Return one parsed source, such as `rules/reasons` or `schemas/config.schema`."""
    return marshal.loads(_packed()[name])  # noqa: S302 - made by this program, see `kept`


def names(prefix: str) -> list[str]:
    """Return the names of the sources that begin with a prefix."""
    return [name for name in _packed() if name.startswith(prefix)]


@cache
def _packed() -> dict[str, bytes]:
    """Return every source in the form that is unpacked fastest, made again when a file has changed."""
    from disclosure_lint import kept

    ready = root() / COMPILED
    in_wheel = ready.is_file()
    stamp = [_stamp(file) for file in ([ready] if in_wheel else sources())]
    name = f"data-{zlib.crc32(os.fsencode(root())):08x}"
    found = kept.load(name)
    if isinstance(found, list) and found[0] == stamp:
        packed: dict[str, bytes] = found[1]
        return packed
    compiled = json.loads(ready.read_bytes()) if in_wheel else compile_sources(sources())
    packed = {name: marshal.dumps(content) for name, content in compiled.items()}
    kept.save(name, [stamp, packed])
    return packed


def _stamp(file: Path) -> list[Any]:
    status = file.stat()
    return [str(file), status.st_size, status.st_mtime_ns]
