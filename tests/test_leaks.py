"""No output holds a personal value, wherever in a file it stands and whatever rule speaks of the place."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure_lint.engine import lint_bytes
from disclosure_lint.formatters import FORMATS, Run, render
from disclosure_lint.masking import mask_text
from disclosure_lint.result import Options
from disclosure_lint.selection import ConfigError

CLEAN = yaml.safe_load(Path(__file__).with_name("rules").joinpath("_clean/cn-2021.yaml").read_text("utf-8"))
MOBILE = "13812345678"
RESIDENT = "110105199003072831"
NAME = "张建国"
TELLING = 8


def output(name: str, raw: str) -> str:
    """Return all that is said of a file, in every format, without what may stand between digits."""
    result = lint_bytes(name, raw.encode(), Options(as_of="2026-02-01"))
    run = Run(results=[result], verbose=True)
    text = unicodedata.normalize("NFKC", "".join(render(each, run) for each in FORMATS if each != "html"))
    return "".join(each for each in text if each.isalnum() or each == "\n")


def holds(text: str, secret: str) -> bool:
    """Tell whether a text holds a secret or a telling part of it."""
    return any(secret[at : at + TELLING] in text for at in range(max(1, len(secret) - TELLING + 1)))


def draft(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return the clean draft with a value at a path."""
    changed: dict[str, Any] = json.loads(json.dumps(CLEAN, default=str))
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


@pytest.mark.parametrize("secret", [MOBILE, RESIDENT])
@pytest.mark.parametrize(
    "path",
    [
        ("title",), ("year",), ("agency",), ("SECRET",), ("preface",), ("contact", "SECRET"), ("sections", "SECRET"),
        ("tables", "requests", "SECRET"), ("tables", "requests", "carried_over", "total"),
        ("tables", "requests", "results", "granted", "SECRET"),
    ],
)  # fmt: skip
def test_drafts_leak_nothing(path: tuple[str, ...], secret: str) -> None:
    """Keys that the schema rejects, and values of the wrong type."""
    keys = tuple(key.replace("SECRET", secret) for key in path)
    for value in (secret, int(secret), [secret], {secret: 1}, f"x{secret}", f"联系手机:{secret}"):
        changed = draft(keys, value)
        assert not holds(output("a.yaml", yaml.safe_dump(changed, allow_unicode=True)), secret), value
        assert not holds(output("a.json", json.dumps(changed)), secret), value


def test_a_name_is_masked_where_its_label_is_missing() -> None:
    """What one passage gives away is masked in the findings about another."""
    changed = draft(("tables", "requests", "carried_over", "total"), NAME)
    changed["preface"].append(f"申请人{NAME}不服答复。")
    changed[f"申请人{NAME}不服"] = 1
    assert NAME not in output("a.json", json.dumps(changed))
    assert NAME not in output("a.yaml", yaml.safe_dump(changed, allow_unicode=True))


@pytest.mark.parametrize(
    "written",
    [
        "x13812345678", "013812345678", "138123456780", "。138-1234-56782.", "138.1234.5678", "138\n12345678", "138\u200b12345678",
        "http://a.cn/?tel=13812345678", "x110105199003072831", "1101051990030728", "110105－19900307－283",
        "1101051990030728311.信访", "１１０１０５１９９００３０７２８３１x", "6222－0202－0001－2345－",
    ],
)  # fmt: skip
def test_numbers_in_longer_words_are_not_shown(written: str) -> None:
    """Glued to other characters, cut off, or across lines."""
    shown = mask_text(written)
    assert len(shown) == len(written)
    digits = "".join(each for each in unicodedata.normalize("NFKC", shown) if each.isdecimal())
    assert "*" in shown
    assert not holds(digits, MOBILE)
    assert not holds(digits, RESIDENT)


@pytest.mark.parametrize(
    "written",
    ["1636 389 45 0 0 12 34 56 78 90", "13812345678元", "2024 2025 2026", "0999-5550123转8001", "临水发〔2026〕12号"],
)
def test_figures_are_shown(written: str) -> None:
    """A mask over a figure would hide what a finding is about."""
    assert mask_text(written) == written


def test_errors_of_the_configuration_leak_nothing() -> None:
    """A key that does not exist is named, masked."""
    error = ConfigError({"zh": f"没有“{MOBILE}”这个键", "en": f"no key {MOBILE}"})
    assert MOBILE not in error.text("zh") + str(error)
