"""Who has agreed with whom, read from rows and texts: the same as from the documents themselves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.organisations.registry import Registry
from pipeline.resolve.owners import parties
from pipeline.resolve.parties import Named, agreement_of
from tests.resolve.corpus import LUNAR_EN, LUNAR_JA, Corpus

ROOT = Path(__file__).resolve().parents[2]
LISTED = """Partners of the Study

- JAXA and ESA signed a memorandum in 2019.

NEDO and RIKEN have agreed to cooperate.
"""


def _rows(corpus: Corpus, key: str) -> list[Named]:
    mentions = corpus.findings[key].organisations
    return [(item.start, item.end, item.text, corpus.links.ids[key][item.text]) for item in mentions]


def _assert_same(corpus: Corpus) -> None:
    for key, document in corpus.documents.items():
        found = agreement_of(document.text, _rows(corpus, key), language=document.language, title=document.title)
        assert (found.organisations if found else ()) == parties(document, corpus.findings[key], corpus.links), key


@pytest.mark.parametrize("text", [LUNAR_EN, LUNAR_JA, LISTED])
def test_rows_and_text_say_what_the_document_says(registry: Registry, text: str) -> None:
    _assert_same(Corpus(registry, {"it": text}))


def test_the_samples(registry: Registry) -> None:
    _assert_same(Corpus.of_folder(registry, ROOT / "raw"))


def test_the_words_that_say_so(registry: Registry) -> None:
    corpus = Corpus(registry, {"it": LISTED})
    text = corpus.documents["it"].text
    found = agreement_of(text, _rows(corpus, "it"), language="en", title=None)
    assert found is not None
    assert found.organisations == ("nedo", "riken")
    assert text[found.start : found.end] == "NEDO and RIKEN have agreed to cooperate."


def test_a_mention_that_was_corrected_alone(registry: Registry) -> None:
    corpus = Corpus(registry, {"it": f"{LISTED}\nNEDO welcomes it.\n"})
    document = corpus.documents["it"]
    rows = _rows(corpus, "it")
    last = max(rows)
    rows = [row if row != last else (*row[:3], "another") for row in rows]
    found = agreement_of(document.text, reversed(rows), language="en", title=None)
    assert found is not None
    assert found.organisations == ("nedo", "riken")


def test_rows_of_an_earlier_text_count_for_nothing(registry: Registry) -> None:
    corpus = Corpus(registry, {"it": LISTED})
    text = f"New. {corpus.documents['it'].text}"
    assert agreement_of(text, _rows(corpus, "it"), language="en", title=None) is None


@given(
    st.text(alphabet="AB \n.-、は1", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=6),
)
def test_whatever_the_rows_say_the_place_is_in_the_text(text: str, places: list[tuple[int, int]]) -> None:
    rows = [(start, start + length, text[start : start + length], f"id{start}") for start, length in places]
    found = agreement_of(text, rows, language="ja", title="A")
    assert found is None or (0 <= found.start < found.end <= len(text) and len(found.organisations) > 1)
