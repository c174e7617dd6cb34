"""An editor, as far as a language server sees it: messages over the standard streams of a process."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Self


class Editor:
    """Starts a server, asks it and keeps what it publishes."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "disclosure_lint", "language-server", *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.published: list[dict[str, Any]] = []
        self.shown: list[str] = []

    def __enter__(self) -> Self:
        self.able = self.ask("initialize", processId=None, rootUri=None, capabilities={})["capabilities"]
        self.tell("initialized")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def leave(self) -> int:
        """Shut the server down as editors do; return the exit status."""
        assert self.ask("shutdown") is None
        self.tell("exit")
        return self.process.wait(timeout=30)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return its result."""
        self.number += 1
        self._send({"method": method, "id": self.number, **({"params": params} if params else {})})
        while True:
            message = self._next()
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]

    def diagnostics(self, version: int | None) -> list[dict[str, Any]]:
        """Return what is published of a version, waiting for it."""
        while True:
            found = [each for each in self.published if each.get("version") == version]
            if found:
                return found[-1]["diagnostics"]  # type: ignore[no-any-return]
            self._next()

    def open(self, uri: str, text: str, version: int = 1) -> list[dict[str, Any]]:
        document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.diagnostics(version)

    def change(self, uri: str, text: str, version: int) -> list[dict[str, Any]]:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self.diagnostics(version)

    def _send(self, content: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **content}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length"):
                length = int(line.partition(b":")[2])
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published.append(message["params"])
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        return message
