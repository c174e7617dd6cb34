"""The statistics table of 2014–2018 gives the same data in every layout it is printed in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from disclosure_lint import read
from disclosure_lint.profiles import profiles

CLEAN = yaml.safe_load((Path(__file__).parent / "rules" / "_clean" / "cn-2008.yaml").read_text(encoding="utf-8"))
FIGURES = CLEAN["tables"]["statistics"]
HEAD = ("统计指标", "单位", "统计数")


def lines() -> list[tuple[str, str, str]]:
    """Return indicator, unit and number of every official row, groups under heads of their own."""
    found: list[tuple[str, str, str]] = []
    groups: set[str] = set()
    labels = {row.label for row in profiles()["cn-2008"].tables["statistics"].rows}
    for row in profiles()["cn-2008"].tables["statistics"].rows:
        if row.group and row.group not in groups | labels:
            found.append((row.group, "——", "——"))
            groups.add(row.group)
        value = FIGURES
        for key in row.key.split("/"):
            value = value[key]
        found.append((row.label, "万元" if row.columns else "件", str(value)))
    return found


def table(style: str) -> str:
    rows = [HEAD, *lines()]
    if style == "html":
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            + "</table>"
        )
    if style == "md":
        body = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([body[0], "|---|---|---|", *body[1:]])
    if style == "halves":
        middle = len(rows) // 2 + 1
        pairs = zip(rows[1:middle], [*rows[middle:], ("", "", "")], strict=False)
        body = ["| " + " | ".join((*left, *right)) + " |" for left, right in pairs]
        return "\n".join(["| " + " | ".join(HEAD * 2) + " |", "|---|---|---|---|---|---|", *body])
    if style == "two-columns":
        body = [f"| {label} | {unit} | 0 | {value} |" for label, unit, value in rows[1:]]
        return "\n".join(["| 统计指标 | 单位 | 其中：市本级 | 合计 |", "|---|---|---|---|", *body])
    if style == "no-units":
        return "\n".join(
            [
                "| 指标名称 | 数量 |",
                "|---|---|",
                *(f"| {label}（{unit}） | {value} |" for label, unit, value in rows[1:]),
            ]
        )
    if style in ("lines", "paragraphs"):
        return ("\n" if style == "lines" else "\n\n").join(cell for row in rows for cell in row)
    if style == "stacked":
        return "\n".join(f"{cell} |" for row in rows for cell in row)
    return "\n".join(" ".join(row) for row in rows)


def document(style: str) -> tuple[bytes, str]:
    title, period = CLEAN["title"], "统计期限自2016年1月1日起至2016年12月31日止。"
    chapters = [
        ("一、主动公开政府信息情况", "主动公开政府信息214条。"),
        ("二、依申请公开政府信息情况", "收到申请12件，未收费。"),
    ]
    if style == "html":
        text = "".join(f"<h2>{head}</h2><p>{said}</p>" for head, said in chapters)
        page = f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1><p>{period}</p>{text}{table(style)}</body></html>"
        return page.encode(), "report.html"
    if style in ("txt", "lines", "paragraphs", "stacked"):
        text = "\n".join(f"{head}\n{said}" for head, said in chapters)
        return f"{title}\n{period}\n{text}\n附件\n政府信息公开情况统计表\n{table(style)}\n".encode(), "report.txt"
    text = "\n\n".join(f"## {head}\n\n{said}" for head, said in chapters)
    return f"# {title}\n\n{period}\n\n{text}\n\n{table(style)}\n".encode(), "report.md"


@pytest.mark.parametrize(
    "style", ["html", "md", "halves", "two-columns", "no-units", "txt", "lines", "paragraphs", "stacked"]
)
def test_every_figure_is_read(style: str) -> None:
    raw, name = document(style)
    report = read(raw, name=name)
    assert report.profile.id == "cn-2008"
    assert report.get("/tables/statistics") == FIGURES
    place = report.place("/tables/statistics/requests/received/letter")
    assert place is not None
    assert place.line is not None
    assert "4.信函申请数" in place.label
