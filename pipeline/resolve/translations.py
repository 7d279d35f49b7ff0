"""Documents that are translations of one another: found by what both say, in the same order and on the same day."""

import math
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.candidates import Candidates, Sketch, days
from pipeline.resolve.counterparts import pair_objectives
from pipeline.resolve.disagreements import Disagreement, disagreements
from pipeline.resolve.evidence import WEIGHTS, Mark, Profile, profile
from pipeline.resolve.links import Links
from pipeline.resolve.owners import parties

_Value = TypeVar("_Value")

_LEAST = 0.6  # share of the marks; the samples' pairs have 0.8 to 0.9, releases by others about one event up to 0.4
_LEAST_UNDATED = 0.75
_LEAST_MASS = 4.5  # two shared bodies and little else are any two releases of one publisher
_MARGIN = 0.05
_SAME_NAME = 0.04  # users name files as they like
_COUNTED = frozenset({"organisation", "date", "number"})
_KEYS = frozenset({"organisation", "date"})
_TAG = re.compile(
    r"(?:^|[-_. /])(?:en|eng|english|ja|jp|jpn|japanese|e|j|英語版?|英文|日本語版?|和文)(?=$|[-_. /])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Translation:
    """Two documents that say the same in two languages.

    Attributes:
        original, translation: their doc_ids.
        pairs: objectives that correspond, as indices into the `objectives` of the findings of the original and of the
            translation; each index at most once.
        warnings: where the two do not say the same.
    """

    original: str
    translation: str
    pairs: tuple[tuple[int, int], ...]
    warnings: tuple[Disagreement, ...]


class Memo(Protocol):
    """Remembers what was made of two documents: a value of JSON."""

    def __call__(self, what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
        """Gives the value.

        Args:
            what: names the question.
            doc_ids: whose texts and findings it is made from.
            context: what else, as JSON can hold it.
            make: makes the value.
        """


def without_memory(what: str, doc_ids: tuple[str, str], context: Any, make: Callable[[], _Value]) -> _Value:
    """Remembers nothing."""
    return make()


def find_translations(
    documents: Mapping[str, TextDocument],
    findings: Mapping[str, Findings],
    links: Links,
    *,
    candidates: Candidates | None = None,
    memo: Memo = without_memory,
    themes: Sequence[Theme] = (),
    countries: Mapping[str, str | None] | None = None,
) -> tuple[Translation, ...]:
    """Finds the documents that are translations of one another, each with at most one other.

    The original is the version that was published first; of one day, the Japanese one, unless the body that publishes
    (or, where that is not known, the first that is named) is of another country than Japan.

    Args:
        documents: by doc_id; only those that have findings are looked at.
        links: the organisations of all names of these findings.
        candidates: of the same documents and links where they are known; `documents` and `findings` are then asked for
            only those that may be translations.
        memo: what comparing two texts gave before.
        themes: of `config/themes.yml`, as evidence for pairs of objectives.
        countries: the country (ISO 3166-1 alpha-2) of each registered organisation by its id.

    Returns:
        The translations in the order of their originals' doc_ids; the order of the arguments does not matter.
    """
    if candidates is None:
        candidates = Candidates()
        candidates.update({key: _sketch(documents[key], findings[key], links) for key in documents if key in findings})
    corpus = _Corpus(candidates, documents, findings, links, memo)
    scores = {pair: score for pair in candidates.pairs() if (score := corpus.score(*pair)) > 0}
    found = [corpus.translation(pair, themes, countries or {}) for pair in _mutual(scores, corpus)]
    return tuple(sorted(found, key=lambda item: item.original))


def _sketch(document: TextDocument, findings: Findings, links: Links) -> Sketch:
    organisations = {links.ids[document.doc_id][item.text] for item in findings.organisations}
    return Sketch(document.language, document.published, days(document, findings), organisations)


class _Corpus:
    """All documents, with what is needed of each; only the texts of candidates are read."""

    def __init__(
        self,
        candidates: Candidates,
        documents: Mapping[str, TextDocument],
        findings: Mapping[str, Findings],
        links: Links,
        memo: Memo,
    ) -> None:
        self.documents, self.findings, self.links = documents, findings, links
        self.sketches, self._mass, self._memo = candidates.sketches, candidates.mass, memo
        self._profiles: dict[str, Profile] = {}
        self._named: dict[str, tuple[str, ...]] = {}

    def profile(self, key: str) -> Profile:
        if key not in self._profiles:
            self._profiles[key] = profile(self.documents[key], self.findings[key], self.links)
        return self._profiles[key]

    def score(self, english: str, japanese: str) -> float:
        """How sure it is that two documents are translations, from 0 (they are not) to about 1."""
        pair, linked = (english, japanese), self._linked((english, japanese))
        marks = self._memo("marks", pair, linked, lambda: self._marks(*pair))
        mass = self._mass(map(_mark, marks["shared"])) + marks["also shared"]
        if mass < _LEAST_MASS:
            return 0.0
        if self._memo("other parties", pair, linked, lambda: self._have_other_parties(*map(self.profile, pair))):
            return 0.0
        counted = (self._mass(map(_mark, marks["counted"])) + marks["also counted"]) / 2
        score: float = mass / (counted + marks["borrowed"]) * marks["fit"]
        if _name(english) == _name(japanese):
            score += _SAME_NAME
        undated = any(self.sketches[key].published is None for key in pair)
        return score if score >= (_LEAST_UNDATED if undated else _LEAST) else 0.0

    def translation(
        self, pair: tuple[str, str], themes: Sequence[Theme], countries: Mapping[str, str | None]
    ) -> Translation:
        """What two documents that are translations say, an English and a Japanese one."""

        def compared() -> list[Any]:
            original, translation = _in_order(self, *pair, countries)
            both = self.profile(original), self.profile(translation)
            findings = self.findings[original], self.findings[translation]
            pairs = pair_objectives(both, findings, self.links, themes)
            warnings = disagreements(both, findings, self.links)
            return [original, translation, pairs, [(item.doc_id, item.position, item.message) for item in warnings]]

        context = [list(map(astuple, themes)), self._linked(pair)]
        original, translation, pairs, warnings = self._memo("translation", pair, context, compared)
        told = tuple(Disagreement(*item) for item in warnings)
        return Translation(original, translation, tuple((one, other) for one, other in pairs), told)

    def are_copies(self, pair: tuple[str, str]) -> bool:
        """Whether they are one text in two files, of two formats say."""

        def compared() -> bool:
            one, other = (self.profile(key).first.keys() for key in pair)
            return len(one & other) >= 0.98 * len(one | other)

        return self._memo("copies", pair, self._linked(pair), compared)

    def _linked(self, doc_ids: Iterable[str]) -> str:
        """What their texts don't say of the names in documents: whose they are, and how others call it."""
        links = self.links
        known = [item for doc_id in doc_ids for item in sorted(links.ids[doc_id].items())]
        others = {key: sorted(links.names.get(key, ())) for _, key in known if key not in links.registered}
        return repr((known, others))  # each pair has many names, and a string is compared at once

    def _marks(self, english: str, japanese: str) -> dict[str, Any]:
        """What the score of a pair is made of; what bodies and dates weigh depends on the other documents."""
        one, other = self.profile(english), self.profile(japanese)
        shared = one.first.keys() & other.first.keys()
        # What Japanese writes in Latin letters or katakana the English version has too, and much more of it.
        counted = [mark for mark in (*one.first, *other.first) if mark[0] in _COUNTED]
        return {
            "shared": sorted(mark for mark in shared if mark[0] in _KEYS),
            "also shared": math.fsum(WEIGHTS[mark[0]] for mark in shared if mark[0] not in _KEYS),
            "counted": sorted(mark for mark in counted if mark[0] in _KEYS),
            "also counted": math.fsum(WEIGHTS[mark[0]] for mark in counted if mark[0] not in _KEYS),
            "borrowed": math.fsum(WEIGHTS[mark[0]] for mark in other.first if mark[0] not in _COUNTED),
            "fit": _order(one, other, shared) * _proportion(one, other) if shared else 0.0,
        }

    def _have_other_parties(self, one: Profile, other: Profile) -> bool:
        """Whether they are of two agreements: each has a party that is none of the other's, and one is not even named."""
        strange = [
            [party for party in self._parties(near) if self._is_strange(party, near, far)]
            for near, far in ((one, other), (other, one))
        ]
        unnamed = [
            any(("organisation", party) not in far.first for party in parties)
            for parties, far in zip(strange, (other, one), strict=True)
        ]
        return all(strange) and any(unnamed)

    def _parties(self, of: Profile) -> tuple[str, ...]:
        key = of.document.doc_id
        if key not in self._named:
            self._named[key] = parties(of.document, self.findings[key], self.links)
        return self._named[key]

    def _is_strange(self, party: str, near: Profile, far: Profile) -> bool:
        """Whether a party is none of the other document's, and could not be so under another spelling."""
        if party in self._parties(far):
            return False
        if party in self.links.registered:
            return bool(self._parties(far))
        if ("organisation", party) in far.first:
            return False
        written = [name for name in self.links.names.get(party, ()) if name.isascii()]
        words = {("latin", word.lower()) for name in written for word in re.findall(r"[A-Za-z]{3,}", name)}
        # The Japanese version may write an English name in katakana; a Latin name in it stands in the English one.
        return bool(words) and near.document.language == "ja" and not words & far.first.keys()


def _mark(item: Sequence[Any]) -> Mark:
    sort, value = item
    return sort, value


def _order(one: Profile, other: Profile, shared: Iterable[Mark]) -> float:
    """1 where what both have in common stands at the same places of both, 0 where it is scattered."""
    length, width = len(one.document.text), len(other.document.text)
    shift = statistics.median(abs(one.first[mark] / length - other.first[mark] / width) for mark in shared)
    return min(1.0, max(0.0, (0.3 - shift) / 0.2))


def _proportion(english: Profile, japanese: Profile) -> float:
    """English needs about twice as many characters as Japanese for the same words."""
    ratio = len(english.document.text) / len(japanese.document.text)
    return 1.0 if 1.4 <= ratio <= 3.6 else 0.8


def _name(doc_id: str) -> str:
    return _TAG.sub("", doc_id).lower()


def _mutual(scores: Mapping[tuple[str, str], float], corpus: _Corpus) -> Iterator[tuple[str, str]]:
    """The pairs of which each is the other's best, and no third document comes near, unless it is a copy."""
    rivals: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (english, japanese), score in scores.items():
        rivals[english].append((japanese, score))
        rivals[japanese].append((english, score))
    best = {key: _best(found, corpus) for key, found in rivals.items()}
    for english, japanese in sorted(scores):
        if best[english] == japanese and best[japanese] == english:
            yield english, japanese


def _best(found: Sequence[tuple[str, float]], corpus: _Corpus) -> str | None:
    ranked = sorted(found, key=lambda item: (-item[1], item[0]))
    near = [key for key, score in ranked if ranked[0][1] - score < _MARGIN]
    return near[0] if all(corpus.are_copies((near[0], key)) for key in near[1:]) else None


def _in_order(corpus: _Corpus, english: str, japanese: str, countries: Mapping[str, str | None]) -> tuple[str, str]:
    """The original and the translation of a pair."""
    days: list[date | None] = [corpus.documents[key].published for key in (english, japanese)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (english, japanese) if days[0] < days[1] else (japanese, english)
    homes = [_home(corpus, key, countries) for key in (english, japanese)]
    known = [home for home in homes if home is not None]
    return (english, japanese) if known and "JP" not in known else (japanese, english)


def _home(corpus: _Corpus, key: str, countries: Mapping[str, str | None]) -> str | None:
    """The country of the body that publishes a document, as far as it is registered."""
    document, mentions = corpus.documents[key], corpus.findings[key].organisations
    publisher = re.sub(r"\s*[(（][^()（）]*[)）]$", "", document.publisher or "")
    found = corpus.links.ids[key].get(publisher)
    if found is None and mentions and not publisher:
        found = corpus.links.ids[key][mentions[0].text]
    return countries.get(found) if found else None
