"""A worker process whose reader does what a text tells it: the ways in which a document can end its worker."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection

from pipeline.config import Limits
from pipeline.read import read
from pipeline.records import RawDocument, TextDocument
from pipeline.run import pool, worker

_kept: list[bytes] = []


def serve(connection: Connection) -> None:
    """Stands in for `pipeline.run.pool.serve`."""
    worker.read = _read  # type: ignore[attr-defined]
    pool.serve(connection)


def serve_never(connection: Connection) -> None:
    """A worker that ends before it is ready."""
    sys.exit(3)


def _read(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    match content.decode().split():
        case ["sleep"]:
            time.sleep(60)
        case ["spin"]:
            2 ** (2**34)  # one step of the interpreter, which no signal handler of Python's own interrupts
        case ["child", path]:
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            with open(path, "w", encoding="utf-8") as handle:
                handle.write(str(child.pid))
            time.sleep(60)
        case ["grow"]:
            while True:
                _kept.append(b"x" * 10_000_000)
        case ["keep", megabytes]:
            _kept.append(b"x" * int(megabytes) * 1_000_000)
        case ["ask"]:
            bytearray(2**60)
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["fault"]:
            ctypes.string_at(0)
        case ["exit", code]:
            os._exit(int(code))
        case ["quit"]:
            sys.exit("enough")
        case ["recurse"]:
            _read(raw, content, limits)
        case ["surprise"]:
            raise ValueError("\ud800\x1b[2J" + "x" * 5_000_000)
        case _:
            pass
    return read(raw, content, limits)
