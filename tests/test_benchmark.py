"""What the figures of `make bench` are measured on, and that they are figures of what they say."""

from pathlib import Path

import pytest

from pipeline.benchmark.corpus import write_corpus
from pipeline.benchmark.speed import STAGES, measure
from pipeline.config import Configuration, load_configuration
from pipeline.workspace import CONFIG_FILES, project_config
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(*(project_config() / name for name in CONFIG_FILES))


def corpus(folder: Path, number: int, configuration: Configuration, seed: int = 0) -> list[str]:
    write_corpus(ROOT / "raw", folder, number, configuration.organisations, seed=seed)
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def test_the_same_documents_each_time_and_no_two_alike(tmp_path: Path, configuration: Configuration) -> None:
    texts = corpus(tmp_path / "a", 20, configuration)
    assert texts == corpus(tmp_path / "b", 20, configuration)
    assert texts != corpus(tmp_path / "c", 20, configuration, seed=1)
    assert len(set(texts)) == 20
    samples = {path.read_text(encoding="utf-8") for path in (ROOT / "raw").rglob("*.txt")}
    assert not samples & set(texts)


def test_a_name_is_the_same_throughout_a_document(tmp_path: Path, configuration: Configuration) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("CERN met CERN on 31 May 2025.\n\nCERN said so.\n", encoding="utf-8")
    write_corpus(tmp_path / "raw", tmp_path / "made", 5, configuration.organisations)
    for path in (tmp_path / "made").iterdir():
        first, second = path.read_text(encoding="utf-8").split(" on ")[0].split(" met ")
        assert first == second != "CERN"


def test_all_names_of_a_body_become_names_of_one_other(tmp_path: Path, configuration: Configuration) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Department of Energy (DOE)\n\nDOE\n\nDOE\n", encoding="utf-8")
    write_corpus(tmp_path / "raw", tmp_path / "made", 30, configuration.organisations)
    owners = {name: entry.id for entry in configuration.organisations for name in entry.names}
    exchanged = set()
    for path in (tmp_path / "made").iterdir():
        head, *short = path.read_text(encoding="utf-8").split("\n\n")
        full, _, first = head.rstrip(")").rpartition(" (")
        assert {first, *(name.strip() for name in short)} == {first}
        assert owners.get(full) == owners.get(first)
        exchanged.add(owners.get(full, full))
    assert len(exchanged) > 15


def test_both_languages_are_measured(tmp_path: Path, configuration: Configuration) -> None:
    corpus(tmp_path, 5, configuration)
    speeds = measure(tmp_path, configuration, repeat=1)
    assert [speed.language for speed in speeds] == ["en", "ja"]
    for speed in speeds:
        assert sum(speed.shares.values()) == pytest.approx(1)
        assert set(speed.shares) == set(STAGES)
        assert speed.ratio == pytest.approx(speed.whole / speed.stock)
        assert min(speed.stock, speed.whole, speed.megabytes) > 0
    assert sum(speed.documents for speed in speeds) == 5
