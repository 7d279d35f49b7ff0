"""Summary and rows of a document are made again where what they are made from moved, and nowhere else."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import pipeline.run.rows
from pipeline.config import Limits, load_configuration
from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256
from pipeline.find.objectives.themes import Theme
from pipeline.find.organisations.registry import Registry
from pipeline.records import Block, DateMention, Definition, Findings, OrganisationMention, TextDocument
from pipeline.resolve.linking import Lookup
from pipeline.resolve.links import Links
from pipeline.resolve.resolution import Resolution, themes
from pipeline.resolve.rows import DocumentRows, document_rows
from pipeline.resolve.summary import summary
from pipeline.review.accept import accept
from pipeline.review.changes import load_review
from pipeline.run.discover import Discovered, Listing, discover
from pipeline.run.ingest import ingest
from pipeline.run.known import Known
from pipeline.run.rows import SUMMARY
from pipeline.run.store import Stage, Store
from pipeline.run.tasks import FINDINGS, READ, Versions
from pipeline.schema import ROW_TABLES, TABLES
from pipeline.tables import chunks
from pipeline.tables.files import read_csv
from pipeline.workspace import CONFIG_FILES, Workspace, project_config
from tests.conftest import ROOT
from tests.run.test_ingest import ENGLISH, JAPANESE, MakeWorkspace, outputs

AIMS = ENGLISH + "\nThe parties will:\n- train divers in every harbour of the coast\n- share data on the sea floor\n"
ORGANISATIONS = (
    "organisations:\n"
    "  - {id: nasa, name_en: National Aeronautics and Space Administration, aliases: [NASA], kind: agency}\n"
    "  - {id: cern, name_en: CERN, kind: international}\n"
)
THEMES = "themes:\n  - {id: water, name_en: Water, name_ja: 水, cues_en: [divers]}\n"


@pytest.fixture
def made(without_workers: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents of which rows were made, in the order of it."""
    done: list[str] = []

    def noted(
        document: TextDocument,
        findings: Findings,
        links: Links,
        themes: Sequence[Theme],
        counterparts: Mapping[int, str],
    ) -> DocumentRows:
        done.append(document.doc_id)
        return document_rows(document, findings, links, themes, counterparts)

    monkeypatch.setattr(pipeline.run.rows, "document_rows", noted)
    return done


def stages(workspace: Workspace) -> dict[tuple[str, str], tuple[str, str]]:
    with Store.open(workspace.store) as store:
        known = store.fingerprints()
        return {(doc_id, name): stage for name, of in known.items() for doc_id, stage in of.items()}


def test_a_new_document_leaves_the_rows_of_the_others_alone(make_workspace: MakeWorkspace, made: list[str]) -> None:
    workspace = make_workspace({"raw/a.txt": AIMS, "raw/b.txt": JAPANESE})
    ingest(workspace, jobs=1)
    assert made == ["a", "b"]
    before = stages(workspace)
    (workspace.raw / "c.txt").write_text(AIMS.replace("March", "April"), encoding="utf-8")
    ingest(workspace, jobs=1)
    assert made == ["a", "b", "c"]
    assert before.items() <= stages(workspace).items()

    kept = outputs(workspace)
    workspace.store.unlink()
    ingest(workspace, jobs=1)
    workspace.run_file.unlink()  # once more, with all rows from the store
    ingest(workspace, jobs=1)
    assert made == ["a", "b", "c", "a", "b", "c"]
    assert outputs(workspace) == kept

    (workspace.raw / "b.txt").unlink()
    ingest(workspace, jobs=1)
    assert len(made) == 6
    assert {doc_id for doc_id, _ in stages(workspace)} == {"a", "c"}


