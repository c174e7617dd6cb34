"""How far a batch has got: a line that renews itself on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_BAR = 24
_ON_TERMINAL, _ELSEWHERE = 0.1, 10.0


class Progress:
    """Counts files and says how many there are, how fast it goes, what is left, and how many failed so far."""

    def __init__(self, total: int, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.total, self.quiet = total, quiet
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.done = self.failed = self.unchanged = 0
        self.clock: Callable[[], float] = time.monotonic
        self.began = self.told = self.clock()

    def step(self, *, failed: bool = False, unchanged: bool = False) -> None:
        """Count a file."""
        self.done += 1
        self.failed += failed
        self.unchanged += unchanged
        now = self.clock()
        if not self.quiet and now - self.told >= (_ON_TERMINAL if self.terminal else _ELSEWHERE):
            self.told = now
            self._tell(now)

    def end(self) -> None:
        """Clear the line, so that what follows begins on a free one."""
        if self.terminal and not self.quiet:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def line(self, now: float) -> str:
        """Return what is told: 12,000/50,000 · 85.3/s · 7:25 · 31."""
        judged = self.done - self.unchanged
        rate = judged / (now - self.began) if now > self.began else 0.0
        left = f"{_time((self.total - self.done) / rate)}" if rate else "…"
        return (
            f"{self.done:,}/{self.total:,} 个文件 files · {rate:.1f}/秒 s · 剩余 left {left}"
            f" · 不合格 failing {self.failed:,}"
        )

    def _tell(self, now: float) -> None:
        text = self.line(now)
        if self.terminal:
            full = _BAR * self.done // max(self.total, 1)
            text = f"\r\x1b[K[{'█' * full}{'░' * (_BAR - full)}] {text}"
        else:
            text += "\n"
        self.stream.write(text)
        self.stream.flush()


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
