"""What is wrong with a draft, in plain words: by kind of mistake, in Chinese and English."""

from __future__ import annotations

# ruff: noqa: E501 - one mistake, one line
CAUSES: dict[str, dict[str, str]] = {
    "full-width-colon": {"zh": "键后面用了全角冒号“：”，应为半角冒号加空格", "en": "a full-width colon behind a key; write : and a space"},
    "tab-indentation": {"zh": "行首用了制表符，缩进只能用空格", "en": "a tab at the start of a line; indent with spaces"},
    "unclosed-quote": {"zh": "引号没有成对，或引号内有不认识的转义", "en": "a quotation mark is not closed, or an escape inside is unknown"},
    "unclosed-bracket": {"zh": "括号没有闭合，或缺少逗号", "en": "a bracket is not closed or a comma is missing"},
    "unexpected-colon": {"zh": "这里不应出现冒号；缩进不对，或文字中的冒号需要加引号", "en": "no colon belongs here; check the indentation, or quote text that has a colon"},
    "missing-colon": {"zh": "键后面缺少冒号", "en": "a colon is missing behind a key"},
    "bad-indentation": {"zh": "缩进与上文不一致", "en": "the indentation does not fit what stands above"},
    "unexpected-character": {"zh": "文字以特殊符号开头，需要加引号", "en": "text that begins with a special character needs quotation marks"},
    "bad-escape": {"zh": "反斜杠后面的转义不认识", "en": "an unknown escape behind a backslash"},
    "control-character": {"zh": "有不可见的控制字符", "en": "an invisible control character"},
    "several-documents": {"zh": "一个文件只能有一份草稿，这里又开始了一份（---）", "en": "a file holds one draft, and a second begins here (---)"},
    "unknown-alias": {"zh": "引用的别名没有定义", "en": "an alias that is not defined"},
    "recursive-alias": {"zh": "别名引用了它自己", "en": "an alias that refers to itself"},
    "merge-key": {"zh": "不支持合并键“<<”，请逐项写出", "en": "merge keys (<<) are not supported; write the items out"},
    "complex-key": {"zh": "键只能是文字", "en": "a key can only be text"},
    "tag": {"zh": "不支持“!”标记，已按没有标记读取", "en": "tags (!) are not supported; the value was read without"},
    "lone-surrogate": {"zh": "有残缺的 Unicode 字符（半个代理对）", "en": "half of a surrogate pair"},
    "not-finite": {"zh": "NaN、Infinity 不是数字", "en": "NaN and Infinity are no numbers"},
    "trailing-comma": {"zh": "最后一项后面多了逗号", "en": "a comma behind the last item"},
    "comment": {"zh": "JSON 不能写注释", "en": "JSON has no comments"},
    "single-quotes": {"zh": "应使用双引号", "en": "use double quotation marks"},
    "full-width-quotes": {"zh": "用了中文引号，应为半角双引号", "en": "typographic quotation marks; use plain ones"},
    "bad-text": {"zh": "文字没有用双引号结束，或其中有换行、制表符", "en": "a text is not closed, or holds a line break or a tab"},
    "unexpected-end": {"zh": "内容没有写完就结束了", "en": "the text ends too early"},
    "unexpected-token": {"zh": "这里的内容不符合 JSON 语法，可能缺少逗号、冒号或括号", "en": "this does not belong here; a comma, colon or bracket may be missing"},
    "not-json": {"zh": "这里的写法不是 JSON 的值", "en": "this is no value of JSON"},
    "too-many-values": {"zh": "草稿中的数据太多", "en": "the draft has too many values"},
    "not-well-formed": {"zh": "不是格式正确的 XML，可能没有下载完整", "en": "this is no well-formed XML; the file may be incomplete"},
    "other": {"zh": "不符合 YAML 语法", "en": "this does not follow the syntax of YAML"},
}  # fmt: skip


def told(kind: str) -> dict[str, object]:
    """Return the values that tell a kind of mistake: `cause` in words, `kind` for programs."""
    return {"cause": CAUSES[kind], "kind": kind} if kind in CAUSES else {}
