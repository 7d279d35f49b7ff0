"""Rows of the tables as they stand in CSV files, for tests that need no documents."""

from pipeline.schema import TABLES

Cells = dict[str, str]


def row(table: str, key: str, **cells: str) -> Cells:
    """A row with all its columns, empty where they are not given."""
    schema = next(item for item in TABLES if item.name == table)
    empty = dict.fromkeys((column.name for column in schema.columns), "")
    return {**empty, schema.key: key, **({"doc_id": key.rpartition("#")[0]} if "#" in key else {}), **cells}


def mention(key: str, sentence: str, *, text: str = "Acme", organisation_id: str = "acme", **cells: str) -> Cells:
    return row(
        "organisation_mentions",
        key,
        text=text,
        sentence=sentence,
        organisation_id=organisation_id,
        found_by="pattern",
        **cells,
    )


def keyed(*rows: Cells) -> dict[str, Cells]:
    return {next(iter(item.values())): item for item in rows}
