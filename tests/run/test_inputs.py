"""run.json says what a run was made from, in lines that can be compared."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.inputs import run_id, run_json


@given(st.dictionaries(st.text(), st.recursive(st.text() | st.none() | st.integers(), st.lists)))
def test_run_json_has_what_a_run_is_with_a_line_for_each_document(documents: dict[str, Any]) -> None:
    run = {"id": "x", "documents": documents, "corrections": [*documents.values()], "failures": {}}
    written = run_json(run).decode("utf-8")
    assert json.loads(written) == run
    number = len(documents)
    assert written.count("\n") == 2 + len(run) + (2 * (number + 1) if number else 0)


def test_a_run_is_named_after_what_its_tables_say_in_whatever_order() -> None:
    run = {"fingerprint": "f", "files": {"dates.csv": "1", "text/a.txt": "2"}}
    again = {"fingerprint": "f", "files": {"text/a.txt": "2", "dates.parquet": "3", "dates.csv": "1"}}
    assert run_id(run) == run_id(again)
    assert run_id(run) != run_id(run | {"files": {"dates.csv": "1", "text/a.txt": "3"}})
    assert run_id(run) != run_id(run | {"fingerprint": "g"})
