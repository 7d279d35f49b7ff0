"""The database: keys, types and a search that finds Japanese."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pipeline.export.sqlite import APPLICATION_ID, SEARCHED, sqlite_bytes
from pipeline.resolve.parties import party_rows
from pipeline.schema import TABLES, Row
from tests.export import rows

Open = Callable[[dict[str, list[Row]]], sqlite3.Connection]


@pytest.fixture
def opened() -> Iterator[Open]:
    connections: list[sqlite3.Connection] = []

    def open_(tables: dict[str, list[Row]]) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        connections.append(connection)
        connection.deserialize(sqlite_bytes(tables, rows.TEXTS))
        return connection

    yield open_
    for connection in connections:
        connection.close()


def test_every_row_and_value_is_there(opened: Open) -> None:
    connection = opened(rows.tables())
    for table in TABLES:
        keys = [row[0] for row in connection.execute(f"SELECT {table.key} FROM {table.name}")]  # noqa: S608
        assert keys == [getattr(row, table.key) for row in rows.tables()[table.name]]
    row = connection.execute(
        "SELECT name_ja, aliases, registered FROM organisations WHERE name = 'Alpha plc'"
    ).fetchone()
    assert row == (None, '["Alpha", "=1+1"]', 1)
    assert json.loads(row[1]) == list(rows.ALPHA.aliases)
    assert connection.execute("SELECT min(start), max(end) FROM dates").fetchone() == ("2026-03-03", "2027-03-31")
    assert connection.execute("SELECT text FROM texts WHERE doc_id = 'wind/ja'").fetchone() == (rows.TEXT_JA,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_foreign_keys_are_declared_and_hold(opened: Open) -> None:
    connection = opened(rows.tables())
    for table in TABLES:
        declared = {(row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert declared == set(table.references)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_parties_are_a_table_that_joins(opened: Open) -> None:
    connection = opened({**rows.tables(), "parties": party_rows(rows.tables(), rows.TEXTS)})
    sql = (
        "SELECT title, organisations.name, sentence FROM parties JOIN documents USING (doc_id) "
        "JOIN organisations USING (organisation_id) ORDER BY party_id"
    )
    said = "Alpha plc and みなと株式会社 signed a memorandum on 3 March 2026."
    assert connection.execute(sql).fetchall() == [
        ("Alpha & Minato <sign>", "Alpha plc", said),
        ("Alpha & Minato <sign>", "みなと株式会社", said),
    ]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_row_whose_document_is_not_there_can_be_found(opened: Open) -> None:
    connection = opened({**rows.tables(), "documents": [rows.UNREAD]})
    missing = connection.execute("PRAGMA foreign_key_check(dates)").fetchall()
    assert len(missing) == len(rows.tables()["dates"])


def test_a_value_that_the_column_does_not_list_is_refused(opened: Open) -> None:
    connection = opened(rows.tables())
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("UPDATE dates SET precision = 'moment'")


def test_the_columns_are_described_in_the_schema(opened: Open) -> None:
    [(sql,)] = opened(rows.tables()).execute("SELECT sql FROM sqlite_schema WHERE name = 'dates'")
    assert "-- Last day, inclusive, ISO 8601" in sql


def test_every_searched_column_exists() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in TABLES} | {"texts": {"text"}}
    assert set(SEARCHED) == set(columns)
    assert all(set(searched) <= columns[name] for name, searched in SEARCHED.items())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("株式会社", ["wind/en", "wind/ja"]),
        ('"覚書を"', ["wind/ja"]),
        ("memorandum", ["wind/en"]),
        ("MEMO", ["wind/en"]),
    ],
)
def test_a_word_is_found_inside_japanese(opened: Open, query: str, found: list[str]) -> None:
    sql = (
        "SELECT doc_id FROM texts WHERE rowid IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?) ORDER BY doc_id"
    )
    assert [key for (key,) in opened(rows.tables()).execute(sql, [query])] == found


def test_a_word_of_two_characters_is_found_by_like(opened: Open) -> None:
    sql = "SELECT count(*) FROM texts WHERE text LIKE ?"
    assert opened(rows.tables()).execute(sql, ["%覚書%"]).fetchone() == (1,)


def test_lists_can_be_joined(opened: Open) -> None:
    sql = (
        "SELECT name FROM objectives, json_each(objectives.organisations) AS owner "
        "JOIN organisations ON organisation_id = owner.value ORDER BY name"
    )
    assert opened(rows.tables()).execute(sql).fetchall() == [("Alpha plc",), ("みなと株式会社",)]


def test_the_same_tables_give_the_same_bytes() -> None:
    assert sqlite_bytes(rows.tables(), rows.TEXTS) == sqlite_bytes(rows.tables(), rows.TEXTS)


@pytest.mark.parametrize("text", ["", "=1+1", "a\x00b", "'; DROP TABLE dates; --", "𠮷👩🏽‍🚀", "line\nline"])
def test_any_text_comes_back(opened: Open, text: str) -> None:
    connection = opened({**rows.tables(), "organisations": [replace(rows.ALPHA, name=text)]})
    assert connection.execute("SELECT name FROM organisations").fetchone() == (text,)
