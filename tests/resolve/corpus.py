"""Short releases about one day's agreements, in both languages: one pair of translations, and documents that are near it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pipeline.config import Limits, load_configuration, load_sidecar
from pipeline.find.finder import find
from pipeline.find.objectives.themes import Theme
from pipeline.find.organisations.registry import Registry
from pipeline.read import read
from pipeline.records import Findings, RawDocument, Sidecar, TextDocument
from pipeline.resolve.linking import link
from pipeline.resolve.links import Links
from pipeline.resolve.translations import Translation, find_translations
from pipeline.workspace import CONFIG_FILES, project_config

DAY = date(2025, 9, 18)

LUNAR_JA = """JAXAとオーストラリア宇宙庁、月面輸送に関する協力取決めを締結

2025年9月18日

国立研究開発法人宇宙航空研究開発機構（JAXA）とオーストラリア宇宙庁は、月面輸送システムの共同開発を目的として、協力取決めを締結しました。署名式は9月17日にキャンベラで行われ、Coral Bay Robotics Pty Ltdの関係者も出席しました。

両機関は2019年7月から意見交換を重ねており、昨年10月にワークショップを開催しました。

両機関は、本取決めの下、次の分野で協力します。

・月面ローバの走行試験のための砂漠テストフィールドの共同利用
・レゴリスを用いた建設材料の研究
・若手技術者の相互派遣（年間12名）
・2031年3月までの着陸機の打上げに向けた安全基準の調和

JAXAは、2026年4月に月面輸送プロジェクト室を設置する予定です。

コーラルベイ社は、ローバ用センサを2028年度までに提供します。

■オーストラリア宇宙庁について
オーストラリア宇宙庁は、宇宙産業の育成を目的として2018年7月に設立されました。

問合せ先：JAXA 広報部 電話 050-3362-4374
"""

LUNAR_EN = """JAXA and the Australian Space Agency Sign Cooperation Arrangement on Lunar Transport

18 September 2025

The Japan Aerospace Exploration Agency (JAXA) and the Australian Space Agency have signed a cooperation arrangement aimed at the joint development of a lunar transport system. The signing ceremony took place in Canberra on 17 September and was also attended by representatives of Coral Bay Robotics Pty Ltd.

The two agencies have exchanged views since July 2019 and held a workshop last October.

Under the arrangement, the two agencies will cooperate in the following areas:

- Shared use of a desert test field for driving tests of lunar rovers
- Research on construction materials made of regolith
- Mutual secondment of young engineers (12 a year)
- Harmonisation of safety standards for the launch of a lander by March 2031

JAXA plans to set up a lunar transport project office in April 2026.

Coral Bay will deliver the sensors for the rover by fiscal year 2028.

About the Australian Space Agency
The Australian Space Agency was established in July 2018 with the goal of growing the space industry.

Contact: JAXA Public Affairs Department, phone 050-3362-4374
"""

# The other party's own release of the same day: the same parties and event, other words.
AGENCY_EN = """Australia and Japan head for the Moon together

18 September 2025

Australian rovers could soon roll across the Moon on Japanese landers, thanks to an arrangement that the Australian Space Agency and the Japan Aerospace Exploration Agency (JAXA) signed in Canberra on 17 September.

The Minister for Industry and Innovation said the arrangement was worth 42 million dollars to Australian industry over six years and would create 350 jobs in Adelaide and Perth.

The Australian Space Agency will use the arrangement to:

- open a lunar soil laboratory at the University of Adelaide in 2027
- buy two flights for Australian payloads
- offer 40 scholarships for students from regional Australia

Coral Bay Robotics Pty Ltd, a company from Exmouth, has already tested its rover in the Pilbara.

The Agency was established on 1 July 2018. It has supported 120 projects with 95 million dollars since then.
"""

# The same publisher on the same day about another agreement with another partner, from the same mould.
OTHER_PARTNER_EN = LUNAR_EN.replace("the Australian Space Agency", "the Canadian Space Agency").replace(
    "Canberra", "Montreal"
)

# The same two on the same day about something else.
OTHER_MATTER_EN = """JAXA and the Australian Space Agency Agree on Exchange of Satellite Data

18 September 2025

The Japan Aerospace Exploration Agency (JAXA) and the Australian Space Agency have agreed to exchange satellite data for the protection of coral reefs. The agreement was concluded in Canberra on 17 September.

