"""Scores never fall below tests/floors.json; raise a floor when a change lifts a score, lower one only with a reason."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.evaluation import Evaluation, evaluate
from pipeline.workspace import Workspace
from tests.conftest import ROOT
from tests.run.test_ingest import oboegaki

GOLD = ROOT / "tests" / "gold"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))


def _below(result: Evaluation, floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {
        name: (round(result.scores[name].f1, 4), floor)
        for name, floor in floors.items()
        if round(result.scores[name].f1, 4) < floor
    }


def test_the_sample_documents() -> None:
    # The committed tables; another test shows that a fresh run gives the same.
    result = evaluate(ROOT / "extracted", GOLD, texts=ROOT / "raw")
    assert set(result.by_document) == {path.stem for path in (ROOT / "raw").glob("*.txt")}
    assert not _below(result, FLOORS["samples"])


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The annotated releases of other fields, after a run."""
    folder = tmp_path_factory.mktemp("releases")
    shutil.copytree(GOLD / "raw", folder / "raw")
    workspace = Workspace(folder)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 0, result.stdout + result.stderr
    return workspace


def test_releases_of_other_fields(releases: Workspace) -> None:
    result = evaluate(releases.extracted, GOLD, texts=GOLD / "raw")
    assert len(result.by_document) == 92
    assert not _below(result, FLOORS["releases"])


def test_annotations_are_in_their_texts(releases: Workspace) -> None:
    # Against the raw words: what the reader does to them is no matter of the annotation.
    result = evaluate(releases.extracted, GOLD, texts=GOLD / "raw")
    raw: list[Path] = list((GOLD / "raw").glob("*.txt"))
    assert len(raw) == 83
    assert not [doubt for doubt in result.doubts if "two ids" not in doubt.what]
