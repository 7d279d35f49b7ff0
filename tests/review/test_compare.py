"""The diff as a value."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.compare import apply, compare
from pipeline.schema import TABLES

DATES = next(table for table in TABLES if table.name == "dates")


def _row(key: str, **cells: str) -> dict[str, str]:
    row = dict.fromkeys((column.name for column in DATES.columns), "")
    return {**row, "date_id": key, "doc_id": "a", **cells}


def _dates(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]], **options: frozenset[str]):  # type: ignore[no-untyped-def]
    diff = compare({"dates": before}, {"dates": after}, **options)
    return next(table for table in diff.tables if table.table == "dates")


def test_added_removed_changed_field_by_field() -> None:
    before = {"k1": _row("k1", start="2025-01-01"), "k2": _row("k2")}
    after = {"k1": _row("k1", start="2025-01-02"), "k3": _row("k3")}
    table = _dates(before, after)
    assert list(table.added) == ["k3"]
    assert list(table.removed) == ["k2"]
    (changed,) = table.changed
    assert [(item.column, item.before, item.after) for item in changed.fields] == [
        ("start", "2025-01-01", "2025-01-02")
    ]


def test_evidence_is_never_compared() -> None:
    assert _dates(
        {"k": _row("k", char_start="1", sentence="a")}, {"k": _row("k", char_start="9", sentence="b")}
    ).is_empty


def test_rows_of_a_document_that_could_not_be_read_are_not_gone() -> None:
    table = _dates({"k": _row("k")}, {}, unread=frozenset({"a"}))
    assert not table.removed
    assert list(table.stale) == ["k"]


def test_an_organisation_that_only_an_unread_document_names_is_not_gone() -> None:
    mention = {"mention_id": "m", "doc_id": "a", "organisation_id": "x"}
    organisations = {key: {"organisation_id": key} for key in "xy"}
    before = {"organisations": organisations, "organisation_mentions": {"m": mention}}
    diff = compare(before, {"organisations": {}}, unread=frozenset({"a"}))
    table = next(table for table in diff.tables if table.table == "organisations")
    assert list(table.stale) == ["x"]
    assert list(table.removed) == ["y"]


def test_a_new_column_is_said() -> None:
    old = _row("k")
    del old["edtf"]
    table = _dates({"k": old}, {"k": _row("k", edtf="2025")})
    assert table.columns_added == ("edtf",)
    assert not table.is_empty


_ROWS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["2025-01-01", "2025-01-02", ""]), max_size=8).map(
    lambda cells: {key: _row(key, start=start) for key, start in cells.items()}
)


@given(_ROWS, _ROWS)
def test_applying_a_diff_gives_the_other_side(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    diff = compare({"dates": before}, {"dates": after})
    assert apply(diff, {"dates": before})["dates"] == after


@given(_ROWS)
def test_nothing_changes_against_itself(rows: dict[str, dict[str, str]]) -> None:
    shuffled = dict(reversed(list(rows.items())))
    assert compare({"dates": rows}, {"dates": shuffled}).of("dates").is_empty
