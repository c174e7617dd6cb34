"""Faults with fixes, in every style: what was wrong is right, and everything else is as it was."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixing.run import FIXABLE, changed, fixed, fixes, judge
from tests.generator.faults import FAULTS, Fault
from tests.generator.model import clean
from tests.generator.render import RENDERERS
from tests.generator.run import EFFORT, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = [style for style in RENDERERS if style not in ("pdf", "xlsx", "ofd")]
#: Faults of the generator that no fix is for: what was meant cannot be known.
UNKNOWABLE = {"numbering-gap", "item-gap", "decimal-count", "words-for-a-count", "mark-alone", "brand-within"}
UNKNOWABLE |= {"signed-on-no-day", "no-such-day-in-prose"}
MENDED = [each for each in FAULTS if each.code in FIXABLE and each.name not in UNKNOWABLE]
#: Texts with one fault each, and as they should be.
SLIPS = (
    ("W604", "工作平稳。。", "工作平稳。"),
    ("W604", "工作平稳，，有序推进。", "工作平稳，有序推进。"),
    ("W604", "工作平稳，。", "工作平稳。"),
    ("W605", "做好信息信息公开。", "做好信息公开。"),
    ("W606", "畅通受理渠。", "畅通受理渠道。"),
    ("W606", "推动🤸公开工作。", "推动公开工作。"),
)


def fits(fault: Fault, style: str) -> bool:
    if fault.name == "emoji-within" and style == "yaml":
        return False  # the writer of the draft escapes it (\\U0001F938), and what is escaped is not fixed
    return style not in fault.without and not (fault.printed and style in ("yaml", "json"))


def cases() -> Iterator[Any]:
    for number, fault in enumerate(MENDED):
        found = [style for style in STYLES if fits(fault, style)]
        for step in range(min(len(found), 3 * EFFORT)):
            style = found[(number * 3 + step * 7) % len(found)]
            yield pytest.param(fault, style, id=f"{fault.code}-{fault.name}-{style}")


@pytest.mark.parametrize(("fault", "style"), list(cases()))
def test_a_fixed_fault_is_gone(fault: Fault, style: str) -> None:
    script, expected = fault.inject(1)
    raw, name = rendered(script, style, 1)
    assert fixes(judge(raw, name), fault.code)
    done = fixed(raw, name)
    assert done.made
    assert not fixes(done.result)
    assert not [each for each in done.result.findings if each.code == fault.code and expected.at(each.pointer)]
    assert fixed(done.raw, name)[::2] == (done.raw, 0)
    if name.endswith(".docx"):
        same_but_for_texts(raw, done.raw)


def same_but_for_texts(raw: bytes, new: bytes) -> None:
    """Assert that two Word documents differ in nothing but the texts of w:t in the main part."""
    with zipfile.ZipFile(BytesIO(raw)) as one, zipfile.ZipFile(BytesIO(new)) as other:
        assert other.testzip() is None
        pairs = list(zip(one.infolist(), other.infolist(), strict=True))
        for before, after in pairs:
            told = [(each.filename, each.date_time, each.compress_type, each.external_attr) for each in (before, after)]
            assert told[0] == told[1]
            if before.filename != "word/document.xml":
                assert one.read(before) == other.read(after)
        texts = re.compile(rb"(<w:t(?: [^<>]*)?>)[^<]*(?=</w:t>)")
        main = [texts.sub(rb"\1", each.read("word/document.xml")) for each in (one, other)]
        assert main[0] == main[1]


@settings(max_examples=25 * EFFORT, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(STYLES),
    st.lists(st.sampled_from(SLIPS), min_size=1, max_size=3, unique=True),
    st.booleans(),
)
def test_slips_are_mended_where_they_stand(
    seed: int, style: str, slips: list[tuple[str, str, str]], unsafe: bool
) -> None:
    """The data after the fixes are those before but for the slips; without `unsafe` only the safe ones go."""
    script = clean(seed, "cn-2021")
    texts = script.data["sections"]["overview"]["text"]
    if style == "yaml":  # whose writer escapes them: see `fits`
        slips = [slip for slip in slips if max(slip[1]) < "\U00010000"]
    texts.extend(wrong for _, wrong, _ in slips)
    raw, name = rendered(script, style, seed)
    before = judge(raw, name, "W604", "W605", "W606")
    assert before.report is not None
    wanted = before.report.data
    for code, wrong, right in slips:
        if unsafe or wrong in ("工作平稳。。", "工作平稳，，有序推进。"):
            pointer = next(each.pointer for each in before.report.texts() if wrong in each.text)
            wanted = changed(wanted, pointer, wrong, right)
            assert fixes(before, code)
    done = fixed(raw, name, "W604", "W605", "W606", unsafe=unsafe)
    assert done.result.report is not None
    assert done.result.report.data == wanted
    if not name.endswith(".docx"):
        lines_around(raw, done.raw)


def lines_around(raw: bytes, new: bytes) -> None:
    """Assert that the lines of a text are as many as before, with the same ends."""
    ends = re.compile(rb"\r\n|\n|\r")
    assert ends.findall(raw) == ends.findall(new)


@pytest.mark.parametrize("style", STYLES)
def test_figures_keep_their_value(style: str) -> None:
    """Full-width digits and separators go; placeholders, blanks and every value stay."""
    script = clean(3, "cn-2021", bare=True)
    table = script.data["tables"]["proactive_disclosure"]
    table["licensing"]["decisions"] = "１，６３６"
    table["penalties"]["decisions"] = "38,900"
    table["coercion"]["decisions"] = "/"
    raw, name = rendered(script, style, 3)
    before = judge(raw, name)
    assert before.report is not None
    read = before.report.data["tables"]["proactive_disclosure"]
    assert [read[key]["decisions"] for key in ("licensing", "penalties", "coercion")] == [1636, 38900, "/"]
    done = fixed(raw, name, unsafe=False)
    assert done.result.report is not None
    assert done.result.report.data == before.report.data
    left = [each for each in done.result.findings if each.code == "T209"]
    assert not left
    assert (
        "/tables/proactive_disclosure/coercion/decisions" not in done.result.report.found
        or done.result.report.get("/tables/proactive_disclosure/coercion/decisions") == "/"
    )
    assert fixed(done.raw, name).made == 0


@pytest.mark.parametrize("style", ["yaml", "json", "md-plain", "txt-tabs", "html-word"])
def test_an_edit_says_what_is_written(style: str) -> None:
    """Whoever makes the edits of the JSON output by line and column gets the same file."""
    script = clean(5, "cn-2021")
    script.data["sections"]["overview"]["text"].append("工作平稳。。做好信息信息公开。")
    raw, name = rendered(script, style, 5)
    codec = "gb18030" if style == "txt-tabs" else "utf-8-sig"
    text = raw.decode(codec)
    lines = re.split(r"(\r\n|\n|\r)", text)
    edits = sorted((edit for fix in fixes(judge(raw, name)) for edit in fix.edits), reverse=True)
    for line, column, end_line, end_column, new in edits:
        assert line == end_line
        old = lines[2 * line - 2]
        lines[2 * line - 2] = old[: column - 1] + new + old[end_column - 1 :]
    assert fixed(raw, name).raw.decode(codec) == "".join(lines)


def test_random_seeds_are_stable() -> None:
    """A report without fixable faults is not touched."""
    for seed in Random(1).sample(range(1000), 6):
        raw, name = rendered(clean(seed), STYLES[seed % len(STYLES)], seed)
        assert fixed(raw, name, unsafe=False).raw == raw
