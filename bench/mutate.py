"""Mutation testing: how many small faults put into checks/ and extract/ do the tests find?

    make mutate                               # every module of checks/ and extract/: an hour or more
    make mutate MODULE=checks/totals.py       # some: several modules may be named, and folders
    make mutate SAMPLE=40                     # of each module 40 mutants, always the same ones

The tests are collected and run once, noting which statements each reaches. Then
every mutant is put into a child process (a function's code is replaced), which
runs the tests that reach its statement until one fails: first those that found
other mutants of the module, then those that reach what few others reach. A
mutant that no test notices is printed: a missing case, or a change that makes
no difference. Needs `fork`, so no Windows. mutmut does not do: it leaves decorated
functions alone, which every check is.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import os
import shlex
import signal
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "disclosure_lint"
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "bench")]

from mutants import Mutant, mutants, watched  # noqa: E402 - the path is set above

#: The tests of what a report says; TESTS="tests/a.py tests/b.py" names others.
TESTS = os.environ.get(
    "TESTS",
    "tests/test_rules.py tests/test_totals.py tests/test_cells.py tests/test_statistics_table.py tests/test_front.py"
    " tests/test_claims.py tests/test_narrative_clean.py tests/test_narrative_faulty.py tests/test_odd_layouts.py"
    " tests/test_identifiers.py tests/test_marks.py tests/test_stale_year.py tests/test_across.py"
    " tests/test_last_year.py tests/test_misshapen.py tests/test_same_data.py tests/corpus/test_facts.py"
    " tests/readers/test_text.py tests/readers/test_html.py tests/readers/test_markdown.py tests/readers/test_drafts.py"
    " tests/readers/test_docx_tables.py",
)
#: Seconds (of the processor) of tests that one mutant is worth.
BUDGET = float(os.environ.get("BUDGET", "20"))
#: How many mutants of each module are tried; 0 is all.
SAMPLE = int(os.environ.get("SAMPLE", "0"))
#: Caches that hold the rules and forms themselves, which no mutant changes.
KEPT = ("disclosure_lint.resources", "disclosure_lint.ruleset")
JOBS = int(os.environ.get("JOBS", "2"))


@dataclass(slots=True)
class Campaign:
    """Runs the tests once, then for every mutant.

    `calls` maps statements (file, line) to the tests that reach them, `finders`
    files and tests to how many mutants they found.
    """

    paths: list[Path]
    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    finders: Counter[tuple[Path, str]] = field(default_factory=Counter)
    rare: dict[Path, dict[str, float]] = field(default_factory=dict)
    survivors: int = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of the usual loop over the tests."""
        items = {item.nodeid: item for item in session.items}
        self._observe(list(items.values()))
        for path in self.paths:
            self._try(path, items)
        return True

    def _observe(self, items: list[pytest.Item]) -> None:
        """Run every test once; note its time and the statements it reaches. What fails now is left out."""
        seen: set[tuple[str, int]] = set()
        places = {str(path): path for path in self.paths}
        functions = [each for each in _functions() if each.__code__.co_filename in places]
        own = [(each, each.__code__) for each in functions]
        for name, path in places.items():
            _put([each for each in functions if each.__code__.co_filename == name], watched(path))
        builtins.mutation_seen = seen  # type: ignore[attr-defined]
        for number, item in enumerate(items):
            seen.clear()
            _clear_caches(tuple({each.__module__ for each in functions}))
            start = time.process_time()
            following = items[number + 1] if number + 1 < len(items) else None
            reports = runtestprotocol(item, log=False, nextitem=following)
            if not any(report.failed for report in reports):
                self.seconds[item.nodeid] = time.process_time() - start
                for call in seen:
                    self.calls[call].add(item.nodeid)
        for function, code in own:
            function.__code__ = code
        print(f"{len(items)} tests, {len(items) - len(self.seconds)} fail without any mutant", flush=True)

    def _try(self, path: Path, items: dict[str, pytest.Item]) -> None:
        functions = [each for each in _functions() if each.__code__.co_filename == str(path)]
        found, killed = sample(path), 0
        self.rare[path] = self._rare(path)
        running: dict[int, tuple[Mutant, list[pytest.Item]]] = {}
        for mutant in found:
            tests = self._tests(path, mutant, items)
            if len(running) >= JOBS:
                killed += self._finish(path, running)
            child = os.fork()
            if child == 0:
                os._exit(_try_one(mutant, tests, functions))
            running[child] = mutant, tests
        while running:
            killed += self._finish(path, running)
        share = f"{killed / len(found):.0%}" if found else "—"
        print(f"{path.relative_to(PACKAGE)}: {killed}/{len(found)} killed ({share})", flush=True)

    def _tests(self, path: Path, mutant: Mutant, items: dict[str, pytest.Item]) -> list[pytest.Item]:
        rare = self.rare[path]
        tests: list[pytest.Item] = []
        left = BUDGET
        for test in sorted(
            self.calls[str(path), mutant.statement],
            key=lambda test: (-self.finders[path, test], -rare[test], self.seconds[test]),
        ):
            if self.seconds[test] <= left:
                left -= self.seconds[test]
                tests.append(items[test])
        return tests

    def _rare(self, path: Path) -> dict[str, float]:
        """Return of every test how much it reaches of a file that few others reach: every report passes every check."""
        found: dict[str, float] = defaultdict(float)
        for (name, _), tests in self.calls.items():
            if name == str(path):
                for test in tests:
                    found[test] += 1 / len(tests)
        return found

    def _finish(self, path: Path, running: dict[int, tuple[Mutant, list[pytest.Item]]]) -> int:
        """Wait for a child; return 1 where its tests found the mutant."""
        child, status = os.wait()
        mutant, tests = running.pop(child)
        number = os.waitstatus_to_exitcode(status)
        if number == 0:
            self.survivors += 1
            reached = "" if tests else " (no test gets here)"
            where = f"{path.relative_to(PACKAGE)}:{mutant.line} {mutant.function}"
            print(f"  {where}: {mutant.change}{reached}", flush=True)
        elif 0 < number <= len(tests):
            self.finders[path, tests[number - 1].nodeid] += 1
        return int(number != 0)


