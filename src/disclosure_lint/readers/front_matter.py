"""The YAML front matter of a Markdown file: what it says of the page."""

from __future__ import annotations

from disclosure_lint.patterns import pattern

_KEYS = {
    "title": "title",
    "标题": "title",
    "date": "published_on",
    "published": "published_on",
    "published_on": "published_on",
    "发布日期": "published_on",
    "发布时间": "published_on",
    "公布日期": "published_on",
}
_ENTRY = pattern(r"([A-Za-z_\u4e00-\u9fff]{1,40}) ?[:：] ?(.{0,400})")
_DATE = pattern(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})")
_LONGEST = 200


def front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return `title` and `published_on` of a page and how many lines its front matter takes."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return {}, 0
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in ("---", "...")), 0)
    entries = [_ENTRY.fullmatch(line.strip()) for line in lines[1:end]]
    if not any(entries):
        return {}, 0
    meta: dict[str, str] = {}
    for entry in filter(None, entries):
        key, value = _KEYS.get(entry[1].lower()), entry[2].strip().strip("\"'")
        if key == "published_on":
            date = _DATE.match(value)
            value = "{}-{:0>2}-{:0>2}".format(*date.groups()) if date else ""
        if key and value:
            meta.setdefault(key, value)
    return meta, end + 1
