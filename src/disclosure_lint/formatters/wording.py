"""What several formats say in the same words: severities, verdicts, places, bases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding
    from disclosure_lint.outline import Place
    from disclosure_lint.result import Result

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示", "likely": "（可能）", "at": "位置", "see": "另见",
        "basis": "依据", "line": "第 {line} 行第 {column} 列", "page": "第 {page} 页", "paragraph": "第 {paragraph} 段",
        "table": "表 {table}", "cell": "表 {table} 第 {row} 行第 {cell} 格", "sheet": "工作表“{sheet}”", "pass": "合格", "fail": "需修改", "undetermined": "无法判定",
        "counts": "{error} 个错误，{warning} 个警告，{info} 个提示", "gaps": "，{gaps} 项未能判断",
        "files": "共检查 {files} 份", "skipped": "，跳过 {skipped} 个不是报告的文件", "others": "另有 {others} 个", "clean": "没有发现问题", "else": "没有其他问题",
        "stale": "，基线中有 {stale} 项已不存在（可用 --write-baseline 更新）", "aside": "已抑制", "known": "基线内",
        "because": "理由：{reason}", "owner": "负责人：{owner}", "until": "至 {until}",
        "gap": "未能判断", "more": "还有 {more} 处", "none": "没有找到要检查的报告", "verbose": "（加 -v 列出）",
        "fixed": "，已修正 {fixed} 处", "fixable": "，可修正 {fixed} 处",
        "ruleset": "规则集 {ruleset}", "accepted": "已接受：{reason}", "suppressed": "，已抑制 {suppressed} 项", "baselined": "，基线内 {baselined} 项",
        "row": "第 {line} 行", "colon": "：", "comma": "，", "semicolon": "；",
        "title": "政府信息公开年度报告检查", "level": "级别", "rule": "规则", "problem": "问题", "details": "依据和说明", "rest": "还有 {rest} 条", "reports": "还有 {reports} 份报告",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info", "likely": " (likely)", "at": "at", "see": "see",
        "basis": "basis", "line": "line {line}, column {column}", "page": "page {page}",
        "paragraph": "paragraph {paragraph}", "table": "table {table}", "cell": "table {table}, row {row}, cell {cell}",
        "sheet": "sheet {sheet}", "pass": "pass", "fail": "fail",
        "undetermined": "undetermined", "counts": "{error} errors, {warning} warnings, {info} notes",
        "gaps": ", {gaps} not assessed", "files": "{files} files checked", "skipped": ", {skipped} skipped (no reports)", "others": "{others} more",
        "clean": "nothing found", "else": "nothing else found",
        "stale": ", {stale} of the baseline are gone (update it with --write-baseline)", "aside": "suppressed",
        "known": "in the baseline", "because": "because: {reason}", "owner": "owner: {owner}", "until": "until {until}", "gap": "not assessed", "more": "{more} more", "none": "no report was found to check",
        "verbose": " (list them with -v)",
        "fixed": ", {fixed} fixed", "fixable": ", {fixed} can be fixed",
        "ruleset": "ruleset {ruleset}", "accepted": "accepted: {reason}", "suppressed": ", {suppressed} suppressed", "baselined": ", {baselined} in the baseline",
        "row": "line {line}", "colon": ": ", "comma": ", ", "semicolon": "; ",
        "title": "Check of disclosure reports", "level": "Level", "rule": "Rule", "problem": "What is wrong", "details": "Basis and details", "rest": "{rest} more findings", "reports": "{reports} more reports",
    },
}  # fmt: skip

_SURROGATES = pattern("[\ud800-\udfff]")


def spot(place: Place | None, language: str) -> str:
    """Say where something stands in a file that has no lines: page, sheet, paragraph, cell."""
    if place is None or place.line is not None:
        return ""
    words, known = WORDS[language], place.known()
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


def where(place: Place | None, language: str) -> str:
    """Say where something stands in a file without lines, and what that place is called; "" where lines tell it."""
    if place is None or place.line is not None:
        return ""
    return " ".join(part for part in (spot(place, language), place.label) if part)


def column_letters(column: int) -> str:
    """Return the letters of a sheet's column: 3 is C, 28 is AB."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def basis(entry: dict[str, Any], chinese: bool = True) -> str:  # noqa: FBT001, FBT002
    """Return a legal basis in words; in English the official name of a Chinese document stands behind it."""
    document, item = entry.get("document", ""), entry.get("item", "")
    if chinese:
        parts = (each.get("zh", "") if isinstance(each, dict) else str(each) for each in (document, item))
        return " ".join(parts).strip()
    named, where = cited(document, "documents"), cited(item, "items")
    official = f" ({document})" if isinstance(document, str) and named != document else ""
    return ", ".join(part for part in (named, where) if part) + official


def cited(name: Any, kind: str) -> str:
    """Return a document, or a place in one (`items`), in English: its own, that of rules/citations.yaml, or as it is."""
    from disclosure_lint import resources

    if isinstance(name, dict):
        return str(name.get("en", ""))
    found: str = resources.data("rules/citations")[kind].get(str(name), str(name))
    return found


def bases(finding: Finding, language: str) -> str:
    """Return the legal bases of a finding in one line."""
    return WORDS[language]["semicolon"].join(basis(each, language == "zh") for each in finding.basis)


def told(result: Result, language: str) -> str:
    """Return how much was found in a file: "1 个错误，…" or "没有发现问题"."""
    words = WORDS[language]
    counts = Counter(each.severity for each in result.findings)
    text = words["counts"].format(error=counts["error"], warning=counts["warning"], info=counts["info"])
    gaps = len(result.not_assessed)
    if gaps:
        text += words["gaps"].format(gaps=gaps)
    accepted = bool(result.suppressed or result.baselined)
    text = text if result.findings or gaps else words["else" if accepted else "clean"]
    text += words["suppressed"].format(suppressed=len(result.suppressed)) if result.suppressed else ""
    text += words["baselined"].format(baselined=len(result.baselined)) if result.baselined else ""
    return text + fixes_told(result.fixed, language, made=not result.diff)


def fixes_told(count: int, language: str, *, made: bool) -> str:
    """Return how much was fixed, or can be, to stand behind other counts; "" for nothing."""
    return WORDS[language]["fixed" if made else "fixable"].format(fixed=count) if count else ""


def safe(text: str) -> str:
    """Return one line in which control characters of a hostile file are shown, not sent to the terminal."""
    return "".join(char if char.isprintable() or char in " \u3000" else "·" for char in text)


def whole(text: str) -> str:
    """Return a text that every encoding of Unicode can hold: half a character (of a file's name) is U+FFFD."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
