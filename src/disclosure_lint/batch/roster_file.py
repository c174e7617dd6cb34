"""Reading a roster: CSV in UTF-8 or GB18030, or the first sheet of a workbook, with English or Chinese headers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from disclosure_lint import schema
from disclosure_lint.batch.roster import Roster, Unit, roster_of
from disclosure_lint.batch.roster_links import Remark, remark, tidied
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
#: Among so many rows from the top are the names of the columns: above them may be a title.
_ABOVE = 10
_NOTHING = ("无", "不报送", "none", "-")
_SPLIT = re.compile(r"[;；、|\n]+")
_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")


def read_roster(path: Path) -> tuple[Roster, list[Remark]]:
    """Return the roster in a file and what is wrong in it; raises ConfigError where it cannot be used."""
    remarks: list[Remark] = []
    units = [unit for row, cells in _rows(path) if (unit := _unit(row, cells, remarks)) is not None]
    if not units:
        raise _fatal(path, 1, "名单里一个单位也没有", "the roster names no unit")
    units = tidied(units, remarks)
    return roster_of(units, str(path)), sorted(remarks, key=itemgetter(0))


def _fatal(path: Path, row: int | None, chinese: str, english: str) -> ConfigError:
    return ConfigError({"zh": chinese, "en": english}, path, row)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows below the header, by field; the row of the file is counted from 1."""
    fields: dict[int, str] = {}
    above = 0
    for number, cells in _cells(path):
        if not any(each.strip() for each in cells):
            continue
        if fields:
            yield number, {fields[at]: each.strip() for at, each in enumerate(cells) if at in fields}
            continue
        above += 1
        fields = _fields(path, number, cells)
        if not fields and above == _ABOVE:
            break
    if not fields and not above:
        raise _fatal(path, 1, "名单是空的", "the roster is empty")
    if not fields:
        raise _fatal(
            path,
            1,
            "没有“名称”一列；第一行应是列名：编号、名称、别名、类别、上级、截止日期、应报格式、汇总",
            f"no column is called name; the first row names the columns: {', '.join(HEADERS)}",
        )


def _fields(path: Path, row: int, cells: list[str]) -> dict[int, str]:
    """Return the fields of the columns, {} where the row does not name them: a title above them."""
    titles = {title: field for field, known in HEADERS.items() for title in known}
    found = {at: titles[key] for at, each in enumerate(cells) if (key := "".join(each.split()).lower()) in titles}
    twice = [field for field, count in Counter(found.values()).items() if count > 1]
    if twice:
        raise _fatal(path, row, f"有两列都是“{twice[0]}”", f"two columns are “{twice[0]}”")
    return found if "name" in found.values() else {}


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
        remarks.append(remark(row, "没有单位名称，这一行没有使用", "no name; the row is not used"))
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
                remark(
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
