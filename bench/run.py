"""How fast, against check-jsonschema (the same drafts, the shape alone) and against Python's own start.

python bench/run.py [--runs N] [--drafts N]. Public tools only; every figure of a table is from one run of this
script, whole processes, medians. Ratios carry over to other machines, seconds do not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples" / "good"
BIN = Path(sys.executable).parent
LINT = [str(BIN / "disclosure-lint")]
PEER = [str(BIN / "check-jsonschema")]
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(usage // 1024 if sys.platform != "darwin" else usage // 1048576)
"""

# Installed programs have their bytecode; a shell that forbids to write it would time the compiler instead.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: Both ways of python-docx to read all paragraphs and cells: by rows, and by the coordinates that its guide teaches.
WORD = """
import io, sys, time
import docx
from disclosure_lint.readers.docx import read_docx
raw = open(sys.argv[1], "rb").read()
def by_rows():
    d = docx.Document(io.BytesIO(raw))
    return [p.text for p in d.paragraphs], [c.text for t in d.tables for r in t.rows for c in r.cells]
def by_cells():
    d = docx.Document(io.BytesIO(raw))
    size = [(t, len(t.rows), len(t.columns)) for t in d.tables]
    return [p.text for p in d.paragraphs], [t.cell(r, c).text for t, m, n in size for r in range(m) for c in range(n)]
for function, runs in ((lambda: read_docx(raw), 15), (by_rows, 15), (by_cells, 3)):
    best = 9e9
    for _ in range(runs):
        start = time.process_time()
        function()
        best = min(best, time.process_time() - start)
    print(best * 1000)
"""

#: The same report written by python-docx, with all the styles of its template.
WORD_MADE = """
import sys
import docx
from disclosure_lint.outline import Table
from disclosure_lint.readers.docx import read_docx
made = docx.Document()
for block in read_docx(open(sys.argv[1], "rb").read()).blocks:
    if isinstance(block, Table):
        ends = [(each.row + each.rowspan, each.column + each.colspan) for each in block.cells]
        table = made.add_table(*map(max, zip(*ends)))
        for cell, (row, column) in zip(block.cells, ends):
            table.cell(cell.row, cell.column).merge(table.cell(row - 1, column - 1)).text = cell.text
    else:
        made.add_paragraph(block.text, style=f"Heading {block.level}" if block.level else None)
made.save(sys.argv[2])
"""

#: A paragraph that says nothing, to fill pages with.
SIX_PAGES = (
    "坚持把公开透明贯穿到业务工作的各个环节，健全内部审核机制，明确各科室的责任分工，加强对重点领域信息的梳理和更新，"
    "及时回应群众关切，注重用通俗的语言解读文件，方便群众查找和使用，同时加强培训和督促检查，推动各项要求落到实处，"
    "不断提高信息发布的质量，努力让群众看得到、看得懂、能监督，为各项工作的开展营造良好的氛围。"
)

#: 10 kB of prose of which every sentence states figures: the best CPU time of reading its claims, in milliseconds.
PROSE = """
import time
import disclosure_lint
from disclosure_lint.claims.reader import read_claims
said = ("全年共收到政府信息公开申请41件，同比增长13.9%，上年结转3件，其中自然人34件、法人或其他组织7件。",
    "办结41件，予以公开12件，部分公开4件，不予公开7件，无法提供11件，不予处理3件，其他处理4件，结转下年度3件。",
    "因政府信息公开被申请行政复议4件，其中维持2件、纠正1件，尚未审结1件；复议后起诉1件。",
    "全年主动公开政府信息136条，其中网站公开100条，占73.5%，微信公开36条。制发行政规范性文件3件，废止2件。",
    "各科室指定专人负责信息公开，规范登记、审查、答复、归档各个环节，加强与申请人的沟通。")
text = "临江市水务局2025年政府信息公开工作年度报告\\n\\n一、总体情况\\n\\n"
while len(text.encode()) < 10_000:
    text += "".join(said) + "\\n\\n"
report = disclosure_lint.read(text.encode(), name="report.txt")
best = 9e9
for _ in range(30):
    report.memo.clear()
    start = time.process_time()
    read_claims(report)
    best = min(best, time.process_time() - start)
print(best * 1000)
"""

#: The best of several readings of a PDF, in milliseconds, with the number of its pages.
PDF = """
import sys, time
from disclosure_lint.readers.pdf import read_pdf
raw = open(sys.argv[1], "rb").read()
times = []
for _ in range(9):
    start = time.perf_counter()
    outline = read_pdf(raw)
    times.append(1000 * (time.perf_counter() - start))
print(max(cell.place.page for table in outline.tables() for cell in table.cells), f"{min(times):.0f}")
"""


