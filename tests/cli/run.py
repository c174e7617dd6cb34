"""The command line as a user meets it: in this process for speed, in a process of its own for consoles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from disclosure_lint.cli import cli

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "examples" / "good" / "garden-bureau.yaml"
FAULTY = ROOT / "examples" / "faulty" / "education-bureau.html"


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Done:
    """Run a command in this process."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments], input=stdin, catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)


def process(*arguments: str | Path, encoding: str = "utf-8", cwd: Path | None = None, **environment: str) -> Done:
    """Run a command in a process whose console has an encoding."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONUTF8", "PYTHONIOENCODING", "NO_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_lint", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=env | environment,
    )
    return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
