"""Builds the documentation site into site/: Chinese at its root, English under en/, nothing from the network.

The pages are those of the repository: README, docs/ and docs/rules, sorted by language, with links that lead to files
which are no pages turned into plain text. Broken links, and anything that would be loaded from the network, are errors.
With --check nothing is left behind, and without Zensical (`pip install -e .[docs]`) nothing is done.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "docs" / "website"
TWIN = ".zh-CN.md"
#: Guides in the order they are read; others follow by name.
ORDER = (
    "configuration",
    "suppressions",
    "fixes",
    "formats",
    "html",
    "annotate",
    "editors",
    "ci",
    "batch",
    "api",
    "offline",
    "jurisdictions",
)
WORDS = {
    "zh": {
        "name": "disclosure-lint 年报检查工具", "home": "首页", "description": "检查政府信息公开工作年度报告",
        "rules": "规则目录", "guides": "使用说明", "changes": "更新记录", "contributing": "参与开发",
        "examples": "示例",
    },
    "en": {
        "name": "disclosure-lint", "home": "Home",
        "description": "Checks annual government-information-disclosure reports",
        "rules": "Rules", "guides": "Guides", "changes": "Changes", "contributing": "Contributing",
        "examples": "Examples",
    },
}  # fmt: skip
GROUPS = {
    "zh": {
        "B": "成批报送",
        "C": "保密与个人信息",
        "D": "日期",
        "N": "正文与表格",
        "S": "结构",
        "T": "合计",
        "W": "文字",
        "X": "文件",
    },
    "en": {
        "B": "submissions",
        "C": "confidentiality",
        "D": "dates",
        "N": "text and tables",
        "S": "structure",
        "T": "totals",
        "U": "US Annual FOIA Report",
        "W": "wording",
        "X": "files",
    },
}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
_FENCE = re.compile(r"(^(`{3,})[^\n]*\n.*?^\2[^\n]*$)", re.MULTILINE | re.DOTALL)
_EXTERNAL = re.compile(r"\b(?:src|href|srcset|action)=[\"']?(?:https?:)?//|url\([\"']?(?:https?:)?//|@import")


class Page(NamedTuple):
    """A page of the site: its language, where it stands in that language's part, and its source."""

    language: str
    target: str
    source: Path


def pages() -> Iterator[Page]:
    """Yield every page; what exists in one language alone is shown in both parts."""
    yield Page("zh", "index.md", ROOT / "README.zh-CN.md")
    yield Page("en", "index.md", ROOT / "README.md")
    for source in sorted((ROOT / "docs").glob("*.md")):
        if not source.name.endswith(TWIN):
            twin = source.with_name(source.stem + TWIN)
            yield Page("zh", source.name, twin if twin.exists() else source)
            yield Page("en", source.name, source)
    for language, folder in (("zh", "docs/rules"), ("en", "docs/rules/en")):
        for source in sorted((ROOT / folder).glob("*.md")):
            yield Page(language, "rules/" + source.name.replace("README", "index"), source)
        yield Page(language, "changelog.md", ROOT / "CHANGELOG.md")
        yield Page(language, "contributing.md", ROOT / "CONTRIBUTING.md")
        yield Page(language, "examples.md", ROOT / "examples" / "README.md")


def linked(page: Page, every: list[Page]) -> str:
    """Return the text of a page with its links as they are in the site."""
    homes: dict[Path, dict[str, str]] = {}
    for each in every:
        homes.setdefault(each.source, {})[each.language] = each.target

    def link(match: re.Match[str]) -> str:
        picture, words, goal = match.groups()
        path, _, anchor = goal.partition("#")
        if not path or "://" in path or goal.startswith("mailto:") or picture:
            return match[0]
        goals = homes.get(Path(os.path.normpath(page.source.parent / path)))
        if goals is None:
            return words
        here = posixpath.dirname(page.target) or "."
        if page.language in goals:
            return f"[{words}]({posixpath.relpath(goals[page.language], here)}{'#' + anchor if anchor else ''})"
        # A link to the other language leaves this part of the site; only the built page is there.
        (language, target), *_ = goals.items()
        up = posixpath.relpath("en/" if language == "en" else "..", here)
        return f"[{words}]({posixpath.join(up, target.removesuffix('.md') + '.html')})"

    parts = _FENCE.split(page.source.read_text(encoding="utf-8"))
    # Every third part is the fence itself, caught only to find its end.
    texts = [part if number % 3 else _LINK.sub(link, part) for number, part in enumerate(parts) if number % 3 != 2]
    return "".join(texts)


