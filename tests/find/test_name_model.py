"""The weights that are shipped: whole, small, and of use on sentences that were written for this test."""

import json
from pathlib import Path

import pytest

import pipeline
from pipeline.config import load_settings
from pipeline.files import sha256
from pipeline.find.models import find_entities
from pipeline.workspace import project_config
from tests.annotated import document, parse

FOLDER = Path(pipeline.__file__).parent / "models" / "ja_names"
MEGABYTES = 15

# organisation, person, place; what is marked has to be found, and nothing else as an organisation.
SENTENCES = """
<organisation>トヨタ自動車</organisation>は<place>愛知県</place>に本社を置く。
<organisation>ソニー</organisation>と<organisation>日立製作所</organisation>は共同で開発を進める。
<person>山本太郎</person>社長は「協力を歓迎する」と述べた。
<organisation>京都大学</organisation>の<person>佐藤健一</person>教授が講演した。
<organisation>欧州委員会</organisation>は新しい規則を発表した。
会合は<place>パリ</place>で開かれ、<organisation>国際エネルギー機関</organisation>が議長を務めた。
<organisation>シーメンス</organisation>は<place>ドイツ</place>の企業である。
<organisation>厚生労働省</organisation>は調査の結果を公表した。
両国は協力を強化することで一致した。
水素の製造と輸送に関する研究を行う。
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences(sentence: str) -> None:
    text, annotations = parse(sentence)
    models = load_settings(project_config() / "settings.yml").models
    found = {(text[item.start : item.end], item.kind) for item in find_entities(document(text), models)}
    wanted = {(item.text, item.label) for item in annotations}
    assert wanted <= found
    assert {item for item in found if item[1] == "organisation"} <= wanted


def test_the_weights_are_those_that_the_description_names() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["weights"] == sha256((FOLDER / "ner" / "model").read_bytes())
    assert meta["license"] == "CC BY-SA 4.0"
    assert all(source["license"].startswith("CC BY-SA") for source in meta["sources"])


def test_size() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) < MEGABYTES * 1_000_000
