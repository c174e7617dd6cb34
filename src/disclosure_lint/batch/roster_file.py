"""Reading a roster: CSV in UTF-8 or GB18030, or the first sheet of a workbook, with English or Chinese headers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint import schema
from disclosure_lint.batch.roster import Roster, Unit, roster_of
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.records import NamedTuple
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from disclosure_lint.ruleset import Text

HEADERS = {
    "id": ("id", "编号", "单位编号", "代码", "机构代码", "序号"),
    "name": ("name", "名称", "单位名称", "机关名称", "单位", "机构名称"),
    "aliases": ("aliases", "alias", "别名", "简称", "曾用名"),
    "kind": ("kind", "类别", "单位类别", "机关类别", "类型"),
    "parent": ("parent", "上级", "上级编号", "上级单位", "主管部门"),
    "deadline": ("deadline", "截止日期", "截止时间", "报送期限", "公布时限", "时限"),
    "expected": ("expected", "formats", "应报格式", "报送格式", "格式"),
    "consolidates": ("consolidates", "汇总", "是否汇总", "汇总下级"),
}
KINDS = {
    **dict.fromkeys(("政府", "人民政府"), "government"),
    **dict.fromkeys(("办公室", "政府办公室"), "government_office"),
    **dict.fromkeys(("部门", "工作部门", "政府部门"), "department"),
    **dict.fromkeys(("乡镇", "街道", "乡镇街道", "镇街"), "township"),
    **dict.fromkeys(("开发区", "管委会"), "development_zone"),
    "学校": "school",
    "医院": "hospital",
    "企业": "enterprise",
    "事业单位": "public_institution",
    "中央机关": "central",
}
_ANSWERS = {
    **dict.fromkeys(("是", "汇总", "yes", "true", "1", "y"), True),
    **dict.fromkeys(("否", "不汇总", "no", "false", "0", "n"), False),
}
_NOTHING = ("无", "不报送", "none", "-")
_SPLIT = re.compile(r"[;；、|\n]+")
_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")


class Remark(NamedTuple):
    """Something wrong in a roster that does not keep it from being used: row and one sentence."""

    row: int
    message: Text


def read_roster(path: Path) -> tuple[Roster, list[Remark]]:
    """Return the roster in a file and what is wrong in it; raises ConfigError where it cannot be used."""
    remarks: list[Remark] = []
    units = [unit for row, cells in _rows(path) if (unit := _unit(row, cells, remarks)) is not None]
    if not units:
        raise _fatal(path, 1, "名单里一个单位也没有", "the roster names no unit")
    _refuse_doubles(path, units)
    units = _with_parents(units, remarks)
    _refuse_cycles(path, units)
    rows_of: dict[str, list[str]] = {}
    for each in units:
        rows_of.setdefault(each.name, []).append(str(each.row))
    for name, rows in rows_of.items():
        if len(rows) > 1:
            remarks.append(
                _remark(
                    int(rows[-1]),
                    f"“{name}”出现了 {len(rows)} 次（第 {'、'.join(rows)} 行），报告凭上级单位的名称区分",
                    f"“{name}” comes {len(rows)} times (rows {', '.join(rows)}); reports are told apart by parents",
                )
            )
    return roster_of(units, str(path)), sorted(remarks)


def _remark(row: int, chinese: str, english: str) -> Remark:
    return Remark(row, {"zh": f"第 {row} 行：{chinese}", "en": f"row {row}: {english}"})


def _fatal(path: Path, row: int | None, chinese: str, english: str) -> ConfigError:
    return ConfigError({"zh": chinese, "en": english}, path, row)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows below the header, by field; the row of the file is counted from 1."""
    fields: dict[int, str] = {}
    for number, cells in _cells(path):
        if not fields:
            fields = _fields(path, number, cells)
        elif any(each.strip() for each in cells):
            found = {fields[at]: each.strip() for at, each in enumerate(cells) if at in fields}
            yield number, found
    if not fields:
        raise _fatal(path, 1, "名单是空的", "the roster is empty")


