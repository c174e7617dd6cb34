"""Faults of figures (T rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.generator.faults.base import TRACELESS, Expected, fault
from tests.generator.figures import BLOCKS, PARTIES, at, request_rows, result_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.generator.model import Manuscript

REQUESTS = "/tables/requests"
PROACTIVE = "/tables/proactive_disclosure"


def _row(script: Manuscript, path: str) -> dict[str, Any]:
    row: dict[str, Any] = at(script.data["tables"]["requests"], path)
    return row


def _cells(script: Manuscript, fits: Callable[[int], bool]) -> list[tuple[str, str]]:
    """Return rows and columns of the results whose cell fits."""
    rows = [f"results/{path}" for path in result_rows("cn-2021")]
    return [(path, party) for path in rows for party in PARTIES if fits(_row(script, path)[party])]


@fault("T201")
def carried_forward_wrong(script: Manuscript, rng: Random) -> Expected:
    """Carry more forward than came in."""
    party, more = rng.choice(PARTIES), rng.randint(1, 9)
    row = _row(script, "carried_forward")
    row[party] += more
    row["total"] += more
    return Expected(tuple(f"{REQUESTS}/new_received/{column}" for column in (party, "total")))


@fault("T201")
def received_cell_wrong(script: Manuscript, rng: Random) -> Expected:
    """Get one cell of 一 wrong; its row and its column both say so."""
    party = rng.choice(PARTIES)
    row = _row(script, "new_received")
    right = row[party]
    row[party] += rng.randint(1, 9)
    return Expected((f"{REQUESTS}/new_received/{party}",), str(right))


@fault("T202")
def results_do_not_add_up(script: Manuscript, rng: Random) -> Expected:
    """Count an outcome that （七） does not hold."""
    party, more = rng.choice(PARTIES), rng.randint(1, 9)
    row = _row(script, f"results/{rng.choice(result_rows('cn-2021'))}")
    row[party] += more
    row["total"] += more
    return Expected(tuple(f"{REQUESTS}/results/total/{column}" for column in (party, "total")))


@fault("T203")
def cell_wrong(script: Manuscript, rng: Random) -> Expected:
    """Get one cell of an outcome wrong; its row and its column both say so."""
    path, party = rng.choice(_cells(script, lambda _: True))
    row = _row(script, path)
    right = row[party]
    row[party] += rng.randint(1, 9)
    return Expected((f"{REQUESTS}/{path}/{party}",), str(right))


@fault("T203")
def digits_transposed(script: Manuscript, rng: Random) -> Expected | None:
    """Swap two digits of a cell."""
    cells = _cells(script, lambda value: value > 9 and len(set(str(value))) > 1)
    if not cells:
        return None
    path, party = rng.choice(cells)
    row, digits = _row(script, path), str(_row(script, path)[party])
    swap = next(index for index in range(len(digits) - 1) if digits[index] != digits[index + 1])
    row[party] = int(digits[:swap] + digits[swap + 1] + digits[swap] + digits[swap + 2 :])
    return Expected((f"{REQUESTS}/{path}/{party}",), digits)


@fault("T203")
def total_wrong(script: Manuscript, rng: Random) -> Expected:
    """Get the total of a row wrong."""
    path = rng.choice(request_rows("cn-2021"))
    row = _row(script, path)
    right = row["total"]
    row["total"] += rng.choice((1, 2, 10))
    return Expected((f"{REQUESTS}/{path}/total",), str(right))


@fault("T204")
def disputes_total_wrong(script: Manuscript, rng: Random) -> Expected:
    """Get the total of a block of table 4 wrong."""
    block = rng.choice(BLOCKS)
    row = script.data["tables"]["disputes"][block]
    right = row["total"]
    row["total"] += rng.randint(1, 5)
    return Expected((f"/tables/disputes/{block}/total",), str(right))


@fault("T206", without=TRACELESS)
def cell_blank(script: Manuscript, rng: Random) -> Expected | None:
    """Leave cells blank that should say 0."""
    cells = _cells(script, lambda value: not value)
    if not cells:
        return None
    for path, party in rng.sample(cells, k=min(len(cells), rng.randint(1, 4))):
        _row(script, path)[party] = None
    return Expected((REQUESTS,))


@fault("T207", without=TRACELESS)
def total_blank(script: Manuscript, rng: Random) -> Expected | None:
    """Leave the total of a row with figures blank."""
    rows = [path for path in request_rows("cn-2021") if _row(script, path)["total"]]
    if not rows:
        return None
    path = rng.choice(rows)
    _row(script, path)["total"] = None
    return Expected((f"{REQUESTS}/{path}/total", REQUESTS))


@fault("T208")
def placeholder(script: Manuscript, rng: Random) -> Expected | None:
    """Write a stroke where 0 belongs."""
    cells = _cells(script, lambda value: not value)
    if not cells:
        return None
    path, party = rng.choice(cells)
    _row(script, path)[party] = rng.choice(("/", "—", "-", "无"))
    return Expected((REQUESTS,))


@fault("T209")
def decimal_count(script: Manuscript, rng: Random) -> Expected:
    """Count half a case."""
    path, party = rng.choice(_cells(script, lambda _: True))
    _row(script, path)[party] += 0.5
    return Expected((f"{REQUESTS}/{path}/{party}",))


@fault("T209")
def words_for_a_count(script: Manuscript, rng: Random) -> Expected:
    """Write a word where a number belongs."""
    row = rng.choice(("licensing", "penalties", "coercion"))
    script.data["tables"]["proactive_disclosure"][row]["decisions"] = rng.choice(("若干", "多件", "约百件"))
    return Expected((f"{PROACTIVE}/{row}/decisions",))


@fault("T210")
def negative_count(script: Manuscript, rng: Random) -> Expected:
    """Count fewer than none."""
    row = rng.choice(("licensing", "penalties", "coercion"))
    script.data["tables"]["proactive_disclosure"][row]["decisions"] = -rng.randint(1, 90)
    return Expected((f"{PROACTIVE}/{row}/decisions",))


@fault("T211")
def unit_in_cell(script: Manuscript, rng: Random) -> Expected:
    """Write a count with its unit."""
    row = rng.choice(("licensing", "penalties", "coercion"))
    script.data["tables"]["proactive_disclosure"][row]["decisions"] = f"{rng.randint(1, 900)}件"
    return Expected((f"{PROACTIVE}/{row}/decisions",))


@fault("T211")
def yuan_in_cell(script: Manuscript, rng: Random) -> Expected:
    """Write an amount in 元 under a header in 万元."""
    script.data["tables"]["proactive_disclosure"]["administrative_fees"]["amount"] = f"{rng.randint(1000, 900_000)}元"
    return Expected((f"{PROACTIVE}/administrative_fees/amount",))


@fault("T212", kind="department")
def amount_in_yuan(script: Manuscript, rng: Random) -> Expected | None:
    """State 元 under a header in 万元: more than a bureau can take."""
    if script.body.level == "province":
        return None
    script.data["tables"]["proactive_disclosure"]["administrative_fees"]["amount"] = rng.randint(1_000_001, 90_000_000)
    return Expected((f"{PROACTIVE}/administrative_fees/amount",))


@fault("T213")
def rules_without_power(script: Manuscript, rng: Random) -> Expected | None:
    """Let a body make 规章 that may not."""
    fits = script.body.kind in ("township", "subdistrict") or script.body.name.endswith(("局", "委员会"))
    if not fits and not (script.body.kind == "government" and script.body.level == "county"):
        return None
    row = script.data["tables"]["proactive_disclosure"]["regulations"]
    row.update(issued=rng.randint(1, 3), in_force=rng.randint(3, 9))
    return Expected((f"{PROACTIVE}/regulations",))
