"""What becomes of an accepted row, named after what moved since."""

import csv

import pytest

from pipeline.errors import WorkspaceError
from pipeline.review.accept import Selection, accept
from pipeline.review.decide import add, correct, reject
from pipeline.run.ingest import ingest
from pipeline.workspace import Workspace
from tests.review.reviewed import (
    ORGANISATIONS,
    OTHER,
    TEXT,
    MakeWorkspace,
    accepted,
    again,
    edit,
    extracted,
    key_of,
    told,
)

pytestmark = pytest.mark.usefixtures("without_workers")


def test_nothing_moved_stays_accepted(workspace: Workspace) -> None:
    assert again(workspace).is_empty


def test_source_moved_and_row_did_not_stays_accepted(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "signed a memorandum", "signed a long memorandum")
    assert again(workspace).is_empty


def test_source_moved_row_is_back_in_review(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "3 March", "4 April")
    review = again(workspace)
    assert told(review) == {("dates", "edited", "source")}
    (change,) = review.changes
    assert (change.quote_before.words, change.quote.words) == ("3 March 2026", "4 April 2026")  # type: ignore[union-attr]


def test_machine_value_moved_keeps_the_accepted_value_until_decided(workspace: Workspace) -> None:
    edit(workspace.root / "config" / "organisations.yml", "id: harrow", "id: harrow-marine")
    before = accepted(workspace, "organisation_mentions")
    review = again(workspace)
    assert {item.causes for item in review.changes} == {review.changes[0].causes}
    assert [(item.kind, item.detail) for item in review.changes[0].causes] == [("configuration", "organisations.yml")]
    assert ("organisation_mentions", "changed", "configuration") in told(review)
    assert ("organisations", "edited", "configuration") in told(review)
    assert accepted(workspace, "organisation_mentions") == before
    accept(workspace, allow_removals=True)
    assert again(workspace).is_empty
    assert {row["organisation_id"] for row in accepted(workspace, "organisation_mentions").values()} == {
        "cwa", "harrow-marine",
    }  # fmt: skip


def test_row_gone_is_shown_as_removed(workspace: Workspace) -> None:
    edit(workspace.raw / "b.txt", " on 5 May 2025", "")
    review = again(workspace)
    assert told(review) == {("dates", "removed", "source")}
    assert review.changes[0].quote is None
    assert review.changes[0].quote_before.words == "5 May 2025"  # type: ignore[union-attr]


def test_document_gone_is_shown_as_removed(workspace: Workspace) -> None:
    (workspace.raw / "b.txt").unlink()
    review = again(workspace)
    assert {item.causes[0].detail for item in review.changes} == {"no longer in raw/"}
    assert ("documents", "removed", "source") in told(review)
    assert next(item.status for item in review.documents if item.doc_id == "b") == "gone"


def test_document_unreadable_keeps_its_rows_and_marks_them_stale(workspace: Workspace) -> None:
    (workspace.raw / "b.txt").write_bytes(b"")
    review = again(workspace)
    assert {item.state for item in review.changes if item.table != "documents"} == {"stale"}
    assert not any(table.over_limit for table in review.tables)
    before = accepted(workspace, "dates")
    done = accept(workspace)
    assert done.stale > 0
    assert accepted(workspace, "dates") == before
    assert not again(workspace).pending
    (workspace.raw / "b.txt").write_text(OTHER, encoding="utf-8")
    assert {item.table for item in again(workspace).changes} == {"documents"}


def test_another_document_moved_the_link_of_a_row(make_workspace: MakeWorkspace) -> None:
    first = "Boreal Ridge Energy Ltd (BRE) was founded in 1999.\n"
    made = make_workspace({"raw/a.txt": first, "raw/b.txt": "Visitors met Boreal Ridge Energy Ltd in Oslo.\n"})
    ingest(made, jobs=1)
    accept(made)
    edit(
        made.raw / "a.txt", "Boreal Ridge Energy Ltd (BRE)", "Boreal Ridge Energy Ltd (BRE) and Boreal Ridge Energy Ltd"
    )
    review = again(made)
    assert not [item for item in review.changes if item.doc_id == "b"]
    assert {cause.document for item in review.changes if item.table == "organisations" for cause in item.causes} <= {
        "a"
    }


