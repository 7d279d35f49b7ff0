"""The tables of a workspace back from their CSV files, as the rows that they were written from."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.schema import TABLES, Cell, Column, Row, Table
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace


def read_tables(workspace: Workspace, *, accepted: bool = False) -> dict[str, list[Row]]:
    """Reads every table of a workspace, in the order of the files.

    Args:
        workspace: where `extracted/` is.
        accepted: the reviewed tables in `extracted/accepted/` and not those of the last run.

    Raises:
        WorkspaceError: there are no tables yet, or a cell holds what its column cannot.
    """
    folder = workspace.accepted if accepted else workspace.extracted
    return {table.name: read_table(table, table_path(folder, table, ".csv")) for table in TABLES}


def table_path(folder: Path, table: Table, ending: str) -> Path:
    """The file of a table.

    Raises:
        WorkspaceError: it is not there; says which command makes it.
    """
    path = folder / f"{table.name}{ending}"
    if not path.exists():
        command = "review the run and type `make accept`" if folder.name == "accepted" else "run `make ingest`"
        raise WorkspaceError(f"{folder}: there is no {path.name} yet; {command}")
    return path


def read_table(table: Table, path: Path) -> list[Row]:
    """Reads a table that `csv_bytes` wrote.

    Raises:
        WorkspaceError: a column is missing, or a cell holds what its column cannot.
    """
    return typed_rows(table, read_csv(table, path), path)


def typed_rows(table: Table, rows_of_cells: Mapping[str, Mapping[str, str]], path: Path) -> list[Row]:
    """The rows that cells say which were read from `path`.

    Raises:
        WorkspaceError: as `read_table`.
    """
    rows: list[Row] = []
    for key, cells in rows_of_cells.items():
        values: dict[str, Any] = {}
        for column in table.columns:
            try:
                values[column.name] = _value(column, cells.get(column.name))
            except ValueError as error:
                raise WorkspaceError(f"{path}: row {key}, column {column.name}: {error}") from None
        rows.append(table.row(**values))
    return rows


def _value(column: Column, cell: str | None) -> Cell:
    if cell is None:
        raise ValueError("is not there; run `make ingest`, and accept it, to write the file anew")
    if column.type == "list":
        return tuple(cell.split("; ")) if cell else ()
    if not cell:
        if column.required and (column.choices or column.type != "string"):
            raise ValueError("must not be empty")
        return "" if column.required else None
    if column.choices and cell not in column.choices:
        raise ValueError(f"{cell!r} is none of {', '.join(column.choices)}")
    if column.type == "integer":
        return int(cell)
    if column.type == "date":
        return date.fromisoformat(cell)
    if column.type == "boolean":
        if cell not in ("true", "false"):
            raise ValueError(f"{cell!r} is neither true nor false")
        return cell == "true"
    return cell