The data come from the satellites ALOS-2 and ALOS-4, which observe the Great Barrier Reef every 14 days. Until 2024 they were sold at 3,000 dollars an image.

The two agencies will do the following:

- Publish reef maps with a resolution of 10 metres every quarter
- Train 25 rangers of the marine park in the use of the maps

About the Australian Space Agency
The Australian Space Agency was established in July 2018 with the goal of growing the space industry.

Contact: JAXA Public Affairs Department, phone 050-3362-4374
"""

# The next of a series: the same parties and form a week later.
NEXT_EN = (
    LUNAR_EN.replace("18 September", "25 September")
    .replace("17 September", "24 September")
    .replace("July 2019", "September 2025")
    .replace("March 2031", "June 2033")
    .replace("April 2026", "August 2027")
    .replace("fiscal year 2028", "fiscal year 2030")
    .replace("(12 a year)", "(20 a year)")
    .replace("Coral Bay Robotics Pty Ltd", "Spinifex Drilling Pty Ltd")
    .replace("Coral Bay", "Spinifex")
)

# Of the same day and with one body in common, in the other field.
CHIPS_JA = """次世代半導体の評価手法に関する共同研究を開始

2025年9月18日

国立研究開発法人産業技術総合研究所とimecは、次世代半導体の評価手法の確立を目的として共同研究契約を締結しました。

両者は、以下の項目に取り組みます。

1. 2ナノメートル世代の計測手法の標準化
2. 博士課程学生の受入れ

JAXAは、宇宙用半導体の利用者として本研究に助言します。
"""

CHIPS_EN = """AIST and imec Start Joint Research on Test Methods for Next-Generation Semiconductors

18 September 2025

The National Institute of Advanced Industrial Science and Technology (AIST) and imec have signed a joint research agreement with the aim of establishing test methods for next-generation semiconductors.

The two parties will work on the following topics:

1. Standardisation of metrology for the 2-nanometre generation
2. Admission of doctoral students

JAXA will advise the research as a user of semiconductors in space.
"""


class Corpus:
    """Documents by doc_id with what was found in them."""

    def __init__(
        self, registry: Registry, texts: Mapping[str, str], sidecars: Mapping[str, Sidecar] | None = None
    ) -> None:
        self.documents: dict[str, TextDocument] = {}
        for doc_id, text in texts.items():
            sidecar = (sidecars or {}).get(doc_id, Sidecar(published=DAY))
            raw = RawDocument(doc_id, Path(f"{doc_id}.txt"), "text/plain", "", sidecar)
            self.documents[doc_id] = read(raw, text.encode(), Limits())
        self.findings: dict[str, Findings] = {
            key: find(document, registry, ()) for key, document in self.documents.items()
        }
        self.countries = {entry.id: entry.country for entry in registry.entries.values()}
        self._registry = registry

    @classmethod
    def of_folder(cls, registry: Registry, folder: Path) -> "Corpus":
        """The text documents of a folder, with the sidecars that they have."""
        paths = sorted(folder.glob("*.txt"))
        beside = {path.stem: path.with_suffix(".yml") for path in paths}
        sidecars = {stem: load_sidecar(path) for stem, path in beside.items() if path.exists()}
        return cls(registry, {path.stem: path.read_text(encoding="utf-8") for path in paths}, sidecars)

    @property
    def links(self) -> Links:
        return link(self.findings, self._registry)

    def translations(self) -> tuple[Translation, ...]:
        return find_translations(self.documents, self.findings, self.links, themes=themes(), countries=self.countries)

    def pairs(self) -> set[tuple[str, str]]:
        return {(item.original, item.translation) for item in self.translations()}

    def without(self, doc_id: str, *dropped: int) -> None:
        """Removes objectives, as if a finder had missed them."""
        found = self.findings[doc_id]
        kept = tuple(item for index, item in enumerate(found.objectives) if index not in dropped)
        self.findings[doc_id] = replace(found, objectives=kept)

    def texts_of_pairs(self) -> list[tuple[str, str]]:
        """The beginnings of the objectives that are counterparts, of all translations."""
        return [
            (
                self.findings[item.original].objectives[one].text[:20],
                self.findings[item.translation].objectives[other].text[:20],
            )
            for item in self.translations()
            for one, other in item.pairs
        ]


@cache
def themes() -> tuple[Theme, ...]:
    configuration = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    return tuple(
        Theme(item.id, item.name_en, item.name_ja, item.cues_en, item.cues_ja) for item in configuration.themes
    )
