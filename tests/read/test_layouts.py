"""Whole small documents of both languages, laid out as people and programs lay them out."""

import pytest

from tests.read.layouts import Layout, blocks_of, layouts, read_text

_CASES = [*layouts("layouts_ja.txt"), *layouts("layouts_en.txt")]


@pytest.mark.parametrize("layout", _CASES, ids=lambda layout: layout.name)
def test_blocks_are_those_a_reader_sees(layout: Layout) -> None:
    media_type = "text/markdown" if layout.name.startswith("Markdown") else "text/plain"
    document = read_text(layout.text, media_type=media_type)
    assert blocks_of(document) == layout.blocks


@pytest.mark.parametrize("layout", _CASES, ids=lambda layout: layout.name)
def test_line_ends_of_other_systems_change_nothing(layout: Layout) -> None:
    media_type = "text/markdown" if layout.name.startswith("Markdown") else "text/plain"
    document = read_text(layout.text.replace("\n", "\r\n"), media_type=media_type)
    assert blocks_of(document) == layout.blocks


def test_text_parts_blocks_by_a_blank_line_and_items_by_a_line_end() -> None:
    document = read_text("Aims\n\n- one\n- two\n\nThe end is near.")
    assert document.text == "Aims\n\n- one\n- two\n\nThe end is near.\n"
    assert [document.text[block.start - 2 : block.start] for block in document.blocks if block.marker] == ["- ", "- "]


def test_levels_of_nested_items_and_headings() -> None:
    text = "1. Scope\n\nThe scope is wide.\n\n(1) Ships\n\nShips are included.\n\n2. Aims\n\nThe aims are:\n\n- a\n    - b\n        - c\n- d"
    document = read_text(text)
    assert [(block.marker, block.level) for block in document.blocks if block.marker] == [
        ("1.", 1), ("(1)", 2), ("2.", 1), ("-", 0), ("-", 1), ("-", 2), ("-", 0),
    ]  # fmt: skip


def test_languages_of_a_bilingual_document() -> None:
    document = read_text(
        "本覚書は、署名の日から効力を生じる。協力の分野は別に定める。\n\nThis memorandum takes effect today.\n\n2025"
    )
    assert document.language == "ja"
    assert [block.language for block in document.blocks] == ["ja", "en", "ja"]


def test_japanese_with_many_latin_names_is_japanese() -> None:
    document = read_text("Blue Harbor Energy LtdとNordvind Offshore A/Sは、Port of Rotterdamで合意した。")
    assert document.language == "ja"
