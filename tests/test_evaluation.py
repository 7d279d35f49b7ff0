import csv
import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.evaluation import Difference, Evaluation, Score, evaluate
from pipeline.evaluation.annotation import read_annotations

FIXTURES = Path(__file__).with_name("evaluation")
GOLD, RAW = FIXTURES / "gold", FIXTURES / "raw"
CASES = sorted((FIXTURES / "cases").glob("*.json"))
COLUMNS = {
    "organisation_mentions": ("doc_id", "text", "organisation_id"),
    "dates": ("doc_id", "text", "start", "end"),
    "objectives": ("doc_id", "form", "kind", "heading", "text"),
}
Tables = Mapping[str, list[dict[str, str]]]


def tables_of(case: str) -> Tables:
    tables: Tables = json.loads((FIXTURES / "cases" / f"{case}.json").read_text("utf-8"))["tables"]
    return tables


def write_tables(folder: Path, tables: Tables) -> Path:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def figures(evaluation: Evaluation) -> Any:
    return json.loads(json.dumps(evaluation.as_dict()["scores"]))


class TestFrozenCases:
    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_figures(self, path: Path, tmp_path: Path) -> None:
        case = json.loads(path.read_text("utf-8"))
        evaluation = evaluate(write_tables(tmp_path, case["tables"]), GOLD, texts=RAW)
        assert figures(evaluation) == case["scores"]
        assert list(evaluation.scores) == list(case["scores"])

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_order_of_rows_is_irrelevant(self, path: Path, tmp_path: Path) -> None:
        tables = json.loads(path.read_text("utf-8"))["tables"]
        evaluation = evaluate(write_tables(tmp_path, tables), GOLD, texts=RAW)
        for rows in tables.values():
            random.Random(1).shuffle(rows)
        assert evaluate(write_tables(tmp_path, tables), GOLD, texts=RAW) == evaluation

    def test_documents_add_up_to_the_whole(self, tmp_path: Path) -> None:
        evaluation = evaluate(write_tables(tmp_path, tables_of("altered")), GOLD, texts=RAW)
        for measure in ("dates", "organisation mentions", "objective kinds"):
            parts = [scores[measure] for scores in evaluation.by_document.values()]
            assert evaluation.scores[f"{measure} all"].counted == sum(part.counted for part in parts)
        english = evaluation.by_document["hydrogen-corridor-en"]
        assert english["dates"] == evaluation.scores["dates en"]
        assert sorted(english) == sorted(
            {name.rsplit(" ", 1)[0] for name in evaluation.scores if name.endswith(" all")}
            | {"organisation linking (B-cubed)"}
        )

    def test_errors_show_the_words_as_written(self, tmp_path: Path) -> None:
        errors = evaluate(write_tables(tmp_path, tables_of("altered")), GOLD, texts=RAW).errors
        english, japanese = "hydrogen-corridor-en", "hydrogen-corridor-ja"
        assert Difference(english, "organisation missed", "Kestrel Hydrogen Agency") in errors
        assert Difference(english, "organisation wrong", "Marwick") in errors
        assert Difference(japanese, "date missed", "2035年 = 2035-01-01..2035-12-31") in errors
        assert Difference(japanese, "date wrong", "2035年 = 2035-01-01..2035-01-01") in errors
        assert Difference(english, "objective listed missed", "meet twice a year.") in errors
        assert (
            Difference(
                english, "objective kind wrong", "Training Courses for harbour pilots and crews. = area, not activity"
            )
            in errors
        )
        assert (
            Difference(english, "organisation wrong", "KHAN", 2)
            in evaluate(write_tables(tmp_path, tables_of("added")), GOLD, texts=RAW).errors
        )

    def test_is_json(self, tmp_path: Path) -> None:
        evaluation = evaluate(write_tables(tmp_path, tables_of("altered")), GOLD, texts=RAW)
        assert json.loads(json.dumps(evaluation.as_dict())) == evaluation.as_dict()


