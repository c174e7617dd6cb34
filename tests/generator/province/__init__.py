"""A province that does not exist: a thousand bodies or as many as wanted, two years, and the faults in their reports.

Everything follows from a seed. Clean units raise no error and no warning, alone or together: what was carried
forward comes back, stocks follow, wholes are the sums of their parts, and every body has words of its own.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.generator.province import plantings
from tests.generator.province.base import Dossier, Planting, Told, all_plantings
from tests.generator.province.figures import Figures, of_body, total
from tests.generator.province.texts import manuscripts, of_last_year, say
from tests.generator.province.units import Seat, Shape, Unit, province
from tests.generator.render import RENDERERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.generator.model import Manuscript

__all__ = ["Built", "Shape", "Told", "build", "plantings"]

#: How often each style comes, of a hundred reports; the slow ones to write are few.
MIX = {
    "yaml": 14, "json": 12, "md-headings": 5, "md-plain": 5, "html-semantic": 7, "html-editor": 8, "html-word": 4,
    "html-gb2312": 4, "txt-pipes": 7, "txt-tabs": 6, "docx-styled": 8, "docx-typed": 6, "docx-libre": 8, "pdf": 6,
}  # fmt: skip
_NAMES = ("附件{}", "年报终稿{}", "{:06x}", "新建文档 ({})", "W0{}", "P02026{:04}", "政府信息公开年报最终版{}")
COLUMNS = ("id", "name", "aliases", "kind", "parent", "deadline", "expected", "consolidates")
#: A moment in the past, so that times of files tell nothing.
_THEN = 1_770_000_000


@dataclass(slots=True)
class Built:
    """A province in a folder: this/, last/, roster.csv, what was planted, and how many files there are."""

    folder: Path
    told: list[Told] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)
    left: list[Planting] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, str]] = field(default_factory=list)


def build(
    folder: Path, shape: Shape, seed: int = 1, *, faults: bool = True, mix: dict[str, int] | None = None
) -> Built:
    """Write a province; the faults come each in a unit of its own, as far as there is room."""
    built = Built(folder, left=all_plantings() if faults else [])
    maker = _Maker(built, shape, Random(seed), mix or MIX)
    maker.seat(province(shape, seed))
    with (folder / "roster.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(sorted(built.rows, key=lambda row: row["id"]))
    return built


class _Maker:
    def __init__(self, built: Built, shape: Shape, rng: Random, mix: dict[str, int]) -> None:
        self.built, self.shape, self.rng, self.mix = built, shape, rng, mix
        self.density = min(0.75, 4 * len(built.left) / shape.bodies)
        self.number = 0

    def seat(self, seat: Seat) -> Figures:
        """Write everything of a seat, and return the figures that its government reports."""
        parts = [self.seat(each) for each in seat.seats]
        neighbours: list[Dossier] = []
        complete = True
        for unit in seat.members:
            dossier, clean = self.unit(unit, of_body(self.rng, unit.body), neighbours)
            parts.append(dossier.figures)
            complete = complete and not dossier.absent
            named = {told.unit for told in self.built.told[-2:]}
            neighbours = [each for each in (*neighbours, *([dossier] if clean else ())) if each.unit.id not in named]
        if seat.head.sums:
            figures = Figures(total(each.last for each in parts), total(each.this for each in parts))
        else:
            figures = of_body(self.rng, seat.head.body)
        return self.unit(seat.head, figures, [], complete=complete)[0].figures

    def unit(
        self, unit: Unit, figures: Figures, neighbours: list[Dossier], *, complete: bool = True
    ) -> tuple[Dossier, bool]:
        """Write a unit's files; return whether the next unit may copy from it."""
        dossier = Dossier(unit, figures, self.rng, neighbours, complete=complete)
        hot = bool(self.built.left) and self.rng.random() < self.density
        bare = hot or self.rng.random() < 0.3
        ours = [each for each in self.built.left if each.who(unit)] if hot else []
        planted = self.plant(dossier, [each for each in ours if each.stage == "figures"])
        dossier.last, dossier.this = manuscripts(self.rng, unit, figures, self.shape.year, bare=bare)
        dossier.style = self.style()
        if not planted:
            planted = self.plant(dossier, [each for each in ours if each.stage != "figures"])
        if not bare and self.rng.random() < 0.5:
            sentence = of_last_year(self.rng, figures, self.shape.year)
            if sentence:
                say(dossier.this, sentence)
        self.write(dossier)
        return dossier, bare and not planted and not unit.sums

    def style(self, without: tuple[str, ...] = ()) -> str:
        styles = [each for each in self.mix if each not in without]
        return self.rng.choices(styles, [self.mix[each] for each in styles])[0]

    def plant(self, dossier: Dossier, candidates: list[Planting]) -> bool:
        """Put in the first fault that finds room."""
        for each in candidates:
            if each.fault is not None:
                printed = ("yaml", "json") if each.fault.printed else ()
                dossier.style = self.style((*each.fault.without, *printed))
            told = each.put(dossier)
            if told:
                self.built.told += told
                self.built.planted.append(each.name)
                self.built.left.remove(each)
                return True
        return False

    def write(self, dossier: Dossier) -> None:
        """Write the files of a unit, and its row of the roster."""
        unit = dossier.unit
        if not dossier.absent:
            self.file("this", dossier.script(), dossier.style, dossier.stem)
            for script, style, stem in dossier.more:
                self.file("this", script, style, stem)
        self.file("last", dossier.before(), self.style(), "")
        values = (unit.id, unit.name, "；".join(unit.aliases), unit.kind, unit.parent)
        sums = "是" if unit.declared else ""
        row = (*values, dossier.deadline, dossier.expected, sums)
        self.built.rows.append(dict(zip(COLUMNS, row, strict=True)))

    def file(self, place: str, script: Manuscript, style: str, stem: str) -> None:
        """Write a report under a name that says nothing."""
        self.number += 1
        folder = self.built.folder / place / ("~" if stem.startswith("~") else f"{self.number // 200:03}")
        folder.mkdir(parents=True, exist_ok=True)
        suffix, render = RENDERERS[style]
        name = stem or _NAMES[self.number % len(_NAMES)].format(self.number)
        path = folder / f"{name}{suffix}"
        # The same report is the same file: what chance there is in a style follows from the report.
        path.write_bytes(render(script, Random(f"{script.data['agency']} {script.data['year']} {style}")))
        os.utime(path, (_THEN, _THEN))
        self.built.files[style] += 1
