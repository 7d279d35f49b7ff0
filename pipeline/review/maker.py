"""Corrections made from the rows that a reviewer looked at: what they say, and how their words are found again."""

import getpass
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from pipeline.config import load_configuration
from pipeline.errors import WorkspaceError
from pipeline.find.sentences import split
from pipeline.review.changes import Quote
from pipeline.review.compare import Cells
from pipeline.review.corrections_file import new_correction, today
from pipeline.review.sides import Sides
from pipeline.schema import TABLES, Table
from pipeline.tables.correcting import added_key, alike
from pipeline.tables.corrections import CORRECTABLE, LETTERS, Correction, load_corrections, parse_cell
from pipeline.tables.periods import completed, fits
from pipeline.workspace import CONFIG_FILES


class CorrectionMaker:
    """Makes entries of corrections.yml for one workspace as it stands."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._known = list(load_corrections(sides.workspace.corrections))

    def correction(
        self, key: str, values: Mapping[str, str], reason: str, by: str | None
    ) -> tuple[Correction | None, list[Correction]]:
        """An entry that says what columns are to say, and the entries that it replaces.

        The entry is None where the machine says the same: then the old entry only has to go.

        Raises:
            WorkspaceError: there is no such row, or it can't say that.
        """
        table, row = self._row(key)
        old = self._of(key, row)
        machine = {**row, **{name: cell for name, cell in (old.expect if old else {}).items() if name in row}}
        wanted = {**(old.value if old else {}), **self._checked(table, row, values)}
        if old and old.action == "add":
            return self._entry(old.key, "add", old.expect, reason, by, value=wanted, occurrence=old.occurrence), [old]
        different = {name: cell for name, cell in wanted.items() if machine[name] != cell}
        if not different and old is None:
            raise WorkspaceError(f"{key}: says that already: {', '.join(f'{name}={row[name]}' for name in values)}")
        if not different:
            return None, [old] if old else []
        expect = {**_finding(row), **{name: machine[name] for name in different}}
        where = old.occurrence if old else self._occurrence(table, key, row)
        named = old.key if old else key
        return self._entry(named, "correct", expect, reason, by, value=different, occurrence=where), [
            old
        ] if old else []

    def rejection(self, key: str, reason: str, by: str | None) -> tuple[Correction | None, list[Correction]]:
        """An entry that takes a row away, and those that it replaces; None where the row was a reviewer's own.

        Raises:
            WorkspaceError: there is no such row, or it is no finding.
        """
        table, row = self._row(key)
        if table.name not in LETTERS.values():
            follows = "its mentions" if table.name == "organisations" else "the file in raw/"
            raise WorkspaceError(f"{key}: is no finding that can be rejected; it follows from {follows}")
        old = self._of(key, row)
        if old and old.action == "add":
            return None, [old]
        where = old.occurrence if old else self._occurrence(table, key, row)
        entry = self._entry(old.key if old else key, "reject", _finding(row), reason, by, occurrence=where)
        return entry, [old] if old else []

    def addition(
        self,
        name: str,
        doc_id: str,
        text: str,
        values: Mapping[str, str],
        reason: str,
        by: str | None,
        *,
        occurrence: int | None = None,
        quote: Quote | None = None,
    ) -> Correction:
        """An entry for a row that the machine missed.

        Raises:
            WorkspaceError: the words are not in the document, or a value can't be.
        """
        table = next((table for table in TABLES if table.name == name and name in LETTERS.values()), None)
        if table is None:
            raise WorkspaceError(f"{name}: rows can be added to {', '.join(LETTERS.values())}")
        path = self._sides.workspace.texts / f"{doc_id}.txt"
        if doc_id not in self._sides.now["documents"] or not path.is_file():
            raise WorkspaceError(f"{doc_id}: there is no text of such a document in this run")
        content = path.read_bytes().decode("utf-8")
        place = self._place(table, doc_id, content, text, occurrence, quote)
        value = self._checked(table, None, {**_DEFAULTS.get(name, {}), **values})
        missing = [item for item in _NEEDED[name] if not value.get(item)]
        if missing:
            raise WorkspaceError(f"{name}: give {' and '.join(f'{item}=…' for item in missing)}")
        sentence = _sentence(content, place) if name != "objectives" else ""
        places = [at.start() for at in re.finditer(re.escape(text), content)]
        same = [at for at in places if not sentence or alike(sentence, _sentence(content, at))]
        taken = {**self._sides.now[name], **{item.key: None for item in self._known}}
        letter = next(letter for letter, owner in LETTERS.items() if owner == name)
        key = added_key(doc_id, letter, text, taken)
        expect = {"text": text, **({"sentence": sentence} if sentence else {})}
        return self._entry(key, "add", expect, reason, by, value=value, occurrence=same.index(place) + 1)

    def _entry(
        self,
        key: str,
        action: str,
        expect: Mapping[str, str],
        reason: str,
        by: str | None,
        *,
        value: Mapping[str, str] | None = None,
        occurrence: int = 1,
    ) -> Correction:
        fields = {"key": key, "action": action, "value": value, "expect": dict(expect), "occurrence": occurrence}
        signed = {"reason": reason, "by": by or getpass.getuser(), "on": today()}
        return new_correction(self._sides.workspace, {**fields, **signed})

    def _row(self, key: str) -> tuple[Table, Cells]:
        for table in TABLES:
            if key in self._sides.now[table.name]:
                return table, self._sides.now[table.name][key]
        raise WorkspaceError(f"{key}: this run has no row with this key; see `oboegaki diff` or extracted/*.csv")

    def _of(self, key: str, row: Cells) -> Correction | None:
        """The entry that a row has already, in this run or written since."""
        named = {item["key"] for item in self._sides.run["corrections"] if item["row"] == key}
        for item in self._known:
            if item.key in {key, *named} and alike(item.expect.get("sentence", ""), row.get("sentence", "")):
                return item
        return None

    def _occurrence(self, table: Table, key: str, row: Cells) -> int:
        """Which of the machine's rows with the same words in the same sentence this one is, counted from 1."""
        stem, _, number = key.rpartition("-")
        column = _context_column(table)
        rejected = {item.key: item.expect for item in self._known if item.action == "reject"}
        others = {**self._sides.now[table.name]}
        for item in self._sides.run["corrections"]:
            if item["action"] == "reject" and item["row"] and item["key"] in rejected:
                others[item["row"]] = rejected[item["key"]]
        same = [
            int(other.rpartition("-")[2])
            for other, cells in others.items()
            if other.rpartition("-")[0] == stem
            and other.rpartition("-")[2].isdecimal()
            and (not row.get(column) or alike(cells.get(column, ""), row[column]))
        ]
        return 1 + sum(place < int(number) for place in same) if number.isdecimal() else 1

    def _checked(self, table: Table, row: Cells | None, values: Mapping[str, str]) -> dict[str, str]:
        """New values of a row, complete and such as the columns can have."""
        columns = {column.name: column for column in table.columns}
        can = CORRECTABLE.get(table.name, ())
        for name, cell in values.items():
            if name not in can:
                known = f"can be: {', '.join(can)}" if can else "it follows from organisations.yml and the documents"
                raise WorkspaceError(f"{name} of {table.name} can't be corrected; {known}")
            try:
                parsed = parse_cell(columns[name], cell)
            except ValueError as error:
                raise WorkspaceError(str(error)) from None
            for target in parsed if isinstance(parsed, tuple) else (parsed,):
                if target and name in self._targets and str(target) not in self._targets[name]:
                    raise WorkspaceError(f"{name}: {target} is neither in the tables nor known; {_HINTS[name]}")
        if table.name != "dates" or not {"start", "end", "precision", "edtf"} & values.keys():
            return dict(values)
        try:
            return {**values, **_period(row or {}, values)}
        except ValueError as error:
            raise WorkspaceError(str(error)) from None

    @cached_property
    def _targets(self) -> Mapping[str, set[str]]:
        """What the columns that point to rows can say."""
        workspace = self._sides.workspace
        entries = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
        named = set(self._sides.now["organisations"])
        return {
            "organisation_id": named | {entry.id for entry in entries.organisations},
            "organisations": named,
            "counterpart_id": set(self._sides.now["objectives"]),
            "translation_of": set(self._sides.now["documents"]),
            "themes": {theme.id for theme in entries.themes},
        }

    def _place(
        self, table: Table, doc_id: str, content: str, text: str, occurrence: int | None, quote: Quote | None
    ) -> int:
        """Where in the text the words of an addition are."""
        places = [at.start() for at in re.finditer(re.escape(text), content)] if text else []
        if quote is not None:
            whole = quote.before + quote.words + quote.after
            places = [at for at in places if alike(whole, _sentence(content, at)) or table.name == "objectives"]
        if not places:
            raise WorkspaceError(f"{doc_id}: “{text}” is not in its text" + (" in that sentence" if quote else ""))
        if occurrence is not None:
            if occurrence > len(places):
                raise WorkspaceError(f"{doc_id}: “{text}” is in its text only {len(places)} times")
            return places[occurrence - 1]
        taken = [
            (int(row["char_start"]), int(row["char_end"]))
            for row in self._sides.now[table.name].values()
            if row["doc_id"] == doc_id
        ]
        free = [at for at in places if not any(start < at + len(text) and at < end for start, end in taken)]
        if not free:
            raise WorkspaceError(f"{doc_id}: “{text}” is found already wherever it stands; correct that row")
        return free[0]


