"""Texts for the models are cut below what SudachiPy takes, and what is found stands where it stood in the text."""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import load_settings
from pipeline.find.decode import Name
from pipeline.find.models import MAX_BYTES, find_entities, pieces
from pipeline.records import Block, TextDocument
from pipeline.workspace import project_config

KANA = 16_383  # of three bytes each, in the 49,149 bytes that SudachiPy takes


def document(*paragraphs: str) -> TextDocument:
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph), language="ja"))
        start += len(paragraph) + 1
    return TextDocument("d", "ja", "\n".join(paragraphs) + "\n", tuple(blocks))


def cut(*paragraphs: str) -> list[str]:
    """The pieces of a text, after checks that hold for any."""
    text = document(*paragraphs).text
    spans = list(pieces(document(*paragraphs), "ja"))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    found = [text[start:end] for start, end in spans]
    assert all(len(piece.encode("utf-8")) <= MAX_BYTES for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
    return found


@pytest.mark.parametrize("number", [KANA, KANA + 1])
def test_just_what_sudachi_takes_and_just_more(number: int) -> None:
    assert len(cut("か" * number)) == 2
    assert len(cut("かな。" * (number // 3) + "か" * (number % 3))) == 2


def test_cut_at_sentence_ends_then_commas_and_spaces_then_anywhere() -> None:
    assert all(piece.endswith("。") for piece in cut("協力する、と述べた。" * 3_000))
    assert all(piece.endswith("、") for piece in cut("協力と、" * 6_000)[:-1])
    assert {piece.split()[-1] for piece in cut("協力 " * 9_000)} == {"協力"}
    assert [len(piece) for piece in cut("協" * 25_000)] == [10_000, 10_000, 5_000]


def test_no_character_is_cut_from_its_marks() -> None:
    for text in ("か\u3099" * 9_000, "x" + "か\u3099" * 9_000, "葛\U000e0100" * 9_000, "x" + "葛\U000e0100" * 9_000):
        assert not any(unicodedata.category(piece[0]).startswith("M") for piece in cut(text))
    cut("か" + "\u3099" * 30_000)


def test_short_blocks_go_together_and_long_ones_apart() -> None:
    assert cut("協力する。", "推進する。") == ["協力する。\n推進する。"]
    assert [len(piece) for piece in cut("協" * 9_000, "力" * 9_000)] == [9_000, 9_000]


@given(
    st.lists(st.text("ab、。 か\u3099\U0001f600\n", min_size=1, max_size=40), min_size=1, max_size=6),
    st.integers(1, 4_000),
)
def test_any_text(parts: list[str], times: int) -> None:
    cut(*(part * times for part in parts))


def test_a_model_is_given_one_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # What it holds while it works grows with what it is given.
    given: list[list[str]] = []

    def names_finder(*_: object) -> Callable[[Sequence[str]], list[list[Name]]]:
        return lambda texts: [given.append(list(texts)) or [] for _ in range(1)]  # type: ignore[func-returns-value]

    monkeypatch.setattr("pipeline.find.models.names_finder", names_finder)
    find_entities(document("協力する。" * 10_000), load_settings(project_config() / "settings.yml").models)
    assert len(given) > 1
    assert all(len(texts) == 1 and len(texts[0].encode("utf-8")) <= MAX_BYTES for texts in given)


def test_what_ginza_finds_stands_where_it_stood() -> None:
    # One sentence of 49,152 bytes and more, with a name before and one behind the place where it is cut.
    text = f"東京大学は{'かな' * (KANA // 2)}、大阪大学と協力する。"
    found = find_entities(document(text), load_settings(project_config() / "settings.yml").models)
    assert {"東京大学", "大阪大学"} <= {text[entity.start : entity.end] for entity in found}
