"""Organisations that documents name and organisations.yml does not know, and the way into that file."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, get_args

from pydantic import ValidationError

from pipeline.config import OrganisationEntry, load_configuration
from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.files import write_atomically
from pipeline.find.matching import fold
from pipeline.find.organisations.registry import Registry
from pipeline.records import OrganisationKind
from pipeline.resolve.aligned import Named, same_bodies
from pipeline.resolve.names import is_acronym, is_japanese, normal_form
from pipeline.resolve.registry_file import with_alias, with_entry
from pipeline.schema import TABLES
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace, project_config

NEAR = 0.67
"""Least likeness, of 0 to 1, at which a registered organisation is guessed."""

_BY_PLACE = 0.5
"""Likeness of two names that only their places in two versions of a document bring together."""

_Words = ParamSpec("_Words")
_BOM = "\ufeff"
# Names and adjectives of states by ISO 3166-1 alpha-2, for those that bodies of the registry's fields most often have:
# Geological Survey of India is nobody's American body. In Japanese also the one-word forms of the press (豪州).
_STATES = {
    "AU": r"\baustralian?\b|オーストラリア|豪州",
    "BR": r"\bbrazil(?:ian)?\b|ブラジル",
    "CA": r"\bcanad(?:a|ian)\b|カナダ",
    "CH": r"\bswi(?:ss|tzerland)\b|スイス",
    "CN": r"\bchin(?:a|ese)\b|中国|中華人民共和国",
    "DE": r"\bgerman(?:y)?\b|ドイツ",
    "ES": r"\bspa(?:in|nish)\b|スペイン",
    "EU": r"\beurope(?:an)?\b|欧州|ヨーロッパ",
    "FR": r"\bfr(?:ance|ench)\b|フランス",
    "GB": r"\b(?:uk|united kingdom|british|great britain)\b|英国|イギリス",
    "IN": r"\bindian?\b|インド(?!ネシア)",
    "IT": r"\bital(?:y|ian)\b|イタリア",
    "JP": r"\bjapan(?:ese)?\b|日本",
    "KR": r"\bkorean?\b|韓国",
    "NL": r"\b(?:netherlands|dutch)\b|オランダ",
    "SE": r"\bswed(?:en|ish)\b|スウェーデン",
    "SG": r"\bsingapore\b|シンガポール",
    "TW": r"\btaiwan(?:ese)?\b|台湾",
    "US": r"\b(?:u\.s\.|us|united states|american?)(?!\w)|米国|アメリカ",
}
_STATE = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _STATES.items()))
_KINDS: dict[str, OrganisationKind] = {kind: kind for kind in get_args(OrganisationKind)}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that names an organisation."""

    doc_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Guess:
    """An organisation that an unregistered name may stand for: a registered one, or one of another version's.

    Attributes:
        name: its name that is most like it, or stands at the same places in the other version of a document.
        likeness: 0 to 1.
    """

    organisation_id: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Unregistered:
    """An organisation that documents name and organisations.yml does not know.

    Attributes:
        aliases: its other names, as the documents have them.
        mentions, documents: how often it is named, and in how many documents.
    """

    organisation_id: str
    name_en: str | None
    name_ja: str | None
    aliases: tuple[str, ...]
    kind: OrganisationKind
    mentions: int
    documents: int
    examples: tuple[Example, ...] = ()
    guess: Guess | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the main ones first."""
        return tuple(name for name in (self.name_en, self.name_ja, *self.aliases) if name)


def unregistered(workspace: Workspace, *, limit: int | None = None, examples: int = 2) -> list[Unregistered]:
    """Gives the unregistered organisations of the last run, the most often named first.

    What has been added to organisations.yml since that run is left out.

    Args:
        workspace: with tables from a run.
        limit: how many at most.
        examples: how many sentences of each, from different documents where there are such.

    Raises:
        ConfigurationError: organisations.yml can't be used.
        WorkspaceError: there are no tables.
    """
    entries = _entries(workspace.config("organisations.yml"))
    registry = Registry.of(entries)
    found = [
        _organisation(row)
        for row in _rows(workspace, "organisations").values()
        if row["registered"] == "false" and row["organisation_id"] not in registry.entries
    ]
    found = [item for item in found if not any(registry.lookup(name) for name in item.names)]
    found.sort(key=lambda item: (-item.mentions, item.organisation_id))

    sentences: dict[str, list[Example]] = defaultdict(list)
    for row in _rows(workspace, "organisation_mentions").values():
        sentences[row["organisation_id"]].append(Example(row["doc_id"], row["sentence"]))
    likeness = _Likeness(entries)
    versions = _by_versions(workspace)
    return [
        Unregistered(
            item.organisation_id,
            item.name_en,
            item.name_ja,
            item.aliases,
            item.kind,
            item.mentions,
            item.documents,
            _varied(sentences[item.organisation_id], examples),
            likeness.guess(item.names) or versions.get(item.organisation_id),
        )
        for item in found[:limit]
    ]


def add_entry(
    path: Path,
    organisation: Unregistered,
    *,
    entry_id: str | None = None,
    kind: OrganisationKind | None = None,
    country: str | None = None,
    name_en: str | None = None,
    name_ja: str | None = None,
    aliases: Sequence[str] | None = None,
) -> None:
    """Writes an organisation into organisations.yml, at its place by country and id; every other byte stays.

    Args:
        path: of organisations.yml.
        organisation: says what the options leave out.
        entry_id: lower-case ASCII words joined by hyphens, where the organisation's own id isn't.
        country: ISO 3166-1 alpha-2, EU or INT.

    Raises:
        ConfigurationError: the id or a name is there already, a value can't be used, or so can't the file.
    """
    name_en, name_ja = name_en or organisation.name_en, name_ja or organisation.name_ja
    others = organisation.names if aliases is None else aliases
    entry = _checked(
        path,
        {
            "id": entry_id or organisation.organisation_id,
            "name_en": name_en,
            "name_ja": name_ja,
            "aliases": tuple(dict.fromkeys(name for name in others if name not in {name_en, name_ja})),
            "kind": kind or organisation.kind,
            "country": country,
        },
    )
    entries = _entries(path)
    if any(known.id == entry.id for known in entries):
        raise ConfigurationError(path, f"the id {entry.id!r} is there already; take another, or add an alias to it")
    _refuse_known(path, entries, entry.names)
    _write(path, with_entry, entry)


def add_alias(path: Path, organisation_id: str, alias: str) -> None:
    """Gives an organisation of organisations.yml one more name; every other byte stays.

    Raises:
        ConfigurationError: there is no such organisation, the name is somebody's already, or the file can't be used.
    """
    entries = _entries(path)
    entry = next((known for known in entries if known.id == organisation_id), None)
    if entry is None:
        raise ConfigurationError(path, f"there is no organisation {organisation_id!r}")
    checked = _checked(path, {**entry.model_dump(), "aliases": (*entry.aliases, alias)})
    _refuse_known(path, entries, checked.aliases[-1:])
    _write(path, with_alias, organisation_id, checked.aliases[-1])


def _by_versions(workspace: Workspace) -> dict[str, Guess]:
    """For organisations that only one version of a document names, the one that the other version may have instead."""
    documents = _rows(workspace, "documents")
    registered = {key for key, row in _rows(workspace, "organisations").items() if row["registered"] == "true"}
    named: dict[str, list[Named]] = defaultdict(list)
    for row in sorted(_rows(workspace, "organisation_mentions").values(), key=lambda row: int(row["char_start"])):
        length = int(documents[row["doc_id"]]["characters"] or 1)
        place = int(row["char_start"]) / max(1, length)
        named[row["doc_id"]].append(Named(row["organisation_id"], row["text"], place))
    guesses: dict[str, Guess] = {}
    for doc_id, row in documents.items():
        for same in same_bodies(named[doc_id], named[row["translation_of"]], registered):
            guesses.setdefault(same.one, Guess(same.other, same.other_name, _BY_PLACE))
            guesses.setdefault(same.other, Guess(same.one, same.name, _BY_PLACE))
    return guesses


def _rows(workspace: Workspace, name: str) -> dict[str, dict[str, str]]:
    path = workspace.extracted / f"{name}.csv"
    if not path.exists():
        raise WorkspaceError(f"{path}: there is no such file; run `oboegaki ingest` first")
    return read_csv(next(table for table in TABLES if table.name == name), path)


def _organisation(row: dict[str, str]) -> Unregistered:
    return Unregistered(
        row["organisation_id"],
        row["name_en"] or None,
        row["name_ja"] or None,
        tuple(name for name in row["aliases"].split("; ") if name),
        _KINDS[row["kind"]],
        int(row["mentions"]),
        int(row["documents"]),
    )


def _varied(found: Sequence[Example], number: int) -> tuple[Example, ...]:
    """The first sentences, of as many documents as there are."""
    distinct = list(dict.fromkeys(item for item in found if item.sentence))
    first = {item.doc_id: item for item in reversed(distinct)}.values()
    ordered = [*reversed(list(first)), *distinct]
    return tuple(list(dict.fromkeys(ordered))[:number])


class _Likeness:
    """How alike names are, by the pieces that they share; pieces that many names have weigh little.

    A name is compared with names in its own script only.
    """

    def __init__(self, entries: Iterable[OrganisationEntry]) -> None:
        full = [(entry, name) for entry in entries for name in entry.names if not is_acronym(name)]
        self._names = [(entry.id, name) for entry, name in full]
        self._countries = [entry.country for entry, _ in full]
        self._pieces = [_pieces(name) for _, name in self._names]
        self._owners: dict[str, list[int]] = defaultdict(list)
        for number, pieces in enumerate(self._pieces):
            for piece in pieces:
                self._owners[piece].append(number)
        self._sizes = [self._weight(pieces) for pieces in self._pieces]

    def guess(self, names: Iterable[str]) -> Guess | None:
        """The registered organisation that is most like one of the names; None where none is near."""
        best = max((found for name in names for found in self._nearest(name)), key=lambda item: item[:2], default=None)
        if best is None or best[0] < NEAR:
            return None
        organisation_id, name = self._names[-best[1]]
        return Guess(organisation_id, name, round(best[0], 3))

    def _nearest(self, name: str) -> Iterator[tuple[float, int]]:
        # Two abbreviations that share letters say nothing: NEDO, NEDA.
        pieces = frozenset() if is_acronym(name) else _pieces(name)
        size = self._weight(pieces)
        shared: dict[int, float] = defaultdict(float)
        for piece in pieces:
            for number in self._owners.get(piece, ()):
                shared[number] += self._weight([piece])
        states = _states(name)
        for number, both in shared.items():
            if states <= _states(self._names[number][1]) | {self._countries[number]}:
                yield 2 * both / (size + self._sizes[number]), -number

    def _weight(self, pieces: Iterable[str]) -> float:
        return sum(math.log(1 + (len(self._names) + 1) / (len(self._owners.get(piece, ())) + 0.5)) for piece in pieces)


def _states(name: str) -> set[str | None]:
    return {match.lastgroup for match in _STATE.finditer(fold(name).text.lower())}


def _pieces(name: str) -> frozenset[str]:
    """Pairs of characters of a Japanese name; words and threes of letters of another. Legal forms don't count."""
    form = normal_form(name)
    if is_japanese(name):
        return frozenset(form[at : at + 2] for at in range(len(form) - 1))
    words = re.findall(r"\w+", form)
    letters = " ".join(["", *words, ""])
    return frozenset([*words, *(letters[at : at + 3] for at in range(len(letters) - 2))])


