"""The walks of docs/reviewing.md, through the command line as a reviewer types them."""

import csv
import json
import re
import shutil

import pytest

from pipeline.workspace import Workspace
from tests.conftest import ROOT
from tests.review import reviewed
from tests.review.reviewed import MakeWorkspace
from tests.run.test_ingest import oboegaki

ORGANISATIONS = f"""{reviewed.ORGANISATIONS}\
  - id: harrow-institute
    name_en: Harrow Institute
    kind: institute
"""
FIRST = "Coastal Wind Association and Harrow Marine plc signed a memorandum on 3 March 2026.\n"
SECOND = """\
Coastal Wind Association met Harrow Marine plc on 9 June 2026.

Version 2.0 of 2019 was shown.
"""


def _key(workspace: Workspace, table: str, text: str) -> str:
    with (workspace.extracted / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.reader(handle) if text in row]
    assert len(rows) == 1, rows
    return rows[0][0]


def test_add_see_correct_reject_accept_and_nothing_is_left(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/first.txt": FIRST, "config/organisations.yml": ORGANISATIONS})
    assert oboegaki(workspace, "ingest").returncode == 0
    assert oboegaki(workspace, "accept").returncode == 0

    (workspace.raw / "second.txt").write_text(SECOND, encoding="utf-8")
    assert "Next: oboegaki diff" in oboegaki(workspace, "ingest").stdout
    shown = oboegaki(workspace, "diff", "--why")
    assert shown.returncode == 1
    assert "because: new document" in shown.stdout
    assert "“Coastal Wind Association met [Harrow Marine plc] on 9 June 2026.”" in shown.stdout
    assert "first" not in re.findall(r"^\S+$", shown.stdout, re.MULTILINE)

    with (workspace.extracted / "organisation_mentions.csv").open(encoding="utf-8", newline="") as handle:
        mention = next(
            row["mention_id"]
            for row in csv.DictReader(handle)
            if row["doc_id"] == "second" and row["text"] == "Harrow Marine plc"
        )
    corrected = oboegaki(
        workspace,
        "correct",
        mention,
        "organisation_id=harrow-institute",
        "--reason",
        "the institute",
        "--by",
        "Reviewer",
    )
    assert corrected.returncode == 0, corrected.stderr
    rejected = oboegaki(workspace, "reject", _key(workspace, "dates", "2019"), "--reason", "a version")
    assert rejected.returncode == 0, rejected.stderr
    refused = oboegaki(workspace, "accept")
    assert refused.returncode == 2
    assert "run `oboegaki ingest`" in refused.stderr
    assert oboegaki(workspace, "ingest").returncode == 0
    accepted = oboegaki(workspace, "accept")
    assert "Nothing is left to review." in accepted.stdout

    again = oboegaki(workspace, "ingest")
    assert "Nothing to review." in again.stdout
    nothing = oboegaki(workspace, "diff")
    assert nothing.returncode == 0
    assert "Nothing to review" in nothing.stdout
    tables = {
        name: (workspace.accepted / f"{name}.csv").read_text(encoding="utf-8")
        for name in ("dates", "organisations", "organisation_mentions")
    }
    assert ",2019," not in tables["dates"]
    assert "harrow-institute" in tables["organisations"]
    told = oboegaki(workspace, "why", mention).stdout
    for words in ("second.txt", "[Harrow Marine plc]", "organisations.yml:11", "the institute (Reviewer, ", "accepted"):
        assert words in told
    assert "its name is in organisations.yml" in told


def test_one_sentence_edited_is_one_row_changed_by_its_source(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"raw/first.txt": FIRST, "raw/second.txt": SECOND, "config/organisations.yml": ORGANISATIONS}
    )
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    (workspace.raw / "second.txt").write_text(SECOND.replace("9 June 2026", "10 July 2026"), encoding="utf-8")
    assert oboegaki(workspace, "ingest").returncode == 0
    review = json.loads(oboegaki(workspace, "diff", "--json").stdout)
    (change,) = review["changes"]
    assert (change["table"], change["state"], change["doc_id"]) == ("dates", "edited", "second")
    assert change["causes"] == [{"kind": "source", "detail": "", "document": ""}]
    assert (change["quote_before"]["words"], change["quote"]["words"]) == ("9 June 2026", "10 July 2026")
    shown = oboegaki(workspace, "diff", "--why").stdout
    assert "text: 9 June 2026 → 10 July 2026" in shown
    assert shown.count("because:") == 1
    assert "because: the source changed" in shown