def test_a_correction_is_accepted_once(workspace: Workspace) -> None:
    key = key_of(workspace, "organisation_mentions", "Harrow Marine plc")
    correct(workspace, key, {"organisation_id": "spare"}, reason="another body")
    with pytest.raises(WorkspaceError, match="has changed since the run"):
        accept(workspace)
    review = again(workspace)
    assert {cause.kind for item in review.changes for cause in item.causes} == {"reviewer"}
    accept(workspace)
    assert again(workspace).is_empty
    assert accepted(workspace, "organisations")["spare"]["aliases"] == "Harrow Marine plc"


def test_a_correction_can_be_corrected_and_taken_back(workspace: Workspace) -> None:
    key = key_of(workspace, "dates", "3 March 2026")
    correct(workspace, key, {"start": "2026-03-04"}, reason="first thought")
    correct(workspace, key, {"start": "2026-03-05"}, reason="second thought")
    again(workspace)
    assert extracted(workspace, "dates")[key]["edtf"] == "2026-03-05"
    correct(workspace, key, {"start": "2026-03-03"}, reason="it was right")
    assert "3 March 2026" not in workspace.corrections.read_text(encoding="utf-8")
    assert again(workspace).is_empty


def test_a_rejected_finding_stays_rejected_where_it_moves(workspace: Workspace) -> None:
    key = key_of(workspace, "organisation_mentions", "Coastal Wind Association", "b")
    reject(workspace, key, reason="not this one")
    again(workspace)
    accept(workspace, allow_removals=True)
    edit(workspace.raw / "b.txt", OTHER, f"Coastal Wind Association is here.\n\n{OTHER}")
    review = again(workspace)
    assert [(item.state, item.quote.after) for item in review.changes if item.quote] == [("added", " is here.")]
    assert not [item for item in review.corrections if item.problem]


def test_a_stale_correction_is_reported_and_not_applied(workspace: Workspace) -> None:
    key = key_of(workspace, "dates", "3 March 2026")
    correct(workspace, key, {"start": "2026-03-04"}, reason="amended")
    edit(workspace.raw / "a.txt", "3 March 2026", "9 June 2026")
    review = again(workspace)
    assert [item.problem for item in review.corrections] == ["“3 March 2026” is no longer found there"]
    assert ingest(workspace).stale_corrections == {key: "“3 March 2026” is no longer found there"}


def test_what_was_missed_is_added_and_stays(workspace: Workspace) -> None:
    entry = add(
        workspace, "dates", "a", "a memorandum", {"start": "2026-03-01", "end": "2026-03-31"}, reason="the month"
    )
    review = again(workspace)
    assert [(item.key, item.certainty) for item in review.changes] == [(entry.key, "reviewer")]
    accept(workspace)
    assert again(workspace).is_empty
    assert accepted(workspace, "dates")[entry.key]["precision"] == "month"
    reject(workspace, entry.key, reason="no")
    assert told(again(workspace)) == {("dates", "removed", "reviewer")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dates", "a", "nowhere", {"start": "2026-01-01"}), "is not in its text"),
        (("dates", "a", "3 March 2026", {"start": "2026-01-01"}), "is found already"),
        (("dates", "a", "signed", {}), "give start"),
        (("dates", "zz", "signed", {"start": "2026-01-01"}), "no text of such a document"),
        (("documents", "a", "signed", {}), "rows can be added to"),
        (("organisation_mentions", "a", "signed", {"organisation_id": "nobody"}), "add it to organisations.yml first"),
        (("dates", "a", "signed", {"start": "2026-02-31"}), "must be a day"),
    ],
)
def test_what_cannot_be_added(
    workspace: Workspace, arguments: tuple[str, str, str, dict[str, str]], words: str
) -> None:
    with pytest.raises(WorkspaceError, match=words):
        add(workspace, *arguments, reason="x")
    assert not workspace.corrections.exists()


