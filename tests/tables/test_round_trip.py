"""What other programs read from the files is what was written, whatever the words are."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from operator import attrgetter
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.schema import TABLES, DateRow, ObjectiveRow, OrganisationRow, Row, Table
from pipeline.tables import csv_bytes, datapackage_bytes, read_table
from pipeline.tables.files import parquet_of_csv
from tests.conftest import ROOT
from tests.export import rows

DATES = next(table for table in TABLES if table.name == "dates")
ORGANISATIONS = next(table for table in TABLES if table.name == "organisations")

_WORDS = [
    "日本語", '"', '""', "'", "\n", ",", ";", "NA", "N/A", "null", "NULL", "None", "nan", "001", "1e5", "=1+1", "＝1+1", "-1",
    "𠮷", "👩🏽‍🚀", "葛\U000e0100", "か\u3099", " ", "\u3000", "\t", "\\", "\\N", "#", "true", "2025-04-01", "\ufeff", "\u2028", "|",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)


def _date(key: str, text: str, relative_to: str | None) -> DateRow:
    return DateRow(
        date_id=key, doc_id="wind/en", text=text, start=date(2025, 4, 1), end=date(2026, 3, 31),
        precision="fiscal_year", edtf="2025-04/2026-03", relative_to=relative_to, page=None, char_start=0, char_end=5,
        sentence=text,
    )  # fmt: skip


_ROWS = st.lists(st.tuples(_TEXT, st.none() | _TEXT), min_size=1, max_size=5).map(
    lambda values: [_date(f"k{number}", *value) for number, value in enumerate(values)]
)
_ALL = [_date(f"k{number:02}", word, word) for number, word in enumerate(_WORDS)]


_OBJECTIVES = [
    ObjectiveRow(
        objective_id=f"k{number}", doc_id="wind/en", ordinal=number, form="listed", kind="objective", heading=heading,
        text="a,\n\"b\"", themes=themes, organisations=("x", "y"), counterpart_id=None, page=page, char_start=0, char_end=5,
        lead_in=None,
    )
    for number, (heading, themes, page) in enumerate([(None, (), None), ("=1+1", ("one",), 3), ("NA", ("a", "b"), 0)])
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def _values(written: list[DateRow]) -> list[tuple[str, str | None]]:
    return [(row.text, row.relative_to) for row in written]


@example(_ALL)
@given(_ROWS)
def test_we_read_our_own_csv(folder: Path, written: list[DateRow]) -> None:
    path = folder / "dates.csv"
    path.write_bytes(csv_bytes(DATES, written))
    assert read_table(DATES, path) == written


@example(_ALL)
@given(_ROWS)
def test_pandas_reads_the_csv(written: list[DateRow]) -> None:
    content = csv_bytes(DATES, written)
    # As docs/notebooks-and-sql.md says: without these, "NA" is nothing and "001" is 1.
    frame = pd.read_csv(io.BytesIO(content), dtype="string", keep_default_na=False, na_values={"relative_to": [""]})
    read = [(text, None if pd.isna(value) else value) for text, value in frame[["text", "relative_to"]].to_numpy()]
    assert read == _values(written)


@settings(max_examples=30)
@example(_ALL)
@given(_ROWS)
def test_duckdb_reads_the_csv_and_the_parquet(folder: Path, written: list[DateRow]) -> None:
    (folder / "duck.csv").write_bytes(csv_bytes(DATES, written))
    parquet_of_csv(DATES, folder / "duck.csv", folder / "duck.parquet", "")
    options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    with duckdb.connect() as connection:
        from_csv = connection.sql(
            f"SELECT text, relative_to FROM read_csv('{folder / 'duck.csv'}', {options})"  # noqa: S608 - a path of ours
        ).fetchall()
        from_parquet = connection.sql(f"SELECT text, relative_to FROM '{folder / 'duck.parquet'}'").fetchall()  # noqa: S608
    assert from_csv == _values(written)
    assert from_parquet == _values(written)


@settings(max_examples=30)
@given(st.lists(_TEXT.filter(lambda text: "; " not in text), max_size=4).map(tuple))
def test_lists_come_back(folder: Path, aliases: tuple[str, ...]) -> None:
    row = OrganisationRow(
        organisation_id="x", name="x", name_en=None, name_ja=None, aliases=aliases, kind="other", country=None,
        registered=False, documents=1, mentions=1,
    )  # fmt: skip
    path = folder / "organisations.csv"
    path.write_bytes(csv_bytes(ORGANISATIONS, [row]))
    assert read_table(ORGANISATIONS, path) == [row]
    assert _through_csv(folder, ORGANISATIONS, [row]).to_pylist()[0]["aliases"] == list(aliases)


def test_a_cell_longer_than_the_csv_module_takes_by_itself(folder: Path) -> None:
    written = [_date("k", "長" * 200_000, None)]
    path = folder / "long.csv"
    path.write_bytes(csv_bytes(DATES, written))
    assert read_table(DATES, path) == written


_ARROW = {
    "string": "string",
    "integer": "int64",
    "boolean": "bool",
    "date": "date32[day]",
    "list": "list<element: string>",
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_has_the_types_and_the_descriptions_of_the_schema(folder: Path, table: Table) -> None:
    schema = _through_csv(folder, table, rows.tables()[table.name]).schema
    assert schema.metadata[b"table"].decode() == table.name
    for column, field in zip(table.columns, schema, strict=True):
        assert field.name == column.name
        assert str(field.type) == _ARROW[column.type]
        assert field.nullable is not column.required
        assert field.metadata[b"description"].decode() == column.description


def _package(folder: Path, tables: dict[str, list[Row]]) -> frictionless.Report:
    folder.mkdir()
    (folder / "datapackage.json").write_bytes(datapackage_bytes())
    for table in TABLES:
        (folder / f"{table.name}.csv").write_bytes(csv_bytes(table, tables[table.name]))
    report: frictionless.Report = frictionless.validate(str(folder / "datapackage.json"))
    return report


def _errors(report: frictionless.Report) -> list[tuple[str, str]]:
    return [(kind, note) for kind, note in report.flatten(["type", "note"])]


def test_the_sample_tables_are_a_valid_data_package() -> None:
    report = frictionless.validate(str(ROOT / "extracted" / "datapackage.json"))
    assert report.valid, _errors(report)
    assert report.stats["tasks"] == len(TABLES)


def test_hard_words_are_a_valid_data_package(tmp_path: Path) -> None:
    report = _package(tmp_path / "package", {**rows.tables(), "dates": list(_ALL)})
    assert report.valid, _errors(report)


@pytest.mark.parametrize(
    ("table", "column"), [(table.name, column) for table in TABLES for column, _ in table.references]
)
def test_a_key_that_leads_nowhere_is_no_valid_data_package(tmp_path: Path, table: str, column: str) -> None:
    [first, *others] = rows.tables()[table]
    values = {item.name: getattr(first, item.name) for item in fields(first)}
    broken = type(first)(**{**values, column: "nowhere"})
    report = _package(tmp_path / "package", {**rows.tables(), table: [broken, *others]})
    assert [kind for kind, _ in _errors(report)] == ["foreign-key"]


def test_the_data_package_is_made_from_the_schema() -> None:
    package = json.loads(datapackage_bytes())
    for resource, table in zip(package["resources"], TABLES, strict=True):
        keys = {item["fields"]: item["reference"]["resource"] for item in resource["schema"].get("foreignKeys", ())}
        assert keys == {column: "" if other == table.name else other for column, other in table.references}


def _through_csv(folder: Path, table: Table, rows: Sequence[Row]) -> pa.Table:
    path = folder / "source.csv"
    path.write_bytes(csv_bytes(table, rows))
    parquet_of_csv(table, path, folder / "made.parquet", "")
    return pq.read_table(folder / "made.parquet")


@example(_ALL)
@given(_ROWS)
def test_parquet_holds_the_rows(folder: Path, written: list[DateRow]) -> None:
    made = _through_csv(folder, DATES, written)
    assert made.equals(pa.Table.from_pylist([asdict(row) for row in written], schema=made.schema))


@pytest.mark.parametrize("rows", [_OBJECTIVES, []])
def test_lists_and_nothing_too(folder: Path, rows: list[ObjectiveRow]) -> None:
    table = next(table for table in TABLES if table.name == "objectives")
    made = _through_csv(folder, table, rows)
    assert made.equals(pa.Table.from_pylist([asdict(row) for row in rows], schema=made.schema))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_of_each_table_holds_its_rows(folder: Path, table: Table) -> None:
    written = sorted(rows.tables()[table.name], key=attrgetter(table.key))
    made = _through_csv(folder, table, written)
    assert made.equals(pa.Table.from_pylist([asdict(row) for row in written], schema=made.schema))


@pytest.mark.parametrize("megabytes", [3, 8, 30])
def test_a_row_of_many_megabytes(folder: Path, megabytes: int) -> None:
    rows = [_date("a", "x\n" * (megabytes * 500_000), None), _date("b", "y", None)]
    assert _through_csv(folder, DATES, rows).column("text").to_pylist() == [row.text for row in rows]


def test_a_table_of_many_blocks(folder: Path) -> None:
    rows = [_date(f"k{number:06}", "word " * 60, None) for number in range(30_000)]
    made = _through_csv(folder, DATES, rows)
    assert made.column("date_id").to_pylist() == [row.date_id for row in rows]
