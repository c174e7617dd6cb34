"""Mutation testing: how many small faults put into checks/ and extract/ do the tests find?

    make mutate                               # every module of checks/ and extract/: hours
    make mutate MODULE=checks/totals.py       # some: several modules may be named, and folders
    make mutate SAMPLE=40                     # of each module 40 mutants, always the same ones

All tests are collected and run once, noting which statements each reaches; that
is kept for the next time (bench/reach.py). Then every mutant is put into a child
process (a function's code is replaced), which runs the tests that reach its
statement until one fails: first those that found other mutants of the module,
then the cases of its rules, then those that reach, for their time, most of what
few others reach. A mutant
that no test notices is printed: a missing case, or a change that makes no
difference. Needs `fork`, so no Windows. mutmut does not do: it leaves decorated
functions alone, which every check is.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import shlex
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from types import FunctionType

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "disclosure_lint"
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "bench")]

from mutants import Mutant, mutants  # noqa: E402 - the path is set above
from reach import Reach, clear_caches, functions, put, reach  # noqa: E402

from disclosure_lint.ruleset import rules  # noqa: E402

#: The tests to choose from; TESTS="tests/a.py tests/b.py" names fewer.
TESTS = os.environ.get("TESTS", "tests")
#: No use here: they run the program as processes of their own, which no mutant reaches, or build a wheel.
ELSEWHERE = (
    *("browser", "cluster", "integration", "offline", "packaging", "pool", "pre_commit", "repository", "startup"),
    "website",
)
#: Seconds (of the processor) of tests that one mutant is worth.
BUDGET = float(os.environ.get("BUDGET", "10"))
#: How many mutants of each module are tried; 0 is all.
SAMPLE = int(os.environ.get("SAMPLE", "0"))
JOBS = int(os.environ.get("JOBS", "2"))


@dataclass(slots=True)
class Campaign:
    """Runs the tests once, then for every mutant. `finders` maps files and tests to how many mutants they found."""

    paths: list[Path]
    reach: Reach = field(default_factory=Reach)
    finders: Counter[tuple[Path, str]] = field(default_factory=Counter)
    worth: dict[str, float] = field(default_factory=dict)
    tried: int = 0
    survivors: int = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of the usual loop over the tests."""
        items = {item.nodeid: item for item in session.items if not any(f"test_{e}" in item.nodeid for e in ELSEWHERE)}
        self.reach = reach(list(items.values()), sorted({*chosen([]), *self.paths}))
        print(f"left out, as they fail without any mutant: {self.reach.failing}", flush=True)
        for path in self.paths:
            self._try(path, items)
        return True

    def _try(self, path: Path, items: dict[str, pytest.Item]) -> None:
        own = [each for each in functions() if each.__code__.co_filename == str(path)]
        found, killed = sample(path), 0
        codes = _codes(path)
        self.worth = {
            test: rare / (self.reach.seconds[test] + 0.01) + (1000 if _about(path, codes, test) else 0)
            for test, rare in self.reach.rare(path).items()
        }
        running: dict[int, tuple[Mutant, list[pytest.Item]]] = {}
        for mutant in found:
            tests = self._tests(path, mutant, items)
            if len(running) >= JOBS:
                killed += self._finish(path, running)
            child = os.fork()
            if child == 0:
                os._exit(_try_one(mutant, tests, own, self.reach))
            running[child] = mutant, tests
        while running:
            killed += self._finish(path, running)
        self.tried += len(found)
        share = f"{killed / len(found):.0%}" if found else "—"
        print(f"{path.relative_to(PACKAGE)}: {killed}/{len(found)} killed ({share})", flush=True)

    def _tests(self, path: Path, mutant: Mutant, items: dict[str, pytest.Item]) -> list[pytest.Item]:
        """Return the tests that a mutant is worth, the most promising first."""
        tests: list[pytest.Item] = []
        left = BUDGET
        for test in sorted(
            self.reach.tests[str(path), mutant.statement],
            key=lambda test: (-self.finders[path, test], -self.worth[test]),
        ):
            if self.reach.seconds[test] <= left:
                left -= self.reach.seconds[test]
                tests.append(items[test])
        return tests

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


def _try_one(mutant: Mutant, tests: list[pytest.Item], own: list[FunctionType], known: Reach) -> int:
    """Put a mutant in, in a child process; return the number of the test that finds it (from 1), 0 when none does."""
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        put(own, mutant.code)
        clear_caches()
        for number, item in enumerate(tests[:254], start=1):
            # An endless loop is found too: the signal ends the child; and so is waiting for ever, after more time, as
            # other processes take theirs. The readers have a use of their own for SIGALRM, so a thread does that.
            usual = known.seconds[item.nodeid]
            signal.setitimer(signal.ITIMER_PROF, 5 + 10 * usual)
            faulthandler.dump_traceback_later(60 + 100 * usual, exit=True)
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                return number
    except BaseException:  # noqa: BLE001 - whatever goes wrong, the mutant did it
        return 255
    return 0


def _about(path: Path, codes: frozenset[str], test: str) -> bool:
    """Tell whether a test of a module of checks names a rule that it judges, by itself or for another module."""
    return path.is_relative_to(PACKAGE / "checks") and test.partition("[")[2][:4] in codes


def _codes(path: Path) -> frozenset[str]:
    """Return the codes of the rules that a module of checks, or one that imports it, judges."""
    own = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    users = [path]
    users += [
        each for each in (PACKAGE / "checks").rglob("*.py") if f"{own} import" in each.read_text(encoding="utf-8")
    ]
    # The modules of across/ register their checks under that one name.
    names = {each.relative_to(PACKAGE).parts[1].removesuffix(".py") for each in users if len(each.parts) > 1}
    return frozenset(code for code, rule in rules().items() if rule.check.partition(".")[0] in names)


def sample(path: Path) -> list[Mutant]:
    """Return the mutants of a file that are tried: all, or some drawn at random, the same ones every time."""
    found = list(mutants(path))
    if not 0 < SAMPLE < len(found):
        return found
    print(f"{path.relative_to(PACKAGE)}: sampled {SAMPLE} of {len(found)}", flush=True)
    drawn = sorted(Random(path.name).sample(range(len(found)), SAMPLE))  # noqa: S311 - no secret
    return [found[number] for number in drawn]


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
    for path in {*chosen([]), *chosen(names)}:
        importlib.import_module(".".join(("disclosure_lint", *path.relative_to(PACKAGE).with_suffix("").parts)))
    campaign = Campaign(chosen(names))
    status = pytest.main([*shlex.split(TESTS), "-q", "-p", "no:cacheprovider", "--no-header", "-s"], plugins=[campaign])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 2
    print(f"{campaign.survivors} of {campaign.tried} survived")
    return int(campaign.survivors > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
