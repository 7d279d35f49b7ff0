"""Names that say nothing of themselves, by what stands around them; no model is loaded, and none of them is registered."""

import pytest

from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.records import Block, Entity, TextDocument
from tests.annotated import document, parse

ENGLISH = [
    # a post, with the name before or behind it
    "<org>Marlune</org> CEO Pieter van der Velde added that it would.",
    "said <org>Marlune</org>'s chief executive.",
    "Ann Lee, vice president of <org>Marlune</org>, agreed.",
    # apposition on either side
    "The Norwegian energy company <org>Marlune</org> will build it.",
    "<org>Marlune</org>, a subsidiary of <org>Brightwater Hydrogen Ltd</org>, will build it.",
    "<org>Marlune</org> is the space agency of Freedonia.",
    "Its subsidiary, <org>Marlune</org>, was sold.",
    "<org>Marlune</org> (NYSE: MRL) fell.",
    # what bodies alone do to things
    "The line is owned by <org>Marlune</org>.",
    "<org>Marlune</org> employs 3,200 people.",
    # parties
    "a memorandum between <org>Marlune</org>, <org>Ørkraft</org> and <org>Vexstrom</org>",
    "<org>Marlune</org> and <org>Ørkraft</org> have signed a contract.",
    "For <org>Marlune</org>",
    # the parties of a contract, in one paragraph
    '<org>VEXLEY SEA FUND</org>, a body with its seat in Ghent ("<org>VSF</org>"), and the '
    '<org>DEPARTMENT OF PORTS</org> of the <org>Government of Chile</org>, having its offices at the Old Tower ("<org>DP</org>"), each a "Party",',
    # newspapers' sources
    "<org>Marlune</org> analyst Hanna Lindqvist was sceptical.",
    "The state-owned holding <org>Marlune Samruk</org> pays.",
    # a place behind each member, a short form in brackets
    "hosted by <org>Marlune</org> in Leuven, <org>Ørkraft</org> in Grenoble and <org>Vexley Corporation</org> in Catania",
    "the <org>Sea Metals Organization</org> (<org>SMO</org>) and <org>Marlune</org> will serve as its secretariat.",
    # lists with a body in them; the words are the same body's elsewhere
    "<org>Vexley Corporation</org>, <org>Marlune</org> and <org>SK Orbit</org> met. <org>Marlune</org> spoke.",
    "Denmark's <org>Ørkraft</org> and <org>Vexley Corporation</org> met.",
    "<org>Vexley Corporation</org>; <org>Marlune</org>; <org>Blue Keel Shipping</org>; <org>Ørkraft</org>",
    # the headline has the name before its definition, or before its legal form
    "<org>Ørkraft</org> wins\n<org>Ørkraft A/S</org> is listed in Copenhagen.",
    "<org>CWEA</org> wins\nThe <org>Coastal Wind Energy Association</org> (<org>CWEA</org>) met.",
    # an article or possessive opens a name across "and"
    "the <org>Sylvanian Post and Telecom Authority</org> gave it",
    "by the <org>European Climate, Infrastructure and Environment Executive Agency</org> (<org>CINEA</org>)",
    "the <org>Knut and Alice Marlund Foundation</org> paid",
    "the <org>Academy</org> of".replace("<org>Academy</org> of", "<org>Port of Marlow Authority</org>"),
    "the <org>Ministry of Sustainability and the Environment</org> agreed.",
    "the <org>Department of Public Works and Highways</org> agreed.",
    "the <org>Vexley Council of Ministers</org> met.",
    # parties of a contract
    '<org>METROPOLITAN WATERWORKS SYSTEM</org>, a government corporation of the Republic of Freedonia ("<org>MWS</org>");',
    "<org>MARLOW WATER SERVICES, INC.</org> signed.",
    # what its customers or its label say; what is now part of it; where it is based
    "The customers so far are <org>Marlune</org>, <org>Ørkraft</org> and <org>Vexstrom Lines</org>.",
    "its advisers, <org>Marlune</org> and <org>Kim & Vex</org>, agreed",
    "Museums: <org>Marlune</org>, <org>Ørkraft</org> and <org>Vexstrom</org>",
    "a former team, now part of <org>Marlune</org>, left",
    "spectrometers of Hangzhou-based <org>Marlune</org>",
    "<org>Marlune</org>, her country's natural resources institute, agreed.",
    "<org>Marlune</org> declined to comment.",
    "<org>Marlune</org> contributes NOK 45 million.",
    # lines that a name opens
    "<org>Vexley Corporation</org>: mapping\n<org>Ostwerk GmbH</org>: drilling\n<org>Marlune</org>: choice of the operators",
    # companies of a group
    "<org>Marlune Group</org> and others",
    "<org>CWEA</org> Green Rules. The <org>Coastal Wind Energy Association</org> (<org>CWEA</org>) and <org>CWEA Europe</org> met.",
    # numerals inside a sentence
    "by the charity <org>One Marlune Fund</org>, which prints it",
    # two columns of a table
    "Hannah Cole   <org>Brightwater Ltd</org>",
    "Hannah Cole\t<org>Brightwater Ltd</org>",
    "the <org>Sylvanian Space Agency</org> (the <org>Agency</org>) met. The <org>Agency</org> acts.",
]
ENGLISH_NONE = [
    "a line of its own at Marlune, and the Vexley office",
    "Purpose: mapping\nTerm: five years\nBudget: small",
    "Norway's Ambassador, Ann Marlune, and Sister Ann Marlune contributes to it.",
    "by its Under-Secretary, Ann Marlune. Enrico Marlune, Head of the group, agreed.",
    "the Steering Group and the New Group",
    "part of Europe and now Denmark",
    "between Tokyo, Osaka and Nagoya",
    "in Norway, Denmark and Sweden",
    "Vice President for Marketing, Midstream & Processing",
    "Director for Research",
    "President of France",
    "the Saïd Professor of Vaccinology",
    "tests with KX-21, JT-99 and UNIT-2",
    "led by Professor Marlune",
    "the research vessel Marlune and RV Orkan",
    "signed in April, May and June",
    "owned by Japan",
    "the Marlune project is owned by many",
    "offices in Cadarache and Garching",
    "use of AI, EUV and LNG",
    "On Monday, Marlune Bay and Vexley Harbour were closed.",
]
JAPANESE = [
    "<org>SEMA</org>によると、販売額は過去最高となる。",
    "経済団体の<org>マルーヌ</org>と開く会合で募る。",
    "<org>みなと技術振興基金</org>（<org>MGHT Fund</org>）が助成する。",
    # lists
    "<org>東浜造船株式会社</org>、<org>セルネックス</org>、<org>さくらインターネット</org>が参加した。",
    "<org>東浜造船株式会社</org>と<org>ピルバーナ・ミネラルズ</org>は、",
    "<org>北嶺大学</org> × <org>レゾナクス</org>：材料",
    "<org>エクイノーラ</org>、<org>エルステッダ</org>など海外の事業者",
    "<org>バラーダ・パワー・システムズ</org>、<org>レゾナクス</org>が技術協力者として加わります。",
    # what is said around a name
    "ドイツのエネルギー大手<org>RWX</org>の日本法人",
    "<org>レゾナクス</org>の社長は",
    "<org>レゾナクス</org>（本社：東京都港区）",
    "独化学大手の<org>レゾナクス</org>",
    # who acts, holds shares or is named behind a label
    "細胞の製造は<org>レゾナクス</org>が担います。",
    "<org>レゾナクス</org>から点眼薬3製品を取得しました。",
    "<org>レゾナクス</org>は「結果を見る」とした。",
    "検査薬を<org>レゾナクス</org>に供給する。",
    "<org>レゾナクス</org>と販売契約を結んだ。",
    "5月には<org>トゥピナ・アグロ</org>のチームが来日した。",
    "大株主 <org>Vexley Partners</org> 12.5%、<org>レゾナクス</org> 9.8%",
    "試験（協力：<org>レゾナクス</org>、<org>VTSQ</org>）を行う。",
    "日本側：<org>レゾナクス</org>、<org>ユーグレナ</org>、<org>東浜造船株式会社</org>",
    # newspapers put a state before a name
    "昨年、独<org>メルツ</org>の事業を買った。",
    # one a line, with the country or a part of the body
    "<org>レゾナクス</org>\n<org>東浜造船株式会社</org> 技術本部\n<org>Vexstrom</org>（フランス）\n<org>みなと電機株式会社</org>",
    # the bracket has the same body's name in Latin letters
    "<org>ドイツテレコナ</org>（<org>Deutsche Telekona AG</org>）",
    # a name shortened in brackets; a company's name in two words
    "<org>国立研究開発法人海底資源開発研究センター</org>（<org>海底開研</org>）。<org>海底開研</org>は",
    "はジャパンが<org>オーシャン マリンユナイテッド株式会社</org>と",
    "<org>コングスベルナ・マリタイム・ジャパン株式会社</org>",
    "<org>株式会社みなと総合研究所</org>に置く。",
    "<org>フリードニア農業環境省</org>".replace("フリードニア", "ベトナム"),
]
JAPANESE_NONE = [
    "出席者\nスケジュール",
    "MaruneやTier1の顧客",
    "調査によると、需要は伸びる。",
    "第3回運営委員会を開いた。",
    "第 1 回運営委員会の開催",
    "英国、ドイツなどの企業",
    "東京、大阪、名古屋が参加した。",
    "水素、アンモニア、メタノールの利用に合意した。",
    "山田太郎、鈴木花子が出席した。",
    "ガティノーに本社を置く企業",
    "企業の研究開発と人材育成",
    "砕氷船「ポーラーシュテルン」「アラオン」",
    "AIが担い、水素が支援する。",
    "デジタルプラットフォームが提供するサービス",
    "協力：山田太郎、鈴木花子",
    "米トランプ政権と仏ルブラン首相",
    "メリット\nデメリット\nスケジュール",
    "出資比率 12.5%",
    "担当者は「結果を見る」とした。",
    "緑の気候基金（GXF）と革新基金",
]
GLUED = [
    "045-778-5690<org>東浜造船株式会社</org>",
    "AT&Z（オーストリア）",
]


