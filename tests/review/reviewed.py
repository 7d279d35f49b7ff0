"""A reviewed workspace of two short documents, and what tests ask it."""

from collections.abc import Callable
from pathlib import Path

from pipeline.review.changes import Review, load_review
from pipeline.run.ingest import ingest
from pipeline.schema import TABLES
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace

MakeWorkspace = Callable[[dict[str, str]], Workspace]

ORGANISATIONS = """\
organisations:
  - id: cwa
    name_en: Coastal Wind Association
    kind: association
  - id: harrow
    name_en: Harrow Marine plc
    kind: company
  - id: spare
    name_en: Spare Institute
    kind: institute
"""
TEXT = "Coastal Wind Association and Harrow Marine plc signed a memorandum on 3 March 2026.\n"
OTHER = "Harrow Marine plc was founded in 1999.\n\nHarrow Marine plc met Coastal Wind Association on 5 May 2025.\n"


def again(workspace: Workspace) -> Review:
    ingest(workspace, jobs=1)
    return load_review(workspace.diff_file)


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def accepted(workspace: Workspace, table: str) -> dict[str, dict[str, str]]:
    schema = next(item for item in TABLES if item.name == table)
    return read_csv(schema, workspace.accepted / f"{table}.csv")


def extracted(workspace: Workspace, table: str) -> dict[str, dict[str, str]]:
    schema = next(item for item in TABLES if item.name == table)
    return read_csv(schema, workspace.extracted / f"{table}.csv")


def key_of(workspace: Workspace, table: str, text: str, doc_id: str = "a") -> str:
    return next(
        key for key, row in extracted(workspace, table).items() if row["text"] == text and row["doc_id"] == doc_id
    )


def told(review: Review) -> set[tuple[str, str, str]]:
    return {(item.table, item.state, item.causes[0].kind) for item in review.changes}
