"""Loading the tables into pandas, and the notebook that does."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pipeline
from pipeline import LoadedTables
from pipeline.errors import WorkspaceError
from pipeline.review.accept import accept
from pipeline.schema import TABLES
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


def test_the_accepted_tables_have_the_same_types_and_values(
    make_workspace: Callable[[dict[str, str]], Workspace],
) -> None:
    raw = {f"raw/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / "raw").glob("jfusion-*")}
    workspace = make_workspace(raw)
    report = pipeline.ingest(workspace.root, jobs=1)
    assert report.rows["documents"] == 2
    with pytest.raises(WorkspaceError, match="make accept"):
        pipeline.load(workspace.root, accepted=True)
    accept(workspace)
    now, accepted = pipeline.load(workspace.root), pipeline.load(workspace.root, accepted=True)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(accepted, table.name), getattr(now, table.name))


@pytest.mark.parametrize(
    ("find", "replace", "message"),
    [
        ("day", "instant", "dates.csv: row .*, column precision: 'instant' is none of day, month"),
        ("2026-03-03", "2026-02-30", "column start"),
        ("start", "begin", "column start: is not there"),
    ],
)
def test_an_accepted_table_that_somebody_broke(
    make_workspace: Callable[[dict[str, str]], Workspace], find: str, replace: str, message: str
) -> None:
    workspace = make_workspace({"raw/a.txt": "Harrow Marine plc signed it on 3 March 2026.\n"})
    pipeline.ingest(workspace.root, jobs=1)
    accept(workspace)
    path = workspace.accepted / "dates.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(find, replace, 1), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=message):
        pipeline.load(workspace.root, accepted=True)


def test_a_parquet_file_that_is_none(make_workspace: Callable[[dict[str, str]], Workspace]) -> None:
    workspace = make_workspace({"raw/a.txt": "Harrow Marine plc signed it on 3 March 2026.\n"})
    pipeline.ingest(workspace.root, jobs=1)
    (workspace.extracted / "dates.parquet").write_bytes(b"PAR")
    with pytest.raises(WorkspaceError, match=r"dates\.parquet: cannot be read"):
        pipeline.load(workspace.root)


def test_a_run_is_compared_with_what_was_accepted(make_workspace: Callable[[dict[str, str]], Workspace]) -> None:
    workspace = make_workspace({"raw/a.txt": "Harrow Marine plc signed it on 3 March 2026.\n"})
    with pytest.raises(WorkspaceError, match="run"):
        pipeline.compare(workspace.root)
    pipeline.ingest(workspace.root, jobs=1)
    assert [row["text"] for row in pipeline.compare(workspace.root).of("dates").added.values()] == ["3 March 2026"]
    accept(workspace)
    assert pipeline.compare(str(workspace.root)).is_empty


def test_a_text_that_is_not_there() -> None:
    with pytest.raises(WorkspaceError, match="no such text"):
        pipeline.load(ROOT).text("nothing")


EN = "raw/wind-en.txt"
ALPHA, BETA, GAMMA = "Alpha Marine plc", "Beta Marine plc", "Gamma Marine plc"
RELEASE = f"""{ALPHA} and {BETA} Sign a Memorandum

{ALPHA} and {BETA} signed a memorandum on 3 March 2026. {GAMMA} was founded in 1999.

Under it, {ALPHA} will:

