"""The data dictionary: what every table and column means, in Markdown, made from `schema.py`."""

from pipeline.schema import TABLES, Column, Table

_HEAD = """# Data dictionary

Made by `oboegaki dictionary` from `pipeline/schema.py`; a test fails where they differ. `extracted/datapackage.json` says
the same to programs (Frictionless Data Package), and each Parquet file has the descriptions in its schema.

| type | in CSV | in Parquet | in pandas (`pipeline.load()`) | in SQLite | in Excel |
|---|---|---|---|---|---|
| string | UTF-8; nothing known is empty | string | string, or category where values are listed | TEXT | text |
| integer | decimal digits | int64 | Int64 | INTEGER | number |
| boolean | `true`, `false` | bool | bool | 0, 1 | TRUE, FALSE |
| date | `YYYY-MM-DD` | date32 | datetime64[s] | TEXT, `YYYY-MM-DD` | date (text before March 1900) |
| list | `a; b` | list of strings | list | JSON array | `a; b` |

Columns marked *evidence* are shown beside a row and never compared between runs.
"""


def data_dictionary() -> str:
    """Gives the data dictionary of all tables as Markdown."""
    return "\n".join([_HEAD, *(_section(table) for table in TABLES)])


def _section(table: Table) -> str:
    references = dict(table.references)
    lines = [
        f"## {table.name}",
        "",
        f"{table.description}. Key: `{table.key}`.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column in table.columns:
        lines.append(f"| {column.name} | {_type(column)} | {_meaning(column, references.get(column.name))} |")
    return "\n".join([*lines, ""])


def _type(column: Column) -> str:
    return column.type if column.required else f"{column.type}, may be missing"


def _meaning(column: Column, referred: str | None) -> str:
    parts = [column.description.replace("<", "&lt;").replace("|", "\\|")]
    if column.choices:
        parts.append(f"one of {', '.join(f'`{choice}`' for choice in column.choices)}")
    if referred:
        parts.append(f"key of [{referred}](#{referred})")
    if column.evidence:
        parts.append("*evidence*")
    return "; ".join(parts)
