"""Checks of config/organisations.yml that need nothing but a YAML reader."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from ruamel.yaml import YAML

from pipeline.records import OrganisationKind

REGISTRY = Path(__file__).parents[1] / "config" / "organisations.yml"
KEYS = [
    "id",
    "name_en",
    "name_ja",
    "aliases",
    "kind",
    "country",
    "part_of",
    "names_beside_parent",
    "wikidata",
    "ror",
    "corporate_number",
]
REQUIRED = {"id", "name_en", "kind", "country"}
JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿]")
COUNTRIES = set(
    "AE AT AU BE BR CA CH CL DE DK ES EU FI FR GB ID IL IN INT IT JP KR MY NL NO OM PA QA SA SE SG TH TW US VN".split()
)

Entry = dict[str, Any]  # as YAML gives it: the checks below are what makes sure of its types
ENTRIES: list[Entry] = YAML(typ="safe").load(REGISTRY.read_text(encoding="utf-8"))["organisations"]


def names(entry: Entry) -> list[str]:
    """All surface forms of an organisation, as written."""
    return [*(entry[field] for field in ("name_en", "name_ja") if field in entry), *entry.get("aliases", [])]


def key(name: str) -> str:
    """What two names are compared by: width, case, spaces and a leading article do not tell them apart."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return folded.removeprefix("the ")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ＮＥＤＯ", "nedo", True),
        ("The  Royal Society", "Royal Society", True),
        ("Thermo", "Rmo", False),
        ("英国 原子力公社", "英国原子力公社", False),
    ],
)
def test_names_are_compared_by_width_case_and_spaces(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_entries_have_the_known_keys_in_their_order() -> None:
    for entry in ENTRIES:
        assert list(entry) == [field for field in KEYS if field in entry], entry["id"]
        assert entry.keys() >= REQUIRED, entry["id"]


def test_ids_are_unique_and_well_formed() -> None:
    ids = [entry["id"] for entry in ENTRIES]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_sorted_by_country_then_id() -> None:
    order = [(entry["country"], entry["id"]) for entry in ENTRIES]
    assert order == sorted(order)


def test_kinds_and_countries_are_allowed() -> None:
    kinds = get_args(OrganisationKind)
    assert [entry["id"] for entry in ENTRIES if entry["kind"] not in kinds] == []
    assert [entry["id"] for entry in ENTRIES if entry["country"] not in COUNTRIES] == []


def test_names_are_clean_text() -> None:
    for entry in ENTRIES:
        for name in names(entry):
            assert isinstance(name, str), entry["id"]
            assert name == unicodedata.normalize("NFC", name), name
            assert name == " ".join(name.split()), name
            assert len(name) > 1, name


def test_no_name_stands_twice_in_one_entry() -> None:
    for entry in ENTRIES:
        doubled = [name for name, count in Counter(map(key, names(entry))).items() if count > 1]
        assert doubled == [], entry["id"]


def test_no_name_stands_under_two_organisations() -> None:
    owners: dict[str, set[str]] = {}
    for entry in ENTRIES:
        for name in names(entry):
            owners.setdefault(key(name), set()).add(entry["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_japanese_names_are_japanese_and_english_ones_are_not() -> None:
    # 株式会社IHI, ENEOS株式会社 have Japanese characters too: the legal form.
    assert [entry["name_ja"] for entry in ENTRIES if "name_ja" in entry and not JAPANESE.search(entry["name_ja"])] == []
    assert [entry["name_en"] for entry in ENTRIES if JAPANESE.search(entry["name_en"])] == []


def test_wikidata_identifiers_are_well_formed_and_unique() -> None:
    items = [entry["wikidata"] for entry in ENTRIES if "wikidata" in entry]
    assert [item for item in items if not re.fullmatch(r"Q[1-9]\d*", item)] == []
    assert [item for item, count in Counter(items).items() if count > 1] == []


def test_ror_identifiers_are_well_formed_and_unique() -> None:
    # https://ror.readme.io/docs/identifier: 0, six characters of Crockford's base 32, and two digits of a checksum.
    items = [entry["ror"] for entry in ENTRIES if "ror" in entry]
    assert [item for item in items if not re.fullmatch(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", item)] == []
    assert [item for item, count in Counter(items).items() if count > 1] == []
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    for item in items:
        number = 0
        for char in item[:7]:
            number = number * 32 + digits.index(char)
        assert 98 - number * 100 % 97 == int(item[7:]), item


def test_enough_bodies_of_the_six_partners_have_both_names() -> None:
    partners = {"CA", "EU", "GB", "JP", "KR", "US"}
    both = [entry["id"] for entry in ENTRIES if entry["country"] in partners and "name_ja" in entry]
    assert len(both) >= 150


@pytest.mark.parametrize(
    "shared",
    [
        "Cabinet Office",
        "Ministry of Finance",
        "Ministry of Foreign Affairs",
        "NRC",
        "KEPCO",
        "MOE",
        "CAS",
        "DBT",
        "ITER",
    ],
)
def test_what_several_bodies_share_belongs_to_none(shared: str) -> None:
    assert [entry["id"] for entry in ENTRIES if key(shared) in map(key, names(entry))] == []


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("文科省", "mext"),
        ("外務省", "mofa-japan"),
        ("原子力規制庁", "nra-secretariat-japan"),
        ("原子力規制委員会", "nra-japan"),
        ("米国原子力規制委員会", "nrc-us"),
        ("DESNZ", "desnz"),
        ("BEIS", "beis"),
        ("産業通商資源部", "motie"),
        ("Euratom", "euratom"),
    ],
)
def test_names_lead_to_their_organisation(name: str, organisation: str) -> None:
    assert [entry["id"] for entry in ENTRIES if key(name) in map(key, names(entry))] == [organisation]
