"""Names to organisations: by registry, by definitions, by form; and what must stay apart."""

import pytest

from pipeline.config import OrganisationEntry
from pipeline.find.organisations.registry import Registry
from pipeline.records import Definition, Findings, OrganisationMention
from pipeline.resolve.linking import link
from pipeline.resolve.links import Links
from pipeline.resolve.names import kind_of, normal_form, slug

REGISTRY = Registry.of(
    (
        OrganisationEntry(id="port-ministry", name_en="Ministry of Ports, Ships, Science and Trade", name_ja="港湾省", aliases=("MPSS",), kind="ministry", country="JP"),
        OrganisationEntry(id="minato", name_en="Minato Electric", name_ja="みなと電機", kind="company", country="JP"),
        OrganisationEntry(id="nrc", name_en="Nuclear Regulatory Commission", aliases=("NRC",), kind="agency", country="US"),
    )
)  # fmt: skip


def _ids(*documents: tuple[list[str], list[tuple[str, str]]]) -> list[dict[str, str]]:
    """The id of each name in each document."""
    findings = {
        f"d{number}": Findings(
            organisations=tuple(OrganisationMention(0, len(name), name, "pattern") for name in names),
            definitions=tuple(Definition(*pair) for pair in definitions),
        )
        for number, (names, definitions) in enumerate(documents)
    }
    links = link(findings, REGISTRY)
    return [dict(links.ids[f"d{number}"]) for number in range(len(documents))]


def test_registered_by_any_name_and_legal_form() -> None:
    (ids,) = _ids((["株式会社みなと電機", "Minato Electric Co., Ltd.", "みなと電機", "the Minato Electric"], []))
    assert set(ids.values()) == {"minato"}


def test_a_document_s_abbreviation_links_in_that_document_only() -> None:
    first, second = _ids(
        (["Coastal Wind Association", "CWA"], [("Coastal Wind Association", "CWA")]),
        (["CWA", "Crown Water Agency"], []),
    )
    assert first["CWA"] == first["Coastal Wind Association"] == "coastal-wind-association"
    assert second["CWA"] == second["Crown Water Agency"] != first["CWA"]


def test_full_names_in_two_languages_link_everywhere() -> None:
    first, second, third = _ids(
        (["深海産業協議会", "Deep Sea Council"], [("深海産業協議会", "Deep Sea Council")]),
        (["一般社団法人深海産業協議会"], []),
        (["Deep Sea Council"], []),
    )
    assert {*first.values(), *second.values(), *third.values()} == {first["深海産業協議会"]}


def test_one_wrong_definition_does_not_make_two_bodies_one() -> None:
    """One document says of a name that it is a registered body's, another gives it to a second: elsewhere it is neither's."""
    ministry = "Ministry of Ports, Ships, Science and Trade"
    one, other, plain = _ids(
        (["Minato Electric", "Minato Ports"], [("Minato Electric", "Minato Ports")]),
        ([ministry, "Minato Ports"], [(ministry, "Minato Ports")]),
        (["Minato Ports"], []),
    )
    assert set(one.values()) == {"minato"}
    assert set(other.values()) == {"port-ministry"}
    assert plain == {"Minato Ports": "minato-ports"}


def test_the_document_s_own_definition_beats_a_registered_homonym() -> None:
    (ids,) = _ids((["National Research Council", "NRC"], [("National Research Council", "NRC")]))
    assert ids["NRC"] == ids["National Research Council"] != "nrc"


def test_a_misprinted_name_links_through_its_abbreviation_or_by_one_word() -> None:
    by_abbreviation, by_word = _ids(
        (["Ministry of Ports, Science and Trade"], [("Ministry of Ports, Science and Trade", "MPSS")]),
        (["Ministry of Ports, Science and Trade", "Ministry of Ports, Ships, Science and Trade"], []),
    )
    assert set(by_abbreviation.values()) == {"port-ministry"}
    assert set(by_word.values()) == {"port-ministry"}


def test_a_short_name_links_only_where_one_longer_name_fits() -> None:
    one, two = _ids(
        (["Harrow", "Harrow Photonics Ltd"], []), (["Harrow", "Harrow Photonics Ltd", "Harrow Marine plc"], [])
    )
    assert one["Harrow"] == one["Harrow Photonics Ltd"]
    assert two["Harrow"] not in {two["Harrow Photonics Ltd"], two["Harrow Marine plc"]}