def test_the_samples_have_one_changed_row_after_one_edit(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({})
    for path in (ROOT / "raw").glob("uk-japan-fusion-moc-2025-en.*"):
        workspace.raw.mkdir(exist_ok=True)
        shutil.copy(path, workspace.raw)
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    path = workspace.raw / "uk-japan-fusion-moc-2025-en.txt"
    content = path.read_text(encoding="utf-8")
    assert "January 2025, for UK" in content
    path.write_text(content.replace("January 2025, for UK", "March 2025, for UK"), encoding="utf-8")
    oboegaki(workspace, "ingest")
    review = json.loads(oboegaki(workspace, "diff", "--json").stdout)
    assert [(item["table"], item["causes"][0]["kind"]) for item in review["changes"]] == [("dates", "source")]


def test_parts_of_a_diff_and_one_that_was_kept(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"raw/first.txt": FIRST, "raw/second.txt": SECOND, "config/organisations.yml": ORGANISATIONS}
    )
    oboegaki(workspace, "ingest")
    dates = oboegaki(workspace, "diff", "--doc", "second", "--table", "dates").stdout
    assert "9 June 2026" in dates
    assert "3 March 2026" not in dates
    assert "organisation_mentions  m" not in dates
    assert "more rows; --limit 0" in oboegaki(workspace, "diff", "--limit", "2").stdout
    kept = workspace.root / "kept.json"
    shutil.copy(workspace.diff_file, kept)
    before = oboegaki(workspace, "diff", "--limit", "0").stdout
    oboegaki(workspace, "accept")
    again = oboegaki(workspace, "diff", "--from", str(kept), "--limit", "0")
    assert again.returncode == 1
    assert again.stdout == before


def test_losses_end_with_exit_code_one_and_change_nothing(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": FIRST, "raw/b.txt": SECOND, "config/organisations.yml": ORGANISATIONS})
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    before = {path.name: path.read_bytes() for path in workspace.accepted.iterdir()}
    (workspace.raw / "b.txt").unlink()
    run = oboegaki(workspace, "ingest")
    assert run.returncode == 1
    assert "documents: 1 of 2 accepted rows would go, more than a tenth" in run.stdout
    refused = oboegaki(workspace, "accept")
    assert refused.returncode == 2
    assert "--allow-removals" in refused.stderr
    assert {path.name: path.read_bytes() for path in workspace.accepted.iterdir()} == before
    assert oboegaki(workspace, "accept", "--allow-removals").returncode == 0
    assert oboegaki(workspace, "ingest").returncode == 0


def test_hostile_documents_through_every_command(make_workspace: MakeWorkspace) -> None:
    text = "<script>alert(1)</script> =HYPERLINK(1) [red]Acme[/red] Ltd met Acme Ltd on 3 March 2026 \u202eevil\u202c \x1b[31m.\n"
    workspace = make_workspace({"raw/a.txt": text})
    oboegaki(workspace, "ingest")
    acting = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    key = _key(workspace, "dates", "3 March 2026")
    for arguments in (("diff", "--why", "--limit", "0"), ("show", "a"), ("why", key)):
        result = oboegaki(workspace, *arguments)
        assert not result.stderr
        assert not acting.search(result.stdout), arguments
        assert "<script>" in result.stdout
    assert "<script>" not in (workspace.extracted / "review" / "diff.md").read_text(encoding="utf-8")
    oboegaki(workspace, "reject", key, "--reason", "[red]no[/red] \u202e\x1b[31m: # {}")
    again = oboegaki(workspace, "ingest")
    assert again.returncode == 0, again.stderr
    assert "3 March 2026" not in (workspace.extracted / "dates.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("correct", "a#d0-1", "start=x", "--reason", "r"), "this run has no row with this key"),
        (("correct", "cwa", "name=x", "--reason", "r"), "it follows from organisations.yml"),
        (("correct", "cwa", "name", "--reason", "r"), "write column=value"),
        (("reject", "a", "--reason", "r"), "is no finding that can be rejected"),
        (("show", "zz"), "there is no such document in this run"),
        (("why", "zz"), "no row has this key"),
        (("accept", "--decisions", "d.yml", "--doc", "a"), "leave the other options out"),
        (("accept", "--doc", "zz"), "there is nothing to review under this document"),
        (("diff", "--from", "nowhere.json"), "nowhere.json"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_two(shared: Workspace, arguments: tuple[str, ...], words: str) -> None:
    result = oboegaki(shared, *arguments)
    assert result.returncode == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, small_models: str) -> Workspace:
    """A workspace with a run that no test changes."""
    root = tmp_path_factory.mktemp("shared")
    files = {"raw/a.txt": FIRST, "config/organisations.yml": ORGANISATIONS, "config/settings.yml": small_models}
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    assert oboegaki(Workspace(root), "ingest").returncode == 0
    return Workspace(root)
