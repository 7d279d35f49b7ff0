"""Cue families of objectives in both languages: sentences and lead-ins that match, and such that must not."""

import pytest

from pipeline.find.objectives.finder import find_objectives
from pipeline.records import BlockKind, Language
from tests.annotated import blocks, document, parse

# Each family: sentences with what is to be found in them; a sentence without a mark is one that must not match.
STATED = {
    "en aims to": [
        "<stated objective>The two agencies aim to cut the cost of re-entry capsules by half.</stated>",
        "<stated objective>The consortium seeks to establish a common cell format.</stated>",
        "<stated objective>Both ministries hope to widen access to clinical trials.</stated>",
        "<stated objective>The venture aims to recover zinc from waste water.</stated>",
        "<stated objective>REEFWATCH sets out to map every reef of the Gulf.</stated>",
        "<stated commitment>The Parties hereby establish a Joint Committee on Reefs.</stated>",
        "Their first joint cruise set out to map the sea floor.",
        "The sensor, which aims to detect leaks early, weighs 40 grams.",
        "He aims to retire in June.",
        "Demand for chips is high, and the market aims to recover.",
    ],
    "en aimed at": [
        "<stated objective>Ardent Ltd and the Port of Melk have signed an agreement aimed at electrifying tugboats.</stated>",
        "<stated objective>Orsted Labs and Kaido University launched a programme with the goal of halving test times.</stated>",
        "<stated objective>The universities concluded a charter with a view to recognising each other's degrees.</stated>",
        "The camera is aimed at the horizon.",
        "A campaign aimed at drivers drew complaints last year.",
    ],
    "en signed to": [
        "<stated objective>Helios and Nagi Steel have signed a memorandum of understanding to build an electrolyser.</stated>",
        "<stated objective>The governments decided to establish a joint fund to support start-ups.</stated>",
        "<stated objective>The institutes announced a partnership that will map the seabed.</stated>",
        "The ministers signed the visitors' book in the great hall.",
        "The company announced results for the third quarter.",
        "They agreed on the need to act.",
    ],
    "en founded to": [
        "<stated activity>The Lunar Dust Council was established in 2019 to co-ordinate research on regolith.</stated>",
        "<stated objective>The hub was set up with the aim of training inspectors.</stated>",
        "<stated objective>The Alpine Grid Alliance is an association founded to promote interconnection.</stated>",
        "The town was founded in 1204 by monks.",
        "The stadium was built to hold 40,000 people.",
    ],
    "en purpose is": [
        "<stated objective>The purpose of this Memorandum is to set out how the Participants share samples.</stated>",
        "<stated objective>Its mission is to bring clean water to islands.</stated>",
        "<stated objective>The partners' goal is to double recycling rates.</stated>",
        "The aim of the device is to measure dust.",
        "The purpose of your visit is to be stated on the form.",
    ],
    "en parties will": [
        "<stated commitment>The two companies will invest 40 million euros in a shared wafer line.</stated>",
        "<stated commitment>Both sides intend to open a liaison office in Nairobi.</stated>",
        "<stated commitment>The Participants have agreed to exchange flight data every month.</stated>",
        "<stated commitment>DLRX and KARI-S are expected to select a landing site next year.</stated>",
        "Visitors will find the exhibition on the second floor.",
        "The ceremony will take place at noon.",
        "The two companies will attend the trade fair in Hanover.",
        "The market will grow by a tenth every year.",
        "Dr Weber will succeed Ms Lund as chair in May.",
    ],
    "en programme will": [
        "<stated objective>The agreement will strengthen co-operation on rare earths.</stated>",
        "<stated objective>This new partnership is expected to speed up licensing.</stated>",
        "<stated objective>The project is designed to prove that ammonia can be burnt cleanly.</stated>",
        "The agreement will remain in effect for five years.",
        "The programme will run for three years.",
        "The rover is designed to climb slopes of thirty degrees.",
    ],
    "en body works to": [
        "<stated objective>The Quantum Forum brings together firms and universities to set common standards.</stated>",
        "<stated objective>The Ocean Trust is a foundation that works to protect coral reefs.</stated>",
        "<stated objective>The association is dedicated to improving the safety of drones.</stated>",
        "The dish brings together rice and beans.",
        "The pump works to a depth of six metres.",
    ],
    "en quotes": [
        '"<stated commitment>We will open our laboratories to each other\'s students.</stated>"',
        '"<stated objective>We aim to fly the first payload in 2028.</stated>"',
        '"<stated commitment>We will train forty pilots every year</stated>," said Ann Lee, head of the academy.',
        'Ann Lee said: "<stated commitment>We will train forty pilots every year.</stated>"',
        '"The academy is open to all," said Ann Lee, who will retire in May.',
        '"We are delighted to sign this agreement to build a better future."',
        '"This agreement is a milestone," said the chair of the board.',
        '"I look forward to visiting Sapporo again."',
        '"We believe that the sector will grow."',
    ],
    "en declared intention": [
        "<stated commitment>The Participants declare their intention to open a joint archive.</stated>",
        "<stated commitment>Both ministers reaffirmed their commitment to protect undersea cables.</stated>",
        "<stated objective>The two cities share the goal of halving traffic deaths.</stated>",
        "<stated commitment>The Norland government has pledged 30 million euros to support island ferries.</stated>",
        "She expressed her thanks to the organisers.",
        "The partners share an office in Bergen.",
    ],
    "en agreement is": [
        "<stated objective>The Compact is an agreement between nine councils to co-ordinate their calls.</stated>",
        "<stated objective>The memorandum provides a framework for co-operation on flood forecasts.</stated>",
        "<stated objective>A joint working group will be established to review licences.</stated>",
        "<stated objective>The accord commits both parties to sharing satellite images.</stated>",
        "The agreement is the first of its kind.",
        "The agreement is available on the website.",
    ],
    "en plain facts": [
        "The partnership was announced in Lisbon.",
        "The association has 400 members in twelve countries.",
        "Hydrogen could provide a tenth of the energy that industry needs.",
        "The two countries have a long history of joint research.",
        "The treaty entered into force on 1 May 2020.",
        'Words such as "aims" and "intends" are meant to identify forward-looking statements.',
    ],
    "ja 目的とする": [
        "<stated objective>本協定は、月面での測位技術に関する両者の協力を促進することを目的とする。</stated>",
        "<stated objective>本事業は、使用済み太陽光パネルの再資源化を進めることを目的としています。</stated>",
        "<stated objective>同連盟は、量子計算機の普及を図ることを目的とする団体です。</stated>",
        "目的地までは徒歩で10分です。",
        "本装置は粉じんを測定することを目的とした機器ではありません。",
    ],
    "ja 目的として締結": [
        "<stated objective>青海県と株式会社北斗は、災害時の通信の確保を目的として、連携協定を締結しました。</stated>",
        "<stated objective>両大学は、単位互換の拡大を目的とした覚書を締結した。</stated>",
        "<stated objective>半導体人材の育成を目的に、産学官の協議会が設立された。</stated>",
        "目的の違いから、両社は契約を解消した。",
    ],
    "ja 目指す": [
        "<stated objective>両社は、2030年までに無人の輸送船の実用化を目指す。</stated>",
        "<stated objective>本プロジェクトでは、発電効率70%の達成を目指します。</stated>",
        "<stated objective>同センターは、核酸医薬の国産化を目指して2021年に設立された研究組織です。</stated>",
        "医師を目指す学生が増えています。",
        "早期の実現を目指す研究が各国で行われています。",
        "市長は頂上を目指す。",
    ],
    "ja 図る": [
        "<stated objective>本協定により、両市は防災情報の共有を図る。</stated>",
        "<stated objective>当財団は、若手研究者の国際交流を図ります。</stated>",
        "市場では価格の安定が課題となっている。",
        "血圧を測ることは大切である。",
    ],
    "ja ため締結・設立": [
        "<stated objective>三者は、洋上での水素製造を実証するため、共同研究契約を締結した。</stated>",
        "<stated objective>同機構は、宇宙ごみの除去技術を開発するため、2022年に設立された。</stated>",
        "<stated objective>地域の交通を維持するために、5市町が協議会を発足させた。</stated>",
        "雨のため、式典は屋内で開催された。",
        "会議室を予約するため、申請書を提出した。",
    ],
    "ja に向けた": [
        "<stated objective>日豪両政府は、重要鉱物の安定供給に向けた協力覚書を締結した。</stated>",
        "<stated objective>両社は、液化水素の国際輸送に向けて共同検討を開始しました。</stated>",
        "会場に向けたバスは10時に出発する。",
        "卒業に向けて学生たちは論文を書いている。",
    ],
    "ja ていく・まいります": [
        "<stated commitment>今後、両者は試験設備の共同利用を進めていきます。</stated>",
        "<stated commitment>引き続き、関係機関と連携しながら標準化に取り組んでまいります。</stated>",
        "<stated objective>本覚書のもと、この連携は人材の往来を拡大していきます。</stated>",
        "市場は拡大していく。",
        "人口は減少していきます。",
    ],
    "ja 予定・決定": [
        "<stated activity>両国は、来年春に第1回の作業部会を開催する予定です。</stated>",
        "<stated activity>今後、実証で得られた知見を国際会議で公表する予定。</stated>",
        "<stated commitment>三国は、監視データの共有を進めることで合意した。</stated>",
        "<stated commitment>青海重工と北斗海運は、無人船の開発に共同で取り組むことで合意し、覚書に調印した。</stated>",
        "新型車は9月に発売予定です。",
        "会場は決定していません。",
    ],
    "ja 発言": [
        "学長は「<stated commitment>私たちは両校の学生が行き来できる仕組みを整えてまいります。</stated>」と述べた。",
        "「<stated commitment>今後、両社の知見を結集し、量産化に取り組んでいきます。</stated>」",
        "社長は「大変光栄に思います。」と述べた。",
        "「この度の締結を心より嬉しく思います。」",
    ],
    "ja お知らせ": [
        "<stated objective>株式会社青海は、深海調査の効率化を目的とした契約を北斗大学と締結しましたので、お知らせします。</stated>",
        "株式会社青海は、本社を移転しましたので、お知らせします。",
        "夏期休業についてお知らせいたします。",
    ],
    "ja 狙い・方針": [
        "<stated objective>本提携には、輸送費の低減を図る狙いがある。</stated>",
        "<stated activity>両社は、共同出資会社を設立する方針だ。</stated>",
        "<stated objective>協議会は、離島の医療を支える人材の確保を目標に掲げている。</stated>",
        "県の基本方針は昨年公表された。",
    ],
    "ja 我々は": [
        "<stated commitment>我々は、公海における共同観測を強化する。</stated>",
        "<stated commitment>両政府は、研究者の往来を後押しし、共同公募を実施する。</stated>",
        "我々は長い友好の歴史を有している。",
        "両国は1998年に国交を樹立した。",
        "両社の売上高は合わせて3兆円である。",
    ],
}


