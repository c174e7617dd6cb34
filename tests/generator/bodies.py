"""Bodies which do not exist, of many kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

FIRST = "澜沁岚栖槐珩漱霁桐璞芷荇菱蔚汐溆滢澄苇柘楸榆樾"
SECOND = "川浦汀屏陂埠隰泽麓峤坪渡堰溪畈陵塘岭湾"
BUREAUS = (
    "水务局",
    "教育局",
    "财政局",
    "审计局",
    "统计局",
    "民政局",
    "司法局",
    "医疗保障局",
    "市场监督管理局",
    "自然资源和规划局",
    "生态环境局",
    "交通运输局",
    "农业农村局",
    "文化广电和旅游局",
    "应急管理局",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "退役军人事务局",
    "城市管理局",
)
COMMISSIONS = ("发展和改革委员会", "卫生健康委员会", "科学技术委员会")
OFFICES = (
    "水利厅",
    "教育厅",
    "财政厅",
    "审计厅",
    "民政厅",
    "司法厅",
    "自然资源厅",
    "生态环境厅",
    "交通运输厅",
    "农业农村厅",
    "文化和旅游厅",
    "应急管理厅",
    "商务厅",
)
SCHOOLS = ("第一中学", "第三中学", "实验小学", "第二中等职业学校", "职业技术学院", "师范学院")
HOSPITALS = ("人民医院", "第二人民医院", "中医医院", "妇幼保健院")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that reports.

    `kind` is government, department, township, subdistrict, school or hospital;
    `level` province, city, county (a district too) or below. `ours` is what it
    calls itself (我局), `area` what it calls its area (全市), `mark` stands in
    its document numbers.
    """

    name: str
    kind: str
    level: str
    ours: str
    area: str
    mark: str

    @property
    def governs(self) -> bool:
        """Whether Art. 50(四) makes it report on assessment and accountability."""
        return self.kind in ("government", "township")

    @property
    def makes_rules(self) -> bool:
        """Whether 立法法 lets it make 规章."""
        return self.kind == "government" and self.level in ("province", "city")


def place(rng: Random) -> str:
    """Return a place name of two characters that no place is known to bear."""
    return rng.choice(FIRST) + rng.choice(SECOND)


def body(rng: Random, kind: str | None = None) -> Body:
    """Return a body, of a kind or of any."""
    makers = {
        "government": _government,
        "department": _department,
        "township": _township,
        "subdistrict": _subdistrict,
        "school": _school,
        "hospital": _hospital,
    }
    weights = (5, 9, 3, 2, 2, 2)
    chosen = kind or rng.choices(list(makers), weights)[0]
    return makers[chosen](rng)


def _seat(rng: Random) -> tuple[str, str, str]:
    """Return a seat of government: its name, level and the word for its area."""
    stem = place(rng)
    return rng.choice(
        [
            (f"{stem}省", "province", "全省"),
            (f"{stem}市", "city", "全市"),
            (f"{stem}县", "county", "全县"),
            (f"{place(rng)}市{stem}区", "county", "全区"),
            (f"{place(rng)}市{stem}县", "county", "全县"),
        ]
    )


def _government(rng: Random) -> Body:
    seat, level, area = _seat(rng)
    return Body(f"{seat}人民政府", "government", level, f"{seat[-1]}政府", area, f"{seat[0]}政发")


def _department(rng: Random) -> Body:
    seat, level, area = _seat(rng)
    if rng.random() < 0.2:
        office = "办公厅" if level == "province" else "办公室"
        return Body(f"{seat}人民政府{office}", "department", level, f"本{office}", area, f"{seat[0]}政办发")
    names = OFFICES if level == "province" else (*BUREAUS, *COMMISSIONS)
    name = rng.choice(names)
    return Body(f"{seat}{name}", "department", level, f"我{name[-1]}", area, f"{seat[0]}{name[0]}发")


def _below(rng: Random) -> str:
    return rng.choice((f"{place(rng)}县", f"{place(rng)}市{place(rng)}区", f"{place(rng)}市{place(rng)}县"))


def _township(rng: Random) -> Body:
    above, word, stem = _below(rng), rng.choice("镇乡"), place(rng)
    return Body(f"{above}{stem}{word}人民政府", "township", "below", f"我{word}", f"全{word}", f"{stem[0]}政发")


def _subdistrict(rng: Random) -> Body:
    stem = place(rng)
    name = f"{place(rng)}市{place(rng)}区{stem}街道办事处"
    return Body(name, "subdistrict", "below", "本街道", "全街道", f"{stem[0]}街发")


def _school(rng: Random) -> Body:
    name = rng.choice(SCHOOLS)
    return Body(f"{place(rng)}市{name}", "school", "below", "学校", "全校", "校发")


def _hospital(rng: Random) -> Body:
    name = rng.choice(HOSPITALS)
    return Body(f"{place(rng)}{rng.choice('市县')}{name}", "hospital", "below", "我院", "全院", "院发")
