"""Writes the thirty reports of examples/repository: bodies of one invented city over several years.

python -m tests.generator.repository FOLDER. What one year carries forward the next carries over.
The same files come out each time (of XLSX the same data). Six of the reports have a fault each, which the baseline or a suppression of that repository knows.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.generator.bodies import Body
from tests.generator.figures import PARTIES, requests, tables
from tests.generator.model import Manuscript
from tests.generator.prose import Writer
from tests.generator.render import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CITY = "澄汀市"
BODIES = (
    Body(f"{CITY}人民政府", "government", "city", "市政府", "全市", "澄政发"),
    Body(f"{CITY}教育局", "department", "city", "我局", "全市", "澄教发"),
    Body(f"{CITY}水务局", "department", "city", "我局", "全市", "澄水发"),
    Body(f"{CITY}民政局", "department", "city", "我局", "全市", "澄民发"),
    Body(f"{CITY}卫生健康委员会", "department", "city", "我委", "全市", "澄卫发"),
    Body(f"{CITY}市场监督管理局", "department", "city", "我局", "全市", "澄市监发"),
    Body(f"{CITY}柘堰县人民政府", "government", "county", "县政府", "全县", "柘政发"),
    Body(f"{CITY}柘堰县桐陂镇人民政府", "township", "below", "我镇", "全镇", "桐政发"),
    Body(f"{CITY}第一中学", "school", "below", "学校", "全校", "校发"),
)
#: About how many applications each of them gets in a year.
APPLICATIONS = (160, 60, 25, 20, 30, 90, 50, 6, 3)
#: The style of each body's report, by year.
STYLES = {
    2020: ("html-semantic", None, "md-headings", None, None, "txt-pipes", None, None, None),
    2023: ("html-semantic", "html-editor", "json", "md-headings", "docx-styled", "xlsx", "html-semantic", "md-bold", "txt-pipes"),
    2024: ("html-editor", "md-headings", "docx-styled", "html-semantic", "yaml", "yaml", "pdf", "md-headings", "yaml"),
    2025: ("docx-styled", "yaml", "yaml", "md-headings", "html-semantic", "pdf", "html-editor", "md-headings", "yaml"),
}  # fmt: skip


class Filed(NamedTuple):
    """A report of the repository: its path there, its manuscript, and the bytes of the file."""

    path: str
    script: Manuscript
    raw: bytes


def _total(data: dict[str, Any]) -> None:
    data["tables"]["requests"]["results"]["granted"]["total"] += 1


def _late(data: dict[str, Any]) -> None:
    data["published_on"] = (
        f"{data['year'] + 1}-04-09" if data["agency"].endswith("县人民政府") else f"{data['year'] + 1}-02-05"
    )


def _retitled(data: dict[str, Any]) -> None:
    data["sections"]["problems"]["heading"] = "五、存在的问题和下步打算"


def _misstated(data: dict[str, Any]) -> None:
    wrong = data["tables"]["requests"]["new_received"]["total"] + 2
    data["sections"]["overview"]["text"].append(f"{data['year']}年，我局新收政府信息公开申请{wrong}件。")


#: What is wrong on purpose. The first four are in the baseline, the other two are suppressed, in a comment and in the configuration.
FAULTS: dict[tuple[int, int], Callable[[dict[str, Any]], None]] = {
    (2023, 1): _total,
    (2020, 2): _late,
    (2023, 7): _retitled,
    (2024, 3): _misstated,
    (2024, 4): _total,
    (2024, 6): _late,
}
#: Of the many possible sets of figures, one in which the faults below are the only findings.
VARIANT = 34
SUPPRESSED = (2024, 4)
COMMENT = "# disclosure-lint: ignore T203, T202 [owner=信息公开科, until=2027-12-31] -- 与原件核对一致，已发函请其更正"


def manuscript(body: Body, year: int, rng: Random, before: dict[str, Any] | None) -> Manuscript:
    """Return a body's clean report for a year; `before` has the tables of the year before, with which it must agree."""
    profile = "cn-2019" if year <= 2020 else "cn-2021"
    data: dict[str, Any] = {
        "profile": profile,
        "title": f"{body.name}{year}年政府信息公开工作年度报告",
        "agency": body.name,
    }
    data |= {"year": year, "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"}}
    day = rng.randint(12, 24)
    data |= {"signed_on": f"{year + 1}-01-{day}", "signed_by": body.name, "published_on": f"{year + 1}-01-{day + 2}"}
    figures = tables(rng, body, profile)
    figures["requests"] = requests(rng, profile, APPLICATIONS[BODIES.index(body)])
    if year >= 2024:  # 复议前置, 行政复议法 2023 第二十三条
        figures["disputes"]["litigation_direct"] = dict.fromkeys(figures["disputes"]["litigation_direct"], 0)
    if before is not None:
        _carry(figures["requests"], before["requests"]["carried_forward"])
        for row in ("regulations", "normative_documents"):
            stock, last = figures["proactive_disclosure"][row], before["proactive_disclosure"][row]
            stock["repealed"] = min(stock["repealed"], last["in_force"])
            stock["in_force"] = last["in_force"] + stock["issued"] - stock["repealed"]
    writer = Writer(rng, body, {**data, "tables": figures}, bare=False)
    data["preface"], _ = writer.preface()
    data["sections"] = writer.sections(profile)
    data["sections"]["problems"]["heading"] = "五、存在的主要问题及改进情况"
    data["tables"] = figures
    return Manuscript(data, body)


def _carry(table: dict[str, Any], before: dict[str, int]) -> None:
    """Begin with what the year before ended with; where that is more than was dealt with, more was granted."""
    results = table["results"]
    for party in PARTIES:
        over = before[party]
        lack = max(0, over - results["total"][party] - table["carried_forward"][party])
        for row in (results["granted"], results["total"]):
            row[party] += lack
        table["carried_over"][party] = over
        table["new_received"][party] = results["total"][party] + table["carried_forward"][party] - over
    for row in (table["new_received"], table["carried_over"], results["granted"], results["total"]):
        row["total"] = sum(row[party] for party in PARTIES)


def reports() -> Iterator[Filed]:
    """Yield the thirty reports."""
    for number, body in enumerate(BODIES):
        before: dict[str, Any] | None = None
        for year, styles in STYLES.items():
            style = styles[number]
            if style is None:
                continue
            rng = Random(f"{body.name} {year} {VARIANT}")
            script = manuscript(body, year, rng, before)
            before = None if year == 2020 else copy.deepcopy(script.data["tables"])
            if (year, number) in FAULTS:
                FAULTS[year, number](script.data)
            suffix, render = RENDERERS[style]
            raw = render(script, rng)
            if (year, number) == SUPPRESSED:
                raw = commented(raw)
            yield Filed(f"{year}/{body.name}{suffix}", script, raw)


def commented(raw: bytes) -> bytes:
    """Return a YAML draft with the comment that accepts its wrong total."""
    lines = raw.decode().split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip() == "granted:")
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return "\n".join([*lines[:at], indent + COMMENT, *lines[at:]]).encode()


def main() -> None:
    """Write the reports into a folder."""
    for filed in reports():
        path = Path(sys.argv[1]) / filed.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(filed.raw)


if __name__ == "__main__":
    main()
