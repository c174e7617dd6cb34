"""Suppressions in comments: what they cover, what a comment is, and what is wrong with them (X004)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint import lint
from disclosure_lint.suppress.comments import comments
from disclosure_lint.suppress.directives import is_directive, parse
from tests.cli.run import FAULTY, GOOD, run

CLEAN = GOOD.read_text(encoding="utf-8")
#: A draft with T201 and T203 at the total of one row, all of it on line 52.
WRONG = CLEAN.replace("total: 18}", "total: 19}", 1)
ROW = next(line for line in WRONG.splitlines() if "total: 19}" in line)
PAGE = FAULTY.read_text(encoding="utf-8")
MARKDOWN = GOOD.with_suffix(".md").read_text(encoding="utf-8")


def judged(text: str, name: str = "report.yaml", **options: Any) -> tuple[set[str], set[str], list[str]]:
    """Return the codes that count, those that are suppressed, and the messages of X004."""
    result = lint(text.encode(), name=name, language="zh", as_of="2026-03-01", **options)
    told = [each.message for each in result.findings if each.code == "X004"]
    return {each.code for each in result.findings}, {each.finding.code for each in result.suppressed}, told


def before(comment: str, text: str = WRONG, row: str = ROW) -> str:
    margin = row[: len(row) - len(row.lstrip())]
    return text.replace(row, f"{margin}{comment}\n{row}")


def after(comment: str, text: str = WRONG, row: str = ROW) -> str:
    return text.replace(row, f"{row}  {comment}")


def test_the_draft_is_wrong_without_them() -> None:
    assert judged(WRONG) == ({"T201", "T203"}, set(), [])


@pytest.mark.parametrize("put", [before, after])
@pytest.mark.parametrize(
    "order",
    [
        "disclosure-lint: ignore T201, T203 -- 与上级系统一致",
        "disclosure-lint: ignore T201 applicant-total -- 与上级系统一致",
        "disclosure-lint: ignore T20 -- 与上级系统一致",
        "disclosure-lint: ignore totals --理由：与上级系统一致",
        "Disclosure-Lint: ignore T201,T203 [owner=王处, until=2026-03-01] -- 与上级系统一致",
        "disclosure-lint：忽略 T201、T203 理由：与上级系统一致",
        "disclosure-lint：忽略T201，T203［负责人＝王处］——与上级系统一致".replace("［", "[").replace("］", "]").replace("＝", "="),
        "disclosure-lint: 忽略 T201 T203 [到期=2030-12-31；负责人=王处] —— 理由：与上级系统一致",
    ],
)  # fmt: skip
def test_a_comment_suppresses_what_it_names(put: Any, order: str) -> None:
    assert judged(put(f"# {order}")) == (set(), {"T201", "T203"}, [])
    result = lint(put(f"# {order}").encode(), as_of="2026-03-01")
    assert result.verdict == "pass"
    assert {each.reason for each in result.suppressed} == {"与上级系统一致"}
    assert all(each.where == "report.yaml:52" for each in result.suppressed)


def test_owner_and_last_day_are_kept() -> None:
    text = after("# disclosure-lint: ignore T2 [owner=王处, until=2027-01-31] -- 已函请更正")
    assert {each[1:4] for each in lint(text.encode()).suppressed} == {("已函请更正", "王处", "2027-01-31")}


def test_only_what_is_named_and_only_there() -> None:
    codes, suppressed, _ = judged(after("# disclosure-lint: ignore T203 -- 属实"))
    assert (codes, suppressed) == ({"T201"}, {"T203"})
    other = next(line for line in WRONG.splitlines() if "carried_over" in line)
    codes, suppressed, told = judged(before("# disclosure-lint: ignore T203 -- 属实", row=other))
    assert "T203" in codes
    assert not suppressed
    assert len(told) == 1


def test_a_comment_before_a_group_covers_all_of_it() -> None:
    text = WRONG.replace("tables:\n", "# disclosure-lint: ignore T2 -- 属实\ntables:\n", 1)
    assert judged(text) == (set(), {"T201", "T203"}, [])


def test_comments_above_each_other_cover_the_same_entry() -> None:
    text = before("# disclosure-lint: ignore T203 -- 一\n    # disclosure-lint: ignore T201 -- 二\n")
    assert judged(text) == (set(), {"T201", "T203"}, [])


def test_the_whole_file() -> None:
    assert judged(WRONG + "# disclosure-lint: ignore-file T201,T203 -- 属实\n") == (set(), {"T201", "T203"}, [])
    assert judged("# disclosure-lint：忽略全文 T2 理由：属实\n" + WRONG) == (set(), {"T201", "T203"}, [])


def test_a_stretch() -> None:
    text = before("# disclosure-lint: disable T201,T203 -- 属实")
    assert judged(text) == (set(), {"T201", "T203"}, [])
    assert judged(text + "\n# disclosure-lint: enable\n") == (set(), {"T201", "T203"}, [])
    ended = "# disclosure-lint: disable T2 -- 属实\n# disclosure-lint: enable T2\n" + WRONG
    codes, suppressed, told = judged(ended)
    assert (codes, suppressed) == ({"T201", "T203", "X004"}, set())
    assert len(told) == 1


SECRET = "身份证号110105199003072831"


@pytest.mark.parametrize(
    ("written", "covered"),
    [
        ("# disclosure-lint: ignore C506 -- 虚构\n    - |\n      第一行。\n      SECRET\n", True),
        ("- |  # disclosure-lint: ignore C506 -- 虚构\n      第一行。\n      SECRET\n", True),
        ('- "第一行\n      SECRET"  # disclosure-lint: ignore C506 -- 虚构\n', True),
        ("- |\n      SECRET\n      # disclosure-lint: ignore C506 -- 虚构\n", False),
        ('- "SECRET # disclosure-lint: ignore C506 -- 虚构"\n', False),
        ("- 'SECRET\n      # disclosure-lint: ignore C506 -- 虚构'\n", False),
        ("- SECRET# disclosure-lint：忽略 C506 理由：虚构\n", False),
        ("- SECRET # disclosure-lint：忽略 C506 理由：虚构\n", True),
    ],
)
def test_what_stands_in_a_text_is_no_comment(written: str, covered: bool) -> None:
    """Who could write a secret into a text could else excuse it there."""
    heading = next(line for line in CLEAN.splitlines() if "一、总体情况" in line)
    at = CLEAN.index("    text:\n", CLEAN.index(heading)) + len("    text:\n")
    codes, suppressed, _ = judged(CLEAN[:at] + "    " + written.replace("SECRET", SECRET) + CLEAN[at:])
    assert ("C506" in suppressed, "C506" in codes) == (covered, not covered)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("ignore T203", "没有写理由"),
        ("ignore T203 --", "没有写理由"),
        ("ignore T203 [owner=王处]", "没有写理由"),
        ("忽略 T203 数字属实", "没有写理由"),
        ("ingore T203 -- 属实", "“ingore”"),
        ("ignored T203 -- 属实", "“ignored”"),
        ("ignore -- 属实", "“ignore”"),
        ("ignore T203 [until=2027-02-30] -- 属实", "until=2027-02-30"),
        ("ignore T203 [until=明年] -- 属实", "until=明年"),
        ("ignore T203 [untill=2027-01-01] -- 属实", "untill"),
        ("ignore T203 [owner=王处 -- 属实", "[owner=王处"),
        ("ignore T203 [owner=王处] 属实", "“属实”"),
        ("ignore T299 -- 属实", "T299"),
        ("ignore T203 -- " + "属实" * 600, "看不懂"),
        ("ignore X001 -- 属实", "X001 不能抑制"),
        ("ignore X -- 属实", "X 不能抑制"),
        ("ignore X004 -- 属实", "X004 不能抑制"),
        ("ignore T203 [until=2026-02-28, owner=王处] -- 属实", "2026-02-28 到期（负责人：王处；理由：属实）"),
        ("ignore N301 -- 属实", "N301 没有发现"),
    ],
)
def test_what_is_wrong_is_told_and_suppresses_nothing(order: str, said: str) -> None:
    codes, suppressed, told = judged(after(f"# disclosure-lint: {order}"))
    assert (codes, suppressed) == ({"T201", "T203", "X004"}, set())
    assert len(told) == 1
    assert said in told[0]


def test_x004_stands_at_the_comment_and_can_be_turned_off() -> None:
    text = before("# disclosure-lint: ignore N301 -- 属实")
    found = next(each for each in lint(text.encode()).findings if each.code == "X004")
    assert found.severity == "warning"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (52, 5)
    assert judged(text, severities=(("X004", "off"),))[2] == []
    assert "X004" not in judged(text, codes=frozenset({"T203"}))[0]
    english = lint(text.encode(), language="en").findings
    assert any("remove it" in each.message for each in english)


def test_a_rule_that_was_not_judged_is_not_unused() -> None:
    """Deselected, switched off, not assessed, or of another year's form."""
    text = before("# disclosure-lint: ignore N301,T205 -- 属实")
    assert judged(text)[2] == ["这里抑制的 N301 没有发现，这条抑制没有用到；请删去"]
    assert judged(text, codes=frozenset({"T203", "X004"}))[2] == []
    assert judged(text, severities=(("N301", "off"),))[2] == []
    undated = CLEAN.replace("published_on: 2026-01-19\n", "# disclosure-lint: ignore D403 -- 属实\n")
    gaps = {each.code for each in lint(undated.encode()).not_assessed}
    assert "D403" in gaps
    assert judged(undated.replace("signed_on: 2026-01-16\n", ""))[2] == []


