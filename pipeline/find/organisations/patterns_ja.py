"""Words that make Japanese names of organisations: what such names end in, begin with, and are not.

Compiled by hand: institutional nouns from the names in the annexes of the National Government Organization Act
(国家行政組織法) and the General Act for Incorporated Administrative Agencies, legal forms from the Companies Act and
the acts on general, public-interest and other incorporated bodies, sub-units from organisation charts of ministries
and universities.
"""

import re

LEGAL_FORMS = (
    "株式会社", "合同会社", "有限会社", "合資会社", "合名会社", "相互会社", "特定目的会社", "持株会社",
    "国立研究開発法人", "独立行政法人", "地方独立行政法人", "国立大学法人", "公立大学法人", "大学共同利用機関法人",
    "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "社団法人", "財団法人", "特定非営利活動法人", "NPO法人",
    "認可法人", "特殊法人", "学校法人", "医療法人", "社会福祉法人", "宗教法人", "技術研究組合", "有限責任事業組合",
    "投資事業有限責任組合", "(株)", "(有)", "(合)", "(独)", "(国研)", "(一社)", "(公社)", "(一財)", "(公財)", "(国)", "(学)",
)  # fmt: skip
COMPANY_FORMS = frozenset(
    {"株式会社", "合同会社", "有限会社", "合資会社", "合名会社", "相互会社", "(株)", "(有)", "(合)", "技術研究組合"}
)
"""Those that stand before or behind a name; the others only stand before it."""

HEADS = (
    "省", "庁", "委員会", "審議会", "会議", "協議会", "機構", "研究所", "研究機構", "研究院", "大学", "大学院大学", "高等専門学校",
    "連合会", "連合", "連盟", "協会", "学会", "工業会", "商工会議所", "同友会", "財団", "公社", "公団", "公庫", "事業団", "銀行",
    "機関", "組合", "評議会", "議会", "政府", "研究センター", "開発センター", "推進センター", "支援センター", "総合センター",
    "センター", "局", "院", "タスクフォース", "ワーキンググループ", "ワーキング・グループ", "WG", "作業部会", "分科会", "部会",
    "検討会", "研究会", "懇談会", "懇話会", "調査会", "推進本部", "本部", "コンソーシアム", "アライアンス", "フォーラム", "クラスター",
    "病院", "公司", "総局", "アカデミー", "カウンシル", "大使館", "総領事館", "インスティテュート", "インスティチュート", "高専", "エージェンシー", "ファウンデーション", "アソシエーション", "コーポレーション",
    "オーソリティ", "ユニバーシティ", "法律事務所", "会計事務所", "特許事務所", "監査法人", "運営グループ", "作業グループ", "専門家グループ", "内閣府", "内閣官房", "協同組合", "共同体", "振興会", "理事会", "裁判所", "取引所",
)  # fmt: skip
"""A compound noun that ends in one may name a body."""

COMMITTEES = frozenset(
    """委員会 審議会 会議 協議会 タスクフォース ワーキンググループ ワーキング・グループ WG 作業部会 分科会 部会 検討会 研究会 懇談会 懇話会
    調査会 フォーラム コンソーシアム 推進本部 評議会""".split()
)
"""Bodies whose name may contain a clause: …に関する検討会."""

# Compounds with one of these heads are as often no body: only what more evidence speaks for.
WEAK_HEADS = frozenset(
    "会議 機関 局 院 組合 センター 本部 部会 分科会 フォーラム 連合 議会 総局 共同体 研究会 理事会 裁判所 取引所".split()
)

# Bodies that have parts of their own: what follows directly is a part, as in 名古屋大学大学院工学研究科.
PARENTS = frozenset(
    "内閣府 内閣官房 省 庁 機構 研究所 研究機構 大学 大学院大学 協会 銀行 公社 委員会 財団 政府 研究センター".split()
)

# Compounds that go on behind a head and are one name with it: 大学協会, 学会連合, 銀行協会, 商工会議所.
JOINERS = frozenset(
    "協会 連合会 連合 連盟 協議会 機構 財団 コンソーシアム 評議会 院大学 共同利用機関法人 所 規制委員会 規制庁 銀行 研究所".split()
)
# Parts of a body, named behind it: the body is the mention.
PART = re.compile(
    r"(?:部|課|室|係|局|事務局|部門|センター|研究所|研究科|研究院|学部|本部|支部|支店|支社|事業所|工場|オフィス)$"
)

