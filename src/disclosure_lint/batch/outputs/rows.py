"""The rows of the tables that an office gets: findings, submissions, figures. CSV, workbook and Parquet share them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.outputs.overview import State, Tally
from disclosure_lint.batch.outputs.words import WORDS
from disclosure_lint.formatters.html_words import WORDS as PAGE_WORDS
from disclosure_lint.formatters.html_words import spot
from disclosure_lint.formatters.wording import basis
from disclosure_lint.positions import Place
from disclosure_lint.profiles import profiles
from disclosure_lint.records import NamedTuple
from disclosure_lint.report import join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.batch.batch import Batch, Kept
    from disclosure_lint.batch.outputs.overview import Overview
    from disclosure_lint.batch.roster import Unit

Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column: its key (the English head), its Chinese head, its width in a sheet, and its type for Parquet."""

    key: str
    chinese: str
    width: int = 12
    type: str = "VARCHAR"

    def head(self, language: str) -> str:
        """Return the head of the column in a language."""
        return self.chinese if language == "zh" else self.key


class Table(NamedTuple):
    """A table: the name of its file, its columns, and what yields its rows anew each time."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


_UNIT = (Column("unit", "单位编号", 14), Column("name", "单位名称", 30))
_FINDINGS = (
    *_UNIT,
    *(Column("path", "文件", 30), Column("code", "代码", 7), Column("rule", "规则", 20), Column("severity", "级别", 9)),
    *(Column("confidence", "把握", 9), Column("message", "问题", 60), Column("place", "位置", 34)),
    *(Column("excerpt", "摘录", 34), Column("basis", "依据", 34), Column("state", "状态", 9)),
    *(Column("reason", "豁免理由", 24), Column("owner", "责任人"), Column("until", "豁免至")),
    *(Column("pointer", "指针", 30), Column("fingerprint", "指纹", 34)),
)
_SUBMISSIONS = (
    *_UNIT,
    *(Column("superior", "上级单位", 24), Column("verdict", "结论", 12), Column("role", "报送状态", 12)),
    *(Column("year", "年度", 7, "INTEGER"), Column("agency", "署名机关", 26), Column("title", "标题", 40)),
    *(Column("signed_on", "成文日期"), Column("published_on", "公布日期")),
    Column("late_days", "迟报天数", 9, "INTEGER"),
    *(Column("errors", "错误", 7, "INTEGER"), Column("warnings", "警告", 7, "INTEGER")),
    *(Column("notes", "提示", 7, "INTEGER"), Column("waived", "豁免", 7, "INTEGER")),
    *(Column("not_assessed", "未能判断", 9, "INTEGER"), Column("matched", "单位认定", 10)),
    *(Column("why", "认不出的原因", 16), Column("path", "文件", 40), Column("format", "格式", 9)),
    *(Column("profile", "版式", 10), Column("sha256", "SHA-256", 20)),
)
_FIGURES = (
    *_UNIT,
    *(Column("year", "年度", 7, "INTEGER"), Column("table", "表", 10), Column("pointer", "指针", 44)),
    *(Column("label", "项目", 50), Column("value", "数值", 12, "DOUBLE"), Column("text", "非数字内容", 14)),
)
_CURRENT = "role = 'current'"


def tables(batch: Batch, known: Overview, language: str) -> tuple[Table, Table, Table]:
    """Return findings, submissions and figures."""
    return (
        Table("findings", _FINDINGS, lambda: _findings(batch, language)),
        Table("submissions", _SUBMISSIONS, lambda: _submissions(batch, known, language)),
        Table("figures", _FIGURES, lambda: _figures(batch, language)),
    )


def _named(unit: Unit | None, number: str | None) -> tuple[str, str]:
    """Return number and name of a unit; one made of what was submitted has no number of its own."""
    return (number or "") if unit is None or unit.row else "", unit.name if unit else ""


def _findings(batch: Batch, language: str) -> Iterator[Row]:
    last: int | None = -1
    unit_of: str | None = None
    for kept in batch.findings(everything=True):
        if kept.state == "overruled":
            continue
        if kept.submission != last:
            last, unit_of = kept.submission, batch.unit_id(kept.submission)
        yield _finding(batch, kept, kept.content.get("unit") or unit_of, language)


def _finding(batch: Batch, kept: Kept, number: str | None, language: str) -> Row:
    found, waiver = kept.content, kept.waiver or {}
    return (
        *_named(batch.roster.get(number), number),
        *(found[name] for name in ("path", "code", "name")),
        *(found[name] for name in ("severity", "confidence", "message")),
        where(found["place"], language),
        found["excerpt"],
        cited(found, language),
        kept.state,
        *(waiver.get(name) for name in ("reason", "owner", "until")),
        found["pointer"],
        found["fingerprint"],
    )


def place_of(known: dict[str, Any] | None) -> Place | None:
    """Return a place out of its JSON form."""
    if not known:
        return None
    box = known.get("box")
    return Place(**{**known, "box": tuple(box) if isinstance(box, list) else None})


def where(known: dict[str, Any] | None, language: str) -> str:
    """Say in words where something stands: 第 4 页 表 3 第 4 行第 5 格 表三 …."""
    place = place_of(known)
    parts = (spot(place, PAGE_WORDS[language]), place.label) if place else ()
    return " ".join(part for part in parts if part)


def cited(found: dict[str, Any], language: str) -> str:
    """Return the legal bases of a finding in one line."""
    between = "；" if language == "zh" else "; "
    return between.join(basis(each, language == "zh") for each in found["basis"])


_COLUMNS = (
    "id, unit, verdict, role, year, agency, title, signed_on, published_on, matched, why, path, format, profile,"
    " sha256, recognised"
)


def _submissions(batch: Batch, known: Overview, language: str) -> Iterator[Row]:
    words = WORDS[language]
    for id_, number, verdict, role, year, *rest in batch.rows(_COLUMNS):
        agency, title, signed, published, matched, why, *file, recognised = rest
        unit = batch.roster.get(number)
        tally, reason = known.tallies.get(id_, Tally()), why.partition(":")[0]
        yield (
            *_named(unit, number),
            _superior(batch, unit),
            words[verdict] if recognised else words["no-report"],
            words[role],
            *(year, agency, title, signed, published, known.late.get(id_)),
            *tally,
            words[matched] if number else "",
            words.get(reason, reason),
            *file,
        )
    for state in known.states.values():
        if state.submission is None and state.status != "grouping":
            yield _absent(batch, state, language)


def _absent(batch: Batch, state: State, language: str) -> Row:
    name = WORDS[language][state.status]
    lacking = (None,) * (len(_SUBMISSIONS) - 6)
    return (*_named(state.unit, state.unit.id), _superior(batch, state.unit), name, name, batch.year, *lacking)


def _superior(batch: Batch, unit: Unit | None) -> str:
    above = batch.roster.get(unit.parent) if unit else None
    return above.name if above else ""


def figures(batch: Batch) -> int:
    """Return how many figures there are."""
    return sum(1 for submission in batch.submissions(bare=True) for _ in cells("/tables", submission.tables))


def _figures(batch: Batch, language: str) -> Iterator[Row]:
    for submission in batch.submissions(bare=True):
        unit = _named(batch.roster.get(submission.unit), submission.unit)
        for pointer, value in cells("/tables", submission.tables):
            if value is None or isinstance(value, bool):
                number, text = None, ""
            else:
                number, text = (value, "") if isinstance(value, (int, float)) else (None, str(value))
            table, label = _labels(submission.profile or "", pointer, language)
            yield (*unit, submission.year, table, pointer, label, number, text)


def cells(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield pointer and value of every cell."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from cells(join(pointer, key), member)
    elif not isinstance(value, list):
        yield pointer, value


@lru_cache(8192)
def _labels(profile: str, pointer: str, language: str) -> tuple[str, str]:
    """Return the name of a cell's table and its label without it."""
    form = profiles().get(profile)
    if form is None:
        return "", pointer
    table = form.tables.get(pointer.split("/")[2])
    name = (table.label.get(language) or table.label["zh"]) if table else ""
    return name, form.label(pointer, language).removeprefix(name).strip()
