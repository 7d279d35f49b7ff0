"""What all documents say together: whose name is whose, and which documents are translations of one another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.config import Configuration
from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.aligned import aligned_names
from pipeline.resolve.candidates import Candidates, Sketch
from pipeline.resolve.links import Body, Linking, Links, LocalNames
from pipeline.resolve.summary import Summary
from pipeline.resolve.translations import Memo, Translation, find_translations, without_memory


@dataclass(frozen=True, slots=True)
class Resolution:
    """What documents say of one another.

    Attributes:
        found: the organisation of each body that a document names.
        documents: the number of documents that mention each organisation, by its id.
        counterparts: for each doc_id, the ids of the objectives in the other language by the places of its own.
    """

    links: Links
    found: Mapping[Body, str]
    documents: Mapping[str, int]
    translations: tuple[Translation, ...]
    counterparts: Mapping[str, Mapping[int, str]]


class Resolver:
    """Resolves documents that are added one after another, so that most of it can be done before the last is there."""

    def __init__(self, configuration: Configuration) -> None:
        self._themes = themes(configuration)
        self._countries = {entry.id: entry.country for entry in configuration.organisations}
        self._linking = Linking(frozenset(self._countries))
        self._candidates = Candidates()
        self._summaries: dict[str, Summary] = {}

    def add(self, summaries: Mapping[str, Summary]) -> None:
        """Adds documents, by doc_id."""
        self._summaries |= summaries
        self._link({doc_id: item.names for doc_id, item in summaries.items()})

    @property
    def found(self) -> Mapping[Body, str]:
        """The organisation of each body, as the documents that were added have them."""
        return self._linking.found

    def named(self) -> Mapping[str, tuple[Mapping[str, int], int]]:
        """How often they name each organisation by each of its names, and how many of them do."""
        counts = self._linking.links().counts
        return {key: (counts[key], number) for key, number in self._candidates.documents().items()}

    def resolve(
        self,
        documents: Mapping[str, TextDocument],
        findings: Mapping[str, Findings],
        memo: Memo = without_memory,
    ) -> Resolution:
        """Links the names of all documents, and finds those that are translations of one another.

        Args:
            documents, findings: of those that were added; asked for only where two documents may be translations.
            memo: what comparing two of them gave before.
        """
        links = self._linking.links()
        translations = self._translations(links, documents, findings, memo)
        same: dict[tuple[str, str], None] = {}
        for item in translations:
            pair = item.original, item.translation
            linked = repr([sorted(links.ids[doc_id].items()) for doc_id in pair])
            aligned = partial(aligned_names, [pair], documents, findings, links)
            same |= dict.fromkeys((name, other) for name, other in memo("aligned", pair, linked, aligned))
        if same:
            # What the versions of one document show is known in all documents, and so to the comparison of versions.
            self._link({}, same)
            links = self._linking.links()
            translations = self._translations(links, documents, findings, memo)
        counterparts: dict[str, dict[int, str]] = {}
        for item in translations:
            ours, theirs = (self._summaries[doc_id].objectives for doc_id in (item.original, item.translation))
            counterparts[item.original] = {one: theirs[other] for one, other in item.pairs}
            counterparts[item.translation] = {other: ours[one] for one, other in item.pairs}
        return Resolution(links, self._linking.found, self._candidates.documents(), translations, counterparts)

    def _translations(
        self, links: Links, documents: Mapping[str, TextDocument], findings: Mapping[str, Findings], memo: Memo
    ) -> tuple[Translation, ...]:
        return find_translations(
            documents,
            findings,
            links,
            candidates=self._candidates,
            memo=memo,
            themes=self._themes,
            countries=self._countries,
        )

    def _link(self, names: Mapping[str, LocalNames], same: Iterable[tuple[str, str]] = ()) -> None:
        moved = self._linking.add(names, same=same)
        self._candidates.update({doc_id: self._sketch(self._summaries[doc_id]) for doc_id in moved})

    def _sketch(self, of: Summary) -> Sketch:
        organisations = map(self._linking.found.__getitem__, of.names.mentioned())
        return Sketch(of.language, of.published, of.days, {*organisations})


def themes(configuration: Configuration) -> tuple[Theme, ...]:
    """The themes of a configuration as the finder takes them."""
    return tuple(
        Theme(item.id, item.name_en, item.name_ja, item.cues_en, item.cues_ja) for item in configuration.themes
    )
