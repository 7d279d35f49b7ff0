"""The configuration files: what they may say, and what must hold between their entries."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from pipeline.errors import ConfigurationError
from pipeline.records import EntityKind, Language, OrganisationKind, Sidecar
from pipeline.yaml_files import load_yaml

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


# Bytes; they are read outside the limits on documents.
_LARGEST_SIDECAR = 10_000


class Strict(BaseModel):
    """Unknown keys are errors: a misspelt one must not be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ModelSettings(Strict):
    """What finds names in one language, and what its labels mean here.

    Attributes:
        pipeline: a spaCy pipeline, by its package or folder.
        names: a name model that takes the place of the pipeline's own, which then gives its word vectors only: a folder of
            `pipeline/models/`, or the path of one.
    """

    pipeline: Words
    names: Words | None = None
    labels: Mapping[EntityKind, tuple[Words, ...]]

    @field_validator("labels")
    @classmethod
    def _each_label_once(cls, labels: Mapping[EntityKind, tuple[str, ...]]) -> Mapping[EntityKind, tuple[str, ...]]:
        seen: set[str] = set()
        for kind, names in labels.items():
            for name in names:
                if name in seen:
                    raise ValueError(f"the label {name} is listed twice, the second time under {kind}")
                seen.add(name)
        return labels

    @property
    def names_folder(self) -> Path | None:
        """Where the name model is; None where the pipeline finds names itself."""
        if self.names is None:
            return None
        shipped = Path(__file__).parent / "models" / self.names
        return shipped if shipped.is_dir() else Path(self.names)

    @property
    def kind_of_label(self) -> dict[str, EntityKind]:
        """Each label of the model with the kind of thing it stands for."""
        return {name: kind for kind, names in self.labels.items() for name in names}


class Limits(Strict):
    """What one document may cost before it is given up, with a status that says so; a megabyte is 1,000,000 bytes.

    Attributes:
        seconds: reading and searching together.
        memory_megabytes: of the process that does it, the models in it.
        file_megabytes: of the file.
        pages: of a format that has pages.
        characters: of the text that comes out.
        stream_megabytes: of all that a compressed file (PDF, .docx) decodes to.
        findings: organisations, dates and objectives together; the tables are made of those of all documents at once.
    """

    seconds: Annotated[float, Field(gt=0)] = 60
    memory_megabytes: Annotated[float, Field(gt=0)] = 2_000
    file_megabytes: Annotated[float, Field(gt=0)] = 50
    pages: Annotated[int, Field(gt=0)] = 2_000
    characters: Annotated[int, Field(gt=0)] = 5_000_000
    stream_megabytes: Annotated[float, Field(gt=0)] = 200
    findings: Annotated[int, Field(gt=0)] = 20_000


class DateSettings(Strict):
    """What dates mean where neither the text nor its publisher tells."""

    fiscal_year_country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None


class FetchSettings(Strict):
    """How sources are fetched.

    Attributes:
        contact: an e-mail or web address at which sites can reach whoever runs this; part of the User-Agent.
        allow_private_addresses: lets sources be on this machine or its own network.
        delay: seconds between two requests to one host; None for 1, and none to this machine itself.
        timeout: seconds that one request may take.
        megabytes: largest document, decompressed; a megabyte is 1,000,000 bytes.
        retries: of a request that failed for a while.
        backoff: seconds before the first retry, doubled for each further one.
        patience: seconds that a site may ask us to wait before the rest is left to the next run.
        recheck_days: how often documents are looked at that their source no longer lists.
    """

    contact: Words | None = None
    allow_private_addresses: bool = False
    delay: Annotated[float, Field(ge=0)] | None = None
    timeout: Annotated[float, Field(gt=0)] = 60
    megabytes: Annotated[float, Field(gt=0)] = 50
    retries: Annotated[int, Field(ge=0)] = 3
    backoff: Annotated[float, Field(ge=0)] = 1
    patience: Annotated[float, Field(ge=0)] = 120
    recheck_days: Annotated[float, Field(ge=0)] = 7


class Settings(Strict):
    """`settings.yml`."""

    models: Mapping[Language, ModelSettings]
    limits: Limits = Limits()
    dates: DateSettings = DateSettings()
    fetch: FetchSettings = FetchSettings()

    @field_validator("models")
    @classmethod
    def _both_languages(cls, models: Mapping[Language, ModelSettings]) -> Mapping[Language, ModelSettings]:
        missing = {"en", "ja"} - set(models)
        if missing:
            raise ValueError(f"no model for {', '.join(sorted(missing))}")
        return models


