"""What holds of any date in any supported form, and of any text at all."""

import time
import warnings
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.find.dates.finder import find_dates
from pipeline.records import TextDocument
from tests.annotated import document

with warnings.catch_warnings():
    # The library's grammar still calls pyparsing by its old names; it is used here only.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

PUBLISHED = date(2025, 6, 19)
MONTHS = "January February March April May June July August September October November December".split()
KANJI = "〇一二三四五六七八九"
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))
REIWA = st.dates(min_value=date(2019, 5, 1), max_value=date(2070, 12, 31))

ENGLISH: list[Callable[[date], str]] = [
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1].upper()} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    lambda day: f"{day:%A}, {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day:%A}, {MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year} ({day:%a})",
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
]
JAPANESE: list[Callable[[date], str]] = [
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年 {day.month}月 {day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）",
    lambda day: f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}曜日）",
    lambda day: full_width(f"{day.year}年{day.month}月{day.day}日"),
    lambda day: f"{kanji(day.year)}年{numeral(day.month)}月{numeral(day.day)}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
]
ERAS: list[Callable[[date], str]] = [
    lambda day: f"令和{day.year - 2018 if day.year > 2019 else '元'}年{day.month}月{day.day}日",
    lambda day: f"令和 {day.year - 2018} 年 {day.month} 月 {day.day} 日",
    lambda day: f"㋿{day.year - 2018}年{day.month}月{day.day}日",
    lambda day: f"R{day.year - 2018}.{day.month}.{day.day}",
    lambda day: f"令和{numeral(day.year - 2018)}年{numeral(day.month)}月{numeral(day.day)}日",
    lambda day: f"令和{day.year - 2018}年（{day.year}年）{day.month}月{day.day}日",
    lambda day: f"{day.year}年（令和{day.year - 2018}年）{day.month}月{day.day}日",
]
ENGLISH_AROUND = [
    ("The ministers signed the text on ", " in Lisbon."),
    ("OSLO, ", " – The fund said it had 2,000 members."),
    ("", ""),
    ("It covers 14 fields (", ") and 3.5 million people, see No. 12."),
    ("覚書は", "に署名された。"),
]
JAPANESE_AROUND = [
    ("両社は", "、覚書に署名した。"),
    ("", ""),
    ("第71回会合（", "）で10年間の計画を決めた。"),
    ("期日は", "まで。"),
    ("The office opens on ", " as announced."),
]


def full_width(text: str) -> str:
    return text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def kanji(number: int) -> str:
    return "".join(KANJI[int(digit)] for digit in str(number))