@pytest.mark.parametrize(
    ("annotated", "family"), [(sentence, family) for family, sentences in STATED.items() for sentence in sentences]
)
def test_stated(annotated: str, family: str) -> None:
    text, marks = parse(annotated)
    found = [(o.text, o.kind) for o in find_objectives(document(text)) if o.form == "stated"]
    assert found == [(mark.text, mark.value) for mark in marks], family


# A lead-in, what kind of objectives it lists (None: it lists something else), and two items that fit it.
LEADS: list[tuple[Language, BlockKind, str, str | None, tuple[str, str]]] = [
    ("en", "paragraph", "The partnership has the following objectives:", "objective", ("Map the reef", "Train divers")),
    ("en", "paragraph", "The goals of the alliance are to:", "objective", ("map the reef", "train divers")),
    ("en", "heading", "Aims", "objective", ("Map the reef", "Train divers")),
    ("en", "paragraph", "The parties will co-operate in the following areas:", "area", ("Storage", "Grid codes")),
    (
        "en",
        "paragraph",
        "Co-operation under this memorandum may include:",
        "area",
        ("Joint studies", "Exchange of staff"),
    ),
    ("en", "paragraph", "The partners have agreed on these lines of work:", "area", ("Storage", "Grid codes")),
    (
        "en",
        "paragraph",
        "Since the partnership was launched on 12 May 2022, the two sides have:",
        None,
        ("funded four joint projects", "compared their schemes"),
    ),
    ("en", "heading", "Scope of co-operation", "area", ("Storage", "Grid codes")),
    ("en", "paragraph", "The work rests on five pillars:", "area", ("Storage", "Grid codes")),
    ("en", "heading", "Priority themes", "area", ("Storage", "Grid codes")),
    ("en", "paragraph", "The two leaders agreed to:", "commitment", ("hold annual talks", "open a joint office")),
    ("en", "paragraph", "To this end, the Participants intend to:", "commitment", ("hold talks", "open an office")),
    (
        "en",
        "paragraph",
        "Over the next three years, the partners will:",
        "commitment",
        ("build a barge", "open an office"),
    ),
    ("en", "heading", "Next steps", "commitment", ("Publish a roadmap", "Open an office")),
    ("en", "heading", "Key deliverables", "commitment", ("A roadmap by 2027", "A shared database")),
    ("en", "heading", "Planned activities", "activity", ("Annual workshop", "Summer school")),
    ("en", "heading", "Work packages", "activity", ("Materials", "Demonstration")),
    ("en", "paragraph", "The committee will examine the following matters:", "activity", ("Liability", "Insurance")),
    ("en", "paragraph", "The new pump has the following features:", None, ("Low noise", "Long life")),
    (
        "en",
        "paragraph",
        "Speakers at the launch included:",
        None,
        ("Anna Berg, Chair of Nordwind", "Ken Ito, Mayor of Oga"),
    ),
    ("en", "paragraph", "The ministers discussed the following topics:", None, ("Fisheries", "Tourism")),
    ("en", "heading", "Agenda", None, ("Opening remarks", "Signing of the charter")),
    ("en", "heading", "Past activities", None, ("Workshop in Delft", "Visit to Oga")),
    ("en", "heading", "Key figures", None, ("Members: 40", "Budget: 2 million euros")),
    ("en", "heading", "Contacts", None, ("Press office", "Investor relations")),
    ("en", "paragraph", "For more information, see the following documents:", None, ("Full text", "Annex A")),
    ("en", "heading", "Members of the alliance", None, ("University of Oga", "Nordwind AS")),
    ("en", "paragraph", "The benefits of the technology include:", None, ("Lower cost", "Longer life")),
    (
        "en",
        "paragraph",
        "The two countries have already carried out the following projects:",
        None,
        ("A dam", "A bridge"),
    ),
    ("ja", "heading", "本事業が目指す姿", "objective", ("海の見える化", "豊かな漁場の回復")),
    ("ja", "heading", "協定の骨子", "area", ("共同公募の実施", "観測船の相互利用")),
    ("ja", "heading", "目的", "objective", ("海洋観測網の構築", "若手研究者の育成")),
    ("ja", "paragraph", "本事業の目標は次のとおりです。", "objective", ("回収率の向上", "費用の半減")),
    ("ja", "heading", "連携事項", "area", ("防災に関すること", "教育に関すること")),
    ("ja", "paragraph", "両者は、次の分野で協力します。", "area", ("海洋観測", "気象予測")),
    ("ja", "paragraph", "主な協力内容は以下のとおりです。", "area", ("海洋観測", "気象予測")),
    ("ja", "heading", "三つの柱", "area", ("海洋観測", "気象予測")),
    ("ja", "heading", "コミットメント", "commitment", ("観測データを公開する。", "毎年会合を開催する。")),
    ("ja", "paragraph", "両国は、以下の取組を進める。", "commitment", ("観測データの公開", "年次会合の開催")),
    ("ja", "paragraph", "両機関は、以下の協力を行います。", "area", ("火点の検出手法の共同開発", "研修の実施")),
    ("ja", "paragraph", "4社は、次の項目に取り組みます。", "area", ("乾燥の高速化", "薬液の削減")),
    ("ja", "heading", "今後の方針", "commitment", ("観測網の整備を加速", "国際連携を強化")),
    ("ja", "heading", "今後の予定", "commitment", ("2027年度に実証を開始", "2030年度に運用を開始")),
    (
        "ja",
        "paragraph",
        "両首脳は、以下の点で一致した。",
        "commitment",
        ("観測データを公開すること", "毎年会合を開くこと"),
    ),
    ("ja", "heading", "主な検討事項", "activity", ("安全対策のあり方", "費用の負担")),
    ("ja", "heading", "活動内容", "activity", ("調査研究", "政策提言")),
    ("ja", "paragraph", "以下の事項について検討を行います。", "activity", ("安全対策のあり方", "費用の負担")),
    ("ja", "heading", "これまでの主な活動", None, ("講演会の開催", "視察の実施")),
    ("ja", "heading", "出席者", None, ("山田 太郎 市長", "鈴木 花子 学長")),
    ("ja", "heading", "製品の特長", None, ("軽量", "低騒音")),
    ("ja", "paragraph", "本装置の特長は次のとおりです。", None, ("軽量", "低騒音")),
    ("ja", "heading", "式次第", None, ("開式の辞", "署名")),
    ("ja", "heading", "お問い合わせ先", None, ("広報部", "総務部")),
    ("ja", "paragraph", "詳しくは以下の資料をご覧ください。", None, ("協定書", "概要資料")),
    ("ja", "heading", "会員企業", None, ("株式会社青海", "北斗工業株式会社")),
    ("ja", "paragraph", "これまでに以下の活動を実施しました。", None, ("講演会の開催", "視察の実施")),
    ("ja", "heading", "会社概要", None, ("名称 北斗工業", "資本金 1億円")),
]


