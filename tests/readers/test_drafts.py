"""Data drafts: what is read, where it stands, and what is refused."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.outline import locate
from disclosure_lint.readers import yaml_draft
from disclosure_lint.readers.drafts import MAX_VALUES, Draft, read_json, read_yaml
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.report import join, members, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Without the line breaks that PyYAML itself writes and cannot read back.
CHARACTERS = st.characters(exclude_characters="\x85\u2028\u2029", exclude_categories=("Cs",))
KEYS = st.text(CHARACTERS, min_size=1, max_size=8)
TEXTS = st.text(CHARACTERS, max_size=30) | st.text("中文a1 \n'\"\\:#-", max_size=30)
#: Decimals without exponent, which both formats write alike.
DECIMALS = st.integers(-(10**6), 10**6).map(lambda number: number / 8)
SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | DECIMALS | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


def slice_at(text: str, draft: Draft, pointer: str) -> str:
    """The source between the ends of a place."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = draft.places[pointer]
    assert place.line and place.column and place.end_line and place.end_column
    if place.line == place.end_line:
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
    middle = lines[place.line : place.end_line - 1]
    return "\n".join(
        [lines[place.line - 1][place.column - 1 :], *middle, lines[place.end_line - 1][: place.end_column - 1]]
    )


def check_places(text: str, draft: Draft, value: Any, decode: Callable[[str], Any]) -> None:
    """Every value is the one that stands at its place, every container at its key."""
    for pointer, member in walk("", value):
        found = slice_at(text, draft, pointer)
        key = tokens(pointer)[-1]
        if not (member is None or isinstance(member, (dict, list))):
            assert decode(found) == member
        elif not key.isdecimal():
            assert str(decode(found)) == key
        if isinstance(member, str):
            check_runs(text, draft, pointer, member)


def check_runs(text: str, draft: Draft, pointer: str, value: str) -> None:
    """The characters of a text stand where its runs say, escapes and folds apart."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, character in enumerate(value):
        run = locate(draft.runs[pointer], offset)
        assert run is not None
        if character.isalnum():
            found = lines[run.line - 1][run.column - 1 : run.column]
            assert found in (character, "\\"), (value, offset, draft.runs[pointer])


def walk(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every value with its pointer."""
    for key, member in members(value):
        yield join(pointer, key), member
        yield from walk(join(pointer, key), member)


def decode_yaml(found: str) -> Any:
    """What a slice of YAML says by itself."""
    return read_yaml(f"k:\n {found}").data["k"]


@given(MAPPINGS, st.booleans(), st.sampled_from([None, 1, 4]))
def test_json_reads_back_with_exact_places(value: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    draft = read_json(text)
    assert draft.data == value
    assert not draft.problems
    check_places(text, draft, value, json.loads)


@given(MAPPINGS, st.booleans(), st.sampled_from([False, True, None]))
def test_yaml_reads_back_with_exact_places(value: dict[str, Any], unicode_too: bool, flow: bool | None) -> None:
    text = yaml.safe_dump(value, allow_unicode=unicode_too, default_flow_style=flow, sort_keys=False)
    draft = read_yaml(text)
    assert draft.data == value
    check_places(text, draft, value, decode_yaml)


@given(st.dictionaries(KEYS, TEXTS, min_size=1, max_size=5), st.sampled_from([None, "'", '"', "|", ">"]))
def test_texts_of_every_style_have_exact_runs(value: dict[str, str], style: str | None) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, width=20)
    draft = read_yaml(text)
    assert draft.data == value
    for pointer, member in walk("", value):
        check_runs(text, draft, pointer, member)


@given(st.text())
def test_any_text_reads_or_is_refused(text: str) -> None:
    for read in (read_yaml, read_json):
        try:
            assert isinstance(read(text).data, dict)
        except ReadError as error:
            assert error.code in {"X001", "X002", "X006", "X007"}


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%#\\ab1 \n\t\r\x85：", max_size=40))
@settings(max_examples=300)
def test_any_marks_read_or_are_refused(text: str) -> None:
    test_any_text_reads_or_is_refused.hypothesis.inner_test(text)


