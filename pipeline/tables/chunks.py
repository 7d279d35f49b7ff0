"""The rows of each document in a table's CSV file: where they stand, before a cell of them is read."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.files import FileState, file_state

_QUOTED_KEY = re.compile(rb'"((?:[^"]|"")*)"')


class Chunk(NamedTuple):
    """The rows of one document: bytes of the file, their number, and the SHA-256 of the lines; a tuple, for it is quickly made."""

    start: int
    end: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A CSV file, cut by documents.

    Attributes:
        head: its first line.
        of: the rows of each document by doc_id; None where rows of one document do not stand together.
    """

    head: bytes
    of: dict[str, Chunk] | None

    def dump(self) -> bytes:
        """The same as JSON, for chunks that follow one another from the first line to the end."""
        chunks = {key: [item.end - item.start, item.rows, item.sha256] for key, item in (self.of or {}).items()}
        return json.dumps([self.head.decode("utf-8"), None if self.of is None else chunks]).encode("utf-8")

    @classmethod
    def load(cls, dumped: bytes) -> "Cut":
        """Reads what `dump` gave."""
        head, chunks = json.loads(dumped)
        first = head.encode("utf-8")
        if chunks is None:
            return cls(first, None)
        places = pairwise(accumulate((length for length, *_ in chunks.values()), initial=len(first)))
        found = zip(chunks.items(), places, strict=True)
        return cls(first, {key: Chunk(*place, rows, digest) for (key, (_, rows, digest)), place in found})


@dataclass(frozen=True, slots=True)
class Chunks:
    """An open CSV file that is cut by documents; `head` and `of` as in `Cut`."""

    head: bytes
    of: dict[str, Chunk]
    content: BinaryIO | None

    @property
    def rows(self) -> int:
        """The number of all rows."""
        return sum(chunk.rows for chunk in self.of.values())

    def differing(self, other: "Chunks") -> set[str]:
        """The documents that have other lines here than there, or lines in one of both only."""
        ours, theirs = ({key: item.sha256 for key, item in side.of.items()} for side in (self, other))
        return {key for key, _ in ours.items() ^ theirs.items()}

    def lines(self, doc_id: str) -> bytes:
        """The lines of a document; empty if it has no rows."""
        chunk = self.of.get(doc_id)
        if chunk is None or self.content is None:
            return b""
        self.content.seek(chunk.start)
        return self.content.read(chunk.end - chunk.start)

    def between(self, start: int, end: int, at_once: int) -> Iterator[bytes]:
        """Gives some bytes of the file in pieces."""
        for place in range(start, end, at_once):
            if self.content is not None:
                self.content.seek(place)
                yield self.content.read(min(at_once, end - place))

    def text(self, doc_ids: Collection[str]) -> str:
        """The first line and the lines of some documents."""
        return b"".join([self.head, *map(self.lines, doc_ids)]).decode("utf-8-sig")


@contextmanager
def chunks(path: Path) -> Iterator[Chunks | None]:
    """Opens a CSV file whose first column is the key of a row of a document, `<doc_id>#…`; its bytes stay on the disk.

    Gives None where rows of one document do not stand together, as in a file that somebody has sorted anew.
    """
    with path.open("rb") as handle:
        found = _cut(path, handle)
        yield None if found.of is None else Chunks(found.head, found.of, handle)


@contextmanager
def known_chunks(path: Path) -> Iterator[Chunks | None]:
    """The same, but None where the file is not there or would have to be gone through."""
    if path not in _known or not path.exists() or _known[path][0] != file_state(path):
        yield None
    else:
        with chunks(path) as found:
            yield found


def cut(path: Path) -> Cut:
    """What `chunks` finds in a file; known the second time, if the file is still that."""
    with path.open("rb") as handle:
        return _cut(path, handle)


def know_cut(path: Path, found: Cut) -> None:
    """Takes up what `cut` would find in a file, because it was just written or its bytes are known."""
    _known[path] = file_state(path), found


_known: dict[Path, tuple[FileState, Cut]] = {}


def _cut(path: Path, handle: BinaryIO) -> Cut:
    state = file_state(handle.fileno())
    if path not in _known or _known[path][0] != state:
        head = handle.readline()
        _known[path] = state, Cut(head, _cut_lines(handle, len(head)))
    return _known[path][1]


def _cut_lines(lines: Iterable[bytes], place: int) -> dict[str, Chunk] | None:
    found: dict[str, Chunk] = {}
    owner, beginning, start, rows, inside, digest = "", b"\n", place, 0, False, sha256()
    for line in lines:
        if not inside:
            # `a#` begins the keys of `a` and of `a#b`, which has one more of the sign.
            if line.startswith(beginning) and line.find(b"#", len(beginning)) < 0:
                rows += 1
            else:
                here = _owner(line)
                if here != owner:
                    if rows:
                        found[owner] = Chunk(start, place, rows, digest.hexdigest())
                    if here in found:
                        return None
                    owner, beginning, start, rows = here, line[: line.find(b"#") + 1], place, 0
                    digest = sha256()
                rows += 1
        # A cell may have lines of its own: it is open while the number of quotes is odd.
        if b'"' in line and line.count(b'"') % 2:
            inside = not inside
        digest.update(line)
        place += len(line)
    if rows:
        found[owner] = Chunk(start, place, rows, digest.hexdigest())
    return found


def _owner(line: bytes) -> str:
    match = _QUOTED_KEY.match(line)
    key = match[1].replace(b'""', b'"') if match else line.partition(b",")[0]
    return key.decode("utf-8").rpartition("#")[0]
