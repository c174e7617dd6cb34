"""Chromium, driven through its own driver in a few lines: no further package is needed for that."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.request
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

DRIVER = shutil.which("chromedriver")
BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
#: Nothing of this may reach the network or a display.
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
ENTER, ESCAPE = "\ue007", "\ue00c"


class Browser:
    """A window of Chromium; `with` closes it."""

    def __init__(self, profile: Path, width: int = 1400) -> None:
        assert DRIVER is not None
        self.driver = subprocess.Popen(
            [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        assert self.driver.stdout is not None
        started = (re.search(r"started successfully on port (\d+)", line) for line in self.driver.stdout)
        port = next(match[1] for match in started if match)
        self.address = f"http://127.0.0.1:{port}/session"
        options: dict[str, Any] = {
            "binary": BROWSER,
            "args": [*SWITCHES, f"--user-data-dir={profile}", f"--window-size={width},1000"],
        }
        if width < 500:  # no window is so narrow
            options["mobileEmulation"] = {"deviceMetrics": {"width": width, "height": 844, "pixelRatio": 1}}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        self.address += "/" + self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.communicate()

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def run(self, script: str) -> Any:
        """Return what a script returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": []})

    def type(self, keys: str) -> None:
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def wait(self, script: str) -> None:
        """Wait until a script returns something true; fails after five seconds."""
        self._ask("POST", "/timeouts", {"script": 5000})
        look = f"const look = () => {{ if ((() => {{ {script} }})()) done(true); else setTimeout(look, 30); }}; look();"
        waiting = f"const done = arguments[0]; {look}"
        self._ask("POST", "/execute/async", {"script": waiting, "args": []})

    def complaints(self) -> list[str]:
        """Return what stands in the console."""
        return [each["message"] for each in self._ask("POST", "/se/log", {"type": "browser"})]

    def _ask(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"}, method=method)  # noqa: S310 - the driver
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - on this machine
            return json.load(answer)["value"]