def numeral(number: int) -> str:
    """12 → 十二, as years of an era, months and days are written."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{KANJI[tens]}十") + (KANJI[ones] if ones else "")


def assert_found(day: date, words: str, around: tuple[str, str]) -> None:
    text = around[0] + words + around[1]
    mentions, doubts = find_dates(document(text, published=PUBLISHED))
    assert [(mention.text, mention.first, mention.last, mention.precision) for mention in mentions] == [
        (words, day, day, "day")
    ]
    assert mentions[0].edtf == day.isoformat()
    assert doubts == ()


@settings(deadline=None)
@given(DAYS, st.sampled_from(ENGLISH), st.sampled_from(ENGLISH_AROUND))
def test_any_english_day_is_found(day: date, form: Callable[[date], str], around: tuple[str, str]) -> None:
    assert_found(day, form(day), around)


@settings(deadline=None)
@given(DAYS, st.sampled_from(JAPANESE), st.sampled_from(JAPANESE_AROUND))
def test_any_japanese_day_is_found(day: date, form: Callable[[date], str], around: tuple[str, str]) -> None:
    assert_found(day, form(day), around)


@settings(deadline=None)
@given(REIWA, st.sampled_from(ERAS), st.sampled_from(JAPANESE_AROUND))
def test_any_day_of_an_era_is_found(day: date, form: Callable[[date], str], around: tuple[str, str]) -> None:
    assert_found(day, form(day), around)


@settings(deadline=None)
@given(DAYS, DAYS, st.sampled_from([" to ", " – ", " until ", " - "]), st.sampled_from(ENGLISH[:2]))
def test_two_english_days_make_a_range(one: date, other: date, to: str, form: Callable[[date], str]) -> None:
    first, last = sorted((one, other))
    mentions, _ = find_dates(document(f"It runs from {form(first)}{to}{form(last)}.", published=PUBLISHED))
    assert [(mention.first, mention.last, mention.precision) for mention in mentions] == [(first, last, "range")]


@settings(deadline=None)
@given(DAYS, DAYS, st.sampled_from(["〜", "～", "から", "－", "–", " ～ "]), st.sampled_from(JAPANESE[:6]))
def test_two_japanese_days_make_a_range(one: date, other: date, to: str, form: Callable[[date], str]) -> None:
    first, last = sorted((one, other))
    mentions, _ = find_dates(document(f"期間は{form(first)}{to}{form(last)}とする。", published=PUBLISHED))
    assert [(mention.first, mention.last, mention.precision) for mention in mentions] == [(first, last, "range")]


WORDS = (
    "2025 2024年 ２０２５年度 令和7年 令和元年度 平成 H30.4.1 R6. 4月 12月 十二月 31日 十日 （金） (Mon) 上旬 末 前半 春 第3四半期 下期 昨年 同日 翌 同 今 本日 年度末 "
    "から 〜 、 ・ の と まで 頃 June Sept. May march 31 1 3rd 19 20/02/2024 2024-02-30 3.21.17 2024-06 2025–28 2025/26 FY2026 FY26 JFY fiscal year "
    "Q3 2Q first half spring fall 2030s early mid- late end of the of in by to and – - / ( ) , . today yesterday last next this month week year Friday the same day "
    "ago two around between 2,000 ISO 9001:2015 https://a.jp/2024/04/ _2024-04-10.pdf"
).split()
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from([" ", " ", "", "\n"]), st.text(max_size=3))


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join), st.booleans())
def test_anything_found_is_a_real_interval_with_valid_edtf(text: str, dated: bool) -> None:
    source = document(text, published=PUBLISHED if dated else None)
    mentions, doubts = find_dates(source)
    behind = 0
    for mention in mentions:
        assert behind <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        assert mention.first <= mention.last
        assert any(block.start <= mention.start and mention.end <= block.end for block in source.blocks)
        assert_same_days(mention.edtf, mention.first, mention.last)
        behind = mention.end
    for doubt in doubts:
        assert 0 <= doubt.start < doubt.end <= len(text)


def assert_same_days(edtf: str, first: date, last: date) -> None:
    """The EDTF parses, and where it has no season, quarter or half it means the same days."""
    parsed = parse_edtf(edtf)
    if "-2" not in edtf[4:6] and "-3" not in edtf[4:6] and "-4" not in edtf[4:6]:
        assert date(*parsed.lower_strict()[:3]) == first
        assert date(*parsed.upper_strict()[:3]) == last


HOSTILE = {
    "digits": "2" * 100_000,
    "digit groups": "20 " * 33_000,
    "years": "2024-" * 20_000,
    "brackets": "(" * 100_000,
    "weekdays in brackets": "（金" * 33_000,
    "spaces": "June" + " " * 100_000 + "2024",
    "kanji numerals": "二" * 100_000,
    "months": "June " * 20_000,
    "Japanese months": "4月" * 33_000,
    "parts": "end of the " * 9_000,
    "ranges": "2024年から" * 14_000,
    "same": "同日、" * 33_000,
    "slashes": "1/" * 50_000,
    "one address": "https://example.org/" + "a/2024/" * 14_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_more_than_linear_time(name: str) -> None:
    text = HOSTILE[name]

    def seconds(length: int) -> float:
        source: TextDocument = document(text[:length], published=PUBLISHED)
        begin = time.process_time()
        find_dates(source)
        return time.process_time() - begin

    # 100,000 characters in the time of 25,000, with room for a busy machine; quadratic work takes sixteen times as long.
    short = seconds(len(text) // 4)
    assert seconds(len(text)) < 10 * short + 0.5