def test_a_change_of_themes_makes_rows_again_and_nothing_else(make_workspace: MakeWorkspace, made: list[str]) -> None:
    workspace = make_workspace({"raw/a.txt": AIMS, "raw/b.txt": JAPANESE, "config/themes.yml": THEMES})
    ingest(workspace, jobs=1)
    assert ",water," in (workspace.extracted / "objectives.csv").read_text(encoding="utf-8")
    before = stages(workspace)

    workspace.config("themes.yml").write_text(f"# a comment says nothing new\n{THEMES}", encoding="utf-8")
    ingest(workspace, jobs=1)
    assert stages(workspace) == before
    assert made == ["a", "b"]

    workspace.config("themes.yml").write_text(THEMES.replace("id: water", "id: sea"), encoding="utf-8")
    ingest(workspace, jobs=1)
    assert ",sea," in (workspace.extracted / "objectives.csv").read_text(encoding="utf-8")
    assert made == ["a", "b", "a", "b"]
    moved = {key for key, value in stages(workspace).items() if before[key] != value}
    assert moved == {(doc_id, table.name) for doc_id in ("a", "b") for table in ROW_TABLES}


def test_rows_follow_the_organisations_that_names_stand_for(tmp_path: Path, made: list[str]) -> None:
    """Another document can say that two names are one body's: that moves rows of a document that did not change."""
    text = "Harrow Marine plc was founded in May 2019."
    document = TextDocument("a", "en", text, (Block("paragraph", 0, len(text)),))
    harrow = OrganisationMention(0, 17, "Harrow Marine plc", "pattern")
    start = text.index("May")
    day = DateMention(start, start + 8, "May 2019", date(2019, 5, 1), date(2019, 5, 31), "month", "2019-05")
    # "the Group" is no mention, and stands for a body all the same: whose objective it is follows from it.
    findings = Findings(organisations=(harrow,), dates=(day,), definitions=(Definition("Harrow Group", "the Group"),))
    configuration = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    rows: list[bytes] = []
    with Store.open(tmp_path / "store.sqlite") as store:
        lookup = Lookup.of(Registry.of(configuration.organisations))
        payloads = {
            "read": READ.dump_json(document),
            "find": FINDINGS.dump_json(findings),
            "summary": SUMMARY.dump_json(summary(document, findings, lookup)),
            **dict.fromkeys((table.name for table in ROW_TABLES), b""),
        }
        store.save("a", {name: Stage(name, payload) for name, payload in payloads.items()})

        def lines(linked: str, other: str, group: str = "harrow-group") -> bytes:
            known = Known(store, Versions("", "", "", "", ""))
            known.add(["a"])
            ids = {"a": {harrow.text: linked, "the Group": group}, "b": {harrow.text: other}}
            links = Links(ids, {}, frozenset())
            found = {body: ids["a"][body.names[0]] for body in known.summaries["a"].names.bodies}
            known.update_lines(Resolution(links, found, {}, (), {}), themes(configuration))
            return known.lines("a", "organisation_mentions")

        for linked in ("harrow-marine", "harrow-marine", "harrow-group"):
            rows.append(lines(linked, f"{linked}-of-b"))
        rows.append(lines("harrow-group", "another"))
        assert made == ["a", "a"]
        lines("harrow-group", "another", group="harrow-holdings")
        assert made == ["a", "a", "a"]
    assert [row.split(b",")[2].decode() for row in rows] == [
        "harrow-marine", "harrow-marine", "harrow-group", "harrow-group",
    ]  # fmt: skip
    assert rows[0] == rows[1]
    assert rows[2] == rows[3]