JOINABLE = frozenset("大学 銀行 学会 会議 組合 協会 病院 省 センター 研究機構 政府 機関 研究所".split())

GENERIC = frozenset(
    """
    関係 関連 各 両 当 同 本 該 諸 全 他 別 国内 国内外 国外 海外 外国 民間 公的 公共 研究 行政 金融 教育 医療 専門 専門家 合同 運営 実行 国際 地方 地域
    主要 加盟 参加 参画 共同 産業 産業界 学術 企画 有識者 準備 設立 検討 評価 審査 調整 連絡 定例 臨時 全体 年次 政府 政府間 自治 公共 支援
    国立 公立 私立 市立 県立 都立 新 旧 元 前 現 官 公 民間 中央 地方 自国 相手国 二国間 多国間 日 米 英 首脳 閣僚 大臣 外相 高級 実務者
    事務レベル 局長級 次官級 大臣級 関係者 担当 所管 監督 規制 当局 複数 一部 多く 主管 推進 作業 諮問 幹事 理事 取締 取締役 監査 監査役 経営 執行 倫理 安全
    アカデミア タスクフォース ワーキンググループ スタートアップ ベンチャー メーカー ベンダー サプライヤー パートナー シンクタンク プラットフォーム
    事業 技術 開発 協力 連携 投資 融資 開催 会員 記者 記念 説明 総合 特別 常設 第三者 独立 外部 内部 統括 運用 実施 責任 機関 大学 企業 団体
    標準化 認証 試験 検査 保険 信用 証券 加入 出資 都市 市町村 都道府県 自治体 国 県 市 町 村 代表 保護 締約国 加盟国 参加国 関係国 オンライン テレビ
    スケジュール ロードマップ コメント ポイント
    コールセンター データ コンベンション ビジター ショッピング コール カスタマー サポート イベント
    """.split()
)
"""Modifiers that every body has one of: a compound of these alone names none."""

TIMES = re.compile(
    r"^(?:本日|今般|今回|今後|今年度?|昨年度?|来年度?|本年度?|同日|同年|同月|先般|先日|現在|当時|今日|昨日|このたび|近年|毎年|翌年|年度|以降|以来|前回|次回|過去|将来|後|前|直後|直前)$"
)
ROLES = frozenset(
    """会長 副会長 社長 副社長 理事長 理事 所長 学長 総長 機構長 長官 副長官 議長 委員長 座長 主査 代表 代表取締役 代表取締役社長 代表理事 専務理事 常務理事
    監事 幹事 事務局 事務局長 主催 共催 後援 協賛 協力 発行 発表 共同 提供 出典 構成員 委員 参加 母校 大手 最大手 老舗 中堅 名門 前身 親会社 子会社 関連会社 関係会社 グループ会社 合弁会社 持株会社 機関 企業 会社 団体 法人 名称 氏名 所属 肩書 連携先 相手先 宛先 窓口""".split()
)
"""Labels that stand directly before a name where a layout was lost."""

NOT_AFTER = re.compile(
    r"^(?:設置法|組織法|法(?!人)|令(?!和)|規則|協定|条約|憲章|宣言|共同声明|戦略|計画|構想|ビジョン|大綱|白書|大臣|特命担当大臣|会議(?=$|[（(、。のをにでがは])|誌|ランキング|ランク|賞|杯|展|式典|記念館|系(?:の|企業|メーカー|列)|担当\s)"
)
"""What makes a longer name of a text, a post or an event of it: 原子力機構法, 内閣府特命担当大臣."""

OF_UNIVERSITIES = ("助成", "評価", "改革", "入試", "審議", "基準", "設置", "支援", "共同利用", "連携推進", "間連携")
"""What goes on to a body that deals with universities: 研究・大学助成機構, 大学入試センター."""

OF_ITS_OWN = frozenset({"財団", "協会", "連合会", "組合", "協同組合"})
"""Heads of bodies that bear a university's name and are no part of it: 京都大学iPS細胞研究財団."""

