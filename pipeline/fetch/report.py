"""What a fetch did, source by source."""

from dataclasses import dataclass, field

Event = tuple[str, int, int]
"""A source, the number of its documents that were looked at, and the number to look at."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document that a list names.

    Attributes:
        published: the day, where the list says that it is the one of publication.
        updated: the day of the last change, where the list gives that.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(slots=True)
class SourceReport:
    """What became of one source; filled while it is fetched.

    Attributes:
        new, changed, gone, moved: doc_ids; gone are those that were there the last time.
        unchanged: number of documents that are as they were.
        failures: documents that could not be had, with the reason, in words.
        warnings: what needs a look.
        unreachable: why the source could not be asked at all; None if it could.
        listed: for a check, what its list names, with whether it is there already.
    """

    source: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unreachable: str | None = None
    listed: list[tuple[Item, bool]] = field(default_factory=list)

    @property
    def needs_a_look(self) -> bool:
        """Whether something was not as it should be."""
        return bool(self.failures or self.warnings or self.unreachable)


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a fetch did, in the order of `sources.yml`."""

    sources: tuple[SourceReport, ...]

    @property
    def needs_a_look(self) -> bool:
        """Whether something was not as it should be."""
        return any(source.needs_a_look for source in self.sources)
