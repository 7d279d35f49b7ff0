"""The workbook: typed, easy to read, and nothing in it runs."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell

from pipeline.errors import WorkspaceError
from pipeline.export import excel
from pipeline.export.excel import LONGEST_CELL, excel_bytes, shown
from pipeline.resolve.parties import party_rows
from pipeline.schema import TABLES, Row
from tests.export import rows


def _book(tables: dict[str, list[Row]]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel_bytes(tables)))


def _cell(book: openpyxl.Workbook, table: str, column: str, row: int) -> Cell:
    sheet = book[table]
    names = [cell.value for cell in sheet[1]]
    cell: Cell = sheet.cell(row + 1, names.index(column) + 1)
    return cell


def test_a_sheet_a_table_with_frozen_header_filters_and_widths() -> None:
    book = _book(rows.tables())
    assert book.sheetnames == [table.name for table in TABLES]
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert [cell.comment.text for cell in sheet[1]] == [column.description for column in table.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_row == 1 + len(rows.tables()[table.name])
    widths = {key: item.width for key, item in book["organisations"].column_dimensions.items()}
    assert all(8 <= width <= 62 for width in widths.values())
    assert widths["D"] >= 14  # みなと株式会社 is seven characters and fourteen columns


def test_cells_have_the_type_of_their_column() -> None:
    book = _book(rows.tables())
    assert _cell(book, "dates", "start", 1).value == datetime(2026, 3, 3)  # noqa: DTZ001 - a day has no zone
    assert _cell(book, "dates", "start", 1).number_format == "yyyy-mm-dd"
    assert _cell(book, "documents", "characters", 2).value == len(rows.TEXT_EN)
    assert _cell(book, "documents", "characters", 1).value is None
    assert _cell(book, "organisations", "registered", 1).value is True
    assert _cell(book, "organisations", "aliases", 1).value == "Alpha; =1+1"


def test_the_parties_are_a_sheet_of_their_own() -> None:
    book = _book({**rows.tables(), "parties": party_rows(rows.tables(), rows.TEXTS)})
    assert book.sheetnames == [*(table.name for table in TABLES), "parties"]
    assert [_cell(book, "parties", "name", row).value for row in (1, 2)] == ["Alpha plc", "みなと株式会社"]


def test_days_that_a_spreadsheet_counts_wrongly_are_text() -> None:
    old = rows.a_date("1-1", "wind/en", "memorandum", rows.TEXT_EN, date(1868, 9, 8), date(1900, 2, 28))
    book = _book({**rows.tables(), "dates": [old]})
    assert _cell(book, "dates", "start", 1).value == "1868-09-08"
    assert _cell(book, "dates", "end", 1).value == "1900-02-28"


# What a spreadsheet may take for a formula, and what NFKC turns into such a sign.
_SIGNS = [chr(code) for code in range(0x10000) if unicodedata.normalize("NFKC", chr(code))[:1] in tuple("=+-@")]
_HOSTILE = [f"{sign}1+1" for sign in _SIGNS] + ["\t=1+1", "\r=1+1", " =1+1", "\u200b=1+1", "|cmd", "001", "1e5", "TRUE"]


def test_the_signs_include_the_full_width_ones() -> None:
    assert set("=+-@＝＋－＠﹦﹢﹣﹫⁺₊⁼₌") <= set(_SIGNS)


def test_nothing_in_it_runs() -> None:
    hostile = [
        replace(rows.ALPHA, organisation_id=f"{number:03}", name=name, name_en=name, aliases=(name,))
        for number, name in enumerate(_HOSTILE)
    ]
    content = excel_bytes({**rows.tables(), "organisations": hostile})
    parts = zipfile.ZipFile(io.BytesIO(content))
    for part in parts.namelist():
        assert not re.search(rb"<f[ >]|externalLink|vbaProject", parts.read(part)), part
    book = openpyxl.load_workbook(io.BytesIO(content))
    for number, name in enumerate(_HOSTILE, start=1):
        for column in ("name", "aliases"):
            cell = _cell(book, "organisations", column, number)
            assert cell.data_type == "s"
            assert cell.quotePrefix, name
            assert cell.number_format == "@"
            assert cell.value == shown(name)


@given(st.text(max_size=40))
def test_any_text_gives_a_file_that_opens(text: str) -> None:
    book = _book({**rows.tables(), "organisations": [replace(rows.ALPHA, name=text, name_ja=text)]})
    value = _cell(book, "organisations", "name", 1).value
    # Excel's own notation for characters by number is kept apart from a text that looks like it.
    assert (value or "").replace("_x005F_", "_") == shown(text)


def test_control_characters_are_shown() -> None:
    assert shown("a\x00b\x1b[0m\x7f\r\nc\td") == "a␀b␛[0m␡\nc\td"
    assert shown("\ufffe\uffff") == "\ufffd\ufffd"


@pytest.mark.parametrize("char", ["x", "𠮷"])
def test_a_text_longer_than_a_cell_is_cut_with_a_note(char: str) -> None:
    cut = shown(char * 40_000)
    assert cut.endswith(excel.CUT)
    assert LONGEST_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert shown(char * 10_000) == char * 10_000


def test_more_rows_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 2)
    with pytest.raises(WorkspaceError, match="documents has 3 rows, and a sheet holds 2"):
        excel_bytes(rows.tables())


def test_the_same_tables_give_the_same_bytes() -> None:
    assert excel_bytes(rows.tables()) == excel_bytes(rows.tables())


def test_tables_without_rows() -> None:
    book = _book({table.name: [] for table in TABLES})
    assert [sheet.max_row for sheet in book] == [1] * len(TABLES)
