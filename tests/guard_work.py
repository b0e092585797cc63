"""Work for the guarded child, good and bad; in a module of its own, since the child loads it by name."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import tempfile
from pathlib import Path

from vtaudit.errors import Fault, VtauditError


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    while True:
        pass


def break_off() -> None:
    ctypes.string_at(0)


def ask_at_once() -> int:
    return len(bytearray(8_000_000_000))


def ask_by_and_by() -> None:
    """Outside Python, as a library in C would: what is refused there ends the process."""
    grab = ctypes.CDLL(None).malloc
    grab.restype = ctypes.c_void_p
    while True:
        ctypes.memset(grab(ctypes.c_size_t(4_000_000)), 1, 4_000_000)


def call_itself() -> None:
    call_itself()


def refuse() -> None:
    raise VtauditError((Fault("een", "a", "Eerste."), Fault("twee", "b", "Tweede.", "Doe dit.")))


def stop_with_runtime_error() -> None:
    raise RuntimeError("own")


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), 2)


def write(place: Path, size: int = 1) -> None:
    place.write_bytes(bytes(size))


def write_own(size: int) -> int:
    with tempfile.NamedTemporaryFile() as file:
        file.write(bytes(size))
        file.flush()
        return Path(file.name).stat().st_size


def speak() -> None:
    print("tekst uit een dossier", flush=True)
    os.write(2, b"tekst uit een dossier")


def loaded() -> tuple[str, ...]:
    return tuple(sys.modules)


def who() -> int:
    return os.getpid()
