"""What a chapter must speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

#: What sub-headings begin with, the highest rank first; the last are short lines of their own.
_RANKS = tuple(
    pattern(source)
    for source in (
        r"^\s*[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*([^。：:；;]{2,40})",
        r"^\s*[一二三四五六七八九十]{1,2}\s*、\s*([^。：:；;]{2,40})",
        r"^\s*[（(]?\d{1,2}\s*[、.．）)]\s*([^。：:；;]{2,40})",
        r"^\s*([^\s。：:；;，,\d]{3,24})\s*$",
    )
)
_RUN_IN = pattern(r"(?<=[。；;：:！？\s])(?=[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])")
_ENOUGH = 3


@check("topics.covered")
def covered(report: Report, *, section: str, topics: dict[str, dict[str, str]]) -> Iterator[Problem]:
    """A chapter covers its topics: by its sub-headings where it has them, else by its sentences.

    Each topic has the words of a sub-heading (`heading`) and of a sentence
    (`text`), and those of a sentence that reports on it whatever the
    sub-headings are (`strong`).
    """
    stated = [text for text in report.get(f"/sections/{section}/text") or [] if isinstance(text, str)]
    texts = [part for text in stated for part in _RUN_IN.split(text)]
    if not texts:
        return
    named = _by_headings(texts, {name: words["heading"] for name, words in topics.items()})
    if named is None:
        missing = [
            name for name, words in topics.items() if not any(pattern(words["text"]).search(text) for text in texts)
        ]
    else:
        missing = [name for name in topics if name not in named]
        missing = [name for name in missing if not any(pattern(topics[name]["strong"]).search(text) for text in texts)]
    if missing:
        yield Problem(f"/sections/{section}", {"missing": "、".join(missing)})


def _by_headings(texts: list[str], topics: dict[str, str]) -> set[str] | None:
    """Return the topics that sub-headings name; None where no sub-headings go by topics."""
    for rank in _RANKS:
        headings = [match[1] for text in texts if (match := rank.match(text))]
        named = {name for name, words in topics.items() if any(pattern(words).search(each) for each in headings)}
        if len(named) >= _ENOUGH:
            return named
    return None


@check("topics.results")
def results(report: Report, *, kinds: list[str], words: dict[str, str]) -> Iterator[Problem | NotAssessed]:
    """The reports of governments state some results somewhere in their chapters."""
    kind = report.get("/agency_kind")
    if kind is None:
        yield NotAssessed("/agency", "kind-unknown")
    elif kind in kinds and (kind != "township" or str(report.get("/agency")).endswith(("政府", "镇", "乡", "苏木"))):
        texts = "\n".join(passage.text for passage in report.texts())
        missing = [name for name, source in words.items() if not pattern(source).search(texts)]
        if missing and report.has("/sections/overview"):
            yield Problem("/sections/overview", {"missing": "、".join(missing)})


@check("topics.stated")
def stated(report: Report, *, section: str, words: str) -> Iterator[Problem]:
    """A chapter states something; elsewhere in the report is less. An empty chapter is S117's to tell."""
    if not report.has(f"/sections/{section}"):
        return
    wanted = pattern(words)
    texts = [str(text) for text in report.get(f"/sections/{section}/text") or []]
    if any(wanted.search(text) for text in texts) or not any(text.strip() for text in texts):
        return
    others = (each.text for each in report.texts() if each.pointer.startswith("/sections/"))
    if any(wanted.search(text) for text in others):
        yield Problem(f"/sections/{section}", severity="info", variant="elsewhere")
    else:
        yield Problem(f"/sections/{section}")
