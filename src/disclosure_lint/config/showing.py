"""The configuration in force for an input, as YAML that says where each value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.records import fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.config.model import Config

_NOT_SHOWN = ("path", "origins")


def text(path: Path, config: Config) -> str:
    """Return the configuration of an input: every key that is set, with the file and line as a comment."""
    lines = [f"# {path}", f"# {config.path or '没有配置文件 · no configuration file'}"]
    for name in fields(config):
        value = getattr(config, name)
        if name not in _NOT_SHOWN and value not in (None, (), {}):
            lines += _shown(name, value, config.origins)
    return "\n".join(lines) + "\n"


def _shown(name: str, value: Any, origins: dict[str, str]) -> Iterator[str]:
    key = name.replace("_", "-")
    if isinstance(value, dict):
        yield f"{key}:"
        yield from (_line(f"  {_yaml(each)}: {_yaml(value[each])}", origins.get(f"{name}/{each}")) for each in value)
    elif isinstance(value, tuple):
        yield f"{key}:"
        for each in value:
            yield from _member(name, each, origins)
    else:
        yield _line(f"{key}: {_yaml(value)}", origins.get(name))


def _member(name: str, value: Any, origins: dict[str, str]) -> Iterator[str]:
    """Yield the lines of one member of a list, as the configuration writes it."""
    if name == "suppressions":
        stated = {
            each: getattr(value, each)
            for each in ("rule", "path", "pointer", "fingerprint", "reason", "owner", "until")
        }
        inside = ", ".join(f"{each}: {_yaml(member)}" for each, member in stated.items() if member)
        yield _line(f"  - {{{inside}}}", f"{value.file}:{value.line}" if value.line else str(value.file))
    elif name == "per_file_ignores":
        glob, selectors = value
        origin = origins.get(f"{name}/{glob.pattern}")
        yield _line(f"  {_yaml(glob.pattern)}: [{', '.join(map(_yaml, selectors))}]", origin)
    else:
        written = value.pattern if name in ("include", "exclude") else value
        yield _line(f"  - {_yaml(written)}", origins.get(f"{name}/{written}"))


def _line(content: str, origin: str | None) -> str:
    return f"{content}  # {origin or '命令行 · command line'}"


def _yaml(value: Any) -> str:
    import yaml

    dumped: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
    return dumped.removesuffix("\n").removesuffix("\n...")
