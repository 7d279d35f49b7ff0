"""The configuration files: YAML into checked, frozen values; an error names the file and the line."""

import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from pipeline.errors import ConfigurationError
from pipeline.records import EntityKind, Language, OrganisationKind, Sidecar

ModelT = TypeVar("ModelT", bound=BaseModel)
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


# Bytes; they are read outside the limits on documents.
_LARGEST_SIDECAR = 10_000


class Strict(BaseModel):
    """Unknown keys are errors: a misspelt one must not be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    """One organisation of `organisations.yml`."""

    id: Identifier
    name_en: Words | None = None
    name_ja: Words | None = None
    aliases: tuple[Words, ...] = ()
    kind: OrganisationKind
    country: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]{2}|INT)$")] | None = None
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
    try:
        status = path.stat()
    except OSError as error:
        raise ConfigurationError(path, f"cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise ConfigurationError(path, "a pipe, socket or device and not a file")
    if status.st_size > _LARGEST_SIDECAR:
        raise ConfigurationError(path, f"has {status.st_size:,} bytes; a sidecar has {_LARGEST_SIDECAR:,} at most")
    return Sidecar(**load_yaml(path, SidecarFile, flat=True).model_dump(include=_READ_FROM_SIDECARS))


_READ_FROM_SIDECARS = {item.name for item in fields(Sidecar)}


def load_yaml(path: Path, model: type[ModelT], *, flat: bool = False) -> ModelT:
    """Reads a YAML file of `key: value` lines into a checked value.

    Args:
        flat: the file has neither lists nor aliases.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or says something that can't be used.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(path, "there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(path, f"cannot be read as UTF-8 text: {error}") from None
    try:
        if flat:
            _check_shape(path, source)
        data = _yaml().load(StringIO(source)) or {}
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigurationError(path, f"not YAML: {error.problem}", line=line) from None
    except (YAMLError, ValueError) as error:
        raise ConfigurationError(path, f"not YAML: {error}") from None
    except RecursionError:
        raise ConfigurationError(path, "nested too deeply") from None
    if not isinstance(data, dict):
        raise ConfigurationError(path, f"should hold `key: value` lines, not a {type(data).__name__}", line=1)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _readable(path, source, model, error) from None


def _check_shape(path: Path, source: str) -> None:
    """A few lines of aliases of aliases, merged, stand for more values than there is memory for; so does depth for time."""
    depth = 0
    for event in _yaml().parse(StringIO(source)):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            raise ConfigurationError(path, f"write the value out instead of the alias *{event.anchor}", line=line)
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > 1:
            raise ConfigurationError(path, "`key: value` lines hold no lists or keys of their own", line=line)


class _Constructor(SafeConstructor):
    """Days stay strings until pydantic reads them: ruamel's own error for 2025-02-30 has no line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return yaml


def _readable(path: Path, source: str, model: type[BaseModel], error: ValidationError) -> ConfigurationError:
    """The first thing that is wrong, in the user's words, with its line."""
    # A misspelt key is also a missing one: the misspelling is what the user can see.
    first = min(error.errors(include_url=False), key=lambda item: item["type"] != "extra_forbidden")
    location = first["loc"]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in location if part != "[key]")
    if first["type"] == "extra_forbidden":
        known = model.model_fields if len(location) == 1 else ()
        message = f"unknown key `{where}`" + (f"; known are {', '.join(known)}" if known else "")
    else:
        given = first["input"]
        message = f"`{where}`: {_PLAIN.get(first['type']) or first['msg'].removeprefix('Value error, ')}"
        if isinstance(given, str | int | float | date):
            message += f" (it is {str(given)!r})"
    more = error.error_count() - 1
    if more:
        message += f" (and {more} more)"
    return ConfigurationError(path, message, line=_line_of(source, location))


# What pydantic says in words of its own, in the user's.
_PLAIN = {
    "tuple_type": "write a list, as in [one, another]",
    "date_parsing": "write the day as YYYY-MM-DD",
    "date_from_datetime_parsing": "write the day as YYYY-MM-DD",
    "date_from_datetime_inexact": "write the day as YYYY-MM-DD, without a time",
}


def _line_of(source: str, location: tuple[int | str, ...]) -> int | None:
    """The line of a value, counted from 1: that of its key, or of the item of a list."""
    node: Node | None = YAML(typ="safe", pure=True).compose(StringIO(source))
    line: int | None = None
    for part in location:
        if isinstance(node, MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == str(part)]
            if not pairs:
                break
            key, node = pairs[0]
            line = key.start_mark.line + 1
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


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


def _check_unique(path: Path, values: Iterable[tuple[str, str]], what: str) -> None:
    seen: set[str] = set()
    for value, owner in values:
        if value in seen:
            raise ConfigurationError(path, f"the {what} {value!r} is there twice (at {owner})")
        seen.add(value)
