"""One body under two names in two versions of a document: linked where nothing else can be, never by likeness alone."""

import pytest

from pipeline.resolve.aligned import Named, same_bodies


def _version(*mentions: tuple[str, float]) -> list[Named]:
    """Mentions by name and place; the id is the name."""
    return [Named(name, name, place) for name, place in mentions]


def _pairs(
    one: list[Named], other: list[Named], registered: frozenset[str] = frozenset()
) -> list[tuple[str, str, bool]]:
    return [(same.one, same.other, same.certain) for same in same_bodies(one, other, registered)]


ENGLISH = _version(("esa", 0.1), ("Coral Bay Robotics Pty Ltd", 0.3), ("Coral Bay Robotics Pty Ltd", 0.8))


def test_spelt_by_sound_at_the_same_places() -> None:
    japanese = _version(("esa", 0.12), ("コーラルベイ社", 0.33), ("コーラルベイ社", 0.77))
    assert _pairs(ENGLISH, japanese) == [("Coral Bay Robotics Pty Ltd", "コーラルベイ社", True)]
    assert _pairs(japanese, ENGLISH) == [("コーラルベイ社", "Coral Bay Robotics Pty Ltd", True)]


def test_the_only_ones_left_of_one_sort() -> None:
    one = _version(("esa", 0.1), ("Northern Seabed Research Institute", 0.4))
    other = _version(("esa", 0.1), ("北方海底研究所", 0.42))
    assert _pairs(one, other) == [("Northern Seabed Research Institute", "北方海底研究所", True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # named more often in one version
        (ENGLISH, _version(("コーラルベイ社", 0.3))),
        # at other places
        (ENGLISH, _version(("コーラルベイ社", 0.5), ("コーラルベイ社", 0.6))),
        # another sort of body
        (_version(("Northern Seabed Research Institute", 0.4)), _version(("北方海底銀行", 0.4))),
        # the same script
        (ENGLISH, _version(("Choral Bay Robots Ltd", 0.3), ("Choral Bay Robots Ltd", 0.8))),
    ],
)
def test_not_paired(one: list[Named], other: list[Named]) -> None:
    assert _pairs(one, other) == []


def test_two_that_fit_are_left_to_people() -> None:
    one = _version(("Northern Seabed Research Institute", 0.40), ("Deep Water Research Institute", 0.42))
    other = _version(("北方海底研究所", 0.40), ("深海研究所", 0.42))
    assert _pairs(one, other) == []


def test_another_name_of_a_registered_body_is_a_guess() -> None:
    one, other = _version(("nrc", 0.4), ("nrc", 0.5)), _version(("国立海底研究所", 0.4), ("国立海底研究所", 0.5))
    assert [certain for *_, certain in _pairs(one, other, frozenset({"nrc"}))] == [False]


def test_a_name_with_kanji_is_not_judged_by_its_loanword() -> None:
    # 北浜ウインド sounds like both in one word, and the rest of it says which it is.
    one = _version(("Aberdeen Wind Ltd", 0.40), ("Kitahama Wind Ltd", 0.41))
    other = _version(("北浜ウインド株式会社", 0.40))
    assert [certain for *_, certain in _pairs(one, other)] in ([], [False], [False, False])