class TestTexts:
    def test_extracted_text_counts_the_same_as_the_raw_one(self, tmp_path: Path) -> None:
        write_tables(tmp_path, tables_of("perfect"))
        (tmp_path / "text").mkdir()
        for path in RAW.glob("*.txt"):
            gap = "" if path.stem.endswith("ja") else " "
            joined = gap.join(path.read_text("utf-8").splitlines())
            (tmp_path / "text" / path.name).write_text(joined, "utf-8")
        assert figures(evaluate(tmp_path, GOLD)) == figures(evaluate(tmp_path, GOLD, texts=RAW))
        shutil.rmtree(tmp_path / "text")
        assert figures(evaluate(tmp_path, GOLD, texts=RAW))["organisation mentions all"]["f1"] == 1.0

    def test_document_the_run_does_not_have(self, tmp_path: Path) -> None:
        tables = {
            name: [row for row in rows if row["doc_id"] == "hydrogen-corridor-en"]
            for name, rows in tables_of("perfect").items()
        }
        evaluation = evaluate(write_tables(tmp_path, tables), GOLD, texts=RAW)
        assert evaluation.missing == ("hydrogen-corridor-ja",)
        assert evaluation.unscored == ()
        assert evaluation.scores["dates ja"] == Score(0, 0, 4)

    def test_document_without_a_text_is_not_scored(self, tmp_path: Path) -> None:
        evaluation = evaluate(write_tables(tmp_path, tables_of("perfect")), GOLD)
        assert evaluation.unscored == ("hydrogen-corridor-en", "hydrogen-corridor-ja")
        assert evaluation.missing == ()
        assert evaluation.by_document == {}

    def test_document_without_findings_is_not_missing(self, tmp_path: Path) -> None:
        write_tables(tmp_path, tables_of("empty"))
        shutil.copytree(RAW, tmp_path / "text")
        evaluation = evaluate(tmp_path, GOLD)
        assert evaluation.missing == ()
        assert evaluation.scores["dates all"] == Score(0, 0, 9)

    def test_text_that_is_not_utf8(self, tmp_path: Path) -> None:
        write_tables(tmp_path, tables_of("perfect"))
        (tmp_path / "text").mkdir()
        (tmp_path / "text" / "hydrogen-corridor-en.txt").write_bytes("本日".encode("cp932"))
        with pytest.raises(WorkspaceError, match=r"hydrogen-corridor-en\.txt: the text is not UTF-8"):
            evaluate(tmp_path, GOLD)

    def test_words_that_are_not_in_the_text(self, tmp_path: Path) -> None:
        write_tables(tmp_path, tables_of("perfect"))
        shutil.copytree(RAW, tmp_path / "text")
        (tmp_path / "text" / "hydrogen-corridor-ja.txt").write_text("本日、みなと水素協議会は", "utf-8")
        doubts = evaluate(tmp_path, GOLD).doubts
        assert {doubt.document for doubt in doubts} == {"hydrogen-corridor-ja"}
        said = {(doubt.what, doubt.words) for doubt in doubts}
        assert ("organisation not in the text", "港湾省") in said
        assert ("organisation not in the text", "みなと水素協議会") not in said
        assert ("date not in the text", "2035年") in said
        assert ("listed objective not in the text", "人材育成") in said
        assert not evaluate(tmp_path, GOLD, texts=RAW).doubts


def minimal(**changes: Any) -> dict[str, Any]:
    return {
        "doc_id": "memo",
        "language": "en",
        "organisations": [{"id": "ore-board", "surfaces": ["Ore Board"]}],
        "dates": [{"text": "May 2024", "start": "2024-05-01", "end": "2024-05-31"}],
        "objectives": {"listed": [], "stated": []},
    } | changes


