"""What a hostile file puts into messages, names and labels breaks no format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from disclosure_lint.findings import RelatedPlace, Suppressed, Unassessed
from disclosure_lint.formatters import Run, render
from disclosure_lint.formatters.markdown import LIMIT, escape
from disclosure_lint.outline import Place
from disclosure_lint.result import Result
from tests.formatters.sample import finding

PIECES = [
    "\0", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "]]>", "<!--", "::error::", "::", "##[add-path]x",
    "%0A", "%", ",", ":", "\n", "\r\n", "\r", "|", "\\|", "`", "```\n", "</details>", "<script>", "&lt;", "&", "@all",
    "#1", "[a](http://b)", "![x](y)", "https://evil.example", "www.evil.example", "*b*", "_i_", "~~s~~", "\ud800", "\udcff", "😀", "合计", "  ", "$x$", '"', "'",
    "- x", "# x", "1. x", "\t", "\u202e", "=cmd()",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=4) | st.characters(), max_size=8).map("".join)


@st.composite
def runs(draw: Any) -> Run:
    path, message, label, reason = (draw(hostile) for _ in range(4))
    place = draw(
        st.sampled_from([None, Place(line=3, column=2, label=label), Place(page=1, sheet=label, row=2, cell=3)])
    )
    found = finding(path, message=message, place=place, excerpt=label, related=(RelatedPlace("/a", place, label),))
    gap = Unassessed(path, "N301", "claim", "error", "/" + label, reason)
    verdict = draw(st.sampled_from(["fail", "undetermined", "pass"]))
    result = Result(
        path, "yaml", "", title=label, agency=reason, verdict=verdict, findings=[found, found], not_assessed=[gap],
        suppressed=[Suppressed(found, reason, label, None, path)],
    )  # fmt: skip
    return Run(draw(st.sampled_from(["zh", "en"])), results=[result], verbose=True)


@given(runs())
def test_json_is_read_back_as_it_was(run: Run) -> None:
    (result,) = run.results
    whole = json.loads(render("json", run).encode())
    assert [each["message"] for each in whole["findings"]] == [each.message for each in result.findings]
    assert whole["reports"][0]["path"] == result.path
    lines = render("jsonl", run).encode().decode().split("\n")
    kinds = Counter(json.loads(line)["type"] for line in lines[:-1])
    assert lines[-1] == ""
    assert kinds == {"tool": 1, "report": 1, "finding": 2, "not_assessed": 1, "suppressed": 1, "summary": 1}


@given(runs())
def test_sarif_and_gitlab_are_read_back_without_half_characters(run: Run) -> None:
    log = json.loads(render("sarif", run).encode())
    wanted = re.sub("[\ud800-\udfff]", "\ufffd", run.results[0].findings[0].message)
    assert [each["message"]["text"] for each in log["runs"][0]["results"]] == [wanted] * 3
    json.dumps(log, ensure_ascii=False).encode()
    issues = json.loads(render("gitlab", run).encode())
    assert all(wanted in each["description"] for each in issues[:2])
    assert len({each["fingerprint"] for each in issues}) == len(issues)


@given(runs())
def test_junit_is_xml(run: Run) -> None:
    text = render("junit", run).encode()
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert etree.fromstring(text).tag == "testsuites"
    (suite,) = root
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests", 0)) == int(root.get("tests", 0)) == 4
    assert sum(each.find("failure") is not None for each in cases) == int(root.get("failures", 0))
    assert {each.tag for each in suite} == {"properties", "testcase"}


def unescaped(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


@given(runs())
def test_github_has_its_commands_and_no_others(run: Run) -> None:
    (result,) = run.results
    lines = render("github", run).encode().decode().removesuffix("\n").split("\n")
    assert not any("\r" in line for line in lines)
    commands = [re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line, re.DOTALL) for line in lines]
    names = [each[1] for each in commands if each]
    assert names == ["debug", "error", "error"] + ["warning"] * (result.verdict == "undetermined")
    (plain,) = (line for line, found in zip(lines, commands, strict=True) if not found)
    assert plain.startswith("disclosure-lint: ")
    assert "##[" not in plain
    message = re.sub("[\ud800-\udfff]", "\ufffd", result.findings[0].message)
    assert commands[1] is not None
    assert unescaped(commands[1][3]).startswith(message)
    properties = dict(each.split("=", 1) for each in commands[1][2].split(","))
    assert set(properties) <= {"file", "line", "col", "title"}
    assert properties["title"] == "T203 applicant-total"


@given(runs())
def test_compact_and_text_keep_to_their_lines(run: Run) -> None:
    (result,) = run.results
    compact = render("compact", run).removesuffix("\n").split("\n")
    assert len(compact) == 4 + (result.verdict == "undetermined")
    text = render("text", run).removesuffix("\n").split("\n")
    assert not any(not char.isprintable() and char not in " \u3000" for line in [*compact, *text] for char in line)


@given(runs())
def test_csv_has_a_line_per_finding_and_no_formula(run: Run) -> None:
    text = render("csv", run)
    assert text.startswith("\ufeff")
    text.encode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == text.count("\n") == 5
    assert {len(row) for row in rows} == {12}
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for row in rows for cell in row
    )


class Tags(HTMLParser):
    """The tags of a page, and the text of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.cells: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags[tag] += 1
        self.inside = tag == "td" or (self.inside and tag == "br")
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


def plain(text: str) -> str:
    return "".join(re.sub("[\ud800-\udfff]", "\ufffd", text).replace("\u2060", "").split())


@given(runs())
def test_markdown_shows_what_was_said_and_nothing_else(run: Run) -> None:
    page = Tags()
    page.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(render("markdown", run)))
    assert set(page.tags) <= {
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "ul",
        "li",
        "sub",
    }
    assert (page.tags["table"], page.tags["td"], page.tags["details"], page.tags["li"]) == (1, 8, 1, 3)
    said = "".join(char if char.isprintable() else " " for char in plain(run.results[0].findings[0].message))
    assert plain(page.cells[3]) == plain(said)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a|b", r"a\|b"),
        ("@all", "@\u2060all"),
        ("a\n# b", r"a \# b"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("https://x", r"https\://x"),
    ],
)
def test_escape(text: str, safe: str) -> None:
    assert escape(text) == safe


def test_a_comment_is_not_longer_than_github_takes() -> None:
    many = [finding("年报.yaml", message=f"第 {number} 处：" + "合计不符" * 20) for number in range(900)]
    long = render("markdown", Run(results=[Result("年报.yaml", findings=many), Result("b.yaml", findings=many[:3])]))
    assert LIMIT - 35_000 < len(long) <= LIMIT
    shown = long.count("\n| 错误 |")
    assert f"还有 {903 - shown} 条" in long
    assert "还有 0" not in long
    clean = [Result(f"{number}.yaml", verdict="pass") for number in range(5000)]
    short = render("markdown", Run("en", results=clean))
    assert len(short) <= LIMIT
    assert f"{5000 - short.count('.yaml')} more reports" in short
