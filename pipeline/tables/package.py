"""`datapackage.json`: what the tables are, for programs (Frictionless Data Package v1)."""

import json
from typing import Any

from pipeline.schema import SCHEMA_VERSION, TABLES, Column, Table


def datapackage_bytes() -> bytes:
    """The data package that describes the CSV files, made from `schema.py`."""
    package = {
        "name": "oboegaki",
        "title": "Who agreed what with whom, when, and what for",
        "profile": "tabular-data-package",
        "version": str(SCHEMA_VERSION),
        "resources": [_resource(table) for table in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(table: Table) -> dict[str, Any]:
    keys = {other.name: other.key for other in TABLES}
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": table.key,
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [
            # The specification names a table's reference to itself by an empty string.
            {"fields": column, "reference": {"resource": "" if other == table.name else other, "fields": keys[other]}}
            for column, other in table.references
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "description": column.description}
    # A list is one cell, `a; b`, which Frictionless has no type for.
    field["type"] = "string" if column.type == "list" else column.type
    if column.type == "list":
        field["description"] += " (several are separated by '; ')"
    constraints: dict[str, Any] = {"required": True} if column.required and column.type != "list" else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    if column.evidence:
        field["oboegaki:evidence"] = True
    return field
