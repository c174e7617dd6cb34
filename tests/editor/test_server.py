"""The language server as an editor drives it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.run import FAULTY, GOOD, run
from tests.editor.client import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pygls", reason="pygls is not installed (extra editor)")

DRAFT = GOOD.read_text(encoding="utf-8")
#: The sign 𠮷 is one character for us and two for editors.
DOUBLED = DRAFT.replace("增加公园一张图查询。", "增加𠮷公园一张图查询。。")


@pytest.fixture
def editor() -> Iterator[Editor]:
    with Editor() as started:
        yield started


@pytest.fixture
def uri(tmp_path: Path) -> str:
    (tmp_path / ".git").mkdir()
    return (tmp_path / "2025 年报.yaml").as_uri()


def part(text: str, found: dict[str, Any]) -> str:
    """Return the text of a range within a line, counted in UTF-16."""
    start, end = found["start"], found["end"]
    assert start["line"] == end["line"]
    line = text.split("\n")[start["line"]].encode("utf-16-le")
    return line[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.split("\n")
    for each in sorted(edits, key=lambda edit: edit["range"]["start"]["character"], reverse=True):
        row = each["range"]["start"]["line"]
        line = lines[row].encode("utf-16-le")
        start, end = 2 * each["range"]["start"]["character"], 2 * each["range"]["end"]["character"]
        lines[row] = (line[:start] + each["newText"].encode("utf-16-le") + line[end:]).decode("utf-16-le")
    return "\n".join(lines)


def actions(editor: Editor, uri: str, found: dict[str, Any], *only: str) -> list[dict[str, Any]]:
    context = {"diagnostics": [], **({"only": list(only)} if only else {})}
    document = {"uri": uri}
    return editor.ask("textDocument/codeAction", textDocument=document, range=found, context=context) or []


def test_a_session(editor: Editor, uri: str) -> None:
    assert editor.able["hoverProvider"]
    assert set(editor.able["codeActionProvider"]["codeActionKinds"]) == {"quickfix", "source.fixAll.disclosure-lint"}
    assert editor.open(uri, DRAFT) == []
    (found,) = editor.change(uri, DOUBLED, 2)
    assert (found["code"], found["severity"], found["source"]) == ("W604", 3, "disclosure-lint")
    assert part(DOUBLED, found["range"]) == "。。"

    hover = editor.ask("textDocument/hover", textDocument={"uri": uri}, position=found["range"]["start"])
    assert "W604 doubled-punctuation" in hover["contents"]["value"]
    assert "依据：GB/T 15834—2011" in hover["contents"]["value"]
    nowhere = {"line": 0, "character": 0}
    assert editor.ask("textDocument/hover", textDocument={"uri": uri}, position=nowhere) is None

    (fix,) = actions(editor, uri, found["range"], "quickfix")
    (edit,) = fix["edit"]["changes"][uri]
    assert part(DOUBLED, edit["range"]) in ("。", "。。")
    mended = applied(DOUBLED, [edit])
    assert mended == DOUBLED.replace("。。", "。")
    assert actions(editor, uri, {"start": nowhere, "end": nowhere}, "quickfix") == []
    (every,) = actions(editor, uri, {"start": nowhere, "end": nowhere}, "source.fixAll")
    assert every["edit"]["changes"][uri][0]["newText"] == mended

    assert editor.change(uri, mended, 3) == []
    editor.tell("textDocument/didClose", textDocument={"uri": uri})
    assert editor.leave() == 0


def test_a_page_of_another_encoding_is_judged_as_the_editor_shows_it(editor: Editor, tmp_path: Path) -> None:
    page = FAULTY.read_text(encoding="utf-8").replace('charset="utf-8"', 'charset="gb2312"')
    found = editor.open((tmp_path / "年报.html").as_uri(), page)
    told = run("check", FAULTY, "--no-config", "-f", "json").json["findings"]
    assert [each["code"] for each in found] == [each["code"] for each in told]
    for each, wanted in zip(found, told, strict=True):
        place = wanted["place"] or {"line": 1, "column": 1}  # a missing chapter has no place
        assert each["range"]["start"] == {"line": place["line"] - 1, "character": place["column"] - 1}
    (total,) = (each for each in found if each["code"] == "T203")
    assert total["relatedInformation"][0]["location"]["range"]["start"]["line"] == 54


@pytest.mark.parametrize("text", ["services: {web: {image: nginx}}\n", "a: [1\nb: }", "", "\t\u2028\x0c"])
def test_what_is_no_report_is_left_alone(text: str, editor: Editor, uri: str) -> None:
    assert editor.open(uri, text) == []


def test_a_broken_draft_of_a_report_is_told_where(editor: Editor, uri: str) -> None:
    (found,) = editor.open(uri, DRAFT.replace("period: {", "period: {{", 1))
    assert found["code"] == "X002"
    assert found["range"]["start"]["line"] == 6


def test_the_configuration_counts_and_is_read_again(editor: Editor, uri: str, tmp_path: Path) -> None:
    own = tmp_path / ".disclosure-lint.yaml"
    own.write_text("ignore: [W604]\n", encoding="utf-8")
    assert editor.open(uri, DOUBLED) == []
    own.write_text("lang: en\nseverity: {W604: error}\n", encoding="utf-8")
    editor.published.clear()
    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": own.as_uri(), "type": 2}])
    (found,) = editor.diagnostics(1)
    assert (found["severity"], found["message"].isascii()) == (1, False)
    assert "punctuation" in found["message"]
    own.write_text("lnag: en\n", encoding="utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": own.as_uri(), "type": 2}])
    editor.tell("textDocument/didSave", textDocument={"uri": uri})
    editor.ask("textDocument/codeAction", textDocument={"uri": uri}, range=found["range"], context={"diagnostics": []})
    assert len(editor.shown) == 1
    assert "lnag" in editor.shown[0]


def test_options_of_the_server(uri: str) -> None:
    with Editor("--lang", "en", "--select", "S", "--no-config", "--stdio") as editor:
        assert editor.open(uri, DOUBLED) == []


def test_without_pygls_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    done = run("language-server")
    assert done.status == 2
    assert done.err == "disclosure-lint: 需要先装 pygls · pygls is needed: pip install 'disclosure-lint[editor]'\n"


def test_a_configuration_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    done = run("language-server", "--config", tmp_path / "none.yaml")
    assert (done.status, done.err.count("\n")) == (2, 1)
