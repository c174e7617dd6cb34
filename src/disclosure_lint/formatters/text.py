"""Text for people: what is wrong, the place with a caret, and the legal basis."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint.snippets import caret, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.engine import Result
    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters import Run
    from disclosure_lint.outline import Place

_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示", "likely": "（可能）", "at": "位置", "see": "另见",
        "basis": "依据", "line": "第 {line} 行第 {column} 列", "page": "第 {page} 页", "paragraph": "第 {paragraph} 段",
        "table": "表 {table}", "cell": "表 {table} 第 {row} 行第 {cell} 格", "sheet": "工作表“{sheet}”", "pass": "合格", "fail": "需修改", "undetermined": "无法判定",
        "counts": "{error} 个错误，{warning} 个警告，{info} 个提示", "gaps": "，{gaps} 项未能判断",
        "files": "共检查 {files} 份", "skipped": "，跳过 {skipped} 个不是报告的文件", "clean": "没有发现问题",
        "gap": "未能判断", "more": "还有 {more} 处", "none": "没有找到要检查的报告", "verbose": "（加 -v 列出）",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info", "likely": " (likely)", "at": "at", "see": "see",
        "basis": "basis", "line": "line {line}, column {column}", "page": "page {page}",
        "paragraph": "paragraph {paragraph}", "table": "table {table}", "cell": "table {table}, row {row}, cell {cell}",
        "sheet": "sheet {sheet}", "pass": "pass", "fail": "fail",
        "undetermined": "undetermined", "counts": "{error} errors, {warning} warnings, {info} notes",
        "gaps": ", {gaps} not assessed", "files": "{files} files checked", "skipped": ", {skipped} skipped (no reports)",
        "clean": "nothing found", "gap": "not assessed", "more": "{more} more", "none": "no report was found to check",
        "verbose": " (list them with -v)",
    },
}  # fmt: skip
_COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "info": "36",
    "fail": "31;1",
    "pass": "32;1",
    "undetermined": "33;1",
    "dim": "2",
}
_RELATED = 6


def render(run: Run, colour: bool = False) -> str:  # noqa: FBT001, FBT002 - the signature of formatters
    """Return the findings of each file, a line of verdict for it, and the sum of the run."""
    words = _WORDS[run.language]
    paint = _Paint(colour)
    lines: list[str] = []
    for result in run.results:
        for finding in result.findings:
            lines += _finding(finding, words, paint)
        if run.verbose:
            lines += [
                f"{result.path}: {words['gap']} {each.code} {each.name}: {each.reason}" for each in result.not_assessed
            ]
        lines.append(_verdict(result, words, paint, verbose=run.verbose))
    if run.statistics:
        lines += _statistics(run)
    lines.append(_sum(run, words))
    return "\n".join(lines) + "\n"


class _Paint:
    def __init__(self, colour: bool) -> None:  # noqa: FBT001
        self.colour = colour

    def __call__(self, text: str, name: str) -> str:
        return f"\033[{_COLOURS[name]}m{text}\033[0m" if self.colour else text


def _finding(finding: Finding, words: dict[str, str], paint: _Paint) -> Iterator[str]:
    place = finding.place
    where = (
        f":{place.line}:{place.column}"
        if place and place.line and place.column
        else f":{place.line}"
        if place and place.line
        else ""
    )
    level = paint(
        words[finding.severity] + (words["likely"] if finding.confidence == "likely" else ""), finding.severity
    )
    yield f"{finding.path}{where}: {level} {finding.code} {finding.message}"
    if finding.shown is not None:
        gutter = str(place.line) if place and place.line else ""
        yield paint(f"  {gutter:>5} | ", "dim") + _safe(finding.shown.text)
        yield paint("        | ", "dim") + paint(caret(finding.shown), finding.severity)
    spot = " ".join(part for part in (_spot(place, words), place.label) if part) if place else ""
    if spot:
        yield f"        {words['at']}: {spot}"
    for each in finding.related[:_RELATED]:
        line = f":{each.place.line}" if each.place and each.place.line else ""
        other = f" ({_spot(each.place, words)})" if each.place and _spot(each.place, words) else ""
        yield f"        {words['see']}{line} {each.message}{other}"
    if len(finding.related) > _RELATED:
        yield f"        {words['see']} … {words['more'].format(more=len(finding.related) - _RELATED)}"
    if finding.basis and not finding.code.startswith("X"):
        yield f"        {words['basis']}: {'；'.join(basis(each, words is _WORDS['zh']) for each in finding.basis)}"


def _spot(place: Place, words: dict[str, str]) -> str:
    """Say where something stands in a file that has no lines: page, sheet, paragraph, cell."""
    if place.line is not None:
        return ""
    known = place.known()
    if place.sheet is not None and place.row and place.cell:
        return f"{words['sheet'].format(**known)} {column_letters(place.cell)}{place.row}"
    names = [
        "sheet",
        "page",
        "paragraph" if "paragraph" in known else "cell" if {"row", "cell"} <= set(known) else "table",
    ]
    return " ".join(
        words[name].format(**known) for name in names if name in known and (name != "cell" or "table" in known)
    )


def column_letters(column: int) -> str:
    """Return the letters of a sheet's column: 3 is C, 28 is AB."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def basis(entry: dict[str, Any], chinese: bool = True) -> str:  # noqa: FBT001, FBT002
    """Return a legal basis in words."""
    parts = [entry.get("document", ""), entry.get("item", "")]
    language = "zh" if chinese else "en"
    return " ".join(part.get(language, "") if isinstance(part, dict) else str(part) for part in parts).strip()


def _safe(text: str) -> str:
    """Show control characters of a hostile file instead of sending them to the terminal."""
    return "".join(char if char.isprintable() or char == " " else "·" for char in text)


def _verdict(result: Result, words: dict[str, str], paint: _Paint, *, verbose: bool) -> str:
    counts = Counter(each.severity for each in result.findings)
    told = words["counts"].format(error=counts["error"], warning=counts["warning"], info=counts["info"])
    gaps = len(result.not_assessed)
    if gaps:
        told += words["gaps"].format(gaps=gaps) + ("" if verbose else words["verbose"])
    return f"{result.path}: {paint(words[result.verdict], result.verdict)}  {told if result.findings or gaps else words['clean']}"


def _statistics(run: Run) -> list[str]:
    found = Counter((each.code, each.name) for result in run.results for each in result.findings)
    gaps = Counter((each.code, each.name) for result in run.results for each in result.not_assessed)
    rows = [(code, name, str(found[code, name]), str(gaps[code, name])) for code, name in sorted({*found, *gaps})]
    words = _WORDS[run.language]
    header = ("", "", "#", words["gap"])
    size = [max(width(row[column]) for row in [header, *rows]) for column in range(4)]
    return ["".join(_pad(cell, size[i] + 2) for i, cell in enumerate(row)).rstrip() for row in [header, *rows]]


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _sum(run: Run, words: dict[str, str]) -> str:
    if not run.results and not run.skipped:
        return words["none"]
    verdicts = Counter(each.verdict for each in run.results)
    told = "，".join(f"{words[name]} {verdicts[name]}" for name in ("pass", "fail", "undetermined") if verdicts[name])
    line = words["files"].format(files=len(run.results)) + (f"：{told}" if told else "")
    return line + (words["skipped"].format(skipped=run.skipped) if run.skipped else "")
