"""What is read of both sides: only what differs, and the review is the same."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import WorkspaceError
from pipeline.files import sha256
from pipeline.review import accepted, sides
from pipeline.review.accepted import Baseline, read_accepted, read_ahead, write_accepted
from pipeline.review.build import build_review
from pipeline.review.sides import WHOLE, read_changed, read_sides
from pipeline.run.inputs import INPUTS
from pipeline.schema import TABLES, Table
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace
from tests.review.rows import Cells, keyed, mention, row

# Names that CSV quotes, that begin with one another, and that have the sign in them that parts document and row.
DOCUMENTS = ("a", "a b", "a#b", "b", 'c,"d"', "日本")
SENTENCES = ("one", "two, with a comma", 'three "quoted"', "of two\nlines", "")


@st.composite
def tables(draw: st.DrawFn) -> dict[str, dict[str, Cells]]:
    documents = draw(st.lists(st.sampled_from(DOCUMENTS), unique=True, max_size=5))
    mentions, owners = [], set()
    for doc_id in documents:
        for number, sentence in enumerate(draw(st.lists(st.sampled_from(SENTENCES), max_size=3)), 1):
            owner = draw(st.sampled_from(["acme", "bolt"]))
            owners.add(owner)
            mentions.append(
                mention(f"{doc_id}#m12ab-{number}", sentence, organisation_id=owner, char_start=str(number))
            )
    partner = {doc_id: draw(st.sampled_from(["", *documents])) for doc_id in documents}
    return {
        "documents": keyed(*(row("documents", key, status="ok", translation_of=partner[key]) for key in documents)),
        "organisations": keyed(*(row("organisations", key, name=key) for key in owners)),
        "organisation_mentions": keyed(*mentions),
        "dates": {},
        "objectives": {},
    }


def written(folder: Path, accepted: dict[str, dict[str, Cells]], now: dict[str, dict[str, Cells]]) -> Workspace:
    """A workspace with these tables on both sides."""
    workspace = Workspace(folder)
    write_accepted(workspace, now, Baseline())
    for table in TABLES:
        (workspace.accepted / f"{table.name}.csv").rename(workspace.extracted / f"{table.name}.csv")
    files = {path.name: sha256(path.read_bytes()) for path in workspace.extracted.glob("*.csv")}
    run = {"id": "run", "files": files, "corrections": [], **{name: {} for name in INPUTS}}
    workspace.run_file.write_text(json.dumps(run), encoding="utf-8")
    if accepted:
        write_accepted(workspace, accepted, Baseline())
    return workspace


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(accepted=tables(), now=tables(), is_first=st.booleans())
def test_a_review_of_what_differs_is_that_of_everything(
    accepted: dict[str, dict[str, Cells]], now: dict[str, dict[str, Cells]], is_first: bool
) -> None:
    with TemporaryDirectory() as folder:
        workspace = written(Path(folder), {} if is_first else accepted, now)
        assert build_review(read_changed(workspace)) == build_review(read_sides(workspace))


def test_equal_documents_are_not_read(tmp_path: Path) -> None:
    rows = [mention("a#m1-1", "one"), mention("b#m1-1", "one"), mention("c#m1-1", "one")]
    documents = keyed(*(row("documents", key, status="ok") for key in "abc"))
    documents["c"]["translation_of"] = "b"
    before = {
        "documents": documents,
        "organisation_mentions": keyed(*rows),
        "organisations": {},
        "dates": {},
        "objectives": {},
    }
    now = {**before, "organisation_mentions": keyed(*rows[:2], mention("c#m1-1", "one", text="Bolt"))}
    read = read_changed(written(tmp_path, before, now))
    assert read.now["organisation_mentions"].keys() == {"b#m1-1", "c#m1-1"}  # b is shown beside c
    assert read.numbers["organisation_mentions"] == (3, 3)
    assert [change.key for change in build_review(read).changes] == ["c#m1-1"]


@pytest.mark.parametrize("is_unlisted", [False, True])
def test_who_names_an_organisation_is_known_of_unread_documents_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_unlisted: bool
) -> None:
    cells = {"char_start": "0", "char_end": "1"}
    rows = [mention(f"{doc_id}#m1-1", "one", **cells) for doc_id in "abc"]
    rows[0] = {**rows[0], "found_by": "model"}
    documents = keyed(*(row("documents", key, status="ok") for key in "abc"))
    tables: dict[str, dict[str, Cells]] = {"organisations": {}, "dates": {}, "objectives": {}}
    before = {
        **tables,
        "documents": {key: documents[key] for key in "ab"},
        "organisation_mentions": keyed(rows[0], {**rows[1], "found_by": "model"}),
    }
    now = {**tables, "documents": documents, "organisation_mentions": keyed(*rows)}
    monkeypatch.setattr(sides, "MOST_NEW", 0 if is_unlisted else 1)
    read = read_changed(written(tmp_path, before, now))
    assert read.now["organisation_mentions"].keys() == ({"b#m1-1"} if is_unlisted else {"b#m1-1", "c#m1-1"})
    found_by = rows[1]["found_by"]
    expected = {("a", "model"), ("b", "model"), ("b", found_by), ("c", found_by)}
    assert read.naming(rows[0]["organisation_id"]) == expected
    assert read.naming("nobody") == set()


@pytest.mark.parametrize("damage", ["sorted anew", "column gone"])
def test_tables_that_stand_otherwise_are_read_whole(tmp_path: Path, damage: str) -> None:
    rows = keyed(mention("a#m1-1", "one"), mention("b#m1-1", "one"), mention("a#m2-1", "one"))
    tables = {"documents": {}, "organisations": {}, "organisation_mentions": rows, "dates": {}, "objectives": {}}
    workspace = written(tmp_path, tables, tables)
    path = workspace.accepted / "organisation_mentions.csv"
    head, first, second, third = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = (
        [head, first, third, second]
        if damage == "sorted anew"
        else [head.replace("found_by", "by"), first, second, third]
    )
    path.write_text("".join(changed), encoding="utf-8")
    review = build_review(read_changed(workspace))
    assert review == build_review(read_sides(workspace))
    assert [table.is_same for table in review.tables if table.table == "organisation_mentions"] == [
        damage == "sorted anew"
    ]


def test_of_very_many_new_documents_the_rest_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "MOST_NEW", 3)
    old = mention("z#m1-1", "one", organisation_id="acme")
    new = [mention(f"{doc_id}#m1-{number}", "one", organisation_id=doc_id) for doc_id in "abc" for number in (1, 2)]
    before = {
        "documents": keyed(row("documents", "z", status="ok")),
        "organisations": keyed(row("organisations", "acme", name="acme")),
        "organisation_mentions": keyed(old),
        "dates": {},
        "objectives": {},
    }
    now = {
        **before,
        "documents": keyed(
            *(row("documents", key, status="ok") for key in "abcz"), row("documents", "d", status="crashed")
        ),
        "organisations": keyed(*(row("organisations", key, name=key) for key in ("acme", *"abc"))),
        "organisation_mentions": keyed({**old, "text": "Acme Ltd"}, *new),
    }
    review = build_review(read_changed(written(tmp_path, before, now)))
    listed = [(change.table, change.key, change.state) for change in review.changes]
    # What was accepted and what could not be read is never left out.
    assert ("organisation_mentions", "z#m1-1", "changed") in listed
    assert ("documents", "d", "added") in listed
    assert [key for table, key, _ in listed if table == "organisation_mentions"] == ["z#m1-1", "a#m1-1", "a#m1-2"]
    assert [key for table, key, _ in listed if table == "organisations"] == ["a"]
    assert review.unlisted == 4 + 2 + 2
    added = {table.table: table.added for table in review.tables}
    assert added == {"documents": 4, "organisations": 3, "organisation_mentions": 6, "dates": 0, "objectives": 0}


def test_accepted_tables_that_were_read_ahead_are_those_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = keyed(row("documents", "a", status="ok"))
    tables = {"documents": documents, "organisations": {}, "organisation_mentions": {}, "dates": {}, "objectives": {}}
    workspace = written(tmp_path, tables, tables)
    read: list[str] = []

    def noted(table: Table, path: Path) -> dict[str, dict[str, str]]:
        read.append(table.name)
        return read_csv(table, path)

    monkeypatch.setattr(accepted, "read_csv", noted)
    read_ahead(workspace, WHOLE)
    before = read_accepted(workspace, WHOLE)
    assert read == [table.name for table in WHOLE]
    assert before["documents"] == documents
    read_accepted(workspace, WHOLE)
    assert len(read) == 2 * len(WHOLE)  # kept for one only

    read_ahead(workspace, WHOLE)
    path = workspace.accepted / "documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("a,", "b,", 1), encoding="utf-8")
    assert read_accepted(workspace, WHOLE)["documents"].keys() == {"b"}

    path.write_text("what is this\n", encoding="utf-8")
    read_ahead(workspace, WHOLE)
    with pytest.raises(WorkspaceError, match="no column doc_id"):
        read_accepted(workspace, WHOLE)
