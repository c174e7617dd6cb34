"""The documentation site: whole, in two languages, readable from a folder on a machine without a network."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from disclosure_lint.ruleset import rules
from tests.cli.run import ROOT
from tests.html.browser import BROWSER, DRIVER, Browser

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("zensical", reason="needs Zensical: make site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "website.py", "--to", target],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # Links within a part, links between the parts, and what is loaded from elsewhere: the script fails for each.
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_every_rule_and_every_guide_has_its_page(site: Path) -> None:
    guides = [path.stem for path in (ROOT / "docs").glob("*.md") if not path.name.endswith(".zh-CN.md")]
    wanted = ["index", "changelog", *guides, *(f"rules/{code}" for code in rules())]
    for part in (site, site / "en"):
        assert [name for name in wanted if not (part / f"{name}.html").is_file()] == []
    assert 'lang="zh"' in (site / "index.html").read_text(encoding="utf-8")
    assert 'lang="en"' in (site / "en" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<script src="https://cdn.example.org/a.js"></script>', 1),
        ('<link href="//fonts.example.org/a.css">', 1),
        ('<style>@import "a.css";</style>', 1),
        ('<a class="x" href="https://example.org/">…</a><img src="a.png">', 0),
    ],
)
def test_what_comes_from_the_network_is_seen(text: str, told: int, tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import website
    finally:
        sys.path.pop(0)
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert len(website.external(tmp_path)) == told


@pytest.mark.skipif(DRIVER is None or BROWSER is None, reason="needs chromium and chromedriver")
def test_it_is_searched_and_filtered_from_a_folder(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        browser.open((site / "rules" / "index.html").as_uri())
        shown = "[...document.querySelectorAll('article tbody tr')].filter((row) => row.offsetParent)"
        assert len(browser.run(f"return {shown}")) == len(rules())
        browser.run(
            "const field = document.querySelector('.catalogue-words'); field.value = 'T203';"
            "field.dispatchEvent(new Event('input'));"
        )
        (row,) = browser.run(f"return {shown}.map((row) => row.textContent)")
        assert "applicant-total" in row
        browser.run("document.querySelector('.md-search__button').click()")
        found = "[...document.querySelectorAll('*')].some((e) => e.shadowRoot?.querySelector('input') && {})"
        browser.wait("return " + found.format("true"))
        browser.type("身份证")
        browser.wait("return " + found.format("e.shadowRoot.textContent.includes('resident-id-number')"))


def test_it_is_no_part_of_an_installation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    everything = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert not [each for each in everything if each.startswith("zensical")]
