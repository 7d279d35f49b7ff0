"""The files of the tables of rows are the same whether they are made anew or from what is there."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import sha256
from pipeline.run import row_files
from pipeline.run.row_files import Lines, write_csv, write_parquet
from pipeline.schema import TABLES
from pipeline.tables.chunks import Cut, cut
from pipeline.tables.files import csv_head

DATES = next(table for table in TABLES if table.name == "dates")
# A name that another begins with, and signs before and after the # that ends a doc_id in a key.
NAMES = ("a", "a b", "a!", "a-b", "ab", "b", "日本")
STATES = st.dictionaries(st.sampled_from(NAMES), st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True))


def _content(doc_id: str, days: list[int]) -> bytes:
    rest = "2026-03-03,2026-03-03,day,2026-03-03,,,0,1"
    rows = (f'{doc_id}#d{day:02}-1,{doc_id},{day} of us,{rest},"said ""so""\nand went"\n' for day in sorted(days))
    return "".join(rows).encode()


def _write(folder: Path, state: dict[str, list[int]], loaded: list[str]) -> bytes:
    contents = {doc_id: _content(doc_id, days) for doc_id, days in state.items()}
    documents = {doc_id: Lines(sha256(content), len(state[doc_id])) for doc_id, content in contents.items()}

    def load(doc_id: str) -> bytes:
        loaded.append(doc_id)
        return contents[doc_id]

    path = folder / "dates.csv"
    before = sha256(path.read_bytes()) if path.exists() else ""
    digest = write_csv(folder, DATES, documents, load, before)
    written = path.read_bytes()
    assert digest == sha256(written)
    head = csv_head(DATES)
    assert written == head + b"".join(contents[doc_id] for doc_id in sorted(contents, key=lambda name: f"{name}#"))
    return written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows")


@given(st.lists(STATES, min_size=2, max_size=4), st.integers(1, 400))
def test_a_file_made_from_the_one_before_is_that_made_anew(
    folder: Path, states: list[dict[str, list[int]]], at_once: int
) -> None:
    (folder / "dates.csv").unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(row_files, "_AT_ONCE", at_once)
        before: dict[str, list[int]] = {}
        for state in states:
            loaded: list[str] = []
            _write(folder, state, loaded)
            # Only what changed is asked for, and what was noted of the file is what is in it.
            assert set(loaded) == {key for key, days in state.items() if sorted(days) != sorted(before.get(key, []))}
            known = cut(folder / "dates.csv")
            assert Cut.load(known.dump()) == known
            (folder / "same.csv").write_bytes((folder / "dates.csv").read_bytes())
            assert cut(folder / "same.csv") == known
            before = state


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    state = {"a": [1, 2], "b": [3]}
    _write(tmp_path, state, [])
    noted = (tmp_path / "dates.csv").stat()
    _write(tmp_path, state, [])
    assert (tmp_path / "dates.csv").stat().st_mtime_ns == noted.st_mtime_ns
    assert list(tmp_path.iterdir()) == [tmp_path / "dates.csv"]


def test_a_file_that_somebody_changed_is_no_source(tmp_path: Path) -> None:
    _write(tmp_path, {"a": [1], "b": [2]}, [])
    path = tmp_path / "dates.csv"
    path.write_bytes(path.read_bytes().replace(b"2 of us", b"7 of us"))
    loaded: list[str] = []
    _write(tmp_path, {"a": [1], "b": [2], "c": [3]}, loaded)
    assert loaded == ["a", "b", "c"]


def test_no_rows_at_all(tmp_path: Path) -> None:
    assert _write(tmp_path, {}, []) == csv_head(DATES)
    write_parquet(tmp_path, DATES, "")
    assert pq.read_table(tmp_path / "dates.parquet").num_rows == 0