def test_nothing_is_loaded_of_documents_that_are_known(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    load = Known._document

    def noted(self: Known, doc_id: str) -> TextDocument:
        loaded.append(doc_id)
        return load(self, doc_id)

    monkeypatch.setattr(Known, "_document", noted)
    workspace = make_workspace({"raw/a.txt": "Harrow Marine plc met nobody in May 2019.\n"})
    shutil.copytree(ROOT / "raw", workspace.raw, dirs_exist_ok=True)  # two of these are translations of one another
    workspace.config("organisations.yml").write_bytes((ROOT / "config" / "organisations.yml").read_bytes())
    ingest(workspace, jobs=1)
    with (workspace.extracted / "documents.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["doc_id"] for row in rows} == set(loaded)
    assert any(row["translation_of"] for row in rows)
    objectives = (workspace.extracted / "objectives.csv").read_text(encoding="utf-8")
    loaded.clear()

    (workspace.raw / "zz.txt").write_text("Coastal Wind Association met on 9 June 2026.\n", encoding="utf-8")
    ingest(workspace, jobs=1)
    assert set(loaded) == {"zz"}
    assert (workspace.extracted / "objectives.csv").read_text(encoding="utf-8") == objectives


def test_corrections_reach_all_that_follows_from_rows(make_workspace: MakeWorkspace) -> None:
    """Of documents that no correction is about the rows are not even read."""
    workspace = make_workspace(
        {
            "raw/a.txt": "Harrow Marine plc met NASA.\n",
            "raw/b.txt": "NASA was founded in 1958.\n",
            "config/organisations.yml": ORGANISATIONS,
        }
    )
    ingest(workspace, jobs=1)
    key = next(
        line.split(",")[0]
        for line in (workspace.extracted / "organisation_mentions.csv").read_text(encoding="utf-8").splitlines()
        if ",NASA," in line and line.startswith("a#")
    )
    entry = {
        "key": key,
        "action": "correct",
        "value": {"organisation_id": "cern"},
        "expect": {"text": "NASA"},
        "reason": "x",
    }
    workspace.corrections.write_text(f"corrections:\n  - {json.dumps(entry)}\n", encoding="utf-8")
    report = ingest(workspace, jobs=1)
    assert not report.stale_corrections
    with (workspace.extracted / "organisations.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["organisation_id"]: (row["documents"], row["mentions"]) for row in csv.DictReader(handle)}
    assert rows == {"cern": ("1", "1"), "harrow-marine": ("1", "1"), "nasa": ("1", "1")}
    assert report.rows["organisation_mentions"] == 3
    mentions = (workspace.extracted / "organisation_mentions.csv").read_text(encoding="utf-8")
    assert f"{key},a,cern,NASA" in mentions
    assert report.rows["dates"] == 1


def test_keys_are_sorted_whatever_the_names(make_workspace: MakeWorkspace) -> None:
    names = ("a", "a b", "a-b", "a#b", "a#z", "日本")
    workspace = make_workspace({f"raw/{name}.txt": AIMS for name in names})
    ingest(workspace, jobs=1)
    for table in ROW_TABLES:
        rows = read_csv(table, workspace.extracted / f"{table.name}.csv")
        assert list(rows) == sorted(rows)
        assert {row["doc_id"] for row in rows.values()} == set(names)
        frame = pq.read_table(workspace.extracted / f"{table.name}.parquet")
        assert frame.column(table.key).to_pylist() == list(rows)


def test_rows_made_as_if_alone_are_mended_where_another_document_says_more(
    make_workspace: MakeWorkspace, made: list[str]
) -> None:
    first = "Harrow Deep plc met NASA.\n"
    files = {"raw/a.txt": first, "raw/b.txt": "NASA was founded in 1958.\n", "config/organisations.yml": ORGANISATIONS}
    workspace = make_workspace(files)
    ingest(workspace, jobs=1)
    assert made == ["a", "b"]
    assert ",harrow-deep,Harrow Deep plc," in (workspace.extracted / "organisation_mentions.csv").read_text("utf-8")

    joined = "Aachen Harrow Deep Works Ltd (hereinafter “Harrow Deep plc”) signed in 2026.\n"
    (workspace.raw / "c.txt").write_text(joined, encoding="utf-8")
    ingest(workspace, jobs=1)
    rows = (workspace.extracted / "organisation_mentions.csv").read_text(encoding="utf-8")
    (found,) = {line.split(",")[2] for line in rows.splitlines() if "Harrow Deep" in line.split(",")[3]}
    assert made == ["a", "b", "c", "a"]
    kept = outputs(workspace)
    workspace.store.unlink()
    ingest(workspace, jobs=1)
    assert outputs(workspace) == kept
    assert found == "aachen-harrow-deep-works"


def test_where_rows_stand_is_known_to_the_next_process(
    without_workers: None, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace({"raw/a.txt": AIMS, "raw/b.txt": JAPANESE})
    ingest(workspace, jobs=1)
    accept(workspace)
    ingest(workspace, jobs=1)

    def cut_lines(lines: Iterable[bytes], place: int) -> None:
        raise AssertionError("a table was gone through")

    # As in another process, which knows only what the store has.
    monkeypatch.setattr(chunks, "_known", {})
    with monkeypatch.context() as patched:
        patched.setattr(chunks, "_cut_lines", cut_lines)
        (workspace.raw / "c.txt").write_text(AIMS.replace("March", "April"), encoding="utf-8")
        ingest(workspace, jobs=1)
    review = load_review(workspace.diff_file)
    assert {change.doc_id for change in review.changes if change.doc_id} == {"c"}

    # What a reviewer changed by hand is another file.
    path = workspace.accepted / "dates.csv"
    path.write_bytes(path.read_bytes().replace(b"a#d", b"a#e", 1))
    monkeypatch.setattr(chunks, "_known", {})
    workspace.run_file.unlink()
    ingest(workspace, jobs=1)
    assert "a" in {change.doc_id for change in load_review(workspace.diff_file).changes}


def test_tables_are_those_of_a_run_even_if_accepted_ones_cannot_be_read(
    without_workers: None, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace({"raw/a.txt": AIMS, "raw/b.txt": JAPANESE})
    ingest(workspace, jobs=1)
    accept(workspace)
    path = workspace.accepted / "documents.csv"
    intact = path.read_bytes()
    path.write_bytes(intact + intact.splitlines(keepends=True)[-1])
    (workspace.raw / "c.txt").write_text(AIMS.replace("March", "April"), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"documents\.csv: the key b is there twice"):
        ingest(workspace, jobs=1)
    run = json.loads(workspace.run_file.read_text(encoding="utf-8"))
    assert "c" in run["documents"]
    for name, digest in run["files"].items():
        assert file_sha256(workspace.extracted / name) == digest, name
    assert {f"{table.name}.parquet" for table in TABLES} < run["files"].keys()

    path.write_bytes(intact)
    assert ingest(workspace, jobs=1).done == 0
    assert {change.doc_id for change in load_review(workspace.diff_file).changes if change.doc_id} == {"c"}


def test_a_raw_folder_that_is_as_it_was_is_only_listed(
    make_workspace: MakeWorkspace, without_workers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"raw/a.txt": AIMS, "raw/a.yml": "title: A\n", "raw/sub/b.txt": JAPANESE, "config/themes.yml": THEMES}
    workspace = make_workspace(files)
    asked: list[Path] = []

    def noted(raw: Path, store: Store, limits: Limits, listing: Listing) -> list[Discovered]:
        asked.append(raw)
        return discover(raw, store, limits, listing)

    monkeypatch.setattr("pipeline.run.ingest.discover", noted)
    first = ingest(workspace, jobs=1)
    assert (first.done, len(asked)) == (2, 1)
    again = ingest(workspace, jobs=1)
    assert (again.done, again.unchanged, again.untried, len(asked)) == (0, 2, 0, 1)
    assert (again.statuses, again.rows) == (first.statuses, first.rows)

    (workspace.raw / "a.txt").touch()
    assert (ingest(workspace, jobs=1).done, len(asked)) == (0, 2)
    assert (ingest(workspace, jobs=1).done, len(asked)) == (0, 2)

    # What is wrong with a file may be mended without its listing changing.
    (workspace.raw / "c.yml").write_text("title: C\n", encoding="utf-8")
    assert (ingest(workspace, jobs=1).untried, len(asked)) == (1, 3)
    assert (ingest(workspace, jobs=1).untried, len(asked)) == (1, 4)
    (workspace.raw / "c.yml").unlink()

    (workspace.raw / "a.yml").write_text("title: B\n", encoding="utf-8")
    assert (ingest(workspace, jobs=1).done, len(asked)) == (1, 5)
    workspace.config("themes.yml").write_text(THEMES.replace("water", "sea"), encoding="utf-8")
    assert (ingest(workspace, jobs=1).done, len(asked)) == (2, 6)
    assert (ingest(workspace, jobs=1).done, len(asked)) == (0, 6)
    (workspace.raw / "sub" / "b.txt").unlink()
    report = ingest(workspace, jobs=1)
    assert (report.done, report.unchanged, len(asked)) == (0, 1, 7)
