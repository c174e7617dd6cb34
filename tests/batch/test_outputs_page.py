"""summary.html: complete, escaped, without a network, and usable in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from disclosure_lint.batch.outputs import page
from disclosure_lint.ruleset import digest
from tests.batch import province
from tests.batch.folders import report, roster, write
from tests.cli.run import run
from tests.html.browser import BROWSER, DRIVER, Browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVIL = "</script><script>alert(1)</script>&amp;局"


def batch(folder: Path, *more: str | Path) -> Any:
    arguments = (
        "--roster",
        folder / "roster.csv",
        "--no-progress",
        "--as-of",
        "2026-04-20",
        "--no-xlsx",
        "--no-letters",
    )
    done = run("batch", folder / "in", "-o", folder / "out", *arguments, *more)
    assert done.status in (0, 1), done.err
    return html.fromstring((folder / "out" / "summary.html").read_bytes())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a province of two cities, with a hostile unit that is missing and a waiver."""
    made = province.write(tmp_path_factory.mktemp("province"), 130, styles=("yaml",))
    with (made / "roster.csv").open("a", encoding="utf-8") as file:
        file.write(f"evil,{EVIL},,department,p-01,,\n")
    copied = next((made / "in").rglob("*.yaml"))
    write(made / "in", {"copy.yaml": copied.read_text(encoding="utf-8"), "other.yaml": report("某某银行")})
    (made / "waivers.yaml").write_text(
        "".join(f"- {{rule: {each}, path: '*/p/01/*', reason: 已沟通, owner: 王主任}}\n" for each in "STN"),
        encoding="utf-8",
    )
    return made


@pytest.fixture(scope="module")
def shown(folder: Path) -> Any:
    return batch(folder, "--waivers", folder / "waivers.yaml")


def number(shown: Any, key: str) -> int:
    return int(shown.xpath(f'//div[@class="n-{key}"]/dd')[0].text)


def test_the_numbers_agree_with_one_another(shown: Any) -> None:
    states = shown.xpath("//li[contains(@class, 'unit')]/@data-state")
    assert len(states) == 131 == number(shown, "due")
    for key in ("pass", "fail", "undetermined", "missing"):
        assert number(shown, key) == states.count(key)
    assert number(shown, "submitted") + number(shown, "missing") == number(shown, "due")
    rows = shown.xpath("//table[contains(@class, 'districts')]/tbody/tr")
    assert len(rows) == 3  # the province itself and two cities
    assert sum(int(row.xpath("td")[0].text) for row in rows) == 131


def test_the_heat_map_counts_reports(shown: Any) -> None:
    for row in shown.xpath("//table[@class='heat']/tbody/tr"):
        code = row.xpath("th/a")[0].text.split()[-1]
        told = sum(int(each) for each in row.xpath("td/a/text()"))
        units = shown.xpath("//li[contains(@class, 'unit')]/@data-codes")
        assert told == sum(code in each.split() for each in units) > 0


def test_what_hangs_on_links_is_there(shown: Any) -> None:
    ids = set(shown.xpath("//@id"))
    links = [each[1:] for each in shown.xpath("//a/@href") if each.startswith("#")]
    assert links and set(links) <= ids
    assert len(shown.xpath("//@id")) == len(ids)


def test_the_lists(shown: Any) -> None:
    def rows(name: str) -> list[str]:
        return [" ".join(each.itertext()) for each in shown.xpath(f"//*[@id='list-{name}']//tbody/tr")]

    assert any(EVIL in each for each in rows("missing")) and len(rows("missing")) == number(shown, "missing")
    assert len(rows("late")) == number(shown, "late") > 0
    assert ["重复文件" in each for each in rows("duplicate")] == [True]
    assert ["某某银行" in each for each in rows("unmatched")] == [True]
    assert rows("waived") and all("王主任" in each for each in rows("waived"))
    assert len(shown.xpath("//li[contains(@class, 'waived')]")) == len(rows("waived"))


def test_nothing_is_run_and_nothing_is_loaded(folder: Path, shown: Any) -> None:
    raw = (folder / "out" / "summary.html").read_text(encoding="utf-8")
    (script,) = shown.xpath("//script")
    mark = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    policy = unescape(shown.xpath("//meta[@http-equiv]/@content")[0])
    assert policy.startswith("default-src 'none'") and policy.endswith(f"script-src 'sha256-{mark}'")
    assert "alert(1)</script>" not in raw and "http" not in re.sub(
        "http-equiv", "", " ".join(shown.xpath("//@href | //@src"))
    )
    assert not shown.xpath("//img | //link | //iframe | //@onclick")


