"""The rows of a document are made again where what they are made from moved, and nowhere else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import pipeline.run.rows
from pipeline.config import load_configuration
from pipeline.find.objectives.themes import Theme
from pipeline.records import Block, DateMention, Findings, OrganisationMention, TextDocument
from pipeline.resolve.linking import Links
from pipeline.resolve.rows import DocumentRows, document_rows
from pipeline.run.ingest import ingest
from pipeline.run.rows import stored_rows
from pipeline.run.store import Stage, Store
from pipeline.workspace import CONFIG_FILES, Workspace, project_config
from tests.run.test_ingest import ENGLISH, JAPANESE, MakeWorkspace, outputs

AIMS = ENGLISH + "\nThe parties will:\n- train divers in every harbour of the coast\n- share data on the sea floor\n"
THEMES = "themes:\n  - {id: water, name_en: Water, name_ja: 水, cues_en: [divers]}\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents of which rows were made, in the order of it."""
    done: list[str] = []

    def noted(document: TextDocument, findings: Findings, links: Links, themes: Sequence[Theme]) -> DocumentRows:
        done.append(document.doc_id)
        return document_rows(document, findings, links, themes)

    monkeypatch.setattr(pipeline.run.rows, "document_rows", noted)
    return done


def stages(workspace: Workspace) -> dict[tuple[str, str], tuple[str, str]]:
    with Store.open(workspace.store) as store:
        return store.fingerprints()


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
    assert ingest(workspace, jobs=1).done == 0
    assert ",sea," in (workspace.extracted / "objectives.csv").read_text(encoding="utf-8")
    assert made == ["a", "b", "a", "b"]
    moved = {key for key, value in stages(workspace).items() if before[key] != value}
    assert moved == {("a", "rows"), ("b", "rows")}


def test_rows_follow_the_organisations_that_names_stand_for(tmp_path: Path, made: list[str]) -> None:
    """Another document can say that two names are one body's: that moves rows of a document that did not change."""
    text = "Harrow Marine plc was founded in May 2019."
    document = TextDocument("a", "en", text, (Block("paragraph", 0, len(text)),))
    harrow = OrganisationMention(0, 17, "Harrow Marine plc", "pattern")
    start = text.index("May")
    day = DateMention(start, start + 8, "May 2019", date(2019, 5, 1), date(2019, 5, 31), "month", "2019-05")
    findings = Findings(organisations=(harrow,), dates=(day,))
    configuration = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    rows: list[DocumentRows] = []
    with Store.open(tmp_path / "store.sqlite") as store:
        store.save("a", {"read": Stage("1", b"text"), "find": Stage("2", b"findings")})
        for linked in ("harrow-marine", "harrow-marine", "harrow-group"):
            links = Links({("a", harrow.text): linked, ("b", harrow.text): f"{linked}-of-b"}, {}, frozenset())
            rows.append(stored_rows(store, configuration)(document, findings, links, ()))
        links = Links({("a", harrow.text): linked, ("b", harrow.text): "another"}, {}, frozenset())
        rows.append(stored_rows(store, configuration)(document, findings, links, ()))
    assert [item.mentions[0].organisation_id for item in rows] == [
        "harrow-marine", "harrow-marine", "harrow-group", "harrow-group",
    ]  # fmt: skip
    assert made == ["a", "a"]
    assert rows[0] == rows[1]
    assert rows[2] == rows[3]
