"""A rule told in full: one text for `explain`, the documentation and the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.formatters.wording import basis

if TYPE_CHECKING:
    from disclosure_lint.ruleset import Rule

_HEADS = {
    "zh": {
        "severity": "级别", "profiles": "适用", "all": "全部年度", "why": "为什么", "message": "会这样提示", "basis": "依据",
        "needs": "还需要", "also": "另查的内容需要", "last-year": "上年报告（check --previous，或 batch）", "batch": "一批报告（batch）",
        "fix": "自动修正", "bad": "有问题的例子", "good": "没有问题的例子", "since": "起始版本", "from": "自 {} 起", "until": "至 {}", "status": "阶段", "aliases": "曾用", "clean": "（一份完整、正确的报告）",
    },
    "en": {
        "severity": "severity", "profiles": "applies to", "all": "every year", "why": "Why", "message": "What it says",
        "needs": "needs", "also": "one part needs", "last-year": "last year's report (check --previous, or batch)", "batch": "many reports (batch)",
        "basis": "Basis", "fix": "Fix", "bad": "A bad example", "good": "A good example", "since": "since", "from": "from {}",
        "until": "until {}", "status": "status", "aliases": "formerly", "clean": "(a complete and correct report)",
    },
}  # fmt: skip
_SAFETIES = {
    "zh": {
        "safe": "安全，check --fix 即修正",
        "unsafe": "须由人核对，check --fix --unsafe-fixes 才修正",
        "mixed": "没有疑义的由 check --fix 修正，其余的要加 --unsafe-fixes，并由人核对",
    },
    "en": {
        "safe": "safe: made by check --fix",
        "unsafe": "to be looked at: made by check --fix --unsafe-fixes only",
        "mixed": "made by check --fix where nothing is in doubt, else with --unsafe-fixes and to be looked at",
    },
}
_STATUS = {
    "zh": {
        "preview": "试行（preview），用 --preview 或按代码选用时才检查",
        "deprecated": "停用（deprecated）",
        "instead": "，请改用 {}",
    },
    "en": {
        "preview": "preview: it runs with --preview, or where it is selected by its code",
        "deprecated": "deprecated",
        "instead": ": use {}",
    },
}
_SEVERITIES = {"zh": {"error": "错误", "warning": "警告", "info": "提示"}, "en": {}}


def page(rule: Rule, language: str) -> str:
    """Return the page of a rule, as Markdown."""
    heads = _HEADS[language]
    severity = _SEVERITIES[language].get(rule.severity, rule.severity)
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        rule.summary[language],
        "",
        f"- {heads['severity']}: {severity} ({rule.severity})"
        if language == "zh"
        else f"- {heads['severity']}: {severity}",
        f"- {heads['profiles']}: {', '.join(rule.profiles) or heads['all']}",
        f"- {heads['since']}: {rule.since}",
        *_status(rule, language),
        *([f"- {heads['also' if rule.across else 'needs']}: {heads[rule.needs]}"] if rule.needs else []),
        "",
        f"## {heads['why']}",
        "",
        rule.why[language],
        "",
        f"## {heads['message']}",
        "",
        *[f"- {texts[language]}" for texts in (rule.message, *rule.variants.values())],
        "",
        f"## {heads['basis']}",
        "",
        *[f"- {basis(each, language == 'zh')}{_dates(each, heads)}" for each in rule.basis],
        "",
    ]
    if rule.fix is not None:
        description, safety = rule.fix["description"][language], _SAFETIES[language][rule.fix["safety"]]
        told = f"{description}。{safety}。" if language == "zh" else f"{description} ({safety})."
        lines += [f"## {heads['fix']}", "", told, ""]
    for name in ("bad", "good"):
        example = getattr(rule, name)
        if example is not None:
            lines += [f"## {heads[name]}", "", *_example(example, heads), ""]
    return "\n".join(lines)


def _status(rule: Rule, language: str) -> list[str]:
    """Return what is said of a rule that is not in force like others, and of its former names."""
    heads, words = _HEADS[language], _STATUS[language]
    lines = []
    if rule.status != "stable":
        instead = words["instead"].format(rule.replaced_by) if rule.replaced_by else ""
        lines.append(f"- {heads['status']}: {words[rule.status]}{instead}")
    if rule.aliases:
        lines.append(f"- {heads['aliases']}: {', '.join(rule.aliases)}")
    return lines


def _dates(entry: dict[str, Any], heads: dict[str, str]) -> str:
    told = [heads[key].format(entry[key]) for key in ("from", "until") if key in entry]
    return f" ({', '.join(told)})" if told else ""


def _example(example: Any, heads: dict[str, str]) -> list[str]:
    if not example:
        return [heads["clean"]]
    text, form = example_text(example)
    fence = "```" if form == "yaml" else "````"
    return [fence + form, text, fence]


def example_text(example: Any) -> tuple[str, str]:
    """Return a rule's example as text, and the format that it is in; "" for a complete and correct report."""
    if not example:
        return "", ""
    if isinstance(example, dict) and "text" in example:
        return str(example["text"]).rstrip(), str(example.get("format", "markdown"))
    import yaml

    return yaml.safe_dump(example, allow_unicode=True, sort_keys=False, width=110).rstrip(), "yaml"


def catalogue(rule: Rule) -> dict[str, Any]:
    """Return a rule as data, for programs."""
    keys = ("code", "name", "severity", "since", "needs", "summary", "why", "basis", "message", "variants", "fix")
    return {
        **{key: getattr(rule, key) for key in keys},
        "profiles": list(rule.profiles),
        "status": rule.status,
        "replaced_by": rule.replaced_by,
        "aliases": list(rule.aliases),
        "pack": rule.pack,
    }
