"""Removed and added rows that are probably one."""

from pipeline.review.compare import TableDiff
from pipeline.review.edits import probable_edits
from tests.review.rows import Cells, keyed, mention, row


def _edits(removed: Cells, added: Cells, table: str = "organisation_mentions") -> bool:
    return bool(probable_edits(TableDiff(table, added=keyed(added), removed=keyed(removed))))


def test_a_date_edited_in_place() -> None:
    before = row("dates", "a#d1-1", text="3 March 2026", sentence="It was signed on 3 March 2026 in Oslo.")
    after = row("dates", "a#d2-1", text="14 April 2026", sentence="It was signed on 14 April 2026 in Oslo.")
    assert _edits(before, after, "dates")


def test_a_name_read_with_one_word_more() -> None:
    sentence = "It was signed by Coastal Wind Association today."
    assert _edits(
        mention("a#m1-1", sentence, text="Coastal Wind"), mention("a#m2-1", sentence, text="Coastal Wind Association")
    )


def test_two_names_in_one_sentence_are_two() -> None:
    sentence = "It was signed by Harrow Marine plc and by Coastal Wind Association today."
    assert not _edits(
        mention("a#m1-1", sentence, text="Harrow Marine plc"),
        mention("a#m2-1", sentence, text="Coastal Wind Association"),
    )


def test_rows_of_two_documents_are_two() -> None:
    assert not _edits(mention("a#m1-1", "Acme came.", text="Acme"), mention("b#m2-1", "Acme came.", text="Acme"))


def test_unlike_words_at_unlike_places_are_two() -> None:
    before = row("dates", "a#d1-1", text="2019", sentence="The company was founded in 2019 by three engineers.")
    after = row("dates", "a#d2-1", text="next spring", sentence="Both sides will meet again next spring.")
    assert not _edits(before, after, "dates")


def test_an_organisation_with_another_id_and_the_same_name() -> None:
    before, after = (
        row("organisations", "harrow", name="Harrow"),
        row("organisations", "harrow-marine", aliases="HM; Harrow"),
    )
    assert _edits(before, after, "organisations")
    assert not _edits(before, row("organisations", "other", name="Other"), "organisations")


def test_each_row_is_in_one_pair_and_the_likest_win() -> None:
    removed = keyed(*(mention(f"a#m{n}-1", f"On day {n} came Acme {n}.", text=f"Acme {n}") for n in range(5)))
    added = keyed(*(mention(f"a#n{n}-1", f"On day {n} came Acme {n} Ltd.", text=f"Acme {n} Ltd") for n in range(5)))
    assert probable_edits(TableDiff("organisation_mentions", added=added, removed=removed)) == {
        f"a#m{n}-1": f"a#n{n}-1" for n in range(5)
    }


def test_a_rewritten_document_takes_linear_work() -> None:
    removed = keyed(*(mention(f"a#m{n:x}-1", f"old {n}", text=f"old {n}", char_start=str(n)) for n in range(3_000)))
    added = keyed(*(mention(f"a#n{n:x}-1", f"new {n}", text=f"new {n}", char_start=str(n)) for n in range(3_000)))
    assert len(probable_edits(TableDiff("organisation_mentions", added=added, removed=removed))) <= 3_000