def test_the_foot_tells_what_was_used(folder: Path, shown: Any) -> None:
    foot = " ".join(shown.xpath("//footer")[0].itertext())
    assert digest() in foot and "2026-04-20" in foot
    assert hashlib.sha256((folder / "roster.csv").read_bytes()).hexdigest() in foot


def test_a_large_batch_has_pages_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "UNITS", 10)
    monkeypatch.setattr(page, "PAGE", 30)
    shown = batch(folder)
    data, _script = shown.xpath("//script")
    assert data.get("type") == "application/json" and "</" not in data.text and EVIL.encode() not in html.tostring(data)
    pages = {path.name: html.fromstring(path.read_bytes()) for path in (folder / "out" / "units").iterdir()}
    assert sum(len(each.xpath("//li[contains(@class, 'unit')]")) for each in pages.values()) == 131
    for href in {*shown.xpath("//a/@href"), *re.findall(r"units/\d+\.html#u\d+", data.text)}:
        name, _, anchor = href.rpartition("/")[2].partition("#")
        if name:
            assert pages[name].xpath(f"//*[@id='{anchor}']"), href
    assert all("script-src" in each.xpath("//meta[@http-equiv]/@content")[0] for each in pages.values())
    assert not any(each.xpath("//script") for each in pages.values())
    monkeypatch.undo()
    batch(folder)
    assert not list((folder / "out" / "units").iterdir())


def test_without_a_roster(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.yaml": report("临江市水务局"), "b.yaml": report("临江市教育局", year=2024)})
    run("batch", tmp_path / "in", "-o", tmp_path / "out", "--no-progress", "--year", "2025", "--no-letters")
    shown = html.fromstring((tmp_path / "out" / "summary.html").read_bytes())
    assert "共收到 1 家单位的报告" in "".join(shown.itertext())
    assert shown.xpath("//*[@id='years']//tbody/tr/th/text()") == ["2024", "2025"]


def test_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    roster(tmp_path / "roster.csv", [{"id": "1", "name": "临江市水务局"}])
    assert "2025" not in batch(tmp_path).xpath("//h1")[0].text


@pytest.fixture
def window(folder: Path, shown: Any, tmp_path: Path) -> Iterator[Browser]:
    if not (BROWSER and DRIVER):
        pytest.skip("needs chromium and chromedriver")
    batch(folder, "--waivers", folder / "waivers.yaml")
    with Browser(tmp_path) as browser:
        browser.open((folder / "out" / "summary.html").as_uri())
        yield browser
        assert browser.complaints() == []


_VISIBLE = "return document.querySelectorAll('.tree.top-level li.unit:not([hidden])').length"


def test_in_a_browser(window: Browser) -> None:
    assert window.run(_VISIBLE) == 131
    window.type("/")
    assert window.run("return document.activeElement.id") == "search"
    window.type("财政局")
    window.wait(
        "return document.querySelector('form output').textContent.startsWith('显示 ') && !document.querySelector('form output').textContent.startsWith('显示 131')"
    )
    assert 0 < window.run(_VISIBLE) < 30
    window.run(
        "document.querySelector('#search').value = '没有这家'; document.querySelector('form').dispatchEvent(new Event('submit', {cancelable: true}))"
    )
    assert window.run(_VISIBLE) == 0 and window.run("return !document.querySelector('.none-found').hidden")
    assert window.run("return document.scripts.length") == 1


def test_a_cell_of_the_heat_map_shows_its_units(window: Browser) -> None:
    count = window.run(
        "const cell = document.querySelector('.heat td a'); cell.click(); return Number(cell.textContent)"
    )
    assert window.run(_VISIBLE) == count
    code = window.run("return document.querySelector('.heat td a').dataset.rule")
    assert window.run("return document.querySelector('#rule').value") == code


def test_columns_are_sorted(window: Browser) -> None:
    days = "return [...document.querySelectorAll('#list-late tbody tr')].map((row) => Number(row.cells[4].textContent))"
    window.run(
        "document.querySelector('#list-late').open = true; document.querySelectorAll('#list-late button.sort')[4].click()"
    )
    found = window.run(days)
    assert found == sorted(found) and len(found) > 1
