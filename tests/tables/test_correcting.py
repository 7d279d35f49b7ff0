"""Corrections put into the rows of a run: found by their words, checked, followed by what hangs on them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Configuration, OrganisationEntry, load_configuration
from pipeline.errors import ConfigurationError
from pipeline.files import sha256
from pipeline.find.finder import find
from pipeline.find.organisations.registry import Registry
from pipeline.read import read
from pipeline.records import RawDocument
from pipeline.resolve.linking import Lookup
from pipeline.resolve.resolution import Resolver
from pipeline.resolve.rows import document_rows, table_of_documents
from pipeline.resolve.summary import summary
from pipeline.schema import DateRow, MentionRow, ObjectiveRow, Row
from pipeline.tables.correcting import Applied, correct_tables
from pipeline.tables.corrections import Correction, load_corrections
from pipeline.workspace import CONFIG_FILES, project_config

ORGANISATIONS = (
    OrganisationEntry(id="cwa", name_en="Coastal Wind Association", kind="association"),
    OrganisationEntry(id="harrow", name_en="Harrow Marine plc", kind="company"),
    OrganisationEntry(id="unused", name_en="Unused Institute", kind="institute"),
)
TEXT = (
    "Coastal Wind Association and Harrow Marine plc signed a memorandum on 3 March 2026.\n\n"
    "Coastal Wind Association aims to build ten test sites.\n\n"
    "Version 2.0 of 2019 was shown. Coastal Wind Association met Coastal Wind Association again.\n"
)
Run = Callable[..., tuple[dict[str, list[Row]], list[Applied]]]


@pytest.fixture(scope="module")
def run() -> Run:
    known = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    configuration = Configuration(known.settings, ORGANISATIONS, known.themes)
    registry = Registry.of(ORGANISATIONS)

    def give(*corrections: Correction, text: str = TEXT) -> tuple[dict[str, list[Row]], list[Applied]]:
        raw = RawDocument("a", Path("a.txt"), "text/plain", sha256(text.encode()))
        document = read(raw, text.encode(), known.settings.limits)
        findings = find(document, registry, ())
        summaries = {"a": summary(document, findings, Lookup.of(registry))}
        documents = {"a": document}
        resolver = Resolver(configuration)
        resolver.add(summaries)
        resolution = resolver.resolve(documents, {"a": findings})
        rows = document_rows(document, findings, resolution.links, ()).by_table()
        tables = {"documents": table_of_documents([raw], summaries, {}, ()), **rows}
        registered = registry.entries.keys()
        return correct_tables(tables, corrections, documents, organisations=frozenset(), registered=registered)

    return give


def _mentions(tables: dict[str, list[Row]]) -> list[MentionRow]:
    found = [row for row in tables["organisation_mentions"] if isinstance(row, MentionRow)]
    return sorted(found, key=lambda row: row.char_start)


def _dates(tables: dict[str, list[Row]]) -> list[DateRow]:
    return sorted((row for row in tables["dates"] if isinstance(row, DateRow)), key=lambda row: row.char_start)


def _of(row: MentionRow | DateRow, action: str, **fields: Any) -> Correction:
    key = row.mention_id if isinstance(row, MentionRow) else row.date_id
    expect = {"text": row.text, "sentence": row.sentence, **fields.pop("expect", {})}
    return Correction.model_validate({"key": key, "action": action, "expect": expect, "reason": "tested", **fields})


def test_a_mention_of_another_body_and_all_that_follows(run: Run) -> None:
    before, _ = run()
    first = _mentions(before)[1]
    assert first.text == "Harrow Marine plc"
    tables, applied = run(
        _of(first, "correct", value={"organisation_id": "unused"}, expect={"organisation_id": "harrow"})
    )
    assert [item.problem for item in applied] == [""]
    assert {(row.text, row.organisation_id) for row in _mentions(tables)} == {
        ("Coastal Wind Association", "cwa"),
        ("Harrow Marine plc", "unused"),
    }


def test_the_owner_of_an_objective_follows_its_mentions(run: Run) -> None:
    before, _ = run()
    corrections = []
    seen: dict[str, int] = {}
    for row in _mentions(before):
        if row.organisation_id == "cwa":
            seen[row.sentence] = seen.get(row.sentence, 0) + 1
            corrections.append(_of(row, "correct", value={"organisation_id": "unused"}, occurrence=seen[row.sentence]))
    tables, _ = run(*corrections)
    owners = [row.organisations for row in before["objectives"] if isinstance(row, ObjectiveRow)]
    assert owners == [("cwa",)]
    assert [row.organisations for row in tables["objectives"] if isinstance(row, ObjectiveRow)] == [("unused",)]


def test_a_rejected_row_stays_away_where_its_sentence_moves(run: Run) -> None:
    before, _ = run()
    rejected = _mentions(before)[-1]
    assert rejected.mention_id.endswith("-4")
    correction = _of(rejected, "reject", occurrence=2)
    for text in (TEXT, f"Coastal Wind Association is here.\n\n{TEXT}"):
        whole, _ = run(text=text)
        tables, (applied,) = run(correction, text=text)
        assert applied.row
        gone = {row.char_start for row in _mentions(whole)} - {row.char_start for row in _mentions(tables)}
        assert gone == {text.rindex("Coastal Wind Association")}


def test_a_rejected_row_whose_sentence_was_edited_is_back(run: Run) -> None:
    before, _ = run()
    correction = _of(_dates(before)[-1], "reject")
    tables, (applied,) = run(correction, text=TEXT.replace("was shown", "was shown and sold"))
    assert "2019" in [row.text for row in _dates(tables)]
    assert "is in another sentence now" in applied.problem


def test_a_rejected_row_whose_words_are_gone_is_reported(run: Run) -> None:
    before, _ = run()
    _, (applied,) = run(_of(_dates(before)[-1], "reject"), text=TEXT.replace(" of 2019", ""))
    assert applied.problem == "“2019” is no longer found there"


def test_a_sentence_that_is_cut_otherwise_is_the_same(run: Run) -> None:
    before, _ = run()
    correction = _of(_dates(before)[-1], "reject", expect={"sentence": "of  2019 was"})
    assert run(correction)[1][0].row == correction.key


def test_what_the_machine_says_otherwise_is_not_corrected(run: Run) -> None:
    before, _ = run()
    row = _mentions(before)[1]
    other = _of(row, "correct", value={"organisation_id": "unused"}, expect={"organisation_id": "cwa"})
    same = _of(row, "correct", value={"organisation_id": "harrow"}, expect={"organisation_id": "cwa"})
    for correction, words in ((other, "says something else"), (same, "says what the correction does")):
        tables, (applied,) = run(correction)
        assert words in applied.problem
        assert _mentions(tables) == _mentions(before)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"organisation_id": "nobody"}, "'nobody' is not in the tables"),
        ({"organisation_id": ""}, "can't be empty"),
    ],
)
def test_a_value_that_no_row_can_have(run: Run, value: dict[str, str], words: str) -> None:
    before, _ = run()
    _, (applied,) = run(_of(_mentions(before)[0], "correct", value=value))
    assert words in applied.problem


def test_a_date_that_would_contradict_itself(run: Run) -> None:
    before, _ = run()
    _, (applied,) = run(_of(_dates(before)[0], "correct", value={"start": "2026-03-09"}))
    assert "lies before start" in applied.problem


def _addition(**fields: Any) -> Correction:
    value = {"start": "2026-06-01", "end": "2026-06-01", "precision": "day", "edtf": "2026-06-01"}
    expect = {"text": "again", **fields.pop("expect", {})}
    return Correction.model_validate(
        {"key": "a#d00000000-r1", "action": "add", "value": value, "expect": expect, "reason": "missed", **fields}
    )


def test_what_was_missed_is_added_with_its_place(run: Run) -> None:
    tables, (applied,) = run(_addition())
    row = next(row for row in _dates(tables) if row.text == "again")
    assert TEXT[row.char_start : row.char_end] == "again"
    assert row.sentence == "Coastal Wind Association met Coastal Wind Association again."
    assert row.date_id == applied.row


def test_an_addition_that_the_machine_finds_itself_is_reported(run: Run) -> None:
    tables, (applied,) = run(_addition(expect={"text": "2019"}))
    assert "the machine now finds" in applied.problem
    assert len([row for row in _dates(tables) if row.text == "2019"]) == 1


def test_an_addition_whose_words_are_gone_is_reported(run: Run) -> None:
    assert "no longer in the text" in run(_addition(expect={"text": "nowhere"}))[1][0].problem
    assert "no longer in the text" in run(_addition(occurrence=2))[1][0].problem


def test_two_corrections_of_one_row(run: Run) -> None:
    before, _ = run()
    row = _mentions(before)[1]
    _, applied = run(_of(row, "reject"), _of(row, "correct", value={"organisation_id": "unused"}))
    assert [item.problem for item in applied] == ["", "its row is rejected already"]


def test_no_corrections_change_nothing(run: Run) -> None:
    assert run()[1] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("corrections:\n- key: a#d1-1\n  action: rejct\n  reason: x\n", ":3: `corrections.1.action`"),
        ("corrections:\n- key: a#d1-1\n  action: reject\n", "reason"),
        ("corrections:\n- {key: a#d1-1, action: reject, value: {start: 2026-01-01}, reason: x}\n", "has no `value`"),
        ("corrections:\n- {key: a#d1-1, action: correct, value: {text: x}, reason: x}\n", "text of dates can't be"),
        ("corrections:\n- {key: a#x1-1, action: reject, reason: x}\n", "is not the key of a mention"),
        ("corrections:\n- {key: a#d1-1, action: reject, expect: {strat: x}, reason: x}\n", "no column strat"),
        ("corrections:\n- {key: a#d1-1, action: add, value: {start: x}, reason: x}\n", "which `text`"),
        (
            "corrections:\n- {key: a#d1-1, action: reject, reason: x}\n- {key: a#d1-1, action: reject, reason: y}\n",
            "two corrections are about a#d1-1",
        ),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_corrections(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_yaml_values_are_cells(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text(
        "corrections:\n- {key: a#o1-1, action: correct, value: {themes: [one, two]}, expect: {ordinal: 3}, reason: x, on: 2026-03-01}\n",
        encoding="utf-8",
    )
    (item,) = load_corrections(path)
    assert item.value == {"themes": "one; two"}
    assert item.expect == {"ordinal": "3"}
