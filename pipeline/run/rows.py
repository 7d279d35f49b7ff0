"""The lines of a document in the tables: its worker makes them as if it stood alone, the parent where others say more."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pydantic import TypeAdapter

from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.links import Links
from pipeline.resolve.rows import document_rows
from pipeline.resolve.summary import Summary
from pipeline.run.fingerprints import fingerprint
from pipeline.run.tasks import Versions
from pipeline.schema import ROW_TABLES
from pipeline.tables.files import csv_lines

SUMMARY = TypeAdapter[Summary](Summary)


def lines_of(
    document: TextDocument,
    findings: Findings,
    links: Links,
    themes: Sequence[Theme],
    counterparts: Mapping[int, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The lines of a document in the CSV file of each table of rows."""
    made = document_rows(document, findings, links, themes, counterparts).by_table()
    return {table.name: csv_lines(table, made[table.name]) for table in ROW_TABLES}


def rows_fingerprint(
    versions: Versions,
    read_digest: str,
    find_digest: str,
    organisations: Iterable[str],
    counterparts: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """What the lines of a document are made from; begins with what those of all documents are.

    Args:
        organisations: of the bodies that it names, in their order.
    """
    parts = "\n".join(organisations), sorted(counterparts.items()) if counterparts else ""
    return versions.rows + fingerprint(read_digest, find_digest, *parts)
