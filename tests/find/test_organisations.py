"""Organisations by registry, definition and form, on annotated sentences; no model is loaded."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Limits, OrganisationEntry
from pipeline.find.matching import fold
from pipeline.find.organisations.definitions import fits
from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.find.organisations.spans import Candidate, merge
from pipeline.read import read
from pipeline.records import RawDocument
from tests.annotated import document, parse
from tests.conftest import ROOT

# What is to be found, nothing else; none of these names is in the registry unless the comment says so.
ENGLISH = [
    # head with a complement: commas, "and", and the right stop
    "The <org>Ministry of Trade, Mining and Water</org> and <org>Vexley Corporation</org> met.",
    "between the <org>Department for Maritime Skills and Ports</org> and the <org>Lunar Habitat Agency</org>.",
    "The <org>Institute for Polar and Marine Studies</org> leads the work.",
    "The <org>Department of Forestry</org> and Kyoto residents agreed.",
    "funded by the <org>University of Harrowgate</org>, which opened in 1921",
    # head at the end
    "the <org>Freedonia–Sylvania Isotope Steering Committee</org> met",
    "the <org>New Freedonia–Sylvania Rivers Commission</org> and its members",
    "experts of the <org>International Lunar Minerals Association</org> said",
    "The <org>Northern Science and Technology Facilities Council</org> agreed.",
    "the <org>Zambian Geological Survey Committee</org> reports",
    "the <org>Pan-Nordic Union Agency for Seabed Safety</org> warns",
    "The <org>Sylvanian Space Agency</org> on the Next Phase",
    "the Policy Secretariat of the <org>Sylvanian Cabinet Office</org>",
    "the <org>Embassy of Sylvania to Japan</org> hosted it",
    "<org>Miners & Developers Association of Freedonia</org>",
    "A <org>Joint Steering Committee</org> will be set up.",
    "the <org>Embassy of the Federal Republic of Sylvania</org> met them",
    "the <org>Sylvanian Chamber of Commerce in Japan</org> and the <org>EU Delegation to Kenya</org> came",
    "the <org>Ministry of Transport of Singapore</org> and the <org>Ministry of Water</org> of the north",
    "the Sylvanian <org>Ministry of Water</org>".replace("Sylvanian", "Danish"),
    "the <org>Marlow Association for Storage Technology of Deep Reservoirs</org> agreed",
    "the <org>Marlow Society of England and Wales</org> and the <org>Kestrel Academy of Arts & Design</org>",
    "the <org>Kestrel Museum</org> and the <org>Deep Sea Joint Undertaking</org>",
    "<org>ISO/IEC JTC 1/SC 27</org> and <org>IEC TC 62</org> meet",
    "Prof. Jane Doe <org>Marlow University</org> | Prof. Ann Lee <org>Kestrel University</org>",
    "the <org>Sylvanian Office on Drugs and Crime</org> met them at the <org>Sylvanian Office</org> on Monday",
    "the <org>Institute of Coastal Technology for the Sea</org> and the <org>Institute of Physics</org> for the Sea trials",
    "the <org>Sylvanian Securities and Exchange Commission</org> on March 12, 2026",
    "the <org>Directorate General of Foreign Trade</org> and the <org>Pan-Nordic General Assembly</org> agreed",
    "the <org>EU–Sylvania Research Council</org>, the <org>U.S.–Sylvanian Rivers Commission</org> and the <org>UK–Sylvania Board</org>",
    "the <org>State Office for Harbours</org> (<org>SÚJH</org>) said. <org>SÚJH</org> reports.",
    # other languages' forms
    "<org>Fiskeridirektoratet</org>, <org>Havvindinstituttet</org> and <org>Naturskyddsverket</org> agreed",
    "<org>Blue Keel Limited Partnership</org> sails.",
    "<org>Impola d.o.o.</org>, <org>PT Marlune Satelit</org> and the <org>Scuola Superiore Marlune</org>",
    "the <org>Deutsche Gesellschaft für Meerestechnik (DGM) GmbH</org> and <org>Marlune Université</org>",
    "the <org>Autorité des marchés financiers</org>, the <org>Caisse des Dépôts</org> and the <org>Musée du quai Marlune</org>",
    "the <org>Centre de Recherche sur la Mer</org> and the <org>Eisenbahn-Bundesamt</org>",
    # legal forms
    "<org>Marlune & Co., Ltd.</org>, <org>Marlune Bulk (Europe) Ltd.</org> and <org>Bank of Marlow and Kestrel plc</org>",
    "<org>High Marlow Two (HMT) Limited</org> builds it. <org>HMT</org> reports.",
    "<org>Brightwater Hydrogen Ltd</org> and <org>Sakai Robotics Co., Ltd.</org> will build it.",
    "<org>Harrow & Thorne Offshore plc</org> signed.",
    "a deal with <org>Ostwerk GmbH</org>, <org>Nordlys A/S</org> and <org>Ferrand S.A.</org>",
    # definitions, and later uses of them
    "The <org>Coastal Wind Energy Association</org> (<org>CWEA</org>) met. <org>CWEA</org> will report.",
    'the <org>Pacific Isotope Agency</org> (hereinafter "the <org>Agency</org>") and others. The <org>Agency</org> acts.',
    "<org>Brightwater Hydrogen Ltd</org> will act. <org>Brightwater Hydrogen</org> was founded in 1990.",
    "<org>Vexley Corporation</org>, now <org>Marlune</org>, supplies it. <org>Marlune</org> was founded in 1990.",
    "<org>Vexley Corporation</org>, better known as <org>VXRAF</org>, wrote it.",
    "<org>Brightwater Hydrogen Ltd</org> (Euronext Paris: BWHY) fell. BWHY is a code.",
    "<org>Marlune University</org> agreed. It passes to <org>Marlune</org> in May; Marlune Street, in Marlune.",
    # boilerplate heading and post
    "About <org>Marlow Photonics</org>",
    "said Ann Lee, Chief Executive of <org>Marlow Photonics</org>.",
]
ENGLISH_NONE = [
    "ANNEX – PARTICIPATING INSTITUTIONS (as of January 2026)",
    "It replaces the Letter of Intent between the Vexley Corporation and the Department of Forestry of 3 May 2022.",
    "The General Assembly was adjourned.",
    "The Lyme–Marlow line was opened.",
    "the Minister of Education, Culture and Sports said",
    "Secretary of State for Energy Security and Net Zero",
    "The Agency and the Ministry agreed; the Council met.",
    "Government agencies, national laboratories and Universities",
    "a Memorandum of Cooperation (MoC) was signed",
    "the International Space Exploration Roadmap and the Clean Power Act",
    "under the Agreement between the Government of Freedonia and the Government of Sylvania on Cooperation in Science",
    "the World Hydrogen Summit and the Annual Conference",
    "a Steering Committee will be set up",
    "Advisory Committee",
    "Officials of the board met on the Next Phase",
    "Human Resource Development",
    "the President of Kenya and the President of the Republic of Korea met",
    "He was awarded the Prix de l'Économie Maritime.",
    "the Centre in Lyon, the Hospital and a Museum",
    "the Japanese delegation to Kenya and the Geological Survey",
    "at 9 AM PT Monday Morning",
]
JAPANESE = [
    "<org>ASEAN事務局</org>に報告する。事務局長が出席した。",
    "<org>国立研究開発法人海底資源開発機構</org>と<org>株式会社みなと電機</org>は覚書を締結した。",
    "<org>東浜造船株式会社</org>代表取締役社長の山田太郎氏",
    "<org>北嶺大学</org>大学院工学研究科の教授",
    "<org>ドイツ連邦海洋省</org>と<org>英国海底資源庁</org>が署名した。",
    "会長は<org>Blue Harbor Robotics合同会社</org>である。",
    "<org>一般社団法人深海産業協議会</org>（通称：<org>D-Sea</org>）を設立。<org>D-Sea</org>は活動する。",
    "<org>三洋海運株式会社</org>（本社：東京都港区、社長：山本一郎、以下「<org>三洋海運</org>」）が参加し、<org>三洋海運</org>は",
    "第3回 <org>深海資源利用推進会議</org>を開催",
    "<org>深海資源の利用に関する官民検討会</org>を設置する。",
    "「<org>深海研究合同運営グループ</org>」（<org>Joint Steering Group on Deep Sea Research</org>、以下「<org>JSG</org>」という。）。<org>JSG</org>は",
    "<org>海底資源の利用に向けた基本的な考え方検討タスクフォース</org>の開催",
    "放射線防護<org>合同会社マリナK</org> 代表",
    "<org>VKS社</org>と<org>オルトマン社</org>が参画",
    "<org>全国海底銀行協会</org>の会員",
    "<org>北嶺大学深海財団</org>と<org>北嶺大学</org>医学研究科",
    "英<org>北嶺大学</org>".replace("北嶺", "オックスフォーデ"),
    "<org>化学技術研究所</org>（<org>Kemijsna inštitut</org>）",
    "<org>全球保健技術振興基金</org>（<org>GXIT</org>）が負担する。",
    "<org>長谷・大野・常松法律事務所</org>に委託します。",
    "<org>フリードニア農牧研究公社</org>（<org>Embrava</org>）が担う。<org>Embrava</org>は",
]
JAPANESE_NONE = [
    "第29回アジア・太平洋地域宇宙機関会議の機会に",
    "仏公的投資銀行が融資する。",
    "関係省庁、各大学、民間企業、研究機関及び業界団体が参加した。",
    "両政府は協力を確認した。",
    "政府は、関係機関と連携する。",
    "国土交通大臣と海底担当大臣が会談した。",
    "G7気候大臣会合と首脳会議の成果文書",
    "海底利用基本計画と水素戦略に基づく。",
    "当社及び同社の代表取締役社長",
    "大阪府と京都府、広東省",
    "年次総会と記者会見",
    "コールセンターとコンベンションセンター",
]


def _found(text: str, registry: Registry) -> list[tuple[int, int, str]]:
    mentions, _ = find_organisations(document(text), registry, ())
    return [(mention.start, mention.end, mention.text) for mention in mentions]


@pytest.mark.parametrize("annotated", [*ENGLISH, *JAPANESE])
def test_found_with_its_boundaries(annotated: str) -> None:
    text, marks = parse(annotated)
    expected = [(mark.start, mark.end, mark.text) for mark in marks]
    assert _found(text, Registry.of(())) == expected


@pytest.mark.parametrize("text", [*ENGLISH_NONE, *JAPANESE_NONE])
def test_not_an_organisation(text: str) -> None:
    assert _found(text, Registry.of(())) == []


REGISTERED = [
    "<org>文部科学省</org>と<org>UKAEA</org>、<org>DOE</org>",
    "<org>文 部 科 学 省</org>が発表した。",
    "放射線影響<org>茨城大学</org>　教授",  # a table whose cells ran together
    "the <org>UK Atomic Energy Authority</org>'s officials",
    "<org>NASA</org> Public Affairs Office",
    "<org>UK ATOMIC ENERGY AUTHORITY</org>",
]
REGISTERED_NONE = [
    "at 10:00 a.m. (JST) on Monday",
    "9時30分（JST）から",
    "a CEA-Xyz laser",
    "測量研究の手法",  # 量研
    "経済産業省令で定める",
    "doe, a deer",
    "UKAEAX",
    "The matter of the department of energy policy in general",
]


@pytest.mark.parametrize("annotated", REGISTERED)
def test_registered_names(annotated: str, registry: Registry) -> None:
    text, marks = parse(annotated)
    assert _found(text, registry) == [(mark.start, mark.end, mark.text) for mark in marks]


@pytest.mark.parametrize("text", REGISTERED_NONE)
def test_registered_names_by_chance(text: str, registry: Registry) -> None:
    assert _found(text, registry) == []


@pytest.mark.parametrize(
    ("alias", "name", "fit"),
    [
        ("JST", "Japan Science and Technology Agency", True),
        ("MEXT", "Ministry of Education, Culture, Sports, Science and Technology", True),
        ("J-Fusion", "Japan Fusion Energy Council", True),
        ("UK", "Ministry of Defence", False),
        ("XYZ", "Japan Science and Technology Agency", False),
    ],
)
def test_an_abbreviation_fits_its_name(alias: str, name: str, fit: bool) -> None:
    assert fits(alias, name) is fit


def test_longest_wins_then_most_certain_and_models_come_last() -> None:
    registry, pattern = Candidate(0, 5, "registry"), Candidate(0, 5, "pattern")
    longer, model = Candidate(3, 12, "pattern"), Candidate(0, 20, "model")
    assert merge([model, pattern, registry]) == [registry]
    assert merge([model, registry, longer]) == [longer]
    assert merge([model]) == [model]


_WORDS = st.sampled_from(
    [
        "Ministry of",
        "Trade",
        "and",
        "(",
        ")",
        "ABC",
        "株式会社",
        "機構",
        "研究",
        "の",
        "、",
        "。",
        " ",
        "㈱",
        "Ltd",
        "ｶﾞ",
        "\n",
        "Ｘ",
        "“",
        "’s",
    ]
)


@given(st.lists(_WORDS, max_size=40).map("".join))
def test_offsets_are_the_words(text: str) -> None:
    mentions, definitions = find_organisations(document(text), Registry.of(()), ())
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    assert all(item.name and item.alias for item in definitions)


RELEASES = sorted((ROOT / "tests" / "gold" / "raw").glob("*.txt"))


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_offsets_are_the_words_in_whole_releases(path: Path, registry: Registry) -> None:
    release = read(RawDocument(path.stem, path, "text/plain", ""), path.read_bytes(), Limits())
    mentions, _ = find_organisations(release, registry, ())
    assert mentions
    assert all(release.text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))


def test_fifty_thousand_names_are_told_apart() -> None:
    # One pass finds them all, whatever their number; docs/benchmarks.md has what it takes.
    entries = [
        OrganisationEntry(
            id=f"b{n}", name_en=f"Vexley Board {n:05}", name_ja=f"海底資源庁{n:05}局", kind="agency", country="JP"
        )
        for n in range(25_000)
    ]
    known = Registry.of(entries)
    text = "Vexley Board 00042 met 海底資源庁24999局 and Vexley Board 99999."
    found = [(text[item.start : item.end]) for item in known.find(fold(text))]
    assert found == ["Vexley Board 00042", "海底資源庁24999局"]
    assert [known.lookup(name) for name in found] == ["b42", "b24999"]


@given(st.text(max_size=60))
def test_folding_has_a_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.span(0, len(folded.text)) == (0, len(text))
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)


def test_heads_without_end_are_the_same_names() -> None:
    assert [name for _, _, name in _found("東京大学" * 40, Registry.of(()))] == ["東京大学"] * 40
    assert _found("機構" * 40, Registry.of(())) == []
    assert [name for _, _, name in _found("北嶺大学連合会、" * 3, Registry.of(()))] == ["北嶺大学連合会"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "A, " * 8_000,
        "Aa and " * 6_000,
        "レゾナクス、" * 3_000,
        "Aa Bb of " * 4_000,
        "the Aa and " * 4_000,
        "省庁" * 4_000,
        " " * 50_000 + "。",
        "Ministry of " * 4_000,
        "(" * 20_000,
        "株式会社" * 4_000,
        "機構" * 8_000,
        "東京大学" * 2_000,
        "東京大学研究所" * 1_000,
        "Aa: b\n" * 4_000,
        "A & " * 10_000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    # Each of these once took minutes, or would where a rule looks back over all that came before.
    find_organisations(document(text), Registry.of(()), ())
