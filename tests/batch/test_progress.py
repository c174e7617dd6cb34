"""What is told while a batch runs."""

from __future__ import annotations

import io

from disclosure_lint.batch.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def stepped(stream: io.StringIO, seconds: float, *, quiet: bool = False) -> Progress:
    """Count 50 of 200 files, two of them failing and ten unchanged, at one step in so many seconds."""
    progress = Progress(200, quiet=quiet, stream=stream)
    now = progress.began
    progress.clock = lambda: now
    for number in range(50):
        now += seconds
        progress.step(failed=number < 2, unchanged=number >= 40)
    progress.end()
    return progress


def test_a_terminal() -> None:
    stream = Terminal()
    stepped(stream, 0.5)
    told = stream.getvalue()
    assert "\n" not in told
    assert "50/200 个文件 files · 1.6/秒 s · 剩余 left 1:33 · 不合格 failing 2" in told
    assert "[██████░░░░░░░░░░░░░░░░░░]" in told
    assert told.endswith("\r\x1b[K")


def test_a_log() -> None:
    stream = io.StringIO()
    stepped(stream, 1)
    assert [each.partition(" ")[0] for each in stream.getvalue().splitlines()] == [
        f"{n}/200" for n in (10, 20, 30, 40, 50)
    ]


def test_quiet() -> None:
    stream = Terminal()
    stepped(stream, 60, quiet=True)
    assert stream.getvalue() == ""
