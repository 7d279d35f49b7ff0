"""CSV for people and Parquet for programs, of the same rows in the same order."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.schema import SCHEMA_VERSION, Cell, Row, Table

# An objective can be longer than the 131,072 characters that csv takes by default, and what we wrote we must read.
csv.field_size_limit(2**31 - 1)

_MADE_FROM = b"csv_sha256"
# Bytes that are parsed at once: a row must fit, and the longest text that is read has five million characters. Nearly
# all fit in the smaller block, with which Parquet takes a quarter less time and a fifth less memory.
_BLOCK, _LARGEST_BLOCK = 4_000_000, 32_000_000

Tables = Mapping[str, Sequence[Row]]
"""The rows of each table by its name."""


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """A table as CSV: UTF-8 without BOM, LF, sorted by key, lists as `a; b`."""
    return csv_head(table) + csv_lines(table, rows)


def csv_head(table: Table) -> bytes:
    """The first line of a table's CSV."""
    return (",".join(column.name for column in table.columns) + "\n").encode()


def csv_lines(table: Table, rows: Sequence[Row]) -> bytes:
    """The lines below it, sorted by key."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    values = attrgetter(*(column.name for column in table.columns))
    for row in _in_order(table, rows):
        # Most cells are words and nothing, which csv writes as `csv_cell` says.
        cells = values(row)
        writer.writerow(
            [
                value if value is None or (type(value) is str and "\r" not in value) else csv_cell(value)
                for value in cells
            ]
        )
    return out.getvalue().encode("utf-8")


def csv_cell(value: Cell) -> str:
    """A value as it stands in a CSV file; nothing known is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        # csv leaves a lone CR unquoted, and readers take it for the end of the row.
        return value if "\r" not in value else value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def read_csv(table: Table, path: Path) -> dict[str, dict[str, str]]:
    """Reads a table that was written by `csv_bytes`: for each key, its cells by column.

    Raises:
        WorkspaceError: the key column is missing, a key is there twice, or a row has too few or many cells.
    """
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return parse_csv(table, handle, path)


def parse_csv(table: Table, lines: Iterable[str], path: Path) -> dict[str, dict[str, str]]:
    """The same of lines that `path` has, the first of them among them.

    Raises:
        WorkspaceError: as `read_csv`.
    """
    rows: dict[str, dict[str, str]] = {}
    reader = csv.reader(lines)
    columns = next(reader, [])
    if table.key not in columns:
        raise WorkspaceError(f"{path}: there is no column {table.key}; accept a run again to write it anew")
    place = columns.index(table.key)
    for cells in reader:
        if len(cells) != len(columns):
            raise WorkspaceError(f"{path}:{reader.line_num}: has {len(cells)} cells, not {len(columns)}")
        key = cells[place]
        if key in rows:
            raise WorkspaceError(f"{path}: the key {key} is there twice")
        rows[key] = dict(zip(columns, cells, strict=True))
    return rows


def parquet_of_csv(table: Table, source: Path, target: Path, sha256: str) -> None:
    """Writes as Parquet what a CSV file of the table holds, some megabytes at a time: typed, each column described.

    Args:
        sha256: of the CSV file; is kept with it, for `made_from`.
    """
    import pyarrow as pa

    try:
        _parquet_of_csv(table, source, target, sha256, _BLOCK)
    except pa.ArrowInvalid:
        _parquet_of_csv(table, source, target, sha256, _LARGEST_BLOCK)


def _parquet_of_csv(table: Table, source: Path, target: Path, sha256: str, block: int) -> None:
    # Arrow reads the file by itself; to take values from Python, even a single one, it would first import pandas.
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import csv as arrow_csv

    schema = _arrow_schema(table)
    schema = schema.with_metadata({**schema.metadata, _MADE_FROM: sha256})
    lists = {column.name for column in table.columns if column.type == "list"}
    types = {item.name: pa.string() if item.name in lists else item.type for item in schema}
    reader = arrow_csv.open_csv(
        source,
        arrow_csv.ReadOptions(block_size=block),
        arrow_csv.ParseOptions(newlines_in_values=True),
        arrow_csv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
    )
    with reader, pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in reader:
            arrays = [_typed(batch.column(item.name), item) for item in schema]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def made_from(parquet: Path) -> str:
    """The SHA-256 of the CSV file that a Parquet file was made from; empty if it is not there, or none of ours."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_schema(parquet).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return ""
    return str(metadata.get(_MADE_FROM, b"").decode())


def _typed(column: Any, field: Any) -> Any:
    """A column of a CSV file as the schema has it: lists are taken apart, and nothing is null only where it may be."""
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_list(field.type):
        parts = compute.split_pattern(column, "; ")
        return pa.ListArray.from_arrays(parts.offsets, parts.values)  # what was nothing is a list of nothing
    if column.null_count and not field.nullable:
        return compute.fill_null(column, "")
    return column


def _arrow_schema(table: Table) -> Any:
    import pyarrow as pa

    arrow_types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    fields = [
        pa.field(
            column.name,
            arrow_types[column.type],
            not column.required,
            {"description": column.description, "evidence": str(column.evidence).lower()},
        )
        for column in table.columns
    ]
    return pa.schema(
        fields, metadata={"table": table.name, "description": table.description, "schema_version": str(SCHEMA_VERSION)}
    )


def _in_order(table: Table, rows: Sequence[Row]) -> list[Row]:
    key = attrgetter(table.key)
    ordered = sorted(rows, key=key)
    for before, after in pairwise(ordered):
        if key(before) == key(after):
            raise WorkspaceError(f"two rows of {table.name} have the key {key(before)}")
    return ordered
