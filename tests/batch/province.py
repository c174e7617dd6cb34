"""A small province for the outputs of a batch: a tree of bodies that do not exist, their reports, some of them faulty."""

from __future__ import annotations

import copy
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from tests.batch.folders import roster
from tests.generator import model
from tests.generator.bodies import BUREAUS, Body
from tests.generator.faults import FAULTS
from tests.generator.render import RENDERERS

if TYPE_CHECKING:
    from pathlib import Path

YEAR = 2025
_CITIES = ("澜川市", "沁浦市", "栖汀市", "槐屏市", "珩陂市", "漱埠市", "霁泽市", "桐麓市")
_COUNTIES = ("璞峤县", "芷坪县", "荇渡区", "菱堰县", "蔚溪区", "汐畈县")
_TOWNS = ("苇塘镇", "柘岭乡", "楸湾镇", "榆堰镇", "樾川乡", "滢浦镇")
_STYLES = ("docx", "md", "yaml")


class Place(NamedTuple):
    """A row of the roster, and the body that reports (None: it only groups others)."""

    id: str
    name: str
    parent: str
    kind: str
    body: Body | None


def places(count: int) -> list[Place]:
    """Return `count` bodies that report, below a province, its cities and their counties."""
    found = [_seat("p", "岚栖省", "", "province", "全省")]
    while sum(each.body is not None for each in found) < count:
        number = sum(each.id.count("-") == 1 for each in found)
        turn, name = divmod(number, len(_CITIES))
        city = _CITIES[name] if not turn else f"{_CITIES[name][0]}{'东西南北中'[turn % 5]}{_CITIES[name][1:]}"
        found += _city(f"p-{number + 1:02d}", city, turn)
    kept, left = [], count
    for each in found:
        left -= each.body is not None
        if left >= 0:
            kept.append(each)
    return kept


def _city(key: str, city: str, turn: int) -> list[Place]:
    found = [_seat(key, city, "p", "city", "全市")]
    found += [_bureau(f"{key}-b{i}", f"{city}{name}", key) for i, name in enumerate(BUREAUS)]
    for number, county in enumerate(_COUNTIES):
        inner = f"{key}-{number + 1}"
        found.append(_seat(inner, f"{city}{county}", key, "county", f"全{county[-1]}"))
        found += [_bureau(f"{inner}-b{i}", f"{city}{county}{name}", inner) for i, name in enumerate(BUREAUS[:9])]
        for town, name in enumerate(_TOWNS):
            body = Body(
                f"{city}{county}{name}人民政府", "township", "below", f"我{name[-1]}", f"全{name[-1]}", "某政发"
            )
            found.append(Place(f"{inner}-t{town}", body.name, inner, "township", body))
    return found


def _seat(key: str, seat: str, parent: str, level: str, area: str) -> Place:
    body = Body(f"{seat}人民政府", "government", level, f"{seat[-1]}政府", area, "某政发")
    return Place(key, body.name, parent, "government", body)


def _bureau(key: str, name: str, parent: str) -> Place:
    return Place(key, name, parent, "department", Body(name, "department", "city", "我局", "全市", "某发"))


def write(folder: Path, count: int, seed: int = 1, styles: tuple[str, ...] = _STYLES) -> Path:
    """Write the reports of a province into `in/` and its roster; return the folder.

    Of every hundred bodies about seven submit nothing, thirty have a fault and six are late.
    """
    rng, listed = Random(seed), places(count)
    rows = [{"id": each.id, "name": each.name, "parent": each.parent, "kind": each.kind} for each in listed]
    folder.mkdir(parents=True, exist_ok=True)
    roster(folder / "roster.csv", rows)
    for number, each in enumerate(listed):
        if each.body is None or rng.random() < 0.07:
            continue
        script = manuscript(rng.randrange(10**6), each.body, faulty=rng.random() < 0.3, late=rng.random() < 0.06)
        style = rng.choice([name for name in RENDERERS if name.split("-")[0] in styles])
        suffix, render = RENDERERS[style]
        target = folder / "in" / each.id.replace("-", "/") / f"{number:05d}{suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render(script, Random(number)))
    return folder


def manuscript(seed: int, body: Body, *, faulty: bool = False, late: bool = False) -> model.Manuscript:
    """Return the report of a body for the year."""
    with (
        mock.patch.object(model, "body", return_value=body),
        mock.patch.dict(model.PROFILES, {"cn-2021": (YEAR,)}),
    ):
        script = model.clean(seed, "cn-2021", bare=True)
    rng = Random(seed)
    for _ in range(rng.choice((1, 1, 1, 2, 3)) if faulty else 0):
        fault = rng.choice([each for each in FAULTS if each.profile == "cn-2021" and not each.printed])
        attempt = copy.deepcopy(script)
        if fault.kind in (None, body.kind) and fault.apply(attempt, rng) is not None:
            script = attempt
    if late:
        due = "03" if body.kind == "government" else "01"
        after = {"03": "04", "01": "02"}[due]
        script.data["published_on"] = f"{YEAR + 1}-{after}-{rng.randint(1, 27):02d}"
    return script
