"""Writing so that a reader sees the old file or the new one, never half of one."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file by way of a temporary one beside it, flushed to disk before it takes the name."""
    with written_atomically(path) as handle:
        handle.write(content)


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Gives a file to write to and read from, which takes the name at the end, as in `write_atomically`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        os.close(descriptor)
        with open(temporary, "w+b") as handle:  # by its name, for libraries that write by themselves
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_parts(path: Path, parts: Iterable[bytes], *, unless: str = "") -> str:
    """Writes a file that is given in parts, as `write_atomically`, and gives its SHA-256.

    Args:
        unless: the SHA-256 of a file that is there already; if that would be written, it stays as it is.
    """
    digest = hashlib.sha256()
    with suppress(_AlreadyThereError), written_atomically(path) as handle:
        for part in parts:
            handle.write(part)
            digest.update(part)
        if digest.hexdigest() == unless:
            raise _AlreadyThereError
    return digest.hexdigest()


class _AlreadyThereError(Exception):
    pass


def sha256(*parts: bytes) -> str:
    """The SHA-256 of some bytes, given in one part or several, in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal, read in pieces."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


FileState = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and inode."""


def file_state(file: Path | int) -> FileState:
    """What is another where a file was written anew.

    Args:
        file: its path, or the descriptor of one that is open.
    """
    status = os.stat(file)
    return status.st_size, status.st_mtime_ns, status.st_ino