class TestAnnotations:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ('{"doc_id": ', "this is no JSON"),
            ('{"doc_id": "memo", "doc_id": "memo"}', "the key 'doc_id' comes 2 times"),
            ("[" * 100_000, "cannot be read"),
            (json.dumps(minimal(organizations=[])), "organizations: Extra inputs are not permitted"),
            (json.dumps(minimal(language="fr")), "language: Input should be 'en' or 'ja'"),
            (json.dumps(minimal(doc_id="other")), "its doc_id is 'other', but the file is named for 'memo'"),
            (json.dumps(minimal(organisations=[{"id": "x", "surfaces": []}])), r"organisations\.0\.surfaces"),
            (json.dumps(minimal(organisations=[{"id": "x", "surfaces": [" "]}])), "at least one letter or digit"),
            (json.dumps(minimal(dates=[{"text": "May", "start": "2024-05", "end": "2024-05-31"}])), r"dates\.0\.start"),
            (json.dumps(minimal(dates=[{"text": "May", "start": 20240501, "end": "2024-05-31"}])), r"dates\.0\.start"),
            (
                json.dumps(minimal(dates=[{"text": "May", "start": "2024-05-31", "end": "2024-05-01"}])),
                "'May' starts on 2024-05-31, after its end on 2024-05-01",
            ),
            (json.dumps(minimal(objectives={"listed": [{"text": "x"}], "stated": []})), r"objectives\.listed\.0\.kind"),
            (json.dumps(minimal(objectives={"listed": [], "stated": [], "optional": [{}]})), "a text or a heading"),
            (json.dumps(minimal(dates=[{}] * 9)), "and 22 more"),
        ],
    )
    def test_broken_file_is_named_with_its_reason(self, content: str, reason: str, tmp_path: Path) -> None:
        (tmp_path / "memo.json").write_text(content, "utf-8")
        with pytest.raises(ConfigurationError, match=reason) as caught:
            read_annotations(tmp_path)
        assert caught.value.path == tmp_path / "memo.json"

    def test_line_of_a_syntax_error(self, tmp_path: Path) -> None:
        (tmp_path / "memo.json").write_text('{"doc_id": "memo",\n "language": en}', "utf-8")
        with pytest.raises(ConfigurationError) as caught:
            read_annotations(tmp_path)
        assert caught.value.line == 2

    def test_folder_without_annotations(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="no annotated document"):
            read_annotations(tmp_path)

    def test_folder_in_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "board").mkdir()
        (tmp_path / "board" / "memo.json").write_text(json.dumps(minimal(doc_id="board/memo")), "utf-8-sig")
        assert [document.doc_id for document in read_annotations(tmp_path)] == ["board/memo"]

    def test_one_name_with_two_ids_and_a_date_too_often(self, tmp_path: Path) -> None:
        gold = minimal(
            organisations=[{"id": "a", "surfaces": ["Ore Board"]}, {"id": "b", "surfaces": ["the Ore Board"]}],
            dates=[{"text": "May 2024", "start": "2024-05-01", "end": "2024-05-31"}] * 2,
        )
        (tmp_path / "memo.json").write_text(json.dumps(gold), "utf-8")
        (tmp_path / "memo.txt").write_text("In May 2024 the Ore Board met.", "utf-8")
        doubts = evaluate(write_tables(tmp_path, tables_of("empty")), tmp_path, texts=tmp_path).doubts
        assert [(doubt.what, doubt.words) for doubt in doubts] == [
            ("date annotated more often than it is in the text", "May 2024"),
            ("organisation with two ids", "Ore Board"),
        ]

    def test_no_such_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="no such folder"):
            evaluate(tmp_path, GOLD, texts=tmp_path / "nowhere")


class TestTables:
    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("dates", None, "the table is not there"),
            ("dates", "", "no column doc_id, text, start, end"),
            ("dates", "doc_id,text,start\n", "no column end"),
            ("dates", "doc_id,text,start,end\na,b,c\n", "dates.csv:2: 3 cells in a table of 4 columns"),
            ("dates", 'doc_id,text,start,end\na,"b', "cannot be read"),
            ("objectives", "doc_id,form,kind,heading,text\nhydrogen-corridor-en,list,area,,x\n", "but 'list'"),
        ],
    )
    def test_broken_table(self, name: str, content: str | None, reason: str, tmp_path: Path) -> None:
        path = write_tables(tmp_path, tables_of("perfect")) / f"{name}.csv"
        if content is None:
            path.unlink()
        else:
            path.write_text(content, "utf-8")
        with pytest.raises(WorkspaceError, match=reason):
            evaluate(tmp_path, GOLD, texts=RAW)
