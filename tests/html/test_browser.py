"""The page in a real browser: filters, keys, links, and nothing in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.html.browser import BROWSER, DRIVER, ENTER, ESCAPE, Browser
from tests.html.page import GOOD, faulty, judged, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not (DRIVER and BROWSER), reason="needs chromium and chromedriver")

SHOWN = "return document.querySelectorAll('li.finding:not([hidden])').length"
ACTIVE = "return document.activeElement.id"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "one.html").write_text(written(faulty()), encoding="utf-8")
    several = written(faulty(), judged(GOOD.read_bytes(), GOOD.name), faulty())
    (folder / "several.html").write_text(several, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(window: Browser, pages: Path) -> Iterator[Browser]:
    """Every page leaves the console empty."""
    window.open("about:blank")
    window.open((pages / "one.html").as_uri())
    yield window
    assert window.complaints() == []


def choose(browser: Browser, script: str) -> None:
    browser.run(f"const form = document.querySelector('form'); {script}; form.dispatchEvent(new Event('input'))")


def test_findings_are_filtered(browser: Browser) -> None:
    assert browser.run(SHOWN) == 12
    choose(browser, "form.querySelector('[value=error]').checked = false")
    assert browser.run(SHOWN) == 4
    assert browser.run("return document.querySelector('output').textContent") == "显示 4 / 12 个问题"
    assert browser.run("return document.querySelectorAll('a.chip:not([hidden])').length") == 4
    choose(browser, "form.querySelector('[value=error]').checked = true; form.elements.rule.value = 'T204'")
    assert browser.run(SHOWN) == 1
    choose(browser, "form.elements.rule.value = ''; form.elements.search.value = '2月30'")
    assert browser.run(SHOWN) == 1


def test_keys_lead_through_findings_to_the_text_and_back(browser: Browser) -> None:
    browser.type("jj")
    assert browser.run(ACTIVE) == "r1-f2"
    browser.type("k")
    assert browser.run(ACTIVE) == "r1-f1"
    browser.type("j" + ENTER)
    browser.wait("return document.activeElement.id === 'r1-m2'")
    assert browser.run("return document.querySelector('mark.now').textContent") == "2026-02-05"
    browser.type(ESCAPE)
    browser.wait("return document.activeElement.id === 'r1-f2'")


def test_related_cells_light_up(browser: Browser) -> None:
    browser.run("document.querySelector('[data-code=T203]').dispatchEvent(new Event('mouseover', {bubbles: true}))")
    assert (
        browser.run("return [...document.querySelectorAll('td.beside')].map((each) => each.textContent).join()")
        == "6,2,0,0,0,0"
    )


def test_links_open_folded_reports(browser: Browser, pages: Path) -> None:
    browser.open((pages / "several.html").as_uri())
    opened = "return [...document.querySelectorAll('details.report')].map((each) => each.open)"
    assert browser.run(opened) == [False, False, False]
    browser.run("document.querySelector('a[href=\"#r3\"]').click()")
    browser.wait("return document.getElementById('r3').open")
    assert browser.run(opened) == [False, False, True]


def test_reports_without_hits_are_hidden(browser: Browser, pages: Path) -> None:
    browser.open((pages / "several.html").as_uri())
    hidden = "return [...document.querySelectorAll('.report, tbody tr[data-report]')].map((each) => each.hidden)"
    choose(browser, "form.elements.search.value = '园林绿化'")
    assert browser.run(hidden) == [True, False, True, True, False, True]


def test_nothing_is_wider_than_a_telephone(pages: Path, tmp_path: Path) -> None:
    with Browser(tmp_path / "profile", width=390) as narrow:
        narrow.open((pages / "several.html").as_uri())
        narrow.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert narrow.run("return innerWidth") == 390
        narrow.run("location.hash = '#r1-m9'")
        narrow.wait(
            "const top = document.getElementById('r1-m9').getBoundingClientRect().top; return top > 0 && top < 844"
        )
        assert narrow.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert narrow.complaints() == []


def test_it_needs_no_script(browser: Browser, pages: Path, tmp_path: Path) -> None:
    """Without it there are no filters, and everything else is there."""
    text = (pages / "one.html").read_text(encoding="utf-8")
    bare = tmp_path / "bare.html"
    bare.write_text(text[: text.index("<script>")] + "</body></html>", encoding="utf-8")
    browser.open(bare.as_uri() + "#r1-m4")
    assert browser.run("return document.querySelector('form').offsetParent === null")
    assert browser.run(SHOWN) == 12
    assert browser.run("return document.querySelector(':target').getBoundingClientRect().top < innerHeight")
