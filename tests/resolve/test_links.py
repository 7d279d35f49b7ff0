"""Linking and the search for versions do not depend on when documents come, nor on how many at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pipeline.config import OrganisationEntry
from pipeline.find.organisations.registry import Registry
from pipeline.records import Definition, Findings, OrganisationMention
from pipeline.resolve.candidates import Candidates, Sketch
from pipeline.resolve.linking import Lookup, local_names
from pipeline.resolve.links import Linking, LocalNames

REGISTRY = Registry.of(
    (
        OrganisationEntry(id="harrow", name_en="Harrow Marine Group", kind="company", country="GB"),
        OrganisationEntry(id="coast", name_en="Coastal Wind Association", kind="association", country="GB"),
        OrganisationEntry(id="deep", name_en="Deep Sea Agency", aliases=("DSA",), kind="agency", country="JP"),
    )
)
NAMES = (
    "Harrow Marine Group",
    "Harrow Marine",
    "Harrow Deep",
    "Coastal Wind Association",
    "Wind Friends of the Coast",
    "Deep Sea Agency",
    "Agency of the Deep",
    "Bright Bay Labs",
    "Labs of Bright Bay",
    "HMG",
    "DSA",
)
LOOKUP = Lookup.of(REGISTRY)
Documents = Sequence[tuple[list[str], list[tuple[str, str]]]]
DOCUMENTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=2),
    ),
    min_size=1,
    max_size=6,
)


def _local(documents: Documents) -> dict[str, LocalNames]:
    found = {}
    for number, (names, definitions) in enumerate(documents):
        mentions = tuple(OrganisationMention(0, len(name), name, "pattern") for name in names)
        defined = tuple(Definition(*pair) for pair in definitions)
        found[f"d{number}"] = local_names(Findings(organisations=mentions, definitions=defined), LOOKUP)
    return found


def _outcome(linking: Linking, documents: Mapping[str, LocalNames]) -> object:
    links = linking.links()
    return {key: links.ids[key] for key in documents}, links.names, links.counts, links.ambiguous


@given(DOCUMENTS, st.data())
def test_documents_are_linked_alike_in_any_order_and_however_many_at_once(
    documents: Documents, data: st.DataObject
) -> None:
    local = _local(documents)
    together = Linking(REGISTRY.entries.keys())
    assert together.add(local) == local.keys()

    ordered = data.draw(st.permutations(list(local)))
    cut = data.draw(st.integers(0, len(ordered)))
    apart = Linking(REGISTRY.entries.keys())
    before: dict[str, Mapping[str, str]] = {}
    for some in (ordered[:cut], *([key] for key in ordered[cut:])):
        moved = apart.add({key: local[key] for key in some})
        now: dict[str, Mapping[str, str]] = {key: dict(apart.links().ids[key]) for key in (*before, *some)}
        # What it says of the others is true: these are linked as they were.
        assert {key for key in now if key not in before or now[key] != before[key]} <= moved
        before = dict(now)
    assert _outcome(apart, local) == _outcome(together, local)


@given(DOCUMENTS)
def test_other_evidence_may_come_last(documents: Documents) -> None:
    local, same = _local(documents), [("Bright Bay Labs", "Agency of the Deep")]
    first, last = Linking(REGISTRY.entries.keys()), Linking(REGISTRY.entries.keys())
    first.add(local, same=same)
    last.add(local)
    last.add({}, same=same)
    assert _outcome(first, local) == _outcome(last, local)


def test_a_body_that_documents_define_as_two_registered_ones_is_neither() -> None:
    linking = Linking(REGISTRY.entries.keys())
    documents = _local(
        [
            (["Harrow Deep"], []),
            (["Harrow Marine Group", "Harrow Deep"], [("Harrow Marine Group", "Harrow Deep")]),
            (["Deep Sea Agency", "Harrow Deep"], [("Deep Sea Agency", "Harrow Deep")]),
        ]
    )
    (alone, _), (one, _), (other, _) = ((key, value) for key, value in documents.items())
    linking.add({alone: documents[alone]})
    assert linking.links().ids[alone] == {"Harrow Deep": "harrow-deep"}
    assert linking.add({one: documents[one]}) == {alone, one}
    assert linking.links().ids[alone] == {"Harrow Deep": "harrow"}
    assert linking.add({other: documents[other]}) == {alone, other}
    links = linking.links()
    assert links.ids[alone] == {"Harrow Deep": "harrow-deep"}
    assert links.ids[one] == {"Harrow Marine Group": "harrow", "Harrow Deep": "harrow"}
    assert links.ids[other] == {"Deep Sea Agency": "deep", "Harrow Deep": "deep"}
    assert links.counts["harrow-deep"] == {"Harrow Deep": 1}


SKETCHES = st.lists(
    st.builds(
        Sketch,
        language=st.sampled_from(("en", "ja")),
        published=st.sampled_from((None, date(2026, 3, 3), date(2026, 3, 4), date(2026, 5, 1))),
        days=st.lists(st.sampled_from(("2026-01-01/2026-01-01", "2027-01-01/2027-12-31")), unique=True).map(tuple),
        organisations=st.frozensets(st.sampled_from("abcdef"), max_size=4),
    ),
    max_size=7,
)


@given(SKETCHES, st.frozensets(st.sampled_from("abcdef")), st.data())
def test_candidates_are_the_same_whenever_documents_came(
    sketches: list[Sketch], others: frozenset[str], data: st.DataObject
) -> None:
    every = {f"d{number}": item for number, item in enumerate(sketches)}
    together = Candidates()
    together.update(every)
    apart = Candidates()
    for key in data.draw(st.permutations(list(every))):
        item = every[key]
        # First with other organisations, as where its names are linked anew later.
        apart.update({key: Sketch(item.language, item.published, item.days, others)})
        list(apart.pairs())
        apart.update({key: item})
    assert sorted(apart.pairs()) == sorted(together.pairs())


@given(SKETCHES)
def test_candidates_are_of_about_one_day_and_share_what_is_not_everywhere(sketches: list[Sketch]) -> None:
    """The same as the index finds, looked for document by document."""
    every = {f"d{number}": item for number, item in enumerate(sketches)}
    keys = {key: {("organisation", name) for name in item.organisations} | {("date", day) for day in item.days}
            for key, item in every.items()}  # fmt: skip
    spread = Counter(mark for marks in keys.values() for mark in marks)
    expected = set()
    for english, one in every.items():
        for japanese, other in every.items():
            shared = keys[english] & keys[japanese]
            if one.published and other.published:
                near = abs((one.published - other.published).days) <= 2
            else:
                near, shared = True, {mark for mark in shared if spread[mark] <= 2}
            if (one.language, other.language) == ("en", "ja") and near and shared:
                expected.add((english, japanese))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.resolve.candidates._CROWD", 2)
        patch.setattr("pipeline.resolve.candidates._LEAST_KEYS", 0)
        candidates = Candidates()
        candidates.update(every)
        assert set(candidates.pairs()) == expected


def test_bodies_with_the_same_names_are_one() -> None:
    findings = Findings((OrganisationMention(0, 19, "Harrow Marine Group", "pattern"),))
    one, other = (local_names(findings, Lookup.of(REGISTRY)).bodies[0] for _ in range(2))
    assert one is other
    adapter = TypeAdapter(LocalNames)
    read = adapter.validate_json(adapter.dump_json(local_names(findings, Lookup.of(REGISTRY))))
    assert read.bodies[0] is one
