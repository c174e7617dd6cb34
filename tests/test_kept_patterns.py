"""Expressions that are kept compiled do what `re.compile` makes do, and nothing of the cache can break a run."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint import kept_patterns

DRAFT = Path(__file__).parent.parent / "examples" / "faulty"
SOURCES = [
    r"(?P<year>20\d\d)年(?:度|\s*)(?P<month>1[0-2]|0?[1-9])?月?",
    r"[一二三四五六七八九十百千万亿零〇两]+(?=件|条)",
    r"(?<![0-9])\d{1,3}(?:[,，]\d{3})*(?!\d)",
    r"(a)|(?P<b>b)|c(?(1)x|y)",
    r"^\s*#+\s",
]


def check(cache: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_lint", "check", str(DRAFT), "--as-of", "2026-02-01"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"XDG_CACHE_HOME": str(cache), "PATH": "", "PYTHONUTF8": "1", "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    cache = tmp_path_factory.mktemp("cache")
    return cache, check(cache)


def kept(cache: Path) -> Path:
    (found,) = cache.glob("disclosure-lint/patterns-*.bin")
    return found


def entries(cache: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = marshal.loads(kept(cache).read_bytes()[4:])  # noqa: S302
    return found


def summed(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4) + content


def test_the_second_run_says_the_same(filled: tuple[Path, str]) -> None:
    cache, first = filled
    assert len(entries(cache)) > 20
    assert check(cache) == first


@pytest.mark.parametrize("damage", ["empty", "cut", "other", "wrong-code", "wrong-entry"])
def test_a_damaged_cache_costs_only_time(filled: tuple[Path, str], tmp_path: Path, damage: str) -> None:
    cache, first = filled
    store = entries(cache)
    content = {
        "empty": b"",
        "cut": kept(cache).read_bytes()[:5000],
        "other": b"\xff\xfe" * 100,
        "wrong-code": summed(marshal.dumps({key: [flags, b"AAAA", names] for key, (flags, _, names) in store.items()})),
        "wrong-entry": summed(marshal.dumps(dict.fromkeys(store, "x"))),
    }[damage]
    other = tmp_path / "disclosure-lint" / kept(cache).name
    other.parent.mkdir()
    other.write_bytes(content)
    assert check(tmp_path) == first


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE | re.DOTALL])
@pytest.mark.parametrize("source", SOURCES)
@given(text=st.text(alphabet="2026年12月一百三件条,，1ab cxy#\n\t", max_size=30))
def test_a_kept_expression_is_the_expression(source: str, flags: int, text: str) -> None:
    usual, made = re.compile(source, flags), kept_patterns.compiled(source, flags)
    again = kept_patterns.compiled(source, flags)
    assert (made.pattern, made.flags, made.groups, dict(made.groupindex)) == (
        usual.pattern,
        usual.flags,
        usual.groups,
        dict(usual.groupindex),
    )
    expected = [(each.span(), each.groups(), each.groupdict(), each.lastgroup) for each in usual.finditer(text)]
    for each in (made, again):
        assert [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in each.finditer(text)] == expected


def test_the_code_of_records_is_kept_and_nothing_depends_on_it(tmp_path: Path) -> None:
    first = check(tmp_path)
    (code,) = tmp_path.glob("disclosure-lint/records-*.bin")
    content = code.read_bytes()
    assert check(tmp_path) == first
    assert code.read_bytes() == content
    sources = list(marshal.loads(content[4:]))  # noqa: S302
    for spoilt in (b"", content[:40], b"\0" + content, summed(marshal.dumps(dict.fromkeys(sources, "no code")))):
        code.write_bytes(spoilt)
        assert check(tmp_path) == first