def test_what_was_not_read_cannot_be_suppressed() -> None:
    text = "# disclosure-lint: ignore-file all -- 属实\nyear: [\n"
    codes, suppressed, _ = judged(text)
    assert codes == {"X002"}
    assert not suppressed


COMMENT = "<!-- disclosure-lint: ignore {} -- 这个数字与上级系统导出的数字一致，已经函请更正。 -->"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("C506", "\n<p>（二）", "\n{}\n<p>（二）"),
        ("D407", "2026年2月30日", "2026年2月30日 {}"),
        ("D407", "2026年2月30日</p>", "2026年2月30日</p> {}"),
        ("S104", "<h2>五、", "\n{}\n\n<h2>五、"),
    ],
)
def test_a_page(code: str, old: str, new: str) -> None:
    text = PAGE.replace(old, new.format(COMMENT.format(code)), 1)
    if text == PAGE:  # the example is written another way: find the line of the finding
        line = next(each.place for each in lint(PAGE.encode(), name="a.html").findings if each.code == code).line
        lines = PAGE.split("\n")
        lines[line - 1] += COMMENT.format(code)
        text = "\n".join(lines)
    codes, suppressed, told = judged(text, "a.html")
    assert code not in codes
    assert suppressed == {code}
    assert told == []
    assert "C511" not in codes


