"""Old and open formats (DOC, WPS, RTF, ODT) to DOCX, by LibreOffice, where the user allows it.

The program runs in a folder of its own that is removed afterwards, with a
profile of its own, so that runs side by side do not meet and nothing of the
user's is read or kept; it may follow no link in the file and run no macro.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from disclosure_lint.readers.errors import ReadError

#: Seconds that a conversion may take.
SECONDS = 60
_COMMANDS = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format("MacroSecurityLevel", 3)
    + _ITEM.format("DisableMacrosExecution", "true")
    + _ITEM.format("BlockUntrustedRefererLinks", "true")
    + "</oor:items>"
)


def to_docx(raw: bytes, kind: str, *, allowed: bool) -> bytes:
    """Return a document of a kind (doc, rtf, odt) as DOCX.

    Raise ReadError X005 where that is not allowed, LibreOffice is not installed,
    or the conversion fails or takes longer than 60 seconds.
    """
    values = {"kind": kind.upper()}
    if not allowed:
        raise ReadError("X005", "convert", values)
    program = find_program()
    if program is None:
        raise ReadError("X005", "no-libreoffice", values)
    with tempfile.TemporaryDirectory(prefix="disclosure-lint-", ignore_cleanup_errors=True) as folder:
        return _converted(Path(folder), program, raw, kind)


def find_program() -> str | None:
    """Return the path of LibreOffice; None where it is not installed."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    return found or next((path for path in _USUAL if Path(path).is_file()), None)


def _converted(folder: Path, program: str, raw: bytes, kind: str) -> bytes:
    source, profile, target = folder / f"report.{kind}", folder / "profile", folder / "out"
    source.write_bytes(raw)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(target), str(source)]
    _run(command, folder, kind)
    try:
        return (target / "report.docx").read_bytes()
    except OSError as error:
        raise ReadError("X005", "convert-failed", {"kind": kind.upper(), "cause": "no result"}) from error


def _run(command: list[str], folder: Path, kind: str) -> None:
    """Run a program to its end; when its time is over, end it and all that it started."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(  # noqa: S603 - the program was found by its name, its arguments are ours
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        cause = error.strerror or "?"
        raise ReadError("X005", "convert-failed", {"kind": kind.upper(), "cause": cause}) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        cause = f"> {SECONDS:g} s"
        raise ReadError("X005", "convert-failed", {"kind": kind.upper(), "cause": cause}) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children, whichever of them still run."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(  # noqa: S603 - a program of the system, and a number
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            check=False,
            capture_output=True,
        )
    process.wait()
