"""`sources.yml`: where documents come from."""

import datetime
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, field_validator, model_validator

from pipeline.config import Identifier, Strict, Words
from pipeline.errors import WorkspaceError
from pipeline.fetch.addresses import Hosts, hosts_of, normal_url
from pipeline.fetch.slugs import is_device
from pipeline.records import Language
from pipeline.yaml_files import load_yaml

Kind = Literal["feed", "page", "sitemap", "urls", "folder"]

# Which keys say where the documents of a kind are: those it must have, and those it may have.
_KEYS: dict[Kind, tuple[frozenset[str], frozenset[str]]] = {
    "feed": (frozenset({"url"}), frozenset()),
    "page": (frozenset({"url", "links"}), frozenset({"next", "date"})),
    "sitemap": (frozenset({"url"}), frozenset({"pattern"})),
    "urls": (frozenset({"urls"}), frozenset()),
    "folder": (frozenset({"path"}), frozenset()),
}
_PLACES = frozenset().union(*(must | may for must, may in _KEYS.values()))


def _a_day(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("write the day as YYYY-MM-DD")  # a bare number would be read as seconds since 1970


def _a_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return value


def _a_selector(value: str) -> str:
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(value)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {error}") from None
    return value


def _words_or_pattern(value: object) -> object:
    if isinstance(value, str):
        return _a_pattern(value)
    if isinstance(value, list | tuple) and all(isinstance(word, str) and word.strip() for word in value):
        return tuple(value)
    raise ValueError("write a list of words, as in [one, another], or one regular expression")


Url = Annotated[Words, AfterValidator(normal_url)]
Pattern = Annotated[Words, AfterValidator(_a_pattern)]
Selector = Annotated[Words, AfterValidator(_a_selector)]
Host = Annotated[str, StringConstraints(pattern=r"^(?:[^\s/:@?#\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$")]


class Source(Strict):
    """One source of `sources.yml`.

    Attributes:
        match: words of which a title or address must have one, or a regular expression that it must match.
        since: documents that say they are older are left out.
        max_documents: the first so many of the list.
        allow_hosts: hosts beside the source's own that its documents may lie on, or be moved to.
        links, next, date: CSS selectors of a `page`: its links, the link to the next page, the day beside a link.
        pattern: a regular expression that the addresses of a `sitemap` must match.
        path: of a `folder`, from the workspace.
    """

    id: Identifier
    kind: Kind
    publisher: Words | None = None
    language: Language | None = None
    country: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]{2}|INT)$")] | None = None
    licence: Words | None = None
    match: Annotated[str | tuple[str, ...], BeforeValidator(_words_or_pattern)] = ()
    since: Annotated[datetime.date, BeforeValidator(_a_day)] | None = None
    max_documents: Annotated[int, Field(gt=0)] = 1000
    enabled: bool = True
    allow_hosts: tuple[Host, ...] = ()
    url: Url | None = None
    urls: Annotated[tuple[Url, ...], Field(min_length=1)] | None = None
    links: Selector | None = None
    next: Selector | None = None
    date: Selector | None = None
    pattern: Pattern | None = None
    path: Words | None = None

    @field_validator("id")
    @classmethod
    def _a_folder_name(cls, name: str) -> str:
        if is_device(name):
            raise ValueError("Windows keeps this name for a device; call the source something else")
        return name

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "Source":
        must, may = _KEYS[self.kind]
        given = {key for key in _PLACES if getattr(self, key) is not None}
        if missing := sorted(must - given):
            raise ValueError(f"{self.id}: a {self.kind} needs `{missing[0]}`")
        if odd := sorted(given - must - may):
            raise ValueError(f"{self.id}: a {self.kind} has no `{odd[0]}`; it can have {', '.join(sorted(must | may))}")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that are asked first."""
        return self.urls or ((self.url,) if self.url else ())

    @property
    def hosts(self) -> Hosts:
        """The hosts that may be asked for this source."""
        return hosts_of(self.addresses, self.allow_hosts)


class _SourcesFile(Strict):
    sources: tuple[Source, ...] = ()

    @field_validator("sources")
    @classmethod
    def _each_id_once(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [source.id for source in sources]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"the id {doubled[0]} is there twice")
        return sources


def load_sources(path: Path) -> tuple[Source, ...]:
    """Reads `sources.yml`.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or says something that can't be used; with the line.
    """
    return load_yaml(path, _SourcesFile).sources


def chosen(sources: tuple[Source, ...], ids: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources with these ids, enabled or not; all that are enabled if there are no ids.

    Raises:
        WorkspaceError: there is no source with one of the ids.
    """
    if not ids:
        return tuple(source for source in sources if source.enabled)
    known = {source.id: source for source in sources}
    for name in ids:
        if name not in known:
            raise WorkspaceError(f"sources.yml has no source {name}; it has {', '.join(known) or 'none'}")
    return tuple(known[name] for name in dict.fromkeys(ids))