• train divers; and
• share data on cables.
"""


@pytest.fixture(scope="module")
def wind(tmp_path_factory: pytest.TempPathFactory, small_models: str) -> LoadedTables:
    """One release whose joined views can be told in advance."""
    root = tmp_path_factory.mktemp("wind")
    files = {EN: RELEASE, "config/settings.yml": small_models, "config/organisations.yml": "organisations: []\n"}
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    pipeline.ingest(root, jobs=1)
    return pipeline.load(root)


def test_mentions_with_their_organisation_and_document(wind: LoadedTables) -> None:
    mentions = wind.joined()
    assert len(mentions) == len(wind.organisation_mentions)
    assert mentions["char_start"].is_monotonic_increasing
    assert set(mentions["kind"]) == {"company"}
    assert set(mentions["language"]) == {"en"}


def test_a_timeline(wind: LoadedTables) -> None:
    timeline = wind.timeline()
    assert timeline["text"].tolist() == ["1999", "3 March 2026"]
    assert timeline["days"].tolist() == [365, 1]
    assert [len(ids) for ids in timeline["organisations"]] == [1, 2]
    assert timeline["title"].notna().all()


def test_organisations_by_organisations(wind: LoadedTables) -> None:
    assert set(wind.cooccurrence()["weight"]) == {1}
    assert len(wind.cooccurrence()) == 3
    by_sentence = wind.cooccurrence(by="sentence")
    assert by_sentence[["source_name", "target_name", "weight"]].to_numpy().tolist() == [[ALPHA, BETA, 2]]
    with pytest.raises(ValueError, match="must be 'document', 'sentence' or 'agreement'"):
        wind.cooccurrence(by="page")  # type: ignore[arg-type]


def test_who_has_agreed_with_whom(wind: LoadedTables) -> None:
    parties = wind.parties()
    assert parties["name"].tolist() == [ALPHA, BETA]
    assert set(parties["sentence"]) == {f"{ALPHA} and {BETA} signed a memorandum on 3 March 2026."}
    for row in parties.to_dict("records"):
        assert wind.text(row["doc_id"])[row["char_start"] : row["char_end"]] == row["sentence"]
    assert wind.cooccurrence(by="agreement")[["source_name", "target_name", "weight"]].to_numpy().tolist() == [
        [ALPHA, BETA, 1]
    ]


def test_a_release_and_its_translation_are_one_agreement() -> None:
    parties = pipeline.load(ROOT).parties()
    memorandum = parties[parties["doc_id"].str.startswith("jfusion-fusion-cluster-mou-2025")]
    assert memorandum["doc_id"].nunique() == 2
    assert memorandum["agreement"].nunique() == 1
    pairs = pipeline.load(ROOT).cooccurrence(by="agreement")
    assert pairs.set_index(["source", "target"])["weight"]["fusion-cluster", "j-fusion"] == 1


def test_the_parties_are_those_of_the_rows_as_reviewers_corrected_them(wind: LoadedTables) -> None:
    mentions = wind.organisation_mentions.copy()
    gamma = wind.organisations.set_index("name")["organisation_id"][GAMMA]
    beta = wind.organisations.set_index("name")["organisation_id"][BETA]
    mentions.loc[mentions["organisation_id"] == beta, "organisation_id"] = gamma
    assert replace(wind, organisation_mentions=mentions).parties()["name"].tolist() == [ALPHA, GAMMA]


def test_objectives_by_theme_and_organisation(wind: LoadedTables) -> None:
    objectives = wind.objectives_by_theme()
    assert set(objectives["objective_id"]) == set(wind.objectives["objective_id"])
    assert set(objectives["name"]) == {ALPHA}
    trained = objectives[objectives["text"] == "train divers"]
    assert trained["theme"].tolist() == ["skills-and-people"]


def test_two_languages_side_by_side() -> None:
    tables = pipeline.load(ROOT)
    pairs = tables.side_by_side()
    both = pairs.dropna(subset=["text_en", "text_ja"])
    assert len(both) > 0
    languages = tables.documents.set_index("doc_id")["language"]
    assert set(both["doc_id_en"].map(languages)) == {"en"}
    assert set(both["doc_id_ja"].map(languages)) == {"ja"}
    assert (both["counterpart_id_ja"] == both["objective_id_en"]).all()
    in_pairs = tables.objectives["counterpart_id"].notna().sum()
    assert in_pairs == 2 * len(both)
    assert pairs["objective_id_en"].dropna().is_unique


def test_views_of_tables_without_rows(make_workspace: Callable[[dict[str, str]], Workspace]) -> None:
    workspace = make_workspace({"raw/a.txt": "Nothing of the kind.\n"})
    pipeline.ingest(workspace.root, jobs=1)
    tables = pipeline.load(workspace.root)
    views = (
        tables.joined(),
        tables.parties(),
        tables.timeline(),
        tables.cooccurrence(),
        tables.cooccurrence(by="agreement"),
        tables.objectives_by_theme(),
        tables.side_by_side(),
    )
    assert [len(view) for view in views] == [0] * len(views)


PLOTS = {"named", "timeline", "network", "themes"}


def _outputs(path: Path) -> dict[str, list[dict[str, Any]]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: cell["outputs"] for cell in cells if cell["cell_type"] == "code"}


def _check(path: Path) -> None:
    outputs = _outputs(path)
    for name in PLOTS:
        [plot] = outputs[name]
        assert {"image/png", "application/vnd.vegalite.v6+json"} <= set(plot["data"])
    assert "Noto Sans CJK JP" in json.dumps(outputs["timeline"])
    assert "between" in "".join(outputs["parties"][0]["data"]["text/plain"])
    assert "text_ja" in "".join(outputs["pairs"][0]["data"]["text/plain"])
    # From a number back to the words.
    assert "【" in "".join(outputs["words"][0]["text"])
    assert not [item for items in outputs.values() for item in items if item["output_type"] == "error"]


def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "notebooks" / "run.py"), str(tmp_path / "out.ipynb")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    _check(tmp_path / "out.ipynb")


def test_the_notebook_keeps_its_outputs_for_readers_on_the_web() -> None:
    _check(ROOT / "notebooks" / "explore.ipynb")