def navigation(language: str, every: list[Page]) -> str:
    """Return the table of contents as TOML: guides, the rules of each letter, the rest."""
    words = WORDS[language]
    there = {page.target for page in every if page.language == language}
    guides = [name for name in ORDER if f"{name}.md" in there]
    rest = ("index", "changelog", "contributing", "examples")
    guides += sorted(name[:-3] for name in there if "/" not in name and name[:-3] not in (*guides, *rest))
    catalogue = [_toml("rules/index.md")]
    for letter in dict.fromkeys(code[0] for code in rules()):
        own = ", ".join(
            f"{{{_toml(f'{code} {rule.name}')} = {_toml(f'rules/{code}.md')}}}"
            for code, rule in rules().items()
            if code[0] == letter
        )
        catalogue.append(f"{{{_toml(f'{letter} {GROUPS[language].get(letter, str())}'.strip())} = [{own}]}}")
    entries = [
        f"{{{_toml(words['home'])} = {_toml('index.md')}}}",
        f"{{{_toml(words['guides'])} = [{', '.join(_toml(f'{name}.md') for name in guides)}]}}",
        f"{{{_toml(words['rules'])} = [{', '.join(catalogue)}]}}",
        *(f"{{{_toml(words[key])} = {_toml(target)}}}" for key, target in
          (("examples", "examples.md"), ("changes", "changelog.md"), ("contributing", "contributing.md"))),
    ]  # fmt: skip
    return f"[{', '.join(entries)}]"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def build(folder: Path, target: Path) -> None:
    """Build both parts in a folder, and put them together at `target`; raise where a link is broken."""
    every = list(pages())
    template = Template((ASSETS / "zensical.toml").read_text(encoding="utf-8"))
    for language, up, down in (("zh", "index.html", "en/index.html"), ("en", "../index.html", "index.html")):
        part = folder / language
        for page in every:
            if page.language == language:
                path = part / "docs" / page.target
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(linked(page, every), encoding="utf-8")
        (part / "docs" / "assets").mkdir()
        for asset in ("site.css", "catalogue.js", "iframe-worker.js"):
            shutil.copy2(ASSETS / asset, part / "docs" / "assets" / asset)
        words = WORDS[language]
        values = {"name": words["name"], "description": words["description"], "language": language}
        filled = {key: _toml(value) for key, value in (*values.items(), ("chinese", up), ("english", down))}
        settings = template.substitute(filled, nav=navigation(language, every))
        (part / "zensical.toml").write_text(settings, encoding="utf-8")
        subprocess.run([sys.executable, "-m", "zensical", "build", "--strict", "--clean"], cwd=part, check=True)
    shutil.copytree(folder / "zh" / "site", target, dirs_exist_ok=True)
    shutil.copytree(folder / "en" / "site", target / "en", dirs_exist_ok=True)


def external(target: Path) -> list[str]:
    """Return what a page of the site would load from elsewhere (links that a reader may follow are none)."""
    found = []
    for path in sorted(target.rglob("*")):
        if path.suffix in (".html", ".css"):
            text = re.sub(r"<a\s[^>]*>", "", path.read_text(encoding="utf-8"))
            found += [f"{path.relative_to(target)}: {match[0]}" for match in _EXTERNAL.finditer(text)]
    return found


def broken(target: Path) -> list[str]:
    """Return the links that lead nowhere in the whole site: what each part by itself cannot know."""
    found = []
    for path in sorted(target.rglob("*.html")):
        if path.name != "404.html":  # its links are those of a server's root
            goals = re.findall(r'(?:href|src)="([^"#?]+)', path.read_text(encoding="utf-8"))
            own = [each for each in goals if ":" not in each]
            lost = [each for each in own if not (path.parent / html.unescape(each)).is_file()]
            found += [f"{path.relative_to(target)}: {each}" for each in lost]
    return found


def main() -> int:
    """Build the site, and tell what it would load from the network."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    options.add_argument("--to", type=Path, default=ROOT / "site")
    chosen = options.parse_args()
    if importlib.util.find_spec("zensical") is None:
        print("the site was not built: it needs `make site`, or pip install -e .[docs]")
        return 0 if chosen.check else 1
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "whole"
        try:
            build(Path(scratch), target)
        except subprocess.CalledProcessError:
            print("the site was not built: see above", file=sys.stderr)
            return 1
        for fault, found in (("loaded from the network:", external(target)), ("broken links:", broken(target))):
            if found:
                print(fault, *found, sep="\n  ", file=sys.stderr)
                return 1
        if not chosen.check:
            shutil.rmtree(chosen.to, ignore_errors=True)
            shutil.copytree(target, chosen.to)
        print(f"{len(list(target.rglob('*.html')))} pages" + ("" if chosen.check else f" in {chosen.to}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