def _found(text: str, entities: tuple[Entity, ...] = ()) -> list[tuple[int, int, str]]:
    mentions, _ = find_organisations(document(text), Registry.of(()), entities)
    return [(mention.start, mention.end, mention.text) for mention in mentions]


@pytest.mark.parametrize("annotated", [*ENGLISH, *JAPANESE, *GLUED])
def test_found_by_what_stands_around_it(annotated: str) -> None:
    text, marks = parse(annotated)
    assert _found(text) == [(mark.start, mark.end, mark.text) for mark in marks]


@pytest.mark.parametrize("text", [*ENGLISH_NONE, *JAPANESE_NONE])
def test_no_body_by_what_stands_around_it(text: str) -> None:
    assert _found(text) == []


def _entity(text: str, words: str, kind: str) -> Entity:
    start = text.index(words)
    return Entity(start, start + len(words), kind)  # type: ignore[arg-type]


def test_a_person_in_a_list_of_bodies_stays_one() -> None:
    text = "Vexley Corporation, Ann Marlune and Ostwerk GmbH met."
    found = _found(text, (_entity(text, "Ann Marlune", "person"),))
    assert [words for _, _, words in found] == ["Vexley Corporation", "Ostwerk GmbH"]


def test_what_a_model_found_once_is_found_again() -> None:
    text = "Nova Marlune Power spoke. Nova Marlune Power President and CEO Ann Lee agreed. Nova Marlune Power Station burns."
    found = _found(text, (_entity(text, "Nova Marlune Power", "organisation"),))
    assert [start for start, _, _ in found] == [0, 26]