def test_different_bodies_stay_apart() -> None:
    (ids,) = _ids((["北嶺大学", "北嶺工業大学", "Kita University", "英国港湾庁", "港湾省"], []))
    assert len(set(ids.values())) == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Acme Hydrogen Co., Ltd.", "Acme Hydrogen"),
        ("Smith & Sons plc", "Smith and Sons"),
        ("国立研究開発法人 海底機構", "海底機構"),
        ("㈱みなと", "みなと"),
        ("ＡＢＣ機構", "ABC機構"),
        ("UK Department for Ports", "Department for Ports"),
    ],
)
def test_same_normal_form(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


def test_no_punctuation_inside_a_name_is_lost() -> None:
    assert normal_form("A.B Lab") != normal_form("AB Lab")
    assert normal_form("日本・東京") != normal_form("日本東京")


def test_slug_keeps_japanese() -> None:
    assert slug(normal_form("Deep-Sea & Co Lab")) == "deep-sea-and-co-lab"
    assert slug(normal_form("株式会社みなと電機")) == "みなと電機"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("港湾省", "ministry"),
        ("Ministry of Ports", "ministry"),
        ("北嶺大学", "university"),
        ("株式会社みなと", "company"),
        ("Nordlys A/S", "company"),
        ("Ostwerk GmbH", "company"),
        ("深海産業協議会", "association"),
        ("海底資源研究所", "institute"),
        ("Lunar Habitat Agency", "agency"),
        ("安全検討委員会", "committee"),
    ],
)
def test_kind_by_form(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def _links(names: list[str], *, same: tuple[tuple[str, str], ...] = ()) -> Links:
    mentions = tuple(OrganisationMention(0, len(name), name, "pattern") for name in names)
    return link({"d": Findings(organisations=mentions)}, REGISTRY, same=same)


def test_a_short_name_of_two_bodies_is_linked_to_none_and_names_both() -> None:
    links = _links(["Harrow", "Harrow Photonics Ltd", "Harrow Marine plc"])
    assert len({*links.ids["d"].values()}) == 3
    assert links.ambiguous == {("d", "Harrow"): ("Harrow Marine plc", "Harrow Photonics Ltd")}


def test_a_short_name_of_one_body_is_linked_without_a_doubt() -> None:
    links = _links(["Harrow", "Harrow Photonics Ltd"])
    assert len({*links.ids["d"].values()}) == 1
    assert links.ambiguous == {}


def test_an_acronym_of_two_bodies_is_linked_to_none() -> None:
    links = _links(["CWA", "Crown Water Agency", "Coastal Wind Association"])
    assert links.ambiguous == {("d", "CWA"): ("Coastal Wind Association", "Crown Water Agency")}


def test_pairs_of_other_evidence_are_one_body() -> None:
    pair = ("Coral Bay Robotics Pty Ltd", "コーラルベイ社")
    assert len({*_links([*pair]).ids["d"].values()}) == 2
    assert len({*_links([*pair], same=(pair,)).ids["d"].values()}) == 1


PARTS = Registry.of(
    (
        OrganisationEntry(id="energy", name_en="Department of Deep Energy", kind="ministry", country="US"),
        OrganisationEntry(id="commerce", name_en="Department of Deep Commerce", kind="ministry", country="US"),
        OrganisationEntry(id="energy-science", name_en="Science, Deep Energy", kind="agency", country="US", part_of="energy", names_beside_parent=("Office of Science",)),
        OrganisationEntry(id="commerce-science", name_en="Science, Deep Commerce", kind="agency", country="US", part_of="commerce", names_beside_parent=("Office of Science",)),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "expected", "doubt"),
    [
        (["Department of Deep Energy", "Office of Science"], "energy-science", False),
        (["Department of Deep Commerce", "Office of Science"], "commerce-science", False),
        (["Office of Science"], "office-of-science", False),
        (["Department of Deep Energy", "Department of Deep Commerce", "Office of Science"], "office-of-science", True),
    ],
)
def test_a_part_is_known_beside_its_parent_alone(names: list[str], expected: str, doubt: bool) -> None:
    mentions = tuple(OrganisationMention(0, len(name), name, "pattern") for name in names)
    links = link({"d": Findings(organisations=mentions)}, PARTS)
    assert links.ids["d"]["Office of Science"] == expected
    assert (("d", "Office of Science") in links.ambiguous) is doubt


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (["インフィナ", "インフィナ・テクノロジーズ"], True),
        (["インパラ", "インパラ社"], True),
        (["インフィナ", "インフィナ・テクノロジーズ", "インフィナ・ジャパン"], False),
        (["インフィナ", "インフィナ銀行"], False),
        (["TUX", "Technische Universität Xanten"], True),
        (["TUX", "Technische Universität Xanten", "Tokyo University of Xenon"], False),
    ],
)
def test_short_forms_of_other_scripts_and_languages(names: list[str], joined: bool) -> None:
    (ids,) = _ids((names, []))
    assert (ids[names[0]] == ids[names[1]]) is joined
