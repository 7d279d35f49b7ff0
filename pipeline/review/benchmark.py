"""How long comparing large tables takes, and how much memory: in a process of its own, so that nothing else counts."""

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.review.compare import compare
from pipeline.schema import TABLES, Table
from pipeline.tables.files import read_csv

_WORDS = "agency council institute marine energy research harbour northern coastal alliance memorandum signed".split()


@dataclass(frozen=True, slots=True)
class CompareSpeed:
    """What comparing took.

    Attributes:
        rows: rows on each side; one in a hundred differs.
        changes: what was found.
        read_seconds: for reading both sides from CSV; of the processor, as is the next.
        compare_seconds: for comparing them.
        megabytes: the most memory that the whole process had, in 10**6 bytes.
    """

    rows: int
    changes: int
    read_seconds: float
    compare_seconds: float
    megabytes: float


def measure_compare(rows: int = 200_000) -> CompareSpeed:
    """Compares two tables of mentions of so many rows."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (rows,))


def _measure(rows: int) -> CompareSpeed:
    table = next(table for table in TABLES if table.name == "organisation_mentions")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{side}.csv") for side in ("before", "after")]
        for path, moved in zip(paths, (False, True), strict=True):
            _write(table, path, rows, moved=moved)
        begin = time.process_time()
        before, after = (read_csv(table, path) for path in paths)
        middle = time.process_time()
        diff = compare({table.name: before}, {table.name: after}).of(table.name)
        end = time.process_time()
    changes = len(diff.added) + len(diff.removed) + len(diff.changed)
    # Linux counts kibibytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1_024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return CompareSpeed(rows, changes, middle - begin, end - middle, memory)


def _write(table: Table, path: Path, rows: int, *, moved: bool) -> None:
    """Mentions of a thousand documents, of which every hundredth is another one where `moved`."""
    rng = random.Random(7)  # noqa: S311 - the same rows each time
    with path.open("w", encoding="utf-8", newline="") as handle:
        handle.write(",".join(column.name for column in table.columns) + "\n")
        for number in range(rows):
            words = rng.sample(_WORDS, 9)
            owner = "another" if moved and number % 300 == 0 else words[0]
            sentence = " ".join(words * 2)
            if moved and number % 100 == 50:
                sentence = f"new {sentence}"
            doc_id, place = f"documents/release-{number // 200}", number % 200
            key = f"{doc_id}#m{place // 4:08x}-{place % 4 + 1}"
            handle.write(f"{key},{doc_id},{owner},{words[0]},,{place * 90},{place * 90 + 9},pattern,{sentence}\n")