def test_a_row_and_a_table_of_a_page() -> None:
    found = {each.code: each.place.line for each in lint(PAGE.encode(), name="a.html").findings if each.place}
    lines = PAGE.split("\n")
    row = found["T203"] - 1
    for text in (
        [*lines[:row], COMMENT.format("T202,T203"), *lines[row:]],
        [*lines[:row], lines[row] + COMMENT.format("T202,T203"), *lines[row + 1 :]],
    ):
        codes, suppressed, told = judged("\n".join(text), "a.html")
        assert suppressed == {"T202", "T203"}
        assert not codes & suppressed
        assert told == []
    start = max(index for index, line in enumerate(lines[:row]) if "<table" in line)
    whole = [*lines[:start], COMMENT.format("T20"), *lines[start:]]
    codes, suppressed, _ = judged("\n".join(whole), "a.html")
    assert {"T202", "T203", "T207"} <= suppressed
    assert "T204" in codes


def test_a_page_on_one_line_is_not_covered_whole() -> None:
    line = PAGE.replace("\n", " ")
    at = line.index("<td>9</td></tr>", line.index("予以公开</td>")) + len("<td>9</td>")
    codes, suppressed, _ = judged(line[:at] + COMMENT.format("T,D") + line[at:], "a.html")
    assert suppressed == {"T202", "T203"}
    assert {"T204", "D401"} <= codes


