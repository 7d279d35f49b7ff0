"""What stands in `raw/`: odd names, odd files and sidecars; each a row with its reason, and the good ones are read."""

import os
import socket
import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Limits, load_sidecar
from pipeline.records import Sidecar
from pipeline.run import sidecars
from pipeline.run.discover import Discovered, discover
from pipeline.run.names import doc_id, printable
from pipeline.run.sidecars import Sidecars
from pipeline.run.store import Store
from pipeline.workspace import Workspace
from tests.run.test_bad_input import statuses
from tests.run.test_ingest import ENGLISH, oboegaki

MakeWorkspace = Callable[[dict[str, str]], Workspace]
Find = Callable[..., dict[str, Discovered]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Gives what is discovered among files, given by their names and text."""

    def find(files: dict[str, str], limits: Limits | None = None) -> dict[str, Discovered]:
        for name, text in files.items():
            path = tmp_path / "raw" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with Store.open(tmp_path / "store.sqlite") as store:
            found = discover(tmp_path / "raw", store, limits or Limits())
        assert [item.raw.doc_id for item in found] == sorted({item.raw.doc_id for item in found})
        return {item.raw.doc_id: item for item in found}

    return find


def reasons(found: dict[str, Discovered]) -> dict[str, str]:
    return {doc_id: f"{item.failure.status}: {item.failure.message}" for doc_id, item in found.items() if item.failure}


def test_two_files_with_one_doc_id_are_both_named_and_the_others_are_read(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"raw/a.txt": ENGLISH, "raw/a.md": ENGLISH, "raw/a.yml": "title: x\n", "raw/b.txt": ENGLISH}
    )
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 1
    assert "a: malformed: a.md and a.txt would have one doc_id" in result.stdout
    assert statuses(workspace) == {"a": "malformed", "a.txt": "malformed", "b": "ok"}


def test_what_was_accepted_stays_when_a_second_file_takes_the_doc_id(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    before = (workspace.accepted / "dates.csv").read_bytes()
    (workspace.raw / "a.pdf").write_bytes(b"%PDF-1.7")
    oboegaki(workspace, "ingest")
    assert "1 rows" in oboegaki(workspace, "accept").stdout.split("stay")[0]
    assert (workspace.accepted / "dates.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("names", "failed"),
    [
        (["a.txt", "a.md", "a.pdf"], {"a", "a.pdf", "a.txt"}),
        (["A.txt", "a.md"], {"A", "a.md"}),
        (["a/b.txt", "A/b.txt"], {"A/b", "a/b.txt"}),
        (["a.txt", "a.md", "a.txt.md"], {"a", "a.txt~"}),
        (["ga/\u304b\u3099.txt", "ga/\u304c.txt"], {"ga/\u304c", "ga/\u304c.txt"}),
        (["a\n.txt", "a\\n.txt"], {"a\\n", "a\\n.txt"}),
    ],
)
def test_doc_ids_that_a_file_system_or_a_table_takes_for_one(find: Find, names: list[str], failed: set[str]) -> None:
    found = find(dict.fromkeys(names, ENGLISH))
    assert len(found) == len(names)
    assert set(reasons(found)) == failed
    assert all("would have one doc_id" in reason for reason in reasons(found).values())


def test_sidecars(find: Find) -> None:
    found = find(
        {"a.txt": "", "b.yml": "title: x", "c.txt": "", "c.yaml": "title: x", "d.txt": "", "d.YML": "title: x"}
        | {"e.txt": "", "e.yml": "title: x", "e.yaml": "title: x", "\u304b\u3099.txt": "", "\u304c.yml": "title: x"}
    )
    assert {doc_id: item.raw.sidecar.title for doc_id, item in found.items() if not item.failure} == {
        "a": None, "d": "x", "\u304c": "x",
    }  # fmt: skip
    assert reasons(found) == {
        "b.yml": "malformed: a sidecar without a document; name it after the document, or remove it",
        "c": "malformed: the sidecar c.yaml: sidecars end in .yml; rename it",
        "e": "malformed: the sidecar e.yaml: sidecars end in .yml; rename it",
    }


def _laughs(one: str, many: str) -> str:
    """Nine of nine of nine …, by aliases."""
    lines = [f"a: &a {one}"]
    for before, name in pairwise("abcdefghijkl"):
        lines.append(f"{name}: &{name} " + many.format(", ".join([f"*{before}"] * 9)))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("sidecar", "words"),
    [
        (_laughs("[x]", "[{}]"), "line 1: `key: value` lines hold no lists"),
        (_laughs("{x: 1}", "{{<<: [{}]}}"), "lines hold no lists"),
        ("[" * 9_000, "lines hold no lists"),
        ("- " * 4_000, "lines hold no lists"),
        ("title: &a x\npublisher: *a", "line 2: write the value out instead of the alias *a"),
        ("title: " + "x" * 20_000, "has 20,007 bytes; a sidecar has 10,000 at most"),
        ("published: " + "9" * 9_000, "not YAML"),
        ('title: "\\ud800"', "unable to parse raw data as a unicode string"),
        ("title: a\0b", "not YAML"),
        ("? [a]\n: b", "lines hold no lists"),
        ("\n".join(f"k{number}: 1" for number in range(900)), "unknown key `k0`"),
    ],
)
def test_a_hostile_sidecar_fails_its_document(find: Find, sidecar: str, words: str) -> None:
    found = find({"a.txt": ENGLISH, "a.yml": sidecar, "b.txt": ENGLISH})
    assert set(reasons(found)) == {"a"}
    assert words in reasons(found)["a"]


def test_files_that_are_none(find: Find, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("pipe.txt", "good.yml"):
        os.mkfifo(raw / name)
    (raw / "broken.txt").symlink_to("nothing")
    (raw / "loop.txt").symlink_to("loop.txt")
    (raw / "zero.txt").symlink_to("/dev/zero")
    (raw / "up").symlink_to("..")
    (tmp_path / "elsewhere.txt").write_text(ENGLISH)
    (raw / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(raw / "s.txt"))
        found = find({"good.txt": ENGLISH, "folder.pdf/in.txt": ENGLISH})
    assert set(found) - set(reasons(found)) == {"folder.pdf/in", "link"}
    pipe = "a pipe, socket or device and not a file"
    assert reasons(found) == {
        "broken": "malformed: broken.txt cannot be read: No such file or directory",
        "good": f"malformed: the sidecar good.yml: {pipe}",
        "loop": "malformed: loop.txt cannot be read: Too many levels of symbolic links",
        "pipe": f"unsupported: {pipe}",
        "s": f"unsupported: {pipe}",
        "up": "unsupported: a link to a folder; put the folder itself into raw/",
        "zero": f"unsupported: {pipe}",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission(find: Find, tmp_path: Path) -> None:
    find({"a.txt": ENGLISH, "b/c.txt": ENGLISH, "d.txt": ENGLISH, "d.yml": "title: x", "e.txt": ENGLISH})
    closed = [tmp_path / "raw" / name for name in ("a.txt", "b", "d.yml")]
    try:
        for path in closed:
            path.chmod(0)
        found = find({})
    finally:
        for path in closed:
            path.chmod(0o755)
    assert set(found) == {"a", "b", "d", "e"}
    assert set(reasons(found)) == {"a", "b", "d"}
    assert all("Permission denied" in reason for reason in reasons(found).values())


def test_a_file_over_the_limit_is_not_read(find: Find, tmp_path: Path) -> None:
    find({"good.txt": ENGLISH})
    with (tmp_path / "raw" / "huge.txt").open("wb") as handle:
        handle.truncate(2**42)  # four terabytes, with nothing in them
    found = find({})
    assert reasons(found) == {
        "huge": "too_large: the file has 4,398,046.511 MB; the limit is 50 (limits.file_megabytes in settings.yml)"
    }


def test_names(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({})
    workspace.raw.mkdir()
    names = {
        b"line\nbreak.txt": "line\\nbreak",
        b"red\x1b[31m.txt": "red\\x1b[31m",
        "turned\u202etxt.txt".encode(): "turned\\u202etxt",
        b"caf\xe9.txt": "caf\\udce9",
        unicodedata.normalize("NFD", "が.txt").encode(): "が",
        b"[/bold] x.txt": "[/bold] x",
        b"=1+1, \"; '.txt": "=1+1, \"; '",
        b"x" * 251 + b".txt": "x" * 251,
        "あ".encode() * 83 + b".txt": "あ" * 83,
    }
    for name in names:
        (workspace.raw / os.fsdecode(name)).parent.mkdir(exist_ok=True)
        (workspace.raw / os.fsdecode(name)).write_text(ENGLISH)
    (workspace.raw / ("y" * 252 + ".md")).write_text(ENGLISH)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 1, result.stderr
    found = statuses(workspace)
    assert found.pop("y" * 252) == "malformed"
    assert found == dict.fromkeys(names.values(), "ok")
    assert (workspace.texts / "line\\nbreak.txt").read_text(encoding="utf-8") == ENGLISH
    assert "0 documents read" in oboegaki(workspace, "ingest").stdout
    assert oboegaki(workspace, "accept").returncode == 0
    assert oboegaki(workspace, "diff").returncode == 0


@given(st.text(st.characters(exclude_characters="/"), min_size=1))
def test_any_name_gives_a_doc_id_that_can_be_written(name: str) -> None:
    found = doc_id(name)
    assert found.encode("utf-8").decode("utf-8") == found == doc_id(f"{found}.txt")
    assert found == printable(found)
    assert "\n" not in found
    assert "\x1b" not in found


def test_a_sidecar_is_read_once_as_long_as_it_stays_as_it_is(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(path: Path) -> Sidecar:
        read.append(path.name)
        return load_sidecar(path)

    monkeypatch.setattr(sidecars, "load_sidecar", noted)
    files = {"a.txt": "a", "a.yml": "title: A\npublished: 2025-04-01\n", "b.txt": "b", "b.yml": "title: [A]\n"}
    first = find(files)
    assert read == ["a.yml", "b.yml"]
    assert first["a"].raw.sidecar == Sidecar(title="A", published=date(2025, 4, 1))
    assert find(files) == first  # touched, and the broken one is told each time
    assert read == ["a.yml", "b.yml", "b.yml"]
    assert "b" in reasons(first)

    found = find({**files, "a.yml": "title: B\n", "b.yml": "title: A\npublished: 2025-04-01\n"})
    assert found["a"].raw.sidecar == Sidecar(title="B")
    assert found["b"].raw.sidecar == first["a"].raw.sidecar
    assert read[3:] == ["a.yml"]  # the bytes of the other were known


def test_a_sidecar_that_is_written_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_text("title: A\n", encoding="utf-8")

    def overtaken(path: Path) -> Sidecar:
        path.write_text("title: later\n", encoding="utf-8")
        return load_sidecar(path)

    with Store.open(tmp_path / "store.sqlite") as store:
        monkeypatch.setattr(sidecars, "load_sidecar", overtaken)
        known = Sidecars(store)
        known.load(str(path))
        known.keep()
        assert store.sidecars() == {}
