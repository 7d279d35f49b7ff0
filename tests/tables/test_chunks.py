"""A CSV file cut by documents, without its cells being read."""

from pathlib import Path

import pytest

from pipeline.tables.chunks import chunks

HEAD = "mention_id,text\n"
LINES = {
    "a": 'a#m1-1,x\na#m1-2,"two\na#m9-1, of two ""lines"""\n',
    "a#b": "a#b#m1-1,x\n",
    "b": "b#m1-1,c#d\nb#m2-1,\n",
    'c,"d"': '"c,""d""#m1-1",x\n"c,""d""#m1-2",y\n',
    "日本": "日本#m1-1,語\n",
}


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_each_document_has_its_lines(tmp_path: Path, bom: str) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(bom + HEAD + "".join(LINES.values()), encoding="utf-8", newline="")
    with chunks(path) as found:
        assert found is not None
        assert {doc_id: found.lines(doc_id).decode() for doc_id in found.of} == LINES
        assert [chunk.rows for chunk in found.of.values()] == [2, 1, 2, 2, 1]
        assert found.rows == 8
        assert found.text(["b", "日本"]) == HEAD + LINES["b"] + LINES["日本"]
        assert found.lines("e") == b""


def test_rows_that_do_not_stand_together_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(HEAD + LINES["b"] + LINES["日本"] + "b#m3-1,z\n", encoding="utf-8")
    with chunks(path) as found:
        assert found is None


@pytest.mark.parametrize("content", ["", HEAD])
def test_a_file_without_rows(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(content, encoding="utf-8")
    with chunks(path) as found:
        assert found is not None
        assert (found.of, found.head.decode()) == ({}, content)
