"""Files and sidecars, where a run was killed or somebody has edited."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import load_sidecar
from pipeline.errors import WorkspaceError
from pipeline.fetch.content import Form
from pipeline.fetch.keep import Keeper, Received, write_sidecar
from pipeline.fetch.state import STATE, Document, State, gone
from pipeline.workspace import Workspace

HTML, PDF = Form(".html", "text/html"), Form(".pdf", "application/pdf")


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[tuple[Keeper, State]]:
    with State.open(tmp_path / STATE) as state:
        yield Keeper(tmp_path, state), state


def received(content: bytes, form: Form = HTML, url: str = "https://a.example/memorandum") -> Received:
    return Received(url, content, form, {"url": url, "title": "Title", "source": "s"})


def test_what_people_write_into_a_sidecar_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    written = write_sidecar(path, {"url": "https://a.example/", "title": "A: “b” #c", "published": "2026-03-03"}, {})
    assert load_sidecar(path).title == "A: “b” #c"
    assert str(load_sidecar(path).published) == "2026-03-03"

    text = path.read_text(encoding="utf-8").replace("2026-03-03", "2026-03-04  # the day in Japan")
    path.write_text(text + "publisher: Harrow\n", encoding="utf-8")
    new = {
        "url": "https://b.example/",
        "title": "New",
        "published": "2026-03-03",
        "publisher": "Someone",
        "language": None,
    }
    written = write_sidecar(path, new, written)
    sidecar = load_sidecar(path)
    assert (sidecar.url, sidecar.title, sidecar.publisher) == ("https://b.example/", "New", "Harrow")
    assert str(sidecar.published) == "2026-03-04"
    assert "# the day in Japan" in path.read_text(encoding="utf-8")

    # A title taken out stays out, and one that the source does not give now stays as it was.
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("title")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for _ in range(2):
        written = write_sidecar(path, {**new, "title": "Newer", "published": None}, written)
    assert load_sidecar(path).title is None
    assert str(load_sidecar(path).published) == "2026-03-04"


def test_a_broken_sidecar_is_left_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    for broken in (b"title: [\n", b"- a list\n", b"\xff\xfe\n"):
        path.write_bytes(broken)
        assert write_sidecar(path, {"title": "New"}, {"title": "Old"}) == {"title": "Old"}
        assert path.read_bytes() == broken


def test_bytes_that_a_killed_run_left_are_not_lost(keeper: tuple[Keeper, State], tmp_path: Path) -> None:
    files, state = keeper
    document = files.new("s", received(b"one"))
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "memorandum.html").write_bytes(b"from a killed run")
    again = state.at("https://a.example/memorandum")
    assert again == document
    kept = files.keep(again, received(b"one"))
    assert (tmp_path / "s" / "memorandum.html").read_bytes() == b"one"
    assert [path.read_bytes() for path in (tmp_path / "s" / ".superseded").iterdir()] == [b"from a killed run"]
    assert files.new("s", received(b"x", url="https://a.example/Memorandum.html")).doc_id == "s/memorandum-2"

    # Another format, and killed before the old file was set aside: two files would have one doc_id.
    state.save(kept)
    (tmp_path / "s" / "memorandum.pdf").write_bytes(b"%PDF-1.4")
    files.mend("s")
    assert sorted(path.name for path in (tmp_path / "s").glob("memorandum*")) == ["memorandum.pdf", "memorandum.yml"]
    assert b"one" in [path.read_bytes() for path in (tmp_path / "s" / ".superseded").iterdir()]


def test_gone_costs_nothing_without_a_state_and_survives_a_broken_one(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert gone(workspace) == {}
    workspace.raw.mkdir()
    with State.open(workspace.raw / STATE) as state:
        state.save(Document("s/a", "s", "https://a.example/"))
        state.save(
            replace(Document("s/b", "s", "https://b.example/"), gone_status=404, gone_since="2026-03-03T10:00:00")
        )
    assert {doc_id: (item.status, item.since) for doc_id, item in gone(workspace).items()} == {
        "s/b": (404, "2026-03-03")
    }
    (workspace.raw / STATE).write_bytes(b"no database" * 100)
    for side in workspace.raw.glob(f"{STATE}-*"):
        side.unlink()
    assert gone(workspace) == {}
    with pytest.raises(WorkspaceError, match="move it away"), State.open(workspace.raw / STATE):
        pass
