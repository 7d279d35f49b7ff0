"""The tables as one workbook: a typed sheet each, with nothing in it that a spreadsheet would run.

Text is written as text, never parsed: each such cell has Excel's format Text and its quote prefix, so that it stays
text when somebody edits it, whatever it begins with: `=1+1`, full-width ＝, small ﹦, and all else that NFKC makes a
sign of. The value itself is not touched. Excel's limits are those of its "specifications and limits" page.
"""

import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pipeline.errors import WorkspaceError
from pipeline.schema import PARTIES, TABLES, Cell, Row, Table
from pipeline.tables.files import Tables, csv_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""
LONGEST_CELL = 32_767
"""Characters of a cell, counted as UTF-16 does: 𠮷 is two."""
CUT = " … (cut here; the CSV file has all of it)"

_NARROWEST, _WIDEST = 8, 60  # columns, in characters
# Excel counts a day that 1900 did not have, so earlier days are off by one in some programs.
_FIRST_DAY = date(1900, 3, 1)
# What XML 1.0 cannot hold, and a carriage return, which its readers turn into a line feed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


def excel_bytes(tables: Tables) -> bytes:
    """Gives the workbook; the same tables give the same bytes. `parties` is one of them where it is given.

    Raises:
        WorkspaceError: a table has more rows than a sheet holds.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    # Not the time of now, which would make every export another file.
    workbook.set_properties({"title": "Oboegaki", "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    text = workbook.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    plain = workbook.add_format({"valign": "top"})
    header = workbook.add_format({"bold": True, "bg_color": "#DDE8F3", "border": 1})
    for table in (table for table in (*TABLES, PARTIES) if table.name in tables):
        rows = tables[table.name]
        if len(rows) > MOST_ROWS:
            raise WorkspaceError(f"{table.name} has {len(rows):,} rows, and a sheet holds {MOST_ROWS:,}; use --sqlite")
        sheet = workbook.add_worksheet(table.name)
        _write_header(sheet, table, header)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(table.columns):
                _write(sheet, number, place, getattr(row, column.name), {"text": text, "day": day, "plain": plain})
        _finish(sheet, table, rows)
    workbook.close()
    return out.getvalue()


def shown(words: str) -> str:
    """A text as a cell can hold it: control characters as their pictures (␀), too long a text cut with a note."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    words = _UNPRINTABLE.sub(lambda match: "␡" if match[0] == "\x7f" else chr(0x2400 + ord(match[0])), words)
    words = _NO_CHARACTERS.sub("\ufffd", words)
    if len(words.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return words
    room = (LONGEST_CELL - len(CUT)) * 2
    return words.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


def _write_header(sheet: "Worksheet", table: Table, header: "Format") -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, header)
        sheet.write_comment(0, place, column.description, {"author": "Oboegaki", "x_scale": 2})
    sheet.freeze_panes(1, 0)


def _write(sheet: "Worksheet", number: int, place: int, value: Cell, formats: dict[str, "Format"]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(number, place, value, formats["plain"])
    elif isinstance(value, int):
        sheet.write_number(number, place, value, formats["plain"])
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001 - a day has no zone
    else:
        sheet.write_string(number, place, shown(csv_cell(value)), formats["text"])


def _finish(sheet: "Worksheet", table: Table, rows: Sequence[Row]) -> None:
    """Filters, widths, and no green corners at "001"."""
    last = max(1, len(rows))
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(table.columns))}{last + 1}"})
    for place, column in enumerate(table.columns):
        widest = max((_width(csv_cell(getattr(row, column.name))) for row in rows), default=0)
        sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, len(column.name) + 3, widest + 1)))


def _width(words: str) -> int:
    """Columns that the longest line takes, as far as it matters: Japanese characters are two wide."""
    lines = (line[:_WIDEST] for line in words.split("\n")[:3])
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines)


def _letters(number: int) -> str:
    """A column's letters from its number, counted from 1."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number - 1))
