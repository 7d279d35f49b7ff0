"""Rows to files and back: CSV, Parquet, and the data package that describes them."""

from pipeline.tables.files import Tables, csv_bytes, read_csv
from pipeline.tables.package import datapackage_bytes
from pipeline.tables.reading import read_table, read_tables

__all__ = ["Tables", "csv_bytes", "datapackage_bytes", "read_csv", "read_table", "read_tables"]
