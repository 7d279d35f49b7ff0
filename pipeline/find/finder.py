"""From a text to what it says: organisations, dates, objectives."""

from collections.abc import Sequence

from pipeline.config import DateSettings
from pipeline.find.dates.finder import find_dates
from pipeline.find.objectives.finder import find_objectives
from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.records import Entity, Findings, TextDocument

_NO_SETTINGS = DateSettings()


def find(
    document: TextDocument, registry: Registry, entities: Sequence[Entity], *, settings: DateSettings = _NO_SETTINGS
) -> Findings:
    """Gives all that is found in a document, from its text, the registry, and what the models named."""
    organisations, definitions = find_organisations(document, registry, entities)
    dates, doubts = find_dates(
        document,
        country=_publisher_country(document, registry),
        fiscal_year_country=settings.fiscal_year_country,
    )
    return Findings(organisations, dates, find_objectives(document), definitions, doubts)


def _publisher_country(document: TextDocument, registry: Registry) -> str | None:
    """Where the publisher is, as the registry knows it: whose fiscal year, and whether 3/4 is in March or in April."""
    known = registry.lookup(document.publisher) if document.publisher else None
    return registry.entries[known].country if known else None
