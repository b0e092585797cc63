"""Being asked to stop, by Ctrl-C, by the system or because the window is closed, is one and the same thing."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_QUIET = "ignore:resource_tracker:UserWarning"


@contextmanager
def stoppable() -> Iterator[None]:
    """While this is open, SIGTERM and SIGHUP raise KeyboardInterrupt in the main thread, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # The process that tidies semaphores after a stop would say so on the screen, in English; it takes these flags over.
    if _QUIET not in sys.warnoptions:
        sys.warnoptions.append(_QUIET)
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
