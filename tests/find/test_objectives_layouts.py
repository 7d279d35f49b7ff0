"""Objectives in layouts of many kinds: what stands in front of the items, around them, and where no mark sets them apart."""

import time
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.config import Limits
from pipeline.find.objectives.finder import find_objectives
from pipeline.read import read
from pipeline.records import Objective, RawDocument


def found(text: str) -> list[Objective]:
    """The objectives of a text file."""
    content = text.encode()
    raw = RawDocument("release", Path("release.txt"), "text/plain", sha256(content).hexdigest())
    document = read(raw, content, Limits())
    return list(find_objectives(document))


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(o.kind, o.heading, o.text) for o in found(text) if o.form == "listed"]


def stated(text: str) -> list[tuple[str, str]]:
    return [(o.kind, o.text) for o in found(text) if o.form == "stated"]


ENGLISH_HEAD = "Two agencies sign a charter\n\nThe Dune Agency and the Reef Board met in Lome on 4 May 2026.\n\n"
JAPANESE_HEAD = "砂丘庁と岩礁局の覚書について\n\n砂丘庁と岩礁局は、令和8年5月4日に会談した。\n\n"

LAYOUTS = {
    "commas, counted": (
        ENGLISH_HEAD
        + "The charter covers five key areas: shore power, green fuel, digital ports, training of crews and air quality.\n",
        [("area", "", t) for t in ("shore power", "green fuel", "digital ports", "training of crews", "air quality")],
    ),
    "commas, named": (
        ENGLISH_HEAD + "The agencies share the following goals – protect vents, publish data and fund wardens.\n",
        [("objective", "", t) for t in ("protect vents", "publish data", "fund wardens")],
    ),
    "commas behind a verb": (
        ENGLISH_HEAD + "The charter's priorities are: early warning, safer villages, and recovery of soils.\n",
        [("area", "", t) for t in ("early warning", "safer villages", "recovery of soils")],
    ),
    "commas, another number": (
        ENGLISH_HEAD + "The charter covers four key areas: shore power, green fuel and digital ports.\n",
        [],
    ),
    "commas, things": (ENGLISH_HEAD + "The fleet has three ships: the Aurora, the Borealis and the Comet.\n", []),
    "commas, names": (ENGLISH_HEAD + "They work in three areas: Osaka, Kobe and Kyoto.\n", []),
    "commas, a deed of others": (
        ENGLISH_HEAD + "The jury judged entries in three areas: design, cost and safety.\n",
        [],
    ),
    "first and second": (
        ENGLISH_HEAD + "The plan has two objectives. First, it will restore reefs. Second, it will train wardens.\n",
        [("objective", "", "it will restore reefs."), ("objective", "", "it will train wardens.")],
    ),
    "first and second of a feast": (ENGLISH_HEAD + "First, guests heard a choir. Second, the mayor spoke.\n", []),
    "semicolons behind a count": (
        ENGLISH_HEAD + "The charter has three goals: to map reefs; to halve waste; and to train wardens.\n",
        [("objective", "", t) for t in ("to map reefs", "to halve waste", "to train wardens")],
    ),
    "semicolons with ordinals": (
        ENGLISH_HEAD
        + "Three strands of work are planned: first, a database; second, joint cruises; and third, a code.\n",
        [("area", "", t) for t in ("a database", "joint cruises", "a code")],
    ),
    "marks behind a verb": (
        ENGLISH_HEAD
        + "The signatories undertake (i) to publish contracts; (ii) to pay a fee; and (iii) to stop dumping.\n",
        [("commitment", "", t) for t in ("to publish contracts", "to pay a fee", "to stop dumping")],
    ),
    "next steps with dates": (
        ENGLISH_HEAD + "Next steps\n- March 2027: building permit\n- 2028: first tests of pumps\n",
        [("commitment", "", "March 2027: building permit"), ("commitment", "", "2028: first tests of pumps")],
    ),
    "history with dates": (ENGLISH_HEAD + "History\n- March 2021: first talks\n- 2023: letter of intent\n", []),
    "figures": (
        ENGLISH_HEAD
        + "The project at a glance\n- Floor space: 4,200 square metres\n- Investment: 31 million euros\n- Owner: Reef Ltd\n",
        [],
    ),
    "pillars": (
        ENGLISH_HEAD
        + "Pillar 1: Screening\nAll children are tested by 2030.\n\nPillar 2: Registries\nHospitals share one registry.\n",
        [
            ("area", "Screening", "All children are tested by 2030."),
            ("area", "Registries", "Hospitals share one registry."),
        ],
    ),
    "headings under an empty heading": (
        ENGLISH_HEAD
        + "Areas of work\n\nInspections\nJoint visits twice a year.\n\nLaboratories\nCommon methods for residues.\n\n"
        + "About us\nThe agency employs 300 people.\n",
        [
            ("area", "Inspections", "Joint visits twice a year."),
            ("area", "Laboratories", "Common methods for residues."),
        ],
    ),
    "legal text": (
        "AGREEMENT ON SEEDS\n\nArticle 1 (Purpose)\nThe purpose of this Agreement is to protect seeds.\n\n"
        "Article 2 (Areas of Co-operation)\nThe Parties shall co-operate in:\n(a) the exchange of germplasm; and\n"
        "(b) the training of breeders.\n\nArticle 3 (Duration)\nThis Agreement remains in force for:\n(a) five years;\n"
        "(b) any extension.\n",
        [("area", "", "the exchange of germplasm"), ("area", "", "the training of breeders.")],
    ),
    "数える読点": (
        JAPANESE_HEAD + "両者は、避難所の運営、災害情報の配信及び防災教育の三つの分野で連携します。\n",
        [("area", "", t) for t in ("避難所の運営", "災害情報の配信", "防災教育")],
    ),
    "数の合わない読点": (JAPANESE_HEAD + "両者は、避難所の運営、災害情報の配信の三つの分野で連携します。\n", []),
    "評価した読点": (JAPANESE_HEAD + "審査では、味、香り、色の3項目を評価した。\n", []),
    "人と物の読点": (
        JAPANESE_HEAD + "会場では、梨、桃、柿の3品目を販売した。式には、市長、学長、議長の3名が出席した。\n",
        [],
    ),
    "第一に": (
        JAPANESE_HEAD + "両者は、第一に、伐採の監視に衛星を活用する。第二に、苗木の育成を支援する。\n",
        [("commitment", "", "伐採の監視に衛星を活用する。"), ("commitment", "", "苗木の育成を支援する。")],
    ),
    "一文の中の印": (
        JAPANESE_HEAD + "両者は、(i) 資源の調査、(ii) 飼料の開発、並びに(iii) 若手の育成の各分野で協力する考えです。\n",
        [("area", "", t) for t in ("資源の調査", "飼料の開発", "若手の育成")],
    ),
    "一段落の二つの列挙": (
        JAPANESE_HEAD
        + "両者は(1)研究者の交流、(2)会議の共催に取り組みます。協定の柱は、①航路の開設、②運賃の統一です。\n",
        [
            ("commitment", "", "研究者の交流"),
            ("commitment", "", "会議の共催"),
            ("area", "", "航路の開設"),
            ("area", "", "運賃の統一"),
        ],
    ),
    "柱": (
        JAPANESE_HEAD + "柱①　修復技術の共有\n柱②　専門家の養成\n柱③　記録の作成\n",
        [("area", "", t) for t in ("修復技術の共有", "専門家の養成", "記録の作成")],
    ),
    "第一の柱": (
        JAPANESE_HEAD
        + "覚書の柱は次のとおりである。\n\n第一の柱　資源調査\n共同調査を毎年行う。\n\n第二の柱　人材交流\n若手を1年間派遣する。\n",
        [("area", "資源調査", "共同調査を毎年行う。"), ("area", "人材交流", "若手を1年間派遣する。")],
    ),
    "番号の中の番号": (
        JAPANESE_HEAD
        + "３　連携事項\n（１）産業の振興に関すること\n　ア　商談の支援\n　イ　部品の共同調査\n（２）人材に関すること\n　ア　研修の共同開発\n",
        [("area", "", t) for t in ("商談の支援", "部品の共同調査", "研修の共同開発")],
    ),
    "見出しの中の見出し": (
        JAPANESE_HEAD
        + "＜協力の柱＞\n１．研究\n（１）燃料\n燃料の試験を共同で行います。\n（２）材料\n材料の寿命を調べます。\n\n２．人材\n（１）派遣\n"
        + "若手を互いに派遣します。\n",
        [
            ("area", "燃料", "燃料の試験を共同で行います。"),
            ("area", "材料", "材料の寿命を調べます。"),
            ("area", "派遣", "若手を互いに派遣します。"),
        ],
    ),
    "予定": (
        JAPANESE_HEAD + "■今後の予定\n・令和9年4月　協議会の設置\n・令和9年度下期　視察団の派遣\n",
        [("commitment", "", "令和9年4月 協議会の設置"), ("commitment", "", "令和9年度下期 視察団の派遣")],
    ),
    "予定の段落": (
        JAPANESE_HEAD
        + "■今後のスケジュール（予定）\n2027年1月：準備会合\n2027年3月：試掘開始\n2027年夏：中間評価\n2028年：本格運転\n",
        [
            ("commitment", "", t)
            for t in ("2027年1月：準備会合", "2027年3月：試掘開始", "2027年夏：中間評価", "2028年：本格運転")
        ],
    ),
    "予定の表": (
        JAPANESE_HEAD + "■今後の予定\n時期\t内容\n2027年8月\t推進会議の設置\n来年春\t案内所の開設\n",
        [("commitment", "", "2027年8月\t推進会議の設置"), ("commitment", "", "来年春\t案内所の開設")],
    ),
    "講座の日程": (JAPANESE_HEAD + "■開催スケジュール\n・4月12日 第1回講座\n・4月19日 第2回講座\n", []),
    "これまで": (JAPANESE_HEAD + "■これまでの経緯\n・令和3年4月　協議会の設置\n・令和4年度　視察団の派遣\n", []),
    "概要と効果": (
        JAPANESE_HEAD
        + "■協力の概要\n・拠点の共同利用\n・包装材の研究\n\n■期待される効果\n・年間2,000トンの削減\n・物流費の1割減\n",
        [("area", "", "拠点の共同利用"), ("area", "", "包装材の研究")],
    ),
    "点の見出し": (
        JAPANESE_HEAD + "共同声明の要点\n● 掘削\n　工具を共同で開発する。\n● 資金\n　基金を設ける。\n",
        [("area", "掘削", "工具を共同で開発する。"), ("area", "資金", "基金を設ける。")],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert [(kind, heading, " ".join(t.split(" "))) for kind, heading, t in listed(text)] == expected


def test_schedule_under_what_comes_next() -> None:
    text = (
        JAPANESE_HEAD
        + "４．今後の進め方\n＜主な検討事項＞\n・費用の分担の在り方\n・周波数の調整\n\n＜スケジュール＞\n・2027年10月　チームの設置\n・2028年春　試験の開始\n"
    )
    assert [t for _, _, t in listed(text)][-2:] == ["2027年10月 チームの設置", "2028年春 試験の開始"]


STATEMENTS = {
    "The reef institute exists to find out why corals die.": "objective",
    "The town exists to this day.": None,
    "SIRO exists to map the reefs of the south.": "activity",
    "The Reef Board was set up in 2001 to license divers.": "activity",
    "The plant is intended to supply three islands with water from 2030.": "objective",
    "This brochure is intended to inform you.": None,
    "The story is intended to amuse children.": None,
    "NOTING that demand for corals is expected to double;": None,
    "“We will turn the waste of the harbour into bricks,” said Ana Rojas.": "commitment",
    "“We know that the market will grow,” said Ana Rojas.": None,
    "“We will remember this day,” said Ana Rojas.": None,
    "“The Reef Board and its partners will share every sample,” said Ana Rojas.": "commitment",
    "両機関は、2027年1月に合同委員会を設け、観測の手順を定めます。": "commitment",
    "両機関は、第1回会合をプーケットで開催します。": None,
    "両機関は、互いの成果を高く評価します。": None,
    "両機関は、1970年に共同で工場を設けました。": None,
    "沿岸環境局（以下「海環」という。）は、覚書に署名した。海環は、2027年度から、回収船をタイ湾に派遣します。": "commitment",
    "海環機構は5年間で3億円を拠出する。": "commitment",
    "海環機構は、東京都に本部を置き、職員数は120名です。": None,
    "岩礁研究所は、海をきれいにするため、1998年に設立されました。": "activity",
    "岩礁研究所は、ごみの発生源を調べる機関として2019年に設立された。": "activity",
    "岩礁研究所は、1998年に設立されました。": None,
    "岩礁社は、ごみのない海を実現することを目指す企業です。": "objective",
    "両機関は、2028年までに報告書をまとめる見込みです。": "activity",
    "市場は今後も拡大する見込みです。": None,
    "局長は「岩礁局とともに、海底からごみを消していきます」と語った。": "commitment",
    "「第2条 本覚書は、互恵の原則に基づき、両者の協力を促進することを目的とする。」": "objective",
    "「第3条 事務局は、東京に置かれる。」": None,
    "2027年度までに評価用の潮位データを公開する。": "commitment",
    "2027年度までに評価用の潮位データを公開した。": None,
}


@pytest.mark.parametrize("sentence", STATEMENTS)
def test_statement(sentence: str) -> None:
    head = ENGLISH_HEAD if sentence.isascii() or "“" in sentence else JAPANESE_HEAD
    kinds = [kind for kind, _ in stated(head + sentence + "\n")]
    assert kinds == ([STATEMENTS[sentence]] if STATEMENTS[sentence] else [])


@pytest.mark.parametrize(
    "hostile",
    [
        "両者は、" + "Aの二つの分野、" * 20_000 + "で連携する。",
        "It has five areas: " + "(," * 50_000,
        "Next steps\n" + "-" * 100_000,
        "今後の予定\n" + "2027年\t" * 20_000,
        "第一に、" * 30_000 + "。",
        "両者は" + "()" * 50_000 + "です。",
        "(1)甲、(2)乙に取り組む。" * 500,
    ],
)
def test_hostile_input(hostile: str) -> None:
    before = time.perf_counter()
    found(hostile)
    assert time.perf_counter() - before < 5
