"""How a batch scales: throughput of one and two processes, memory and cost per file, against a script with python-docx.

python bench/batch.py [--bodies 500 2500 10000]. A generated province (tests/generator/province) of so many bodies, two
reports each; whole processes. Ratios carry over to other machines, seconds do not.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.generator.province import MIX, Shape, build

LINT = [sys.executable, "-m", "disclosure_lint"]
PER_CITY, CITIES = 8, 5
#: Documents that python-docx reads, and how often each side runs; the best counts.
DOCUMENTS, RUNS = 24, 2

#: What an office's own script does: read every table's cells, and check that each row of table 3 adds up. Most ask for
#: cells by row and column, for which python-docx lists the whole table each time; asking for the cells of a row is
#: quick, and fails where LibreOffice saved the file.
SCRIPT = """
import sys
from pathlib import Path
import docx
def by_cell(table):
    width = len(table.columns)
    for number in range(len(table.rows)):
        yield [table.cell(number, column).text for column in range(width)]
def by_row(table):
    for row in table.rows:
        yield [cell.text for cell in row.cells]
wrong = failed = 0
for path in sorted(Path(sys.argv[1]).rglob("*.docx")):
    document = docx.Document(path)
    text = [each.text for each in document.paragraphs]
    try:
        for table in document.tables:
            for row in globals()[sys.argv[2]](table):
                figures = [int(each) for each in row[-7:] if each.strip().isdigit()]
                wrong += len(figures) == 7 and sum(figures[:6]) != figures[6]
    except ValueError:
        failed += 1
print(wrong, failed)
"""


class Run(NamedTuple):
    """What a run took: seconds, seconds of processor, and the most memory of all its processes together in MB."""

    seconds: float
    processor: float
    megabytes: float


def measured(command: list[str]) -> Run:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONHASHSEED": "0"})
    most = 0.0
    while program.poll() is None:
        most = max(most, _memory(program.pid))
        time.sleep(0.2)
    took = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(took, processor, most or after.ru_maxrss / 1024)


def _memory(number: int) -> float:
    """Return the memory of a process and those below it in MB; pages that they share count once (Linux; else 0)."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
        below = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    mine = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return mine + sum(_memory(int(each)) for each in below)


def batch(folder: Path, jobs: int, out: str = "out") -> Run:
    """Judge a province anew, with last year's reports."""
    shutil.rmtree(folder / out, ignore_errors=True)
    given = ["--roster", str(folder / "roster.csv"), "--previous", str(folder / "last"), "--as-of", "2026-06-01"]
    options = ["-o", str(folder / out), "--no-progress", "--jobs", str(jobs)]
    return measured([*LINT, "batch", str(folder / "this"), *given, *options])


def provinces(scratch: Path, sizes: list[int], styles: list[str]) -> None:
    """Print a row per province; one and two processes are compared on the first."""
    mix = {each: MIX.get(each, 1) for each in styles} or None
    print(f"{'files':>8} {'jobs':>5} {'seconds':>9} {'files/s':>9} {'ms of processor/file':>22} {'MB':>7}")
    for at, bodies in enumerate(sizes):
        folder = scratch / str(bodies)
        folder.mkdir()
        files = sum(build(folder, Shape(CITIES, PER_CITY, bodies), faults=mix is None, mix=mix).files.values())
        rates = {}
        for jobs in (1, 2) if at == 0 else (2,):
            run = batch(folder, jobs)
            rates[jobs] = files / run.seconds
            each = 1000 * run.processor / files
            print(f"{files:>8} {jobs:>5} {run.seconds:>9.1f} {rates[jobs]:>9.1f} {each:>22.1f} {run.megabytes:>7.0f}")
        if len(rates) > 1:
            print(f"two processes: {rates[2] / rates[1]:.2f} times one (load {os.getloadavg()[0]:.1f})")
        again = batch_again(folder)
        print(f"{files:>8} again, nothing changed: {again.seconds:.1f} s, {again.megabytes:.0f} MB")
        shutil.rmtree(folder)


def batch_again(folder: Path) -> Run:
    """Judge a province whose store holds everything."""
    given = ["--roster", str(folder / "roster.csv"), "--previous", str(folder / "last"), "--as-of", "2026-06-01"]
    return measured([*LINT, "batch", str(folder / "this"), *given, "-o", str(folder / "out"), "--no-progress"])


def documents(scratch: Path) -> None:
    """Compare with the script that reads Word files by python-docx and checks sums: one process each."""
    folder = scratch / "word"
    folder.mkdir()
    build(folder, Shape(1, 1, DOCUMENTS), faults=False, mix={each: 1 for each in MIX if each.startswith("docx")})
    script = scratch / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    ours, theirs = 9e9, {"by_cell": 9e9, "by_row": 9e9}
    for _ in range(RUNS):
        shutil.rmtree(scratch / "word-out", ignore_errors=True)
        given = ["-o", str(scratch / "word-out"), "--no-progress", "--jobs", "1", "--as-of", "2026-06-01"]
        ours = min(ours, measured([*LINT, "batch", str(folder / "this"), *given]).processor)
        for way, best in theirs.items():
            command = [sys.executable, str(script), str(folder / "this"), way]
            theirs[way] = min(best, measured(command).processor)
    told = ", ".join(f"python-docx {way} {took:.1f} s: {took / ours:.1f} times" for way, took in theirs.items())
    print(f"{DOCUMENTS} Word reports, processor of one process: ours {ours:.1f} s, {told}")


def main() -> None:
    """Measure and print everything."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bodies", type=int, nargs="*", default=[500, 2500, 10_000])
    options.add_argument("--no-word", action="store_true")
    options.add_argument("--styles", nargs="*", default=[], help="of tests/generator/render; without faults then")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        if not given.no_word:
            documents(Path(kept))
        provinces(Path(kept), given.bodies, given.styles)


if __name__ == "__main__":
    main()
