"""The diff as a value: by key, field by field, and each row with its own words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.compare import TableDiff, apply, compare
from pipeline.schema import TABLES
from tests.review.rows import Cells, keyed, mention, row

EMPTY: dict[str, dict[str, Cells]] = {table.name: {} for table in TABLES}
Side = dict[str, Cells]


def _compared(table: str, before: Side, after: Side, *, unread: frozenset[str] = frozenset()) -> TableDiff:
    return compare({**EMPTY, table: before}, {**EMPTY, table: after}, unread=unread).of(table)


def test_added_removed_changed_field_by_field() -> None:
    before = keyed(row("dates", "a#d1-1", start="2025-01-01"), row("dates", "a#d2-1"))
    after = keyed(row("dates", "a#d1-1", start="2025-01-02"), row("dates", "a#d3-1"))
    table = _compared("dates", before, after)
    assert list(table.added) == ["a#d3-1"]
    assert list(table.removed) == ["a#d2-1"]
    (changed,) = table.changed
    assert [(item.column, item.before, item.after) for item in changed.fields] == [
        ("start", "2025-01-01", "2025-01-02")
    ]


def test_evidence_is_never_compared() -> None:
    before, after = (
        row("dates", "a#d1-1", char_start="1", sentence="a"),
        row("dates", "a#d1-1", char_start="9", sentence="b"),
    )
    assert _compared("dates", keyed(before), keyed(after)).is_empty


def test_the_place_of_an_objective_and_the_length_of_a_text_are_evidence() -> None:
    assert _compared(
        "objectives", keyed(row("objectives", "a#o1-1", ordinal="1")), keyed(row("objectives", "a#o1-1", ordinal="2"))
    ).is_empty
    assert _compared(
        "documents", keyed(row("documents", "a", characters="1")), keyed(row("documents", "a", characters="2"))
    ).is_empty


def test_a_warning_that_only_moved_is_the_same_warning() -> None:
    def of(before: str, after: str) -> bool:
        return _compared(
            "documents", keyed(row("documents", "a", message=before)), keyed(row("documents", "a", message=after))
        ).is_empty

    assert of("“3月”: no year (character 12); 3 lines joined", "“3月”: no year (character 40); 4 lines joined")
    assert not of("“3月”: no year (character 12)", "“4月”: no year (character 12)")
    assert not of("", "“4月”: no year (character 12)")


def test_rows_of_a_document_that_could_not_be_read_are_not_gone() -> None:
    table = _compared("dates", keyed(row("dates", "a#d1-1")), {}, unread=frozenset({"a"}))
    assert not table.removed
    assert list(table.stale) == ["a#d1-1"]


def test_an_organisation_that_only_an_unread_document_names_is_not_gone() -> None:
    before = {
        **EMPTY,
        "organisations": keyed(row("organisations", "x"), row("organisations", "y")),
        "organisation_mentions": keyed(mention("a#m1-1", "", organisation_id="x")),
    }
    table = compare(before, EMPTY, unread=frozenset({"a"})).of("organisations")
    assert list(table.stale) == ["x"]
    assert list(table.removed) == ["y"]


def test_a_new_column_is_said() -> None:
    old = row("dates", "a#d1-1")
    del old["edtf"]
    table = _compared("dates", keyed(old), keyed(row("dates", "a#d1-1", edtf="2025")))
    assert table.columns_added == ("edtf",)
    assert not table.changed
    assert not table.is_empty


def test_a_table_that_is_missing_is_not_the_same() -> None:
    without = {name: rows for name, rows in EMPTY.items() if name != "dates"}
    for before, after in ((without, EMPTY), (EMPTY, without)):
        diff = compare(before, after)
        assert diff.of("dates").not_compared
        assert not diff.is_empty


def test_one_more_mention_before_the_others_is_one_added_row() -> None:
    before = keyed(mention("a#mab-1", "Acme came."), mention("a#mab-2", "Acme went."))
    after = keyed(
        mention("a#mab-1", "Acme is new."), mention("a#mab-2", "Acme came."), mention("a#mab-3", "Acme went.")
    )
    table = _compared("organisation_mentions", before, after)
    assert list(table.added) == ["a#mab-1"]
    assert not table.removed
    assert not table.changed
    assert table.renumbered == {"a#mab-1": "a#mab-2", "a#mab-2": "a#mab-3"}


def test_a_mention_that_went_is_the_one_that_is_shown() -> None:
    before = keyed(mention("a#mab-1", "Acme came."), mention("a#mab-2", "Acme went.", organisation_id="other"))
    after = keyed(mention("a#mab-1", "Acme went.", organisation_id="other"))
    table = _compared("organisation_mentions", before, after)
    assert table.removed["a#mab-1"]["sentence"] == "Acme came."
    assert not table.changed


def test_an_edited_sentence_keeps_its_row() -> None:
    before = keyed(mention("a#mab-1", "Acme came."), mention("a#mab-2", "Acme went."), mention("a#mab-3", "Acme won."))
    after = keyed(
        mention("a#mab-1", "New: Acme."),
        mention("a#mab-2", "Acme came."),
        mention("a#mab-3", "Acme went home."),
        mention("a#mab-4", "Acme won."),
    )
    table = _compared("organisation_mentions", before, after)
    assert list(table.added) == ["a#mab-1"]
    assert table.renumbered["a#mab-2"] == "a#mab-3"


def test_a_pointer_to_a_renumbered_row_is_no_change() -> None:
    before = keyed(row("objectives", "b#oab-1", lead_in="one"), row("objectives", "a#ocd-1", counterpart_id="b#oab-1"))
    after = keyed(
        row("objectives", "b#oab-1", lead_in="new"),
        row("objectives", "b#oab-2", lead_in="one"),
        row("objectives", "a#ocd-1", counterpart_id="b#oab-2"),
    )
    table = _compared("objectives", before, after)
    assert list(table.added) == ["b#oab-1"]
    assert not table.changed


_SENTENCES = st.sampled_from(["Acme came.", "Acme went.", "Acme stayed.", ""])
_IDS = st.sampled_from(["acme", "other", ""])


@st.composite
def _tables(draw: st.DrawFn) -> Side:
    """Mentions as a run numbers them: for each document and word, from 1 on in the order of the text."""
    rows = []
    for stem in ("a#mab", "a#mcd", "b#mab"):
        found = draw(st.lists(st.tuples(_SENTENCES, _IDS), max_size=5))
        rows += [
            mention(f"{stem}-{number}", sentence, organisation_id=owner)
            for number, (sentence, owner) in enumerate(found, start=1)
        ]
    return keyed(*rows)


def _values(rows: dict[str, Cells]) -> dict[str, tuple[str, str]]:
    """What is compared of mentions."""
    return {key: (item["text"], item["organisation_id"]) for key, item in rows.items()}


@given(_tables(), _tables())
def test_applying_a_diff_gives_the_other_side(before: Side, after: Side) -> None:
    name = "organisation_mentions"
    diff = compare({**EMPTY, name: before}, {**EMPTY, name: after})
    rebuilt = {key: dict(item) for key, item in apply(diff, {**EMPTY, name: before})[name].items()}
    assert _values(rebuilt) == _values(after)
    assert all(item["mention_id"] == key for key, item in rebuilt.items())


@given(_tables(), _tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(before: Side, after: Side, order: random.Random) -> None:
    def shuffled(rows: Side) -> Side:
        items = list(rows.items())
        order.shuffle(items)
        return dict(items)

    name = "organisation_mentions"
    plain = _compared(name, before, after)
    mixed = _compared(name, shuffled(before), shuffled(after))
    assert plain == mixed


@given(_tables())
def test_nothing_changes_against_itself(rows: Side) -> None:
    table = _compared("organisation_mentions", rows, {key: dict(item) for key, item in reversed(list(rows.items()))})
    assert table.is_empty
    assert not table.renumbered


@given(_tables(), _tables())
def test_there_is_surplus_on_one_side_of_a_word_only(before: Side, after: Side) -> None:
    table = _compared("organisation_mentions", before, after)
    stems = [{key.rpartition("-")[0] for key in side} for side in (table.added, table.removed)]
    assert not stems[0] & stems[1]