NOT_NAMES = re.compile(
    r"(?:首脳|閣僚|大臣|外相|国際|年次|記者|締約国|事務レベル|実務者|専門家|定例|政策|局長級|次官級|幹部|関係者|株主|社員)(?:会議|総会|フォーラム)$"
    r"|(?:省|中央官|官|県|市|道|都|政|幕|区)庁$|政府$(?<=[両各諸同本現新旧]政府)|^(?:地方)?自治体$|^(?:研究|総合|工科|医科|国立|私立|公立|連携|参加|両|各)大学$|(?:コール|データ|コンベンション|ビジター|ショッピング|カスタマー|スポーツ|物流)センター$"
    r"|(?:市民|県民|区民|町民|体育|スケート|テニス|ゴルフ|ホーム|ラジオ|健康|展示|会議|配送|貨物)センター$|(?:講和|和平|ドラフト)会議$|^(?:国際|世界|欧州|アジア)(?!.*(?:推進|戦略)).*会議$"
    r"|^(?:安徽|福建|甘粛|広東|貴州|海南|河北|黒竜江|河南|湖北|湖南|江蘇|江西|吉林|遼寧|青海|陝西|山東|山西|四川|台湾|雲南|浙江)省$"
    r"|(?:郵便|当|薬|事務|支|放送)局$|[本支]庁$|[反帰内]省$|官公庁$|[一二三四五六七八九十0-9]省$|府省$|見学会$|勉強会$|講演会$|説明会$|関係[省府]"
)

ORDINAL = re.compile(
    r"^第?[0-9一二三四五六七八九十百]+(?:回|期|次|号|年度?|月|日|件|社)|^[0-9]{2,5}(?:-[0-9]{2,5}){1,3}|^回(?=.)"
)
"""What stands before a name without being part of it: 第71回, 2024年4月, a telephone number."""

# Words that begin a name rather than end what stands before it: 国立, 県立, and the adjectives of states.
PREFIXES = frozenset(
    "国立 公立 県立 市立 都立 府立 道立 私立 州立 王立 連邦 国際 世界 欧州 米 英 独 仏 豪 加 印 韓 伊 日 全国 全日本 新 旧".split()
)

ABOUT = re.compile(
    r"^(?:[■□◆◇●○▼【＜<\[]\s*)?(?P<name>[^\s。、【】＜＞<>][^。、【】＜＞<>]{1,60}?)\s*(?:について|の概要|とは)[】＞>\]]?$"
)
"""The heading of a boilerplate paragraph on a party."""

SHA = re.compile(
    r"(?<![A-Za-z])(?:ASEAN|APEC|SAARC|BIMSTEC|CARICOM|SADC|COMESA|ECOWAS|UNFCCC|IPCC|CITES)事務局(?!長)|(?P<name>(?:[A-Z][A-Za-z0-9&.\-]*(?: [A-Z][A-Za-z0-9&.\-]*){0,4}|[ァ-ヴー][ァ-ヴー・]{2,20}[A-Z]{0,3}))社(?![会員長内外債史宅歴説務交団]|[ァ-ヴー])"
)
"""CFS社, トカマク・エナジー社; secretariats of associations and treaties of states that are known by it (ASEAN事務局), from general knowledge."""

CLAUSE = re.compile(
    r"(?P<clause>[^、。「」『』（）()【】\s]{2,40}?(?:に関する|に係る|のための|に向けた|についての|をめぐる|の在り方に関する))$"
)
"""A clause in the name of a committee: 水素社会の実現に向けた官民検討会."""

PHRASE = re.compile(
    r"(?=[^、。]*(?:に関する|に係る|のための|に向けた))[^、。「」『』（）()【】はがをでも\s]{4,60}(?:の|な|た|る)"
)
"""Words before a committee's head, from the start of a sentence, that are all of its name."""

