"""Markers at the head of a line, and words that only look like one."""

import pytest

from pipeline.read.markers import candidates
from tests.read.layouts import blocks_of, read_text


@pytest.mark.parametrize(
    ("line", "marker", "words"),
    [
        *[(f"{sign} 目的", sign, "目的") for sign in "•●・○⚫■□◆◇▪➢✓★◎"],
        ("・目的", "・", "目的"),
        ("- aim", "-", "aim"),
        ("– aim", "–", "aim"),
        ("* aim", "*", "aim"),
        ("1. Aim", "1.", "Aim"),
        ("1) Aim", "1)", "Aim"),
        ("(1) Aim", "(1)", "Aim"),
        ("（１）目的".replace("１", "1"), "（1）", "目的"),
        ("① 目的", "①", "目的"),
        ("⑴目的", "⑴", "目的"),
        ("(a) aim", "(a)", "aim"),
        ("a) aim", "a)", "aim"),
        ("i. aim", "i.", "aim"),
        ("(ii) aim", "(ii)", "aim"),
        ("ア) 目的", "ア)", "目的"),
        ("（ア）目的", "（ア）", "目的"),
        ("Ⅱ．目的", "Ⅱ．", "目的"),
        ("1.2 Aim", "1.2", "Aim"),
        ("第3条 目的", "第3条", "目的"),
        ("Article 4. Aim", "Article 4", "Aim"),
        ("\uf0b7 aim", "•", "aim"),
        ("\uf06c aim", "•", "aim"),
        ("\x95 aim", "•", "aim"),
        ("- 1. Aim", "1.", "Aim"),
        ("● (2) 目的", "(2)", "目的"),
        ("※1 注記", "※1", "注記"),
        ("¹ See below", "¹", "See below"),
        ("[1] https://example.org", "[1]", "https://example.org"),
    ],
)  # fmt: skip
def test_marker_and_words(line: str, marker: str, words: str) -> None:
    found, start = candidates(line)[0]
    assert (found.text, line[start:]) == (marker, words)


@pytest.mark.parametrize(
    "line",
    [
        "2024年に設立", "1.5倍に拡大", "3 March 2025", "12か国が参加", "10:30 Opening", "*emphasis* first", "-5 degrees", "A person",
        "IAEAの総会", "Article 5 of the Treaty", "第3回会合", "100 members", "i think so", "（注意）", "2025.03.01", "ア・ラ・カルト", "a.m.",
    ],
)  # fmt: skip
def test_no_marker(line: str) -> None:
    assert not [marker for marker, _ in candidates(line) if marker.sure]
    document = read_text(line)
    assert blocks_of(document)[0][1] == ""


def test_doubtful_marker_counts_with_its_neighbour() -> None:
    assert blocks_of(read_text("A. Smith spoke.\nHe was brief."))[0][1] == ""
    items = blocks_of(read_text("A. Research\n\nB. Training"))
    assert [marker for _, marker, _ in items] == ["A.", "B."]


def test_label_signs_are_headings_above_text_and_items_in_a_row() -> None:
    assert [kind for kind, _, _ in blocks_of(read_text("●目的\n海を守る。\n●期間\n三年とする。"))] == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    items = blocks_of(read_text("次の分野で協力する。\n●海洋観測\n●気象予報\n●防災訓練"))
    assert [kind for kind, _, _ in items] == ["paragraph", "list_item", "list_item", "list_item"]
