"""Sentences that are made up: every mark is where its name is."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.training.augment import exchanged, joined, names_in, releases
from pipeline.training.corpora import Sentence

NAMES = {
    "ORG": ["ミナト海運", "Lyme Ports Ltd", "海洋庁"],
    "PERSON": ["山本"],
    "LOC": ["東京"],
    "FAC": ["中央駅"],
    "PRODUCT": ["K2"],
    "EVENT": ["港湾博"],
}
SENTENCE = Sentence("海洋庁の山本が東京で", ((0, 3, "ORG"), (4, 6, "PERSON"), (7, 9, "LOC")))


def marked(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], label) for start, end, label in sentence.marks]


@given(st.integers())
def test_exchanged_names_stand_where_their_marks_are(seed: int) -> None:
    sentence = exchanged(SENTENCE, NAMES, random.Random(seed), share=0.7)
    assert [label for _, label in marked(sentence)] == ["ORG", "PERSON", "LOC"]
    assert all(name in NAMES[label] for name, label in marked(sentence))
    names = [name for name, _ in marked(sentence)]
    assert sentence.text == f"{names[0]}の{names[1]}が{names[2]}で"


def test_what_is_left_open_stays() -> None:
    sentence = Sentence("海洋庁と東京", ((0, 3, "ORG"), (4, 6, "")))
    assert marked(exchanged(sentence, NAMES, random.Random(1), share=1))[1] == ("東京", "")
    assert names_in([sentence]) == {"ORG": ["海洋庁"]}


@given(st.integers())
def test_releases_mark_every_name_and_nothing_else(seed: int) -> None:
    for passage in releases(NAMES, random.Random(seed), 3):
        assert "{" not in passage.text
        assert list(passage.marks) == sorted(passage.marks)
        for name, label in marked(passage):
            assert any(known in name for known in NAMES[label])
            assert name == name.strip()
        counted = Counter(label for _, label in marked(passage))
        assert counted["FAC"] == passage.text.count("中央駅")


def test_joined() -> None:
    sentence = joined([SENTENCE, SENTENCE], "\n")
    assert sentence.text == f"{SENTENCE.text}\n{SENTENCE.text}"
    assert marked(sentence) == marked(SENTENCE) * 2