def _fields(path: Path, row: int, cells: list[str]) -> dict[int, str]:
    titles = {title: field for field, known in HEADERS.items() for title in known}
    found = {at: titles[key] for at, each in enumerate(cells) if (key := "".join(each.split()).lower()) in titles}
    twice = [field for field, count in Counter(found.values()).items() if count > 1]
    if twice:
        raise _fatal(path, row, f"有两列都是“{twice[0]}”", f"two columns are “{twice[0]}”")
    if "name" not in found.values():
        raise _fatal(
            path,
            row,
            "没有“名称”一列；第一行应是列名：编号、名称、别名、类别、上级、截止日期、应报格式、汇总",
            f"no column is called name; the first row names the columns: {', '.join(HEADERS)}",
        )
    return found


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        raw = path.read_bytes()
        if raw.startswith(b"PK"):
            yield from _sheet(raw)
            return
        text = _decoded(raw)
        dialect = "excel-tab" if "\t" in text.partition("\n")[0] else "excel"
        reader = csv.reader(io.StringIO(text, newline=""), dialect)
        for cells in reader:
            yield reader.line_num, cells
    except OSError as error:
        raise _fatal(
            path, None, f"读不出名单（{error.strerror}）", f"cannot read the roster ({error.strerror})"
        ) from None
    except (ReadError, csv.Error, UnicodeDecodeError) as error:
        raise _fatal(path, None, "名单不是 CSV 或 XLSX 文件", "the roster is neither CSV nor XLSX") from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _sheet(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet that is shown."""
    from disclosure_lint.readers.xlsx import first_sheet

    rows: dict[int, dict[int, str]] = {}
    for square in first_sheet(raw).squares:
        rows.setdefault(square.row, {})[square.column] = square.text
    for number, cells in sorted(rows.items()):
        yield number, [cells.get(column, "") for column in range(1, max(cells) + 1)]


def _unit(row: int, cells: dict[str, str], remarks: list[Remark]) -> Unit | None:
    name = "".join(cells.get("name", "").split())
    if not name:
        remarks.append(_remark(row, "没有单位名称，这一行没有使用", "no name; the row is not used"))
        return None
    kind = cells.get("kind", "")
    wanted = [each.strip().lower().lstrip(".") for each in _SPLIT.split(cells.get("expected", "")) if each.strip()]
    made: dict[str, Any] = {
        "id": cells.get("id") or name,
        "name": name,
        "aliases": [each.strip() for each in _SPLIT.split(cells.get("aliases", "")) if each.strip()],
        "kind": KINDS.get(kind, kind) or None,
        "parent": cells.get("parent") or None,
        "deadline": _day(cells.get("deadline", "")) or None,
        "expected": ["none"] if any(each in _NOTHING for each in wanted) else wanted,
        "consolidates": _ANSWERS.get(answer := cells.get("consolidates", "").lower(), answer or None),
    }
    for field in ("kind", "deadline", "consolidates"):
        if made[field] is not None and not schema.is_valid("roster", {"units": [{"name": name, field: made[field]}]}):
            title = HEADERS[field][1]
            remarks.append(
                _remark(
                    row,
                    f"“{title}”不能写作“{made[field]}”，没有使用",
                    f"“{field}” cannot be “{made[field]}”; it is not used",
                )
            )
            made[field] = None
    return Unit(**{**made, "aliases": tuple(made["aliases"]), "expected": tuple(made["expected"])}, row=row)


def _day(text: str) -> str:
    """Return a deadline as MM-DD or as an ISO date; what is neither comes back as it is."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return text.strip()
    year, month, day = found.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}" if year else f"{int(month):02d}-{int(day):02d}"


def _refuse_doubles(path: Path, units: Iterable[Unit]) -> None:
    first: dict[str, Unit] = {}
    for each in units:
        known = first.setdefault(each.id, each)
        if known is not each:
            raise _fatal(
                path,
                each.row,
                f"编号“{each.id}”重复，第 {known.row} 行已经用过",
                f"the id “{each.id}” is used twice, first in row {known.row}",
            )


def _with_parents(units: list[Unit], remarks: list[Remark]) -> list[Unit]:
    """Return the units with the ids of their parents, who may be given by name."""
    ids = {each.id for each in units}
    names: dict[str, list[str]] = {}
    for each in units:
        names.setdefault(each.name, []).append(each.id)
    found = []
    for each in units:
        parent = each.parent
        if parent is not None and parent not in ids:
            meant = names.get(parent, [])
            parent = meant[0] if len(meant) == 1 else None
            if parent is None:
                remarks.append(
                    _remark(
                        each.row,
                        f"名单里没有上级“{each.parent}”" if not meant else f"叫“{each.parent}”的上级不止一个，请填编号",
                        f"the parent “{each.parent}” is {'not in the roster' if not meant else 'named more than once'}",
                    )
                )
        found.append(each._replace(parent=parent))
    return found


def _refuse_cycles(path: Path, units: list[Unit]) -> None:
    by_id = {each.id: each for each in units}
    sound: set[str] = set()
    for each in units:
        chain: list[str] = []
        at: Unit | None = each
        while at is not None and at.id not in sound:
            if at.id in chain:
                names = " → ".join(by_id[one].name for one in [*chain[chain.index(at.id) :], at.id])
                raise _fatal(path, each.row, f"上级关系绕成了圈：{names}", f"the parents run in a circle: {names}")
            chain.append(at.id)
            at = by_id.get(at.parent) if at.parent else None
        sound.update(chain)
