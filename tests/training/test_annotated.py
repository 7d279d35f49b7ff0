"""Documents that users annotated are learnt from as the guidelines mean them."""

import json
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.training.annotated import read_annotated

TEXT = "海洋庁と覚書\n\n海洋庁（以下「庁」という。）はMOTと、MOTT社とは別に、東京港で協力する。\n"


def annotate(folder: Path, **more: object) -> None:
    organisations = [{"id": "a", "surfaces": ["海洋庁"]}, {"id": "b", "surfaces": ["MOT"]}]
    annotation = {"doc_id": "x", "language": "ja", "organisations": organisations, **more}
    (folder / "x.json").write_text(json.dumps(annotation), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "x.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_every_occurrence_is_marked_and_parts_of_words_are_not(folder: Path) -> None:
    annotate(folder)
    title, body = read_annotated(folder, "ja")
    assert [title.text[start:end] for start, end, _ in title.marks] == ["海洋庁"]
    assert [(body.text[start:end], label) for start, end, label in body.marks] == [("海洋庁", "ORG"), ("MOT", "ORG")]


def test_the_other_language_has_none(folder: Path) -> None:
    annotate(folder)
    assert list(read_annotated(folder, "en")) == []


def test_the_document_must_be_there(folder: Path) -> None:
    annotate(folder)
    (folder / "raw" / "x.txt").unlink()
    with pytest.raises(WorkspaceError, match="no document x"):
        list(read_annotated(folder, "ja"))
