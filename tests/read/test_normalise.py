"""Characters of the text: what is unified, and what must stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.normalise import describe, normalise, radicals
from tests.read.layouts import read_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("⽇⽶⾸脳の⺠間協⼒", "日米首脳の民間協力"),
        ("⻑期・⾏政・⻄⽅・⻩⾊", "長期・行政・西方・黄色"),
        ("東\ufa26文・\uf9be", "東都文・料"),
        ("２０２５年Ａ〜ｚ", "2025年A〜z"),
        ("ｲﾉﾍﾞｰｼｮﾝ･ﾊﾟﾈﾙ｡", "イノベーション・パネル。"),
        ("か\u3099き\u3099ハ\u309a", "がぎパ"),
        ("e\u0301le\u0300ve", "élève"),
        ("zero\u200bwidth\u2060 so\u00adft \ufeffmark", "zerowidth soft mark"),
        ("葛\U000e0100城市", "葛城市"),
        ("通称︓海の会︵仮称︶", "通称：海の会（仮称）"),
        ("（１）：、。「」！？％＆", "（1）：、。「」！？％＆"),
        ("①㈱㎡℃Ⅲ½…—“”", "①㈱㎡℃Ⅲ½…—“”"),
        ("(a)～−·•", "(a)～−·•"),
    ],
)
def test_one_way_to_write_each_character(source: str, text: str) -> None:
    assert normalise(source)[0] == text


def test_table_of_radicals_is_whole() -> None:
    table = radicals()
    assert len(table) == 348
    for code in range(0x2F00, 0x2FD6):
        assert table[chr(code)] == unicodedata.normalize("NFKC", chr(code))
    assert [char for code in range(0x2E80, 0x2EF4) if code != 0x2E9A and (char := chr(code)) not in table] == ["⺀"]
    assert all("CJK" in unicodedata.name(ideograph, "CJK") for ideograph in table.values())


def test_repairs_are_counted_in_words() -> None:
    _, repairs = normalise("⽇⽶の⺠ ｱ")
    assert describe(repairs) == ("3 radicals unified", "1 half-width kana widened")
    assert describe(normalise("⽇")[1]) == ("1 radical unified",)
    assert read_text("⽇本と\u3000英国の協力").repairs == ("1 radical unified",)


def test_spaces_of_all_kinds_become_one() -> None:
    assert read_text("Port\u00a0of\u2003Ghent \u3000 and\tmore").text == "Port of Ghent and more\n"


@given(st.text())
def test_twice_is_as_good_as_once(text: str) -> None:
    once = normalise(text)[0]
    assert normalise(once)[0] == once


@given(st.text(alphabet="か\u3099\u0301\u0327a"))
def test_marks_without_end_do_not_stop_it(marks: str) -> None:
    assert normalise("か" + marks * 50)[0]