CORPORATE = re.compile(
    r"(?:電力|電機|電気|電工|電業|電子|電鉄|電線|電池|重工|重工業|工業|鋼業|化学|化成|製鉄|製鋼|製鋼所|製薬|薬品|製紙|製油|製糖|製粉|製菓|製作所|造船|機械|精機|精工|計器|光学|"
    r"鉄鋼|金属|鉱業|鉱山|石油|石炭|瓦斯|ガス|ゴム|セメント|硝子|ガラス|紡績|紡織|繊維|食品|乳業|水産|酒造|麦酒|ビール|飲料|商事|商会|商店|物産|産業|興業|興産|通商|貿易|建設|組|工務店|不動産|"
    r"地所|住宅|倉庫|運輸|運送|通運|交通|鉄道|旅客鉄道|貨物鉄道|バス|自動車|航空|空輸|海運|汽船|郵船|フェリー|放送|テレビ|新聞|新聞社|通信社|通信|出版|出版社|書房|書店|印刷|映画|映像|"
    r"証券|生命|生命保険|損保|損害保険|海上火災|保険|信託|銀行|信用金庫|金庫|百貨店|ホールディングス|HD|グループ|コーポレーション|エンタテインメント|エンターテインメント|エナジー|"
    r"エレクトロニクス|テクノロジーズ|システムズ|モーターズ|プロダクション|企業体|取引所|軍|陸軍|海軍|空軍|自衛隊|艦隊|党|連合|同盟|裁判所|理事会|議会|会社|社)$"
)
"""What names of companies end in that have no legal form, and names of forces, parties and courts.

Compiled by hand from the classes of industry of the Tokyo Stock Exchange and the words that companies of each have in
their names.
"""

SUBSIDIARY = re.compile(
    CORPORATE.pattern.removesuffix("$").removesuffix(")")
    + r"|総研|総合研究所|基礎研究所|コミュニケーションズ?|データ|デジタル|エアロスペース|ディフェンス|マリン|モビリティ|マテリアルズ?|ケミカルズ?|ライフサイエンス|ヘルスケア|メディカル|ファーマ|バイオ|フーズ|プラント|キャピタル|ファイナンス|リサーチ|ロボティクス|オートモーティブ|パワー|エネルギー|原動機"
    + r"|開発|販売|サービス|システム|ソリューションズ?|コンピューティング|エンジニアリング|ロジスティクス|リース|クレジット|カード|アセットマネジメント|インターナショナル|アメリカ|ヨーロッパ|ジャパン)$"
)
"""What a company's name goes on to in the names of companies of its group: 三菱商事都市開発, 日産ディーゼル."""

SAID_BEHIND = re.compile(
    r"\s?(?:の\s?)?(?:代表取締役|取締役|会長|社長|副社長|CEO|COO|CTO|CFO|最高経営責任者|最高技術責任者|執行役員|常務|専務|理事長|日本法人|現地法人|完全子会社|子会社|グループ会社|関連会社|株価|筆頭株主|株主|従業員)"
    r"|\s?[(（](?:本社|本店|本部|所在地|代表|社長|東証|ASX|NYSE|NASDAQ|LSE|東京証券)"
    r"|\s?は、?[^、。]{1,12}に本(?:社|拠)を置く"
)
"""What stands behind a name that only bodies have."""

AGENT = re.compile(
    r"\s?(?:が|も)(?:[^。「」]{0,16}[をにで、])?(?:担[いうえっ]|行[いうっ]|手掛け|担当し|実施し|運営し|供給し|製造し|販売し|建設し|建造し|設計し|運航し|受託し|請け負|出資し|参画し|参加し|加わ|保証し|追う|歓迎し|応じ|準備し)"
    r"|\s?から[^、。]{0,24}(?:を取得し|を買収し|を譲り受け|を譲受し|を受注し|を調達し|を購入し)"
    r"|\s?(?:を買収し|に(?:[^、。]{0,8}を)?(?:委託|発注|売却|譲渡|供給)[しす]|と(?:も)?(?:提携|契約|協業)し|と組[みん]|と(?:[^、。「」]{0,10})?(?:契約|協定|覚書|合意書)を(?:結|締結|交わ))"
    r"|\s?は「[^「」]{1,120}」と(?:した|し、|述べ|話[しす]|語[っりる]|して|説明|コメント|主張)"
    r"|\s?の(?:チーム|技術者|専門家|担当者|広報担当|代表団|一行|従業員|経営陣|幹部|人材)"
)
"""What stands behind somebody who acts; a person has a title there."""

