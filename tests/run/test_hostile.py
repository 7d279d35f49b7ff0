"""One of each kind of hostile file in a folder, through the command line: each has its one status, and the run goes on."""

import csv
import json
from pathlib import Path

import psutil
import pytest

from pipeline.schema import TABLES
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace
from tests.run.bombs import LIMITS, Bomb, bombs
from tests.run.test_ingest import oboegaki, outputs


@pytest.fixture(scope="module")
def hostile() -> dict[str, Bomb]:
    found = {bomb.name.rpartition(".")[0] + "-" + bomb.name.rpartition(".")[2]: bomb for bomb in bombs()}
    assert len(found) > 150
    return found


@pytest.fixture(scope="module")
def workspace(
    hostile: dict[str, Bomb], small_models: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, str]:
    """A workspace with every bomb in it after a run, and what the run said."""
    workspace = Workspace(tmp_path_factory.mktemp("hostile"))
    workspace.raw.mkdir()
    (workspace.root / "config").mkdir()
    (workspace.root / "config" / "settings.yml").write_text(small_models + LIMITS, encoding="utf-8")
    (workspace.root / "config" / "organisations.yml").write_text("organisations: []\n", encoding="utf-8")
    for doc_id, bomb in hostile.items():
        (workspace.raw / f"{doc_id}{Path(bomb.name).suffix}").write_bytes(bomb.content)
        if bomb.sidecar:
            (workspace.raw / f"{doc_id}.yml").write_text(bomb.sidecar, encoding="utf-8")
    result = oboegaki(workspace, "ingest", "--jobs", "2")
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr, result.stderr
    return workspace, result.stdout


def test_every_file_ends_in_one_status_of_the_design(
    workspace: tuple[Workspace, str], hostile: dict[str, Bomb]
) -> None:
    with (workspace[0].extracted / "documents.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["doc_id"]: row for row in csv.DictReader(handle)}
    assert rows.keys() == hostile.keys()
    wrong = {
        doc_id: (row["status"], row["message"])
        for doc_id, row in rows.items()
        if row["status"] not in hostile[doc_id].statuses or (row["status"] != "ok" and not row["message"])
    }
    assert not wrong
    run = json.loads(workspace[0].run_file.read_text(encoding="utf-8"))
    assert sum(run["statuses"].values()) == len(hostile)
    said = {
        doc_id: sum(line.startswith(f"{doc_id}: ") for line in workspace[1].splitlines()) for doc_id in run["failures"]
    }
    assert said == dict.fromkeys(run["failures"], 1)


def test_what_can_be_read_is_read(workspace: tuple[Workspace, str], hostile: dict[str, Bomb]) -> None:
    for doc_id, bomb in hostile.items():
        if bomb.words:
            assert bomb.words in (workspace[0].texts / f"{doc_id}.txt").read_text(encoding="utf-8"), doc_id


def test_nothing_is_half_written_and_no_process_is_left(workspace: tuple[Workspace, str]) -> None:
    where = workspace[0]
    assert not list(where.extracted.rglob("*.tmp"))
    assert not [
        process for process in psutil.process_iter(["cmdline"]) if str(where.root) in (process.info["cmdline"] or ())
    ]
    run = json.loads(where.run_file.read_text(encoding="utf-8"))
    assert {name: digest for name, digest in outputs(where).items() if name != "run.json"} == run["files"]
    for table in TABLES:
        assert len(read_csv(table, where.extracted / f"{table.name}.csv")) == run["rows"][table.name]
    for path in where.texts.glob("*.txt"):
        path.read_text(encoding="utf-8")


def test_the_files_of_others_stay_where_they_are(workspace: tuple[Workspace, str]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in workspace[0].texts.glob("*.txt")]
    assert not any("root:" in text for text in texts)
