"""A large province (1,000 bodies, two years, 119 planted faults): what a batch finds of them, and what else it says.

python bench/province.py [--bodies 1000] [--seed 1] [--jobs 2] [--both]. Ends with status 1 where a fault was not
found or anything else was. `--both` gives both years in one run in place of `--previous`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.generator.province import Built, Shape, build
from tests.generator.province.judging import compared

from disclosure_lint.batch.batch import Batch
from disclosure_lint.batch.roster_file import read_roster


def judged(built: Built, year: int, jobs: str, *, both: bool) -> Batch:
    """Judge a province by the command line and return the batch."""
    folder = built.folder
    last = [str(folder / "last"), "--year", str(year)] if both else ["--previous", str(folder / "last")]
    options = ["--roster", str(folder / "roster.csv"), "-o", str(folder / "out"), "--as-of", "2026-06-01"]
    command = [sys.executable, "-m", "disclosure_lint", "batch", str(folder / "this"), *last, *options, *jobs.split()]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return Batch(folder / "out" / "batch.sqlite", read_roster(folder / "roster.csv")[0], year=year)


def main() -> int:
    """Build, judge, compare, and print a table by rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=0, help="processes; all cores without it")
    parser.add_argument("--both", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        shape = Shape(bodies=given.bodies)
        built = build(Path(kept), shape, seed=given.seed)
        batch = judged(built, shape.year, f"--jobs {given.jobs}" if given.jobs else "", both=given.both)
        left, more = compared(batch, built.told)
        batch.close()
    planted, missed = Counter(each.code for each in built.told), Counter(each.code for each in left)
    print(" ".join(f"{code} {count - missed[code]}/{count}" for code, count in sorted(planted.items())))
    print(
        f"{given.bodies} bodies, {built.files.total()} files: {len(built.planted)} faults planted,"
        f" {planted.total()} findings expected, {planted.total() - len(left)} found, {len(more)} unexpected"
    )
    for each in left:
        print(f"not found: {each}")
    for line in more:
        print(f"unexpected: {line}")
    unplaced = [each.name for each in built.left]
    if unplaced:
        print(f"no room for: {', '.join(unplaced)}")
    return bool(left or more or unplaced)


if __name__ == "__main__":
    sys.exit(main())
