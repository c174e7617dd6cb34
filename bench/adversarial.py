"""Whole reports with one line of 1 MB that is made to take long, in every format: seconds of CPU and memory of each.

    python bench/adversarial.py [--bytes N] [--format text …] [--only WORD] [--seconds LIMIT]

Every file must end with findings other than X007 (too slow): within the seconds (5) and 500 MB.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = Path(__file__).parents[1] / "examples" / "good"
#: A sentence of the overview that the line takes the place of.
PLACE = "（三）政府信息管理情况。落实发布前的保密审查，年内核对历年公开目录，更正过时信息14条。"
SECONDS, MEGABYTES = 5.0, 500
SAID = (
    "全年共收到政府信息公开申请41件，同比增长13.9%，上年结转3件，其中自然人34件、法人或其他组织7件，"
    "办结41件（含予以公开12件、部分公开4件），主动公开政府信息136条，其中网站公开100条，占73.5%，"
)
#: What the lines repeat, by a name.
PUMPS = {
    "list-comma": "、，", "comma": "，", "word": "信息发布", "digit": "1",
    "unit": "件", "counted": "共1件，", "among": "其中",
    "bracket": "（", "brackets": "（）", "numbered": "一、", "ordinal": "第", "ordinals": "第一，", "year": "年",
    "quote": '"', "curly": "“", "title-mark": "《", "bar": "|", "space": " ", "wide-space": "\u3000", "tabs": "\t",
    "years": "2024年", "dates": "2024年1月1日", "periods": "2024年1月1日至", "identity": "110101199003071233，",
    "identities": "11010119900307123", "phone": "13800138000 ", "link": "https://a.example/", "link-part": "a.b/",
    "address": "a@b.c", "clauses": SAID, "sentences": SAID[:-1] + "。", "requests": "申请1件、", "share": "占50%，",
    "bodies": "某某局", "places": "临江市", "agency": "临江市园林绿化局",
    "question": "?", "lost": "\ufffd", "cross": "×",
    "full-width": "１，", "half": ", ", "stops": "。", "row": "|1",
    "row-tabs": "1\t", "colon": "：", "dash": "—", "hyphen": "-",
    "percent": "1%", "chapter": "一、总体情况", "percent-sum": "予以公开1件，",
    "name": "张三、", "star": "*", "hash": "#",
    "hundred": "一百", "letters": "a", "signed": "2026年1月16日临江市园林绿化局", "pinyin": "公(gong)",
    "zero-width": "\u200b", "angle": "<", "ampersand": "&", "escape": "\\", "back-quote": "`", "link-mark": "[a](",
    "square": "[", "underline": "_", "apostrophe": "'",
    "brace": "{", "mixed": "１a，（一）2024年、“1件”《", "not": "未收到",
}  # fmt: skip


def text(line: str) -> bytes:
    """Return the good report as plain text with the line in its overview."""
    return (GOOD / "garden-bureau.txt").read_text(encoding="utf-8").replace(PLACE, line).encode()


def markdown(line: str) -> bytes:
    """Return it as Markdown."""
    return (GOOD / "garden-bureau.md").read_text(encoding="utf-8").replace(PLACE, line).encode()


def page(line: str) -> bytes:
    """Return it as a web page."""
    return (GOOD / "garden-bureau.html").read_text(encoding="utf-8").replace(PLACE, escape(line)).encode()


def draft(line: str) -> bytes:
    """Return it as a YAML draft."""
    kept = json.dumps(line, ensure_ascii=False)
    return (GOOD / "garden-bureau.yaml").read_text(encoding="utf-8").replace(PLACE, kept).encode()


def word(line: str) -> bytes:
    """Return it as a Word document of plain paragraphs."""
    lines = (GOOD / "garden-bureau.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = [line if PLACE in each else each for each in lines]
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p>' for each in paragraphs)
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
    return kept.getvalue()


FORMATS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("txt", text),
    "markdown": ("md", markdown),
    "html": ("html", page),
    "docx": ("docx", word),
    "yaml": ("yaml", draft),
}


def special(size: int) -> dict[str, bytes]:
    """Return files whose shape, and not a line of text, is made to take long."""
    whole = (GOOD / "garden-bureau.html").read_text(encoding="utf-8")
    md = (GOOD / "garden-bureau.md").read_text(encoding="utf-8")
    txt = (GOOD / "garden-bureau.txt").read_text(encoding="utf-8")

    def times(piece: str) -> str:
        return piece * (size // len(piece.encode()))

    raw = {
        f"tags-{name}.html": whole.replace(PLACE, times(piece))
        for name, piece in {
            "div": "<div>", "b": "<b>", "p": "<p>1件", "span": "<span>1",
            "td": "<td>1", "tr": "<table><tr><td>", "open": "<a ",
            "attribute": "<a b='", "comment": "<!--", "declared": "<![CDATA[",
            "entity": "&#20214;", "end": "</p>", "br": "1件<br>",
            "li": "<li>一", "style": "<style>", "script": "<script>",
            "rowspan": "<td rowspan=99 colspan=99>1", "input": "<input>1",
            "hidden": "<p style='display:none'>1", "a": "<a href='x'>件</a>",
            "h2": "<h2>一、总体情况", "title": "<title>a",
        }.items()
    }  # fmt: skip
    raw |= {
        f"{name}.md": md.replace(PLACE, times(piece))
        for name, piece in {
            "rows": "|1|2|3|\n", "wide": "|1", "quotes": "> ", "items": "- 1件\n", "headings": "## 一、总体情况\n\n",
            "tables": "|a|b|\n|-|-|\n|1|2|\n\n", "rules": "---\n", "indents": "    1\n",
            "tags": "<p>1件", "stars": "**1",
        }.items()
    }  # fmt: skip
    raw |= {
        f"{name}.txt": txt.replace(PLACE, times(piece))
        for name, piece in {
            "lines": "1件\n", "blank": "\n", "numbers": "一、总体情况\n",
            "paragraphs": SAID[:-1] + "。\n\n", "rows": "1\t2\t3\n",
            "dates": "2026年1月16日\n", "bodies": "临江市园林绿化局\n", "table": "规章\t0\t0\t0\n",
            "spaces": "1  1\n", "stars": "★\n",
        }.items()
    }  # fmt: skip
    return {name: each.encode() for name, each in raw.items()}


MEASURED = """
import json, resource, sys, collections
limit = int(float(sys.argv[2])) + 1
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
import disclosure_lint
result = disclosure_lint.lint(sys.argv[1])
usage = resource.getrusage(resource.RUSAGE_SELF)
codes = collections.Counter(each.code for each in result.findings).most_common(4)
print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, len(result.findings), codes,
                  [each.message for each in result.findings if each.code in ("X003", "X007")][:1]]))