@pytest.mark.parametrize(("language", "kind", "lead", "expected", "items"), LEADS, ids=[lead[2] for lead in LEADS])
def test_lead(language: Language, kind: BlockKind, lead: str, expected: str | None, items: tuple[str, str]) -> None:
    made = blocks((kind, "", lead), *(("list_item", "•", item) for item in items), language=language)
    found = find_objectives(made)
    assert [(o.text, o.form, o.kind) for o in found] == (
        [(item, "listed", expected) for item in items] if expected else []
    )
    assert all(o.lead_in == lead for o in found)


RUN_TOGETHER = {
    "en": [
        "The partners will work on (1) <listed area>storage</listed>, (2) <listed area>grid codes</listed> and (3) <listed area>training</listed>.",
        "The charter has two aims: (a) <listed objective>to protect reefs</listed>; and (b) <listed objective>to train divers</listed>.",
        "Under the accord the parties agreed to: <listed commitment>share samples</listed>; <listed commitment>train staff</listed>; and <listed commitment>meet yearly</listed>.",
        "The tool (1) is light, (2) is cheap and (3) lasts long.",
        "See sections (a), (b) and (c) of the annex for the fees.",
        "Members are: Nordwind AS; the University of Oga; and Hafen GmbH.",
    ],
    "ja": [
        "本協定は、①<listed area>海洋観測</listed>、②<listed area>気象予測</listed>、③<listed area>人材育成</listed>の三つを柱とする。",
        "両者は(1)<listed area>海洋観測</listed>(2)<listed area>気象予測</listed>(3)<listed area>人材育成</listed>などの分野で連携する。",
        "主な協力事項は、▽<listed area>観測網の整備</listed>、▽<listed area>データの共有</listed>――など。",
        "新製品は①軽量、②低騒音、③低価格などの特長を持つ。",
        "当日は①開会、②講演、③閉会の順に行われた。",
        "申請者は①氏名、②住所、③電話番号をご記入ください。",
    ],
}


@pytest.mark.parametrize("annotated", RUN_TOGETHER["en"] + RUN_TOGETHER["ja"])
def test_run_together(annotated: str) -> None:
    text, marks = parse(annotated)
    found = [(o.text, o.kind) for o in find_objectives(document(text)) if o.form == "listed"]
    assert found == [(mark.text, mark.value) for mark in marks]