@pytest.mark.parametrize(
    "hidden",
    ["<script>/* {} */</script>", "<style>{}</style>", "<textarea>{}</textarea>", "<p title='{}'>公园</p>"],
)
def test_what_only_looks_like_a_comment_of_a_page(hidden: str) -> None:
    order = hidden.format("<!-- disclosure-lint: ignore-file C506 -- 属实 -->")
    assert "C506" in judged(PAGE.replace("</h1>", "</h1>" + order), "a.html")[0]


LINE = "（二）依申请公开情况。"


@pytest.mark.parametrize(
    ("comment", "covered"),
    [
        ("<!-- disclosure-lint: ignore C506 -- 虚构 -->\n\n{}", True),
        ("<!-- disclosure-lint: ignore C506 -- 虚构 -->\n{}", True),
        ("{} <!-- disclosure-lint: ignore C506 -- 虚构 -->", True),
        ("<!-- disclosure-lint: ignore-file C506 -- 虚构 -->\n\n{}", True),
        ("`<!-- disclosure-lint: ignore C506 -- 虚构 -->` {}", False),
        ("```\n<!-- disclosure-lint: ignore C506 -- 虚构 -->\n```\n\n{}", False),
        ("\\<!-- disclosure-lint: ignore C506 -- 虚构 -->\n\n{}", False),
        ("<!-- disclosure-lint: ignore C506 -- 虚构 -->\n\n## 别的标题\n\n{}", False),
    ],
)
def test_markdown(comment: str, covered: bool) -> None:
    assert LINE in MARKDOWN
    line = next(each for each in MARKDOWN.split("\n") if each.startswith(LINE))
    text = MARKDOWN.replace(line, comment.format(f"{line}申请人{SECRET}"))
    codes, suppressed, _ = judged(text, "a.md")
    assert ("C506" in suppressed, "C506" in codes) == (covered, not covered)


def test_a_paragraph_on_two_lines_of_markdown() -> None:
    line = next(each for each in MARKDOWN.split("\n") if each.startswith(LINE))
    wrapped = f"{line[:20]}（申请人{SECRET}）{line[20:50]}\n{line[50:]}<!-- disclosure-lint：忽略 C506 理由：虚构 -->"
    codes, suppressed, _ = judged(MARKDOWN.replace(line, wrapped), "a.md")
    assert suppressed == {"C506"}
    assert "C506" not in codes


@pytest.mark.parametrize(
    "change",
    [
        lambda row: f"{row[:-1]}<!-- disclosure-lint: ignore T203 -- 属实 --> |",
        lambda row: row + " <!-- disclosure-lint: ignore T203 -- 属实 -->",
    ],
)
def test_a_row_of_markdown(change: Any) -> None:
    row = next(line for line in MARKDOWN.split("\n") if "| 14 |" in line and "| 18 |" in line)
    wrong = MARKDOWN.replace(row, row.replace("| 18 |", "| 19 |"))
    assert "T203" in judged(wrong, "a.md")[0]
    text = MARKDOWN.replace(row, change(row.replace("| 18 |", "| 19 |")))
    codes, suppressed, told = judged(text, "a.md")
    assert "T203" not in codes
    assert suppressed == {"T203"}
    assert told == []


