"""What a batch writes for people, in the folder that the user names."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.batch.batch import Batch

_HEADS = {
    "zh": (
        *("单位编号", "单位名称", "文件", "代码", "规则", "级别", "把握", "问题", "位置", "摘录"),
        *("状态", "豁免理由", "责任人", "豁免至", "指针", "指纹"),
    ),
    "en": (
        *("unit", "name", "path", "code", "rule", "severity", "confidence", "message", "place", "excerpt"),
        *("state", "reason", "owner", "until", "pointer", "fingerprint"),
    ),
}
#: A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Options(NamedTuple):
    """What the outputs are asked for: language, and remarks that the run made (one sentence each)."""

    language: str = "zh"
    remarks: tuple[str, ...] = ()


def write(batch: Batch, folder: Path, options: Options) -> list[Path]:
    """Write every output into a folder that exists; return what was written."""
    target = folder / "findings.csv"
    # Excel and WPS take a file without the mark for one in the code page of the computer.
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADS[options.language])
        writer.writerows([_plain(each) for each in row] for row in _rows(batch))
    return [target]


def _rows(batch: Batch) -> Iterator[tuple[Any, ...]]:
    units: dict[int | None, str | None] = {}
    last: int | None = -1
    for kept in batch.findings(everything=True):
        if kept.state == "overruled":
            continue
        if kept.submission != last:
            units = {kept.submission: batch.unit_id(kept.submission)}
            last = kept.submission
        found, waiver = kept.content, kept.waiver or {}
        number = found.get("unit") or units[kept.submission]
        unit = batch.roster.get(number)
        place = found["place"] or {}
        yield (
            number if unit is None or unit.row else "",
            unit.name if unit else "",
            *(found[name] for name in ("path", "code", "name", "severity", "confidence", "message")),
            _where(place),
            found["excerpt"],
            kept.state,
            *(waiver.get(name) for name in ("reason", "owner", "until")),
            found["pointer"],
            found["fingerprint"],
        )


def _where(place: dict[str, Any]) -> str:
    """Return a place in few words: 3:12 表三."""
    line = ":".join(str(place[name]) for name in ("line", "column") if name in place)
    page = f"p. {place['page']}" if "page" in place else ""
    return " ".join(each for each in (page, line, place.get("label", "")) if each)


def _plain(value: Any) -> Any:
    """Return a value that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
