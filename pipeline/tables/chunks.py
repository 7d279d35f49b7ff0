"""The rows of each document in a table's CSV file: where they stand, before a cell of them is read."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

_QUOTED_KEY = re.compile(rb'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Chunk:
    """The rows of one document: bytes of the file, and their number."""

    start: int
    end: int
    rows: int


@dataclass(frozen=True, slots=True)
class Chunks:
    """A CSV file, cut by documents.

    Attributes:
        head: its first line.
        of: the rows of each document by doc_id.
        content: all its bytes.
    """

    head: bytes
    of: dict[str, Chunk]
    content: mmap | bytes

    @property
    def rows(self) -> int:
        """The number of all rows."""
        return sum(chunk.rows for chunk in self.of.values())

    def lines(self, doc_id: str) -> bytes:
        """The lines of a document; empty if it has no rows."""
        chunk = self.of.get(doc_id)
        return self.content[chunk.start : chunk.end] if chunk else b""

    def text(self, doc_ids: Collection[str]) -> str:
        """The first line and the lines of some documents."""
        return b"".join([self.head, *map(self.lines, doc_ids)]).decode("utf-8-sig")


@contextmanager
def chunks(path: Path) -> Iterator[Chunks | None]:
    """Cuts a CSV file whose first column is the key of a row of a document, `<doc_id>#…`; its bytes stay on the disk.

    Gives None where rows of one document do not stand together, as in a file that somebody has sorted anew.
    """
    head, found = cut(path)
    with path.open("rb") as handle:
        if found is None:
            yield None
        elif not found:  # and maybe no byte, which cannot be mapped
            yield Chunks(head, found, b"")
        else:
            with mmap(handle.fileno(), 0, access=ACCESS_READ) as content:
                yield Chunks(head, found, content)


def cut(path: Path) -> tuple[bytes, dict[str, Chunk] | None]:
    """The first line of a CSV file, and what `chunks` finds; known the second time, if the file is still that."""
    status = path.stat()
    return _cut(path, status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(8)
def _cut(path: Path, size: int, changed_ns: int, inode: int) -> tuple[bytes, dict[str, Chunk] | None]:
    with path.open("rb") as handle:
        head = handle.readline()
        return head, _cut_lines(handle, len(head))


def _cut_lines(lines: Iterable[bytes], place: int) -> dict[str, Chunk] | None:
    found: dict[str, Chunk] = {}
    owner, beginning, start, rows, inside = "", b"\n", place, 0, False
    for line in lines:
        if not inside:
            # `a#` begins the keys of `a` and of `a#b`, which has one more of the sign.
            if line.startswith(beginning) and line.find(b"#", len(beginning)) < 0:
                rows += 1
            else:
                here = _owner(line)
                if here != owner:
                    if rows:
                        found[owner] = Chunk(start, place, rows)
                    if here in found:
                        return None
                    owner, beginning, start, rows = here, line[: line.find(b"#") + 1], place, 0
                rows += 1
        # A cell may have lines of its own: it is open while the number of quotes is odd.
        if b'"' in line and line.count(b'"') % 2:
            inside = not inside
        place += len(line)
    if rows:
        found[owner] = Chunk(start, place, rows)
    return found


def _owner(line: bytes) -> str:
    match = _QUOTED_KEY.match(line)
    key = match[1].replace(b'""', b'"') if match else line.partition(b",")[0]
    return key.decode("utf-8").rpartition("#")[0]
