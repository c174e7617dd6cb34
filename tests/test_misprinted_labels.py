"""One wrong character in a label: the figures are read as ever, or it is told that they are not."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from disclosure_lint import lint, read
from disclosure_lint.profiles import profiles
from disclosure_lint.readers.decoding import decode
from tests.generator.model import clean
from tests.generator.run import rendered

STYLES = ("txt-tabs", "txt-cells", "txt-flattened", "md-plain", "html-semantic", "html-word")


def labels() -> list[str]:
    """Return the labels of rows, groups and columns of the form in force."""
    found: dict[str, None] = {}
    for form in profiles()["cn-2021"].tables.values():
        for row in form.rows:
            found |= dict.fromkeys([row.label, row.group, *(texts[0] for texts in row.columns.values())])
    return [each for each in found if each]


def figures(data: Any, at: str = "") -> dict[str, Any]:
    """Return the cells of tables by their pointers."""
    if not isinstance(data, dict):
        return {at: data}
    return {pointer: cell for key, value in data.items() for pointer, cell in figures(value, f"{at}/{key}").items()}


def misprinted(text: str, label: str, rng: Random) -> str:
    """Return a text in which one character of a label is another one, or missing, wherever it stands."""
    at = rng.choice([place for place, char in enumerate(label) if char >= "一"][1:] or [0])
    return text.replace(label, label[:at] + rng.choice(("囗", "")) + label[at + 1 :])


@pytest.mark.parametrize("style", STYLES)
def test_a_misprinted_label_takes_no_figure_elsewhere(style: str) -> None:
    raw, name = rendered(clean(30, profile="cn-2021"), style, 3)
    text, rng, tried = decode(raw).text, Random(style), 0
    expected = figures(read(raw, name=name).data["tables"])
    clean_codes = {(each.code, each.message) for each in lint(raw, name=name).findings}
    assert len(set(expected.values())) > 10
    for label in labels():
        if label not in text:
            continue
        tried += 1
        changed = misprinted(text, label, rng).encode()
        found = figures(read(changed, name=name).data["tables"])
        assert {pointer: cell for pointer, cell in found.items() if expected.get(pointer, cell) != cell} == {}, label
        if expected.keys() - found.keys():
            told = [each for each in lint(changed, name=name).findings if (each.code, each.message) not in clean_codes]
            assert any(each.code in ("S108", "S109", "S111") for each in told), label
    assert tried > 30
