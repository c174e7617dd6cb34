"""Texts that are made to keep the tool busy: every one of them ends with findings, within the ordinary limits."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_lint import lint
from disclosure_lint.backtracking import may_explode
from disclosure_lint.judge import MOST
from disclosure_lint.occurrences import FEW, holds_any, replace_all

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
SIZE = 200_000
TOLD_APART = (
    "tags-p.html",
    "tags-br.html",
    "tags-li.html",
    "tags.md",
    "items.md",
    "lines.txt",
    "rows.txt",
    "stars.txt",
)


def _bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_no_expression_of_the_package_may_explode() -> None:
    every = _bench("fuzz_patterns").expressions()
    assert len(every) > 500
    found = []
    for each in every:
        source = each.source.decode("latin-1") if isinstance(each.source, bytes) else each.source
        if each.flags & re.VERBOSE:
            source = f"(?x){source}"
        if may_explode(source):
            found.append((each.where, source))
    assert found == []


def _checked(folder: Path, files: dict[str, bytes]) -> dict[str, Any]:
    """Check files in a process of its own, with the ordinary limits."""
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    command = [sys.executable, "-m", "disclosure_lint", "check", ".", "-f", "json", "--unrecognised", "error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert len(told["reports"]) == len(files)
    return told


def _given_up(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["path"], each["message"]) for each in told["findings"] if each["code"] in ("X003", "X006", "X007")]


@pytest.mark.parametrize(
    ("form", "pumps"),
    [
        ("text", ("list-comma", "comma", "word", "digit", "among", "dates", "phone", "identity", "link-mark", "space")),
        (
            "text",
            ("bodies", "clauses", "sentences", "mixed", "quote", "years", "requests", "bar", "numbered", "bracket"),
        ),
        ("markdown", ("star", "back-quote", "link-mark", "angle", "word", "space")),
        ("html", ("word", "phone", "ampersand", "wide-space", "clauses")),
        ("docx", ("word", "list-comma", "space", "clauses")),
        ("yaml", ("word", "list-comma", "quote", "space", "clauses", "phone")),
    ],
)
def test_one_long_line_is_judged_in_time(form: str, pumps: tuple[str, ...], tmp_path: Path) -> None:
    bench = _bench("adversarial")
    suffix, make = bench.FORMATS[form]
    files = {}
    for name in pumps:
        piece = bench.PUMPS[name]
        files[f"{name}.{suffix}"] = make(f"字{piece * (SIZE // len(piece.encode()))}字")
    assert _given_up(_checked(tmp_path, files)) == []


def test_odd_shapes_are_judged_in_time(tmp_path: Path) -> None:
    files = {name: raw for name, raw in _bench("adversarial").special(SIZE // 4).items() if name not in TOLD_APART}
    assert _given_up(_checked(tmp_path, files)) == []


REPORT = (ROOT / "examples" / "good" / "garden-bureau.txt").read_text(encoding="utf-8")
PLACE = "落实发布前的保密审查，年内核对历年公开目录，更正过时信息14条。"


def _lint(text: str) -> Any:
    assert PLACE in REPORT
    return lint(REPORT.replace(PLACE, text).encode(), name="report.txt")


def test_thousands_of_the_same_are_cut_and_that_is_said() -> None:
    result = _lint("更正、，" * (MOST + 200))
    told = [each for each in result.findings if each.code == "W604"]
    assert len(told) == MOST
    [note] = [each for each in result.not_assessed if each.code == "W604"]
    assert str(MOST) in note.reason
    few = _lint("更正、，" * 200)
    assert len([each for each in few.findings if each.code == "W604"]) == 200
    assert [each for each in few.not_assessed if each.code == "W604"] == []


def test_figures_in_a_sentence_without_end_are_not_passed_over_in_silence() -> None:
    result = _lint("核对历年公开目录，" * 600 + "新收政府信息公开申请99件。")
    assert {"N301", "N302"} <= {each.code for each in result.not_assessed if "4000" in each.reason}
    assert not [each for each in result.not_assessed if "4000" in each.reason and each.code.startswith("T")]
    assert not [each for each in _lint("核对历年公开目录，" * 600 + "。").not_assessed if "4000" in each.reason]


def test_figures_behind_the_part_of_a_paragraph_that_is_read_are_not_passed_over_either() -> None:
    result = _lint("核对历年公开目录。" * 8000 + "新收政府信息公开申请99件。")
    assert "N301" in {each.code for each in result.not_assessed}


@pytest.mark.parametrize("digits", ["9" * 400, "九" * 400, "1" + ",000" * 150])
def test_numbers_beyond_all_counting_are_codes(digits: str) -> None:
    assert not [each for each in _lint(f"新收申请{digits}件。").findings if each.code == "X003"]


def test_many_words_are_found_as_few_are() -> None:
    words = {f"{number:05}": "*" * 5 for number in range(FEW * 3)}
    few = dict(list(words.items())[: FEW - 1])
    text = "00001、一00002，0000300004；99999"
    assert replace_all(text, words) == replace_all(text, few) == "*****、一*****，**********；99999"
    assert holds_any(text, words)
    assert holds_any(text, few)
    assert not holds_any("99999", words)
    assert not holds_any("", words)