@given(st.binary(max_size=60))
def test_any_bytes_read_or_are_refused(data: bytes) -> None:
    test_any_text_reads_or_is_refused.hypothesis.inner_test(data.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("0", 0), ("-12", -12), ("3.50", 3.5), ("2025-01-01", "2025-01-01"), ("012", "012"), ("no", "no"), ("on", "on"),
        ("12:30", "12:30"), ("0x1F", "0x1F"), ("1_000", "1_000"), (".inf", ".inf"), ("1e3", "1e3"), ("+1", "+1"), ("1.", "1."),
        ("１２", "１２"), ("2023-02-30", "2023-02-30"), ("'1'", "1"), ('"true"', "true"), ("!!str 1", "1"),
        ("9" * 18, int("9" * 18)), ("9" * 19, "9" * 19), ("=", "="), ("/", "/"),
    ],
)  # fmt: skip
def test_yaml_scalars_have_the_types_of_json(written: str, value: object) -> None:
    read = read_yaml(f"a: {written}").data["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_columns_count_characters(monkeypatch: pytest.MonkeyPatch, loader: str) -> None:
    monkeypatch.setattr(yaml_draft, "LOADER", getattr(yaml, loader, yaml.SafeLoader))
    text = "\ufeff标题: 😀水务局\r\n乙: {丙: '😀😀', 丁: 5}\r\nc: a\x85d: 1\ne: &x f\u2028g: 2\n"
    draft = read_yaml(text)
    assert (draft.places["/标题"].line, draft.places["/标题"].column, draft.places["/标题"].end_column) == (1, 5, 9)
    assert (draft.places["/乙/丁"].line, draft.places["/乙/丁"].column) == (2, 17)
    assert (draft.places["/乙"].line, draft.places["/乙"].column, draft.places["/乙"].end_column) == (2, 1, 2)
    assert (draft.places["/d"].line, draft.places["/d"].column) == (3, 9), "NEL ends no line for an editor"
    assert (draft.places["/e"].line, draft.places["/e"].column) == (4, 7), "the anchor is no part of the value"
    assert (draft.places["/g"].line, draft.places["/g"].column) == (4, 12)


def test_a_place_is_the_value_or_the_key_of_what_has_no_text_of_its_own() -> None:
    text = "a:\n  b:\n  c: []\n  d: |\n    一\n    二\n  e:\n  - x: 1\n    y: 2\n  - 3\n"
    draft = read_yaml(text)
    assert {pointer: slice_at(text, draft, pointer) for pointer in draft.places} == {
        "/a": "a", "/a/b": "b", "/a/c": "c", "/a/d": "|\n    一\n    二", "/a/e": "e",
        "/a/e/0": "x: 1", "/a/e/0/x": "1", "/a/e/0/y": "2", "/a/e/1": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("k: 本年新收申请8件", "8"), ("k: '本年''新''收8件'", "8"), ('k: "本\\u5e74\\n新\\\n   收8件"', "8"),
        ("k: |\n  第一行\n\n  第二行8件\n", "8"), ("k: >-\n  第一行\n  第二行8件\n\n    缩进\n  末9\n", "9"),
        ("k: |2\n    缩进\n  第二行8件", "8"), ("k: 第一行\n  第二行\n\n  第三行8件", "8"), ("- 1\n- 2", ""),
        ("k: 'a  b\n\n  c8'", "8"), ('k: "a\\\\b\\"8"', "8"), ("k: &a 中8", "8"), ("k: >+\r\n  一\r\n  二8\r\n\r\n", "8"),
    ],
)  # fmt: skip
def test_a_span_in_a_text_has_an_exact_place(text: str, needle: str) -> None:
    if not needle:
        return
    draft = read_yaml(text)
    run = locate(draft.runs["/k"], draft.data["k"].index(needle))
    assert run is not None
    assert text.replace("\r\n", "\n").split("\n")[run.line - 1][run.column - 1] == needle


def test_a_span_in_a_json_text_has_an_exact_place() -> None:
    text = '{"k": "\\ud83d\\ude00\\n一\\u4e8c\\"8\\/"}'
    draft = read_json(text)
    assert draft.data["k"] == '😀\n一二"8/'
    run = locate(draft.runs["/k"], draft.data["k"].index("8"))
    assert run is not None
    assert text[run.column - 1] == "8"


@pytest.mark.parametrize(
    ("read", "text"), [(read_yaml, "a: 1\nb: 2\na: {c: 3}\n"), (read_json, '{"a": 1,\n"b": 2,\n"a": {"c": 3}}')]
)
def test_the_first_of_two_equal_keys_counts_and_both_are_named(read: Any, text: str) -> None:
    draft = read(text)
    assert draft.data == {"a": 1, "b": 2}
    assert set(draft.places) == {"/a", "/b"}
    [(code, reason, values, place)] = draft.problems
    assert (code, reason, place.line, place.column) == ("X002", "duplicate-key", 3, 1)
    assert values == {"key": "a", "first_line": 1, "line": 3}


