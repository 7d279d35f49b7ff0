"""Owners: whose objective a sentence or a list item is, as far as its words say so."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.find.organisations.registry import Registry
from pipeline.records import Objective, ObjectiveForm
from pipeline.resolve import owners_en, owners_ja
from pipeline.resolve.owners import owners, parties
from tests.resolve.corpus import LUNAR_EN, LUNAR_JA, Corpus

ROOT = Path(__file__).resolve().parents[2]
MOU_EN = "The Japan Aerospace Exploration Agency (JAXA) and the European Space Agency (ESA) have signed a memorandum of understanding on lunar communication."
MOU_JA = "国立研究開発法人宇宙航空研究開発機構（JAXA）と欧州宇宙機関（ESA）は、月通信に関する覚書を締結しました。"


def _owners(registry: Registry, before: str, sentence: str, lead_in: str = "") -> tuple[str, ...]:
    """The owners of a sentence after a first paragraph, or of a list item where it has a lead-in."""
    parts = ["Title of a release" if before.isascii() else "発表の件名", before, *([lead_in] if lead_in else [])]
    text = "\n\n".join([*parts, f"- {sentence}" if lead_in else sentence, ""])
    corpus = Corpus(registry, {"it": text})
    document = corpus.documents["it"]
    start = document.text.index(sentence)
    form: ObjectiveForm = "listed" if lead_in else "stated"
    objective = Objective(start, start + len(sentence), sentence, form, "objective", 1, "", lead_in)
    corpus.findings["it"] = replace(corpus.findings["it"], objectives=(objective,))
    return owners(document, corpus.findings["it"], corpus.links)[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("JAXA and ESA will build a relay together.", ("jaxa", "esa")),
        ("JAXA aims to land in 2028.", ("jaxa",)),
        ("From fiscal year 2027, JAXA will open its test site.", ("jaxa",)),
        ("JAXA, together with NEDO and RIKEN, intends to launch a study.", ("jaxa", "nedo", "riken")),
        ("NEDO signed an agreement with RIKEN with the aim of saving power.", ("nedo", "riken")),
        ("RIKEN was established in 1917 to promote science.", ("riken",)),
        ("Both parties will publish their results.", ("jaxa", "esa")),
        ("The two agencies aim to share ground stations.", ("jaxa", "esa")),
        ("The memorandum aims to make lunar communication compatible.", ("jaxa", "esa")),
        ("This partnership is intended to last.", ("jaxa", "esa")),
        ("Together, we will connect the Moon.", ("jaxa", "esa")),
        # None is better than a wrong one.
        ("The three companies will build a factory.", ()),
        ("We will hire twenty engineers.", ()),
        ("The members of NEDO will take part.", ()),
        ("Kenji Aoyama, President of NEDO, will visit Paris.", ()),
        ("Both countries aim to lead the field.", ()),
        ("It aims to follow the standards of the IAEA.", ()),
        ("The plan aims to expand the use of data of NEDO.", ()),
        ("A company, NEDO and RIKEN will share the costs.", ()),
    ],
)
def test_english_sentences(registry: Registry, sentence: str, expected: tuple[str, ...]) -> None:
    assert _owners(registry, MOU_EN, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("JAXAとESAは、共同で中継衛星を開発することを目指します。", ("jaxa", "esa")),
        ("JAXAは、2028年の着陸を目指しています。", ("jaxa",)),
        ("今後、JAXA及びESAの両機関は、成果の公表に取り組みます。", ("jaxa", "esa")),
        ("NEDOは、理化学研究所との間で、省電力化を目的とした協定を締結しました。", ("nedo", "riken")),
        ("NEDO、理化学研究所及びJAXAは、共同研究を推進します。", ("nedo", "riken", "jaxa")),
        ("両者は、成果を公表することを目指します。", ("jaxa", "esa")),
        ("本覚書は、月通信の互換性を確保することを目的としています。", ("jaxa", "esa")),
        ("両機関は本覚書に基づき協力を進めます。", ("jaxa", "esa")),
        ("今後、二者は地上局を共用します。", ("jaxa", "esa")),
        ("三者は、工場の建設を目指します。", ()),
        ("私たちは、20名の技術者を採用します。", ()),
        ("NEDOの会員は、本事業に参加します。", ()),
        ("NEDOを中心に、研究開発を推進します。", ()),
        ("両国は、この分野を主導することを目指します。", ()),
        ("IAEAの基準に沿って、検討を進めることを目指します。", ()),
        ("計画は、NEDOのデータの活用を目的としています。", ()),
    ],
)
def test_japanese_sentences(registry: Registry, sentence: str, expected: tuple[str, ...]) -> None:
    assert _owners(registry, MOU_JA, sentence) == expected


@pytest.mark.parametrize(
    ("before", "lead_in", "item", "expected"),
    [
        (MOU_EN, "Under the memorandum, the two sides will cooperate in the following areas:", "relay satellites", ("jaxa", "esa")),
        (MOU_EN, "ESA will do the following:", "relay satellites", ("esa",)),
        (MOU_EN, "The two sides agreed on the following steps:", "NEDO will host a workshop in May", ("nedo",)),
        (MOU_EN, "The two sides agreed on the following steps:", "adoption of the standards of the IAEA", ("jaxa", "esa")),
        (MOU_EN, "The government's strategy has the following goals:", "relay satellites", ()),
        ("Lunar communication is a growing market.", "Areas of cooperation", "relay satellites", ()),
        (MOU_JA, "両者は、次の分野で協力します。", "中継衛星の開発", ("jaxa", "esa")),
        (MOU_JA, "連携事項", "中継衛星の開発", ("jaxa", "esa")),
        (MOU_JA, "ESAは、次の事項に取り組みます。", "中継衛星の開発", ("esa",)),
        (MOU_JA, "政府の戦略は、次の目標を掲げています。", "中継衛星の開発", ()),
    ],
)  # fmt: skip
def test_listed_items(registry: Registry, before: str, lead_in: str, item: str, expected: tuple[str, ...]) -> None:
    assert _owners(registry, before, item, lead_in) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MOU_EN, ("jaxa", "esa")),
        ("The memorandum was signed in Paris by JAXA and the European Space Agency.", ("jaxa", "esa")),
        ("A memorandum of cooperation between the Japan Aerospace Exploration Agency and ESA was concluded.", ("jaxa", "esa")),
        ("PARIS, 3 March 2026 – NEDO today signed a contract with RIKEN.", ("nedo", "riken")),
        ("WASHINGTON, D.C.—NEDO and Japan's RIKEN yesterday signed a memorandum.", ("nedo", "riken")),
        ("NEDO, a funding body of the government, and RIKEN have agreed to cooperate.", ("nedo", "riken")),
        ("NEDO has published a study by RIKEN on an agreement.", ()),
        (MOU_JA, ("jaxa", "esa")),
        ("NEDOは本日、理化学研究所と協力協定を締結しました。", ("nedo", "riken")),
        ("経済産業省と欧州宇宙機関との間で協力覚書が署名されました。", ("meti", "esa")),
        ("NEDOは、理化学研究所の研究成果を発表しました。", ()),
    ],
)  # fmt: skip
def test_parties_of_an_agreement(registry: Registry, text: str, expected: tuple[str, ...]) -> None:
    corpus = Corpus(registry, {"it": f"{'Title' if text.isascii() else '件名'}\n\n{text}\n"})
    assert parties(corpus.documents["it"], corpus.findings["it"], corpus.links) == expected


def test_a_body_that_a_section_describes_owns_its_lists(registry: Registry) -> None:
    text = f"{LUNAR_EN}\n## About RIKEN\n\nObjectives\n\n- basic research\n- open science\n"
    corpus = Corpus(registry, {"it": text})
    document = corpus.documents["it"]
    start = document.text.index("basic research")
    objective = Objective(start, start + 14, "basic research", "listed", "objective", 1, "", "Objectives")
    corpus.findings["it"] = replace(corpus.findings["it"], objectives=(objective,))
    assert owners(document, corpus.findings["it"], corpus.links)[0] == ("riken",)


@pytest.mark.parametrize("text", [LUNAR_EN, LUNAR_JA])
def test_a_whole_release(registry: Registry, text: str) -> None:
    corpus = Corpus(registry, {"it": text})
    document, findings = corpus.documents["it"], corpus.findings["it"]
    found = owners(document, findings, corpus.links)
    assert found[:5] == [("jaxa", "australian-space-agency")] * 5
    assert found[5] == ("jaxa",)


def test_the_samples_memorandum(registry: Registry) -> None:
    corpus = Corpus.of_folder(registry, ROOT / "raw")
    for key in ("jfusion-fusion-cluster-mou-2025-en", "jfusion-fusion-cluster-mou-2025-ja"):
        findings = corpus.findings[key]
        found = [
            named
            for item, named in zip(
                findings.objectives, owners(corpus.documents[key], findings, corpus.links), strict=True
            )
            if item.form == "listed"
        ]
        assert found == [("j-fusion", "fusion-cluster")] * 8
    overview = "cabinet-office-jfusion-overview-2024-ja"
    assert parties(corpus.documents[overview], corpus.findings[overview], corpus.links) == ()


@pytest.mark.parametrize(
    "text", ["\ufffc、" * 900, "\ufffcと、" * 900, "\ufffc, The " * 400, "A, " * 900, "as the \ufffc of A A A " * 90]
)
def test_long_enumerations_cost_no_more_than_their_length(text: str) -> None:
    for grammar in (owners_en, owners_ja):
        assert len(grammar.subject(text)) <= 2
        assert len(grammar.signatories(text)) <= 2
        assert isinstance(grammar.means_parties(text, joint=True), bool)
