"""The rows of each document in a table's CSV file: where they stand and whether they are the same, before a cell is read."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_QUOTED_KEY = re.compile(rb'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Chunk:
    """The rows of one document.

    Attributes:
        start, end: bytes of the file.
        digest: of these bytes.
    """

    start: int
    end: int
    rows: int
    digest: bytes


def chunks(path: Path) -> tuple[bytes, dict[str, Chunk]] | None:
    """Gives the first line of a CSV file and, for each doc_id, its rows; memory does not grow with the rows.

    The first column is the key of a row of a document: `<doc_id>#…`. None where rows of one document do not stand together,
    as in a file that somebody has sorted anew.
    """
    found: dict[str, Chunk] = {}
    with path.open("rb") as handle:
        head = handle.readline()
        owner: bytes | None = None
        start = place = len(head)
        rows, digest, inside = 0, hashlib.sha256(), False
        for line in handle:
            if not inside:
                here = _owner(line)
                if here != owner:
                    if owner is not None:
                        found[owner.decode("utf-8")] = Chunk(start, place, rows, digest.digest())
                    if here.decode("utf-8") in found:
                        return None
                    owner, start, rows, digest = here, place, 0, hashlib.sha256()
                rows += 1
            # A cell may have lines of its own: it is open while the number of quotes is odd.
            if b'"' in line and line.count(b'"') % 2:
                inside = not inside
            digest.update(line)
            place += len(line)
        if owner is not None:
            found[owner.decode("utf-8")] = Chunk(start, place, rows, digest.digest())
    return head, found


def read_chunks(path: Path, wanted: Collection[Chunk]) -> str:
    """The first line of a file and some documents' rows."""
    with path.open("rb") as handle:
        parts = [handle.readline()]
        for chunk in sorted(wanted, key=lambda chunk: chunk.start):
            handle.seek(chunk.start)
            parts.append(handle.read(chunk.end - chunk.start))
    return b"".join(parts).decode("utf-8-sig")


def _owner(line: bytes) -> bytes:
    match = _QUOTED_KEY.match(line)
    key = match[1].replace(b'""', b'"') if match else line.partition(b",")[0]
    return key.rpartition(b"#")[0]
