"""The tables as one SQLite database, for Datasette and SQL: typed, with foreign keys and full-text search.

The search index is made of every three characters in a row (FTS5's trigram tokenizer), because Japanese has no spaces
that could tell words apart. A word of one or two characters, as 覚書, is found by LIKE in the table itself; in the index it
is not, since FTS5 counts the bytes of the pattern there and asks for a trigram that cannot be (seen in SQLite 3.40).
"""

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

from pipeline.schema import PARTIES, TABLES, Cell, Column, Table
from pipeline.tables.files import Tables

APPLICATION_ID = 0x6F626F65  # "oboe": `file` and SQLite show which program's format it is

SEARCHED: dict[str, tuple[str, ...]] = {
    "documents": ("title", "publisher"),
    "organisations": ("name", "name_en", "name_ja", "aliases"),
    "organisation_mentions": ("text", "sentence"),
    "dates": ("text", "sentence"),
    "objectives": ("heading", "text", "lead_in"),
    "texts": ("text",),
}
"""The columns that `<table>_fts` indexes."""

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT"}


def sqlite_bytes(tables: Tables, texts: Mapping[str, str]) -> bytes:
    """Gives the database: the tables, `texts` with each document's text, and `<table>_fts` for search.

    Lists are JSON arrays, days ISO 8601. Foreign keys are declared and not enforced, so that accepted tables with a
    row whose document is not accepted yet can be exported too.

    Args:
        tables: the rows of each table by its name; of `parties` where they are given.
        texts: the text of each document by its doc_id.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in (table for table in (*TABLES, PARTIES) if table.name in tables):
            connection.execute(_create(table))
            names = [column.name for column in table.columns]
            rows = ([_stored(getattr(row, name)) for name in names] for row in tables[table.name])
            marks = ", ".join("?" * len(names))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - names of the schema
            for column, _ in table.references:
                connection.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
        connection.execute(
            "CREATE TABLE texts (doc_id TEXT PRIMARY KEY REFERENCES documents (doc_id), text TEXT NOT NULL)"
        )
        connection.executemany("INSERT INTO texts VALUES (?, ?)", sorted(texts.items()))
        for name, columns in SEARCHED.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            connection.execute(
                f"CREATE VIRTUAL TABLE \"{name}_fts\" USING fts5({listed}, content='{name}', tokenize='trigram')"
            )
            connection.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')  # noqa: S608 - as above
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _create(table: Table) -> str:
    """The statement that makes a table; SQLite keeps its comments, so `.schema` explains the columns."""
    keys = {other.name: other.key for other in TABLES}
    references = dict(table.references)
    lines = []
    for column in table.columns:
        line = f'"{column.name}" {_TYPES[column.type]}'
        line += " PRIMARY KEY" if column.name == table.key else ""
        line += " NOT NULL" if column.required else ""
        line += _check(column)
        if column.name in references:
            line += f' REFERENCES "{references[column.name]}" ("{keys[references[column.name]]}")'
        lines.append((line, column.description))
    body = "\n".join(
        f"  {line}{',' if number < len(lines) else ''} -- {description}"
        for number, (line, description) in enumerate(lines, start=1)
    )
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n{body}\n)'


def _check(column: Column) -> str:
    if column.type == "boolean":
        return f' CHECK ("{column.name}" IN (0, 1))'
    if column.choices:
        listed = ", ".join(f"'{choice}'" for choice in column.choices)
        return f' CHECK ("{column.name}" IN ({listed}))'
    return ""


def _stored(value: Cell) -> str | int | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return value
