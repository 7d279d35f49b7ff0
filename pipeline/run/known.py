"""What the store knows of each document: its text and findings when they are asked for, its summary, and its lines."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.links import Body
from pipeline.resolve.resolution import Resolution
from pipeline.resolve.summary import Summary
from pipeline.run.fingerprints import fingerprint
from pipeline.run.rows import SUMMARY, lines_of, rows_fingerprint
from pipeline.run.store import Stage, Store
from pipeline.run.tasks import FINDINGS, READ, Versions
from pipeline.schema import ROW_TABLES

_Value = TypeVar("_Value")
_AT_ONCE = 500


class Known:
    """The documents that have a text, by what their workers left in the store; nothing is loaded before it is asked for.

    Attributes:
        documents, findings: by doc_id.
        summaries: by doc_id, of those that were added.
    """

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store, self._versions = store, versions
        self._remembered: dict[str, bytes] = {}
        self._checked: dict[str, Sequence[str]] = {}
        self.summaries: dict[str, Summary] = {}
        self.documents: Mapping[str, TextDocument] = _Loaded(self.summaries, self._document)
        self.findings: Mapping[str, Findings] = _Loaded(self.summaries, self._findings)

    def add(self, doc_ids: Iterable[str]) -> dict[str, Summary]:
        """Takes up documents, of which all stages are done, and gives their summaries."""
        payloads = self._store.payloads(doc_ids, "summary")
        new = {doc_id: SUMMARY.validate_json(payload) for doc_id, payload in payloads.items()}
        self.summaries |= new
        return new

    def check_lines(self, found: Mapping[Body, str]) -> None:
        """Looks which documents have their lines already if `found` stays as it is, so that `update_lines` needs not.

        Args:
            found: the organisation of each body that a document names.
        """
        fingerprints = self._fingerprints()
        for doc_id, own in self.summaries.items():
            ids = _ids(own, found)
            wanted, of_rows = self._wanted(doc_id, ids, {}, fingerprints)
            if of_rows == {wanted}:
                self._checked[doc_id] = ids

    def update_lines(self, resolution: Resolution, themes: Sequence[Theme]) -> None:
        """Makes those lines in the tables of rows again that are made from something else than they have to be."""
        new: list[tuple[str, str, Stage]] = []
        fingerprints = self._fingerprints()
        for doc_id, own in self.summaries.items():
            counterparts = resolution.counterparts.get(doc_id, {})
            ids = _ids(own, resolution.found)
            if not counterparts and self._checked.get(doc_id) == ids:
                continue
            wanted, of_rows = self._wanted(doc_id, ids, counterparts, fingerprints)
            if of_rows == {wanted}:
                continue
            made = lines_of(self.documents[doc_id], self.findings[doc_id], resolution.links, themes, counterparts)
            new += [(doc_id, name, Stage(wanted, lines)) for name, lines in made.items()]
            if len(new) > _AT_ONCE:
                self._store.add(new)
                new = []
        self._store.add(new)

    def _fingerprints(self) -> list[Mapping[str, tuple[str, str]]]:
        """Of reading, of finding, and of the lines in each table of rows."""
        known = self._store.fingerprints()
        return [known[name] for name in ("read", "find", *(table.name for table in ROW_TABLES))]

    def _wanted(
        self,
        doc_id: str,
        organisations: Sequence[str],
        counterparts: Mapping[int, str],
        fingerprints: Sequence[Mapping[str, tuple[str, str]]],
    ) -> tuple[str, set[str]]:
        """What the lines of a document have to be made from, and what they are made from."""
        read, find, *lines = (known[doc_id] for known in fingerprints)
        wanted = rows_fingerprint(self._versions, read[1], find[1], organisations, counterparts)
        return wanted, {made_from for made_from, _ in lines}

    def lines(self, doc_id: str, table: str) -> bytes:
        """The lines of a document in a table of rows, as `update_lines` left them."""
        return self._store.payload(doc_id, table)

    def digests(self, table: str) -> dict[str, str]:
        """The SHA-256 of the lines of each document in a table of rows, as `update_lines` left them."""
        of_table = self._store.fingerprints()[table]
        return {doc_id: of_table[doc_id][1] for doc_id in self.summaries}

    def memo(self, what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
        """Remembers what was made of two documents, as `resolve` wants it."""
        known = self._store.fingerprints()["summary"]
        key = fingerprint(what, *doc_ids, *(known[doc_id][0] for doc_id in doc_ids), context)
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
        outcome = READ.validate_json(self._store.payload(doc_id, "read"))
        if not isinstance(outcome, TextDocument):
            raise KeyError(doc_id)
        return outcome

    def _findings(self, doc_id: str) -> Findings:
        return FINDINGS.validate_json(self._store.payload(doc_id, "find"))


def _ids(own: Summary, found: Mapping[Body, str]) -> list[str]:
    """The organisations of the bodies that a document names, in their order."""
    return [*map(found.__getitem__, own.names.bodies)]


class _Loaded(Mapping[str, _Value]):
    """A mapping whose values are loaded each time that they are asked for."""

    def __init__(self, keys: Collection[str], load: Callable[[str], _Value]) -> None:
        self._keys, self._load = keys, load

    def __getitem__(self, key: str) -> _Value:
        if key not in self._keys:
            raise KeyError(key)
        return self._load(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
