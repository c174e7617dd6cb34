"""Writes a page for every rule from its entry: docs/rules/<CODE>.md in Chinese, docs/rules/en/<CODE>.md in English.

With --check nothing is written, and the exit status is 1 where a page is not as its rule is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.explanation import page
from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = Path(__file__).parent / "rules"
MADE = {
    "zh": "<!-- 由 docs/generate.py 根据 {pack} 生成，请勿手改 -->",
    "en": "<!-- made by docs/generate.py from {pack}; do not edit -->",
}
HEADS = {
    "zh": ("# 规则目录", "| 代码 | 名称 | 级别 | 检查什么 |", "[English](en/README.md)"),
    "en": ("# The rules", "| code | name | severity | what it finds |", "[中文](../README.md)"),
}


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every page: where it belongs and what it says."""
    for language, folder in (("zh", RULES), ("en", RULES / "en")):
        title, head, other = HEADS[language]
        rows = []
        for code, rule in rules().items():
            made = MADE[language].format(pack=rule.pack)
            yield folder / f"{code}.md", f"{page(rule, language).rstrip()}\n\n{made}\n"
            status = "" if rule.status == "stable" else f" ({rule.status})"
            rows.append(f"| [{code}]({code}.md) | {rule.name}{status} | {rule.severity} | {rule.summary[language]} |")
        made = MADE[language].format(pack="rules/")
        yield folder / "README.md", "\n".join([title, "", other, "", head, "|---|---|---|---|", *rows, "", made]) + "\n"


def main() -> int:
    """Write the pages, or tell which are stale."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    wanted = dict(pages())
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left = [path for path in RULES.rglob("*.md") if path not in wanted]
    for path in () if check else stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in () if check else left:
        path.unlink()
    if check and (stale or left):
        print("stale, run `make docs`:", *(path.relative_to(RULES.parent) for path in stale + left), sep="\n  ")
        return 1
    print(f"{len(wanted)} pages, {len(stale) + len(left)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
