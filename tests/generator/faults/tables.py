"""Faults of the form of tables (S107–S113)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator import labels
from tests.generator.faults.base import Expected, fault
from tests.generator.figures import BLOCKS, OUTCOMES, PARTIES, at, proactive_2019, proactive_2021, request_rows

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


@fault("S107")
def table_of_the_old_form(script: Manuscript, rng: Random) -> Expected:
    """Use table 2 of the 2019 form."""
    script.data["tables"]["proactive_disclosure"] = proactive_2019(rng, script.body)
    return Expected(("/tables/proactive_disclosure",))


@fault("S107", profile="cn-2019")
def table_of_the_new_form(script: Manuscript, rng: Random) -> Expected:
    """Use table 2 of the 2021 form."""
    script.data["tables"]["proactive_disclosure"] = proactive_2021(rng, script.body)
    return Expected(("/tables/proactive_disclosure",))


@fault("S107")
def undivided_other_handling(script: Manuscript, rng: Random) -> Expected:
    """Print （六） as the one row it had in 2019."""
    del rng
    results = script.data["tables"]["requests"]["results"]
    rows = results["other_handling"].values()
    results["other_handling"] = {"undivided": {key: sum(row[key] for row in rows) for key in (*PARTIES, "total")}}
    return Expected(("/tables/requests",))


@fault("S108")
def missing_table(script: Manuscript, rng: Random) -> Expected:
    """Leave a table out."""
    key = rng.choice(("proactive_disclosure", "requests", "disputes"))
    del script.data["tables"][key]
    script.data["sections"][key]["text"] = ["有关数据已按要求报送。"]
    return Expected((f"/tables/{key}",))


@fault("S109")
def missing_row(script: Manuscript, rng: Random) -> Expected | None:
    """Leave a row of zeros out of table 3."""
    table = script.data["tables"]["requests"]
    empty = [path for path in request_rows("cn-2021") if path.count("/") > 1 and not at(table, path)["total"]]
    if not empty:
        return None
    path = rng.choice(empty)
    above, _, last = path.rpartition("/")
    del at(table, above)[last]
    return Expected((f"/tables/requests/{path}",))


@fault("S109")
def missing_row_of_table_2(script: Manuscript, rng: Random) -> Expected:
    """Leave a row of table 2 out."""
    key = rng.choice(("regulations", "penalties", "coercion"))
    del script.data["tables"]["proactive_disclosure"][key]
    return Expected((f"/tables/proactive_disclosure/{key}",))


@fault("S110", printed=True)
def unknown_row(script: Manuscript, rng: Random) -> Expected:
    """Add a row that the form does not have."""
    label = rng.choice(("属于工作秘密", "无法联系到申请人", "属于商业机密类信息"))
    row = dict.fromkeys((*PARTIES, "total"), 0)
    script.data["tables"]["requests"]["extra_rows"] = [{"label": label, "values": row}]
    return Expected(("/tables/requests",))


@fault("S111", printed=True)
def missing_column(script: Manuscript, rng: Random) -> Expected | None:
    """Leave a column of zeros out of table 3."""
    table = script.data["tables"]["requests"]
    rows = [at(table, path) for path in request_rows("cn-2021")]
    empty = [party for party in PARTIES[1:] if not any(row[party] for row in rows)]
    if not empty:
        return None
    party = rng.choice(empty)
    for row in rows:
        del row[party]
    return Expected(("/tables/requests",))


@fault("S111", printed=True)
def missing_outcome(script: Manuscript, rng: Random) -> Expected | None:
    """Leave a column of zeros out of table 4."""
    table = script.data["tables"]["disputes"]
    empty = [key for key in OUTCOMES if not any(table[block][key] for block in BLOCKS)]
    if not empty:
        return None
    key = rng.choice(empty)
    for block in BLOCKS:
        del table[block][key]
    return Expected(("/tables/disputes",))


@fault("S112", printed=True)
def mistyped_label(script: Manuscript, rng: Random) -> Expected:
    """Lose a character of a row's label."""
    paths = [path for path in request_rows("cn-2021") if len(labels.REQUEST_ROWS[path]) > 8]
    path = rng.choice(paths)
    official = labels.REQUEST_ROWS[path]
    lost = rng.randint(4, len(official) - 2)
    while not "一" <= official[lost] <= "鿿":
        lost = rng.randint(4, len(official) - 2)
    script.labels[f"/tables/requests/{path}"] = official[:lost] + official[lost + 1 :]
    return Expected((f"/tables/requests/{path}",))


@fault("S113", printed=True)
def unit_missing(script: Manuscript, rng: Random) -> Expected:
    """Print no unit in the header of the fees."""
    del rng
    pointer = "/tables/proactive_disclosure/administrative_fees"
    script.labels[f"{pointer}/amount"] = "本年收费金额"
    return Expected((pointer,))
