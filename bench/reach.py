"""Which statements each test reaches, and how long it takes: found out once, and kept for the next time.

Kept in mutants/reach.json. A test is run again where its file, its parameters or anything of src/, rules/ or
schemas/ changed since.
"""

from __future__ import annotations

import builtins
import gc
import hashlib
import json
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

from _pytest.runner import runtestprotocol
from mutants import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "disclosure_lint"
KEPT = ROOT / "mutants" / "reach.json"
#: Caches that hold the rules and forms themselves, which no mutant changes.
UNCHANGED = ("disclosure_lint.resources", "disclosure_lint.ruleset")


@dataclass(slots=True)
class Reach:
    """Of every test that passes: its seconds (of the processor) and the statements (file, line) that it reaches."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    failing: list[str] = field(default_factory=list)

    def rare(self, path: Path) -> dict[str, float]:
        """Return of every test how much it reaches of a file that few others reach: every report passes every check."""
        found: dict[str, float] = defaultdict(float)
        for (name, _), tests in self.tests.items():
            if name == str(path):
                for test in tests:
                    found[test] += 1 / len(tests)
        return found


def reach(items: list[pytest.Item], paths: list[Path]) -> Reach:
    """Return what tests reach of files; run those of which it is not known."""
    sources = _digest(paths, ROOT / "src", ROOT / "rules", ROOT / "schemas")
    kept = _kept(sources)
    found, run = Reach(), {item: _key(item) for item in items}
    new = [item for item in items if kept.get(item.nodeid, {}).get("key") != run[item]]
    print(f"{len(items)} tests, {len(new)} of them new or changed", flush=True)
    for item, (seconds, lines) in zip(new, _observed(new, paths), strict=True):
        if seconds is None:
            found.failing.append(item.nodeid)
            kept.pop(item.nodeid, None)
        else:
            kept[item.nodeid] = {"key": run[item], "seconds": round(seconds, 4), "lines": lines}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"sources": sources, "tests": kept}, ensure_ascii=False), encoding="utf-8")
    for item in items:
        if item.nodeid in kept:
            found.seconds[item.nodeid] = kept[item.nodeid]["seconds"]
            for name, lines in kept[item.nodeid]["lines"].items():
                for line in lines:
                    found.tests[str(PACKAGE / name), line].add(item.nodeid)
    return found


def _observed(items: list[pytest.Item], paths: list[Path]) -> Iterator[tuple[float | None, dict[str, list[int]]]]:
    """Run tests; yield for each its seconds, None where it fails, and the lines of the files it reaches."""
    seen: set[tuple[str, int]] = set()
    own = [(each, each.__code__) for each in functions() if Path(each.__code__.co_filename) in paths]
    for path in paths:
        put([each for each, code in own if code.co_filename == str(path)], watched(path))
    builtins.mutation_seen = seen  # type: ignore[attr-defined]
    modules = tuple({each.__module__ for each, _ in own})
    for number, item in enumerate(items):
        seen.clear()
        clear_caches(modules)
        start = time.process_time()
        following = items[number + 1] if number + 1 < len(items) else None
        passed = not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
        lines: dict[str, list[int]] = defaultdict(list)
        for name, line in sorted(seen):
            lines[Path(name).relative_to(PACKAGE).as_posix()].append(line)
        yield (time.process_time() - start if passed else None), lines
    for function, code in own:
        function.__code__ = code


def _kept(sources: str) -> dict[str, dict[str, object]]:
    if not KEPT.exists():
        return {}
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept["tests"] if kept["sources"] == sources else {}


def _key(item: pytest.Item) -> str:
    """Return a mark of a test's file and parameters; addresses of objects are no part of it."""
    parameters = re.sub(r"0x[0-9a-f]+", "", repr(getattr(getattr(item, "callspec", None), "params", "")))
    return hashlib.sha256(item.path.read_bytes() + parameters.encode()).hexdigest()[:16]


def _digest(watched_paths: list[Path], *folders: Path) -> str:
    made = hashlib.sha256(repr([each.relative_to(ROOT).as_posix() for each in watched_paths]).encode())
    for path in sorted(each for folder in folders for each in folder.rglob("*.*")):
        if path.is_file() and path.suffix != ".pyc":
            made.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return made.hexdigest()


def functions() -> list[FunctionType]:
    """Return every function there is."""
    return [each for each in gc.get_objects() if isinstance(each, FunctionType)]


def put(found: list[FunctionType], module: CodeType) -> None:
    """Give functions the code that a module, compiled anew, has for them."""
    codes = {code.co_qualname: code for code in _codes(module)}
    for function in found:
        code = codes.get(function.__code__.co_qualname)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def clear_caches(names: tuple[str, ...] = ("disclosure_lint",)) -> None:
    """Forget what functions of some modules returned before."""
    for name, module in list(sys.modules.items()):
        if name.startswith(names) and name not in UNCHANGED:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
