"""What holds for any text: nothing is lost or invented, offsets are right, and no input takes long."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read.normalise import normalise
from pipeline.records import TextDocument
from tests.read.layouts import layouts, read_text

# Signs of Markdown, rules, bars and quotations, and hyphens of printers, are taken out: they are no words.
_SIGNS = set("\u00ad#*>|_-=~`\\.…‥・─━═―＿＝－‐＊‒ー•")
_LINES = st.lists(
    st.one_of(
        st.text(alphabet="日本の協力をする、。「」（）ア12 \u3000", max_size=30),
        st.text(alphabet="The sea of Ghent, and (a) 1. x; \t", max_size=60),
        st.sampled_from(["", "", "\f", "①目的", "● 背景", "(1) aims", "日時：五月", "10:30 Opening", "※ 注", "I. Scope", "https://example.org"]),
    ),
    max_size=30,
).map("\n".join)  # fmt: skip
_ANY = st.lists(
    st.one_of(_LINES, st.text(max_size=60), st.sampled_from(["# a", "**b**", "> c", "| d | e |", "---", "- f"])),
    max_size=12,
).map("\n".join)


def _ink(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def _read(text: str) -> TextDocument | None:
    try:
        return read_text(text)
    except UnreadableDocumentError:
        return None


@given(_LINES)
@settings(max_examples=150, deadline=None)
def test_no_character_is_lost_or_invented(text: str) -> None:
    document = _read(text)
    if document is not None:
        assert _ink(document.text) == _ink(normalise(text)[0])


@given(_ANY)
@settings(max_examples=150, deadline=None)
def test_only_signs_are_left_out(text: str) -> None:
    document = _read(text)
    if document is not None:
        source, found = _ink(normalise(text)[0]), _ink(document.text)
        assert not {char for char in found - source if char != "•"}
        assert {char for char in source - found if not "\ue000" <= char <= "\uf8ff" and char != "\x95"} <= _SIGNS


@given(_ANY)
@settings(max_examples=150, deadline=None)
def test_blocks_are_in_order_apart_and_all_there_is(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    last = 0
    for block in document.blocks:
        between = document.text[last : block.start]
        assert last <= block.start <= block.end
        assert "\n" not in document.text[block.start : block.end]
        assert between.strip() == block.marker
        last = block.end
    assert document.text[last:] == "\n"


@pytest.mark.parametrize(
    "layout", [*layouts("layouts_ja.txt"), *layouts("layouts_en.txt")], ids=lambda layout: layout.name
)
def test_reading_the_text_again_keeps_the_words(layout: object) -> None:
    first = read_text(getattr(layout, "text", ""))
    assert _ink(read_text(first.text).text) == _ink(first.text)


@pytest.mark.parametrize(
    "unit",
    ["1", "(", "（", "あ", "a ", "a\t", "**", "# ", "> ", "| ", "- ", "[", "[a](", "\\[", "<!--", "ixv", "、", "2025年1月1日", "か\u0301\u0327", "http://a ", "日時：", "A, "],
)  # fmt: skip
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_one_long_line_passes(unit: str, media_type: str) -> None:
    text = "x" + unit * (300_000 // len(unit)) + "x"
    assert read_text(text, media_type=media_type).text


def test_twenty_megabytes_in_one_line_pass() -> None:
    text = "両国は協力を進めることで一致した。The parties agree. " * 240_000
    assert len(text.encode()) > 16_000_000
    assert len(read_text(text, limits=Limits(characters=10_000_000)).blocks) == 1


def test_many_lines_pass() -> None:
    assert len(read_text("(1) aims\n" * 5_000).blocks) == 5_000
