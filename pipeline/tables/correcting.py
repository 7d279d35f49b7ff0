"""Corrections put into the rows of a run, each where its words are now; one that no longer fits is reported.

A row's key counts the occurrences of its words, and that number moves with the text. So a correction finds its row by
the words and the sentence around them, and the number only tells equal rows of one sentence apart.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from pipeline.records import TextDocument
from pipeline.resolve.context import Context, key_stem
from pipeline.schema import DateRow, MentionRow, ObjectiveRow, Row
from pipeline.tables.corrections import ADDED, LETTERS, Correction, parse_cell
from pipeline.tables.files import csv_cell
from pipeline.tables.periods import check

_FINDING = ("text", "sentence", "lead_in")
"""The columns of `expect` that find a row; the others say what the machine said of it."""

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a correction.

    Attributes:
        row: the key of its row in this run; empty where it was not applied.
        problem: why it was not applied; empty where it was.
    """

    correction: Correction
    row: str = ""
    problem: str = ""

    def as_dict(self) -> dict[str, str]:
        """What run.json keeps of it."""
        item = self.correction
        value = json.dumps(dict(item.value), ensure_ascii=False, sort_keys=True)
        on = item.on.isoformat() if item.on else ""
        return {
            "action": item.action, "key": item.key, "row": self.row, "value": value, "reason": item.reason,
            "by": item.by, "on": on, "problem": self.problem,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """Organisations that a value can name beside those of the rows."""

    organisations: Set[str]
    registered: Set[str]


class _StaleError(Exception):
    """A correction that does not fit the rows any more."""


def correct_tables(
    tables: Tables,
    corrections: Sequence[Correction],
    documents: Mapping[str, TextDocument],
    *,
    organisations: Set[str],
    registered: Set[str],
) -> tuple[dict[str, list[Row]], list[Applied]]:
    """Applies corrections to the rows of documents, and makes the columns that point to what they change follow.

    Args:
        tables: the rows as the machine made them: those of all documents in `documents`, and at least those of the
            documents that corrections are about or point to and of the versions of these in the other language.
        documents: those that have a text, for rows that are added.
        organisations: the ids that other documents name, whose rows are not given.
        registered: the ids that are in organisations.yml.
    """
    rows: dict[str, dict[str, Any]] = {
        name: {_key(row): row for row in tables[name]} for name in (*LETTERS.values(), "documents")
    }
    made = {name: dict(table) for name, table in rows.items()}
    stems: dict[str, list[str]] = defaultdict(list)
    for name in LETTERS.values():
        for key in rows[name]:
            stems[key.rpartition("-")[0]].append(key)
    contexts: dict[str, Context] = {}
    known = _Known(organisations, registered)
    applied: list[Applied] = []
    # Mentions first, for other rows point to what they name; additions behind what the machine finds itself.
    for item in sorted(
        corrections, key=lambda item: (item.table.name != "organisation_mentions", item.action == "add")
    ):
        table = rows[item.table.name]
        try:
            if item.action == "add":
                doc_id = item.key.rpartition("#")[0]
                if doc_id not in documents:
                    raise _StaleError(f"{doc_id} has no text in this run")
                context = contexts.setdefault(doc_id, Context(documents[doc_id]))
                row = _added(item, _parsed(item, rows, known), context, table)
                table[row_key := _key(row)] = row
            else:
                machine = made[item.table.name]
                row_key = item.key if item.key in machine and "#" not in item.key else _found(item, machine, stems)
                if row_key not in table:
                    raise _StaleError("its row is rejected already")
                _check_expected(item, table[row_key])
                if item.action == "reject":
                    del table[row_key]
                else:
                    table[row_key] = _with(table[row_key], _parsed(item, rows, known))
            applied.append(Applied(item, row_key))
        except _StaleError as error:
            applied.append(Applied(item, problem=str(error)))
    order = {id(item): number for number, item in enumerate(corrections)}
    applied.sort(key=lambda item: order[id(item.correction)])
    if any(item.row for item in applied):
        _follow(tables, rows, organisations)
    return {name: list(kept.values()) for name, kept in rows.items()}, applied


def alike(one: str, other: str) -> bool:
    """Whether two sentences are one, however it was cut and spaced."""
    one, other = _squeezed(one), _squeezed(other)
    return one == other if not one or not other else one in other or other in one


def _squeezed(sentence: str) -> str:
    return re.sub(r"[\s…]+", "", unicodedata.normalize("NFKC", sentence)).lower()


def _key(row: Any) -> str:
    match row:
        case MentionRow():
            return row.mention_id
        case DateRow():
            return row.date_id
        case ObjectiveRow():
            return row.objective_id
    return str(row.doc_id)


def _found(item: Correction, made: Mapping[str, Any], stems: Mapping[str, Sequence[str]]) -> str:
    """The key of the row that a correction is about."""
    keys = stems.get(item.key.rpartition("-")[0], ())
    words = item.expect.get("text", "")
    if not keys:
        raise _StaleError(f"“{words}” is no longer found there" if words else "there is no such row any more")
    column = next((name for name in ("sentence", "lead_in") if name in item.expect), None)
    same = [key for key in keys if column is None or alike(item.expect[column], csv_cell(getattr(made[key], column)))]
    if not same:
        raise _StaleError(f"“{words}” is in another sentence now; it was in “{item.expect[column or '']}”")
    if column is None and item.key in same:
        return item.key
    if item.occurrence > len(same):
        raise _StaleError(f"“{words}” is only {len(same)} times in that sentence")
    return same[item.occurrence - 1]


def _check_expected(item: Correction, row: Row) -> None:
    for column, expected in item.expect.items():
        found = csv_cell(getattr(row, column))
        if column not in _FINDING and found != expected:
            said = "now says what the correction does" if found == item.value.get(column) else "says something else"
            raise _StaleError(f"the machine {said}: {column} was {expected!r} and is {found!r}")


def _with(row: Row, values: Mapping[str, Any]) -> Row:
    new: Row = replace(row, **values)
    if isinstance(new, DateRow):
        _check_date(new)
    return new


def _parsed(item: Correction, rows: Mapping[str, Mapping[str, Any]], known: _Known) -> dict[str, Any]:
    """The new values of a row's columns, where they are such as the columns can have."""
    columns = {column.name: column for column in item.table.columns}
    values: dict[str, Any] = {}
    for name, cell in item.value.items():
        try:
            values[name] = parse_cell(columns[name], cell)
        except ValueError as error:
            raise _StaleError(str(error)) from None
        for target in values[name] if isinstance(values[name], tuple) else (values[name],):
            if target is not None and not _is_target(name, target, rows, known):
                raise _StaleError(f"{name}: {target!r} is not in the tables")
    return values


def _is_target(column: str, key: Any, rows: Mapping[str, Mapping[str, Any]], known: _Known) -> bool:
    """Whether a column that points to rows can point to this one."""
    if column == "counterpart_id":
        return key in rows["objectives"]
    if column == "translation_of":
        return key in rows["documents"]
    if column in ("organisation_id", "organisations"):
        if key in known.organisations or (column == "organisation_id" and key in known.registered):
            return True
        return any(row.organisation_id == key for row in rows["organisation_mentions"].values())
    return True


def _check_date(row: DateRow) -> None:
    try:
        check(row.start, row.end, row.precision, row.edtf)
    except ValueError as error:
        raise _StaleError(str(error)) from None


def _added(item: Correction, values: Mapping[str, Any], context: Context, table: Mapping[str, Row]) -> Row:
    """A row that the machine missed."""
    document, words = context.document, item.expect["text"]
    start = _place(item, context)
    name = item.table.name
    if any(
        row.doc_id == document.doc_id and row.char_start < start + len(words) and start < row.char_end
        for row in table.values()
        if isinstance(row, MentionRow | DateRow | ObjectiveRow)
    ):
        raise _StaleError(f"the machine now finds something at “{words}” itself")
    letter = next(letter for letter, owner in LETTERS.items() if owner == name)
    key = added_key(document.doc_id, letter, words, table)
    place: dict[str, Any] = {
        "doc_id": document.doc_id,
        "text": words,
        "page": context.page(start),
        "char_start": start,
        "char_end": start + len(words),
    }
    try:
        if name == "objectives":
            here = [row.ordinal for row in table.values() if isinstance(row, ObjectiveRow) and row.char_start < start]
            defaults = {"heading": None, "themes": (), "organisations": (), "counterpart_id": None, "lead_in": None}
            ordinal = max(here, default=0) + 1
            return ObjectiveRow(**{"objective_id": key, "ordinal": ordinal, **defaults, **place, **values})
        place["sentence"] = context.sentence(start)
        if name == "dates":
            date_row = DateRow(**{"date_id": key, "relative_to": None, **place, **values})
            _check_date(date_row)
            return date_row
        return MentionRow(**{"mention_id": key, "found_by": "reviewer", **place, **values})
    except TypeError as error:
        raise _StaleError(f"`value` does not say all that a row needs ({error})") from None


def added_key(doc_id: str, letter: str, words: str, table: Mapping[str, object]) -> str:
    """The key of an added row: the number has a letter before it, so that no machine row has the same."""
    stem, number = key_stem(doc_id, letter, words), 1
    while f"{stem}-{ADDED}{number}" in table:
        number += 1
    return f"{stem}-{ADDED}{number}"


def _place(item: Correction, context: Context) -> int:
    """Where the words of an addition are now."""
    text, words = context.document.text, item.expect["text"]
    sentence = item.expect.get("sentence")
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    if sentence:
        places = [place for place in places if alike(sentence, context.sentence(place))]
    if item.occurrence > len(places):
        raise _StaleError(f"“{words}” is no longer in the text" + (" in that sentence" if sentence else ""))
    return places[item.occurrence - 1]


def _follow(tables: Tables, rows: dict[str, dict[str, Any]], organisations: Set[str]) -> None:
    """Makes the columns that point to corrected or rejected rows follow them."""
    moved = _moved_organisations(tables["organisation_mentions"], rows["organisation_mentions"].values())
    objectives = rows["objectives"]
    named = organisations | {row.organisation_id for row in rows["organisation_mentions"].values()}
    for key, row in objectives.items():
        owners = [moved.get((row.doc_id, owner), owner) for owner in row.organisations]
        kept = tuple(dict.fromkeys(owner for owner in owners if owner in named))
        counterpart = row.counterpart_id if row.counterpart_id in objectives else None
        if kept != row.organisations or counterpart != row.counterpart_id:
            objectives[key] = replace(row, organisations=kept, counterpart_id=counterpart)


def _moved_organisations(before: Sequence[Row], after: Any) -> dict[tuple[str, str], str]:
    """For each document the organisation that took the place of one that it no longer names."""
    old = {row.mention_id: row for row in before if isinstance(row, MentionRow)}
    now = {row.mention_id: row for row in after}
    named = {(row.doc_id, row.organisation_id) for row in now.values()}
    changes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, row in old.items():
        if (row.doc_id, row.organisation_id) not in named and key in now:
            changes[row.doc_id, row.organisation_id].add(now[key].organisation_id)
    return {key: next(iter(ids)) for key, ids in changes.items() if len(ids) == 1}
