"""Lines of organisations are made once, and again where documents say something else of them."""

from pathlib import Path

import pytest

from pipeline.config import OrganisationEntry
from pipeline.resolve.rows import Named, organisation_row
from pipeline.run import organisations
from pipeline.run.organisations import OrganisationLines
from pipeline.run.store import Store
from pipeline.schema import TABLES
from pipeline.tables.files import csv_lines

TABLE = next(table for table in TABLES if table.name == "organisations")
DEEP = OrganisationEntry(id="deep", name_en="Deep Sea Agency", kind="agency", country="JP")
NAMED: dict[str, Named] = {"deep": ({"DSA": 2}, 1), "bolt": ({"Bolt Ltd": 1, "Bolt": 1}, 1), "acme": ({"Acme": 1}, 1)}


def lines(named: dict[str, Named], entry: OrganisationEntry = DEEP) -> bytes:
    """What they would be without any memory."""
    rows = [organisation_row(key, *named[key], entry if key == "deep" else None) for key in named]
    return csv_lines(TABLE, rows)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The organisations of which a row was made."""
    done: list[str] = []

    def noted(key: str, *said: object) -> object:
        done.append(key)
        return organisation_row(key, *said)  # type: ignore[arg-type]

    monkeypatch.setattr(organisations, "organisation_row", noted)
    return done


def test_only_what_changed_is_made_within_a_run_and_in_the_next(tmp_path: Path, made: list[str]) -> None:
    more: dict[str, Named] = {**NAMED, "bolt": ({"Bolt": 1, "Bolt Ltd": 2}, 2), "crane": ({"Crane": 1}, 1)}
    less = {key: more[key] for key in ("bolt", "crane")}
    with Store.open(tmp_path / "store.sqlite") as store:
        first = OrganisationLines({"deep": DEEP}, store, "1")
        assert first.of(NAMED) == lines(NAMED)
        assert made == ["acme", "bolt", "deep"]
        assert first.of(more) == lines(more)
        assert made[3:] == ["bolt", "crane"]
        first.keep()
        made.clear()
        # The order in which documents gave the names is no matter.
        assert OrganisationLines({"deep": DEEP}, store, "1").of(
            {**more, "bolt": ({"Bolt Ltd": 2, "Bolt": 1}, 2)}
        ) == lines(more)
        assert made == []
        second = OrganisationLines({"deep": DEEP}, store, "1")
        assert second.of(less) == lines(less)
        second.keep()
        assert len(store.organisation_lines()) == 2


@pytest.mark.parametrize("what", ["code", "entry"])
def test_all_are_made_again_by_other_code_and_one_for_another_entry(tmp_path: Path, made: list[str], what: str) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        first = OrganisationLines({"deep": DEEP}, store, "1")
        first.of(NAMED)
        first.keep()
        made.clear()
        entry = DEEP.model_copy(update={"country": "GB"}) if what == "entry" else DEEP
        again = OrganisationLines({"deep": entry}, store, "2" if what == "code" else "1")
        assert again.of(NAMED) == lines(NAMED, entry)
        assert made == (["acme", "bolt", "deep"] if what == "code" else ["deep"])
