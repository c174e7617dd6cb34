"""The server: what an editor asks for, answered over standard input and output."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from disclosure_lint import __version__, config
from disclosure_lint.editor.drafts import fixed, judge
from disclosure_lint.editor.messages import FIX_ALL, SOURCE, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A change is judged when nothing was typed for so many seconds.
PAUSE = 0.3


class Server(LanguageServer):
    """Holds what was found of each open draft; `given` are options of `check` for all of them."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        # Whole texts: what ends a line is not the same for everyone, and drafts are short.
        super().__init__(SOURCE, __version__, lsp.TextDocumentSyncKind.Full)
        self.given = given
        self.open: list[str] = []  # as the editor writes them: pygls has them decoded
        self.sheets: dict[str, Sheet] = {}
        self.told = ""

    def judge(self, uri: str) -> Sheet | None:
        """Judge a draft and show what was found; a configuration that cannot be used is told once."""
        document, path = self.workspace.get_text_document(uri), to_fs_path(uri)
        try:
            found = judge(Path(path or document.filename or "untitled"), document.source, document.version, self.given)
        except config.ConfigError as error:
            self.sheets.pop(uri, None)
            self._say(error.text(self.given.get("lang") or "zh"))
            return None
        self.told = ""
        sheet = self.sheets[uri] = Sheet(found, uri, document.position_codec)
        shown = list(sheet.diagnostics())
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, document.version))
        return sheet

    def judged(self, uri: str) -> Sheet | None:
        """Return what is known of the text as it is now."""
        known, version = self.sheets.get(uri), self.workspace.get_text_document(uri).version
        return known if known is not None and known.judged.version == version else self.judge(uri)

    def _say(self, sentence: str) -> None:
        if sentence != self.told:
            self.told = sentence
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"disclosure-lint: {sentence}"))


def server(given: Mapping[str, Any]) -> Server:
    """Return a server that judges by options of `check`; its `start_io` runs it."""
    made = Server(given)
    made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(_opened)
    made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    made.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(_saved)
    made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    made.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_configured)
    made.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    kinds = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL])
    made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)(_actions)
    return made


def _opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    server.open.append(params.text_document.uri)
    server.judge(params.text_document.uri)


async def _changed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    uri, version = params.text_document.uri, params.text_document.version
    await asyncio.sleep(PAUSE)
    if uri in server.open and server.workspace.get_text_document(uri).version == version:
        server.judge(uri)


def _saved(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    """Judge by the configuration as it is now: what was saved may be one."""
    config.forget()
    if (to_fs_path(params.text_document.uri) or "").endswith(("/.disclosure-lint.yaml", "/pyproject.toml")):
        _judge_all(server)
    else:
        server.judge(params.text_document.uri)


def _configured(server: Server, _: lsp.DidChangeWatchedFilesParams) -> None:
    config.forget()
    _judge_all(server)


def _judge_all(server: Server) -> None:
    for uri in server.open:
        server.judge(uri)


def _closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.open = [each for each in server.open if each != uri]
    server.sheets.pop(uri, None)
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def _hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    sheet = server.judged(params.text_document.uri)
    told = sheet.hover(params.position) if sheet is not None else ""
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told)) if told else None


def _actions(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Return quick fixes, and the one for all where it is asked for or nothing is."""
    sheet, only = server.judged(params.text_document.uri), params.context.only
    if sheet is None:
        return []
    found = list(sheet.actions(params.range)) if _wanted(lsp.CodeActionKind.QuickFix, only) else []
    if _wanted(FIX_ALL, only) and sheet.safe():
        text = fixed(sheet.judged, server.given)
        found += [sheet.all_fixed(text)] if text != sheet.judged.text else []
    return found


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Tell whether a kind of action is asked for: by its own name, or by one above it."""
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)
