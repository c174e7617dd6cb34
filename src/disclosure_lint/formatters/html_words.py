"""The words of the HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.formatters.wording import column_letters

if TYPE_CHECKING:
    from collections import Counter

    from disclosure_lint.positions import Place

Words = dict[str, str]
#: Signs of severities and verdicts: never colour alone.
SIGNS = {"error": "✕", "warning": "▲", "info": "●", "pass": "✓", "fail": "✕", "undetermined": "?"}

WORDS: dict[str, Words] = {
    "zh": {
        "lang": "zh-CN", "of": "{name}（{count}）", "in": "（{text}）", "title": "政府信息公开工作年度报告检查结果", "skip": "跳到检查结果", "several": "共检查 {files} 份报告：{verdicts}。",
        "error": "错误", "warning": "警告", "info": "提示", "likely": "可能", "pass": "合格", "fail": "需修改", "undetermined": "无法判定",
        "errors": "{count} 个错误", "warnings": "{count} 个警告", "infos": "{count} 个提示", "gaps": "{count} 项未能判断", "comma": "、", "semicolon": "；",
        "found": "发现 {counts}", "clean": "没有发现问题", "stop": "。", "open-question": "没有发现必须修改的问题，但有重要事项未能判断，不能当作合格，请人工核对。",
        "findings": "发现的问题", "document": "报告正文", "form": "报告内容（按格式排列）", "whole": "整份报告", "unplaced": "正文中没有对应位置的问题：",
        "index": "报告目录", "report": "报告", "verdict": "结论", "agency": "机关", "year": "年度", "profile": "格式", "file": "文件", "number": "序号",
        "not-assessed": "未能判断", "not-assessed-why": "以下事项缺少依据，没有判断，不等于没有问题。", "suppressed": "已说明、不再计入", "baselined": "以前已有、不再计入",
        "reason": "理由", "owner": "负责人", "until": "有效期至", "said-at": "说明处", "place": "位置", "basis": "依据", "related": "另见", "fix": "修改建议",
        "rule": "规则说明", "rules": "规则说明", "why": "为什么", "bad": "有问题的例子", "good": "没有问题的例子", "complete": "（一份完整、正确的报告）",
        "to-text": "看原文第 {number} 处", "to-finding": "第 {number} 个问题（{severity} {code}）", "table": "表格 {number}",
        "line": "第 {line} 行", "column": "第 {column} 列", "page": "第 {page} 页", "paragraph": "第 {paragraph} 段", "sheet": "工作表“{sheet}”",
        "table-number": "表 {table}", "cell": "第 {row} 行第 {cell} 格",
        "cut": "报告较长，以下部分没有收入本页，请看原文件。", "left-out": "没有收入这一份的正文：本页报告太多，或正文无法显示。单独检查这一份可以看到。", "no-text": "没有可显示的正文：文件读不出，或认不出是年度报告。",
        "filter": "筛选", "severity": "级别", "all-rules": "全部规则", "search": "搜索", "search-in": "问题、机关、文件", "by-rule": "规则", "shown": "显示 {shown} / {all} 个问题", "keys": "按键 J、K 上下条，Enter 看原文，Esc 返回",
        "from": "自 {} 起", "until-date": "至 {}", "tool": "工具", "ruleset": "规则集", "as-of": "判定日期", "sha256": "文件校验值 SHA-256", "about": "本页由 disclosure-lint 生成，不含网络内容；身份证号、电话、银行卡号等已隐去。结论供人工复核，不代替机关的审核。",
        "skipped": "跳过 {count} 个不是报告的文件。", "nothing": "没有找到要检查的报告。",
    },
    "en": {
        "lang": "en", "of": "{name} ({count})", "in": " ({text})", "title": "Annual disclosure reports: results of the check", "skip": "Skip to the results", "several": "{files} reports checked: {verdicts}.",
        "error": "error", "warning": "warning", "info": "note", "likely": "likely", "pass": "pass", "fail": "needs changes", "undetermined": "undetermined",
        "errors": "errors: {count}", "warnings": "warnings: {count}", "infos": "notes: {count}", "gaps": "not assessed: {count}", "comma": ", ", "semicolon": "; ",
        "found": "Found {counts}", "clean": "Nothing was found", "stop": ".", "open-question": "Nothing that must be changed was found, but something important could not be judged. This is no pass: please check it by hand.",
        "findings": "Findings", "document": "Text of the report", "form": "The report, laid out in its form", "whole": "The whole report", "unplaced": "Findings without a place in the text:",
        "index": "Reports", "report": "Report", "verdict": "Verdict", "agency": "Agency", "year": "Year", "profile": "Form", "file": "File", "number": "No.",
        "not-assessed": "Not assessed", "not-assessed-why": "These could not be judged. That does not mean that they are right.", "suppressed": "Accepted, not counted", "baselined": "Known before, not counted",
        "reason": "Reason", "owner": "Owner", "until": "Until", "said-at": "Said in", "place": "Place", "basis": "Basis", "related": "See also", "fix": "Suggestion",
        "rule": "About this rule", "rules": "About the rules", "why": "Why", "bad": "A bad example", "good": "A good example", "complete": "(a complete and correct report)",
        "to-text": "See number {number} in the text", "to-finding": "Finding {number} ({severity} {code})", "table": "Table {number}",
        "line": "line {line}", "column": "column {column}", "page": "page {page}", "paragraph": "paragraph {paragraph}", "sheet": "sheet {sheet}",
        "table-number": "table {table}", "cell": "row {row}, cell {cell}",
        "cut": "The report is long; what follows is not shown here. Please see the file.", "left-out": "The text of this report is left out: too many reports for one page, or it cannot be shown. Check it by itself to see it.", "no-text": "No text to show: the file could not be read, or is no annual report.",
        "filter": "Filter", "severity": "Severity", "all-rules": "All rules", "search": "Search", "search-in": "findings, agencies, files", "by-rule": "Rule", "shown": "Showing {shown} of {all} findings", "keys": "Keys: J, K next and previous, Enter to the text, Esc back",
        "from": "from {}", "until-date": "until {}", "tool": "Tool", "ruleset": "Rules", "as-of": "Judged as of", "sha256": "SHA-256 of the file", "about": "Made by disclosure-lint; nothing is loaded from the network. ID numbers, phone numbers and bank cards are masked. The verdict is for people to review and does not replace the agency's own.",
        "skipped": "{count} files that are no reports were skipped.", "nothing": "No report was found to check.",
    },
}  # fmt: skip


def counted(counts: Counter[str], gaps: int, words: Words) -> str:
    """Return findings by severity and rules not assessed as a sentence."""
    told = [words[f"{name}s"].format(count=counts[name]) for name in ("error", "warning", "info") if counts[name]]
    sentence = words["found"].format(counts=words["comma"].join(told)) if told else words["clean"]
    more = words["semicolon"] + words["gaps"].format(count=gaps) if gaps else ""
    return sentence + more + words["stop"]


def numbered(name: str, count: int, words: Words) -> str:
    """Return a heading with the number of what stands below it."""
    return words["of"].format(name=name, count=count)


def spot(place: Place | None, words: Words) -> str:
    """Say in words where something stands in its file, as in 第 4 页 表 3 第 4 行第 5 格."""
    if place is None:
        return ""
    known = place.known()
    if place.sheet is not None and place.row and place.cell:
        parts = [words["sheet"].format(**known) + f" {column_letters(place.cell)}{place.row}"]
    elif place.line is not None:
        parts = [words[name].format(**known) for name in ("line", "column") if name in known]
    else:
        parts = [words[name].format(**known) for name in ("sheet", "page", "paragraph") if name in known]
        if place.table is not None:
            parts.append(words["table-number"].format(**known))
            parts += [words["cell"].format(**known)] if place.row and place.cell else []
    return " ".join(parts)
