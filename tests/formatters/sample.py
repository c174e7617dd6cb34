"""A run that has one of everything: lines and pages, fixes, related places, accepted and known findings, gaps."""

from __future__ import annotations

import re
from typing import Any

from disclosure_lint.findings import Edit, Finding, Fix, RelatedPlace, Suppressed, Unassessed
from disclosure_lint.formatters import Run
from disclosure_lint.outline import Place
from disclosure_lint.result import Result
from disclosure_lint.snippets import Snippet

TABLE = [{"document": "国办公开办函〔2021〕30号", "item": "附件 表三", "from": "2021-09-26"}]
LAW = [{"document": "《中华人民共和国政府信息公开条例》", "item": {"zh": "第十五条", "en": "Art. 15"}}]
DRAFT = "年报/水务局 2025#1.yaml"
WORD = "年报/教体局.docx"


def finding(path: str, code: str = "T203", **changed: Any) -> Finding:
    """Return a finding, with other values where they are given."""
    usual: dict[str, Any] = {
        "name": "applicant-total", "severity": "error", "message": "总计为 9，各列之和为 8", "basis": TABLE,
        "pointer": "/tables/requests/results/granted/total", "fingerprint": "0" * 32, "excerpt": "9",
    }  # fmt: skip
    return Finding(path=path, code=code, **(usual | changed))


def draft() -> Result:
    """A YAML draft with lines: an error with a fix, two alike, one accepted, one of the baseline."""
    place = Place(line=88, column=12, end_line=88, end_column=13, label="表三 （一）予以公开 · 总计")
    near = RelatedPlace(
        "/tables/requests/results/granted/natural_person", Place(line=81, column=21, label="自然人"), "此格为 8"
    )
    fix = Fix("把 9 改为 8", safe=False, edits=(Edit(88, 12, 88, 13, "8"),))
    first = finding(DRAFT, place=place, related=(near,), fix=fix, shown=Snippet("total: 9", 7, 8))
    second = finding(
        DRAFT, place=Place(line=90, column=3, end_line=91, end_column=4, label="表三"), confidence="likely"
    )
    info = finding(
        DRAFT, "T208", name="placeholder-cell", severity="info", message="有 1 格填的是“/”", fingerprint="1" * 32
    )
    accepted = Suppressed(
        finding(DRAFT, "D403", name="published-late", severity="warning", message="晚了 5 天", pointer="/published_on", fingerprint="2" * 32, place=Place(line=4, column=1, label="公布日期")),
        "系统故障，已说明", "李主任", "2026-06-30", f"{DRAFT}:4",
    )  # fmt: skip
    known = finding(
        DRAFT, "S104", name="section-title-variant", severity="warning", message="标题不同", fingerprint="3" * 32
    )
    return Result(
        DRAFT, "yaml", "ab" * 32, "cn-2021", "水务局年报", "水务局", 2025,
        findings=[first, second, info], suppressed=[accepted], baselined=[known],
    )  # fmt: skip


def document() -> Result:
    """A Word document, which has no lines: a warning in a cell, and an error-level rule that could not be judged."""
    cell = Place(page=3, table=2, row=5, cell=8, label="表三 二、上年结转 · 总计")
    found = finding(
        WORD, "T211", name="unit-in-cell", severity="warning", message="填的是“524000元”", place=cell, basis=LAW
    )
    gap = Unassessed(WORD, "N301", "narrative-total", "error", "/sections/overview", "正文没有这个数")
    return Result(
        WORD, "docx", "cd" * 32, "cn-2021", None, None, 2025, "undetermined", findings=[found], not_assessed=[gap]
    )


def clean() -> Result:
    """A report with nothing to say of it."""
    return Result("年报/园林局.html", "html", "ef" * 32, "cn-2021", "园林局年报", "园林局", 2025, "pass")


def run(language: str = "zh", **options: Any) -> Run:
    """Return the run of the three."""
    return Run(language, results=[draft(), document(), clean()], skipped=2, **options)


def steady(text: str) -> str:
    """Return an output without what changes with every rule and version."""
    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:RULESET", text)
    text = re.sub(r"(?<=disclosure-lint )\d+\.\d+\.\d+\w*", "VERSION", text)
    return re.sub(
        r'("semanticVersion": |(?<="disclosure-lint",)\s+"version": |"version" value=)"[^"]+"', r'\1"VERSION"', text
    )
