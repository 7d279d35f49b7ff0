"""Why a row changed: only what moved, and of that only what can have changed such a row."""

from typing import Any

import pytest

from pipeline.review.causes import Subject, causes, moved_between
from pipeline.review.changes import FieldValue
from tests.review.rows import mention, row

NOW: dict[str, Any] = {
    "oboegaki": "1.0",
    "schema": 1,
    "stages": {"read": "r", "find": "f"},
    "libraries": {"pdfplumber": "1", "sudachidict-core": "2024", "pyarrow": "1"},
    "models": {"en": "en_model 1", "ja": "ja_model 1"},
    "configuration": {"settings.yml": "s", "organisations.yml": "o", "themes.yml": "t"},
    "documents": {"a": {"sha256": "1", "sidecar": None}, "b": {"sha256": "2", "sidecar": None}},
    "corrections": [],
}


def _before(**moved: Any) -> dict[str, Any]:
    """What the accepted rows were made from: as now, apart from what moved."""
    return {name: {**NOW[name], **moved[name]} if name in moved else NOW[name] for name in NOW}


def _mention(**options: Any) -> Subject:
    before, after = mention("a#m1-1", "s", organisation_id="x"), mention("a#m1-1", "s", organisation_id="y")
    fields = (FieldValue("organisation_id", "x", "y"),)
    values = {"state": "changed", "certainty": "pattern", "before": before, "after": after, "language": "en", **options}
    return Subject("organisation_mentions", "a#m1-1", "a#m1-1", doc_id="a", fields=fields, **values)


def _date(**cells: str) -> Subject:
    after = row("dates", "a#d1-1", start="2025-01-02", sentence="s", **cells)
    before = {**after, "start": "2025-01-01"}
    fields = (FieldValue("start", "2025-01-01", "2025-01-02"),)
    return Subject("dates", "a#d1-1", "a#d1-1", "changed", "a", "pattern", fields, before, after, "en")


def _told(subject: Subject, before: dict[str, Any], **options: Any) -> list[tuple[str, str, str]]:
    found = causes(subject, moved_between(before, NOW), **options)
    return [(item.kind, item.detail, item.document) for item in found]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ({"documents": {"a": {"sha256": "0", "sidecar": None}}}, ("source", "", "")),
        ({"configuration": {"organisations.yml": "0"}}, ("configuration", "organisations.yml", "")),
        ({"configuration": {"settings.yml": "0"}}, ("configuration", "settings.yml", "")),
        ({"stages": {"find": "0"}}, ("code", "rules of find", "")),
        ({"libraries": {"pdfplumber": "0"}}, ("code", "pdfplumber 0 → 1", "")),
        ({"libraries": {"sudachidict-core": "0"}}, ("model", "sudachidict-core 0 → 2024", "")),
        ({"models": {"en": "en_model 0"}}, ("model", "en_model 0 → en_model 1", "")),
    ],
)
def test_the_one_thing_that_moved(moved: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert _told(_mention(), _before(**moved)) == [expected]


def test_a_sidecar_that_moves_a_day_that_hangs_on_it() -> None:
    before = _before(documents={"a": {"sha256": "1", "sidecar": "0"}})
    assert _told(_date(relative_to="published"), before) == [("sidecar", "", "")]


def test_what_cannot_have_done_it_is_not_named() -> None:
    before = _before(
        configuration={"themes.yml": "0"}, models={"ja": "ja_model 0"}, libraries={"pyarrow": "0"}, stages={"read": "0"}
    )
    assert _told(_mention(), before) == [("code", "rules of read", "")]
    both = _before(models={"en": "en_model 0"}, stages={"find": "0"})
    assert _told(_date(), both) == [("code", "rules of find", "")]


def test_an_edited_sentence_is_the_source_whatever_else_moved() -> None:
    before = _before(documents={"a": {"sha256": "0", "sidecar": None}}, stages={"find": "0"})
    subject = _mention(before=mention("a#m1-1", "another", organisation_id="x"))
    assert _told(subject, before) == [("source", "", "")]


def test_several_where_the_row_does_not_tell() -> None:
    before = _before(documents={"a": {"sha256": "0", "sidecar": None}}, stages={"find": "0"})
    assert [kind for kind, _, _ in _told(_mention(), before)] == ["source", "code"]


def test_a_name_that_a_model_found_points_to_the_model() -> None:
    before = _before(models={"en": "en_model 0"}, stages={"find": "0"})
    assert [kind for kind, _, _ in _told(_mention(state="added", before=None, certainty="model"), before)] == ["model"]


def test_a_registered_name_points_to_the_registry() -> None:
    before = _before(configuration={"organisations.yml": "0"}, stages={"find": "0"})
    told = _told(_mention(state="added", before=None, certainty="registry"), before)
    assert told == [("configuration", "organisations.yml", "")]


def test_another_document_that_moved() -> None:
    before = _before(documents={"b": {"sha256": "0", "sidecar": None}})
    assert _told(_mention(), before, naming={"b"}) == [("source", "", "b")]


def test_a_document_that_came_and_one_that_went() -> None:
    came = {**NOW, "documents": {"b": NOW["documents"]["b"]}}
    assert _told(_mention(), came) == [("source", "new document", "")]
    went = {**NOW, "documents": {**NOW["documents"], "c": {"sha256": "3", "sidecar": None}}}
    assert _told(_mention(), went, naming={"c"}) == [("source", "no longer in raw/", "c")]


def test_a_correction_and_one_that_was_taken_back() -> None:
    entry = {"key": "a#m1-1", "row": "a#m1-1", "action": "correct", "value": "{}", "reason": "wrong body"}
    given = causes(_mention(), moved_between(NOW, {**NOW, "corrections": [entry]}))
    assert [(item.kind, item.detail) for item in given] == [("reviewer", "wrong body")]
    taken = causes(_mention(), moved_between({**NOW, "corrections": [entry]}, NOW))
    assert [(item.kind, item.detail) for item in taken] == [("reviewer", "taken back: wrong body")]


def test_nothing_moved_and_nothing_is_known() -> None:
    assert [item.kind for item in causes(_mention(), moved_between(NOW, NOW))] == ["unknown"]
    assert [item.kind for item in causes(_mention(), None)] == ["unknown"]
