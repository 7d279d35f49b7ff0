"""The lines of the table of organisations: each is made again only where documents say something else of it."""

from collections.abc import Mapping

from pipeline.config import OrganisationEntry
from pipeline.resolve.rows import Named, organisation_row
from pipeline.run.fingerprints import fingerprint
from pipeline.run.store import Store
from pipeline.schema import TABLES
from pipeline.tables.files import csv_lines

_TABLE = next(table for table in TABLES if table.name == "organisations")


class OrganisationLines:
    """The lines of organisations by what documents say of them, those of earlier runs among them."""

    def __init__(self, registered: Mapping[str, OrganisationEntry], store: Store, version: str) -> None:
        """Takes the organisations of organisations.yml, and what all lines are made from: the code."""
        self._registered, self._store, self._version = registered, store, version
        self._kept: Mapping[str, bytes] | None = None  # not read yet
        self._made: dict[str, tuple[Named, str, bytes]] = {}

    def of(self, named: Mapping[str, Named]) -> bytes:
        """Gives the lines of organisations, sorted by id; the next time, only what changed in between is looked at.

        Args:
            named: how often, and in how many documents, each is named.
        """
        self._made = {key: self._line(key, named[key]) for key in sorted(named)}
        return b"".join(line for _, _, line in self._made.values())

    def keep(self) -> None:
        """Keeps the lines that were given last, and no others."""
        self._store.keep_organisation_lines({made_from: line for _, made_from, line in self._made.values()})

    def _line(self, key: str, named: Named) -> tuple[Named, str, bytes]:
        before = self._made.get(key)
        if before and before[0] == named:
            return before
        if self._kept is None:
            self._kept = self._store.organisation_lines()
        (names, documents), entry = named, self._registered.get(key)
        made_from = fingerprint(self._version, key, repr((sorted(names.items()), documents, entry)))
        line = self._kept.get(made_from) or csv_lines(_TABLE, [organisation_row(key, names, documents, entry)])
        return named, made_from, line