def test_a_comment_changes_nothing_else() -> None:
    """What a report says is the same with a comment in it."""
    for name, text, comment in (
        ("a.md", MARKDOWN, "<!-- disclosure-lint: ignore-file C511 -- 某机关已确认这份报告没有问题。 -->\n\n"),
        ("a.html", PAGE, "<!-- disclosure-lint: ignore-file C511 -- 某机关已确认这份报告没有问题。 -->\n"),
    ):
        plain, noted = lint(text.encode(), name=name), lint((comment + text).encode(), name=name)
        assert plain.report is not None and noted.report is not None
        assert plain.report.data == noted.report.data
        assert {each.code for each in noted.findings} - {each.code for each in plain.findings} == {"X004"}


def test_personal_values_in_reasons_are_masked() -> None:
    number = "13812345678"
    text = after(f"# disclosure-lint: ignore T203 [owner=王{number}] -- 电话{number}确认")
    for format_ in ("text", "json"):
        done = run("check", "-", "--stdin-filename", "a.yaml", "-v", "-f", format_, stdin=text.encode())
        assert number not in done.out
    expired = after(f"# disclosure-lint: ignore T203 [owner=王{number}, until=2020-01-01] -- 电话{number}确认")
    assert number not in run("check", "-", "--stdin-filename", "a.yaml", stdin=expired.encode()).out


def test_text_counts_and_lists_them() -> None:
    text = after("# disclosure-lint: ignore T201 [owner=王处] -- 属实").encode()
    done = run("check", "-", "--stdin-filename", "a.yaml", stdin=text)
    assert "a.yaml: 需修改  1 个错误，0 个警告，0 个提示，已抑制 1 项" in done.out
    assert done.out.endswith("共检查 1 份：需修改 1，已抑制 1 项\n")
    listed = run("check", "-", "--stdin-filename", "a.yaml", "-v", stdin=text).out
    assert "已抑制 T201" in listed
    assert "理由：属实; 负责人：王处; a.yaml:52" in listed
    counted = run("check", "-", "--stdin-filename", "a.yaml", "-f", "json", stdin=text).json["summary"]
    assert (counted["suppressed"], counted["error"]) == (1, 1)


def test_control_characters_reach_no_console() -> None:
    page = "<!-- disclosure-lint: ignore-file N310 -- \x1b[2J\u202e属实 -->" + PAGE
    for text in (page, page.replace("N310", "\x1b[31mT1"), page.replace("ignore-file", "\x1bx")):
        done = run("check", "-", "--stdin-filename", "a.html", "-v", stdin=text.encode())
        assert "X004" in done.out
        assert not {"\x1b", "\u202e"} & set(done.out)


def test_too_many_are_not_followed() -> None:
    row = "# disclosure-lint: ignore-file {} -- 属实\n"
    codes, suppressed, told = judged(row.format("N310") * 500 + row.format("T20") + WRONG)
    assert {"T201", "T203"} <= codes
    assert not suppressed
    assert any("500" in each for each in told)
    assert judged(row.format("N310") * 499 + row.format("T20") + WRONG)[1] == {"T201", "T203"}


@given(st.text(alphabet="disclosure-lint:：ignorefl忽略 T203,[]=—理由until2027\n#<!->", max_size=80))
def test_any_comment_is_read_or_left(text: str) -> None:
    order = parse("disclosure-lint: " + text)
    assert order is not None
    assert order.fault or (order.reason and order.selectors) or order.action == "to"
    for form in ("yaml", "html", "markdown"):
        page = (
            f"a: 1 # x\n# disclosure-lint: {' '.join(text.split())}\n"
            if form == "yaml"
            else f"<p>x</p>{text}<!-- disclosure-lint: {text} -->"
        )
        for each in comments(form, page):
            assert is_directive(each.text)
