"""Loading the tables into pandas, and the notebook that does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import WorkspaceError
from pipeline.workspace import Workspace
from tests.conftest import ROOT


def test_types() -> None:
    tables = pipeline.load(ROOT)
    assert tables.dates["start"].dtype == "datetime64[s]"
    assert tables.dates["precision"].dtype == "category"
    assert tables.documents["title"].dtype == "string"
    assert tables.documents["pages"].dtype == "Int64"
    assert all(isinstance(value, list) for value in tables.organisations["aliases"])
    assert tables.organisations["registered"].dtype == bool


def test_every_row_leads_back_to_its_words() -> None:
    tables = pipeline.load(ROOT)
    for frame in (tables.organisation_mentions, tables.dates, tables.objectives):
        for row in frame.to_dict("records"):
            assert tables.text(row["doc_id"])[row["char_start"] : row["char_end"]] == row["text"]


def test_keys_are_unique_and_references_hold() -> None:
    tables = pipeline.load(ROOT)
    assert set(tables.organisation_mentions["organisation_id"]) == set(tables.organisations["organisation_id"])
    assert set(tables.dates["doc_id"]) <= set(tables.documents["doc_id"])
    assert tables.objectives["objective_id"].is_unique
    merged = tables.organisation_mentions.merge(tables.organisations, on="organisation_id").merge(
        tables.documents, on="doc_id"
    )
    assert len(merged) == len(tables.organisation_mentions)


def test_nothing_there_yet(make_workspace: Callable[[dict[str, str]], Workspace]) -> None:
    workspace = make_workspace({"raw/a.txt": "x"})
    with pytest.raises(WorkspaceError, match="run `make ingest`"):
        pipeline.load(workspace.root)


def test_the_notebook_runs_from_top_to_bottom(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "notebooks" / "explore.ipynb"
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    monkeypatch.chdir(path.parent)
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - the notebook is ours
    assert len(names["objectives"]) > 0  # type: ignore[arg-type]