@pytest.mark.parametrize(
    ("text", "code", "reason", "line", "column"),
    [
        ("", "X001", "empty", None, None), ("# nothing\n", "X001", "empty", None, None), ("---\n", "X001", "empty", None, None),
        ("- 1\n", "X006", "not-a-mapping", 1, 1), ("text", "X006", "not-a-mapping", 1, 1),
        ("a: 1\n---\nb: 2\n", "X002", "several-documents", 2, 1),
        ("a: *b\n", "X002", "unknown-alias", 1, 4), ("a: &a [1, *a]\n", "X002", "recursive-alias", 1, 11),
        ("a: &a {b: 1}\nc: {<<: *a}\n", "X002", "merge-key", 2, 5), ("? [a]\n: 1\n", "X002", "complex-key", 1, 3),
        ("a: \x01\n", "X002", "control-character", 1, 4), ("a: \ud800\n", "X002", "control-character", 1, 4),
        ("a: [1,\nb: 2\n", "X002", "yaml-syntax", 3, 1), ("a: b: c\n", "X002", "yaml-syntax", 1, 5),
        ("a: " + "[" * 100_000, "X007", "too-deep", 1, 1003), ("[" * 100, "X007", "too-deep", 1, 65),
        ("a:\n" + "".join(" " * depth + "- \n" for depth in range(100)), "X007", "too-deep", 65, 64),
    ],
)  # fmt: skip
def test_what_yaml_is_refused(text: str, code: str, reason: str, line: int | None, column: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml(text)
    error = caught.value
    place = error.place
    assert (error.code, error.reason) == (code, reason)
    assert (place and place.line, place and place.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("标题：甲\n年度: 2025\n", "full-width-colon"), ("a:\n\tb: 1\n", "tab-indentation"), ("a: 'x\nb: 1\n", "unclosed-quote"),
        ("a: [1, 2\nb: 1\n", "unclosed-bracket"), ("a: 1\n b: 2\n", "unexpected-colon"), ("a: 1\nb\n", "missing-colon"),
        ("a: 1\n- b\n", "bad-indentation"), ('a: "\\q"\n', "unclosed-quote"), ("a: @b\n", "unexpected-character"),
    ],
)  # fmt: skip
def test_a_yaml_mistake_has_a_plain_cause(text: str, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml(text)
    assert caught.value.values["kind"] == cause


@pytest.mark.parametrize(
    ("text", "cause", "column"),
    [
        ('{"a": NaN}', "not-finite", 7), ('{"a": -Infinity}', "not-finite", 7), ('{"a": 1,}', "trailing-comma", 9),
        ('{"a": 1', "unexpected-end", 8), ('{"a": 1} 2', "unexpected-token", 10), ("{'a': 1}", "single-quotes", 2),
        ('{"a": 01}', "not-json", 7), ('{"a": tru}', "not-json", 7), ('{"a" 1}', "unexpected-token", 6), ('{"a": "b}', "bad-text", 7),
        ('{"a": 1 // x\n}', "comment", 9), ('{"a": "\\q"}', "bad-escape", 8), ('{"a": "x\ty"}', "bad-text", 7), ("{“a”: 1}", "full-width-quotes", 2),
        ('{"a": [1 2]}', "unexpected-token", 10), ("{1: 2}", "unexpected-token", 2), ('{"a": ]}', "unexpected-token", 7),
    ],
)  # fmt: skip
def test_what_json_is_refused(text: str, cause: str, column: int) -> None:
    with pytest.raises(ReadError) as caught:
        read_json(text)
    assert caught.value.values["kind"] == cause
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (1, column)


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (" \n", "X001", "empty"), ("[1]", "X006", "not-a-mapping"), ('"a"', "X006", "not-a-mapping"),
        ('{"a":' * 100_000, "X007", "too-deep"), ("[" + "1," * MAX_VALUES + "1]", "X007", "too-many-values"),
    ],
)  # fmt: skip
def test_which_json_is_no_draft(text: str, code: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_json(text)
    assert (caught.value.code, caught.value.reason) == (code, reason)


def test_json_numbers_keep_the_meaning_of_json() -> None:
    draft = read_json('{"a": 1e3, "b": 12345678901234567890, "c": 1e999, "d": -0.5, "e": "\\ud800x"}')
    assert draft.data == {"a": 1000.0, "b": "12345678901234567890", "c": "1e999", "d": -0.5, "e": "\ufffdx"}
    assert isinstance(draft.data["a"], float)
    assert [problem[1] for problem in draft.problems] == ["lone-surrogate"]


def test_aliases_are_read_and_bombs_refused() -> None:
    draft = read_yaml("a: &a {b: [1, 2]}\nc: *a\nd: [*a]\n")
    assert draft.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": [{"b": [1, 2]}]}
    assert (draft.places["/c"].line, draft.places["/c"].column, draft.places["/d/0"].column) == (2, 1, 5)
    levels = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12))
    started = time.process_time()
    with pytest.raises(ReadError) as caught:
        read_yaml(f"a0: &a0 [1, 1]\n{levels}")
    assert caught.value.reason == "alias-bomb"
    deep = "a0: &a0 []\n" + "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 80))
    with pytest.raises(ReadError) as caught:
        read_yaml(deep)
    assert caught.value.reason == "too-deep"
    assert time.process_time() - started < 1


def test_tags_construct_nothing() -> None:
    draft = read_yaml("a: !!python/object/apply:os.system ['true']\nb: !!int '5'\nc: !<tag:yaml.org,2002:str> 1\n")
    assert draft.data == {"a": ["true"], "b": "5", "c": "1"}
    assert [(reason, values["tag"], place.line) for _, reason, values, place in draft.problems] == [
        ("tag", "tag:yaml.org,2002:python/object/apply:os.system", 1),
        ("tag", "tag:yaml.org,2002:int", 2),
    ]


def test_keys_are_text() -> None:
    draft = read_yaml("2025: a\ntrue: b\n~: c\na/b~: {d: 1}\n")
    assert draft.data == {"2025": "a", "true": "b", "~": "c", "a/b~": {"d": 1}}
    assert draft.places["/a~1b~0/d"].line == 4
