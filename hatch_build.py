"""Puts rules and schemas into the wheel, as written and compiled, so that start-up parses no YAML."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Compile `rules/` and `schemas/` with the code that a checkout uses."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add rules and schemas to the files of the wheel; an editable install reads those of the checkout."""
        if version == "editable":
            return
        for folder in ("rules", "schemas"):
            build_data["force_include"][str(Path(self.root) / folder)] = f"disclosure_lint/data/{folder}"
        source = Path(self.root) / "src" / "disclosure_lint" / "resources.py"
        spec = importlib.util.spec_from_file_location("resources", source)
        assert spec is not None
        assert spec.loader is not None
        resources = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(resources)
        target = Path(tempfile.mkdtemp()) / resources.COMPILED
        compiled = resources.compile_sources(resources.sources())
        target.write_text(json.dumps(compiled, ensure_ascii=False), encoding="utf-8")
        build_data["force_include"][str(target)] = f"disclosure_lint/data/{resources.COMPILED}"
