"""Each change shows what it does to real reports: `make corpus-update` after looking at the differences."""

from __future__ import annotations

import json

import pytest

from tests.corpus import gate


@pytest.mark.parametrize("collection", gate.COLLECTIONS)
def test_findings_are_those_expected(collection: str) -> None:
    if collection not in gate.present():
        pytest.skip(f"{collection} is not here")
    was = {name: entry for name, entry in gate.expected().items() if name.startswith(f"{collection}/")}
    assert list(gate.differences(was, gate.judge(collection))) == [], "see: make corpus"


def entry(**findings: list[str]) -> gate.Entry:
    return {"profile": "cn-2021", "verdict": "fail", "findings": findings, "not_assessed": {}}


def test_differences_are_told_rule_by_rule() -> None:
    was = {"a": entry(T203=["1", "2"], W604=["3"]), "b": entry(W604=["4"]), "gone": entry()}
    now = {
        "a": entry(T203=["1", "5"], W604=["3"]),
        "b": {**entry(), "not_assessed": {"D403": 1}, "verdict": "pass"},
        "new": entry(),
    }
    assert list(gate.differences(was, now)) == [
        "gone: report is gone",
        "new: new report",
        "D403 (1 report)",
        "  b: not assessed 0 → 1",
        "T203 (1 report)",
        "  a: 2 → 2 findings (1 gone, 1 new)",
        "W604 (1 report)",
        "  b: 1 → 0 findings (1 gone, 0 new)",
        "verdict (1 report)",
        "  b: fail → pass",
    ]
    assert list(gate.differences(was, was)) == []


def test_expectation_holds_no_text_of_others() -> None:
    content = json.loads(gate.EXPECTED.read_text(encoding="utf-8"))
    assert content["totals"] == gate.totals(content["reports"])
    for each in content["reports"].values():
        assert set(each) == {"profile", "verdict", "findings", "not_assessed"}
        prints = [print_ for found in each["findings"].values() for print_ in found]
        assert all(len(print_) in (8, 32) and int(print_, 16) >= 0 for print_ in prints)


def test_update_keeps_what_is_not_here(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(gate, "EXPECTED", tmp_path / "expected.json")
    gate.write({"reports/cn/a": entry(T203=["1"])})
    monkeypatch.setattr(
        gate, "COLLECTIONS", {"reports/cn": tmp_path / "absent", "examples": gate.PROJECT / "examples" / "good"}
    )
    assert gate.main([]) == 1
    assert gate.main(["--update"]) == 0
    assert gate.main([]) == 0
    assert "reports/cn/a" in gate.expected()
    assert any(name.startswith("examples/") for name in gate.expected())
