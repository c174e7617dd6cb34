"""The US reports: how fast they are checked, and what each rule finds in them.

python bench/us.py FOLDER … [--rules [--previous FOLDER]]. FOLDER holds reports in NIEM XML. The time to
beat is that of lxml for merely parsing the same files; both are processor time of one process, the best of several
runs of each file, so that the ratio carries over.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from disclosure_lint.engine import lint_file
from disclosure_lint.judge import judged as codes_judged
from disclosure_lint.readers.niem import read_niem
from disclosure_lint.result import Options
from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 9


def best(functions: list[Callable[[Path], object]], files: list[Path]) -> list[float]:
    """Return the least processor time of each function, file by file, added up: what else runs counts little."""
    sums = [0.0] * len(functions)
    for file in files:
        least = [float("inf")] * len(functions)
        for _ in range(RUNS):
            for number, function in enumerate(functions):
                start = time.process_time()
                function(file)
                least[number] = min(least[number], time.process_time() - start)
        sums = [one + other for one, other in zip(sums, least, strict=True)]
    return sums


def speed(files: list[Path]) -> None:
    """Print the times and the largest memory of this process."""
    options = Options(as_of="2026-01-01", hashed=False)  # as the command that prints text
    gc.set_threshold(100_000)  # as the command does

    def check_one(file: Path) -> None:
        lint_file(file, options).without_report()

    check, read, parse = best([check_one, lambda file: read_niem(file.read_bytes()), etree.parse], files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(files)} reports, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    print(f"lxml parses them  {parse:6.2f} s")
    print(f"read              {read:6.2f} s   ratio {read / parse:.1f}")
    print(f"checked           {check:6.2f} s   ratio {check / parse:.1f}   {peak} MB")


def found(files: list[Path], previous: str | None) -> None:
    """Print for every rule where it was applied, what it found, in how many reports, and where it could not judge."""
    findings: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    options = Options(as_of="2026-01-01", previous=previous)
    for file in files:
        result = lint_file(file, options)
        without = {each.code for each in result.not_assessed}
        findings.update(each.code for each in result.findings)
        reports.update({each.code for each in result.findings})
        gaps.update(without)
        judged.update(codes_judged(result, options))
    print(f"{'rule':<42}{'applied':>8}{'findings':>9}{'in reports':>11}{'not assessed':>13}")
    for code, rule in rules().items():
        if code.startswith("U") or findings[code]:
            row = f"{judged[code]:>8}{findings[code]:>9}{reports[code]:>11}{gaps[code]:>13}"
            print(f"{code} {rule.name:<37}{row}")


def main() -> None:
    """Measure, or tell what is found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--rules", action="store_true")
    options.add_argument("--previous", help="last year's reports, for the rules across years")
    given = options.parse_args()
    files = [file for folder in given.folders for file in sorted(folder.rglob("*.xml"))]
    if not files:
        sys.exit("no XML files there")
    if given.rules:
        found(files, given.previous)
    else:
        speed(files)


if __name__ == "__main__":
    main()
