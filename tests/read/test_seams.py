"""Where one line goes on with the next: each rule with what it must not do."""

import pytest

from tests.read.layouts import blocks_of, read_text

# The lines around a seam give the width of the column, as in any wrapped text.
_JA = "両国は、深海の生態系に与える影響を評価するため、共同で観測を行うことで一致した。観測の結果は、\n毎年開かれる会合において報告される。会合には、両国の研究機関と、関係する企業の代表者が参加し、次の\n年の計画を定める。\n"
_EN = "The two countries have agreed to observe the deep sea together, and to report\non the results every year. Their meetings are attended by institutes and by the\ncompanies concerned.\n"


def _words(text: str) -> list[str]:
    return [words for _, _, words in blocks_of(read_text(text))]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("協力の成果を広く社会に還\n元していく。", "協力の成果を広く社会に還元していく。"),
        ("研究者の交流を\n\n促進する。", "研究者の交流を促進する。"),
        ("航空燃料の実用化に向けた\n\nの取組を続ける。", "航空燃料の実用化に向けたの取組を続ける。"),
        ("両国の協力に関するフォ\nーラムを開く。", "両国の協力に関するフォーラムを開く。"),
        ("参加国は、日本、\nカナダ、\n韓国である。", "参加国は、日本、カナダ、韓国である。"),
        ("日加水素対話\n（通称：水素対話）の開催", "日加水素対話（通称：水素対話）の開催"),
        ("港湾の脱炭素化\n等を進める。", "港湾の脱炭素化等を進める。"),
        ("共同研究は、Tidal Power\nの実証を含む。", "共同研究は、Tidal Powerの実証を含む。"),
        ("それは「日加・\n・フォーラム」である。", "それは「日加・・フォーラム」である。"),
        ("The parties agree on the\n\nfollowing.", "The parties agree on the following."),
        ("The office (opened\nin May) is small.", "The office (opened in May) is small."),
        ("The fund, which\nDenmark supports, is new.", "The fund, which Denmark supports, is new."),
        ("The memoran-\ndum or memorandum is short.", "The memorandum or memorandum is short."),
        ("This is a long-\nterm plan.", "This is a long-term plan."),
        ("The cooper\u00ad\nation goes on.", "The cooperation goes on."),
        ("See https://example.org/and-\nso.", "See https://example.org/and-so."),
        ("the years 2024–\n2026 were good", "the years 2024–2026 were good"),
        ("They launch it not later than 1 September\n2026;", "They launch it not later than 1 September 2026;"),
        ("They met on 13 and 14\nMay 2025.", "They met on 13 and 14 May 2025."),
    ],
)  # fmt: skip
def test_a_sentence_goes_on(text: str, joined: str) -> None:
    assert _words(text)[0] == joined


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("■背景\n水素は燃料である。", ["背景", "水素は燃料である。"]),
        ("・研究者の交流\n・技術の標準化", ["研究者の交流", "技術の標準化"]),
        ("1. 目的\n両国の交流を促進する。", ["目的", "両国の交流を促進する。"]),
        ("日時：5月1日\n場所：東京", ["日時：5月1日", "場所：東京"]),
        ("5月1日（木） 開会\n5月2日（金） 閉会", ["5月1日（木） 開会", "5月2日（金） 閉会"]),
        ("次第\n10時00分 開会\n10時05分 挨拶", ["次第", "10時00分 開会", "10時05分 挨拶"]),
        ("署名式 次第\n10:00～10:05　開会\n10:05～10:15　署名", ["署名式 次第", "10:00～10:05 開会", "10:05～10:15 署名"]),
        ("（通称：海の会）\n（英名：Sea Council）", ["（通称：海の会）", "（英名：Sea Council）"]),
        ("令和7年5月1日\n環境省", ["令和7年5月1日", "環境省"]),
        ("両国は合意した。\n\n今後も協力する。", ["両国は合意した。", "今後も協力する。"]),
        ("連絡先\nhttps://example.jp/\n電話 03-0000-0000", ["連絡先", "https://example.jp/", "電話 03-0000-0000"]),
        ("次の分野で協力する。\n①海洋\n②気象\n等、多くの分野がある。", ["次の分野で協力する。", "海洋", "気象", "等、多くの分野がある。"]),
        ("Background\nThe sea is deep.", ["Background", "The sea is deep."]),
        ("- research\n- training", ["research", "training"]),
        ("The aims are:\nto rest;\nto sleep.", ["The aims are:", "to rest;", "to sleep."]),
        ("Port of Ghent\nCity of Durban", ["Port of Ghent", "City of Durban"]),
        ("Tel: 020\nFax: 021", ["Tel: 020", "Fax: 021"]),
        ("Sales in March\n2000 units were sold.", ["Sales in March", "2000 units were sold."]),
        ("The two ports,\nhaving met,\n\nWHEREAS the sea is deep;", ["The two ports, having met,", "WHEREAS the sea is deep;"]),
        ("Room 14\nMay Smith", ["Room 14", "May Smith"]),
        ("港湾の連携に関する協定の締結につい\nて\n\n2025年（令和7年）9月26日", ["港湾の連携に関する協定の締結について", "2025年（令和7年）9月26日"]),
        ("Dear Sir,\n\nThank you.", ["Dear Sir,", "Thank you."]),
        ("It ends here.\n\nIt begins here.", ["It ends here.", "It begins here."]),
        ("research and development; and\nOutreach to schools", ["research and development; and", "Outreach to schools"]),
    ],
)  # fmt: skip
def test_a_block_ends(text: str, words: list[str]) -> None:
    assert _words(text) == words


