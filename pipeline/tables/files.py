"""CSV for people and Parquet for programs, of the same rows in the same order."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.schema import SCHEMA_VERSION, Cell, Column, Row, Table

# An objective can be longer than the 131,072 characters that csv takes by default, and what we wrote we must read.
csv.field_size_limit(2**31 - 1)

Tables = Mapping[str, Sequence[Row]]
"""The rows of each table by its name."""


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """A table as CSV: UTF-8 without BOM, LF, sorted by key, lists as `a; b`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    columns = table.columns
    writer.writerow([column.name for column in columns])
    values = attrgetter(*(column.name for column in columns))
    for row in _in_order(table, rows):
        writer.writerow([csv_cell(value) for value in values(row)])
    return out.getvalue().encode("utf-8")


def csv_cell(value: Cell) -> str:
    """A value as it stands in a CSV file; nothing known is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    # csv leaves a lone CR unquoted, and readers take it for the end of the row.
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


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


def parquet_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """The same rows as Parquet, typed, with each column's description in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow_types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }

    def arrow_field(column: Column) -> "pa.Field":
        metadata = {"description": column.description, "evidence": str(column.evidence).lower()}
        return pa.field(column.name, arrow_types[column.type], not column.required, metadata)

    schema = pa.schema(
        [arrow_field(column) for column in table.columns],
        metadata={"table": table.name, "description": table.description, "schema_version": str(SCHEMA_VERSION)},
    )
    ordered = _in_order(table, rows)
    arrays = [pa.array([getattr(row, item.name) for row in ordered], type=item.type) for item in schema]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _in_order(table: Table, rows: Sequence[Row]) -> list[Row]:
    key = attrgetter(table.key)
    ordered = sorted(rows, key=key)
    for before, after in pairwise(ordered):
        if key(before) == key(after):
            raise WorkspaceError(f"two rows of {table.name} have the key {key(before)}")
    return ordered
