"""The files of a table of rows: CSV, put together from the lines of each document, and Parquet, read off it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pipeline.files import write_parts, written_atomically
from pipeline.schema import Table
from pipeline.tables.chunks import Chunk, Chunks, Cut, know_cut, known_chunks
from pipeline.tables.files import csv_head, parquet_of_csv

_AT_ONCE = 4_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands in a table of one document: the SHA-256 of its lines, and the number of its rows."""

    sha256: str
    rows: int


def write_csv(
    folder: Path, table: Table, documents: Mapping[str, Lines], load: Callable[[str], bytes], before: str
) -> str:
    """Writes the CSV file of a table and gives its SHA-256.

    Args:
        documents: all that have rows in it, by doc_id.
        load: gives the lines of a document; asked for only where the file that is there has others.
        before: the SHA-256 of the file that is there; empty if none is.
    """
    path, head = folder / f"{table.name}.csv", csv_head(table)
    # Keys begin with the doc_id and a #.
    ordered = sorted(documents, key=lambda doc_id: f"{doc_id}#")
    if any("#" in doc_id for doc_id in ordered):
        return write_parts(path, [head, _sorted_anew(map(load, ordered))], unless=before)
    found: dict[str, Chunk] = {}
    with ExitStack() as files:
        there = files.enter_context(known_chunks(path)) if before else None
        parts = _parts(head, {doc_id: documents[doc_id] for doc_id in ordered}, load, there, found)
        digest = write_parts(path, parts, unless=before)
    know_cut(path, Cut(head, found))
    return digest


def write_parquet(folder: Path, table: Table, sha256: str) -> None:
    """Writes the Parquet file of a table from its CSV file, whose SHA-256 is given."""
    with written_atomically(folder / f"{table.name}.parquet") as handle:
        parquet_of_csv(table, folder / f"{table.name}.csv", Path(handle.name), sha256)


def _parts(
    head: bytes,
    documents: Mapping[str, Lines],
    load: Callable[[str], bytes],
    there: Chunks | None,
    found: dict[str, Chunk],
) -> Iterator[bytes]:
    """The bytes of the file; what did not change comes from the one that is there, in large pieces.

    Args:
        found: gets where the lines of each document stand.
    """
    yield head
    end = len(head)
    first = last = 0  # what waits to be copied
    for doc_id, lines in documents.items():
        known = there.of.get(doc_id) if there else None
        if there and known and known.sha256 == lines.sha256:
            if known.start != last:
                yield from there.between(first, last, _AT_ONCE)
                first = known.start
            last, length = known.end, known.end - known.start
        else:
            if there:
                yield from there.between(first, last, _AT_ONCE)
            first = last = 0
            content = load(doc_id)
            yield content
            length = len(content)
        found[doc_id] = Chunk(end, end + length, lines.rows, lines.sha256)
        end += length
    if there:
        yield from there.between(first, last, _AT_ONCE)


def _sorted_anew(lines: Iterator[bytes]) -> bytes:
    """The lines of all documents where the keys of one, `a#b`, may stand among those of another, `a`."""
    cells = [row for content in lines for row in csv.reader(io.StringIO(content.decode("utf-8"), ""))]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(sorted(cells))
    return out.getvalue().encode("utf-8")
