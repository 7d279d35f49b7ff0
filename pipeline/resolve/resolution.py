"""What all documents say together: whose name is whose, and which documents are translations of one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.config import Configuration
from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.aligned import aligned_names
from pipeline.resolve.linking import Links, link_names
from pipeline.resolve.summary import Summary
from pipeline.resolve.translations import Memo, Translation, find_translations, without_memory


@dataclass(frozen=True, slots=True)
class Resolution:
    """What documents say of one another.

    Attributes:
        counterparts: for each doc_id, the ids of the objectives in the other language by the places of its own.
    """

    links: Links
    translations: tuple[Translation, ...]
    counterparts: Mapping[str, Mapping[int, str]]


def resolve(
    summaries: Mapping[str, Summary],
    documents: Mapping[str, TextDocument],
    findings: Mapping[str, Findings],
    configuration: Configuration,
    memo: Memo = without_memory,
) -> Resolution:
    """Links the names of all documents, and finds those that are translations of one another.

    Args:
        summaries: of all documents, by doc_id.
        documents, findings: asked for only where two documents may be translations.
        memo: what comparing two of them gave before.
    """
    countries = {entry.id: entry.country for entry in configuration.organisations}
    names = {doc_id: item.names for doc_id, item in summaries.items()}
    find = partial(
        find_translations,
        documents,
        findings,
        sketches={doc_id: item.sketch for doc_id, item in summaries.items()},
        memo=memo,
        themes=themes(configuration),
        countries=countries,
    )
    links = link_names(names, countries)
    translations = find(links)
    same: dict[tuple[str, str], None] = {}
    for item in translations:
        pair = item.original, item.translation
        linked = [(name, links.ids[doc_id, name]) for doc_id in pair for name in summaries[doc_id].sketch.names]
        aligned = partial(aligned_names, [pair], documents, findings, links)
        same |= dict.fromkeys((name, other) for name, other in memo("aligned", pair, linked, aligned))
    if same:
        # What the versions of one document show is known in all documents, and so to the comparison of versions.
        links = link_names(names, countries, same=same)
        translations = find(links)
    counterparts: dict[str, dict[int, str]] = {}
    for item in translations:
        ours, theirs = summaries[item.original].objectives, summaries[item.translation].objectives
        counterparts[item.original] = {one: theirs[other] for one, other in item.pairs}
        counterparts[item.translation] = {other: ours[one] for one, other in item.pairs}
    return Resolution(links, translations, counterparts)


def themes(configuration: Configuration) -> tuple[Theme, ...]:
    """The themes of a configuration as the finder takes them."""
    return tuple(
        Theme(item.id, item.name_en, item.name_ja, item.cues_en, item.cues_ja) for item in configuration.themes
    )
