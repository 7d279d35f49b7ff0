"""Translations: which documents are, which only look so, and which of their objectives correspond."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.find.organisations.registry import Registry
from pipeline.records import Sidecar
from pipeline.resolve.loanwords import english_sounds, japanese_sounds
from pipeline.resolve.translations import Translation, find_translations
from tests.resolve import corpus as texts
from tests.resolve.corpus import DAY, Corpus

ROOT = Path(__file__).resolve().parents[2]
PAIR = {"lunar-ja": texts.LUNAR_JA, "lunar-en": texts.LUNAR_EN}
NEAR_MISSES = {
    "another-publisher": texts.AGENCY_EN,
    "another-partner": texts.OTHER_PARTNER_EN,
    "another-matter": texts.OTHER_MATTER_EN,
    "next-of-a-series": texts.NEXT_EN,
    "another-field": texts.CHIPS_EN,
}

Build = Callable[..., Corpus]


@pytest.fixture
def build(registry: Registry) -> Build:
    def made(documents: Mapping[str, str], sidecars: Mapping[str, Sidecar] | None = None) -> Corpus:
        return Corpus(registry, documents, sidecars)

    return made


@pytest.fixture(scope="module")
def samples(registry: Registry) -> Corpus:
    return Corpus.of_folder(registry, ROOT / "raw")


@pytest.fixture(scope="module")
def gold(registry: Registry) -> Corpus:
    return Corpus.of_folder(registry, ROOT / "tests/gold/raw")


def test_the_samples_have_one_pair_with_eight_listed_objectives(samples: Corpus) -> None:
    (found,) = samples.translations()
    assert (found.original, found.translation) == (
        "jfusion-fusion-cluster-mou-2025-ja",
        "jfusion-fusion-cluster-mou-2025-en",
    )
    listed = [
        [index for index, item in enumerate(samples.findings[key].objectives) if item.form == "listed"]
        for key in (found.original, found.translation)
    ]
    assert [pair for pair in found.pairs if pair[0] in listed[0]] == list(zip(*listed, strict=True))
    assert len(listed[0]) == 8
    assert found.warnings == ()


def test_the_annotated_releases_have_two_pairs(gold: Corpus) -> None:
    assert gold.pairs() == {
        ("hydrogen-supply-chain-mou-2025-ja", "hydrogen-supply-chain-mou-2025-en"),
        ("quantum-research-arrangement-2024-en", "quantum-research-arrangement-2024-ja"),
    }
    assert all(item.warnings == () for item in gold.translations())


def test_a_pair_among_documents_that_are_near_it(build: Build) -> None:
    found = build(PAIR | NEAR_MISSES | {"chips-ja": texts.CHIPS_JA})
    assert found.pairs() == {("lunar-ja", "lunar-en"), ("chips-ja", "another-field")}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_are_no_translations(build: Build, name: str) -> None:
    assert build({"lunar-ja": texts.LUNAR_JA, name: NEAR_MISSES[name]}).pairs() == set()


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_nor_are_they_where_no_day_is_known_and_files_are_named_alike(build: Build, name: str) -> None:
    documents = {"release-ja": texts.LUNAR_JA, "release-en": NEAR_MISSES[name]}
    assert build(documents, dict.fromkeys(documents, Sidecar())).pairs() == set()


def test_a_week_apart_is_another_document(build: Build) -> None:
    days = {"lunar-ja": Sidecar(published=DAY), "lunar-en": Sidecar(published=DAY + timedelta(days=7))}
    assert build(PAIR, days).pairs() == set()


def test_without_days_a_clear_pair_is_found(build: Build) -> None:
    undated = {
        name: text.replace("2025年9月18日\n", "").replace("18 September 2025\n", "") for name, text in PAIR.items()
    }
    found = build(undated, dict.fromkeys(PAIR, Sidecar()))
    assert {item.published for item in found.documents.values()} == {None}
    assert found.pairs() == {("lunar-ja", "lunar-en")}


def test_two_templates_side_by_side_that_nothing_tells_apart_stay_alone(build: Build) -> None:
    swapped = (
        texts.LUNAR_EN.replace("construction materials", "building blocks")
        .replace("young engineers", "senior staff")
        .replace("Shared use", "Joint purchase")
        .replace("Harmonisation", "Comparison")
        .replace("to set up", "to close")
    )
    assert build(PAIR | {"lunar-en-2": swapped}).pairs() == set()


def test_a_document_in_two_files_is_paired_once(build: Build) -> None:
    assert build(PAIR | {"lunar-en-copy": texts.LUNAR_EN}).pairs() == {("lunar-ja", "lunar-en")}


def test_the_order_of_documents_does_not_matter(build: Build) -> None:
    found = build(PAIR | NEAR_MISSES)
    turned = dict(reversed(found.documents.items())), dict(reversed(found.findings.items()))
    assert find_translations(*turned, found.links, themes=texts.themes(), countries=found.countries) == (
        found.translations()
    )


@pytest.mark.parametrize(
    ("publisher", "days", "original"),
    [
        ("JAXA", (0, 0), "lunar-ja"),
        ("Australian Space Agency", (0, 0), "lunar-en"),
        ("Australian Space Agency", (0, 1), "lunar-ja"),
        ("JAXA", (1, 0), "lunar-en"),
        ("Somebody unknown", (0, 0), "lunar-ja"),
        (None, (0, 0), "lunar-ja"),
    ],
)
def test_which_is_the_original(build: Build, publisher: str | None, days: tuple[int, int], original: str) -> None:
    sidecars = {
        key: Sidecar(published=DAY + timedelta(days=late), publisher=publisher)
        for key, late in zip(("lunar-ja", "lunar-en"), days, strict=True)
    }
    (found,) = build(PAIR, sidecars).translations()
    assert found.original == original
    assert {found.original, found.translation} == set(PAIR)


def _counterparts(found: Corpus) -> dict[str, str]:
    return {one[:6]: other for one, other in found.texts_of_pairs()}


def test_objectives_in_order(build: Build) -> None:
    assert _counterparts(build(PAIR)) == {
        "国立研究開発": "The Japan Aerospace ",
        "月面ローバの": "Shared use of a dese",
        "レゴリスを用": "Research on construc",
        "若手技術者の": "Mutual secondment of",
        "2031年3": "Harmonisation of saf",
        "JAXAは、": "JAXA plans to set up",
        "コーラルベイ": "Coral Bay will deliv",
    }


@pytest.mark.parametrize("missed", range(7))
@pytest.mark.parametrize("side", ["lunar-ja", "lunar-en"])
def test_what_a_finder_missed_leaves_the_other_pairs_as_they_are(build: Build, side: str, missed: int) -> None:
    found = build(PAIR)
    whole = set(found.texts_of_pairs())
    found.without(side, missed)
    assert set(found.texts_of_pairs()) < whole
    assert len(found.texts_of_pairs()) == 6


def test_different_items_missed_on_both_sides_are_not_paired_with_each_other(build: Build) -> None:
    found = build(PAIR)
    found.without("lunar-ja", 1)
    found.without("lunar-en", 2)
    assert "レゴリスを用" not in _counterparts(found)
    assert "Shared use of a dese" not in _counterparts(found).values()
    assert len(found.texts_of_pairs()) == 5


def test_an_item_that_the_translation_leaves_out(build: Build) -> None:
    shorter = texts.LUNAR_EN.replace("- Research on construction materials made of regolith\n", "")
    found = _counterparts(build(PAIR | {"lunar-en": shorter}))
    assert "レゴリスを用" not in found
    assert found["若手技術者の"] == "Mutual secondment of"
    assert found["2031年3"] == "Harmonisation of saf"


def _messages(found: tuple[Translation, ...]) -> dict[str, list[str]]:
    (translation,) = found
    messages: dict[str, list[str]] = {}
    for item in translation.warnings:
        messages.setdefault(item.doc_id, []).append(item.message)
    return messages


def test_a_date_that_differs_is_reported_on_both_sides(build: Build) -> None:
    shifted = texts.LUNAR_EN.replace("April 2026", "May 2026")
    found = build(PAIR | {"lunar-en": shifted})
    assert _messages(found.translations()) == {
        "lunar-en": [
            "the date May 2026 (2026-05) is not in the other version, lunar-ja; it has 2026年4月 (2026-04) there"
        ],
        "lunar-ja": [
            "the date 2026年4月 (2026-04) is not in the other version, lunar-en; it has May 2026 (2026-05) there"
        ],
    }
    (translation,) = found.translations()
    for item in translation.warnings:
        assert found.documents[item.doc_id].text[item.position :].startswith(("May 2026", "2026年4月"))


def test_a_date_that_one_version_leaves_out(build: Build) -> None:
    shorter = texts.LUNAR_EN.replace(" since July 2019 and held a workshop last October", "")
    messages = _messages(build(PAIR | {"lunar-en": shorter}).translations())
    assert messages == {
        "lunar-ja": [
            "the date 2019年7月 (2019-07) is not in the other version, lunar-en",
            "the date 昨年10月 (2024-10) is not in the other version, lunar-en",
        ]
    }


def test_a_date_that_is_only_less_precise_is_no_disagreement(build: Build) -> None:
    vaguer = texts.LUNAR_EN.replace("by March 2031", "by 2031")
    assert _messages(build(PAIR | {"lunar-en": vaguer}).translations()) == {}


def test_a_party_that_one_version_leaves_out(build: Build) -> None:
    more = texts.LUNAR_EN.replace(
        "(JAXA) and the Australian Space Agency have", "(JAXA), RIKEN and the Australian Space Agency have"
    )
    messages = _messages(build(PAIR | {"lunar-en": more}).translations())
    assert messages == {"lunar-en": ["RIKEN is a party in this version and not named in the other, lunar-ja"]}


def test_documents_without_findings_are_left_alone(build: Build) -> None:
    found = build(PAIR)
    only = {"lunar-en": found.findings["lunar-en"]}
    assert find_translations(found.documents, only, found.links) == ()


def test_many_releases_of_one_day_are_told_apart(build: Build) -> None:
    documents = {}
    for number in range(12):
        for name, text in PAIR.items():
            other = (
                text.replace("2031", str(2031 + number))
                .replace("12", str(30 + number))
                .replace("Coral Bay Robotics", f"Coral{chr(65 + number)}x Robotics")
                .replace("2019", str(2000 + number))
                .replace("3362", str(7000 + number))
            )
            documents[f"{number}-{name}"] = other
    found = build(documents)
    assert all(one.split("-")[0] == other.split("-")[0] for one, other in found.pairs())


def test_days_of_the_sidecars_count_and_not_the_time_of_reading(build: Build) -> None:
    found = build(PAIR)
    later = {key: replace(item, published=date(2031, 1, 1)) for key, item in found.documents.items()}
    assert len(find_translations(later, found.findings, found.links)) == 1


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("サプライチェーン", "supply chains"),
        ("パートナーシップ", "partnership"),
        ("プロジェクト", "projects"),
        ("イノベーション", "innovation"),
        ("ハイドロジェン", "hydrogen"),
        ("リンドクヴィスト", "Lindqvist"),
        ("テクノロジー", "technology"),
    ],
)
def test_loanwords_sound_like_what_they_come_from(japanese: str, english: str) -> None:
    heard, read = ({sound for _, sound in sounds} for sounds in (japanese_sounds(japanese), english_sounds(english)))
    assert heard & read


@pytest.mark.parametrize(
    ("japanese", "english"), [("テスト", "tension"), ("サンプル", "supply"), ("コスト", "hydrogen")]
)
def test_other_words_do_not(japanese: str, english: str) -> None:
    heard, read = ({sound for _, sound in sounds} for sounds in (japanese_sounds(japanese), english_sounds(english)))
    assert not heard & read
