"""The generator keeps its word: what it calls clean balances."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.generator.claims import outcomes
from tests.generator.figures import BLOCKS, COLUMNS, OUTCOMES, PARTIES, at, request_rows, result_rows
from tests.generator.model import clean
from tests.generator.render import RENDERERS
from tests.generator.run import rendered

SEEDS = st.integers(0, 10**6)


@given(SEEDS)
def test_table_3_balances(seed: int) -> None:
    """In every column, in every row."""
    data = clean(seed).data
    table, profile = data["tables"]["requests"], data["profile"]
    rows: dict[str, Any] = {path: at(table, path) for path in request_rows(profile)}
    for column in COLUMNS:
        done = rows["results/total"][column]
        assert done == sum(rows[f"results/{path}"][column] for path in result_rows(profile))
        assert rows["new_received"][column] + rows["carried_over"][column] == done + rows["carried_forward"][column]
    for row in rows.values():
        assert row["total"] == sum(row[party] for party in PARTIES)
        assert min(row.values()) >= 0
    assert sum(outcomes(table).values()) == rows["results/total"]["total"]


@given(SEEDS)
def test_table_4_balances(seed: int) -> None:
    """In each of its three blocks."""
    table = clean(seed).data["tables"]["disputes"]
    assert all(table[block]["total"] == sum(table[block][key] for key in OUTCOMES) for block in BLOCKS)


@given(SEEDS)
def test_dates_follow_each_other_in_time(seed: int) -> None:
    """Signed after the year, published not before that and within the time of Art. 49."""
    script = clean(seed)
    data, year = script.data, script.data["year"]
    dates = [f"{year}-12-31", data.get("signed_on", ""), data.get("published_on", "")]
    stated = [date for date in dates if date]
    assert stated == sorted(stated)
    assert stated[-1] <= f"{year + 1}-{'03-31' if script.body.kind == 'government' else '01-31'}"


@given(SEEDS, st.sampled_from(tuple(RENDERERS)))
def test_a_seed_gives_one_report(seed: int, style: str) -> None:
    """Always the same bytes."""
    assert rendered(clean(seed), style, seed) == rendered(clean(seed), style, seed)