ACCORDING = re.compile(r"\s?に(?:よると|よれば)")
"""Behind an acronym: who says it, as a person or a report has no such name."""

BODY_LABEL = re.compile(
    r"(?:^|[、。・(（\s])(?:幹事|副幹事|代表幹事|協力|協賛|後援|主催|共催|施工|設計|運営|委託先|受託者|出資者|株主|主要株主|大株主|会員|正会員|特別会員|賛助会員|オブザーバー|加盟|参加|参画|構成員|共同研究|"
    r"[^、。:\s]{1,10}側|[^、。:\s]{0,6}(?:機関|企業|会社|団体))\s?[:は]\s?$"
)
"""A label before a list of bodies: 協力：, 幹事会社：, 日本側：."""

WITH_ACRONYM = re.compile(r"(?:基金|パートナーシップ|ネットワーク)$")
"""Heads of bodies and of programmes: an acronym in brackets behind them says that it is a body, グローバルヘルス技術振興基金(GHIT)."""

SHARE = re.compile(r"\s?[(（]?[0-9]{1,3}(?:\.[0-9]+)?\s?%")
"""A share of the capital behind a shareholder."""

SHAREHOLDERS = re.compile(r"株主|出資|持分|保有")

NATIONS = frozenset("米 英 仏 独 伊 豪 加 韓 印 蘭 中 露 瑞 西".split())
"""One character for a state, as newspapers put it before a body's name: 米アップル, 独シーメンス."""

SAID_BEFORE = re.compile(
    r"(?:大手|最大手|メーカー|スタートアップ|スタートアップ企業|ベンチャー|ベンチャー企業|企業|事業者|会社|商社|財閥|シンクタンク|出版社|親会社|運営会社|合弁会社|傘下|研究機関|認証機関|[一-鿿]{2}団体|国営|国有)(?:の|である|・)?$"
)
"""What stands before a name that only bodies have: ドイツのエネルギー大手RWE."""

SORT_BEHIND = re.compile(
    r"\s?(?:など|等|をはじめとする|といった|ほか)(?:の)?[^、。はがを]{0,14}(?:企業|各社|[0-9数]+社|事業者|メーカー|機関|大学|団体|会社)"
)
"""What stands behind a list of bodies: エクイノール、エルステッドなど海外の事業者."""

JOINING = re.compile(
    r"\s?(?:[(（][^()（）]{1,30}[)）])?(?:が|は|も|の[0-9二三四五六]社)[^。、]{0,24}(?:参加|加わ|参画|協力し|協力者|出席|出資|賛同|締結|合意|署名|設立|連携会員)"
)
"""What is said behind a list of bodies: …が技術協力者として加わります."""

NOT_BARE = re.compile(
    r"(?:計画|プロジェクト|プログラム|事業|構想|戦略|協定|条約|覚書|会議|大会|総会|サミット|シンポジウム|フォーラム|セミナー|展示会|制度|方式|規格|技術|装置|システム|製品|号|船|衛星|ロケット|ミッション|発電所|工場|鉱山|港|施設|インフラ|炉|"
    r"条|項|章|法|令|賞|氏|様|年度?|月|日|語|人|者|分野|領域|関係|以下|概要|目的|背景|その他|ほか|など|等|各社|両社|三社|社長|会長|総裁|頭取|院長|所長|学長|総長|理事長|局長|部長|課長|議長|大臣|長官|教授|博士|大使|代表|委員|理事|監督|出身|在住|生まれ|政権|担当相|首相|外相|財務相|大統領)$"
    r"|^(?:本|当|同|両|各|第|約|計|全|其|及|並)"
)
"""What a compound ends in that names no body, or begins with."""

EVENTS = re.compile(
    r"(?<=.{3})(?:設立|創立|創業|設置|発足|参加|参画|所属|出身|提供|主催|共催|協賛|後援|傘下|在籍|勤務|退社|入社|出資|買収|発表|締結|調印|時代|各社|社員|創業者|社製|製|側|内|株式)$"
)
"""Nouns of acts and relations behind a name without being part of it: 株式会社X設立, X傘下."""
