"""What a date's words mean, what they are anchored to, and what is left out with a doubt."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.find.dates.finder import find_dates
from pipeline.records import DateMention, TextDocument
from tests.annotated import blocks, document

PUBLISHED = date(2025, 6, 19)


def found(
    text: str, *, published: date | None = PUBLISHED, country: str | None = None, publisher: str | None = None
) -> list[DateMention]:
    source = replace(document(text, published=published), publisher=publisher)
    return list(find_dates(source, country=country)[0])


def doubts(text: str, *, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    _, seen = find_dates(document(text, published=published))
    return [(text[doubt.start : doubt.end], doubt.message) for doubt in seen]


def values(source: TextDocument) -> list[tuple[str, str, str | None]]:
    return [(mention.text, mention.edtf, mention.relative_to) for mention in find_dates(source)[0]]


@pytest.mark.parametrize(
    ("text", "precision", "edtf"),
    [
        ("on 19 June 2025", "day", "2025-06-19"),
        ("in June 2025", "month", "2025-06"),
        ("in Q3 2026", "quarter", "2026-35"),
        ("in spring 2026", "season", "2026-21"),
        ("in the winter of 2026", "season", "2026-24"),
        ("in the first half of 2027", "half", "2027-40"),
        ("in the second half of 2027", "half", "2027-41"),
        ("by 2035", "year", "2035"),
        ("around 2035", "year", "2035~"),
        ("in the 2030s", "decade", "203X"),
        ("in the early 2030s", "range", "2030/2034"),
        ("in the late 2030s", "range", "2035/2039"),
        ("in mid-June 2025", "range", "2025-06-11/2025-06-20"),
        ("in early 2026", "range", "2026-01/2026-04"),
        ("by the end of 2026", "day", "2026-12-31~"),
        ("from April 2026 to March 2031", "range", "2026-04/2031-03"),
        ("from 28 to 30 April 2024", "range", "2024-04-28/2024-04-30"),
        ("令和5年度", "fiscal_year", "2023-04/2024-03"),
        ("2025年3月期", "fiscal_year", "2024-04/2025-03"),
        ("2026年度第3四半期", "quarter", "2026-10/2026-12"),
        ("2026年第3四半期", "quarter", "2026-35"),
        ("2026年度下期", "half", "2026-10/2027-03"),
        ("2026年上半期", "half", "2026-40"),
        ("2030年代前半", "range", "2030/2034"),
        ("2026年秋", "season", "2026-23"),
        ("2030年頃", "year", "2030~"),
        ("2026年春頃", "season", "2026-03~/2026-05~"),
        ("2025年6月上旬", "range", "2025-06-01/2025-06-10"),
        ("2024年2月下旬", "range", "2024-02-21/2024-02-29"),
        ("1990年代から2000年代", "range", "1990/2009"),
        ("Q1 2026 to Q3 2026", "range", "2026-01/2026-09"),
        ("in this decade", "decade", "202X"),
        ("by the end of the decade", "day", "2029-12-31~"),
        ("in 2026-W10", "range", "2026-03-02/2026-03-08"),
        ("on 2026-W10-3", "day", "2026-03-04"),
        ("in the week of 3 March 2026", "range", "2026-03-02/2026-03-08"),
        ("in 1QFY2026", "quarter", "2026-04/2026-06"),
        ("in Reiwa 7", "year", "2025"),
        ("昭和40年代", "decade", "1965/1974"),
        ("昭和40年代後半", "range", "1970/1974"),
        ("2025年12月〜翌年3月", "range", "2025-12/2026-03"),
        ("2026年第1〜第2四半期", "range", "2026-01/2026-06"),
        ("概ね2030年", "year", "2030~"),
    ],
)
def test_precision_and_edtf(text: str, precision: str, edtf: str) -> None:
    assert [(mention.precision, mention.edtf) for mention in found(text)] == [(precision, edtf)]


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("JP", (date(2026, 4, 1), date(2027, 3, 31))),
        ("GB", (date(2026, 4, 1), date(2027, 3, 31))),
        ("US", (date(2025, 10, 1), date(2026, 9, 30))),
        ("IN", (date(2025, 4, 1), date(2026, 3, 31))),
        ("AU", (date(2025, 7, 1), date(2026, 6, 30))),
        ("DE", (date(2026, 1, 1), date(2026, 12, 31))),
        (None, (date(2026, 4, 1), date(2027, 3, 31))),
    ],
)
def test_unqualified_fiscal_year_is_the_speakers(country: str | None, expected: tuple[date, date]) -> None:
    (mention,) = found("Funds for FY2026 are secured.", country=country)
    assert (mention.first, mention.last) == expected


def test_fiscal_year_follows_the_publisher_and_the_words_beside_it() -> None:
    (mention,) = found("Funds for FY2026 are secured.", publisher="U.S. Department of Commerce")
    assert mention.first == date(2025, 10, 1)
    (mention,) = found("Japan's FY2026 begins soon.", publisher="U.S. Department of Commerce")
    assert mention.first == date(2026, 4, 1)
    (mention,) = found("米国2026会計年度の予算")
    assert mention.first == date(2025, 10, 1)


def test_fiscal_year_that_nothing_tells_is_that_of_the_settings() -> None:
    def first(text: str, setting: str | None) -> date:
        (mention,), _ = find_dates(document(text, published=PUBLISHED), fiscal_year_country=setting)
        return mention.first

    assert first("Funds for FY2026 are secured.", None) == date(2026, 4, 1)
    assert first("Funds for FY2026 are secured.", "US") == date(2025, 10, 1)
    assert first("Funds for FY2026 are secured in Canada.", "US") == date(2026, 4, 1)
    assert first("2026年度の予算を決めた。", "US") == date(2026, 4, 1)


def test_both_years_of_a_fiscal_year_say_where_it_begins() -> None:
    (mention,) = found("in financial year 2025/26", country="US")
    assert mention.first == date(2025, 10, 1)


@pytest.mark.parametrize(("country", "month"), [("US", 3), ("GB", 4), ("DE", 4)])
def test_order_of_day_and_month_follows_the_country(country: str, month: int) -> None:
    (mention,) = found("on 03/04/2025", country=country)
    assert mention.first.month == month


def test_order_of_day_and_month_follows_the_other_dates_of_the_document() -> None:
    assert [mention.first for mention in found("on 03/04/2025 and on 25/04/2025")] == [
        date(2025, 4, 3),
        date(2025, 4, 25),
    ]


def test_undecided_order_is_a_doubt() -> None:
    assert doubts("on 03/04/2025") == [("03/04/2025", "date left out: day and month of it can be either")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和99年に完成する。", "令和99年"),
        ("昭和70年に完成する。", "昭和70年"),
        ("6月31日に開催した。", "6月31日"),
        ("2025年2月29日に開催した。", "2025年2月29日"),
        ("held on 31 June 2025", "31 June 2025"),
        ("同日、署名した。", "同日"),
        ("from 5 May 2025 to 3 May 2025", "5 May 2025 to 3 May 2025"),
        ("due in 2025-W53", "2025-W53"),
        ("第3四半期に納める。", "第3四半期"),
    ],
)
def test_what_no_calendar_has_is_a_doubt(text: str, words: str) -> None:
    assert found(text) == []
    assert [seen for seen, _ in doubts(text)] == [words]


def test_written_date_beside_a_wrong_weekday_is_kept_with_a_doubt() -> None:
    text = "2025年6月19日（月）に開催した。"
    assert [mention.edtf for mention in found(text)] == ["2025-06-19"]
    assert doubts(text) == [("2025年6月19日（月）", "2025-06-19 is another weekday than the one beside it")]


@pytest.mark.parametrize("text", ["It was signed today.", "本日署名した。", "next April", "昨年度の実績", "in June"])
def test_deictic_words_need_the_day_of_publication(text: str) -> None:
    assert found(text, published=None) == []
    assert len(doubts(text, published=None)) == 1
    assert [mention.relative_to for mention in found(text)] == ["published"]


def test_anchors() -> None:
    assert values(document("Signed on 3 May 2024 and again on 7 June.", published=PUBLISHED)) == [
        ("3 May 2024", "2024-05-03", None),
        ("7 June", "2024-06-07", "same sentence"),
    ]
    assert values(document("2024年5月21日に総会を開催。同日、祝賀会を開いた。", published=PUBLISHED)) == [
        ("2024年5月21日", "2024-05-21", None),
        ("同日", "2024-05-21", "previous date"),
    ]
    assert values(document("3月22日（水）に開催", published=PUBLISHED)) == [("3月22日（水）", "2023-03-22", "weekday")]


def test_lines_of_an_enumeration_stand_under_the_year_of_its_heading() -> None:
    source = blocks(
        ("heading", "", "2019年"),
        ("list_item", "・", "4月 設立"),
        ("list_item", "・", "11月20日 第1回会合"),
        ("paragraph", "", "現在は会員を募集している。"),
        language="ja",
        published=PUBLISHED,
    )
    assert values(source) == [
        ("2019年", "2019", None),
        ("4月", "2019-04", "heading"),
        ("11月20日", "2019-11-20", "heading"),
    ]


def test_heading_that_names_a_fiscal_year_places_january_in_its_last_quarter() -> None:
    source = blocks(("heading", "", "2019年度の活動"), ("list_item", "・", "1月20日 会合"), published=PUBLISHED)
    assert values(source)[1] == ("1月20日", "2020-01-20", "heading")


def test_running_headers_are_left_out() -> None:
    source = blocks(
        ("header_footer", "", "Press release, 19 June 2025"), ("paragraph", "", "Opened in 2013."), published=PUBLISHED
    )
    assert [text for text, *_ in values(source)] == ["2013"]


def test_no_date_crosses_blocks_or_takes_in_a_marker() -> None:
    source = blocks(
        ("list_item", "3", "June 2024 was warm."), ("list_item", "4", "2025年"), ("list_item", "5", "4月に開始")
    )
    assert [text for text, *_ in values(source)] == ["June 2024", "2025年", "4月"]


def test_offsets_are_those_of_the_text_and_not_of_its_matching_copy() -> None:
    text = "㈱山川は㋿７年６月１９日（木）、㌔ワット時の単価を…改めた。"
    (mention,) = found(text)
    assert text[mention.start : mention.end] == mention.text == "㋿７年６月１９日（木）"
    assert mention.first == date(2025, 6, 19)


@pytest.mark.parametrize(("language", "count"), [("en", 340), ("ja", 340)])
def test_the_annotated_sets_hold_what_their_readme_says(language: str, count: int) -> None:
    lines = (Path(__file__).parent / f"dates_{language}.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line for line in lines if line and not line.startswith("#")]
    assert len(sentences) >= count
    assert len(set(sentences)) == len(sentences)


def test_what_is_left_of_a_date_that_no_calendar_has_is_none() -> None:
    mentions, doubts = find_dates(
        document("令和99年5月1日に開始し、令和8年5月2日に終了した。", published=date(2026, 3, 3))
    )
    assert [mention.text for mention in mentions] == ["令和8年5月2日"]
    assert len(doubts) == 1
