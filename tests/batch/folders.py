"""Folders of many small reports, their rosters, and what a store holds of them."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from disclosure_lint.batch.rows import unpack
from disclosure_lint.batch.submission import unpacked

CLEAN = Path(__file__).parents[1] / "rules" / "_clean" / "cn-2021.yaml"
AGENCY = "临江市水务局"


@cache
def clean() -> str:
    return CLEAN.read_text(encoding="utf-8").replace("\ufeff", "")


def report(agency: str = AGENCY, **changes: Any) -> str:
    """Return a clean draft of an agency; `changes` replace the values of keys at the top (None: the key goes)."""
    lines = []
    for line in clean().replace(AGENCY, agency).splitlines():
        key = line.partition(":")[0]
        if key in changes:
            if changes[key] is not None:
                lines.append(f"{key}: {changes[key]}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def write(folder: Path, reports: dict[str, str]) -> Path:
    for name, text in reports.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def many(folder: Path, count: int) -> Path:
    """Write reports of `count` agencies, every tenth with a wrong total."""
    for number in range(count):
        text = report(f"临江市第{number}管理局")
        if number % 10 == 0:
            text = text.replace("年新收政府信息公开申请41件", "年新收政府信息公开申请42件")
        write(folder, {f"{number // 100:03d}/{number:05d}.yaml": text})
    return folder


def roster(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, ["id", "name", "aliases", "kind", "parent", "deadline", "expected"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def content(store: Path) -> dict[str, Any]:
    """Return what a store says of each file of its last run, in a form that can be compared."""
    with closing(sqlite3.connect(store)) as database:
        (run,) = database.execute("SELECT max(id) FROM runs").fetchone()
        found: dict[str, Any] = {}
        names = "id, path, sha256, ruleset, options, source, unit, role, why, matched, judged, verdict, record"
        for id_, path, *columns, record in database.execute(f"SELECT {names} FROM submissions WHERE run = ?", (run,)):
            findings = [
                (origin, state, unpack(blob))
                for origin, state, blob in database.execute(
                    "SELECT origin, state, content FROM findings WHERE submission = ? ORDER BY origin, id", (id_,)
                )
            ]
            gaps = database.execute(
                "SELECT origin, code, pointer, reason FROM gaps WHERE submission = ? ORDER BY origin, id", (id_,)
            ).fetchall()
            found[path] = (columns, unpacked(record, path=path, sha256=columns[0]), findings, gaps)
        rest = database.execute("SELECT origin, content FROM findings WHERE submission IS NULL ORDER BY id").fetchall()
        found[""] = [(origin, unpack(blob)) for origin, blob in rest]
    return found
