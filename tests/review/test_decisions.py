"""Decisions of a reviewer, one by one or from a file, and what they leave."""

import json
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.review.changes import load_review
from pipeline.review.decide import apply_decisions
from pipeline.run.ingest import ingest
from pipeline.workspace import Workspace
from tests.review.reviewed import ORGANISATIONS, OTHER, TEXT, MakeWorkspace, accepted, again, edit, extracted, key_of

pytestmark = pytest.mark.usefixtures("without_workers")


def _decide(workspace: Workspace, decisions: list[dict[str, object]], run: str | None = None) -> Path:
    path = workspace.root / "decisions.yml"
    shown = run or load_review(workspace.diff_file).run
    path.write_text(json.dumps({"run": shown, "by": "Reviewer", "decisions": decisions}), encoding="utf-8")
    return path


def test_decisions_are_applied_and_nothing_is_left(make_workspace: MakeWorkspace) -> None:
    made = make_workspace({"raw/a.txt": TEXT, "raw/b.txt": OTHER, "config/organisations.yml": ORGANISATIONS})
    ingest(made, jobs=1)
    review = load_review(made.diff_file)
    decisions: list[dict[str, object]] = [
        {"table": item.table, "key": item.key, "decision": "accept"} for item in review.pending
    ]
    by_text = {item["key"]: item for item in decisions}
    by_text[key_of(made, "dates", "1999", "b")]["decision"] = "reject"
    edited = by_text[key_of(made, "organisation_mentions", "Harrow Marine plc", "a")]
    edited.update({"decision": "edit", "fields": {"organisation_id": "spare"}, "reason": "it is the institute"})
    done = apply_decisions(made, _decide(made, decisions))
    assert done.left == 0
    assert again(made).is_empty
    assert "1999" not in [row["text"] for row in accepted(made, "dates").values()]
    assert "spare" in accepted(made, "organisations")
    assert [item.by for item in load_review(made.diff_file).corrections] == ["Reviewer", "Reviewer"]


def test_a_change_that_is_rejected_keeps_the_accepted_value(workspace: Workspace) -> None:
    edit(workspace.root / "config" / "organisations.yml", "name_en: Harrow Marine plc", "name_en: Harrow Marine Ltd")
    edit(workspace.root / "config" / "organisations.yml", "name_en: Spare Institute", "name_en: Harrow Marine plc")
    review = again(workspace)
    changed = [item for item in review.pending if item.table == "organisation_mentions"]
    assert {item.state for item in changed} == {"changed"}
    decisions: list[dict[str, object]] = [
        {"table": item.table, "key": item.key, "decision": "reject"} for item in changed
    ]
    apply_decisions(workspace, _decide(workspace, decisions))
    found = {row["organisation_id"] for row in extracted(workspace, "organisation_mentions").values()}
    assert found == {"cwa", "harrow"}


def test_a_removal_that_is_rejected_keeps_the_row(workspace: Workspace) -> None:
    edit(workspace.root / "config" / "organisations.yml", "name_en: Coastal Wind Association", "name_en: Nothing Else")
    edit(workspace.raw / "b.txt", "Coastal Wind Association", "coastal wind association")
    again(workspace)
    review = load_review(workspace.diff_file)
    gone = [item for item in review.pending if item.state == "removed" and item.table == "organisation_mentions"]
    for item in gone:
        path = _decide(workspace, [{"table": item.table, "key": item.key, "decision": "reject"}])
        with pytest.raises(WorkspaceError, match="is not in its text"):
            apply_decisions(workspace, path)
    assert gone
    assert not workspace.corrections.exists()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"table": "dates", "key": "a#d0-1", "decision": "accept"}, "nothing of dates is to be decided"),
        ({"table": "organisations", "key": "cwa", "decision": "reject"}, "reject is no decision for it"),
    ],
)
def test_decisions_that_do_not_fit_change_nothing(
    make_workspace: MakeWorkspace, decision: dict[str, object], words: str
) -> None:
    made = make_workspace({"raw/a.txt": TEXT, "config/organisations.yml": ORGANISATIONS})
    ingest(made, jobs=1)
    accepting: dict[str, object] = {"table": "documents", "key": "a", "decision": "accept"}
    with pytest.raises(WorkspaceError, match=words):
        apply_decisions(made, _decide(made, [accepting, decision]))
    assert not made.accepted.exists()


def test_decisions_about_another_run_are_refused(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="the run has moved"):
        apply_decisions(workspace, _decide(workspace, [], run="0123456789ab"))


def test_decisions_that_need_a_run_are_refused_where_documents_moved(workspace: Workspace) -> None:
    edit(workspace.raw / "a.txt", "3 March", "4 April")
    (change,) = again(workspace).changes
    path = _decide(workspace, [{"table": "dates", "key": change.key, "decision": "reject"}])
    edit(workspace.raw / "b.txt", "5 May", "6 June")
    with pytest.raises(WorkspaceError, match="have changed since the run that was decided on"):
        apply_decisions(workspace, path)
    assert not workspace.corrections.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("run: x\ndecisions:\n- {table: dates, key: k, decision: maybe}\n", "decisions.1.decision"),
        ("run: x\ndecisions:\n- {table: dates, key: k, decision: edit}\n", "belong to the decision edit"),
        (
            "run: x\ndecisions:\n- {table: dates, key: k, decision: accept}\n- {table: dates, key: k, decision: reject}\n",
            "twice",
        ),
        ("decisions: []\n", "run"),
    ],
)
def test_a_broken_file_of_decisions(workspace: Workspace, content: str, words: str) -> None:
    from pipeline.errors import ConfigurationError

    path = workspace.root / "decisions.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words):
        apply_decisions(workspace, path)