def seconds(command: list[str], runs: int) -> float:
    """Return the median time of whole processes; the first, which fills caches, does not count."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def megabytes(command: list[str]) -> int:
    """Return the largest resident size of a command and its processes."""
    done = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True)
    return int(done.stdout)


def drafts(folder: Path, count: int) -> list[str]:
    """Write copies of the clean draft that differ in one figure, and return their paths."""
    folder.mkdir()
    text = (EXAMPLES / "garden-bureau.yaml").read_text(encoding="utf-8")
    for number in range(count):
        changed = text.replace("licensing: {decisions: 214}", f"licensing: {{decisions: {number}}}")
        (folder / f"draft-{number:04}.yaml").write_text(changed, encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


def word(folder: Path, runs: int) -> None:
    """Measure the check of a Word document, and its reading against python-docx."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from random import Random

    from tests.generator.model import clean
    from tests.generator.render.word import styled

    path, other = folder / "report.docx", folder / "other.docx"
    path.write_bytes(styled(clean(3, profile="cn-2021"), Random(1)))  # noqa: S311 - the same report every time
    row("check one Word report", seconds([*LINT, "check", str(path)], runs))
    subprocess.run([sys.executable, "-c", WORD_MADE, str(path), str(other)], check=True)
    for name, which in (("read it", path), ("read it as python-docx writes it, with 164 styles", other)):
        done = subprocess.run([sys.executable, "-c", WORD, str(which)], capture_output=True, text=True, check=True)
        ours, by_rows, by_cells = map(float, done.stdout.split())
        print(f"{name}: {ours:.1f} ms; python-docx by rows {by_rows:.1f} ms ({by_rows / ours:.1f} times), ", end="")
        print(f"by table.cell() {by_cells:.0f} ms ({by_cells / ours:.0f} times)")


def portable(folder: Path, runs: int) -> None:
    """Measure the check of a PDF, and its reading alone."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from random import Random

    from tests.generator.model import clean
    from tests.generator.render.printed import report

    path = folder / "report.pdf"
    script = clean(3, profile="cn-2021")
    script.data["sections"]["overview"]["text"] += [SIX_PAGES] * 18
    path.write_bytes(report(script, Random(1)))  # noqa: S311 - the same report every time
    row("check one PDF report of six pages", seconds([*LINT, "check", str(path)], runs))
    done = subprocess.run([sys.executable, "-c", PDF, str(path)], capture_output=True, text=True, check=True)
    pages, each = done.stdout.split()
    print(f"read it: {each} ms, {pages} pages")


def row(name: str, ours: float, peer: float | None = None, unit: str = "s") -> None:
    """Print one line of the table."""
    shown = f"{ours:.3f} s" if unit == "s" else f"{ours:.0f} {unit}"
    other = (
        ""
        if peer is None
        else f"{peer:.3f} s   ratio {ours / peer:.2f}"
        if unit == "s"
        else f"{peer:.0f} {unit}   ratio {ours / peer:.2f}"
    )
    print(f"{name:<44}{shown:>10}   {other}")


def main() -> None:
    """Measure and print everything."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--drafts", type=int, default=200)
    options.add_argument("--us", type=Path, nargs="+", metavar="FOLDER", help="US reports in XML, for bench/us.py")
    given = options.parse_args()
    if given.us:
        from us import speed

        speed([file for folder in given.us for file in sorted(folder.rglob("*.xml"))])
        return
    with tempfile.TemporaryDirectory() as kept:
        scratch = Path(kept)
        schema = scratch / "cn-2021.schema.json"
        schema.write_bytes(subprocess.run([*LINT, "schema", "cn-2021"], capture_output=True, check=True).stdout)
        # A copy of their own: no configuration of this repository is looked for.
        good = Path(shutil.copytree(EXAMPLES, scratch / "good"))
        many = drafts(scratch / "many", given.drafts)
        peer = [*PEER, "--schemafile", str(schema)]

        print(f"{'':<44}{'ours':>10}   check-jsonschema")
        row("python -c pass", seconds([sys.executable, "-c", "pass"], given.runs))
        row("--help", seconds([*LINT, "--help"], given.runs), seconds([*PEER, "--help"], given.runs))
        one = str(good / "garden-bureau.yaml")
        shape = seconds([*peer, one], given.runs)
        row("check one YAML draft", seconds([*LINT, "check", one], given.runs), shape)
        for suffix in ("html", "md", "txt"):
            row(
                f"check one {suffix} report (peer: the draft)",
                seconds([*LINT, "check", str(good / f"garden-bureau.{suffix}")], given.runs),
                shape,
            )
        prose = subprocess.run([sys.executable, "-c", PROSE], capture_output=True, text=True, check=True)
        row("read the claims of 10 kB of prose (CPU)", float(prose.stdout), unit="ms")
        word(scratch, given.runs)
        portable(scratch, given.runs)
        thirty = drafts(scratch / "thirty", 30)
        theirs = seconds([*peer, *thirty], given.runs)
        row("check 30 drafts", seconds([*LINT, "check", str(scratch / "thirty")], given.runs), theirs)
        folder, runs = str(scratch / "many"), max(3, given.runs // 3)
        theirs = seconds([*peer, *many], runs)
        row(f"check {len(many)} drafts", seconds([*LINT, "check", folder], runs), theirs)
        row(f"check {len(many)} drafts, one process", seconds([*LINT, "check", folder, "--jobs", "1"], runs), theirs)
        for count in (50, 500):
            paths = drafts(scratch / f"memory-{count}", count)
            ours = megabytes([*LINT, "check", str(scratch / f"memory-{count}"), "--jobs", "1"])
            row(f"largest memory, {count} drafts, one process", ours, megabytes([*peer, *paths]), "MB")


if __name__ == "__main__":
    main()