class OrganisationEntry(Strict):
    """One organisation of `organisations.yml`.

    Attributes:
        part_of: the id of the body that it is a part of.
        names_beside_parent: what it is called where that body is named too, and other bodies' parts elsewhere.
    """

    id: Identifier
    name_en: Words | None = None
    name_ja: Words | None = None
    aliases: tuple[Words, ...] = ()
    kind: OrganisationKind
    country: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]{2}|INT)$")] | None = None
    part_of: Identifier | None = None
    names_beside_parent: tuple[Words, ...] = ()
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")] | None = None
    ror: Annotated[str, StringConstraints(pattern=r"^0[a-z0-9]{8}$")] | None = None
    corporate_number: Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the main ones first."""
        return tuple(name for name in (self.name_en, self.name_ja, *self.aliases) if name)

    @field_validator("aliases")
    @classmethod
    def _no_doubles(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        doubled = {alias for alias in aliases if aliases.count(alias) > 1}
        if doubled:
            raise ValueError(f"listed twice: {', '.join(sorted(doubled))}")
        return aliases

    @model_validator(mode="after")
    def _has_parent(self) -> Self:
        if self.names_beside_parent and self.part_of is None:
            raise ValueError("names_beside_parent: part_of says beside which body's name they count")
        return self


class _OrganisationsFile(Strict):
    organisations: tuple[OrganisationEntry, ...]


class ThemeEntry(Strict):
    """One theme of `themes.yml`, with the words that point to it."""

    id: Identifier
    name_en: Words
    name_ja: Words
    cues_en: tuple[Words, ...] = ()
    cues_ja: tuple[Words, ...] = ()


class _ThemesFile(Strict):
    themes: tuple[ThemeEntry, ...]


class SidecarFile(Strict):
    """A sidecar: what `Sidecar` has, and what the fetcher keeps of how a document was received."""

    url: Words | None = None
    publisher: Words | None = None
    title: Words | None = None
    published: date | None = None
    language: Language | None = None
    retrieved_at: str | None = None
    licence: Words | None = None
    country: Words | None = None
    source: Words | None = None
    final_url: Words | None = None
    http_status: int | None = None
    content_type: Words | None = None
    etag: Words | None = None
    last_modified: Words | None = None
    media_type: Words | None = None
    sha256: Words | None = None
    release_page: Words | None = None
    attachments: Words | None = None

    @field_validator("published", mode="before")
    @classmethod
    def _a_day(cls, value: object) -> object:
        # A bare number would be read as seconds since 1970.
        if value is None or isinstance(value, str):
            return value
        raise ValueError("write the day of publication as YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Configuration:
    """All configuration of a workspace."""

    settings: Settings
    organisations: tuple[OrganisationEntry, ...]
    themes: tuple[ThemeEntry, ...]


def load_configuration(settings: Path, organisations: Path, themes: Path) -> Configuration:
    """Reads and checks the configuration files.

    Raises:
        ConfigurationError: a file is missing, is not YAML, or says something that can't be used.
    """
    entries = load_yaml(organisations, _OrganisationsFile).organisations
    _check_unique(organisations, ((entry.id, entry.id) for entry in entries), "id")
    _check_names(organisations, entries)
    _check_parents(organisations, entries)
    theme_entries = load_yaml(themes, _ThemesFile).themes
    _check_unique(themes, ((theme.id, theme.id) for theme in theme_entries), "id")
    return Configuration(load_settings(settings), entries, theme_entries)


def load_settings(path: Path) -> Settings:
    """Reads `settings.yml`.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or says something that can't be used.
    """
    return load_yaml(path, Settings)


def load_sidecar(path: Path) -> Sidecar:
    """Reads what is known of a document from outside its text.

    Raises:
        ConfigurationError: the file is not YAML, has an unknown key or a value that can't be used, or is larger
            than a sidecar is.
    """
    sidecar_status(path)
    return Sidecar(**load_yaml(path, SidecarFile, flat=True).model_dump(include=_READ_FROM_SIDECARS))


def sidecar_status(path: Path | str) -> os.stat_result:
    """What the system says of the file of a sidecar, before a byte of it is read.

    Raises:
        ConfigurationError: it cannot be one: it is no file, or larger than a sidecar is.
    """
    try:
        status = os.stat(path)
    except OSError as error:
        raise ConfigurationError(Path(path), f"cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise ConfigurationError(Path(path), "a pipe, socket or device and not a file")
    if status.st_size > _LARGEST_SIDECAR:
        raise ConfigurationError(
            Path(path), f"has {status.st_size:,} bytes; a sidecar has {_LARGEST_SIDECAR:,} at most"
        )
    return status


_READ_FROM_SIDECARS = {item.name for item in fields(Sidecar)}


def _check_names(path: Path, entries: Iterable[OrganisationEntry]) -> None:
    owners: dict[str, str] = {}
    for entry in entries:
        if not entry.names:
            raise ConfigurationError(path, f"{entry.id} has no name; give it name_en or name_ja")
        for name in entry.names:
            owner = owners.setdefault(" ".join(unicodedata.normalize("NFKC", name).casefold().split()), entry.id)
            if owner != entry.id:
                raise ConfigurationError(
                    path, f"{name!r} is a name of both {owner} and {entry.id}; leave it to one of them"
                )


def _check_parents(path: Path, entries: Sequence[OrganisationEntry]) -> None:
    known = {entry.id for entry in entries}
    for entry in entries:
        if entry.part_of is not None and entry.part_of not in known:
            raise ConfigurationError(path, f"{entry.id}: part_of {entry.part_of} is no organisation of this file")


def _check_unique(path: Path, values: Iterable[tuple[str, str]], what: str) -> None:
    seen: set[str] = set()
    for value, owner in values:
        if value in seen:
            raise ConfigurationError(path, f"the {what} {value!r} is there twice (at {owner})")
        seen.add(value)