def test_comments_in_the_file_stay(workspace: Workspace) -> None:
    key = key_of(workspace, "dates", "3 March 2026")
    reject(workspace, key, reason="one")
    path = workspace.corrections
    path.write_text("# ours\n" + path.read_text(encoding="utf-8") + "  # the last line\n", encoding="utf-8")
    again(workspace)
    reject(workspace, key_of(workspace, "dates", "1999", "b"), reason="two")
    content = path.read_text(encoding="utf-8")
    assert content.startswith("# ours\n")
    assert "# the last line" in content
    assert content.count("action: reject") == 2


# --- accepting ---


def test_more_than_a_tenth_is_not_removed_without_being_asked(workspace: Workspace) -> None:
    (workspace.raw / "b.txt").unlink()
    assert any(table.over_limit for table in again(workspace).tables)
    before = {path.name: path.read_bytes() for path in workspace.accepted.iterdir()}
    with pytest.raises(WorkspaceError, match="--allow-removals"):
        accept(workspace)
    assert {path.name: path.read_bytes() for path in workspace.accepted.iterdir()} == before
    accept(workspace, allow_removals=True)
    assert again(workspace).is_empty


def test_a_part_is_accepted_and_the_rest_stays_in_review(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "3 March", "4 April")
    edit(workspace.raw / "b.txt", "5 May", "6 June")
    again(workspace)
    accept(workspace, Selection(documents=frozenset({"a"})))
    assert {item.doc_id for item in again(workspace).changes} == {"b"}
    accept(workspace, Selection(keys=frozenset({key_of(workspace, "dates", "6 June 2025", "b")})))
    assert again(workspace).is_empty
    ledger = list(csv.reader((workspace.accepted / "ledger.csv").read_text(encoding="utf-8").splitlines()))
    assert [line[2].split("#")[0] for line in ledger] == ["what", "all", "document a", "key b"]


def test_causes_are_counted_from_when_the_row_was_accepted(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "3 March", "4 April")
    again(workspace)
    accept(workspace, Selection(documents=frozenset({"a"})))
    edit(workspace.root / "config" / "organisations.yml", "id: cwa", "id: coastal")
    review = again(workspace)
    of_a = [item for item in review.changes if item.doc_id == "a"]
    assert {cause.kind for item in of_a for cause in item.causes} == {"configuration"}


def test_a_key_that_is_not_in_review_changes_nothing(workspace: Workspace) -> None:
    before = (workspace.accepted / "ledger.csv").read_bytes()
    with pytest.raises(WorkspaceError, match="nothing to review under this key"):
        accept(workspace, Selection(keys=frozenset({"a#d0-1"})))
    assert (workspace.accepted / "ledger.csv").read_bytes() == before


def test_an_accepted_mention_brings_its_organisation(make_workspace: MakeWorkspace) -> None:
    made = make_workspace({"raw/a.txt": TEXT, "config/organisations.yml": ORGANISATIONS})
    ingest(made, jobs=1)
    accept(made, Selection(keys=frozenset({key_of(made, "organisation_mentions", "Harrow Marine plc")})))
    assert set(accepted(made, "organisations")) == {"harrow"}
    assert set(accepted(made, "documents")) == {"a"}


def test_a_run_that_moved_since_the_diff_is_refused(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "3 March", "4 April")
    shown = again(workspace).run
    edit(workspace.raw / "a.txt", "4 April", "5 April")
    again(workspace)
    with pytest.raises(WorkspaceError, match=f"{shown} was looked at"):
        accept(workspace, run=shown)
    workspace.diff_file.unlink()
    with pytest.raises(WorkspaceError, match="have moved since the diff was made"):
        accept(workspace)
