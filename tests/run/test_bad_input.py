"""Bad input: each a message that names the file and says what to do, the right exit code, and nothing half written."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from pipeline.workspace import Workspace, project_config
from tests.run.test_ingest import ENGLISH, JAPANESE, oboegaki

MakeWorkspace = Callable[[dict[str, str]], Workspace]


def statuses(workspace: Workspace) -> dict[str, str]:
    with (workspace.extracted / "documents.csv").open(encoding="utf-8", newline="") as handle:
        return {row["doc_id"]: row["status"] for row in csv.DictReader(handle)}


@pytest.mark.parametrize("files", [{}, {"raw/README.md": "read me"}, {"raw/.hidden.txt": "x"}])
def test_no_documents(make_workspace: MakeWorkspace, files: dict[str, str]) -> None:
    workspace = make_workspace(files)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert "raw" in result.stderr
    assert not (workspace.extracted / "documents.csv").exists()


@pytest.mark.parametrize(
    ("sidecar", "words"),
    [
        ("publised: 2026-03-03\n", "a.yml, line 1: unknown key `publised`; known are url, publisher"),
        ("title: x\npublished: 2026-02-30\n", "a.yml, line 2: `published`"),
        ("published: 2026\n", "write the day of publication as YYYY-MM-DD"),
        ("language: fr\n", "`language`"),
        ('title: "unclosed\n', "not YAML"),
        ("just words\n", "should hold `key: value` lines"),
    ],
)
def test_a_broken_sidecar_fails_its_document_and_no_other(
    make_workspace: MakeWorkspace, sidecar: str, words: str
) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "raw/a.yml": sidecar, "raw/b.txt": ENGLISH})
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 1
    assert words in result.stdout
    assert statuses(workspace) == {"a": "malformed", "b": "ok"}


def test_every_bad_document_is_a_row_and_the_rest_goes_on(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"raw/good.txt": ENGLISH, "raw/empty.txt": "", "raw/blank.txt": " \n\n", "raw/data.xyz": "?"}
    )
    (workspace.raw / "binary.txt").write_bytes(bytes(range(256)) * 20)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 1
    found = statuses(workspace)
    assert found["good"] == "ok"
    assert found["empty"] == found["blank"] == "empty"
    assert found["data"] == "unsupported"
    assert found["binary"] == "malformed"
    assert len(found) == 5
    assert "data: unsupported" in result.stdout
    # A second run reads nothing, and still says what needs a look.
    again = oboegaki(workspace, "ingest")
    assert again.returncode == 1
    assert "0 documents read, 5 unchanged" in again.stdout


def test_a_text_over_the_limit(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    with (workspace.root / "config" / "settings.yml").open("a", encoding="utf-8") as settings:
        settings.write("limits: {characters: 20}\n")
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 1
    assert statuses(workspace) == {"a": "too_large"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("settings.yml", "modles: {}\n", "settings.yml:1: unknown key `modles`"),
        ("settings.yml", "models: {en: {pipeline: x, labels: {}}}\n", "no model for ja"),
        (
            "organisations.yml",
            "organisations:\n  - id: x\n    kind: bakery\n",
            "organisations.yml:3: `organisations.1.kind`",
        ),
        ("organisations.yml", "organisations:\n- {id: x, kind: other}\n- {id: x, kind: other}\n", "'x' is there twice"),
        (
            "organisations.yml",
            "organisations:\n- {id: x, kind: other, name_en: Acme Lab}\n- {id: y, kind: other, aliases: [acme lab]}\n",
            "is a name of both",
        ),
        (
            "organisations.yml",
            "organisations:\n- {id: x, kind: other, name_en: Acme Lab, part_of: acme}\n",
            "part_of acme is no organisation of this file",
        ),
        (
            "organisations.yml",
            "organisations:\n- {id: x, kind: other, name_en: Acme Lab, names_beside_parent: [Lab]}\n",
            "part_of says beside which body's name they count",
        ),
        ("themes.yml", "themes: [", "not YAML"),
    ],
)
def test_a_broken_configuration_stops_before_anything_is_written(
    make_workspace: MakeWorkspace, name: str, content: str, words: str
) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, f"config/{name}": content})
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert words in result.stderr
    assert not (workspace.extracted / "documents.csv").exists()


def test_an_unknown_model_and_an_unlisted_label(make_workspace: MakeWorkspace) -> None:
    settings = (project_config() / "settings.yml").read_text(encoding="utf-8")
    workspace = make_workspace(
        {"raw/a.txt": ENGLISH, "config/settings.yml": settings.replace("pipeline: ja_ginza", "pipeline: ja_nothing")}
    )
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert "'ja_nothing' is not installed" in result.stderr
    named = settings.replace("names: ja_names", "names: models/nothing")
    (workspace.root / "config" / "settings.yml").write_text(named, encoding="utf-8")
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert "the name model 'models/nothing' is no folder with a model" in result.stderr
    (workspace.root / "config" / "settings.yml").write_text(settings.replace("[ORG]", "[]"), encoding="utf-8")
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert "'ORG'" in result.stderr


def test_a_folder_that_cannot_be_written(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "extracted": "a file where the folder should be"})
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "extracted" in result.stderr


def test_a_text_without_full_stops_keeps_its_evidence_short(make_workspace: MakeWorkspace) -> None:
    # 20,000 names, each with the whole text as its sentence, were ten gigabytes.
    workspace = make_workspace(
        {"raw/a.txt": "The Sylvanian Space Agency met the Freedonian Ports Authority, and " * 3_000}
    )
    assert oboegaki(workspace, "ingest").returncode == 0
    with (workspace.extracted / "organisation_mentions.csv").open(encoding="utf-8", newline="") as handle:
        sentences = [row["sentence"] for row in csv.DictReader(handle)]
    assert len(sentences) == 6_000
    assert max(map(len, sentences)) <= 1_002


def test_output_that_cannot_show_japanese_is_no_error(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": JAPANESE})
    oboegaki(workspace, "ingest")
    command = [sys.executable, "-m", "pipeline.cli", "-w", str(workspace.root), "diff"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_a_reader_that_leaves_does_not_end_the_run(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "raw/b.xyz": "?"})
    command = [sys.executable, "-m", "pipeline.cli", "-w", str(workspace.root), "ingest"]
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert result.stderr == ""
    assert result.returncode == 1  # because of b.xyz
    assert statuses(workspace) == {"a": "ok", "b": "unsupported"}


def test_wrong_use() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "ingst"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
