"""Configuration: `.disclosure-lint.yaml`, or `[tool.disclosure-lint]` in pyproject.toml.

The nearest file upward from an input counts, no further up than the root of
its repository. Keys are those of `schemas/config.schema.json`.
"""

from __future__ import annotations

from disclosure_lint.config.globs import Glob
from disclosure_lint.config.model import Config
from disclosure_lint.config.search import NAME, find, for_folder, for_input, forget, load
from disclosure_lint.profiles import profiles
from disclosure_lint.selection import ConfigError, expand, unknown

__all__ = [
    "NAME",
    "Config",
    "ConfigError",
    "Glob",
    "expand",
    "find",
    "for_folder",
    "for_input",
    "forget",
    "load",
    "unknown_profile",
]


def unknown_profile(profile: str) -> ConfigError:
    """Return the error for a profile that does not exist."""
    return ConfigError(unknown("格式版本", "profile", profile, profiles()))
