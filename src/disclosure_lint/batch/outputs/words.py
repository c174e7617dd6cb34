"""The words of a batch's outputs, beside those that all formats share."""

from __future__ import annotations

from disclosure_lint.formatters.html_words import SIGNS as SHARED_SIGNS
from disclosure_lint.formatters.html_words import WORDS as SHARED

#: Signs of states: never colour alone.
SIGNS = {**SHARED_SIGNS, "missing": "○", "excused": "◇", "unclear": "–", "grouping": "·"}

_ZH = {
    "heading": "{year}年度政府信息公开工作年度报告检查汇总", "heading-no-year": "政府信息公开工作年度报告检查汇总",
    "missing": "未报送", "excused": "未报送（已豁免）", "unclear": "未能认定", "grouping": "不单独报送", "no-report": "不是年度报告",
    "current": "有效", "superseded": "被替代", "duplicate": "重复文件", "version": "另一格式", "unmatched": "认不出单位",
    "certain": "确定", "unreadable": "读不出", "no-year": "没有年度", "no-agency": "没有机关名称", "unknown-agency": "名单里没有", "ambiguous": "可能是几家单位", "no-report-file": "不是年度报告",
    "standing": "总体情况", "due": "应报送", "submitted": "已报送", "late": "迟报", "rate": "合格率", "of-submitted": "占已报送 {share}",
    "sentence": "应报送 {due} 家，已报送 {submitted} 家，未报送 {missing} 家；已报送的报告中，合格 {pass} 份，需修改 {fail} 份，无法判定 {undetermined} 份。",
    "sentence-no-roster": "共收到 {submitted} 家单位的报告：合格 {pass} 份，需修改 {fail} 份，无法判定 {undetermined} 份。没有提供单位名单，因此不判断谁没有报送。",
    "districts": "各地区、各系统", "group": "地区或系统", "own": "{name}（本级）", "own-no-head": "没有下级的单位", "verdicts": "结论分布", "units": "单位数",
    "heat": "问题分布：规则 × 地区", "heat-note": "格内数字是有该问题的报告份数，颜色越深，占该地区已报送报告的比例越高。点击数字，只看这些单位。", "heat-more": "另有 {count} 条规则，见 findings.csv。",
    "by-rule": "问题最多的规则", "by-rule-note": "横条是有该问题的报告份数，括号内是问题总数。", "reports": "{count} 份",
    "progress": "报送进度", "progress-note": "按公布日期（没有公布日期的按成文日期）累计；虚线是截止日期。另有 {undated} 份没有日期，没有计入。", "progress-label": "到 {day} 累计 {count} 份", "deadline": "截止 {day}",
    "years": "历年情况", "years-note": "每年有效报告的结论；往年数字来自 --previous 或同一文件夹。",
    "tree": "各单位情况", "tree-note": "点开一个地区看下级单位，点开一个单位看它的问题。", "open-all": "全部展开", "close-all": "全部收起", "search-unit": "单位名称", "any-state": "全部结论", "none-found": "没有符合的单位",
    "shown-units": "显示 {shown} / {all} 家单位", "filter-units": "筛选单位", "to-page": "看该组 {count} 家单位的问题", "detached": "本批单位或问题较多，各单位的问题分组写在 units 文件夹里，请连同本页一起保存；也可以看 findings.csv。",
    "no-findings": "没有发现问题", "gaps-short": "未判 {count}", "late-days": "迟 {days} 天", "waived-short": "豁免 {count}", "likely-unit": "单位为推定", "total-below": "含下级 {count} 家",
    "lists": "名单", "list-missing": "未报送的单位", "list-late": "迟报的报告", "list-duplicate": "重复和被替代的文件", "list-unmatched": "认不出单位的报告", "list-unread": "读不出的文件", "list-gaps": "未能判断的事项", "list-waived": "豁免的问题", "list-other": "其他年度的报告",
    "nobody": "没有", "more-rows": "……另有 {count} 行，见 {file}。", "unit": "单位", "superior": "上级单位", "signed_on": "成文日期", "published_on": "公布日期", "days": "迟报天数", "role": "状态", "why": "原因", "count": "次数", "rule-head": "规则", "replaced-by": "以哪份为准",
    "gaps-note": "以下事项缺少依据，没有判断，不等于没有问题。", "page-title": "{group}：各单位的问题", "back": "返回汇总", "next": "续页 {number}",
    "roster": "单位名单 SHA-256", "runs": "检查时间", "remarks": "提示信息", "method": "结论供人工复核，不代替机关的审核。本页由 disclosure-lint 生成，不含网络内容；身份证号、电话、银行卡号等已隐去。",
    "sheet-submissions": "报送情况", "sheet-findings": "检查结果", "sheet-figures": "表格数据", "sheet-rules": "规则", "sheet-about": "说明", "continued": "{name}（{number}）",
    "summary": "内容", "profiles": "适用版式", "all-profiles": "全部",
    "figures-cut": "本批表格数据超过 {limit} 行，全部在 figures.csv 里，没有写入本工作簿。", "about-rows": "{name}：{count} 行", "about-text": "各表可以直接筛选、做数据透视表。“表格数据”一行是一份报告的一个格子，空格和 0 不同：没有填的格子没有数值。",
    "xlsx-lacking": "没有写 summary.xlsx：需要安装 disclosure-lint[batch]", "letter-kept": "letters/{name} 改动过，没有动它；新的通知另起名字", "letters-done": "已写整改通知 {corrections} 份、催报通知 {reminders} 份，在 letters 文件夹",
    "judged-on": "截至 {day}", "by-rule-short": "规则", "top": "返回顶部", "sort": "点击表头可以排序",
}
_EN = {
    "heading": "Annual disclosure reports {year}: summary of the check", "heading-no-year": "Annual disclosure reports: summary of the check",
    "missing": "missing", "excused": "missing (waived)", "unclear": "could not be told", "grouping": "submits none itself", "no-report": "no annual report",
    "current": "counts", "superseded": "superseded", "duplicate": "duplicate file", "version": "another format", "unmatched": "unmatched",
    "certain": "certain", "unreadable": "unreadable", "no-year": "no year", "no-agency": "no agency named", "unknown-agency": "not in the roster", "ambiguous": "may be of several units", "no-report-file": "no annual report",
    "standing": "Where the batch stands", "due": "due", "submitted": "submitted", "late": "late", "rate": "pass rate", "of-submitted": "{share} of those submitted",
    "sentence": "{due} reports were due, {submitted} were submitted, {missing} are missing. Of those submitted {pass} pass, {fail} need changes, {undetermined} could not be judged.",
    "sentence-no-roster": "Reports of {submitted} units: {pass} pass, {fail} need changes, {undetermined} could not be judged. Without a roster nobody is called missing.",
    "districts": "By district", "group": "District", "own": "{name} (itself)", "own-no-head": "Units with none below", "verdicts": "Verdicts", "units": "units",
    "heat": "Where which rule fails", "heat-note": "A number counts the reports with a finding of the rule; the darker, the larger their share of the district's reports. Click a number to see only these units.", "heat-more": "{count} more rules: see findings.csv.",
    "by-rule": "Rules that fail most", "by-rule-note": "A bar counts reports, the number in brackets findings.", "reports": "{count} reports",
    "progress": "Submissions over time", "progress-note": "By date of publication (of signature where there is none), added up; dashed lines are deadlines. {undated} more have no date and are not counted.", "progress-label": "{count} by {day}", "deadline": "due {day}",
    "years": "Year by year", "years-note": "Verdicts of the reports that count; earlier years come from --previous or the same folder.",
    "tree": "Units", "tree-note": "Unfold a district to see its units, and a unit to see its findings.", "open-all": "Unfold all", "close-all": "Fold all", "search-unit": "Name of a unit", "any-state": "All verdicts", "none-found": "No such unit",
    "shown-units": "Showing {shown} of {all} units", "filter-units": "Filter units", "to-page": "Findings of these {count} units", "detached": "The batch is large: findings are in pages of their own in the folder units, to be kept beside this page, and in findings.csv.",
    "no-findings": "Nothing was found", "gaps-short": "not assessed: {count}", "late-days": "{days} days late", "waived-short": "waived: {count}", "likely-unit": "unit inferred", "total-below": "with those below: {count}",
    "lists": "Lists", "list-missing": "Units without a report", "list-late": "Late reports", "list-duplicate": "Duplicate and superseded files", "list-unmatched": "Reports that fit no unit", "list-unread": "Files that could not be read", "list-gaps": "Not assessed", "list-waived": "Waived findings", "list-other": "Reports of other years",
    "nobody": "none", "more-rows": "… and {count} more rows: see {file}.", "unit": "Unit", "superior": "Superior unit", "signed_on": "Signed", "published_on": "Published", "days": "Days late", "role": "State", "why": "Why", "count": "Times", "rule-head": "Rule", "replaced-by": "Counts instead",
    "gaps-note": "These could not be judged. That does not mean that they are right.", "page-title": "{group}: findings by unit", "back": "Back to the summary", "next": "continued ({number})",
    "roster": "SHA-256 of the roster", "runs": "Run", "remarks": "Remarks", "method": "The verdicts are for people to review and do not replace an agency's own. Made by disclosure-lint; nothing is loaded from the network. ID numbers, phone numbers and bank cards are masked.",
    "sheet-submissions": "submissions", "sheet-findings": "findings", "sheet-figures": "figures", "sheet-rules": "rules", "sheet-about": "about", "continued": "{name} ({number})",
    "summary": "Summary", "profiles": "Applies to", "all-profiles": "all",
    "figures-cut": "More than {limit} figures: all are in figures.csv, none in this workbook.", "about-rows": "{name}: {count} rows", "about-text": "The sheets are ready for filters and pivot tables. A row of \"figures\" is one cell of one report; a blank differs from 0: it has no value.",
    "xlsx-lacking": "summary.xlsx was not written: install disclosure-lint[batch]", "letter-kept": "letters/{name} was changed by hand and stays; a new letter has another name", "letters-done": "Letters: {corrections} rectification notices, {reminders} reminders, in the folder letters",
    "judged-on": "As of {day}", "by-rule-short": "Rule", "top": "Back to top", "sort": "Click a head to sort",
}  # fmt: skip

WORDS: dict[str, dict[str, str]] = {"zh": {**SHARED["zh"], **_ZH}, "en": {**SHARED["en"], **_EN}}