def test_short_line_ends_a_paragraph_and_full_line_does_not() -> None:
    assert len(_words(_JA + _JA)) == 2
    assert len(_words(_EN + _EN)) == 2
    assert len(_words(_JA)) == len(_words(_EN)) == 1


@pytest.mark.parametrize("body", [_JA, _EN], ids=["ja", "en"])
def test_heading_without_blank_lines_stays_apart(body: str) -> None:
    heading = "今後の予定\n" if body == _JA else "Next steps\n"
    kinds = [kind for kind, _, _ in blocks_of(read_text(body + heading + body))]
    assert kinds == ["paragraph", "heading", "paragraph"]


def test_spaces_between_scripts_only_where_the_source_has_them() -> None:
    text = "両社は、洋上の風力発電所を建設するため、デンマークの製造会社であるNordvind \nと契約し、その部品の輸送について、オランダの港湾管理者であるPort of\nRotterdamと協力する。この契約は、2026年3月までの間、有効とする。\n"
    assert "Nordvind と契約し" in _words(text)[0]
    assert "Port of Rotterdamと協力する。" in _words(text)[0]


def test_word_cut_by_japanese_type_is_mended_by_the_rest_of_the_text() -> None:
    text = "本協定は、深海の観測及び人材の育成に関して、国立研究開発法人であるJAMS\nTECとの協力を定める。JAMSTECは、海洋の研究を行う機関であり、両者は、今後も\n協力する。"
    assert "JAMSTECとの協力" in _words(text)[0]


def test_blank_lines_between_all_lines_say_nothing() -> None:
    spaced = _JA.replace("\n", "\n\n") + "\n\n" + _JA.replace("\n", "\n\n")
    assert len(_words(spaced)) == 2


def test_a_long_line_of_a_paragraph_goes_on_whatever_its_first_word() -> None:
    body = (
        'THE SEA FUND OF GHENT, a body established by law and having its seat in Ghent ("the SF"), and the\n'
        "DEPARTMENT OF PORTS of the Government of Chile, having its offices and its archive at the Customs\n"
        'Bridge, Valparaíso ("DP"), each a "Party";\n'
    )
    wide = (
        "Each of them bears its own costs. Nothing in this paper makes one of them hand over what annexes list and bars\n"
        "Ghent from what the laws of its country protect, or data of people who live near the sea, or the maps of its\n"
        "cables, or any other thing that the two committees named above keep to themselves, or which the members of all\n"
        "councils.\n"
    ) * 2
    assert body.replace("\n", " ").strip() in _words(f"{body}\nArticle 1\nCosts\n\n{wide}")


def test_japanese_cut_by_the_number_of_letters() -> None:
    # Latin letters take half the width, so that the lines that were cut are of many widths.
    text = (
        "両国の港湾機構は、DEEP SEA WATCHと呼ばれる海洋の観測計画に基づき、海底の観測をすることに決めた。観測の機器はHADAL-9と呼ばれ、"
        "研究船ORCA IIに積まれる。両国の研究者は、DEEP SEA WATCHの成果をOPEN OCEAN DATAに毎年登録し、その利用の状況を両国の政府に報告する。"
        "また、若い研究者の交流のため、SEA FELLOWSの制度を設けて、毎年10名の研究者を受け入れるものとする。"
    )
    lines = [text[at : at + 22] for at in range(0, len(text), 22)]
    assert len(_words("\n".join(lines))) == 1