def _entries(path: Path) -> tuple[OrganisationEntry, ...]:
    settings, themes = project_config() / "settings.yml", project_config() / "themes.yml"
    return load_configuration(settings, path, themes).organisations


def _checked(path: Path, fields: dict[str, object]) -> OrganisationEntry:
    try:
        return OrganisationEntry.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = f"`{where}`: {first['msg'].removeprefix('Value error, ')} (it is {first['input']!r})"
        raise ConfigurationError(path, f"the new entry can't be used: {message}") from None


def _refuse_known(path: Path, entries: Sequence[OrganisationEntry], names: Iterable[str]) -> None:
    registry = Registry.of(entries)
    for name in names:
        if owner := registry.lookup(name):
            raise ConfigurationError(path, f"{name!r} is a name of {owner} already")


def _write(
    path: Path, edit: Callable[Concatenate[str, _Words], str], *args: _Words.args, **kwargs: _Words.kwargs
) -> None:
    """Edits a file and keeps its byte-order mark and its line ends."""
    old = path.read_bytes().decode("utf-8")
    try:
        text = edit(old.removeprefix(_BOM), *args, **kwargs)
    except ValueError as error:
        raise ConfigurationError(path, str(error)) from None
    if "\r\n" in old:
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    write_atomically(path, ((_BOM if old.startswith(_BOM) else "") + text).encode("utf-8"))
