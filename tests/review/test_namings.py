"""Who names an organisation, from CSV and from Parquet that was made from it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import file_sha256
from pipeline.review.namings import read_namings
from pipeline.run.row_files import write_parquet
from pipeline.schema import TABLES
from tests.review.rows import mention

MENTIONS = next(table for table in TABLES if table.name == "organisation_mentions")
NAMED = st.lists(
    st.tuples(st.sampled_from(["acme", "bolt", "日立"]), st.sampled_from(["a", 'b,"c"', "本"]), st.sampled_from(["model", "pattern"])),
    max_size=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("namings")


def written(folder: Path, named: list[tuple[str, str, str]]) -> Path:
    """A table of mentions with these organisations, documents and ways to find them."""
    path = folder / "organisation_mentions.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [column.name for column in MENTIONS.columns], lineterminator="\n")
        writer.writeheader()
        for number, (owner, doc_id, found_by) in enumerate(named):
            cells = {"organisation_id": owner, "char_start": "0", "char_end": "1"}
            row = mention(f"{doc_id}#m{number}", "of two\nlines", **cells)
            writer.writerow({**row, "found_by": found_by})
    return path


@given(NAMED)
def test_each_organisation_has_the_documents_that_name_it(folder: Path, named: list[tuple[str, str, str]]) -> None:
    path = written(folder, named)
    digest = file_sha256(path)
    write_parquet(folder, MENTIONS, digest)
    for read in (read_namings(path), read_namings(path, path.with_suffix(".parquet"), digest)):
        for owner in ("acme", "bolt", "日立", "nobody"):
            assert read.of(owner) == {(doc_id, found_by) for name, doc_id, found_by in named if name == owner}


@pytest.mark.parametrize("parquet", ["none", "of others", "damaged"])
def test_parquet_that_says_something_else_is_not_read(tmp_path: Path, parquet: str) -> None:
    path = written(tmp_path, [("bolt", "b", "model")])
    if parquet != "none":
        write_parquet(tmp_path, MENTIONS, file_sha256(path))
    written(tmp_path, [("acme", "a", "model")])
    if parquet == "damaged":
        path.with_suffix(".parquet").write_bytes(b"PAR1")
    read = read_namings(path, path.with_suffix(".parquet"), file_sha256(path))
    assert (read.of("acme"), read.of("bolt")) == ({("a", "model")}, set())
