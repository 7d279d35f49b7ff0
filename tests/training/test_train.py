"""The command that trains, from a few sentences to a model that settings.yml can name."""

import json
from pathlib import Path
from subprocess import run
from sys import executable

import pytest

from pipeline.config import load_settings
from pipeline.files import sha256
from pipeline.find.models import find_entities
from pipeline.workspace import project_config
from tests.annotated import document

SENTENCE = (
    "The\tO\nPort\tB-organisation\nAuthority\tI-organisation\nmet\tO\nAnna\tB-politician\nHolm\tI-politician\n.\tO\n\n"
)


def train(folder: Path, *more: str) -> tuple[int, str]:
    command = [executable, "-m", "pipeline.cli", "train", "--lang", "en", "--data", str(folder), *more]
    done = run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    politics = folder / "CrossNER" / "ner_data" / "politics"
    politics.mkdir(parents=True)
    for part, times in (("train", 60), ("dev", 5), ("test", 5)):
        (politics / f"{part}.txt").write_text(SENTENCE * times, encoding="utf-8")
    return folder


def test_a_model_is_trained_and_used(data: Path, tmp_path: Path) -> None:
    model = tmp_path / "mine"
    assert train(data, "--to", str(model), "--steps", "40")[0] == 0
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    assert meta["weights"] == sha256((model / "ner" / "model").read_bytes())
    assert meta["sources"] == [{"name": "CrossNER", "url": "https://github.com/zliucr/CrossNER", "license": "MIT"}]
    assert meta["license"] == "MIT"
    # 60 as they are, and three times with other names.
    assert meta["sentences"] == 240
    assert str(data) not in (model / "config.cfg").read_text(encoding="utf-8")

    settings = load_settings(project_config() / "settings.yml").models["en"]
    ours = settings.model_copy(
        update={"names": str(model), "labels": {"organisation": ("ORG",), "person": ("PERSON",)}}
    )
    text = "The Port Authority met Anna Holm."
    found = [(text[entity.start : entity.end], entity.kind) for entity in find_entities(document(text), {"en": ours})]
    assert found == [("Port Authority", "organisation"), ("Anna Holm", "person")]

    status, said = train(data, "--to", str(model))
    assert (status, "is there already" in said) == (2, True)


def test_nothing_to_train_on(tmp_path: Path) -> None:
    status, said = train(tmp_path, "--to", str(tmp_path / "mine"))
    assert status == 2
    assert "CrossNER" in said
    assert not (tmp_path / "mine").exists()
