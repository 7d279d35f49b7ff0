"""Tables to files and back."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import WorkspaceError
from pipeline.schema import TABLES, DateRow, OrganisationRow, Row, Table
from pipeline.tables import csv_bytes, datapackage_bytes, read_csv
from pipeline.tables.files import made_from, parquet_of_csv

DATES = next(table for table in TABLES if table.name == "dates")
ORGANISATIONS = next(table for table in TABLES if table.name == "organisations")


def _date(key: str, text: str = "令和7年度", sentence: str = "") -> DateRow:
    return DateRow(
        date_id=key, doc_id="d", text=text, start=date(2025, 4, 1), end=date(2026, 3, 31), precision="fiscal_year",
        edtf="2025-04/2026-03", relative_to=None, page=None, char_start=0, char_end=5, sentence=sentence,
    )  # fmt: skip


def _organisation(key: str, aliases: tuple[str, ...]) -> OrganisationRow:
    return OrganisationRow(
        organisation_id=key, name=key, name_en=None, name_ja=None, aliases=aliases, kind="other", country=None,
        registered=False, documents=1, mentions=1,
    )  # fmt: skip


def _parquet(folder: Path, table: Table, rows: Sequence[Row]) -> pa.Table:
    path = folder / f"{table.name}.csv"
    path.write_bytes(csv_bytes(table, rows))
    parquet_of_csv(table, path, path.with_suffix(".parquet"), "0" * 64)
    return pq.read_table(path.with_suffix(".parquet"))


def test_parquet_says_which_csv_it_was_made_from(tmp_path: Path) -> None:
    _parquet(tmp_path, DATES, [_date("a")])
    assert made_from(tmp_path / "dates.parquet") == "0" * 64
    assert made_from(tmp_path / "nothing.parquet") == ""
    assert made_from(tmp_path / "dates.csv") == ""
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    assert made_from(tmp_path / "other.parquet") == ""


def test_csv_is_sorted_utf8_with_unix_line_ends() -> None:
    content = csv_bytes(DATES, [_date("b"), _date("a", '一,二"三\n四')])
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [row["date_id"] for row in rows] == ["a", "b"]
    assert rows[0]["text"] == '一,二"三\n四'
    assert rows[0]["start"] == "2025-04-01"
    assert rows[0]["relative_to"] == ""


def test_lists_are_one_cell() -> None:
    content = csv_bytes(ORGANISATIONS, [_organisation("x", ("A", "B"))]).decode()
    assert "A; B" in content
    assert ",false," in content


def test_two_rows_with_one_key_are_an_error() -> None:
    with pytest.raises(WorkspaceError, match="two rows of dates have the key a"):
        csv_bytes(DATES, [_date("a"), _date("a")])


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20)


@given(st.lists(_TEXTS, max_size=5))
def test_csv_and_parquet_hold_the_same_words(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    rows = [_date(f"k{number}", text, text) for number, text in enumerate(texts)]
    path = tmp_path_factory.mktemp("tables") / "dates.csv"
    path.write_bytes(csv_bytes(DATES, rows))
    from_csv = read_csv(DATES, path)
    from_parquet = _parquet(path.parent, DATES, rows).to_pylist()
    assert [row["text"] for row in from_parquet] == [from_csv[row["date_id"]]["text"] for row in from_parquet]
    assert [row["text"] for row in from_parquet] == texts
    assert all(row["start"] == date(2025, 4, 1) for row in from_parquet)


def test_line_ends_inside_a_cell_are_unix_ones() -> None:
    # csv leaves a lone CR unquoted, and readers take it for the end of the row.
    assert b"\r" not in csv_bytes(DATES, [_date("a", "one\rtwo\r\nthree")])


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [_date("a"), _date("b")]
    assert csv_bytes(DATES, rows) == csv_bytes(DATES, rows[::-1])


def test_parquet_is_typed_and_described(tmp_path: Path) -> None:
    schema = _parquet(tmp_path, ORGANISATIONS, [_organisation("x", ("A",))]).schema
    assert str(schema.field("aliases").type) == "list<element: string>"
    assert str(schema.field("registered").type) == "bool"
    assert b"description" in schema.field("name").metadata


def test_the_data_package_names_every_column() -> None:
    package = json.loads(datapackage_bytes())
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]
    for resource, table in zip(package["resources"], TABLES, strict=True):
        assert [field["name"] for field in resource["schema"]["fields"]] == [column.name for column in table.columns]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_table_with_a_doubled_key_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_bytes(csv_bytes(DATES, [_date("a")]) + b"a,d,,,,,,,,0,1,\n")
    with pytest.raises(WorkspaceError, match="the key a is there twice"):
        read_csv(DATES, path)


def test_a_table_with_a_torn_row_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_bytes(csv_bytes(DATES, [_date("a")]) + b"b,d\n")
    with pytest.raises(WorkspaceError, match=r"dates\.csv:3: has 2 cells, not 12"):
        read_csv(DATES, path)


def test_a_cell_of_any_length_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_bytes(csv_bytes(DATES, [_date("a", "x" * 500_000)]))
    assert len(read_csv(DATES, path)["a"]["text"]) == 500_000
