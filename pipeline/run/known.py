"""What the store knows of each document: its text and findings when they are asked for, its summary, and its rows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.config import Configuration
from pipeline.find import Registry
from pipeline.records import Findings, TextDocument
from pipeline.resolve.linking import Lookup
from pipeline.resolve.resolution import Resolution, themes
from pipeline.resolve.rows import document_rows
from pipeline.resolve.summary import Summary, summary
from pipeline.run.fingerprints import fingerprint, stage_version
from pipeline.run.store import Stage, Store
from pipeline.run.tasks import FINDINGS, READ
from pipeline.schema import TABLES
from pipeline.tables.corrections import LETTERS
from pipeline.tables.files import csv_lines

SUMMARY = TypeAdapter[Summary](Summary)
ROW_TABLES = tuple(table for table in TABLES if table.name in LETTERS.values())
"""The tables whose rows are of one document each."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store has, by doc_id, each with the fingerprint of what it was made from; lines by table."""

    summaries: Mapping[str, tuple[str, Summary]]
    lines: Mapping[str, Mapping[str, tuple[str, bytes]]]


_Value = TypeVar("_Value")
_AT_ONCE = 500


def load_stored(store: Store) -> Stored:
    """Reads the summaries and rows that the store has of any documents, up to date or not."""
    summaries = {}
    for doc_id, (version, payload) in store.payloads("summary").items():
        with suppress(ValidationError):  # of another version of the program
            summaries[doc_id] = version, SUMMARY.validate_json(payload)
    return Stored(summaries, {table.name: store.payloads(table.name) for table in ROW_TABLES})


class Known:
    """The documents that have a text, by what earlier stages left in the store; nothing is loaded before it is asked for.

    Attributes:
        documents, findings: by doc_id.
    """

    def __init__(self, store: Store, doc_ids: Sequence[str], configuration: Configuration, stored: Stored) -> None:
        self.doc_ids, self._stored = doc_ids, stored
        self._store, self._configuration = store, configuration
        self._fingerprints = store.fingerprints()
        self._remembered: dict[str, bytes] = {}
        # Sentences, themes and the words of keys are cut and told by code of `find`.
        self._code = stage_version("find"), stage_version("tables")
        self.documents: Mapping[str, TextDocument] = _Loaded(doc_ids, self._document)
        self.findings: Mapping[str, Findings] = _Loaded(doc_ids, self._findings)

    def summaries(self) -> dict[str, Summary]:
        """The summary of each document; those that are not known are made and kept."""
        found: dict[str, Summary] = {}
        new: dict[str, Stage] = {}
        lookup: Lookup | None = None
        for doc_id in self.doc_ids:
            # What the registry says is in the fingerprint of the findings, whether they changed by it or not.
            read, find = self._fingerprints[doc_id, "read"], self._fingerprints[doc_id, "find"]
            wanted = fingerprint(self._code, read[1], *find)
            known = self._stored.summaries.get(doc_id)
            if known and known[0] == wanted:
                found[doc_id] = known[1]
                continue
            lookup = lookup or Lookup.of(Registry.of(self._configuration.organisations))
            found[doc_id] = summary(self.documents[doc_id], self.findings[doc_id], lookup)
            new[doc_id] = Stage(wanted, SUMMARY.dump_json(found[doc_id]))
        self._store.add((doc_id, "summary", stage) for doc_id, stage in new.items())
        return found

    def lines(self, summaries: Mapping[str, Summary], resolution: Resolution) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Gives for each document the lines that it has in each table of rows; what is not known is made and kept."""
        as_found = themes(self._configuration)
        version = fingerprint(self._code, [theme.model_dump() for theme in self._configuration.themes])
        names = [table.name for table in ROW_TABLES]
        new: list[tuple[str, str, Stage]] = []
        for doc_id in self.doc_ids:
            sketch = summaries[doc_id].sketch
            ids = [resolution.links.ids[doc_id, name] for name in (*sketch.names, *sketch.aliases)]
            counterparts = resolution.counterparts.get(doc_id, {})
            read, find = self._fingerprints[doc_id, "read"][1], self._fingerprints[doc_id, "find"][1]
            wanted = fingerprint(version, read, find, "\n".join(ids), sorted(counterparts.items()))
            stored = {name: self._stored.lines[name].get(doc_id, ("", b"")) for name in names}
            if all(made_from == wanted for made_from, _ in stored.values()):
                yield doc_id, {name: lines for name, (_, lines) in stored.items()}
                continue
            document, findings = self.documents[doc_id], self.findings[doc_id]
            made = document_rows(document, findings, resolution.links, as_found, counterparts).by_table()
            lines = {table.name: csv_lines(table, made[table.name]) for table in ROW_TABLES}
            new += [(doc_id, name, Stage(wanted, lines[name])) for name in names]
            if len(new) > _AT_ONCE:
                self._store.add(new)
                new = []
            yield doc_id, lines
        self._store.add(new)

    def memo(self, what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
        """Remembers what was made of two documents, as `resolve` wants it."""
        made_from = [(self._fingerprints[doc_id, "read"][1], *self._fingerprints[doc_id, "find"]) for doc_id in doc_ids]
        key = fingerprint(self._code, what, doc_ids, made_from, context)
        if key not in self._remembered:
            payload = self._store.memo(key)
            self._remembered[key] = payload or json.dumps(make(), ensure_ascii=False).encode("utf-8")
        # Read back also where it is new, so that it is the same value each time.
        value: _Value = json.loads(self._remembered[key])
        return value

    def keep_memo(self) -> None:
        """Keeps what this run remembered, and nothing else."""
        self._store.keep_memo(self._remembered)

    def _document(self, doc_id: str) -> TextDocument:
        outcome = READ.validate_json(self._store.stages(doc_id, "read")["read"].payload)
        if not isinstance(outcome, TextDocument):
            raise KeyError(doc_id)
        return outcome

    def _findings(self, doc_id: str) -> Findings:
        return FINDINGS.validate_json(self._store.stages(doc_id, "find")["find"].payload)


class _Loaded(Mapping[str, _Value]):
    """A mapping whose values are loaded each time that they are asked for."""

    def __init__(self, keys: Iterable[str], load: Callable[[str], _Value]) -> None:
        self._keys, self._load = dict.fromkeys(keys), load

    def __getitem__(self, key: str) -> _Value:
        if key not in self._keys:
            raise KeyError(key)
        return self._load(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