"""


def measure(path: Path, most: float) -> tuple[float, int, str]:
    """Return CPU seconds, MB and what was found of a file; the time is `most` where it takes longer."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(most)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return most, 0, f"ended: {lines[-1] if lines else done.returncode}"
    seconds, megabytes, count, codes, told = json.loads(done.stdout)
    shown = " ".join(f"{code} {number}" for code, number in codes)
    return seconds, megabytes, f"{count} findings: {shown} {' '.join(told)}"


def main() -> int:
    """Measure all files; return 1 where one takes too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bytes", type=int, default=1_000_000)
    options.add_argument("--format", nargs="+", default=[*FORMATS, "special"])
    options.add_argument("--only", nargs="+", default=[])
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--most", type=float, default=30.0)
    given = options.parse_args()
    files: dict[str, bytes] = {}
    for name in given.format:
        if name == "special":
            files |= special(given.bytes)
            continue
        suffix, make = FORMATS[name]
        for pump, piece in PUMPS.items():
            files[f"{pump}.{suffix}"] = make(f"字{piece * (given.bytes // len(escape(piece).encode()))}字")
    bad = 0
    with tempfile.TemporaryDirectory() as kept:
        for name, raw in files.items():
            if given.only and not any(name.startswith(each) for each in given.only):
                continue
            path = Path(kept) / name
            path.write_bytes(raw)
            seconds, megabytes, shown = measure(path, given.most)
            path.unlink()
            over = seconds > given.seconds or megabytes > MEGABYTES or "ended" in shown
            bad += over
            print(f"{'OVER' if over else '    '} {seconds:6.2f} s {megabytes:5} MB  {name:<24} {shown}", flush=True)
    print(f"{bad} of them take more than {given.seconds:g} s or {MEGABYTES} MB")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