def _try_one(mutant: Mutant, tests: list[pytest.Item], functions: list[FunctionType]) -> int:
    """Put a mutant in, in a child process; return the number of the test that finds it (from 1), 0 when none does."""
    try:
        signal.alarm(120)  # an endless loop is found too: the signal ends the child
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        _put(functions, mutant.code)
        _clear_caches()
        for number, item in enumerate(tests[:254], start=1):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                return number
    except BaseException:  # noqa: BLE001 - whatever goes wrong, the mutant did it
        return 255
    return 0


def sample(path: Path) -> list[Mutant]:
    """Return the mutants of a file that are tried: all, or some drawn at random, the same ones every time."""
    found = list(mutants(path))
    if not 0 < SAMPLE < len(found):
        return found
    print(f"{path.relative_to(PACKAGE)}: sampled {SAMPLE} of {len(found)}", flush=True)
    drawn = sorted(Random(path.name).sample(range(len(found)), SAMPLE))  # noqa: S311 - no secret
    return [found[number] for number in drawn]


def _functions() -> list[FunctionType]:
    return [each for each in gc.get_objects() if isinstance(each, FunctionType)]


def _put(functions: list[FunctionType], module: CodeType) -> None:
    """Give functions the code that a module, compiled anew, has for them."""
    codes = {code.co_qualname: code for code in _codes(module)}
    for function in functions:
        code = codes.get(function.__code__.co_qualname)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _clear_caches(names: tuple[str, ...] = ("disclosure_lint",)) -> None:
    """Forget what functions of some modules returned before."""
    for name, module in list(sys.modules.items()):
        if name.startswith(names) and name not in KEPT:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def chosen(names: list[str]) -> list[Path]:
    """Return the files that names below the package mean; checks/ and extract/ without names."""
    paths: list[Path] = []
    for name in names or ["checks", "extract"]:
        path = PACKAGE / name
        paths += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in paths if path.name != "__init__.py"]


def main(names: list[str]) -> int:
    """Try the mutants of some modules; return 0 when every one was found."""
    if not hasattr(os, "fork"):
        print("mutation tests need fork: run them on Linux or macOS")
        return 2
    os.chdir(ROOT)
    paths = chosen(names)
    for path in paths:
        importlib.import_module(".".join(("disclosure_lint", *path.relative_to(PACKAGE).with_suffix("").parts)))
    campaign = Campaign(paths)
    status = pytest.main([*shlex.split(TESTS), "-q", "-p", "no:cacheprovider", "--no-header", "-s"], plugins=[campaign])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 2
    print(f"{campaign.survivors} survived")
    return int(campaign.survivors > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
