"""Who names an organisation in a whole table of mentions; its other columns are not kept in memory."""

from array import array
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.tables.files import made_from


@dataclass(frozen=True, slots=True)
class Namings:
    """The mentions of a table, by organisation.

    Attributes:
        bounds: for each organisation, where its mentions begin and end in `mentions`.
        mentions: for each mention the places of its document in `doc_ids` and of how it was found in `ways`.
    """

    bounds: Mapping[str, tuple[int, int]]
    mentions: tuple[Sequence[int], Sequence[int]]
    doc_ids: Sequence[str]
    ways: Sequence[str]

    def of(self, organisation_id: str) -> Set[tuple[str, str]]:
        """The documents that name an organisation, each with how it was found there."""
        begin, end = self.bounds.get(organisation_id, (0, 0))
        documents, ways = (column[begin:end] for column in self.mentions)
        return {(self.doc_ids[document], self.ways[way]) for document, way in {*zip(documents, ways, strict=True)}}


ReadNamings = Callable[[Path], Namings]
"""Reads the mentions of a CSV file; Parquet or another process may help with it."""


def read_namings(path: Path, parquet: Path | None = None, digest: str = "") -> Namings:
    """Reads a CSV file of mentions.

    Args:
        parquet: a Parquet file that says the same if it was made from the CSV file, which takes a tenth of the time.
        digest: the SHA-256 of the CSV file, by which that is seen.
    """
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv
    from pyarrow import parquet as pq

    columns = ["organisation_id", "doc_id", "found_by"]
    if parquet and made_from(parquet) == digest:
        with pq.ParquetFile(parquet, read_dictionary=columns) as file:
            mentions = file.read(columns)
    else:
        types = dict.fromkeys(columns, pa.dictionary(pa.int32(), pa.string()))
        mentions = csv.read_csv(
            path,
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(include_columns=columns, column_types=types),
        )
    (owners, ids), (documents, doc_ids), (found_by, ways) = (_codes(mentions[name]) for name in columns)
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(np.bincount(owners, minlength=len(ids))).tolist()
    bounds = dict(zip(ids, zip([0, *ends], ends, strict=False), strict=True))
    return Namings(bounds, (_array(documents[order]), _array(found_by[order])), doc_ids, ways)


def _codes(column: Any) -> tuple[Any, list[str]]:
    """A column that Arrow keeps as a dictionary: for each row the number of its value, as a NumPy array, and the values."""
    import numpy as np

    whole = column.unify_dictionaries().combine_chunks()
    # Arrow's own ways to compare, choose or convert take values from Python, and import pandas first.
    return np.from_dlpack(whole.indices), whole.dictionary.to_pylist()


def _array(codes: Any) -> Sequence[int]:
    return array("i", codes.astype("i").tobytes())
