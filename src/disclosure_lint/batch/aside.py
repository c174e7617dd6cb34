"""One piece of work in a process of its own, while this one does something else."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Work = Callable[..., Any]


def begun(work: Work, *given: Any) -> Callable[[], Any]:
    """Begin a piece of work; what is returned waits for its end and gives what it gave, or raises what it raised.

    Where its process dies, the work is done here.
    """
    context: Any = get_context("spawn" if os.name == "nt" else "fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(there, work, given), daemon=True)
    process.start()
    there.close()

    def end() -> Any:
        try:
            failed, told = here.recv()
        except (EOFError, ConnectionResetError):
            failed, told = False, work(*given)
        process.join()
        here.close()
        if failed:
            raise told
        return told

    return end


def _serve(pipe: Connection, work: Work, given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that gives work
    try:
        told = False, work(*given)
    except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
        told = True, error
    pipe.send(told)