_NEEDED = {
    "organisation_mentions": ("organisation_id",),
    "dates": ("start", "end", "precision", "edtf"),
    "objectives": ("form", "kind"),
}
_DEFAULTS = {"objectives": {"form": "stated", "kind": "objective"}}
_HINTS = {
    "organisation_id": "add it to organisations.yml first",
    "organisations": "only organisations of the tables can own an objective",
    "counterpart_id": "give the key of an objective",
    "translation_of": "give the doc_id of a document",
    "themes": "add it to themes.yml first",
}


def _context_column(table: Table) -> str:
    return "lead_in" if table.name == "objectives" else "sentence"


def _finding(row: Cells) -> dict[str, str]:
    """What finds a row's words again: themselves, and the sentence or lead-in around them."""
    return {name: row[name] for name in ("text", "sentence", "lead_in") if row.get(name)}


def _period(row: Cells, values: Mapping[str, str]) -> dict[str, str]:
    """The columns of a date that follow from the ones that are given."""
    merged = {name: values.get(name) or row.get(name, "") for name in ("start", "end", "precision")}
    if not merged["start"]:
        raise ValueError("give start=YYYY-MM-DD")
    if "end" not in values and (row.get("precision", "day") == "day" or not merged["end"]):
        merged["end"] = ""
    if "precision" not in values:
        whole = completed({"start": merged["start"], "end": merged["end"]})
        days = (date.fromisoformat(whole["start"]), date.fromisoformat(whole["end"]))
        keeps = merged["precision"] and fits(*days, merged["precision"])
        merged["precision"] = merged["precision"] if keeps else whole["precision"]
    return completed({**merged, "edtf": values.get("edtf", "")})


def _sentence(content: str, place: int) -> str:
    """The sentence around a place, of the line that it is in."""
    start, stop = content.rfind("\n", 0, place) + 1, content.find("\n", place)
    spans = split(content, start, len(content) if stop < 0 else stop)
    return next((content[begin:end] for begin, end in spans if begin <= place < end), "")