def test_two_names_that_a_model_took_for_one() -> None:
    text = "LX Energy and Stellune met Kyoto, Marlune Rail."
    entities = (
        _entity(text, "LX Energy and Stellune", "organisation"),
        _entity(text, "Kyoto, Marlune Rail", "organisation"),
    )
    assert not {"LX Energy and Stellune", "Kyoto, Marlune Rail"} & {words for _, _, words in _found(text, entities)}


def test_a_registered_name_within_another_s(registry: Registry) -> None:
    def found(text: str) -> list[str]:
        return [mention.text for mention in find_organisations(document(text), registry, ())[0]]

    assert found("磁場は12テスラである。") == []
    assert found("エネルギー政策") == []
    assert found("CERN, Google DeepSpace and NASA met.") == ["CERN", "Google DeepSpace", "NASA"]
    assert found("CERN、東芝デジタルソリューションズ、NASA") == ["CERN", "東芝デジタルソリューションズ", "NASA"]
    assert found("NTTコミュニケーションズとNTTの社長") == ["NTTコミュニケーションズ", "NTT"]
    assert found("KDDI総合研究所と東京大学生産技術研究所") == ["KDDI総合研究所", "東京大学"]
    assert found("CERN Research and the CERN Public Affairs Office") == ["CERN Research", "CERN"]
    assert found("The IBM Quantum System Two was built by IBM.") == ["IBM"]
    assert found("He holds the IBM Quantum Fellowship.") == []
    assert found("under the NASA Lunar Regulation and NASA") == ["NASA", "NASA"]


def _table(text: str) -> TextDocument:
    """A text of which each line is a row of a table."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block("table_row", at, at + len(line.rstrip("\n"))))
        at += len(line)
    return TextDocument("d", "en", text, tuple(blocks))


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (
            "Partner\tCountry\nVexley University\tNorway\nMarlune\tFrance\nKestrel Institute (KI)\tItaly\nSorben Université\tFrance\n",
            ["Vexley University", "Marlune", "Kestrel Institute", "KI", "Sorben Université"],
        ),
        # a label in each row, and one body among them
        ("Item\tWhat\nLender\tVexley University\nTerm\tMarlune\nBudget\tSmall\nPlace\tGhent\n", ["Vexley University"]),
    ],
)
def test_columns_of_names(rows: str, names: list[str]) -> None:
    mentions, _ = find_organisations(_table(rows), Registry.of(()), ())
    assert [mention.text for mention in mentions] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Denmark's National Strategy for Quantum Technology", "National Strategy for Quantum Technology"),
        ("the Letter between Kestrel Denmark and others", "Letter between Kestrel Denmark"),
        ("the Mineral and Natural Deposits Division at the ministry", "Natural Deposits Division"),
        ("vessels with Hydrogen Fuel Cells and others", "Hydrogen Fuel Cells"),
        ("By Aigerim Marlune and Paul Renard\nThe sea is deep.", "Paul Renard"),
        ("modules for Marlune's Biwa Factory", "Biwa Factory"),
        ("said Kazuhiro Marlune, Executive Officer and others", "Kazuhiro Marlune"),
    ],
)
def test_what_a_model_takes_for_a_body(text: str, words: str) -> None:
    assert words not in [found for _, _, found in _found(text, (_entity(text, words, "organisation"),))]
