"""The page: findings linked to marks, what was not judged, several reports, and no way out of it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import html

from disclosure_lint.findings import Fix, Suppressed
from disclosure_lint.formatters import Run, render
from tests.cli.run import run
from tests.html.page import FAULTY, GOOD, ROOT, faulty, judged, parsed, said, written

if TYPE_CHECKING:
    from pathlib import Path

FULL = ROOT / "examples"


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return parsed(faulty())


def test_findings_lead_to_their_marks_and_back(page: html.HtmlElement) -> None:
    findings = page.xpath("//li[contains(@class, 'finding')]")
    assert len(findings) == len(faulty().findings) == 12
    for each in findings:
        (link,) = each.xpath(".//a[@class='number']")
        (chip,) = page.xpath("//*[@id=$name]", name=link.get("href")[1:])
        assert chip.get("href") == f"#{each.get('id')}"
        assert chip.get("aria-label")


def test_every_link_has_its_target_and_ids_are_unique(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in page.xpath("//a/@href")} <= set(ids)
    labels = page.xpath("//@aria-labelledby")
    assert set(labels) <= set(ids)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C506", "3254**********001X"),
        ("D401", "2024年1月1日至2024年12月31日"),
        ("D403", "2026-02-05"),
        ("D407", "2026年2月30日"),
        ("S104", "五、存在的主要问题和改进措施"),
    ],
)
def test_passages_are_marked_exactly(page: html.HtmlElement, code: str, text: str) -> None:
    (finding,) = page.xpath("//li[@data-code=$code]", code=code)
    number = finding.get("id").removeprefix("r1-f")
    (mark,) = page.xpath("//div[@class='paper']//mark[@data-f=$number]", number=number)
    assert said(mark) == text
    assert finding.get("data-severity") in mark.get("class")


@pytest.mark.parametrize(("code", "text"), [("T204", "2"), ("T207", ""), ("T211", "524000元"), ("T208", "/")])
def test_cells_are_marked(page: html.HtmlElement, code: str, text: str) -> None:
    """The cell itself; where a whole table is meant, the cells that are wrong in it."""
    (finding,) = page.xpath("//li[@data-code=$code]", code=code)
    number = finding.get("id").removeprefix("r1-f")
    cells = page.xpath("//td[contains(concat(' ', @data-f, ' '), $number)]", number=f" {number} ")
    assert [said(each) for each in cells] == [text]


def test_related_cells_are_told(page: html.HtmlElement) -> None:
    """T203: six columns beside the total."""
    (finding,) = page.xpath("//li[@data-code='T203']")
    number = finding.get("id").removeprefix("r1-f")
    cells = page.xpath("//td[contains(concat(' ', @data-r, ' '), $number)]", number=f" {number} ")
    assert [said(each) for each in cells] == ["6", "2", "0", "0", "0", "0"]
    assert [each.get("href")[1:] for each in finding.xpath(".//*[contains(@class, 'related')]//a")] == [
        each.get("id") for each in cells
    ]


def test_what_has_no_place_stands_on_top(page: html.HtmlElement) -> None:
    (whole,) = page.xpath("//p[@class='whole']")
    (chip,) = whole.xpath("a")
    assert "S101" in chip.get("aria-label")


def test_the_verdict_is_told_in_words_with_counts(page: html.HtmlElement) -> None:
    (verdict,) = page.xpath("//p[@class='verdict']")
    assert verdict.text_content() == "✕ 需修改发现 8 个错误、3 个警告、1 个提示。"
    summary = page.xpath("//div[@class='summary']")[0].text_content()
    assert all(each in summary for each in ("临江市教育体育局", "2025", "cn-2021", faulty().sha256))
    footer = page.xpath("//footer")[0].text_content()
    assert all(each in footer for each in ("disclosure-lint 0", "sha256:", "2026-02-10"))


def test_rules_are_explained_once(page: html.HtmlElement) -> None:
    codes = {each.code for each in faulty().findings}
    told = page.xpath("//details[@class='rule']")
    assert [each.get("id") for each in told] == [f"rule-{code}" for code in sorted(codes)]
    assert all(each.xpath(".//h3[.='为什么']") and each.xpath(".//h3[.='依据']") for each in told)


def test_what_could_not_be_judged_is_listed() -> None:
    raw = (FULL / "good" / "garden-bureau.md").read_text(encoding="utf-8")
    result = judged(raw.replace("| 18 |", "| — |").encode(), "a.md")
    result.not_assessed = result.not_assessed or faulty().not_assessed
    page = parsed(result)
    listed = page.xpath("//section[@class='gaps']//li")
    assert len(listed) == len(result.not_assessed)


def test_accepted_and_known_findings_stand_apart() -> None:
    result = faulty()
    first, second = result.findings[:2]
    result.suppressed = [Suppressed(first, "上级批复保留", "王科长", "2026-12-31", "报告.yaml")]
    result.baselined = [second]
    result.findings = result.findings[2:]
    page = parsed(result)
    assert len(page.xpath("//li[contains(@class, 'finding')]")) == 10
    aside = page.xpath("//details[@class='aside']")
    assert [each.get("open") for each in aside] == [None, None]
    assert "上级批复保留" in aside[0].text_content() and "王科长" in aside[0].text_content()
    assert second.message in aside[1].text_content()


def test_a_fix_is_described() -> None:
    from disclosure_lint.records import replace

    result = faulty()
    result.findings[0] = replace(result.findings[0], fix=Fix("补上这一部分", safe=False, edits=()))
    assert "补上这一部分" in parsed(result).xpath("//li[@id='r1-f1']")[0].text_content()


def test_several_reports_have_an_index() -> None:
    page = parsed(faulty(), judged(GOOD.read_bytes(), GOOD.name), judged(b"\x00\x01", "a.pdf"))
    rows = page.xpath("//nav//tbody/tr")
    assert [row.xpath(".//span[starts-with(@class, 'badge')]")[0].text for row in rows] == [
        "✕ 需修改",
        "✓ 合格",
        "✕ 需修改",
    ]
    assert [row.xpath(".//a/@href") for row in rows] == [["#r1"], ["#r2"], ["#r3"]]
    reports = page.xpath("//details[starts-with(@class, 'report')]")
    assert [each.get("id") for each in reports] == ["r1", "r2", "r3"]
    assert "没有可显示的正文" in reports[2].text_content()


def test_texts_are_left_out_where_the_page_grows_too_large(
    page: html.HtmlElement, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(html.tostring(page.xpath("//div[@class='paper']")[0], encoding="unicode"))
    monkeypatch.setattr("disclosure_lint.formatters.html._ROOM", size + 1000)
    page = parsed(faulty(), faulty(), faulty())
    assert len(page.xpath("//div[@class='paper']")) == 1
    assert "没有收入这一份的正文" in page.xpath("//details[@id='r3']")[0].text_content()
    assert {each[1:] for each in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


def test_only_so_many_reports_of_a_run_bring_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_lint.runner.PICTURES", 2)
    for number in range(3):
        (tmp_path / f"{number}.html").write_bytes(FAULTY.read_bytes())
    page = html.document_fromstring(run("check", tmp_path, "-f", "html").out)
    assert len(page.xpath("//div[@class='paper']")) == 2
    assert "没有收入这一份的正文" in page.xpath("//details[@id='r3']")[0].text_content()


def test_it_is_written_in_english_too() -> None:
    page = parsed(faulty("en"), language="en")
    assert page.get("lang") == "en"
    assert page.xpath("//div[@class='paper']/@lang") == ["zh-CN"]
    assert "Found errors: 8, warnings: 3, notes: 1." in page.xpath("//p[@class='verdict']")[0].text_content()
    assert not re.search(
        r"\{[a-z]+\}", page.xpath("//main")[0].text_content().replace("{shown}", "").replace("{all}", "")
    )


def test_both_languages_have_the_same_words() -> None:
    from disclosure_lint.formatters.html_words import WORDS

    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_nothing_can_be_loaded_or_run_but_its_own_script(page: html.HtmlElement) -> None:
    text = written(faulty())
    (script,) = page.xpath("//script")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    mark = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{mark}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not page.xpath("//@src | //link | //img | //iframe | //object | //@*[starts-with(name(), 'on')] | //@style")
    assert "http://" not in text and "https://" not in text and "url(" not in text


def test_headings_and_fields_can_be_followed_by_a_screen_reader(page: html.HtmlElement) -> None:
    levels = [
        int(each.get("aria-level") or each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//*[@role='heading']")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for field in page.xpath("//form//select | //form//input[@type='search']"):
        assert page.xpath("//label[@for=$name]", name=field.get("id"))
    assert all(each.getparent().tag == "label" for each in page.xpath("//input[@type='checkbox']"))
    assert page.xpath("//main") and page.xpath("//header") and page.xpath("//footer")
    assert page.xpath("//body/a[1]/@href") == ["#main"]
    assert all(each.get("aria-label") for each in page.xpath("//*[@role='region']"))


def test_without_findings_it_says_so() -> None:
    page = parsed(judged(GOOD.read_bytes(), GOOD.name))
    assert page.xpath("//p[@class='verdict']")[0].text_content() == "✓ 合格没有发现问题。"
    assert not page.xpath("//form")


def test_without_reports_it_says_so() -> None:
    assert "没有找到要检查的报告" in render("html", Run("zh"))


def test_the_command_writes_it(tmp_path: Path) -> None:
    """Through processes too, where results travel."""
    for number in range(30):
        (tmp_path / f"{number:02}.html").write_bytes(FAULTY.read_bytes())
    target = tmp_path / "page.htm"
    done = run("check", tmp_path, "-f", "html", "-o", target, "--as-of", "2026-02-10", "--jobs", "2")
    assert done.status == 1
    page = html.document_fromstring(target.read_bytes())
    assert len(page.xpath("//div[@class='paper']")) == 30
    assert len(page.xpath("//li[contains(@class, 'finding')]")) == 360
