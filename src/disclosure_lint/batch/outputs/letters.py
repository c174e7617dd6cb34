"""letters/*.docx: a rectification notice for each unit with findings, a reminder for each without a report."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.outputs import letter_forms
from disclosure_lint.batch.outputs.rows import cited, where
from disclosure_lint.batch.outputs.template import Template
from disclosure_lint.formatters.csv import plain
from disclosure_lint.records import NamedTuple, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.batch import Batch, Kept
    from disclosure_lint.batch.outputs.overview import Overview, State

FOLDER = "letters"
INDEX = "letters.csv"
#: What a letter cannot do without, by kind: one of each.
NEEDED = {
    "correction": (("单位",), ("年度",), ("整改期限",), ("问题", "说明")),
    "reminder": (("单位",), ("年度",), ("整改期限",)),
}
#: The column of the index that holds the hash of a letter.
_MARK = 5
#: Names of files on Windows: these characters are forbidden, and with folder and suffix few may be long.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2066-\u2069]')
_LONGEST = 60
_FOLDERS = re.compile(r"[/\\]")
_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "correction": "整改通知", "reminder": "催报通知", "error": "应改正", "warning": "请核实", "likely": "（可能）", "before": "于{day}前", "days": "自收到本通知之日起10个工作日内",
        "day": "{0.year}年{0.month}月{0.day}日", "issuer": "［印发机关］", "finding": "{number}．{place}：{message}", "no-place": "{number}．{message}", "report": "{unit}{year}年政府信息公开工作年度报告",
    },
    "en": {
        "correction": "correction", "reminder": "reminder", "error": "Must be corrected", "warning": "Please verify", "likely": " (likely)", "before": "by {day}", "days": "within 10 working days of receipt",
        "day": "{0:%d %B %Y}", "issuer": "[issuing office]", "finding": "{number}. {place}: {message}", "no-place": "{number}. {message}", "report": "{unit}: annual disclosure report {year}",
    },
}  # fmt: skip


_HEADS = {
    "zh": ("单位编号", "单位名称", "种类", "问题数", "文件", "SHA-256"),
    "en": ("unit", "name", "kind", "findings", "path", "sha256"),
}


class Request(Record, frozen=True):
    """What letters are asked for: templates of the office (None: our own), last day, who writes and how to reach them."""

    correction: Path | None = None
    reminder: Path | None = None
    correct_by: str | None = None
    issuer: str | None = None
    contact: str | None = None


class Templates(NamedTuple):
    """The templates of both kinds."""

    correction: Template
    reminder: Template


class Written(NamedTuple):
    """How many letters of each kind there are, and the files of earlier letters that were changed by hand and stay."""

    corrections: int
    reminders: int
    kept: list[str]


def templates(request: Request, language: str) -> Templates:
    """Return the templates; raises ConfigError for one that cannot be used, OSError where there is no such file."""
    given = {"correction": request.correction, "reminder": request.reminder}
    made = {}
    for kind, path in given.items():
        raw = path.read_bytes() if path else letter_forms.form(kind, language)
        made[kind] = Template(raw, path, NEEDED[kind])
    return Templates(**made)


def write(batch: Batch, known: Overview, folder: Path, request: Request, language: str) -> Written:
    """Write the letters and their index, and take away earlier ones that are not needed any more."""
    forms, target = templates(request, language), folder / FOLDER
    target.mkdir(exist_ok=True)
    kept = _clear(target)
    names = _Names(each.casefold() for each in kept)
    counts = {"correction": 0, "reminder": 0}
    with (target / INDEX).open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        index = csv.writer(file)
        index.writerow(_HEADS[language])
        for state, kind, findings in _due(batch, known):
            values = _values(batch, state, request, language, findings)
            told = [_told(number, each, language) for number, each in enumerate(findings, 1)]
            raw = getattr(forms, kind).fill(values, told)
            name = names.unique(state, _WORDS[language][kind])
            (target / name).write_bytes(raw)
            number = state.unit.id if state.unit.row else ""
            row = (
                number,
                state.unit.name,
                _WORDS[language][kind],
                len(findings),
                name,
                hashlib.sha256(raw).hexdigest(),
            )
            index.writerow([plain(each) for each in row])
            counts[kind] += 1
    return Written(counts["correction"], counts["reminder"], kept)


def _due(batch: Batch, known: Overview) -> Iterator[tuple[State, str, list[dict[str, Any]]]]:
    """Yield who gets a letter, of which kind, and its errors and warnings, the errors first."""
    of_unit: dict[str, list[dict[str, Any]]] = {}
    for kept in batch.findings(None):
        if kept.state == "open" and kept.content.get("lacks") != "report" and kept.content.get("unit"):
            of_unit.setdefault(str(kept.content["unit"]), []).append(kept.content)
    for state in known.states.values():
        if state.status == "missing":
            yield state, "reminder", []
        elif state.submission is not None:
            found = [_of_others(batch, each) for each in batch.findings(state.submission) if each.state == "open"]
            found += of_unit.get(state.unit.id, [])
            serious = [each for each in found if each["severity"] in ("error", "warning")]
            if serious:
                yield state, "correction", sorted(serious, key=lambda each: each["severity"] != "error")


def _values(
    batch: Batch, state: State, request: Request, language: str, findings: list[dict[str, Any]]
) -> dict[str, str]:
    words = _WORDS[language]
    errors = sum(each["severity"] == "error" for each in findings)
    by = words["before"].format(day=_day(request.correct_by, language)) if request.correct_by else words["days"]
    title = next(batch.rows("title", "id = ?", state.submission), ("",))[0] if state.submission else ""
    return {
        "unit": state.unit.name,
        "year": str(batch.year or ""),
        "report": title or words["report"].format(unit=state.unit.name, year=batch.year or ""),
        "file": Path(state.path).name,
        "count": str(len(findings)),
        "errors": str(errors),
        "warnings": str(len(findings) - errors),
        "correct_by": by,
        "due": _day(state.unit.deadline, language) if state.unit.deadline and len(state.unit.deadline) > 5 else "",
        "issuer": request.issuer or words["issuer"],
        "contact": request.contact or "",
        "date": _day(batch.as_of, language),
    }


def _day(text: str | None, language: str) -> str:
    try:
        return _WORDS[language]["day"].format(date.fromisoformat(text or ""))
    except ValueError:
        return text or ""


def _told(number: int, found: dict[str, Any], language: str) -> dict[str, str]:
    words = _WORDS[language]
    place, fix = where(found["place"], language), found.get("fix") or {}
    message = found["message"] + (words["likely"] if found["confidence"] == "likely" else "")
    values = {"number": str(number), "place": place, "message": message}
    excerpt = found["excerpt"]
    return {
        **values,
        "finding": words["finding" if place else "no-place"].format(**values),
        "level": words[found["severity"]],
        "code": found["code"],
        "excerpt": "" if excerpt in message else excerpt,
        "suggestion": fix.get("description") or "",
        "basis": cited(found, language),
    }


def _of_others(batch: Batch, kept: Kept) -> dict[str, Any]:
    """Return a finding without the folders of the office: another report goes by the name of its file."""
    message = kept.content["message"]
    if kept.origin == "batch" and _FOLDERS.search(message):
        rows = batch.connection.execute(
            "SELECT path FROM submissions WHERE run = ? AND instr(?, path) ORDER BY length(path) DESC",
            (batch.run, message),
        )
        for (path,) in rows:
            message = message.replace(path, _FOLDERS.split(path)[-1])
    return {**kept.content, "message": message}


def _clear(folder: Path) -> list[str]:
    """Take away the letters of an earlier run as its index names them; return what else is there: changed by hand."""
    index = folder / INDEX
    if index.is_file():
        with index.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            marks = {row[4].removeprefix("'"): row[5] for row in csv.reader(file) if len(row) > _MARK}
        for path in folder.glob("*.docx"):
            if hashlib.sha256(path.read_bytes()).hexdigest() == marks.get(path.name):
                path.unlink()
    return sorted(path.name for path in folder.glob("*.docx"))


class _Names:
    """Names of files that Windows accepts, each once: number, name of the unit, kind of letter."""

    def __init__(self, taken: Iterator[str]) -> None:
        self.taken = set(taken)

    def unique(self, state: State, kind: str) -> str:
        parts = [state.unit.id if state.unit.row and state.unit.id != state.unit.name else "", state.unit.name]
        stem = "-".join(safe(each) for each in parts if each)
        number, name = 1, f"{stem}-{kind}.docx"
        while name.casefold() in self.taken:
            number += 1
            name = f"{stem}-{kind}-{number}.docx"
        self.taken.add(name.casefold())
        return name


def safe(name: str) -> str:
    """Return a part of a file's name: no forbidden characters, no dots or spaces at its ends, not too long."""
    return _UNSAFE.sub("_", name)[:_LONGEST].strip(". ") or "_"
